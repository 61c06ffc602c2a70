"""The pace of a series, held against a published implementation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from app.domain.pace_of_change import Going, Outlook, months, outlook, pace, theil_sen
from app.domain.schedule import PartialDate, period_at

JANUARY = date(2018, 1, 31)
VALUES = st.integers(-1000, 1000).map(lambda tenths: Fraction(tenths, 10))
MONTHS = st.lists(st.integers(24000, 24060), min_size=2, max_size=12, unique=True)


def monthly(*values: float | str, first: str = "2017-01") -> list[tuple[PartialDate, Decimal]]:
    """Readings month by month; None is a month that is missing."""
    start = int(months(PartialDate(first)))
    return [(period_at(start + n, "month"), Decimal(str(v))) for n, v in enumerate(values) if v != ""]


@given(MONTHS.flatmap(lambda when: st.tuples(st.just(sorted(when)), st.lists(VALUES, min_size=len(when), max_size=12))))
def test_slope_interval_and_medians_are_those_of_scipy(series: tuple[list[int], list[Fraction]]):
    when, values = series[0], series[1][: len(series[0])]
    found = theil_sen([Fraction(month) for month in when], values)
    assert found is not None
    slope, intercept, low, high = theilslopes(np.array(values, dtype=float), np.array(when, dtype=float), 0.8)
    ours = [float(found.slope), float(found.lowest), float(found.highest)]
    assert ours == pytest.approx([slope, low, high])
    assert float(found.value - found.slope * found.month) == pytest.approx(intercept, abs=1e-6)


def test_values_of_one_moment_have_no_slope_and_equal_ones_no_spread():
    assert theil_sen([Fraction(5)] * 3, [Fraction(1), Fraction(2), Fraction(3)]) is None
    flat = theil_sen([Fraction(5), Fraction(5), Fraction(6)], [Fraction(0)] * 3)
    assert flat is not None
    assert (flat.slope, flat.lowest, flat.highest) == (0, 0, 0)


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95])
def test_the_interval_is_as_sure_as_is_asked(confidence: float):
    when = [Fraction(n) for n in range(12)]
    values = [Fraction(v) for v in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)]
    found, (*_, low, high) = theil_sen(when, values, confidence), theilslopes(values, when, confidence)
    assert found is not None
    assert [float(found.lowest), float(found.highest)] == pytest.approx([low, high])


def test_a_pace_takes_the_last_twelve_readings_and_at_least_six():
    assert pace(monthly(1, 2, 3, 4, 5)) is None
    found = pace(monthly(90, 90, 90, *range(12)))
    assert found is not None
    assert (found.readings, found.slope) == (12, 1)


def test_a_month_that_is_missing_counts_as_time():
    found = pace(monthly(0, 1, 2, "", "", 5, 6, 7))
    assert found is not None
    assert (found.slope, found.lowest, found.highest) == (1, 1, 1)


@pytest.mark.parametrize(
    ("period", "middle"),
    [
        ("2017-01", Fraction(24204)),
        ("2017-Q1", Fraction(24205)),
        ("2017", Fraction(48419, 2)),
        ("2017-01-01", 24204 + Fraction(1, 62) - Fraction(1, 2)),
        ("2017-04-15", 24207 + Fraction(29, 60) - Fraction(1, 2)),
    ],
)
def test_time_is_counted_in_months(period: str, middle: Fraction):
    assert months(PartialDate(period)) == middle


def looked_ahead(values: list[float], target: str, *, rising: bool = True, now: date = JANUARY, first="2017-01"):
    readings = monthly(*values, first=first)
    found = pace(readings)
    assert found is not None
    return outlook(found, readings[-1], Decimal(target), rising=rising, now=now)


OVERSIGHT = [58.5, 56.4, 59.1, 60, 62.8, 65.5, 69.7, 72.3, 76.8, 80.1, 84.2, 87.9]


def test_the_date_is_an_interval_from_the_limits_of_the_slope():
    assert looked_ahead(OVERSIGHT, "95") == Outlook(
        Going.THERE, first=PartialDate("2018-02"), last=PartialDate("2018-04")
    )


def test_by_when_is_said_alone_where_it_may_be_there_at_once():
    ahead = looked_ahead([45, 47, 46, 49, 55, 58, 64, 69, 74], "75", first="2017-04")
    assert ahead == Outlook(Going.THERE, last=PartialDate("2018-02"))


@pytest.mark.parametrize(
    ("values", "target", "rising", "expected"),
    [
        ([70, 71, 70, 71, 70, 71, 70, 71], "85", True, Outlook(Going.NOWHERE)),
        ([70] * 8, "85", True, Outlook(Going.NOWHERE)),
        ([80, 79, 78, 77, 76, 75], "85", True, Outlook(Going.AWAY)),
        ([75, 76, 77, 78, 79, 80], "70", False, Outlook(Going.AWAY)),
        ([80, 81, 82, 84, 85, 86], "85", True, Outlook(Going.MET)),
        ([99, 97, 95, 93, 91, 90], "85", True, Outlook(Going.WORSE)),
        ([40, 41, 42, 43, 44, 45], "95", True, Outlook(Going.THERE, beyond=True)),
        ([80, 70, 60, 50, 40, 30], "20", False, Outlook(Going.THERE, past=True)),
        ([10, 30, 50, 70, 90, 79], "80", True, Outlook(Going.NOWHERE)),
        ([60, 70, 80, 90, 94, 94, 94], "95", True, Outlook(Going.NOWHERE)),
    ],
)
def test_where_a_pace_leads(values: list[float], target: str, rising: bool, expected: Outlook):
    assert looked_ahead(values, target, rising=rising) == expected


def test_what_may_take_longer_than_two_years_has_no_end():
    ahead = looked_ahead([60, 64, 61, 66, 63, 67, 64, 68], "80", first="2017-05")
    assert ahead.going is Going.THERE
    assert ahead.first is not None
    assert (ahead.last, ahead.beyond) == (None, False)


def test_a_day_s_figure_stands_for_its_day():
    readings = [(PartialDate(f"2017-12-{day:02}"), Decimal(day)) for day in (1, 8, 15, 22, 29)]
    readings.append((PartialDate("2018-01-05"), Decimal(36)))
    found = pace(readings)
    assert found is not None
    ahead = outlook(found, readings[-1], Decimal(70), rising=True, now=date(2018, 1, 5))
    assert ahead == Outlook(Going.THERE, first=PartialDate("2018-02"), last=PartialDate("2018-02"))


@given(st.lists(VALUES, min_size=6, max_size=12), VALUES, st.booleans(), st.integers(0, 300))
def test_nothing_is_said_of_the_past_nor_beyond_two_years(values, target, rising, later):
    readings = monthly(*(str(Decimal(v.numerator) / v.denominator) for v in values))
    found = pace(readings)
    assert found is not None
    today = int(months(PartialDate("2018-01"))) + later
    now = period_at(today, "month").last
    ahead = outlook(found, readings[-1], Decimal(target.numerator) / target.denominator, rising=rising, now=now)
    for month in filter(None, (ahead.first, ahead.last)):
        assert today <= months(month) <= today + 24
    assert ahead.going is Going.THERE or (ahead.first, ahead.last, ahead.beyond, ahead.past) == (
        None,
        None,
        False,
        False,
    )
    if ahead.first and ahead.last:
        assert ahead.first <= ahead.last
