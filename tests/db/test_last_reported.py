"""Files that did not keep when an action was last reported: the day is worked out from their log, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.migrations import FORMAT_4
from db.store import Store

KEPT = Path(__file__).parents[1] / "data" / "reports-format-3.goldthread"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return Path(shutil.copy(KEPT, tmp_path / "plan.goldthread"))


def reported(store: Store) -> dict[object, object]:
    return {row["ref"]: row["reported"] for row in store.rows("action")}


def test_an_action_counts_as_reported_on_the_day_the_log_last_saw_a_word_of_it(older: Path):
    store = Store.open(older, "Ann", SCHEMA)
    assert reported(store) == {
        "A-01": "2018-01-22",  # no fixed position date any more: the day of the edit
        "A-02": None,
        "A-03": "2017-09-30",  # the new owner of 31 October is no report
        "A-04": "2017-09-30",
    }
    assert store.check() == []
    newest = next(iter(store.log.edits()))
    assert (newest.author, newest.label) == FORMAT_4.brought_forward
    store.close()


def test_two_laptops_write_the_same_edit(older: Path, tmp_path: Path):
    other = Path(shutil.copy(older, tmp_path / "other.goldthread"))
    first, second = (Store.open(path, "Ann", SCHEMA) for path in (older, other))
    assert next(iter(first.log.edits())) == next(iter(second.log.edits()))
    first.close()
    second.close()


def test_a_file_that_may_only_be_read_shows_the_same_and_stays_as_it_is(older: Path):
    before = older.read_bytes()
    store = Store.open(older, "Ann", SCHEMA, write=False)
    assert reported(store)["A-01"] == "2018-01-22"
    store.close()
    assert older.read_bytes() == before


def test_words_of_older_programs_keep_their_meaning(older: Path):
    store = Store.open(older, "Ann", SCHEMA)
    assert {row["title"]: row["better"] for row in store.rows("indicator")} == {"Contacts": "higher", "Referrals": ""}
    store.close()
