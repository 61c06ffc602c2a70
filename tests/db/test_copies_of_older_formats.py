"""A copy that an older program wrote comes home, or a newer one goes there: what it does not know stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db.edits import Edit, Scalar
from db.format import FORMAT
from db.ids import derived_id
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


def other(store: Store, table: str, name: str) -> Scalar:
    """A value that a field does not hold by default; of a reference a record that there is, made anew where need be."""
    referred = store.db.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,)).fetchall()
    if there := dict(referred).get(name):
        return first(store, there) if store.rows(there) else new_of(there)
    default = store.log.defaults[table][name]
    ((kind,),) = store.db.execute("SELECT type FROM pragma_table_info(?) WHERE name = ?", (table, name)).fetchall()
    if kind == "TEXT":
        return "Known here"
    return "1.5" if kind == "REAL" else 1 - int(default or 0) if default in (0, 1, None) else int(default) + 1


def new_of(table: str) -> str:
    return derived_id(EARLY, table)


def unknown_filled(store: Store, known: Mapping[str, list[str]]) -> dict[str, dict[str, dict[str, Scalar]]]:
    """Something in every field of every record that a program does not know which knows these columns.

    Of every kind there is a record.
    """
    filled: dict[str, dict[str, dict[str, Scalar]]] = {}
    for table, rows in content(store).items():
        attached = {name for where, name in SCHEMA.contents if where == table}  # names a file that is kept, not a value
        lacking = set(store.log.defaults[table]) - {*known.get(table, ("deleted",))} - attached
        records = [str(row["id"]) for row in rows] or [new_of(table)]
        if lacking:
            filled[table] = {record: {name: other(store, table, name) for name in lacking} for record in records}
    return filled


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


def a_value(store: Store, table: str, name: str, way: int) -> Scalar:
    """One of two values of a field: what it holds by default, or another."""
    return other(store, table, name) if way else store.log.defaults[table][name]


def check_long_life(folder: Path, number: int, steps: list[tuple[str, int, int]]) -> None:
    """Whatever both write and however often the older copy comes, what it does not know is as it was last said here."""
    home, copy = of_format(number, folder, "home"), of_format(number, folder, "copy")
    known = columns_of(copy)
    store = opened(home)
    store.db.execute("PRAGMA synchronous = OFF")
    said = {
        table: {key: dict(values) for key, values in rows.items()}
        for table, rows in unknown_filled(store, known).items()
    }
    edit = composed(store, said, at=EARLY)
    assert edit
    store.apply([edit])
    unknown = [(table, key, name) for table, rows in said.items() for key, values in rows.items() for name in values]
    titled = [(table, first(store, table)) for table in ("programme", "indicator", "theme", "risk")]
    for at, (who, which, way) in enumerate(steps, EARLY + 1):
        if who == "here":
            table, key, name = unknown[which % len(unknown)]
            said[table][key][name] = a_value(store, table, name, way)
            edit = composed(store, {table: {key: {name: said[table][key][name]}}}, at=at)
            if edit:
                store.apply([edit])
        elif who == "there":
            table, key = titled[which % len(titled)]
            reader = opened(copy, write=False)
            differs = next(row["title"] for row in reader.rows(table) if row["id"] == key) != f"Called {way}"
            reader.close()
            if differs:
                written_by_older(copy, {table: {key: {"title": f"Called {way}"}}}, at)
        else:
            bring(store, copy)
            assert_kept(store, said)
            assert not store.log.clashes()
    opened(copy).close()  # by the program of today
    for one, another in ((home, copy), (copy, home)):
        receiver = opened(one) if one is copy else store
        bring(receiver, another)
        assert_kept(receiver, said)
        if receiver is not store:
            receiver.close()
    store.close()


LIVES = st.lists(
    st.tuples(st.sampled_from(["here", "here", "there", "bring"]), st.integers(0, 10_000), st.integers(0, 1)),
    max_size=15,
)


@pytest.mark.torture
@settings(max_examples=60)
@given(st.sampled_from([number for number in FORMATS if number < FORMAT]), LIVES)
def test_what_older_copies_do_not_know_is_never_cleared_for_long(number: int, steps: list[tuple[str, int, int]]):
    with tempfile.TemporaryDirectory() as folder:
        check_long_life(Path(folder), number, steps)


@OLDER
def test_an_older_copy_that_comes_again_and_again_clears_nothing(tmp_path: Path, number: int):
    steps = [
        ("there", 1, 0),
        ("here", 0, 0),
        ("bring", 0, 0),
        ("here", 7, 0),
        ("there", 1, 1),
        ("here", 0, 1),
        ("bring", 0, 0),
    ]
    check_long_life(tmp_path, number, steps)
