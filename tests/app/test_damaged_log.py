"""Whatever a damaged file holds in a column of its log, it ends in a sentence and never in an error of ours."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.cli import main
from app.domain.lazy import all_at_once
from app.domain.records import Body, Meeting, Risk
from app.workspace import CannotOpen, NotSaved, Person, Refusal, Workspace
from db.format import LOG_TABLES

ANN = Person("Ann", "Officer")
LOOSE = (("STRICT, WITHOUT ROWID", "WITHOUT ROWID"), (") STRICT", ")"), (" NOT NULL", ""), (" TEXT", " BLOB"))
"""What makes a table take any value."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with something in each table of the log: a baseline, an erasure, what a copy brought, a disagreement."""
    folder = tmp_path_factory.mktemp("plan")
    plan, theirs = folder / "plan.goldthread", folder / "copy.goldthread"
    workspace = Workspace.create(plan, ANN, folder / "b", "Plan", today=lambda: date(2018, 1, 31))
    draft = workspace.draft
    body, risk, gone = draft(Body, title="Board"), draft(Risk, title="Staff leave"), draft(Risk, title="Gone")
    workspace.save(body, draft(Meeting, body=body.id, day=date(2018, 1, 10)), risk, gone, label="Start")
    workspace.close_meeting(workspace.all(Meeting)[0])
    workspace.save_copy(theirs)
    copy = Workspace.open(theirs, Person("Cleo"), folder / "b")
    copy.save(replace(risk, owner="Cleo"), label="Own it")
    copy.close()
    workspace.save(replace(risk, owner="Bob"), label="Own it")
    workspace.reload_after(all_at_once(workspace.merge(all_at_once(workspace.preview_merge(theirs)))))
    workspace.erase(gone, reason="Asked to", second="Bob", backups=False)
    workspace.close()
    return plan


def columns(plan: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(plan)) as connection:
        return [name for _at, name, *_ in connection.execute(f"PRAGMA table_info({table})")]


def damaged(plan: Path, to: Path, table: str, column: str, value: str) -> bool:
    """Put a value where its table would not take it; whether there is a row for it."""
    shutil.copy(plan, to)
    with closing(sqlite3.connect(to, isolation_level=None)) as connection:

        def define(sql: str) -> None:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))
            connection.execute("PRAGMA writable_schema = RESET")

        (whole,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        loose = whole
        for before, after in LOOSE:
            loose = loose.replace(before, after)
        define(loose)
        key = columns(plan, table)[0]
        last = f"{key} = (SELECT max({key}) FROM {table})"
        found = connection.execute(f"UPDATE OR IGNORE {table} SET {column} = {value} WHERE {last}").rowcount
        define(whole)
    return found > 0


def work_with(path: Path, folder: Path) -> None:
    """Whatever reads the log, and an edit on top of it."""
    with contextlib.suppress(CannotOpen, Refusal, NotSaved), closing(Workspace.open(path, ANN, folder)) as workspace:
        workspace.verify()
        workspace.check()
        workspace.dump()
        workspace.save(replace(workspace.plan.programme, title="Another"), label="Rename")
        workspace.history()
        workspace.undo()


def tried(plan: Path, folder: Path, table: str, values: tuple[str, ...], *, repair: bool) -> Iterator[str]:
    path, out = folder / "damaged.goldthread", folder / "out.goldthread"
    for column in columns(plan, table):
        for value in values:
            if not damaged(plan, path, table, column, value):
                continue
            yield column
            try:
                work_with(path, folder / "b")
                if repair:
                    with contextlib.suppress(SystemExit):
                        main(["repair", str(path), str(out)])
            except Exception as error:
                error.add_note(f"{table}.{column} was {value}")
                raise
            for left in folder.glob("out*"):
                left.unlink()


@pytest.mark.parametrize("table", [table for table in LOG_TABLES if table not in ("loose", "content")])
def test_a_value_of_another_type_or_none_that_is_known(plan: Path, tmp_path: Path, table: str):
    found = tried(plan, tmp_path, table, ("NULL", "x'ff41'", "'rhsk'"), repair=False)
    assert {*found} == {*columns(plan, table)}


@pytest.mark.torture
@pytest.mark.parametrize("table", LOG_TABLES)
def test_whatever_value_a_column_holds(plan: Path, tmp_path: Path, table: str, capsys: pytest.CaptureFixture[str]):
    values = ("NULL", "x'ff41'", "-7.5", "1 << 62", "''", "'rhsk'", "'[\"'", "'[]'", "char(0xd800)")
    assert list(tried(plan, tmp_path, table, values, repair=True)) or table in ("loose", "content")
