"""A plan as it was: what records held before some of the edits of the log."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from .edits import NOTHING, Scalar, read_new
from .errors import DAMAGED, FAILURES, Damaged, refused

Row = tuple[str, str, str]
"""A record, an edit that changed it, and how."""
_NAMES = re.compile(r'"(\w+)":\[\[')
_REPLACES = re.compile(r'"(\w+)":\[\[("\w+")?\],')
"""A field of a change that replaced one value or none; what follows is that value."""
_value_at = json.JSONDecoder().raw_decode


class AsOf:
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
        self._touched: tuple[str, set[str]] | None = None
        self._first_unknown = min(self.unknown, default="")
        self._late: set[str] | None = None

    def __contains__(self, edit: str) -> bool:
        return edit <= self.last and edit not in self.unknown

    def knew_all_to(self, edit: str) -> bool:
        """Whether this edit and all before it were known."""
        return edit <= self.last and (not self._first_unknown or edit < self._first_unknown)

    def touched(self) -> set[str]:
        """The records that were changed since."""
        end = self._end()
        if self._touched is None or self._touched[0] != end:
            self._touched = end, self._ask()
        return self._touched[1]

    def values(self, table: str, records: Collection[str]) -> dict[str, dict[str, Scalar] | None]:
        """Of the records that were changed since, the changed fields as they were; None where one was not there yet.

        The work grows with what was changed since; of records of which something came in late, with all their changes.
        Raises Refused where the file cannot be read.
        """
        late = self._among_unknown()
        found: dict[str, dict[str, Scalar] | None] = dict.fromkeys(
            self._born_since([key for key in records if key not in late])
        )
        found |= self._replaced(table, [key for key in records if key not in found and key not in late])
        for record, rows in groupby(self._changes([key for key in records if key not in found]), itemgetter(0)):
            known, since = list[str](), list[str]()
            for _record, edit, text in rows:
                if edit > self.last or edit in self.unknown:
                    since.append(text)
                elif text != NOTHING:
                    known.append(text)
            if names := set(_NAMES.findall(" ".join(since))):  # may be too many, and then only cost time
                found[record] = self._held(table, names, known) if known else None
        return found

    def _replaced(self, table: str, records: Collection[str]) -> dict[str, dict[str, Scalar]]:
        """What the changes since say that they replaced, of the records of which these follow one upon another.

        Where each replaced one value, only one of them a value of before, and no value is left standing beside
        another, there was no other before, so that what this one replaced is what was there.
        """
        if not records:
            return {}
        rows = self._all(
            "SELECT record, edit, fields FROM change WHERE record IN (SELECT value FROM json_each(?)) AND edit > ?"
            " AND NOT EXISTS (SELECT 1 FROM fork WHERE fork.record = change.record)"
            " AND NOT EXISTS (SELECT 1 FROM erasure) ORDER BY record, edit",
            json.dumps(sorted(records)), self.last,
        )  # fmt: skip
        found: dict[str, dict[str, Scalar]] = {}
        for record, changes in groupby(rows, itemgetter(0)):
            row = self._first_replaced(self._defaults[table], "".join(change[2] for change in changes))
            if row is not None:
                found[record] = row
        return found

    def _first_replaced(self, defaults: Mapping[str, Scalar], changes: str) -> dict[str, Scalar] | None:
        """What a record held before these changes of it; None where they do not tell."""
        fields = _REPLACES.findall(changes)
        before = [field for field in fields if field[1] <= f'"{self.last}"']
        first: dict[str, str] = dict(before)
        if len(before) != len(first) or first.keys() != dict(fields).keys() or len(fields) != changes.count('":[['):
            return None
        row = {name: defaults[name] for name in first if name in defaults}
        for name, edit in first.items():
            if edit and name in defaults:
                begins = f'"{name}":[[{edit}],'
                try:
                    row[name] = _value_at(changes, changes.index(begins) + len(begins))[0]
                except ValueError as error:
                    raise Damaged(DAMAGED) from error
        return row

    def _held(self, table: str, names: set[str], changes: list[str]) -> dict[str, Scalar]:
        """The values of fields after these changes, which are given from the newest on."""
        defaults = self._defaults[table]
        left = {name for name in names if name in defaults}
        row: dict[str, Scalar] = {}
        for text in changes:
            for name, new in read_new(text).items():
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

    def _born_since(self, records: Collection[str]) -> list[str]:
        """Those of records with a history of which nothing was known, of records of which nothing came in late."""
        known = "SELECT 1 FROM change WHERE record = value AND edit <= ?"
        sql = f"SELECT value FROM json_each(?) WHERE NOT EXISTS ({known})"
        return [key for (key,) in self._all(sql, json.dumps(sorted(records)), self.last)]

    def _ask(self) -> set[str]:
        after = self._all("SELECT record FROM change INDEXED BY change_by_edit WHERE edit > ?", self.last)
        return {record for (record,) in after} | self._among_unknown()

    def _among_unknown(self) -> set[str]:
        """The records that edits changed which were not known although others after them were."""
        if self._late is None:
            among = "SELECT record FROM change WHERE edit IN (SELECT value FROM json_each(?))"
            rows = self._all(among, json.dumps(sorted(self.unknown))) if self.unknown else ()
            self._late = {record for (record,) in rows}
        return self._late

    def _end(self) -> str:
        return str(self._all("SELECT max(id) FROM edit")[0][0] or "")

    def _all(self, sql: str, *values: Scalar) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except FAILURES as error:
            raise refused(error) from error
