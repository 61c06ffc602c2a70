"""A plan as it was, whatever came in late."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.edits import Baseline, written
from db.errors import Refused
from db.snapshot import AsOf
from db.store import Store
from tests.db.plans import OTHER_RISK, RISK, START, composed, content, mark, new_store, rows_then, stamp, undo, write
from tests.db.test_erasing import erase

FIELD = st.sampled_from(["owner", "title", "mitigation", "deleted"])
VALUE = st.sampled_from(["", "a", "b", '{"title":[["x"],"y","z"]}'])
MEETING = "0000000000000000000000MEET"
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
        for number, (record, field, value) in enumerate(edits):
            if edit := composed(store, {"risk": {record: {field: value}}}, at=START + number * 10):
                store.apply([edit])
                seen.append((START + number * 10, content(store)))
        moment, then = data.draw(st.sampled_from(seen))
        assert shown_at(store, moment) == then


MINUTE = 60_000
CLOCKS = st.lists(st.integers(-40 * 1440, 40 * 1440), min_size=3, max_size=3)
LIVED = st.tuples(
    st.sampled_from(["write", "write", "bring home", "close"]), st.integers(0, 2), st.integers(0, 2), EDIT
)


@settings(max_examples=25)
@given(CLOCKS, st.lists(LIVED, max_size=20))
@example([0, 3 * 1440, 0], [("write", 1, 0, (RISK, "owner", "b")), ("bring home", 0, 1, (RISK, "owner", "")),
                            ("write", 0, 0, (RISK, "owner", "a"))])  # fmt: skip
def test_at_any_moment_by_its_own_clock_a_copy_shows_what_it_showed_then(
    clocks: list[int], lived: list[tuple[str, int, int, tuple[str, str, str]]]
):
    with new_store() as one, new_store() as other, new_store() as third:
        stores, now = (one, other, third), START
        write(one, "risk", RISK, owner="z")
        for store in (other, third):  # copies made by hand
            store.apply(list(one.log.edits()))
        seen: list[list[tuple[int, dict[str, list[dict[str, object]]]]]] = [[], [], []]
        for what, who, whose, (record, field, value) in lived:
            now += 10 * MINUTE
            here, at = stores[who], now + clocks[who] * MINUTE
            before = here.log.count()
            if what == "bring home":
                here.apply(list(stores[whose].log.edits()), arrived=written(at))
            elif edit := composed(here, {"risk": {record: {field: value}}}, at=at):
                here.apply([edit], [Baseline(edit.id, MEETING, "2018-01-31")] if what == "close" else [])
            if here.log.count() > before:
                seen[who].append((at + MINUTE, content(here)))
        for store, moments in zip(stores, seen, strict=True):
            for at, then in moments:
                assert shown_at(store, at) == then


def test_by_the_dates_of_the_edits_what_came_later_was_there_when_it_was_made():
    with new_store() as here, new_store() as away:
        write(here, "risk", RISK, owner="Ann", at=START)
        away.apply(list(here.log.edits()))
        write(away, "risk", RISK, title="Cost", at=START + 10 * MINUTE)
        write(here, "risk", RISK, owner="Bob", at=START + 20 * MINUTE)
        here.apply(list(away.log.edits()), arrived=written(START + 30 * MINUTE))
        assert titles_at(here, START + 15 * MINUTE) == [("Ann", "")]
        assert titles_at(here, START + 15 * MINUTE, dated=True) == [("Ann", "Cost")]
        assert titles_at(here, START + 25 * MINUTE) == [("Bob", "")]
        assert titles_at(here, START + 35 * MINUTE) == [("Bob", "Cost")]
        assert here.log.as_at(moment_of(START - 1)) is None
        assert here.log.as_at(moment_of(START - 1), dated=True) is None
        assert [came.authors for came in here.log.brought()] == [("Ann",)]


def moment_of(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def shown_at(store: Store, milliseconds: int) -> dict[str, list[dict[str, object]]]:
    then = store.log.as_at(moment_of(milliseconds))
    return rows_then(store, then) if then else {table: [] for table in store.tables}


def titles_at(store: Store, milliseconds: int, *, dated: bool = False) -> list[tuple[object, object]]:
    then = store.log.as_at(moment_of(milliseconds), dated=dated)
    assert then
    return [(row["owner"], row["title"]) for row in rows_then(store, then)["risk"]]


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
