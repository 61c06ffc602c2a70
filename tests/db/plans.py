"""Small plan files for the tests of db, and edits to put in them."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from app.workspace.schema import SCHEMA
from db.edits import Baseline, Edit, Scalar, written
from db.ids import id_after, new_id
from db.log import Stamp
from db.snapshot import AsOf
from db.store import Store

START = 1_500_000_000_000  # milliseconds: 14 July 2017

THEME = "00000000000000000000000TH1"
RISK = "0000000000000000000000RSK1"
OTHER_RISK = "0000000000000000000000RSK2"
INDICATOR = "0000000000000000000000ND01"


def write(store: Store, table: str, record: str, *, label: str = "Change", at: int = START, **values: Scalar) -> Edit:
    """Save values of one record as one edit."""
    edit = composed(store, {table: {record: values}}, label=label, at=at)
    assert edit is not None
    store.apply([edit])
    return edit


def composed(
    store: Store, values: Mapping[str, Mapping[str, Mapping[str, Scalar]]], *, label: str = "Change", at: int = START
) -> Edit | None:
    return store.log.compose(values, stamp(store, label, at))


def stamp(store: Store, label: str = "Change", at: int = START) -> Stamp:
    return Stamp(id_after(store.log.last(), at), written(at), "Ann", "Officer", label)


def undo(store: Store, edit: Edit) -> tuple[Edit | None, list[str]]:
    """Undo an edit; the edit that does it, and the fields left alone."""
    undone, left = store.log.compose_undo(edit.id, stamp(store, f"Undo: {edit.label}"))
    if undone:
        store.apply([undone])
    return undone, [field.field for field in left]


def mark(store: Store, meeting: str = "0000000000000000000000MEET", position: str = "2017-11-23") -> Baseline:
    """Mark what is there now as what was known at a meeting."""
    edit = write(store, "theme", new_id(), number=99, label="Close")
    baseline = Baseline(edit.id, meeting, position)
    store.apply([], [baseline])
    return baseline


def row(store: Store, table: str, record: str) -> dict[str, object]:
    return next(row for row in store.rows(table) if row["id"] == record)


def content(store: Store) -> dict[str, list[dict[str, object]]]:
    """Every row of every table of records."""
    return {table: store.rows(table) for table in store.tables}


def rows_then(store: Store, then: AsOf) -> dict[str, list[dict[str, object]]]:
    """The rows as they were by the edits that were known then."""
    now = {table: {str(row["id"]): row for row in rows} for table, rows in content(store).items()}
    for table, there in now.items():
        for record, values in then.values(table, there).items():
            if values is None:
                del there[record]
            else:
                there[record] = {**there[record], **values}
    return {table: [rows[key] for key in sorted(rows)] for table, rows in now.items()}


def small_plan(path: Path) -> Path:
    """A closed plan with a theme, a risk, an indicator and one meeting's baseline."""
    store = Store.create(path, "Ann", SCHEMA)
    write(store, "theme", THEME, title="Leadership", number=1)
    write(store, "risk", RISK, title="Staff leave", likelihood=3, impact=4)
    write(store, "indicator", INDICATOR, title="Visits in time", target="95")
    mark(store)
    write(store, "risk", RISK, owner="Ann", label="Own the risk")
    store.close()
    return path


def altered(path: Path, *statements: str) -> Path:
    """The same file after SQL that no program of ours would run."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@cache
def empty_plan() -> bytes:
    """What the file of a plan holds in which nothing was written yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.goldthread"
        Store.create(path, "Ann", SCHEMA).close()
        return path.read_bytes()


@contextmanager
def new_store() -> Iterator[Store]:
    """A store for one example of a property; its disk is never waited for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.goldthread"
        path.write_bytes(empty_plan())
        store = Store.open(path, "Ann", SCHEMA)
        store.db.execute("PRAGMA synchronous = OFF")
        try:
            yield store
        finally:
            store.close()
