"""What is wrong with records, edits and baselines of a plan file, seen closely; `verifying` finds where to look."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from . import arrivals, blobs
from .conflict_heads import RecordEdit, heads, listed
from .edits import GONE, NOTHING, Baseline, Edit, Erasure, Scalar, hash_of, read_fields, read_parents
from .errors import Refused
from .history import Log

_Fields = Mapping[str, tuple[object, Scalar]]
Change = tuple[str, str, str, str, str | None, str]
"""A record, an edit that changed it, its table, and how: the fields, their salt, their hash."""


_NAMED = "{}"
_MISSING = f"A row of {_NAMED} is missing that its history tells of."
_NO_HISTORY = f"There is no history of {_NAMED}."
_UNREADABLE = f"The history of {_NAMED} cannot be read."
_ALTERED = f"The history of {_NAMED} is not as it was written."
_LISTED_OTHERWISE = f"What copies disagree about in {_NAMED} is not listed as its history has it."


class Fault(NamedTuple):
    """Something that is wrong.

    Attributes:
        what: a sentence of it, with braces where the record is named.
        called: the record as the file alone can name it.
        table, record: the record that is meant; empty where it is no record's.
        fields: those of it that are not what its history says: what the file holds, and what the history says.
        mends: whether the history is sound and knows better, so that the row can be written anew from it.
    """

    what: str
    table: str = ""
    record: str = ""
    called: str = ""
    fields: _Fields = MappingProxyType({})
    mends: bool = False

    @property
    def said(self) -> str:
        """The whole sentence."""
        return self.what.replace(_NAMED, self.called)


def of_records(connection: sqlite3.Connection, log: Log, records: Collection[str]) -> list[Fault]:
    """What is wrong with some records: their rows, and what their history says of them."""
    keys = json.dumps(sorted(records))
    with of_one_moment(connection):
        changes = connection.execute(f"{CHANGES} WHERE record IN (SELECT value FROM json_each(?)) {IN_ORDER}", [keys])
        rows = _rows(connection, log.defaults, "WHERE id IN (SELECT value FROM json_each(?))", keys)
        forked = forked_fields(connection, "WHERE record IN (SELECT value FROM json_each(?))", keys)
        marks = Marks.of(connection, keys)
        faults: list[Fault] = []
        unseen = {*records} - rows.keys()
        for record, group in groupby(changes, itemgetter(0)):
            unseen.discard(record)
            history = _History(log, record, list(group), marks)
            table, row = rows.pop(record, (history.table, None))
            faults += history.compared(table, row)
            if not history.broken and history.forks() != forked.get(record, set()):
                called = named(log, table, row or {"id": record})
                faults.append(Fault(_LISTED_OTHERWISE, table, record, called, mends=True))
    faults += [
        Fault(_NO_HISTORY, table, record, named(log, table, row)) for record, (table, row) in rows.items()
    ]  # fmt: skip
    # a row that is read, and is not found by its key: the key, or the index, is not as it was written
    return [*faults, *(Fault(_NO_HISTORY, "", record, f"the record “{record}”") for record in sorted(unseen))]


def altered_row(log: Log, table: str, row: Mapping[str, object]) -> Iterator[str]:
    """How a row is not what the log says, or the log cannot say it."""
    try:
        now = log.current(table, str(row["id"]))
    except Refused:
        yield Fault(_UNREADABLE, called=named(log, table, row)).said
        return
    if not now:
        yield Fault(_NO_HISTORY, called=named(log, table, row)).said
    elif wrong := _wrong(row, {name: value.value for name, value in now.items()}):
        yield Fault(otherwise(wrong), called=named(log, table, row)).said


class Marks(NamedTuple):
    """What of the edits matters for a record: those that undo another, and those that erased for good."""

    undoes: Mapping[str, str]
    erasing: Collection[str]

    @classmethod
    def of(cls, connection: sqlite3.Connection, among: str = "") -> Marks:
        """Those of all edits, or of those that changed one of the records of a JSON list."""
        some = "AND id IN (SELECT edit FROM change WHERE record IN (SELECT value FROM json_each(?)))"
        sql, values = (some, (among,)) if among else ("", ())
        undoes = dict(connection.execute(f"SELECT id, undoes FROM edit WHERE undoes != '' {sql}", values))
        return cls(undoes, {e for (e,) in connection.execute("SELECT id FROM erasure")})


class _History:
    """What the log says of one record.

    Attributes:
        table: in which it stands.
        broken: whether a change is not as it was written, or cannot be read.
    """

    def __init__(self, log: Log, record: str, changes: Sequence[Change], marks: Marks):
        self._log, self._record, self._marks = log, record, marks
        self.broken = self._unread = False
        self._steps: list[RecordEdit] = []
        self._values: dict[str, Scalar] = {}
        self._one_head = True
        self._gone: dict[str, Scalar] = {}  # that it is, where no edit tells of it any more
        set_by: dict[str, tuple[str, ...]] = {}
        self.table = changes[-1][2]
        self._only_erased = all(change[1] in marks.erasing for change in changes)
        for _record, edit, table, text, salt, stored in changes:
            if hash_of(table, record, text, salt or "") != stored or table != self.table:
                self.broken = True
            if text == NOTHING and edit not in marks.erasing:
                self._gone = {"deleted": GONE}
            try:
                fields = read_fields(text)
            except Refused:
                self.broken = self._unread = True
                continue
            self._steps.append(RecordEdit(edit, marks.undoes.get(edit, ""), fields))
            for name, (prevs, _old, new) in fields.items():
                self._one_head &= prevs == set_by.get(name, ())
                set_by[name] = (edit,)
                self._values[name] = new
            self._one_head &= edit not in marks.undoes

    def compared(self, table: str, row: Mapping[str, object] | None) -> Iterator[Fault]:
        """How the row is not what the log says; None where there is none."""
        called = named(self._log, table, row or {"id": self._record})
        if row is None:
            if not self._only_erased:
                sound = not self.broken and table in self._log.defaults
                yield Fault(_MISSING, table, self._record, table, mends=sound)
            return
        if self._unread:
            yield Fault(_UNREADABLE, table, self._record, called)
            return
        wrong = _wrong(row, {**self._log.defaults[table], **self._gone, **self._values})
        if self.broken:
            yield Fault(_ALTERED, table, self._record, called, wrong)
        elif wrong:
            yield Fault(otherwise(wrong), table, self._record, called, wrong, mends=True)

    def forks(self) -> set[tuple[str, int]]:
        """The fields with several heads, and whether these differ."""
        if self._one_head and not self._values.get("deleted"):
            return set()  # each change replaced the one before it, and none was withdrawn
        return {(name, int(differ)) for _record, name, differ in listed(self._record, heads(self._steps))}


def as_sealed(row: tuple[Any, ...], hashes: list[str], erases: Iterable[Erasure]) -> bool:
    """Whether an edit, a row of `EDIT`, matches its digest, with these hashes of its changes and what it erases."""
    id_, at, author, role, label, undoes, digest = row
    return Edit(id_, at, author, role, label, undoes, (), erases=tuple(erases)).digest_of(hashes) == digest


def altered_edit(connection: sqlite3.Connection, id_: str) -> list[Fault]:
    """An edit that does not match its digest, as it is now."""
    with of_one_moment(connection):
        row = connection.execute(f"SELECT {EDIT} FROM edit WHERE id = ?", (id_,)).fetchone()
        hashes = [h for (h,) in connection.execute("SELECT hash FROM change WHERE edit = ?", (id_,))]
        sql = "SELECT tbl, record, field, second, reason FROM erasure WHERE id = ?"
        erases = [Erasure(*erasure) for erasure in connection.execute(sql, (id_,))]
    if row is None:
        return [Fault("A change belongs to an edit that is not there.")] if hashes else []
    return [] if as_sealed(row, hashes, erases) else [Fault(f"The edit “{row[4]}” of {row[1]} is not as it was made.")]


def altered_baselines(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Baselines that are not as they were marked, and a list of edits outside them all that is not what they leave."""
    known = {id_ for (id_,) in connection.execute("SELECT id FROM baseline")}
    for id_, meeting, position, parents, digest in connection.execute(
        "SELECT id, meeting, position, parents, digest FROM baseline ORDER BY id"
    ).fetchall():
        edits = connection.execute("SELECT edit FROM baseline_edit WHERE baseline = ?", (id_,))
        try:
            baseline = Baseline(id_, meeting, position, read_parents(parents), tuple(edit for (edit,) in edits))
        except Refused:
            yield Fault(f"The baseline of {position} does not say what it rests on.")
            continue
        if not known.issuperset(baseline.parents):
            yield Fault(f"The baseline of {position} rests on one that is not there.")
        if baseline.digest() != digest:
            yield Fault(f"What was known when a meeting was closed at {position} is not as it was marked.")
    outside = {e for (e,) in connection.execute("SELECT id FROM edit EXCEPT SELECT edit FROM baseline_edit")}
    if outside != {e for (e,) in connection.execute("SELECT edit FROM loose")}:
        yield Fault("The list of edits since the last meeting does not match the meetings.")


def altered_arrivals(connection: sqlite3.Connection) -> Iterator[Fault]:
    """That edits did not come in when it is told."""
    if found := len([*arrivals.altered(connection)]):
        what = "1 edit" if found == 1 else f"{found:,} edits"
        yield Fault(f"When {what} came in from another copy is not as it was kept.")


def altered_contents(connection: sqlite3.Connection, log: Log) -> Iterator[Fault]:
    """Contents that are not what their digest says, and records whose content is not there."""
    for digest, content in blobs.every(connection):
        if blobs.digest_of(content) != digest:
            yield Fault("What was attached is not as it was put in.")
    for table, field in log.schema.contents:
        missing = f"""WHERE deleted = '' AND "{field}" != '' AND "{field}" NOT IN (SELECT digest FROM content)"""
        for key, (_table, row) in _rows(connection, [table], missing).items():
            yield Fault("The content of {} is not there.", table, key, named(log, table, row))


def _rows(
    connection: sqlite3.Connection, tables: Iterable[str], where: str, *values: Scalar
) -> dict[str, tuple[str, dict[str, object]]]:
    """Rows with their tables, by key."""
    found: dict[str, tuple[str, dict[str, object]]] = {}
    for table in tables:
        cursor = connection.execute(f'SELECT * FROM "{table}" {where}', values)
        names = [column[0] for column in cursor.description]
        for held in cursor:
            row = dict(zip(names, held, strict=True))
            found[str(row["id"])] = table, row
    return found


def forked_fields(connection: sqlite3.Connection, where: str, *values: Scalar) -> dict[str, set[tuple[str, int]]]:
    """The fields with several heads as they are listed, and whether these differ, by record."""
    found: dict[str, set[tuple[str, int]]] = {}
    for record, field, differs in connection.execute(f"SELECT record, field, differs FROM fork {where}", values):
        found.setdefault(record, set()).add((field, differs))
    return found


@contextmanager
def of_one_moment(connection: sqlite3.Connection) -> Generator[None]:
    """What is read inside is of one moment."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def otherwise(wrong: _Fields) -> str:
    """That fields of a record are not what its history says."""
    return f"The {', '.join(wrong)} of {_NAMED} is not what its history says."


def named(log: Log, table: str, row: Mapping[str, object]) -> str:
    """A record as the file alone can name it, such as: the risk “R-014”."""
    name = next(filter(None, map(row.get, log.schema.called_by)), row["id"])
    return f"the {table.replace('_', ' ')} “{str(name)[:80]}”"


def _wrong(row: Mapping[str, object], logged: Mapping[str, Scalar]) -> dict[str, tuple[object, Scalar]]:
    """The fields of a row that are not what the log says."""
    return {
        name: (row.get(name), value) for name, value in sorted(logged.items())
        if name not in row or (row[name] != value and _differs(row[name], value))
    }  # fmt: skip


def _differs(stored: object, logged: Scalar) -> bool:
    """Whether a column's value is not what the log says; a decimal stands as text there and as a number here."""
    if isinstance(stored, float) and logged is not None:
        try:
            return stored != float(logged)
        except ValueError:
            return True
    return stored != logged


CHANGES = "SELECT record, edit, tbl, fields, salt, hash FROM change"
IN_ORDER = "ORDER BY record, edit"
EDIT = "id, at, author, role, label, undoes, digest"
