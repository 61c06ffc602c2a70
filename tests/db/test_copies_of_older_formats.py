"""A copy that an older program wrote comes home, or a newer one goes there: what it does not know stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.edits import Edit, Scalar
from db.format import FORMAT
from db.store import Store
from tests.db.copies import look_at
from tests.db.plans import composed, content
from tests.db.test_migrations import DATA, FORMATS

OLDER = pytest.mark.parametrize("number", [number for number in FORMATS if number < FORMAT])
CLOCKS = pytest.mark.parametrize("later", [True, False], ids=["written later", "written earlier"])
EARLY, LATE = 1_900_000_000_000, 2_000_000_000_000
Values = Mapping[str, Mapping[str, Mapping[str, Scalar]]]
NEW_RISK = "0000000000000000000000RSK9"


def columns_of(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [t for (t,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {t: [c for (c,) in connection.execute("SELECT name FROM pragma_table_info(?)", (t,))] for t in tables}


def opened(path: Path, *, write: bool = True) -> Store:
    return Store.open(path, "Ann", SCHEMA, write=write, older=lambda: path.with_name("before"))


def of_format(number: int, folder: Path, name: str) -> Path:
    folder.joinpath(name).mkdir()
    return Path(shutil.copy(DATA / f"format-{number}.goldthread", folder / name / "plan.goldthread"))


def unknown_filled(store: Store, known: Mapping[str, list[str]]) -> dict[str, dict[str, dict[str, Scalar]]]:
    """Something in every field of every record that a program does not know which knows these columns."""

    def other(table: str, name: str) -> Scalar:
        default = store.log.defaults[table][name]
        sql = "SELECT type FROM pragma_table_info(?) WHERE name = ?"
        ((kind,),) = store.db.execute(sql, (table, name)).fetchall()
        if kind == "TEXT":
            return "Known here"
        return "1.5" if kind == "REAL" else 1 - int(default or 0) if default in (0, 1, None) else int(default) + 1

    return {
        table: {str(row["id"]): {name: other(table, name) for name in lacking} for row in rows}
        for table, rows in content(store).items()
        if (lacking := set(store.log.defaults[table]) - {*known.get(table, ())}) and rows
    }


def written_by_older(path: Path, values: Values, at: int) -> Edit:
    """Let the program of a file's own format save an edit: of nothing but the fields and tables that it knows."""
    known = columns_of(path)
    reader = opened(path, write=False)  # brought up to date in memory
    edit = composed(reader, values, label="By an older program", at=at)
    reader.close()
    assert edit
    changes = tuple(
        replace(change, fields={name: told for name, told in change.fields.items() if name in known[change.table]})
        for change in edit.changes
    )
    edit = edit._replace(changes=changes).sealed()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        log = (edit.id, edit.at, edit.author, edit.role, edit.label, edit.undoes, edit.digest)
        connection.execute("INSERT INTO edit VALUES(?, ?, ?, ?, ?, ?, ?)", log)
        connection.execute("INSERT INTO loose VALUES(?)", (edit.id,))
        for change in edit.changes:
            log = (change.record, edit.id, change.table, change.text, change.salt, change.hash)
            connection.execute("INSERT INTO change VALUES(?, ?, ?, ?, ?, ?)", log)
            connection.execute(f'INSERT OR IGNORE INTO "{change.table}"(id) VALUES(?)', (change.record,))
            for name, (_prevs, _old, new) in change.fields.items():
                connection.execute(f'UPDATE "{change.table}" SET "{name}" = ? WHERE id = ?', (new, change.record))
    return edit


def first(store: Store, table: str) -> str:
    return str(store.rows(table)[0]["id"])


def assert_kept(store: Store, filled: Values) -> None:
    rows = {str(row["id"]): row for rows in content(store).values() for row in rows}
    for records in filled.values():
        for record, values in records.items():
            assert {name: str(rows[record][name]) for name in values} == {n: str(v) for n, v in values.items()}


def bring(store: Store, copy: Path) -> None:
    arrival = look_at(store.path, copy)
    store.apply(arrival.edits, arrival.baselines, "2018-03-12T09:00:00Z")
    assert store.check() == []


def older_work(path: Path, at: int) -> dict[str, dict[str, dict[str, Scalar]]]:
    """Changes of records that both know, and a new one."""
    store = opened(path, write=False)
    values: dict[str, dict[str, dict[str, Scalar]]] = {
        table: {first(store, table): {"title": f"Another {table}"}} for table in ("programme", "indicator", "theme")
    }
    values["risk"] = {first(store, "risk"): {"owner": "Cy", "likelihood": 2}, NEW_RISK: {"title": "A new risk"}}
    store.close()
    written_by_older(path, values, at)
    return values


@OLDER
@CLOCKS
def test_what_an_older_copy_does_not_know_is_not_cleared(tmp_path: Path, number: int, later: bool):
    home, copy = of_format(number, tmp_path, "home"), of_format(number, tmp_path, "copy")
    known = columns_of(copy)
    written = older_work(copy, LATE if later else EARLY)
    store = opened(home)
    filled = unknown_filled(store, known)
    assert filled
    if edit := composed(store, filled, at=EARLY if later else LATE):
        store.apply([edit])
    bring(store, copy)
    assert_kept(store, filled)
    assert_kept(store, written)
    assert store.log.clashes() == []
    defaults = store.log.defaults["risk"]
    (new,) = (row for row in store.rows("risk") if row["id"] == NEW_RISK)
    assert {name: new[name] for name in defaults if name != "title"} == {
        name: value for name, value in defaults.items() if name != "title"
    }
    store.close()


@OLDER
@CLOCKS
def test_what_an_older_copy_removed_keeps_what_it_did_not_know(tmp_path: Path, number: int, later: bool):
    home, copy = of_format(number, tmp_path, "home"), of_format(number, tmp_path, "copy")
    known = columns_of(copy)
    store = opened(home)
    risk = first(store, "risk")
    written_by_older(copy, {"risk": {risk: {"deleted": "removed"}}}, LATE if later else EARLY)
    filled = {"risk": unknown_filled(store, known).get("risk", {risk: {"owner": "Cy"}})}
    if edit := composed(store, filled, at=EARLY if later else LATE):
        store.apply([edit])
    bring(store, copy)
    if number < 4:
        assert_kept(store, filled)
    assert {clash.record for clash in store.log.clashes()} == {risk}
    store.close()


@OLDER
@CLOCKS
def test_a_newer_copy_brings_what_an_older_plan_did_not_know(tmp_path: Path, number: int, later: bool):
    home, copy = of_format(number, tmp_path, "home"), of_format(number, tmp_path, "copy")
    known = columns_of(home)
    written = older_work(home, LATE if later else EARLY)
    newer = opened(copy)
    filled = unknown_filled(newer, known)
    if edit := composed(newer, filled, at=EARLY if later else LATE):
        newer.apply([edit])
    newer.close()
    store = opened(home)
    bring(store, copy)
    assert_kept(store, filled)
    assert_kept(store, written)
    assert store.log.clashes() == []
    store.close()
