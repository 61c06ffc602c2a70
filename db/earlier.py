"""What the log alone tells of records: when they were made, reported or deprived of what they were rated by."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Mapping
from operator import itemgetter

from .edits import Scalar, read_fields

AUTHOR = "Goldthread"
LABEL = "Work out from the history when each action was last reported"
TOLD = ("progress", "percent", "blocked")
"""The fields of an action whose change is a report."""
_EMPTY = (None, "", "unknown")


def reports(
    connection: sqlite3.Connection, actions: Collection[str] | None = None, before: str = ""
) -> dict[str, list[str]]:
    """The edits that said how an action goes, oldest first, by its key; of these actions, or of all.

    With `before`, only edits before that one are looked at.
    """
    some = "" if actions is None else " AND record IN (SELECT value FROM json_each(?))"
    until = " AND edit < ?" if before else ""
    values = ([] if actions is None else [json.dumps(sorted(actions))]) + ([before] if before else [])
    rows = connection.execute(
        f"SELECT record, edit, fields FROM change WHERE tbl = 'action'{some}{until} ORDER BY record, edit", values
    )
    found: dict[str, list[str]] = {}
    for record, edit, text in rows:
        fields = read_fields(text)
        if any(name in fields and (fields[name][1] or None) != (fields[name][2] or None) for name in TOLD):
            found.setdefault(record, []).append(edit)
    return found


def brought_forward(connection: sqlite3.Connection) -> str:
    """The id of the edit that says when actions were last reported, the first where copies have one each; or empty."""
    row = connection.execute("SELECT min(id) FROM edit WHERE author = ? AND label = ?", (AUTHOR, LABEL)).fetchone()
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


def days_of(connection: sqlite3.Connection, edits: Mapping[str, list[str]]) -> dict[str, str]:
    """By the same keys, the day that the plan spoke of at the last of these edits."""
    return positions(connection, {key: those[-1] for key, those in edits.items()})


def positions(connection: sqlite3.Connection, edits: Mapping[str, str]) -> dict[str, str]:
    """By the same keys, the day that the plan spoke of at each of these edits: a fixed one, or the edit's own."""
    fixed: list[tuple[str, Scalar]] = []
    for edit, text in connection.execute("SELECT edit, fields FROM change WHERE tbl = 'programme' ORDER BY edit"):
        if change := read_fields(text).get("position"):
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
        day = fixed[at][1] if at >= 0 else None
        found[key] = str(day or dates.get(edit, ""))
    return {key: day for key, day in found.items() if day}
