"""What a saved edit asks of the file: each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import demo
from app.domain.records import Risk
from app.exchange import planfile
from app.workspace import Person, Workspace

AT_MOST = 8
"""To begin and to end, what is true of the whole log, the record's own log, three rows of the log, the record's row."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("plan")
    workspace = demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    save(workspace, "Bob")  # after the first edit and its backup
    yield workspace
    workspace.close()


def save(workspace: Workspace, owner: str) -> list[str]:
    """Give a risk another owner; the statements that this took."""
    connection, found = workspace._store.db.conn, list[str]()
    risk = replace(workspace.all(Risk)[0], owner=owner)
    connection.set_trace_callback(found.append)
    workspace.save(risk, label="Re-own a risk")
    connection.set_trace_callback(None)
    return found


def test_an_ordinary_edit_asks_each_thing_once(workspace: Workspace):
    statements = save(workspace, "Cat")
    assert len(statements) <= AT_MOST, "\n".join(statements)
    assert len(statements) == len(set(statements))
    assert statements[0] == "BEGIN IMMEDIATE", "all of it is one transaction"
    assert statements[-1] == "COMMIT"


def test_an_edit_that_changes_nothing_writes_nothing(workspace: Workspace):
    save(workspace, "Dan")
    assert not [each for each in save(workspace, "Dan") if each.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_edits_written_by_hand_are_each_loaded_in_the_same_number_of_steps(tmp_path: Path):
    few, many = (steps_of_loading(tmp_path / f"{count}.goldthread", count) for count in (200, 800))
    assert many < 6 * few


def steps_of_loading(path: Path, count: int) -> int:
    """How many steps SQLite takes to load so many edits of one risk each, in hundreds."""
    edits = [
        {"at": "2018-01-31T09:00:00Z", "author": "Ann", "label": f"Edit {n}",
         "changes": {"risk": {f"risk/{n}": {"title": f"Risk {n}"}}}}
        for n in range(count)
    ]  # fmt: skip
    workspace = Workspace.create(path, Person("Ann"), path.parent / "backups")
    steps: list[None] = []
    workspace._store._connection.set_progress_handler(lambda: steps.append(None), 100)
    workspace.bring_in(planfile.expand({"goldthread": 2, "edits": edits}).edits)
    workspace.close()
    return len(steps)
