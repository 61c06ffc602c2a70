"""When actions were last reported, worked out once for a file of a format that did not keep it.

Programs before format 4 did not write the day. Their log tells it: the position date at the last edit that changed
progress, per cent done or what blocks an action. The file keeps it as an edit of its own, so that rows still follow
from the log. The edit is made of the log alone: two laptops that bring the same file forward write the same edit.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Mapping
from operator import itemgetter

from .columns import columns
from .edits import Scalar, read_fields
from .history import Log, Stamp
from .ids import derived_id, time_of

AUTHOR = "Goldthread"
LABEL = "Work out from the history when each action was last reported"
TOLD = ("progress", "percent", "blocked")
"""The fields of an action whose change is a report."""


def bring_forward(connection: sqlite3.Connection) -> None:
    """Write when each action was last reported as one edit; nothing where the log tells of none."""
    days = last_reported(connection)
    if not days:
        return
    id_, at, digests = connection.execute(
        "SELECT max(id), max(at), (SELECT group_concat(digest) FROM (SELECT digest FROM edit ORDER BY id)) FROM edit"
    ).fetchone()
    made = derived_id(time_of(id_) + 1, f"{LABEL}\x1f{digests}")
    values = {"action": {action: {"reported": day} for action, day in days.items()}}
    log = Log(connection, columns(connection))
    edit = log.compose(values, Stamp(made, at, AUTHOR, "", LABEL), salt=made)
    if edit is None:
        return
    connection.execute(
        "INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)",
        (edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, edit.digest),
    )
    connection.executemany(
        "INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)",
        [(change.record, edit.id, change.table, change.text, change.salt, change.hash) for change in edit.changes],
    )
    connection.execute("INSERT INTO loose VALUES(?)", (edit.id,))
    connection.executemany("UPDATE action SET reported = ? WHERE id = ?", [(day, key) for key, day in days.items()])


def last_reported(
    connection: sqlite3.Connection, actions: Collection[str] | None = None, before: str = ""
) -> dict[str, str]:
    """The day on which each action was last reported, by the log alone; none of what was never reported.

    Args:
        connection: the open file.
        actions: the keys that are asked about; all where it is None.
        before: only edits before this one are looked at.
    """
    some = "" if actions is None else " AND record IN (SELECT value FROM json_each(?))"
    until = " AND edit < ?" if before else ""
    values = ([] if actions is None else [json.dumps(sorted(actions))]) + ([before] if before else [])
    rows = connection.execute(
        f"SELECT record, edit, fields FROM change WHERE tbl = 'action'{some}{until} ORDER BY record, edit", values
    )
    edits: dict[str, str] = {}
    for record, edit, text in rows:
        fields = read_fields(text)
        if any(name in fields and (fields[name][1] or None) != (fields[name][2] or None) for name in TOLD):
            edits[record] = edit
    return positions(connection, edits)


def first_seen(connection: sqlite3.Connection, actions: Collection[str]) -> dict[str, str]:
    """The position date of the edit that made each of these actions."""
    rows = connection.execute(
        "SELECT record, min(edit) FROM change WHERE record IN (SELECT value FROM json_each(?)) GROUP BY record",
        (json.dumps(sorted(actions)),),
    )
    return positions(connection, dict(rows.fetchall()))


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
