"""All of a plan file held against its digests: the log is read once, in the order of the records, a part at a time.

Between two parts somebody may write; what is not plainly sound is looked at again, closely, before it is told.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from .checking import (
    CHANGES,
    EDIT,
    IN_ORDER,
    Change,
    Fault,
    Marks,
    altered_arrivals,
    altered_baselines,
    altered_contents,
    altered_edit,
    as_sealed,
    forked_fields,
    of_one_moment,
    of_records,
)
from .edits import Erasure, Scalar, hash_of
from .erasing import still_told
from .errors import DAMAGED, FAILURES, refused
from .history import Log
from .opening import reader_beside
from .safety import read_leniently

_PART = 5_000
"""Changes, and edits, that are read at once: a tenth of a second in which nobody else can write."""
_AGAIN = 200
"""Records that are looked at closely at once."""
_LAST = "\U0010ffff"
"""Greater than every key."""
Steps = Generator[tuple[int, int, str], None, list[Fault]]
_Row = tuple[object, ...]


def check(connection: sqlite3.Connection, log: Log) -> Iterator[Fault]:
    """Everything that is wrong: a lost reference, and what `verify` finds."""
    read_leniently(connection)
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"A row of {table} refers to a {parent} that is not there.")
    yield from finished(verify(connection, log))


def finished(steps: Steps) -> list[Fault]:
    """What is wrong, once all steps were made."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def verify(connection: sqlite3.Connection, log: Log) -> Steps:
    """Hold pages against each other, rows and log against the log's digests; yields (done, total, what).

    It returns what is wrong: a damaged page, an edit, a baseline or a row that was altered.

    Others may write meanwhile; what they write verifies itself.
    """
    total: int = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    what, done = "Checking the file", 0
    yield done, total, what
    found = connection.execute("PRAGMA integrity_check").fetchall()  # opening did not hold indexes against their tables
    faults = [Fault(f"The file is damaged: {said}.") for (said,) in found if said != "ok"]
    yield done, total, what
    scan = _Scan(connection, log)
    while scan.after != _LAST:
        done += scan.part()
        yield min(done, total), total, what
    suspects = sorted(key for key in scan.suspects if isinstance(key, str))
    faults += [Fault("The file is damaged: a record has a key that is no text.")] * (len(suspects) < len(scan.suspects))
    for begin in range(0, len(suspects), _AGAIN):
        faults += of_records(connection, log, suspects[begin : begin + _AGAIN])
        yield total, total, what
    after = ""
    while after != _LAST:
        with of_one_moment(connection):
            after = scan.edits(after)
        yield total, total, what
    faults += [fault for edit in scan.doubtful for fault in altered_edit(connection, edit)]
    with of_one_moment(connection):
        faults += map(Fault, still_told(connection, log))
        faults += altered_baselines(connection)
        faults += altered_arrivals(connection)
        faults += altered_contents(connection, log)
    yield total, total, what
    return faults


def verification(path: Path, log: Log) -> Steps:
    """The same of a plan that is open, on whatever thread. Raises Refused where the file cannot be read."""
    try:
        with contextlib.closing(reader_beside(path)) as connection:
            read_leniently(connection)
            return (yield from verify(connection, Log(connection, log.defaults, log.schema)))
    except FAILURES as error:
        raise refused(error, DAMAGED) from error


class _PlainRow:
    """How rows of a table look that are just what their changes say.

    Attributes:
        select: what reads them, the key first.
    """

    def __init__(self, connection: sqlite3.Connection, table: str, defaults: Mapping[str, Scalar]):
        names = ", ".join(f'"{name}"' for name in defaults)
        self.select = f'SELECT id, {names} FROM "{table}"'
        self._at = {name: number for number, name in enumerate(defaults)}
        self._unwritten = [*defaults.values()]
        reals = connection.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'REAL'", (table,))
        self._reals = {name for (name,) in reals}

    def holds(self, row: _Row, values: Mapping[str, Scalar]) -> bool:
        """Whether a row holds these values and nothing else; a record that is gone is not plain. Raises ValueError."""
        expected = self._unwritten.copy()
        for name, value in values.items():
            expected[self._at[name]] = value
        for name in self._reals:
            if (value := expected[self._at[name]]) is not None:
                expected[self._at[name]] = float(value)  # type: ignore[call-overload]
        return tuple(expected) == row and not values.get("deleted")


class _Scan:
    """All of a log, read part by part and in few steps; what is not plainly sound is to be looked at again.

    Attributes:
        after: the key of the last record that was looked at.
        suspects: the records with which something may be wrong; the key of a damaged one may be of any type.
        doubtful: the edits with which something may be wrong.
    """

    def __init__(self, connection: sqlite3.Connection, log: Log):
        self._connection = connection
        self._hashes: dict[str, list[str]] = {}
        self._undoes = Marks.of(connection).undoes
        self._plain = {table: _PlainRow(connection, table, defaults) for table, defaults in log.defaults.items()}
        self.after = ""
        self.suspects: set[Any] = set()
        self.doubtful: list[str] = []

    def part(self) -> int:
        """Look at the next records; how many changes that were."""
        after, connection = self.after, self._connection
        with of_one_moment(connection):
            sql = f"{CHANGES} WHERE record > ? {IN_ORDER} LIMIT ?"
            changes: list[Change] = connection.execute(sql, (after, _PART)).fetchall()
            if len(changes) == _PART:
                to = changes[-1][0]
                last = connection.execute(f"{CHANGES} WHERE record = ? {IN_ORDER}", (to,)).fetchall()
                changes = [*(change for change in changes if change[0] != to), *last]
            else:
                to = _LAST
            between = "WHERE {0} > ? AND {0} <= ?"
            rows = {
                row[0]: (table, row[1:])
                for table, plain in self._plain.items()
                for row in connection.execute(f"{plain.select} {between.format('id')}", (after, to))
            }
            self.suspects |= forked_fields(connection, between.format("record"), after, to).keys()
        self.after = to
        self._look_at(changes, rows)
        return len(changes)

    def _look_at(self, changes: Sequence[Change], rows: dict[str, tuple[str, _Row]]) -> None:
        """Hold changes against their hashes, and rows against what the changes say."""
        for _record, edit, _table, _text, _salt, stored in changes:
            self._hashes.setdefault(edit, []).append(stored)
        try:
            told: list[Any] = json.loads(f"[{','.join(change[3] for change in changes)}]")  # faster than one by one
            if len(told) != len(changes):
                raise ValueError
            for record, group in groupby(zip(changes, told, strict=True), lambda both: both[0][0]):
                values: dict[str, Scalar] = {}
                set_by: dict[str, list[str]] = {}
                table, plain = "", True
                for (_record, edit, table, text, salt, stored), fields in group:
                    plain &= edit not in self._undoes and hash_of(table, record, text, salt or "") == stored
                    for name, (prevs, _old, new) in fields.items():
                        plain &= prevs == set_by.get(name, [])
                        set_by[name] = [edit]
                        values[name] = new
                held = rows.pop(record, None)
                if not (plain and held and held[0] == table and self._plain[table].holds(held[1], values)):
                    self.suspects.add(record)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            self.suspects.update(change[0] for change in changes)
        self.suspects |= rows.keys()

    def edits(self, after: str) -> str:
        """Hold the next edits against their digests; the key of the last."""
        erases: dict[str, list[Erasure]] = {}
        for id_, *erasure in self._connection.execute("SELECT id, tbl, record, field, second, reason FROM erasure"):
            erases.setdefault(id_, []).append(Erasure(*erasure))
        sql = f"SELECT {EDIT} FROM edit WHERE id > ? ORDER BY id LIMIT ?"
        rows = self._connection.execute(sql, (after, _PART)).fetchall()
        for row in rows:
            if not as_sealed(row, self._hashes.pop(row[0], []), erases.get(row[0], ())):
                self.doubtful.append(row[0])
        if len(rows) == _PART:
            return rows[-1][0]
        self.doubtful += self._hashes  # of no edit that is there
        return _LAST
