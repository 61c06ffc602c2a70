"""A plan as it was: what records held before some of the edits of the log."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from .edits import NOTHING, Scalar, read_fields
from .errors import FAILURES, refused

Row = tuple[str, str, str]
"""A record, an edit that changed it, and how."""
_NAMES = re.compile(r'"(\w+)":\[\[')
_FEW = 20
"""Of so many edits at most one lies outside, where it is quicker to ask first which records those touched."""


class Then:
    """The edits that were known at a moment, and what records held by them.

    Attributes:
        cut: edits up to this id were known, and no later ones; empty for all that are there now.
        last: the greatest id that may have been known.
        unknown: of those up to it, the edits that were not known, where what was known is not simply what came first.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        defaults: Mapping[str, Mapping[str, Scalar]],
        cut: str = "",
        unknown: Collection[str] = (),
    ):
        self._connection = connection
        self._defaults = defaults
        self.cut = cut
        self.unknown = frozenset(unknown)
        self.last = cut or self._end()
        self._touched: tuple[str, set[str] | None] | None = None

    def __contains__(self, edit: str) -> bool:
        return edit <= self.last and edit not in self.unknown

    def touched(self) -> set[str] | None:
        """The records that were changed since; None where that is nearly as much work as to read them all."""
        end = self._end()
        if self._touched is None or self._touched[0] != end:
            self._touched = end, self._ask() if self._few() else None
        return self._touched[1]

    def values(self, table: str, records: Collection[str]) -> dict[str, dict[str, Scalar] | None]:
        """Of the records that were changed since, the changed fields as they were; None where one was not there yet.

        The work grows with the changes of those records. Raises Refused where the file cannot be read.
        """
        found: dict[str, dict[str, Scalar] | None] = {}
        for record, rows in groupby(self._changes(records), itemgetter(0)):
            known: list[str] = []
            names: set[str] = set()
            for _record, edit, text in rows:
                if edit not in self:
                    names.update(_NAMES.findall(text))  # may name too many, and then only costs time
                elif text != NOTHING:
                    known.append(text)
            if names:
                found[record] = self._held(table, names, known) if known else None
        return found

    def _held(self, table: str, names: set[str], changes: list[str]) -> dict[str, Scalar]:
        """The values of fields after these changes, which are given from the newest on."""
        defaults = self._defaults[table]
        left = {name for name in names if name in defaults}
        row: dict[str, Scalar] = {}
        for text in changes:
            for name, (_prevs, _old, new) in read_fields(text).items():
                if name in left:
                    left.discard(name)
                    row[name] = new
            if not left:
                break
        return row | {name: defaults[name] for name in left}

    def _changes(self, records: Collection[str]) -> Iterator[Row]:
        """Every change of these records, the newest of each first."""
        yield from self._all(
            "SELECT record, edit, fields FROM change WHERE record IN (SELECT value FROM json_each(?))"
            " ORDER BY record, edit DESC",
            json.dumps(sorted(records)),
        )

    def _ask(self) -> set[str]:
        after = self._all("SELECT record FROM change WHERE edit > ?", self.last)
        among = "SELECT record FROM change WHERE edit IN (SELECT value FROM json_each(?))"
        return {record for (record,) in (*after, *self._all(among, json.dumps(sorted(self.unknown))))}

    def _few(self) -> bool:
        since = self._count("WHERE id > ?", self.last) + len(self.unknown)
        return since * _FEW <= self._count()

    def _end(self) -> str:
        return str(self._all("SELECT max(id) FROM edit")[0][0] or "")

    def _count(self, where: str = "", *values: Scalar) -> int:
        return int(self._all(f"SELECT count(*) FROM edit {where}", *values)[0][0])

    def _all(self, sql: str, *values: Scalar) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except FAILURES as error:
            raise refused(error) from error
