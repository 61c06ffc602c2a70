"""Meetings by the rhythm of their body, and the twelve months ahead."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.forward import all_planned, horizon, label, months_ahead, planned, rhythm
from app.domain.keys import is_key, natural_key
from app.domain.plan import Plan
from app.domain.records import EVERY, Action, Body, Meeting, Milestone, Programme, Record, Risk, Stage, Visit, problems
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

BOARD = Body(id="b", title="Improvement Board", every="two months")
EVERY_RHYTHM = st.sampled_from([every for every in EVERY if every])
POSITIONS = st.dates(date(1950, 1, 1), date(2990, 12, 31))


def held(day: date, key: str = "m", **more) -> Meeting:
    return Meeting(id=key, body="b", day=day, **more)


def entered(plan: Plan, *meetings: Record) -> Plan:
    """The plan once these are in it."""
    there = {m.id: m for m in (*plan.all(Meeting), *meetings)}
    return plan.changed({Meeting: there.values()})


@pytest.mark.parametrize(
    ("every", "anchor", "days"),
    [
        ("fortnight", date(2018, 1, 23), [date(2018, 2, 6), date(2018, 2, 20), date(2018, 3, 6)]),
        ("month", date(2018, 1, 9), [date(2018, 2, 13), date(2018, 3, 13)]),
        ("two months", date(2018, 1, 9), [date(2018, 3, 13)]),
        ("", date(2018, 1, 9), []),
    ],
)
def test_a_rhythm_keeps_the_weekday_of_the_month(every: str, anchor: date, days: list[date]):
    assert list(rhythm(every, anchor, date(2018, 3, 15))) == days


def test_the_fifth_of_a_month_becomes_its_last():
    fifth_wednesday = date(2018, 1, 31)
    found = list(rhythm("month", fifth_wednesday, date(2018, 5, 31)))
    assert found == [date(2018, 2, 28), date(2018, 3, 28), date(2018, 4, 25), date(2018, 5, 30)]


@given(every=EVERY_RHYTHM, anchor=POSITIONS)
def test_no_rhythm_falls_on_another_weekday_leaves_out_a_month_or_drifts(every: str, anchor: date):
    days = [anchor, *rhythm(every, anchor, anchor + timedelta(days=800))]
    assert {day.weekday() for day in days} == {anchor.weekday()}
    assert days == sorted(set(days))
    if every != "fortnight":
        length = {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}[every]
        months = [day.year * 12 + day.month for day in days]
        assert months == list(range(months[0], months[0] + length * len(months), length))
        weeks = {(day.day - 1) // 7 for day in days if (day.day - 1) // 7 != (anchor.day - 1) // 7}
        assert weeks <= ({3} if anchor.day > 28 else set())


def test_a_body_is_planned_from_its_last_meeting_to_twelve_months_ahead():
    plan = plan_of(BOARD, held(date(2018, 1, 9)))
    found = planned(plan, BOARD)
    assert [m.day for m in found] == [
        date(2018, 3, 13), date(2018, 5, 8), date(2018, 7, 10), date(2018, 9, 11), date(2018, 11, 13), date(2019, 1, 8),
    ]  # fmt: skip
    assert all(m.planned == m.day and m.body == "b" for m in found)
    assert label(plan, found) == "Plan the Improvement Board’s meetings to January 2019"


def test_a_body_that_has_not_met_is_planned_from_the_position_date():
    assert [m.day for m in planned(plan_of(BOARD), BOARD)][:2] == [date(2018, 3, 28), date(2018, 5, 23)]
    saturday = plan_of(BOARD, on=date(2018, 2, 3))
    assert all(m.day and m.day.weekday() == 0 for m in planned(saturday, BOARD))


def test_a_body_without_a_rhythm_is_not_planned():
    quiet = replace(BOARD, every="")
    assert planned(plan_of(quiet, held(date(2018, 1, 9))), quiet) == []


def test_a_moved_meeting_is_not_given_again_and_a_removed_one_neither():
    plan = plan_of(BOARD, held(date(2018, 1, 9)))
    first, second, *_ = planned(plan, BOARD)
    moved = replace(first, day=date(2018, 3, 27))
    again = planned(entered(plan, moved), BOARD, {second.id})
    assert [m.day for m in again][:1] == [date(2018, 7, 10)]


def test_a_meeting_entered_by_hand_takes_the_place_of_the_one_beside_it():
    plan = plan_of(BOARD, held(date(2018, 1, 9)))
    by_hand = held(date(2018, 3, 15), "extra")
    days = [m.day for m in planned(entered(plan, *planned(plan, BOARD), by_hand), BOARD)]
    assert days == []


def test_two_laptops_enter_the_same_rows():
    plan = plan_of(BOARD, held(date(2018, 1, 9)))
    one, other = planned(plan, BOARD), planned(plan, BOARD)
    assert [m.id for m in one] == [m.id for m in other]
    assert all(is_key(m.id) and m.planned and m.id == natural_key("meeting", "b", m.planned.isoformat()) for m in one)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Plan, Body]:
    """A body with meetings by hand and by rhythm, some of them moved."""
    position = draw(POSITIONS)
    body = replace(BOARD, every=draw(EVERY_RHYTHM))
    near = st.integers(-800, 800).map(lambda days: position + timedelta(days=days))
    days = draw(st.lists(near, unique=True, max_size=5))
    meetings = [held(day, f"m{n}", planned=draw(st.none() | near)) for n, day in enumerate(days)]
    return plan_of(body, *meetings, on=position), body


@given(bodies())
def test_no_meeting_is_planned_on_a_day_that_the_body_uses_or_outside_the_twelve_months(made: tuple[Plan, Body]):
    plan, body = made
    used = {day for m in plan.all(Meeting) for day in (m.day, m.planned)}
    found = planned(plan, body)
    assert not {m.day for m in found} & used
    assert all(m.day and plan.position < m.day <= horizon(plan) and not problems(m) for m in found)
    assert len({m.id for m in found}) == len(found)


@example((plan_of(replace(BOARD, every="month"), on=date(2194, 3, 31)), replace(BOARD, every="month")), 0)
@given(bodies(), st.integers(0, 400))
def test_planning_again_gives_nothing_and_later_only_what_is_later(made: tuple[Plan, Body], days: int):
    plan, body = made
    once = entered(plan, *planned(plan, body))
    assert planned(once, body) == []
    later = once.at(plan.position + timedelta(days=days))
    assert all(m.day and m.day > horizon(plan) for m in planned(later, body)) or not plan.all(Meeting)


@given(bodies(), st.data())
def test_what_is_moved_or_removed_is_never_given_again(made: tuple[Plan, Body], data: st.DataObject):
    plan, body = made
    given_ = planned(plan, body)
    gone = data.draw(st.sets(st.sampled_from([m.id for m in given_]))) if given_ else set()
    kept = [
        replace(m, day=m.day + timedelta(days=data.draw(st.integers(1, 6))))
        for m in given_
        if m.id not in gone and m.day
    ]
    again = planned(entered(plan, *kept), body, gone)
    assert again == []


def test_all_bodies_are_planned_in_one_edit():
    other = Body(id="c", title="Cabinet", every="quarter")
    plan = plan_of(BOARD, other, Body(id="d", title="No rhythm"))
    found = all_planned(plan)
    assert {m.body for m in found} == {"b", "c"}
    assert label(plan, found) == "Plan meetings to January 2019"


def test_the_months_ahead_hold_what_falls_in_each_and_last_the_goal():
    plan = plan_of(
        Programme(id="p", title="Improvement", goal=date(2019, 4, 30)),
        BOARD,
        held(date(2018, 3, 20)),
        Visit(id="v", title="Third visit", starts=PartialDate("2018-05-01")),
        Risk(id="r", title="Culture", review=PartialDate("2018-03")),
        Stage(id="s", number=2, title="Embedding", ends=PartialDate("2018-03")),
        Action(id="a", title="Fill the posts", due=PartialDate("2018-04")),
        Milestone(id="ms", action="a", title="Adverts out", due=PartialDate("2018-03-09")),
        Action(id="late", title="Far off", due=PartialDate("2020-01")),
    )
    found = {month.name: month for month in months_ahead(plan)}
    assert [*found][:2] == ["January 2018", "February 2018"]
    assert [*found][-2:] == ["January 2019", "After January 2019"]
    assert len(found) == 14
    march = found["March 2018"]
    assert [[c.what for c in part] for part in (march.meetings, march.events, march.milestones)] == [
        ["Improvement Board"], ["Culture", "Stage 2: Embedding"], ["Adverts out"],
    ]  # fmt: skip
    assert [c.what for c in found["April 2018"].actions] == ["Fill the posts"]
    assert [c.what for c in found["After January 2019"].events] == ["Improvement"]
    assert found["April 2018"].due == {"a"}
    assert (march.count, found["February 2018"].count) == (4, 0)


def test_the_horizon_is_the_same_day_of_the_next_year():
    assert horizon(plan_of(on=date(2020, 2, 29))) == date(2021, 2, 28)
    last = horizon(plan_of(on=date(2999, 6, 1)))
    assert (last.year, last.day) == (2999, min(1, monthrange(2999, 6)[1]))
