"""A plan as it was, whatever came in late."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.edits import Baseline
from db.errors import Refused
from db.ids import time_of
from db.snapshot import AsOf
from tests.db.plans import OTHER_RISK, RISK, START, composed, content, mark, new_store, rows_then, stamp, undo, write
from tests.db.test_erasing import erase

FIELD = st.sampled_from(["owner", "title", "mitigation", "deleted"])
VALUE = st.sampled_from(["", "a", "b", '{"title":[["x"],"y","z"]}'])
EDIT = st.tuples(st.sampled_from([RISK, OTHER_RISK]), FIELD, VALUE)
STEP = st.tuples(st.just("here") | st.just("away"), EDIT) | st.just("home") | st.just("close")


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


OWN_OR_NAME = st.tuples(st.just(RISK), st.sampled_from(["owner", "title"]), VALUE)
WRITE = st.tuples(st.sampled_from(["here", "away"]), OWN_OR_NAME)
STEPS = WRITE | WRITE | st.sampled_from(["home", "out", "undo", "settle", "erase"])


OWN, OWN_AWAY = (("here", (RISK, "owner", "a")), ("away", (RISK, "owner", "b")))


@settings(max_examples=20)
@given(st.lists(STEPS, min_size=4, max_size=25))
@example([OWN, OWN_AWAY, "home", "settle"])
@example([OWN, OWN_AWAY, "home", "settle", OWN])
@example([OWN, "erase"])
@example([OWN, "erase", OWN])
def test_what_the_later_edits_replaced_is_what_the_earlier_ones_left(steps: list[object]):
    with new_store() as here, new_store() as away:
        write(here, "risk", RISK, owner="z")
        away.apply(list(here.log.edits()))
        for number, step in enumerate(steps, 1):
            at = START + number * 10
            match step:
                case "home":
                    here.apply(list(away.log.edits()))
                case "out":
                    away.apply(list(here.log.edits()))
                case "undo":
                    if edits := list(here.log.edits()):
                        with suppress(Refused):
                            undo(here, edits[min(number % 3, len(edits) - 1)])
                case "settle":
                    values = {"risk": {RISK: {"owner": "settled", "title": "a"}}}
                    if edit := here.log.compose_settling(values, stamp(here, at=at)):
                        here.apply([edit])
                case "erase":
                    erase(here, RISK, "owner", at=at)
                case (where, (record, field, value)):
                    store = here if where == "here" else away
                    if edit := composed(store, {"risk": {record: {field: value}}}, at=at):
                        store.apply([edit])
        ids = [edit.id for edit in here.log.edits()]
        now = {str(row["id"]): row for row in here.rows("risk")}
        for cut in ids[1:]:
            later = [id_ for id_ in ids if id_ > cut]
            known = (AsOf(here._connection, here.log.defaults, cut),
                     AsOf(here._connection, here.log.defaults, unknown=later))  # fmt: skip
            quick, slow = ({key: values and {**now[key], **values} for key, values in then.values("risk", now).items()}
                           for then in known)  # fmt: skip
            assert quick == slow


def test_what_was_touched_since_is_known():
    with new_store() as store:
        write(store, "risk", RISK, owner="Ann")
        write(store, "risk", OTHER_RISK, owner="Ann")
        baseline = mark(store)
        assert store.log.as_of(baseline.id).touched() == set()
        write(store, "risk", OTHER_RISK, owner="Bob")
        assert store.log.as_of(baseline.id).touched() == {OTHER_RISK}
