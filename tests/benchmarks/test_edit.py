"""One saved edit, against raw SQL that writes the same row and the same log rows."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from app import demo
from app.domain.records import Risk
from app.workspace import Person, Workspace
from db.edits import Edit
from db.safety import connect, prepare

AT_MOST = 3
ROUNDS = 400


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The demo plan, after its first edit and the backup before it; the disk is not waited for."""
    path = tmp_path / "demo.goldthread"
    workspace = demo.make(path, Person("Benchmark", "Officer"), tmp_path / "backups")
    save(workspace, 0)
    set_synchronous(workspace, "OFF")
    yield workspace
    workspace.close()


def save(workspace: Workspace, number: int) -> float:
    """What happens when one leaves a field of a risk; seconds."""
    changed = workspace.all(Risk)[0].having({"owner": f"Officer {number}"})
    return timed(lambda: workspace.save(changed, label=f"Re-own {changed.ref}"))


def set_synchronous(workspace: Workspace, how: str) -> None:
    workspace._store.db.execute(f"PRAGMA synchronous = {how}")


class RawSql:
    """The same writes as an edit's, of a plan of its own, by nothing but sqlite3."""

    def __init__(self, path: Path, edit: Edit):
        self.edit = edit
        self.connection = connect(path, write=True)
        prepare(self.connection)
        self.connection.execute("PRAGMA synchronous = OFF")
        change = edit.changes[0]
        self.log = (change.table, change.text, change.salt, change.hash)
        self.record = change.record

    def write(self, number: int) -> None:
        id_, (table, text, salt, hash_) = f"7{number:025}", self.log
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute(
            "INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)",
            (id_, self.edit.at, self.edit.author, self.edit.role, self.edit.label, "", self.edit.digest),
        )
        execute("INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)", (self.record, id_, table, text, salt, hash_))
        execute("INSERT INTO loose VALUES(?)", (id_,))
        execute("UPDATE risk SET owner = ? WHERE id = ?", (f"Officer {number}", self.record))
        execute("COMMIT")


def timed(do: Callable[[], None]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


@pytest.mark.measured
def test_a_saved_edit_costs_little_more_than_its_sql(workspace: Workspace, tmp_path: Path):
    copy = tmp_path / "raw.goldthread"
    workspace.save_copy(copy)
    raw = RawSql(copy, next(workspace._store.log.edits()))
    saves: list[float] = []
    writes: list[float] = []
    for number in range(1, ROUNDS + 1):  # in turns, so that what slows the machine slows both
        saves.append(save(workspace, number))
        writes.append(timed(partial(raw.write, number)))
    raw.connection.close()
    ratio = median(saves) / median(writes)
    set_synchronous(workspace, "FULL")
    full = median(save(workspace, number) for number in range(ROUNDS, ROUNDS + 30))
    print(f"\n  raw SQL: {median(writes) * 1e6:.0f} µs\n  a saved edit: {median(saves) * 1e6:.0f} µs, {ratio:.2f} x")
    print(f"  with synchronous FULL: {full * 1e6:.0f} µs")
    assert ratio <= AT_MOST


def test_one_saved_edit(workspace: Workspace, benchmark: BenchmarkFixture):
    numbers = iter(range(1, 1_000_000))
    benchmark(lambda: save(workspace, next(numbers)))
    assert workspace.undo_label.startswith("Re-own")


def test_one_saved_edit_that_waits_for_the_disk(workspace: Workspace, benchmark: BenchmarkFixture):
    set_synchronous(workspace, "FULL")
    numbers = iter(range(1, 1_000_000))
    benchmark.pedantic(lambda: save(workspace, next(numbers)), rounds=30, iterations=1)
    assert workspace.undo_label.startswith("Re-own")


def test_the_raw_sql_writes_what_an_edit_writes(workspace: Workspace, tmp_path: Path):
    copy = tmp_path / "raw.goldthread"
    workspace.save_copy(copy)
    raw = RawSql(copy, next(workspace._store.log.edits()))
    raw.write(1)
    save(workspace, 1)
    here = workspace._store.db.conn
    for table in ("edit", "change", "loose", "risk"):
        assert rows(raw.connection, table) == rows(here, table)
    raw.connection.close()


def rows(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
