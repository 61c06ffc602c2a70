"""When actions were last reported, worked out once for a file of a format that did not keep it.

Programs before format 4 did not write the day. Their log tells it: the position date at the last edit that changed
progress, per cent done or what blocks an action. The file keeps it as an edit of its own, so that rows still follow
from the log. The edit is made of the log alone: two laptops that bring the same file forward write the same edit.
"""

from __future__ import annotations

import sqlite3

from .columns import columns
from .earlier import AUTHOR, LABEL, days_of, reports
from .history import Log, Stamp
from .ids import derived_id, time_of


def bring_forward(connection: sqlite3.Connection) -> None:
    """Write when each action was last reported as one edit; nothing where the log tells of none."""
    days = days_of(connection, reports(connection))
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
