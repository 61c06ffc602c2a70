"""The schema, and files of older formats."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.fields import Choice
from app.domain.records import KINDS, rules
from app.domain.rows import defaults, from_row
from app.workspace.schema import SCHEMA
from db.format import FINGERPRINTS, FORMAT, fingerprint
from db.migrations import migrations
from db.store import Store
from tests.db.plans import altered

DATA = Path(__file__).parents[1] / "data"
FORMATS = sorted(int(path.stem.removeprefix("format-")) for path in DATA.glob("format-*.goldthread"))


OTHERWISE = {"indicator": {"better": "unknown"}}
"""What a new record holds otherwise than a column by default: logs of older programs mean the column's."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA).close()
    return tmp_path / "plan.goldthread"


def fingerprint_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return fingerprint(connection)


def test_the_schema_built_now_has_the_fingerprint_of_its_format(plan: Path):
    assert fingerprint_of(plan) == FINGERPRINTS[FORMAT]
    with closing(sqlite3.connect(plan)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT


def test_every_format_has_a_fingerprint_and_a_step():
    assert sorted(FINGERPRINTS) == list(range(1, FORMAT + 1))
    changed_no_table = {5}
    assert len({*FINGERPRINTS.values()}) == FORMAT - len(changed_no_table)


@pytest.mark.parametrize(
    "statement",
    [
        'DROP TABLE "_sqlite_migrations"',
        'DROP INDEX "idx__sqlite_migrations_migration_set_name"',
        """INSERT INTO "_sqlite_migrations"(migration_set, name) VALUES('other', 'theirs')""",
        "ANALYZE",
        "VACUUM",
    ],
)
def test_what_sqlite_utils_keeps_does_not_change_the_fingerprint(plan: Path, statement: str):
    assert fingerprint_of(altered(plan, statement)) == FINGERPRINTS[FORMAT]


def test_the_tables_hold_what_the_records_hold_with_their_defaults(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    assert {kind.TABLE for kind in KINDS} == set(store.tables)
    for kind in KINDS:
        untouched = store.log.defaults[kind.TABLE]
        assert untouched.keys() == defaults(kind).keys()
        row = {**untouched, "id": "X", **OTHERWISE.get(kind.TABLE, {})}
        needed = [n for n, rule in rules(kind).items() if isinstance(rule, Choice) and "" not in rule.options]
        odd = tuple((name, "") for name in needed if row[name] == "")  # no choice, where one must be made
        assert from_row(kind, row) == kind(id="X").having({"odd": odd})
    store.close()


def test_every_table_is_strict(plan: Path):
    with closing(sqlite3.connect(plan)) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
            " AND name NOT IN ('sqlite_schema', '_sqlite_migrations')"
        ).fetchall()
    assert loose == []


def test_a_step_has_a_name_of_its_own():
    assert [step.name for step in migrations._migrations] == [
        *("first_plan", "whole_plan", "meetings_and_copies", "what_statuses_rest_on", "what_undo_withdraws"),
        "what_came_in",
        "history_of_figures",
    ]


@pytest.mark.parametrize("number", FORMATS)
def test_a_file_of_each_format_opens_with_its_history_intact(tmp_path: Path, number: int):
    plan = tmp_path / "plan.goldthread"
    shutil.copy(DATA / f"format-{number}.goldthread", plan)
    store = Store.open(plan, "Ann", SCHEMA, older=lambda: tmp_path / "before.goldthread")
    before = tmp_path / "before.goldthread"
    assert number == FORMAT or stat.S_IMODE(before.stat().st_mode) == 0o600
    assert store.check() == []
    assert [edit.label for edit in store.log.edits()] == [
        "Score the risk again",
        "Undo: Give the risk to Bob",
        "Give the risk to Bob",
        "Close the meeting",
        "Enter December",
        "Start the plan",
    ]
    (baseline,) = store.log.baselines()
    assert baseline.position == "2018-01-31"
    assert len(store.log.edits_outside(baseline.id)) == 3
    assert store.rows("risk")[0]["likelihood"] == 4
    store.close()


def test_there_is_a_file_of_every_format():
    assert list(range(1, FORMAT + 1)) == FORMATS


def test_a_baseline_of_an_older_file_gets_the_digest_that_one_written_now_has(tmp_path: Path):
    plan = tmp_path / "plan.goldthread"
    shutil.copy(DATA / "format-5.goldthread", plan)
    store = Store.open(plan, "Ann", SCHEMA, older=lambda: tmp_path / "before.goldthread")
    (baseline,) = store.log.baselines()
    assert store.db.execute("SELECT digest FROM baseline").fetchall() == [(baseline.digest(),)]
    assert store.db.execute("SELECT count(*) FROM arrived").fetchone() == (0,)
    store.close()


def test_an_older_file_with_a_damaged_baseline_can_still_be_opened(tmp_path: Path):
    plan = tmp_path / "plan.goldthread"
    shutil.copy(DATA / "format-5.goldthread", plan)
    altered(plan, "UPDATE baseline SET parents = '{'")
    store = Store.open(plan, "Ann", SCHEMA, older=lambda: tmp_path / "before.goldthread")
    assert [fault.said for fault in store.check()] == ["The baseline of 2018-01-31 does not say what it rests on."]
    store.close()
