"""Targets that change: each figure is judged by the target that held in its period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.bar import bar, straight_line
from app.domain.chart import Chart
from app.domain.rating import Direction, Ratings, Status
from app.domain.records import Indicator, Record, TargetStep
from app.domain.schedule import PartialDate
from app.domain.targets import held_now, held_to
from app.domain.trend import chart
from app.domain.validity import touched
from tests.app.domain.plans import DAY, plan_of, reading

PLANS = Indicator(id="i", title="Plans in time", target=Decimal(80), better="higher", tolerance=Decimal(5))


def step(starts: str, target: str, high: str | None = None) -> TargetStep:
    return TargetStep(
        id=f"step {starts}", indicator="i", starts=PartialDate(starts), target=Decimal(target),
        target_high=None if high is None else Decimal(high),
    )  # fmt: skip


def drawn(indicator: Indicator, *records: Record, on: date = DAY) -> Chart:
    plan = plan_of(indicator, *records, on=on)
    return chart(plan, indicator, Ratings(plan))


STEPS = (step("2017-10", "85"), step("2018-01", "90"))
FIGURES = (reading("i", "2017-09", "82"), reading("i", "2017-12", "82"), reading("i", "2018-01", "82"))


def test_each_figure_is_judged_by_the_target_of_its_period():
    plan = plan_of(PLANS, *STEPS, *FIGURES)
    found = [bar(PLANS, each, plan) for each in plan.series(PLANS)]
    assert [each and each.value for each in found] == [80, 85, 90]
    shown = drawn(PLANS, *STEPS, *FIGURES)
    assert [point.gap for point in shown.points] == [
        "2 points above target", "3 points below target", "8 points below target",
    ]  # fmt: skip


def test_the_status_is_by_the_target_that_holds_in_the_latest_period():
    assert Ratings(plan_of(PLANS, *FIGURES)).of(PLANS).status is Status.GREEN
    rating = Ratings(plan_of(PLANS, *STEPS, *FIGURES)).of(PLANS)
    assert rating.status is Status.RED
    assert "82 % against 90 % in January 2018: 8 points below target" in rating.reason
    ahead = Ratings(plan_of(PLANS, step("2018-02", "99"), *FIGURES)).of(PLANS)
    assert ahead.status is Status.GREEN, "what lies ahead asks nothing yet"


def test_the_chart_draws_the_steps_and_the_minimum_expectation_below_them():
    found = drawn(PLANS, *STEPS, *FIGURES)
    first, last = found.x_range
    assert found.target is not None
    assert found.target.label == "Target 90 %"
    assert found.target.through == (
        (first, 80), (date(2017, 10, 1), 80), (date(2017, 10, 1), 85), (date(2018, 1, 1), 85),
        (date(2018, 1, 1), 90), (last, 90),
    )  # fmt: skip
    assert found.minimum is not None
    assert found.minimum.label == "Minimum 85 %"
    assert [value for _day, value in found.minimum.through] == [75, 75, 80, 80, 85, 85]
    assert drawn(replace(PLANS, tolerance=None), *FIGURES).minimum is None


def test_a_band_moves_at_both_ends():
    band = replace(PLANS, better="band", target=Decimal(10), target_high=Decimal(20), tolerance=None)
    found = drawn(band, step("2018-01", "12", "15"), *FIGURES)
    assert found.target is not None
    assert found.target_high is not None
    assert (found.target.label, found.target_high.label) == ("Target from 12 %", "Target to 15 %")


def test_a_first_target_may_come_with_a_step():
    without = replace(PLANS, target=None)
    plan = plan_of(without, step("2018-01", "90"), *FIGURES)
    assert [b and b.value for b in (bar(without, r, plan) for r in plan.series(without))] == [None, None, 90]
    assert Ratings(plan).of(without).status is Status.RED


def test_once_the_target_goes_in_steps_no_straight_line_leads_to_it():
    dated = replace(PLANS, target=Decimal(95), target_by=PartialDate("2018-12"))
    assert straight_line(plan_of(dated, *FIGURES), dated) is not None
    assert straight_line(plan_of(dated, step("2018-02", "97"), *FIGURES), dated) is not None, "it lies ahead"
    assert straight_line(plan_of(dated, *STEPS, *FIGURES), dated) is None


def test_a_step_is_a_yardstick():
    """Who raises the target makes nothing worse that is measured."""
    before = plan_of(PLANS, *FIGURES)
    after = plan_of(PLANS, *STEPS, *FIGURES)
    assert Ratings(after, before).of(PLANS).direction is Direction.MEASURED_DIFFERENTLY
    assert "i" in touched(before, after)


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 100)), max_size=6, unique_by=lambda each: each[0]),
       st.integers(0, 23))  # fmt: skip
def test_the_target_of_a_period_is_that_of_the_last_step_that_has_begun(given_steps: list[tuple[int, int]], at: int):
    def month(number: int) -> str:
        return f"{2016 + number // 12:04}-{number % 12 + 1:02}"

    plan = plan_of(PLANS, *(step(month(number), str(target)) for number, target in given_steps))
    begun = [target for number, target in sorted(given_steps) if number <= at]
    assert held_to(plan, PLANS, PartialDate(month(at))).target == (begun[-1] if begun else 80)
    assert held_now(plan_of(PLANS), PLANS) is PLANS
