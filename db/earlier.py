"""What the log alone tells of records: when they were made, reported or emptied."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Mapping
from operator import itemgetter

from .edits import Scalar, read_fields

_EMPTY = (None, "", "unknown")


def reports(
    connection: sqlite3.Connection, report: tuple[str, tuple[str, ...]], records: Collection[str] | None = None,
    before: str = "",
) -> dict[str, list[str]]:  # fmt: skip
    """The edits that changed a field that is reported (a table, its fields), oldest first, by key.

    Of these records, or of all; with `before`, only edits before that one are looked at.
    """
    table, names = report
    some = "" if records is None else " AND record IN (SELECT value FROM json_each(?))"
    until = " AND edit < ?" if before else ""
    values = ([] if records is None else [json.dumps(sorted(records))]) + ([before] if before else [])
    rows = connection.execute(
        f"SELECT record, edit, fields FROM change WHERE tbl = ?{some}{until} ORDER BY record, edit", [table, *values]
    )
    found: dict[str, list[str]] = {}
    for record, edit, text in rows:
        fields = read_fields(text)
        if any(name in fields and (fields[name][1] or None) != (fields[name][2] or None) for name in names):
            found.setdefault(record, []).append(edit)
    return found


def first_of(connection: sqlite3.Connection, author: str, label: str) -> str:
    """The id of the first edit by an author under a label; or empty."""
    row = connection.execute("SELECT min(id) FROM edit WHERE author = ? AND label = ?", (author, label)).fetchone()
    return str(row[0] or "")


def emptied(
    connection: sqlite3.Connection, records: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, dict[str, Scalar]]]:
    """Of records and their fields that are empty now: the last edit that emptied one, and what they held before.

    A field that was never filled is left out: the edit that made a record empties nothing, whatever its columns begin
    with.
    """
    rows = connection.execute(
        "SELECT record, edit, fields FROM change WHERE record IN (SELECT value FROM json_each(?))"
        " ORDER BY record, edit",
        (json.dumps(sorted(records)),),
    )
    found: dict[str, tuple[str, dict[str, Scalar]]] = {}
    made = ""
    for record, edit, text in rows:
        if record != made:
            made = record
            continue
        names = [name for name in records[record] if f'"{name}":[' in text]
        fields = read_fields(text) if names else {}
        for name in names:
            _prevs, old, new = fields[name]
            if old not in _EMPTY and new in _EMPTY and old != new:
                before = found.get(record, ("", dict[str, Scalar]()))[1]
                found[record] = edit, {**before, name: old}
    return found


def moved(
    connection: sqlite3.Connection, records: Collection[str], name: str
) -> dict[str, list[tuple[str, Scalar, Scalar]]]:
    """Of records the edits that changed or emptied a filled field, oldest first, with what it held before and after."""
    rows = connection.execute(
        "SELECT record, edit, fields FROM change WHERE record IN (SELECT value FROM json_each(?))"
        " AND instr(fields, ?) ORDER BY record, edit",
        (json.dumps(sorted(records)), f'"{name}":['),
    )
    found: dict[str, list[tuple[str, Scalar, Scalar]]] = {}
    for record, edit, text in rows:
        _prevs, old, new = read_fields(text)[name]
        if old not in _EMPTY and old != new:
            found.setdefault(record, []).append((edit, old, new))
    return found


def first_edits(connection: sqlite3.Connection, records: Collection[str]) -> dict[str, str]:
    """The edit that made each of these records."""
    rows = connection.execute(
        "SELECT record, min(edit) FROM change WHERE record IN (SELECT value FROM json_each(?)) GROUP BY record",
        (json.dumps(sorted(records)),),
    )
    return dict(rows.fetchall())


def days(connection: sqlite3.Connection, day: tuple[str, str], edits: Mapping[str, str]) -> dict[str, str]:
    """By the same keys, the day that the plan spoke of at each of these edits: a fixed one, or the edit's own.

    `day` is the table and the field that fixes it.
    """
    table, name = day
    fixed: list[tuple[str, Scalar]] = []
    for edit, text in connection.execute("SELECT edit, fields FROM change WHERE tbl = ? ORDER BY edit", (table,)):
        if change := read_fields(text).get(name):
            fixed.append((edit, change[2]))
    dates: dict[str, str] = dict(
        connection.execute(
            "SELECT id, substr(at, 1, 10) FROM edit WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set(edits.values()))),),
        ).fetchall()
    )
    found: dict[str, str] = {}
    for key, edit in edits.items():
        at = bisect_right(fixed, edit, key=itemgetter(0)) - 1
        found[key] = str((fixed[at][1] if at >= 0 else None) or dates.get(edit, ""))
    return {key: spoken_of for key, spoken_of in found.items() if spoken_of}
