"""The log, read: who changed what, and a plan as it was."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from . import arrivals, earlier
from .arrivals import ArrivedEdits
from .conflict_heads import FieldClash, Head, RecordEdit, clashes_in, first_said, forks, several
from .edits import (
    GONE,
    NOTHING,
    Baseline,
    Edit,
    Erasure,
    Fields,
    RecordChange,
    Scalar,
    read_fields,
    read_new,
    read_parents,
)
from .errors import DAMAGED, FAILURES, Damaged, code, refused
from .ids import content_of
from .query import EditFilter, Summary, select
from .safety import read_leniently
from .schema import Schema
from .snapshot import AsOf
from .whole import WholeLogCache

Naming = Mapping[str, Mapping[str, Collection[str]]]
"""Edits by record and field."""


class Stamp(NamedTuple):
    """Who makes an edit, when (UTC) and under which name."""

    id: str
    at: str
    author: str
    role: str
    label: str


class Current(NamedTuple):
    """The shown value of a field and the edit that set it ("" when it still has its default)."""

    edit: str
    value: Scalar


class LeftAlone(NamedTuple):
    """A field that an undo did not restore because it was changed since."""

    table: str
    record: str
    field: str


class Signature(NamedTuple):
    """Who wrote an edit, and when."""

    author: str
    role: str
    at: str


class Composed(NamedTuple):
    """An edit that is about to be written.

    Attributes:
        edit: it; None where there is none.
        alone: the records of which no copy disagrees and of which it replaces what is shown.
        unwritten: those that no edit wrote before it, where it is of many.
    """

    edit: Edit | None = None
    alone: frozenset[str] = frozenset()
    unwritten: frozenset[str] = frozenset()


NOTHING_COMPOSED = Composed()


class LogReader:
    """The log of one open file.

    Attributes:
        defaults: a field's value before anything was written, by table.
        schema: what the program says of its tables.
        whole: what is true of it as a whole.
    """

    def __init__(self, connection: sqlite3.Connection, defaults: Mapping[str, Mapping[str, Scalar]], schema: Schema):
        self._connection = connection
        self.defaults = defaults
        self.schema = schema
        self._composed = NOTHING_COMPOSED
        self.whole = WholeLogCache(connection)

    # -- reading; each raises Refused where the file cannot be read

    def edits(self, record: str = "") -> Iterator[Edit]:
        """Every edit, newest first; with `record`, those that changed that record, with all that they changed."""
        where = "WHERE id IN (SELECT edit FROM change WHERE record = ?)" if record else ""
        for row in self._all(f"SELECT {_EDIT} FROM edit {where} ORDER BY id DESC", *([record] if record else [])):
            yield self._edit(row)

    def summaries(self, wanted: EditFilter, before: str = "", limit: int = 100) -> list[Summary]:
        """The newest edits that are wanted, newest first, at most `limit`; with `before`, those older than that one."""
        statement, values = select(wanted, before, limit)
        return [Summary(*row) for row in self._all(statement, *values)]

    def label(self, edit: str) -> str | None:
        """What an edit is called; None where there is none."""
        return next((label for (label,) in self._all("SELECT label FROM edit WHERE id = ?", edit)), None)

    def authors(self) -> list[str]:
        """Everybody who made an edit, by name."""
        return [author for (author,) in self._all("SELECT DISTINCT author FROM edit ORDER BY author COLLATE NOCASE")]

    def steps(self, record: str) -> Iterator[tuple[str, Fields]]:
        """What was done to a record, by edit, oldest first."""
        for edit, text in self._all("SELECT edit, fields FROM change WHERE record = ? ORDER BY edit", record):
            yield edit, read_fields(text)

    def record_edits(self, record: str) -> list[RecordEdit]:
        """What was done to a record, oldest first, and what each edit undid."""
        sql = "SELECT edit, undoes, fields FROM change JOIN edit ON edit = id WHERE record = ? ORDER BY edit"
        return [RecordEdit(edit, undoes, read_fields(text)) for edit, undoes, text in self._all(sql, record)]

    def changes_telling(
        self, tables: Iterable[str], keys: Collection[str], there: str = ""
    ) -> Iterator[tuple[str, str, Fields]]:
        """Table, record and fields of the changes of these tables that name one of some records.

        `there` is the name of another file that is attached to this one's connection, with a full stop.
        """
        if not keys:
            return
        named = re.compile("|".join(map(re.escape, sorted(keys))))
        sql = f"SELECT tbl, record, fields FROM {there}change WHERE tbl IN (SELECT value FROM json_each(?))"
        for table, record, text in self._all(sql, json.dumps(sorted(tables))):
            if named.search(text):
                yield table, record, read_fields(text)

    def changes_of(self, table: str, there: str = "") -> list[tuple[str, Fields]]:
        """Record and fields of every change of a table; `there` as in `changes_telling`."""
        rows = self._all(f"SELECT record, fields FROM {there}change WHERE tbl = ?", table)
        return [(record, read_fields(text)) for record, text in rows]

    def records_telling(self, text: str) -> list[str]:
        """The keys of the records whose history holds a text, in whatever case."""
        low = json.dumps(text, ensure_ascii=False)[1:-1].casefold()
        rows = self._all("SELECT record, fields FROM change")
        return sorted({record for record, fields in rows if low in fields.casefold()})

    def labels_telling(self, text: str) -> list[str]:
        """The labels of edits, names, roles and reasons of erasures that hold a text, in whatever case."""
        rows = self._all("SELECT label FROM edit UNION SELECT author FROM edit UNION SELECT role FROM edit"
                         " UNION SELECT second FROM erasure UNION SELECT reason FROM erasure")  # fmt: skip
        return [said for (said,) in rows if text.casefold() in said.casefold()]

    def changes(self, edit: str, among: Collection[str] | None = None) -> tuple[RecordChange, ...]:
        """What an edit did, record by record; with `among`, only to the records with these keys.

        Raises Damaged where a change is of no kind that there is.
        """
        only = "" if among is None else "AND record IN (SELECT value FROM json_each(?))"
        keys = () if among is None else (json.dumps(sorted(among)),)
        rows = self._all(
            f"SELECT tbl, record, fields, salt FROM change WHERE edit = ? {only} ORDER BY tbl, record", edit, *keys
        )
        self._refuse_unknown(table for table, *_ in rows)
        return tuple(RecordChange(table, record, read_fields(text), salt or "") for table, record, text, salt in rows)

    def edit(self, id_: str) -> Edit | None:
        """The edit with this id."""
        found = self._all(f"SELECT {_EDIT} FROM edit WHERE id = ?", id_)
        return self._edit(found[0]) if found else None

    def last(self) -> str:
        """The greatest edit id; empty for a new file."""
        return self.whole.ask().last

    @property
    def erased(self) -> bool:
        """Whether anything was ever erased for good."""
        return self.whole.ask().erased

    def touched_since(self, edit: str, mark: str) -> list[str]:
        """The keys of the records that later edits changed, or that came in after the record `mark` was written."""
        marked = ("SELECT coalesce(arrived.at, edit.at) FROM change JOIN edit ON id = change.edit LEFT JOIN arrived"
                  " ON arrived.edit = id WHERE record = ? ORDER BY id DESC LIMIT 1")  # fmt: skip
        late = f"SELECT edit FROM arrived WHERE rtrim(at, 'Z') > rtrim(({marked}), 'Z')"
        sql = f"SELECT DISTINCT record FROM change WHERE edit > ? OR edit IN ({late})"
        return [key for (key,) in self._all(sql, edit, mark)]

    def count(self) -> int:
        """How many edits the log holds."""
        return self._all("SELECT count(*) FROM edit")[0][0]

    def contents(self) -> set[str]:
        """What `ids.content_of` says of every edit."""
        return {content_of(id_) for (id_,) in self._all("SELECT id FROM edit")}

    def _edit(self, row: tuple[Any, ...]) -> Edit:
        id_, at, author, role, label, undoes, digest = row
        return Edit(id_, at, author, role, label, undoes, self.changes(id_), digest, self.erasures(id_))

    def erasing(self) -> list[Edit]:
        """The edits that erased something for good, oldest first."""
        found = (self.edit(id_) for (id_,) in self._all("SELECT DISTINCT id FROM erasure ORDER BY id"))
        return [edit for edit in found if edit]

    def erasures(self, edit: str) -> tuple[Erasure, ...]:
        """What an edit erased for good. Raises as `changes`."""
        rows = self._all("SELECT tbl, record, field, second, reason FROM erasure WHERE id = ? ORDER BY 1, 2, 3", edit)
        self._refuse_unknown(table for table, *_ in rows)
        return tuple(Erasure(*row) for row in rows)

    def _refuse_unknown(self, tables: Iterable[str]) -> None:
        if not self.defaults.keys() >= {*tables}:
            raise Damaged(DAMAGED)

    def _all(self, sql: str, *values: Scalar) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except FAILURES as error:
            if not code(error) and read_leniently(self._connection):  # text that is not UTF-8 any more
                return self._all(sql, *values)
            raise refused(error) from error

    def current(self, table: str, record: str, wanted: Iterable[str] = ()) -> dict[str, Current]:
        """The shown value of every field of a record, or of the wanted ones; empty when it was never written."""
        names = set(wanted) or set(self.defaults[table])
        found: dict[str, Current] = {}
        edit = ""
        try:
            for edit, text in self._connection.execute(
                "SELECT edit, fields FROM change WHERE record = ? ORDER BY edit DESC", (record,)
            ):
                for name, new in read_new(text).items():
                    if name in names:
                        found.setdefault(name, Current(edit, new))
                if len(found) == len(names):
                    return found
        except FAILURES as error:
            raise refused(error) from error
        if edit:
            if "deleted" in names and "deleted" not in found and self._taken_out(record):
                found["deleted"] = Current("", GONE)
            for name in names:
                found.setdefault(name, Current("", self.defaults[table][name]))
        return found

    def _taken_out(self, record: str) -> bool:
        """Whether all of a record was erased with what it belonged to, so that no edit tells of it."""
        left = "SELECT 1 FROM change WHERE record = ? AND fields = ? AND edit NOT IN (SELECT id FROM erasure)"
        return self.erased and bool(self._all(f"SELECT EXISTS ({left})", record, NOTHING)[0][0])

    def baselines(self) -> list[Baseline]:
        """All baselines with the edits that each adds, oldest first."""
        return [
            Baseline(
                id_, meeting, position, read_parents(parents),
                tuple(e for (e,) in self._all("SELECT edit FROM baseline_edit WHERE baseline = ? ORDER BY edit", id_)),
            )
            for id_, meeting, position, parents in self._all(
                "SELECT id, meeting, position, parents FROM baseline ORDER BY id")
        ]  # fmt: skip

    def marks(self) -> list[Baseline]:
        """All baselines, oldest first, without their edits."""
        return [Baseline(*row) for row in self._all("SELECT id, meeting, position FROM baseline ORDER BY id")]

    def edits_outside(self, baseline: str) -> list[str]:
        """The edits that a baseline does not hold."""
        closure = _CLOSURE.format("SELECT ?")
        elsewhere = "SELECT EXISTS (SELECT 1 FROM baseline WHERE id NOT IN (SELECT id FROM held))"
        if not self._all(f"{closure} {elsewhere}", baseline)[0][0]:
            # everything in any baseline is in this one, so what is outside is what is in none
            return [e for (e,) in self._all("SELECT edit FROM loose ORDER BY edit")]
        rows = self._all(
            f"{closure} SELECT id FROM edit WHERE id NOT IN"
            " (SELECT edit FROM baseline_edit WHERE baseline IN (SELECT id FROM held)) ORDER BY id",
            baseline,
        )
        return [e for (e,) in rows]

    def clashes(self, records: Iterable[str] | None = None) -> list[FieldClash]:
        """What copies disagree about and nobody has settled, in all records or in these."""
        where = "" if records is None else " AND record IN (SELECT value FROM json_each(?))"
        values = () if records is None else (json.dumps(sorted(set(records))),)
        listed = {r for (r,) in self._all(f"SELECT DISTINCT record FROM fork WHERE differs{where}", *values)}
        found: list[FieldClash] = []
        for record, fields in self.forks(listed) if listed else ():
            tables = {table for (table,) in self._all("SELECT DISTINCT tbl FROM change WHERE record = ?", record)}
            for table in sorted(tables & self.defaults.keys())[:1]:  # a damaged change may be of none
                found += clashes_in(table, record, fields)
        return found

    def edits_of(self, record: str) -> list[str]:
        """The ids of the edits that changed a record, oldest first."""
        return [e for (e,) in self._all("SELECT edit FROM change WHERE record = ? ORDER BY edit", record)]

    def said_by(self, record: str, name: str) -> str:
        """The edit that first gave a field of a record its value, through touching, undo and redo; empty for none."""
        rows = self._all(
            "SELECT edit, undoes, fields FROM change JOIN edit ON edit = id WHERE record = ? ORDER BY edit", record
        )
        return first_said([RecordEdit(edit, undoes, read_fields(text)) for edit, undoes, text in rows], name)

    def signatures(self, edits: Iterable[str]) -> dict[str, Signature]:
        """Who wrote these edits, by id."""
        rows = self._all(
            "SELECT id, author, role, at FROM edit WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(set(edits))),
        )
        return {id_: Signature(*signed) for id_, *signed in rows}

    def forks(self, records: Iterable[str]) -> list[tuple[str, dict[str, list[Head]]]]:
        """Which of these records have fields of several heads, with the heads of all fields, the shown one last."""
        try:
            return list(forks(self._connection, set(records)))
        except FAILURES as error:
            raise refused(error) from error

    def heads_of(self, record: str) -> dict[str, list[Head]]:
        """The heads of those fields of a record that have several; the shown one last."""
        if not self.whole.ask().forked or not self._forked(record):
            return {}
        return several(dict(self.forks([record])).get(record, {}))

    def follows(self, change: RecordChange, edit: str) -> bool:
        """Whether a change by an edit newer than all others replaced just what was shown, so that it is the one head.

        Where that would take long to tell, it is said not to.
        """
        untold, there = set(change.fields), False
        try:
            for before, text in self._connection.execute(
                "SELECT edit, fields FROM change WHERE record = ? AND edit < ? ORDER BY edit DESC",
                (change.record, edit),
            ):
                there, fields = True, read_fields(text)
                if any(change.fields[name][0] != (before,) for name in untold & fields.keys()):
                    return False
                untold -= fields.keys()
                if not untold:
                    break
        except FAILURES as error:
            raise refused(error) from error
        return not (there and untold) and not (self.whole.ask().forked and self._forked(change.record))

    def _forked(self, record: str) -> bool:
        return bool(self._all("SELECT EXISTS (SELECT 1 FROM fork WHERE record = ?)", record)[0][0])

    def as_of(self, baseline: str) -> AsOf:
        """What was known at a baseline: the edits that it holds, whatever came in late."""
        closure = _CLOSURE.format("SELECT ?")
        end = "(SELECT {0}((SELECT {0}(edit) FROM baseline_edit WHERE baseline = b.id)) FROM baseline b WHERE id {1})"
        held = "IN (SELECT id FROM held)"
        last, first = end.format("max", held), end.format("min", f"NOT {held}")
        known, other = self._all(f"{closure} SELECT {last}, {first}", baseline)[0]
        loose = self._all("SELECT min(edit) FROM loose")[0][0]
        if known and all(edit is None or edit > known for edit in (other, loose)):
            return AsOf(self._connection, self.defaults, cut=known)
        late = [edit for edit in self.edits_outside(baseline) if not known or edit < known]
        return AsOf(self._connection, self.defaults, known or "", late)

    def as_at(self, moment: datetime, *, dated: bool = False) -> AsOf | None:
        """What this file held at a moment, or what is `dated` up to it, whenever it came in; None where nothing is."""
        with _refusing():
            cut, unknown = (arrivals.dated_by if dated else arrivals.here_at)(self._connection, moment)
        return AsOf(self._connection, self.defaults, cut, unknown) if cut else None

    def now(self) -> AsOf:
        """All that this file holds now, and nothing that comes."""
        return AsOf(self._connection, self.defaults)

    def ends(self, *, dated: bool = False) -> tuple[str, str]:
        """The times at which the first and the last edit came into this file, or were made; empty for a new file."""
        with _refusing():
            return arrivals.ends(self._connection, dated=dated)

    def brought(self) -> list[ArrivedEdits]:
        """What came in from other copies, the newest first."""
        with _refusing():
            return arrivals.brought(self._connection)

    def came_at(self, at: str) -> tuple[str, ...]:
        """The edits that came in from another copy at a time, as `brought` tells it; oldest first."""
        return tuple(edit for (edit,) in self._all("SELECT edit FROM arrived WHERE at = ? ORDER BY edit", at))

    def records_of(self, edits: Collection[str]) -> int:
        """How many records these edits changed."""
        among = "SELECT count(DISTINCT record) FROM change WHERE edit IN (SELECT value FROM json_each(?))"
        return self._all(among, json.dumps(sorted(edits)))[0][0]

    def earliest_here(self, edit: str) -> str:
        """The earliest time at which this edit or one after it came in, or was made here; empty for none."""
        sql = "SELECT min(coalesce((SELECT arrived.at FROM arrived WHERE edit = id), at)) FROM edit WHERE id >= ?"
        return self._all(sql, edit)[0][0] or ""

    def step(self, edit: str, record: str) -> tuple[str, Fields]:
        """What an edit undid, and what it did to one record; nothing where it did not touch it."""
        rows = self._all(
            "SELECT undoes, fields FROM edit JOIN change ON edit = id WHERE id = ? AND record = ?", edit, record
        )
        return (rows[0][0], read_fields(rows[0][1])) if rows else ("", {})

    # -- what only the log tells of records

    def first_edits(self, records: Collection[str]) -> dict[str, str]:
        """The edit that made each of these records."""
        with _refusing():
            return earlier.first_edits(self._connection, records)

    def reports(self, records: Collection[str], before: str) -> dict[str, list[str]]:
        """The edits before one that said how these records go, oldest first."""
        with _refusing():
            return earlier.reports(self._connection, self.schema.report, records, before)

    def emptied(self, records: Mapping[str, Collection[str]]) -> dict[str, tuple[str, dict[str, Scalar]]]:
        """Of records and their fields that are empty now: the last edit that emptied one, and what they held before."""
        with _refusing():
            return earlier.emptied(self._connection, records)

    def moved(self, records: Collection[str], name: str) -> dict[str, list[tuple[str, Scalar, Scalar]]]:
        """Of records the edits that moved a filled field, oldest first, with what it held before and after."""
        with _refusing():
            return earlier.moved(self._connection, records, name)

    def brought_forward(self) -> str:
        """The edit that says when records were last reported, in a file that did not keep it before; or empty."""
        with _refusing():
            return earlier.first_of(self._connection, *self.schema.brought_forward)

    def positions(self, edits: Mapping[str, str]) -> dict[str, str]:
        """By the same keys, the day that the plan spoke of at each of these edits."""
        with _refusing():
            return earlier.days(self._connection, self.schema.day, edits)


@contextlib.contextmanager
def _refusing() -> Generator[None]:
    try:
        yield
    except FAILURES as error:
        raise refused(error) from error


_EDIT = "id, at, author, role, label, undoes, digest"
_CLOSURE = (
    "WITH RECURSIVE held(id) AS ({} UNION SELECT parent.value FROM held"
    " JOIN baseline USING(id), json_each(baseline.parents) AS parent)"
)
