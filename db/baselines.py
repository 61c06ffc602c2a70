"""Baselines, written: what was known when a meeting was closed."""

from __future__ import annotations

import json
import sqlite3

from .edits import Baseline
from .errors import Refused


def write_baseline(connection: sqlite3.Connection, baseline: Baseline) -> None:
    """Write a baseline with its digest. One without edits of its own holds all that is there now.

    One that is there already is passed over. Raises Refused where another stands under its id.
    """
    there = connection.execute("SELECT meeting, position FROM baseline WHERE id = ?", (baseline.id,)).fetchone()
    if there:
        if there != (baseline.meeting, baseline.position):
            raise Refused("The same baseline stands there with other content: one of the two copies was changed.")
        return
    if not baseline.edits:
        parents = tuple(
            b for (b,) in connection.execute(
                "SELECT id FROM baseline WHERE id NOT IN (SELECT value FROM baseline, json_each(baseline.parents))"
                " ORDER BY id"
            )
        )  # fmt: skip
        edits = tuple(e for (e,) in connection.execute("SELECT edit FROM loose ORDER BY edit"))
        baseline = baseline._replace(parents=parents, edits=edits)
    id_, meeting, position, parents, edits = baseline
    connection.execute(
        "INSERT INTO baseline VALUES(?, ?, ?, ?, ?)", (id_, meeting, position, json.dumps(parents), baseline.digest())
    )
    connection.executemany("INSERT INTO baseline_edit VALUES(?, ?)", [(id_, edit) for edit in edits])
    connection.executemany("DELETE FROM loose WHERE edit = ?", [(edit,) for edit in edits])
