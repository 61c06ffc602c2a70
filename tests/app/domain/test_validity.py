"""A verdict holds until the day that is told, whatever it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.log_facts import LogFacts, Withdrawn
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import (
    Action,
    Body,
    Dependency,
    Indicator,
    Milestone,
    Programme,
    Reading,
    Record,
    Risk,
    Thresholds,
)
from app.domain.schedule import PartialDate
from app.domain.validity import holds_until
from tests.app.domain.plans import DAY, plan_of

YEAR = 420
DATES = st.none() | st.integers(-200, YEAR).map(lambda days: PartialDate.of(DAY + timedelta(days)))
WHEN = DATES | st.sampled_from([PartialDate(text) for text in ("2017-12", "2018-02", "2018-Q2", "2018", "2018/19")])
PERCENT = st.sampled_from([None, 0, 5, 40, 80, 95, 100])
TEXT = st.sampled_from(["", "", "Said"])
LIMITS = st.builds(
    Thresholds, id=st.just("terms"), overdue_days=st.sampled_from([0, 14, 60]), silent_days=st.sampled_from([5, 60]),
    due_soon_days=st.sampled_from([0, 14, 90]), pace_amber=st.sampled_from([0, 1, 70]), review_late_days=st.just(20),
    pace_green=st.sampled_from([90, 100]),
)  # fmt: skip


def actions(key: str) -> st.SearchStrategy[Action]:
    return st.builds(
        Action, id=st.just(key), title=st.just(key), starts=WHEN, due=WHEN, percent=PERCENT, reported=WHEN,
        progress=TEXT, blocked=st.sampled_from(["", "", "", "No staff"]), done=st.sampled_from([False, False, True]),
    )  # fmt: skip


@st.composite
def acting(draw: st.DrawFn) -> list[Record]:
    steps = [
        Milestone(id=f"m{n}", action="a1", title="Step", due=draw(WHEN), done=draw(st.booleans()))
        for n in range(draw(st.integers(0, 2)))
    ]
    waits = draw(st.sampled_from([(), (Dependency(id="d1", action="a1", waits_for="a2"),)]))
    every = draw(st.sampled_from(["", "quarter"]))
    return [draw(actions("a1")), draw(actions("a2")), *steps, *waits, Body(id="b1", title="Board", every=every)]


@st.composite
def measuring(draw: st.DrawFn) -> list[Record]:
    cadence = draw(st.sampled_from(["month", "quarter", "year"]))
    figures = Indicator(
        id="i1", title="i1", cadence=cadence, better=draw(st.sampled_from(["higher", "lower"])),
        target=draw(st.sampled_from([None, Decimal(80)])), target_by=draw(WHEN),
    )  # fmt: skip
    readings = [
        Reading(id=f"i1 {n}", indicator="i1", period=period, value=Decimal(draw(st.integers(50, 90))))
        for n, period in enumerate(draw(st.lists(WHEN, max_size=5))) if period
    ]  # fmt: skip
    return [figures, *readings]


RISKS = st.builds(
    lambda review, score: [Risk(id="r1", title="r1", likelihood=score, impact=2, review=review)],
    WHEN,
    st.integers(1, 5),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    records = draw(acting() | measuring() | RISKS)
    programme = Programme(id="programme", title="Plan", body="b1", goal=draw(st.sampled_from([None, date(2018, 6, 1)])))
    plan = plan_of(*records, programme, draw(LIMITS)).at(DAY)
    taken = {key: Withdrawn(DAY, values) for key, values in (("a1", {"percent": 30}), ("m0", {"due": draw(WHEN)}))}
    entered = draw(st.sampled_from([{}, {"a1": DAY - timedelta(40)}]))
    return plan.recalling(LogFacts(entered=entered, silent_from=entered, withdrawn=draw(st.sampled_from([{}, taken]))))


def stands(plan: Plan, record: Record) -> tuple[object, ...]:
    rating = Ratings(plan).of(record)
    return rating.status, rating.forecast, rating.stood, rating.at_target


@settings(max_examples=150, deadline=None)
@given(plans())
def test_a_verdict_holds_until_the_day_that_is_told(plan: Plan):
    for kind in (Action, Milestone, Risk, Indicator):
        for record in plan.all(kind):
            holds(plan, record, 7)


def holds(plan: Plan, record: Record, step: int) -> None:
    """Asserts that a verdict holds on every so many days until the day that is told, and on the last of them."""
    now, until = stands(plan, record), holds_until(plan, record)
    assert until > plan.position
    last = min((until - plan.position).days, YEAR) - 1
    for days in {*range(1, last, step), last}:
        assert stands(plan.at(plan.position + timedelta(days)), record) == now


LATER = PartialDate.of(DAY + timedelta(YEAR))  # when it is reported, so that it is never silent
AHEAD = Action(
    id="a1", title="a1", starts=PartialDate("2018-01-01"), due=PartialDate("2018-09-30"), progress="Begun",
    reported=LATER,
)  # fmt: skip
LEVELS = tuple(
    Reading(id=f"i1 {month}", indicator="i1", period=PartialDate(f"2017-{month}"), value=Decimal(value))
    for month, value in (("08", 60), ("12", 80))
)
AIMED = Indicator(
    id="i1", title="i1", better="higher", cadence="quarter", target=Decimal(90), tolerance=Decimal(1),
    target_by=PartialDate("2018-05"),
)  # fmt: skip


@pytest.mark.parametrize(
    "records",
    [(replace(AHEAD, percent=percent),) for percent in (None, 10, 20, 40, 90)]
    + [(AIMED, *LEVELS), (replace(AIMED, target_by=PartialDate("2019-05")), *LEVELS)],
)
def test_a_verdict_that_turns_by_pace_or_by_the_day_of_a_target_holds_until_then(records: tuple[Record, ...]):
    plan = plan_of(*records, Programme(id="programme", title="Plan", goal=date(2018, 8, 1))).at(DAY)
    turned = {stands(plan.at(DAY + timedelta(days)), records[0])[0] for days in range(YEAR)}
    assert len(turned) > 1
    while plan.position < DAY + timedelta(YEAR):
        holds(plan, records[0], 1)
        plan = plan.at(min(holds_until(plan, records[0]), DAY + timedelta(YEAR)))
