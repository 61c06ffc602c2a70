"""Ratings that are kept over an edit are those that would be worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.attention import coming_up, needs_attention
from app.domain.log_facts import LogFacts, Moved
from app.domain.pace import pace
from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings, Status
from app.domain.records import (
    KINDS,
    Action,
    Body,
    Category,
    DateChange,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Override,
    Programme,
    Provenance,
    Reading,
    Recommendation,
    Record,
    Risk,
    Statement,
    Theme,
    Thresholds,
    Visit,
)
from app.domain.schedule import PartialDate
from app.domain.thread import gaps
from tests.app.domain.plans import DAY, linked, plan_of

RATED = (Indicator, Action, Milestone, Risk, Recommendation, Theme, Programme)
KEYS = {
    Theme: ("t1", "t2"), Recommendation: ("c1",), Indicator: ("i1", "i2"), Action: ("a1", "a2", "a3"), Risk: ("r1",),
    Statement: ("s1",), Visit: ("v1",), Finding: ("f1",), Category: ("g1",), DateChange: ("h1",), Meeting: ("e1",),
    Body: ("b1",),
    Milestone: ("m1",), Reading: ("i1 2017-12", "i2 2017-12"),
    Dependency: ("d1", "d2"), Override: ("o1",), Link: ("l1", "l2", "l3", "l4"), Provenance: ("p1", "p2", "p3"),
}  # fmt: skip
ANY = st.sampled_from([key for kind, keys in KEYS.items() if kind in RATED for key in keys])
TIES = st.sampled_from([
    *((item, serves) for item in ("i1", "i2", "a1", "a2", "a3", "r1") for serves in ("t1", "t2")),
    *((item, "c1") for item in (*KEYS[Action], *KEYS[Indicator])), *((item, "f1") for item in KEYS[Action]),
    ("s1", "t1"), ("f1", "t1"),
])  # fmt: skip
WAITING = st.sampled_from([("a1", "a2"), ("a2", "a3"), ("a3", "a1")])
PERCENT = st.sampled_from([None, 0, 60, 100])
DUE = st.sampled_from([None, PartialDate("2018-01-20"), PartialDate("2018-02"), PartialDate("2018-12")])
VALUES: dict[type[Record], dict[Any, st.SearchStrategy[Any]]] = {
    Theme: {"title": st.sampled_from(["Leadership", "Practice"])},
    Recommendation: {"met": st.sampled_from([None, DAY]), "evidence": st.just("Seen")},
    Indicator: {
        "target": st.sampled_from([None, Decimal(95)]), "key": st.booleans(), "context": st.booleans(),
        "better": st.sampled_from(["higher", "higher", "unknown"]),
    },
    Action: {
        "percent": PERCENT, "due": DUE, "done": st.booleans(),
        "starts": st.sampled_from([None, PartialDate("2017-10")]),
        "reported": st.sampled_from([None, PartialDate("2018-01")]), "ended_why": st.sampled_from(["", "", "Merged"]),
    },
    Statement: {"says": st.just("Not yet."), "concern": st.booleans()},
    Visit: {"happened": st.just(True)},
    Finding: {"of": st.just("v1"), "kind": st.sampled_from(["further", "progress"])},
    Category: {"appetite": st.sampled_from([None, 4])},
    DateChange: {
        "record": st.just("a1"), "was": st.just(PartialDate("2018-01-10")), "now": st.just(PartialDate("2018-12")),
        "day": st.just(date(2018, 1, 20)), "reason": st.just("Time"),
    },
    Body: {"every": st.sampled_from(["", "quarter", "year"])},
    Meeting: {"closed": st.sampled_from([None, date(2018, 1, 25)])},
    Risk: {"likelihood": st.sampled_from([None, 2, 5]), "impact": st.just(4), "category": st.just("g1")},
    Milestone: {"due": DUE, "done": st.booleans(), "action": st.just("a1")},
    Reading: {"value": st.sampled_from([Decimal(60), Decimal(99)])},
    Dependency: {("action", "waits_for"): WAITING},
    Override: {"record": ANY, "status": st.just("green"), "until": st.just(DAY), "reason": st.just("Seen")},
    Link: {("item", "serves"): TIES},
    Provenance: {
        "record": ANY, "field": st.sampled_from(["", "target", "due", "value"]), "illustrative": st.booleans(),
    },
    Programme: {"body": st.sampled_from(["", "b1"]), "position": st.sampled_from([DAY, date(2018, 3, 1)])},
    Thresholds: {"due_soon_days": st.sampled_from([1, 28])},
}  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, kind: type[Record]) -> list[Record]:
    """Some of the records of a kind that there may be, each under its key."""
    found: list[Record] = []
    for key in KEYS.get(kind, (kind.TABLE,)):
        if kind is Programme or draw(st.integers(0, 4)):
            fixed: dict[str, Any] = {"indicator": key[:2], "period": PartialDate("2017-12")} if kind is Reading else {}
            fixed |= {"title": key} if "title" in kind._names and kind is not Theme else {}
            for name, values in VALUES[kind].items():
                value = draw(values)
                fixed |= dict(zip(name, value, strict=True)) if isinstance(name, tuple) else {name: value}
            found.append(kind(id=key, **fixed))
    return found


PLANS = st.fixed_dictionaries({kind: rows(kind) for kind in VALUES})
EDITED = st.sampled_from([kind for kind in VALUES for _ in range(1 if kind in (Programme, Thresholds) else 3)])
EDITS = st.lists(EDITED.flatmap(lambda kind: st.tuples(st.just(kind), rows(kind))), max_size=4)


def told(ratings: Ratings) -> list[Rating]:
    return [ratings.of(record) for kind in KINDS if kind in RATED for record in ratings.plan.all(kind)]


@settings(max_examples=150, deadline=None)
@given(PLANS, st.none() | PLANS, EDITS)
def test_ratings_kept_over_edits_are_the_ratings_made_anew(now, then, edits):
    plan = Plan(now, DAY)
    before = Plan(then, DAY) if then else None
    ratings = Ratings(plan, before)
    told(ratings)
    for kind, changed in edits:
        plan = plan.changed({kind: changed})
        ratings = ratings.after(plan, before)
        anew = Ratings(Plan({k: plan.all(k) for k in KINDS}, DAY, plan.position), before)
        assert told(ratings) == told(anew)


def kept(ratings: Ratings) -> list[object]:
    """What a plan and its ratings keep over an edit, as it is told."""
    plan = ratings.plan
    paces = [pace(each, theme) for each in (plan, plan.facts_only) for theme in (None, *each.all(Theme))]
    standing = [ratings.standing(kind, status) for kind in (Indicator, Action, Milestone, Risk) for status in Status]
    serving = [plan.serving(theme, kind) for theme in plan.all(Theme) for kind in (Action, Risk)]
    return [list(needs_attention(plan, ratings)), list(coming_up(plan)), paces, gaps(plan), standing, serving]


@settings(max_examples=25, deadline=None)
@given(PLANS)
def test_what_a_plan_keeps_over_edits_of_any_kind_is_what_would_be_made_anew(now):
    plan = Plan(now, DAY)
    ratings = Ratings(plan)
    kept(ratings)
    for kind in VALUES:
        for changed in ([], now[kind]):  # all of a kind goes, and comes back
            plan = plan.changed({kind: changed})
            ratings = ratings.after(plan, None)
            assert kept(ratings) == kept(Ratings(Plan({k: plan.all(k) for k in KINDS}, DAY, plan.position)))


class Anew(Ratings):
    """Ratings that take over nothing from the meeting before."""

    def may_have_moved(self, record: Record) -> bool:
        return True


@settings(max_examples=100, deadline=None)
@given(PLANS, EDITS, st.integers(0, 400))
def test_ratings_taken_over_from_the_meeting_before_are_those_worked_out_anew(then, edits, days):
    before, plan = Plan(then, DAY, DAY), Plan(then, DAY, DAY)
    for kind, changed in edits:
        plan = plan.changed({kind: changed})
    plan = plan.at(DAY + timedelta(days))
    assert told(Ratings(plan, before)) == told(Anew(plan, Plan(then, DAY, DAY)))


def test_a_category_that_is_gone_leaves_no_rating_that_was_measured_by_it():
    risk = Risk(id="r1", title="r1", category="g1", likelihood=2, impact=4)
    category, themes = (
        Category(id="g1", title="g1", appetite=4),
        (Theme(id="t1", title="t1"), Theme(id="t2", title="t2")),
    )
    asked = (Visit(id="v1", title="v1", happened=True), Finding(id="f1", of="v1", kind="further", title="f1"))
    before = plan_of(category, themes[1], *linked("t2", risk))
    plan = plan_of(category, themes[0], *asked, Link(id="l1", item="f1", serves="t1"))
    ratings = Ratings(plan, before)
    told(ratings)
    changed = plan.changed({Category: []})
    assert told(ratings.after(changed, before)) == told(Ratings(changed, before))


def test_what_rests_on_nothing_that_changed_is_not_worked_out_again():
    risks = [Risk(id=f"r{n}", title=f"Risk {n}", likelihood=3, impact=3) for n in range(3)]
    plan = plan_of(*risks)
    ratings = Ratings(plan)
    was = [ratings.of(risk) for risk in risks]
    changed = plan.changed({Risk: [replace(risks[0], impact=5), *risks[1:]]})
    now = ratings.after(changed, None)
    kept = [now.of(risk) is rating for risk, rating in zip(changed.all(Risk), was, strict=True)]
    assert kept == [False, True, True]


LATE = Action(id="a1", ref="A-01", title="Agree the offer", due=PartialDate("2018-01-20"))
HELD = Action(
    id="a2",
    ref="A-02",
    title="Train staff",
    due=PartialDate("2018-12"),
    reported=PartialDate("2018-01"),
    progress="On.",
)
WAITS = Dependency(id="d", action="a2", waits_for="a1")


def test_an_action_that_is_made_to_wait_for_a_late_one_is_rated_again():
    plan = plan_of(LATE, HELD)
    ratings = Ratings(plan)
    assert ratings.of(HELD).status is Status.GREEN
    assert ratings.after(plan.changed({Dependency: [WAITS]}), None).of(HELD).status is Status.AMBER


def test_an_action_that_waits_is_rated_again_when_the_other_is_done():
    plan = plan_of(LATE, HELD, WAITS)
    ratings = Ratings(plan)
    assert ratings.of(HELD).status is Status.AMBER
    done = plan.changed({Action: [replace(LATE, done=True), HELD]})
    assert ratings.after(done, None).of(HELD).status is Status.GREEN


def test_a_meeting_that_closes_settles_a_date_that_only_the_log_knows_was_moved():
    action = Action(id="a", title="Train", due=PartialDate("2019-06"), percent=50, reported=PartialDate.of(DAY))
    moved = Moved(PartialDate("2017-11-10"), action.due, DAY)
    open_ = Meeting(id="m", body="b", day=DAY)
    before = plan_of(action, open_).recalling(LogFacts(moved={"a": (moved,)}))
    ratings = Ratings(before)
    assert ratings.alone.of(action).status is ratings.of(action).status is Status.AMBER
    after = before.changed({Meeting: (replace(open_, closed=DAY),)})
    assert ratings.after(after, None).of(action).status is Ratings(after).of(action).status is Status.GREEN
