"""A plan as it was, whatever came in late."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db.edits import Baseline
from db.ids import time_of
from db.store import Store
from tests.db.plans import OTHER_RISK, RISK, START, composed, content, mark, rows_then, write

FIELD = st.sampled_from(["owner", "title", "mitigation", "deleted"])
VALUE = st.sampled_from(["", "a", "b", '{"title":[["x"],"y","z"]}'])
EDIT = st.tuples(st.sampled_from([RISK, OTHER_RISK]), FIELD, VALUE)
STEP = st.tuples(st.just("here") | st.just("away"), EDIT) | st.just("home") | st.just("close")


@contextmanager
def new_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "plan.goldthread", "Ann", SCHEMA)
        yield store
        store.close()


@settings(max_examples=20)
@given(st.lists(STEP, max_size=25))
def test_a_plan_can_be_seen_as_it_was_at_any_baseline_whatever_came_in_late(steps: list[object]):
    with new_store() as here, new_store() as away:
        seen: list[tuple[Baseline, dict[str, list[dict[str, object]]]]] = []
        for number, step in enumerate(steps):
            match step:
                case "home":
                    here.apply(list(away.log.edits()))
                case "close":
                    seen.append((mark(here), content(here)))
                case (where, (record, field, value)):
                    store = here if where == "here" else away
                    if edit := composed(store, {"risk": {record: {field: value}}}, at=START + number * 10):
                        store.apply([edit])
        for baseline, then in seen:
            assert rows_then(here, here.log.as_of(baseline.id)) == then


@settings(max_examples=15)
@given(st.lists(EDIT, min_size=1, max_size=12), st.data())
def test_a_plan_can_be_seen_as_it_was_at_any_moment(edits: list[tuple[str, str, str]], data: st.DataObject):
    with new_store() as store:
        seen = [(START - 1, content(store))]
        for record, field, value in edits:
            if edit := composed(store, {"risk": {record: {field: value}}}):
                store.apply([edit])
                seen.append((time_of(edit.id), content(store)))
        moment, then = data.draw(st.sampled_from(seen))
        assert rows_then(store, store.log.as_of_time(moment)) == then


def test_what_was_touched_since_is_known():
    with new_store() as store:
        write(store, "risk", RISK, owner="Ann")
        write(store, "risk", OTHER_RISK, owner="Ann")
        baseline = mark(store)
        assert store.log.as_of(baseline.id).touched() == set()
        write(store, "risk", OTHER_RISK, owner="Bob")
        assert store.log.as_of(baseline.id).touched() == {OTHER_RISK}
