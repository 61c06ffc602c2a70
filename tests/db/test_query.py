"""Some of a log's edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workspace.schema import SCHEMA
from db.edits import RecordChange
from db.ids import id_after
from db.query import MANY, EditFilter
from db.store import Store
from tests.db.plans import OTHER_RISK, RISK, THEME, composed, mark, write


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)
    yield made
    made.close()


def test_summaries_come_newest_first_and_go_on_from_any(store: Store):
    edits = [write(store, "risk", RISK, owner=str(n)) for n in range(5)]
    ids = [edit.id for edit in reversed(edits)]
    assert [summary.id for summary in store.log.summaries(EditFilter(), limit=2)] == ids[:2]
    assert [summary.id for summary in store.log.summaries(EditFilter(), before=ids[1])] == ids[2:]
    assert store.log.summaries(EditFilter(), before=ids[-1]) == []


def test_each_condition_narrows_and_all_hold_together(store: Store):
    risk = write(store, "risk", RISK, owner="A")
    theme = write(store, "theme", THEME, title="B")

    def found(wanted: EditFilter) -> list[str]:
        return [summary.id for summary in store.log.summaries(wanted)]

    assert found(EditFilter(records=(frozenset({RISK, OTHER_RISK}),))) == [risk.id]
    assert found(EditFilter(records=(frozenset({RISK}), frozenset({THEME})))) == []
    assert found(EditFilter(records=(frozenset(),))) == []
    assert found(EditFilter(tables=frozenset({"theme"}))) == [theme.id]
    assert found(EditFilter(author="Ann")) == [theme.id, risk.id]
    assert found(EditFilter(author="Bob")) == []
    assert found(EditFilter(first=risk.at)) == [theme.id, risk.id]
    assert found(EditFilter(last=risk.at)) == []
    assert found(EditFilter(tables=frozenset({"theme"}), records=(frozenset({RISK}),))) == []


def test_what_was_known_at_a_baseline_and_what_was_not_is_found(store: Store):
    first = write(store, "risk", RISK, owner="A")
    baseline = mark(store)
    late = first._replace(id=id_after(first.id, 0), changes=(RecordChange("theme", THEME, {}, "s"),)).sealed()
    store.apply([late])
    then = store.log.as_of(baseline.id)
    later = write(store, "risk", RISK, owner="B")

    def found(wanted: EditFilter) -> list[str]:
        return [summary.id for summary in store.log.summaries(wanted)]

    assert found(EditFilter(since=then)) == [later.id, late.id]
    assert found(EditFilter(known=then)) == [baseline.id, first.id]
    assert found(EditFilter(since=then, known=store.log.as_of(baseline.id))) == []


def test_the_records_of_an_edit_are_counted_up_to_many(store: Store):
    few = write(store, "risk", RISK, owner="A")
    values = {"theme": {f"{n:026}": {"number": 1} for n in range(MANY + 5)}}
    large = composed(store, values, at=1_600_000_000_000)
    assert large is not None
    store.apply([large])
    assert {summary.id: summary.touched for summary in store.log.summaries(EditFilter())} == {large.id: MANY, few.id: 1}
    assert len(store.log.changes(large.id, {f"{1:026}", RISK})) == 1
