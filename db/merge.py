"""Another copy of a plan, read without trusting it: what it holds that the plan lacks, and what then clashes.

Nothing is written here, in neither file. `Store.apply` brings in what was found, like any finished edits: it passes
over what the plan holds, and keeps what was erased for good erased.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from . import blobs
from .checking import altered_row
from .columns import columns
from .conflict_heads import FieldClash, RecordEdit, clashes_in, heads
from .edits import Baseline, Edit, Scalar, moment, read_fields
from .erasing import Erased
from .errors import DAMAGED, FAILURES, Damaged, Refused, refused
from .history import Log
from .ids import ALPHABET, time_of
from .lock import WriterLock
from .log import Signature
from .opening import inode, open_file, real_path
from .safety import read_header
from .schema import Column, Schema

LATEST = 253_402_300_799_999
"""Milliseconds at the end of the year 9999: an edit's id beyond it would leave no room for those that come after."""
_TAMPERED = "The copy was changed by another program after it was saved: {}"
_DAMAGED = "The copy is damaged, so that nothing was brought in: ask for it once more. The plan itself is sound."
_PARTS = 4


class Arrival(NamedTuple):
    """What a copy holds that the plan lacks.

    Attributes:
        edits: oldest first.
        told: the same as they will stand here, without what was erased for good.
        baselines: in an order in which each comes after its parents.
        contents: what attachments hold.
        clashes: what plan and copy disagree about, and what is not disagreed about in the plan already.
        shown: what records that both changed will show, by table and key: the values of the greatest edits of both.
        signed: who wrote the values that clash, by edit.
        late: what is erased with what it was added to, as that was erased for good in the other; the table by key.
        erased: the edits that both hold and from which something was erased for good in one; `Store.apply` compares
            them.
        made: what was made of what is erased, and loses its words of that; the table by key.
    """

    edits: tuple[Edit, ...] = ()
    told: tuple[Edit, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    contents: tuple[bytes, ...] = ()
    clashes: tuple[FieldClash, ...] = ()
    shown: Mapping[tuple[str, str], Mapping[str, Scalar]] = MappingProxyType({})
    signed: Mapping[str, Signature] = MappingProxyType({})
    late: Mapping[str, str] = MappingProxyType({})
    erased: tuple[Edit, ...] = ()
    made: Mapping[str, str] = MappingProxyType({})


def look(plan: Path, copy: Path, schema: Schema) -> Generator[tuple[int, int, str], None, Arrival]:
    """What `copy` would bring into `plan`; yields (done, total, what) on the way.

    Raises:
        Refused: the copy is damaged, cut off, newer than the program, of another programme, or was tampered with.
    """
    yield 0, _PARTS, "Checking the copy"
    with _telling(), _both(real_path(plan), real_path(copy)) as connection, _reading(connection):
        yield 1, _PARTS, "Comparing the histories"
        _refuse_strangers(connection, schema.root)
        new = {e for (e,) in connection.execute("SELECT id FROM main.edit WHERE id NOT IN (SELECT id FROM ours.edit)")}
        other = _refuse_other_history(connection, new)
        yield 2, _PARTS, "Comparing the records"
        log = Log(connection, columns(connection), schema)
        _refuse_other_rows(connection, log)
        yield 3, _PARTS, "Reading what is new"
        edits, erased = tuple(_edits(log, new)), tuple(_edits(log, other))
        baselines = tuple(_baselines(connection, log))
        without = Erased(connection, log, (*edits, *erased), beside="ours")
        told = tuple(map(without.without, edits))
        held = tuple(_contents(connection, told, schema.contents))
        clashes, shown = _compared(connection, told, without)
        signed = _signatures(connection, {edit for clash in clashes for edit in clash.signed})
    yield _PARTS, _PARTS, "Read"
    return Arrival(edits, told, baselines, held, clashes, shown, signed, without.late, erased, without.made)


def holds_more(copy: Path, plan: Path, root: str) -> bool:
    """Whether a file is a sound copy of a plan, of the same programme, with an edit or closed meeting that it lacks."""
    try:
        copy, plan = real_path(copy), real_path(plan)
        if inode(copy) == inode(plan):
            return False
        read_header(copy)
        with _both(plan, copy) as connection, _reading(connection):
            _refuse_strangers(connection, root)
            return any(
                _one(connection, f"EXISTS (SELECT 1 FROM main.{table} WHERE id NOT IN (SELECT id FROM ours.{table}))")
                for table in ("edit", "baseline")
            )
    except (Refused, OSError, *FAILURES):
        return False


@contextmanager
def _telling() -> Generator[None]:
    """Damage is the copy's: nobody should restore a backup of the plan because of it."""
    try:
        yield
    except Damaged as error:
        raise Refused(_DAMAGED) from error


@contextmanager
def _both(plan: Path, copy: Path) -> Generator[sqlite3.Connection]:
    """A connection that reads the copy, looked at from its first byte, with the plan beside it as "ours"."""
    if inode(plan) == inode(copy):
        raise Refused("This is the plan itself.")
    read_header(copy)
    lock = WriterLock(copy)
    try:
        connection = open_file(copy, lock, "The copy is only read.")
        try:
            ours = f"file:{quote(os.fsencode(plan))}?mode=ro"
            connection.execute("ATTACH ? AS ours", (ours,))
            yield connection
        finally:
            connection.close()
    finally:
        lock.release(without_trace=True)


@contextmanager
def _reading(connection: sqlite3.Connection) -> Generator[None]:
    """What is read inside is of one moment."""
    try:
        connection.execute("BEGIN")
        yield
    except FAILURES as error:
        raise refused(error, DAMAGED) from error


def _one(connection: sqlite3.Connection, sql: str, *values: str) -> int:
    return connection.execute(f"SELECT {sql}", values).fetchone()[0]


def _refuse_strangers(connection: sqlite3.Connection, root: str) -> None:
    """A copy has the plan's root, or an edit that the plan has; a plan without any edit is anybody's."""
    akin = (
        "EXISTS (SELECT 1 FROM main.edit JOIN ours.edit USING(id))"
        f' OR EXISTS (SELECT 1 FROM main."{root}" JOIN ours."{root}" USING(id))'
        " OR NOT EXISTS (SELECT 1 FROM ours.edit)"
    )
    if not _one(connection, akin):
        raise Refused("This is a plan of another programme, not a copy of this one: nothing was brought in.")


def _refuse_other_history(connection: sqlite3.Connection, new: set[str]) -> set[str]:
    """The edits and baselines that both hold are the same; the edits from which one of the two erased something."""
    closed = "(t.meeting, t.position, t.parents) IS NOT (o.meeting, o.position, o.parents)"
    if _one(connection, f"EXISTS (SELECT 1 FROM main.baseline AS t JOIN ours.baseline AS o USING(id) WHERE {closed})"):
        raise Refused(_TAMPERED.format("a meeting that both hold was closed differently."))
    theirs, ours = (
        f"{side}.at, {side}.author, {side}.role, {side}.label, {side}.undoes, {side}.digest" for side in "to"
    )
    rows = connection.execute(
        f"SELECT id FROM main.edit AS t JOIN ours.edit AS o USING(id) WHERE ({theirs}) IS NOT ({ours})"
    )
    other = {id_ for (id_,) in rows}
    erased = _one(connection, "EXISTS (SELECT 1 FROM main.erasure) OR EXISTS (SELECT 1 FROM ours.erasure)")
    apart = json.dumps(sorted(new | other))
    held = "(SELECT value FROM json_each(?))"
    same = "(t.tbl, t.fields, t.salt, t.hash) IS (o.tbl, o.fields, o.salt, o.hash)"
    shared = _one(connection, f"count(*) FROM main.change WHERE edit NOT IN {held}", apart)
    if (
        (other and not erased)
        or shared != _one(connection, f"count(*) FROM main.change AS t JOIN ours.change AS o USING(record, edit)"
                                      f" WHERE {same} AND t.edit NOT IN {held}", apart)
        or shared != _one(connection, f"count(*) FROM ours.change WHERE edit IN (SELECT id FROM main.edit)"
                                      f" AND edit NOT IN {held}", apart)
    ):  # fmt: skip
        raise Refused(_TAMPERED.format("an edit that both hold has other content there."))
    return other


def _refuse_other_rows(connection: sqlite3.Connection, log: Log) -> None:
    """The copy's rows are what its log says. Those that are as in the plan were looked at when they were written."""
    for table, defaults in log.defaults.items():
        names = ["id", *defaults]
        theirs, ours = (", ".join(f'{side}."{name}"' for name in names) for side in "to")
        cursor = connection.execute(
            f'SELECT {theirs} FROM main."{table}" AS t LEFT JOIN ours."{table}" AS o ON o.id = t.id'
            f" WHERE ({theirs}) IS NOT ({ours})"
        )
        for values in cursor.fetchall():
            for sentence in altered_row(log, table, dict(zip(names, values, strict=True))):
                raise Refused(_TAMPERED.format(sentence[0].lower() + sentence[1:]))
        gone = f'SELECT 1 FROM ours."{table}" AS o WHERE NOT EXISTS (SELECT 1 FROM main."{table}" WHERE id = o.id)'
        if _one(connection, f"EXISTS ({gone} AND EXISTS (SELECT 1 FROM main.change WHERE record = o.id))"):
            raise Refused(_TAMPERED.format(f"a row of {table} is missing that its history tells of."))


def _edits(log: Log, new: set[str]) -> Iterator[Edit]:
    for id_ in sorted(new):
        edit = log.edit(id_)
        if edit is None or not _well_formed(edit, log):
            raise Refused(_TAMPERED.format("an edit is in no form that Goldthread writes."))
        if edit.digest_of([change.hash for change in edit.changes]) != edit.digest:
            raise Refused(_TAMPERED.format(f"the edit “{edit.label}” by {edit.author} is not as it was written."))
        yield edit


def _well_formed(edit: Edit, log: Log) -> bool:
    """Whether an edit has the form of those that this program makes, however well it is sealed."""
    fields = [(change, name, field) for change in edit.changes for name, field in change.fields.items()]
    try:
        moment(edit.at)
    except Refused:
        return False
    return (
        edit.follows_what_it_names
        and all(map(_is_id, (edit.id, *([edit.undoes] if edit.undoes else ()))))
        and all(_is_key(change.record) for change in edit.changes)
        and all(map(_is_id, {prev for _change, _name, (prevs, _old, _new) in fields for prev in prevs}))
        and all(name in log.defaults.get(change.table, ()) for change, name, _field in fields)
        and all(_can_be_kept(v) for _change, _name, (_prevs, *both) in fields for v in both)
    )


def _can_be_kept(value: object) -> bool:
    """Whether SQLite takes a value, and gives it back as it was."""
    match value:
        case bool():
            return False
        case int():
            return -(1 << 63) <= value < 1 << 63
        case str():
            return not any("\ud800" <= letter <= "\udfff" for letter in value)
        case _:
            return value is None


def _is_key(key: object) -> bool:
    return isinstance(key, str) and len(key) == 26 and set(key) <= _LETTERS


def _is_id(key: object) -> bool:
    return _is_key(key) and time_of(str(key)) <= LATEST


def _baselines(connection: sqlite3.Connection, log: Log) -> Iterator[Baseline]:
    known = {b for (b,) in connection.execute("SELECT id FROM ours.baseline")}
    waiting = [baseline for baseline in log.baselines() if baseline.id not in known]
    sealed = dict(connection.execute("SELECT id, digest FROM main.baseline"))
    if any(baseline.digest() != sealed[baseline.id] for baseline in waiting):
        raise Refused(_TAMPERED.format("what was known at a closed meeting is not as it was marked."))
    while waiting:
        ready = [b for b in waiting if known.issuperset(b.parents)]
        if not ready or not all(b.edits and _is_id(b.id) and _is_key(b.meeting) and _is_day(b.position) for b in ready):
            raise Refused(_TAMPERED.format("a closed meeting does not say what was known then."))
        yield from ready
        known.update(b.id for b in ready)
        waiting = [b for b in waiting if b.id not in known]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _contents(connection: sqlite3.Connection, edits: tuple[Edit, ...], contents: tuple[Column, ...]) -> Iterator[bytes]:
    """What the new edits name and the plan does not hold."""
    named = {
        field[2]
        for edit in edits
        for change in edit.changes
        for name, field in change.fields.items()
        if (change.table, name) in contents and field[2]
    }
    for digest in sorted(map(str, named)):
        if not _one(connection, "EXISTS (SELECT 1 FROM ours.content WHERE digest = ?)", digest):
            yield blobs.read(connection, digest)


def _compared(
    connection: sqlite3.Connection, edits: tuple[Edit, ...], erased: Erased
) -> tuple[tuple[FieldClash, ...], dict[tuple[str, str], dict[str, Scalar]]]:
    """What is disagreed about when these edits are in, and is not already; and what records that both changed show."""
    new: dict[str, list[RecordEdit]] = defaultdict(list)
    tables: dict[str, str] = {}
    for edit in edits:
        for change in edit.changes:
            new[change.record].append(RecordEdit(edit.id, edit.undoes, change.fields))
            tables[change.record] = change.table
    there: dict[str, list[RecordEdit]] = defaultdict(list)
    for record, edit, undoes, fields in connection.execute(
        "SELECT record, edit, undoes, fields FROM ours.change JOIN ours.edit ON edit = id"
        " WHERE record IN (SELECT value FROM json_each(?)) ORDER BY edit",
        (json.dumps(sorted(new)),),
    ):
        there[record].append(RecordEdit(edit, undoes, read_fields(fields)))
    clashes: list[FieldClash] = []
    shown: dict[tuple[str, str], dict[str, Scalar]] = {}
    for record, steps in new.items():
        before = {name: set(found) for name, found in heads(there[record]).items()}
        left = [step._replace(fields=erased.left(step.edit, record, step.fields)) for step in there[record]]
        after = heads(sorted([*left, *steps], key=lambda step: step.edit))
        if there[record]:
            shown[tables[record], record] = {name: found[-1].value for name, found in after.items()}
        clashes += [c for c in clashes_in(tables[record], record, after) if set(c.heads) != before.get(c.field)]
    return tuple(clashes), shown


def _signatures(connection: sqlite3.Connection, edits: set[str]) -> dict[str, Signature]:
    rows = connection.execute(
        "SELECT id, author, role, at FROM main.edit WHERE id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT id, author, role, at FROM ours.edit WHERE id IN (SELECT value FROM json_each(?1))",
        (json.dumps(sorted(edits)),),
    )
    return {id_: Signature(*signed) for id_, *signed in rows}


_LETTERS = frozenset(ALPHABET)
