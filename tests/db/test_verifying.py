"""All of a file held against its digests: whatever was altered is found, as quickly as it can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.checking import Fault, of_records
from db.store import Store
from db.verifying import Steps, finished, verification
from tests.db.plans import INDICATOR, OTHER_RISK, RISK, THEME, altered, small_plan, write
from tests.db.test_store import FLIPS


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return small_plan(tmp_path / "plan.goldthread")


def verified(plan: Path) -> list[Fault]:
    """What is wrong with a plan that somebody has open."""
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    try:
        return finished(verification(store.path, store.log))
    finally:
        store.close()


def test_a_sound_plan_has_nothing_wrong(plan: Path):
    assert verified(plan) == []


@pytest.mark.parametrize("what", FLIPS)
def test_whatever_was_altered_is_found(plan: Path, what: str):
    assert verified(altered(plan, FLIPS[what]))


def test_of_a_row_the_fields_are_named_with_what_the_history_says(plan: Path):
    (fault,) = verified(altered(plan, "UPDATE risk SET owner = 'Bnn', likelihood = 2"))
    assert fault.record == RISK
    assert dict(fault.fields) == {"owner": ("Bnn", "Ann"), "likelihood": (2, 3)}
    assert fault.mends


def test_where_the_history_itself_was_altered_it_is_not_to_be_believed(plan: Path):
    found = verified(altered(plan, "UPDATE change SET fields = replace(fields, 'Staff leave', 'Staff love')"))
    assert [dict(fault.fields) for fault in found] == [{"title": ("Staff leave", "Staff love")}]
    assert not found[0].mends


def test_a_word_that_is_no_text_any_more_is_found(plan: Path):
    found = verified(altered(plan, "UPDATE risk SET owner = CAST(x'416ee1' AS TEXT)"))
    assert [dict(fault.fields) for fault in found] == [{"owner": ("An\ufffd", "Ann")}]


def test_a_row_that_is_gone_can_be_written_from_its_history(plan: Path):
    (fault,) = verified(altered(plan, f"DELETE FROM risk WHERE id = '{RISK}'"))
    assert (fault.table, fault.record, fault.mends) == ("risk", RISK, True)


def test_what_is_written_meanwhile_is_not_taken_for_damage(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    steps = verification(store.path, store.log)
    for number in range(4):  # between its parts
        next(steps)
        for record in (RISK, OTHER_RISK):
            write(store, "risk", record, owner=f"Person {number}", label="Own it")
        write(store, "theme", THEME, number=number + 2)
    assert finished(steps) == []
    store.close()


def test_a_writer_is_not_kept_waiting(plan: Path):
    store = Store.open(plan, "Ann", SCHEMA)
    steps: Steps = verification(store.path, store.log)
    next(steps)
    next(steps)
    with closing(sqlite3.connect(plan, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")
    steps.close()
    store.close()


def test_damage_in_a_later_part_of_a_long_log_is_found(plan: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("db.verifying._PART", 3)
    store = Store.open(plan, "Ann", SCHEMA)
    for number in range(20):
        write(store, "risk", RISK, owner=f"Person {number}")
        write(store, "risk", f"{number:026}", title=f"Risk {number}")
    store.close()
    assert verified(plan) == []
    altered(plan, "UPDATE risk SET title = 'Rusk 17' WHERE title = 'Risk 17'", "UPDATE indicator SET target = 96")
    assert {fault.record for fault in verified(plan)} == {f"{17:026}", INDICATOR}


def test_an_index_of_which_a_write_was_lost_is_found(plan: Path):
    before = plan.read_bytes()
    store = Store.open(plan, "Ann", SCHEMA)
    write(store, "risk", RISK, owner="Bob")
    (page,) = store.db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'change_by_edit'").fetchone()
    store.close()
    after = bytearray(plan.read_bytes())
    index = slice(4096 * (page - 1), 4096 * page)
    after[index] = before[index]
    plan.write_bytes(after)
    assert any("missing from index" in fault.said for fault in verified(plan))


@pytest.mark.parametrize("letter", [b"\xe1", b"X"], ids=["no letter any more", "another letter"])
@pytest.mark.parametrize("place", [0, 1], ids=["the table", "the index"])
def test_a_key_of_which_one_letter_is_altered_is_found(plan: Path, place: int, letter: bytes):
    store = Store.open(plan, "Ann", SCHEMA)
    write(store, "risk", OTHER_RISK, title="Cost of agency")
    sql = "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'risk' ORDER BY type DESC"
    pages = [page for (page,) in store.db.execute(sql).fetchall()]
    store.close()
    content = bytearray(plan.read_bytes())
    at = content.find(OTHER_RISK.encode(), 4096 * (pages[place] - 1), 4096 * pages[place])
    assert at > 0
    assert (content[at + 26 : at + 40] == b"Cost of agency") == (place == 0)
    content[at + 5 : at + 6] = letter
    plan.write_bytes(content)
    assert verified(plan)
    store = Store.open(plan, "Ann", SCHEMA, write=False)
    store.read_leniently()
    (key,) = (str(row["id"]) for row in store.rows("risk") if row["title"] == "Cost of agency")
    with store.reading() as connection:
        found = {fault.record for fault in of_records(connection, store.log, [key])}
    store.close()
    assert key == OTHER_RISK or found == {key}


def test_a_key_that_is_no_text_any_more_is_found(plan: Path):
    def typed(without: str, put: str) -> tuple[str, ...]:
        change = f"UPDATE sqlite_schema SET sql = replace(sql, '{without}', '{put}') WHERE name = 'change'"
        return "PRAGMA writable_schema = ON", change, "PRAGMA writable_schema = RESET"

    blob = f"UPDATE change SET record = CAST(record AS BLOB) WHERE record = '{RISK}'"
    strict, loose = ") STRICT, WITHOUT ROWID", ") WITHOUT ROWID"
    with closing(Store.open(plan, "Ann", SCHEMA, write=False)) as store:  # it would not be opened any more
        altered(plan, *typed(strict, loose), blob, *typed(loose, strict))
        found = finished(verification(store.path, store.log))
    assert "The file is damaged: a record has a key that is no text." in {fault.what for fault in found}
