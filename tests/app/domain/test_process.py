"""The process behind a series: how its limits are drawn, and when it is stable."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import spc
from app.domain.process import Process, aim, process_of, said_limits
from app.domain.records import Indicator, Thresholds
from app.domain.turning import last_turn


def process(values: list[str | int], unit: str = "%") -> Process:
    exact = [Decimal(value) for value in values]
    indicator = Indicator(id="i", title="I", unit=unit, better="higher")
    found = process_of(indicator, exact, spc.segments(exact)[-1], last_turn(exact, "higher"))
    assert found
    return found


def test_percentages_that_respect_their_bounds_have_limits_within_them():
    high, low = process([99, 80] * 7), process([1, 20] * 7)
    assert (high.drawn.upper, high.limits.upper > 100, high.beyond) == (100, True, ())
    assert (low.drawn.lower, low.limits.lower < 0) == (0, True)


@pytest.mark.parametrize(
    ("values", "bound", "beyond"),
    [([101, 80] * 7, 100, "100 %"), ([-1, 20] * 7, 0, "0 %")],
)
def test_figures_that_break_a_bound_have_limits_beyond_it_and_it_is_said(values, bound, beyond):
    found = process(values)
    assert found.drawn == found.limits
    assert found.beyond == (beyond,)
    assert f"Figures lie beyond {beyond}, so the limits are not cut there." in found.settings(Thresholds(id="t"))


@pytest.mark.parametrize(("unit", "lowest"), [("", True), ("days", True), ("£", False)])
def test_counts_and_times_have_no_limit_below_nought(unit, lowest):
    assert (process([1, 20] * 7, unit).drawn.lower == 0) is lowest


def test_what_can_be_below_nought_is_not_held_to_it():
    assert process([-5, 5] * 7, "").drawn.lower < -5


def test_the_settings_are_in_plain_words():
    found = process([50, 52] * 7)
    assert found.settings(Thresholds(id="t")) == "Limits from 14 points, trend of 7, outliers left out."
    kept = found.settings(Thresholds(id="t", trend_length=6, screened=False))
    assert kept == "Limits from 14 points, trend of 6, outliers kept in."


@pytest.mark.parametrize(
    ("values", "stable"),
    [
        ([50, 52] * 7, True),
        ([*[50, 52] * 6, 90], False),
        ([*[50, 52] * 3, *[60, 62] * 4], False),
        ([*[50, 52] * 6, *range(50, 57)], False),
        ([60, 65, 70, 75, 80, 85, 90, 94, 95, 92, 88, 82, 76, 70], False),
    ],
    ids=["chance", "outside", "shift", "trend", "turned and run away"],
)
def test_a_process_is_stable_only_while_its_latest_point_is_like_the_rest(values, stable):
    assert process(values).stable is stable


def test_fewer_points_are_no_process():
    assert process_of(Indicator(id="i", title="I"), [Decimal(1)], None, None) is None


def test_the_aim_is_the_target_or_a_band():
    one = Indicator(id="i", title="I", better="higher", target=Decimal(95))
    assert aim(one) == 95
    band = Indicator(id="i", title="I", better="band", target=Decimal(10), target_high=Decimal(15))
    assert aim(band) == (10, 15)
    assert aim(Indicator(id="i", title="I", better="band")) is None


def test_a_limit_just_short_of_the_target_is_not_rounded_onto_it():
    lines = spc.Limits(*(Fraction(n) for n in ("90", "85.03", "94.97", "86", "94")), points=13)
    found = Process(lines, lines, stable=True, beyond=(), places=0)
    below = Indicator(id="i", title="I", better="higher", target=Decimal(95))
    above = Indicator(id="i", title="I", better="lower", target=Decimal(85))
    assert said_limits(below, found) == (Decimal("85.0"), Decimal("94.9"))
    assert said_limits(above, found) == (Decimal("85.1"), Decimal("95.0"))


@given(st.fractions(-100, 100), st.fractions(0, 50), st.decimals(-100, 100, places=1), st.integers(0, 3))
def test_what_is_said_of_limits_and_target_is_what_holds_exactly(middle, reach, target, places):
    lines = spc.Limits(middle, middle - reach, middle + reach, middle, middle, points=13)
    found = Process(lines, lines, stable=True, beyond=(), places=max(places, 1))
    low, high = said_limits(Indicator(id="i", title="I", better="higher", target=target), found)
    assert (high < target) == (lines.upper < target) or high == target == round(lines.upper, 12)
    assert (low > target) == (lines.lower > target) or low == target == round(lines.lower, 12)
