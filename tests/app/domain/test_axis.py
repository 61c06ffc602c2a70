"""Ticks that people can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.axis import date_ticks, follows, middle, value_ticks
from app.domain.schedule import PartialDate

NUMBERS = st.decimals(-999_999_999, 999_999_999, places=3)
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("low", "high", "unit", "labels"),
    [
        ("49", "95", "%", ["40 %", "50 %", "60 %", "70 %", "80 %", "90 %", "100 %"]),
        ("0.12", "0.31", "", ["0.1", "0.15", "0.2", "0.25", "0.3", "0.35"]),
        ("2900", "4100", "£", ["£2,500", "£3,000", "£3,500", "£4,000", "£4,500"]),
        ("0", "1", "days", ["0 days", "0.2 days", "0.4 days", "0.6 days", "0.8 days", "1 day"]),
    ],
)
def test_values_are_marked_at_round_figures(low, high, unit, labels):
    found = [tick.label for tick in value_ticks(Decimal(low), Decimal(high), unit)]
    assert found == labels


def test_a_single_value_gets_room_within_its_bounds():
    ticks = value_ticks(Decimal(100), Decimal(100), "%", floor=Decimal(0), ceiling=Decimal(100))
    assert (ticks[0].label, ticks[-1].label) == ("90 %", "100 %")
    assert value_ticks(Decimal(0), Decimal(0), "", floor=Decimal(0))[0].value == 0


def width_of(text: str) -> float:
    return 6 * len(text)


@given(NUMBERS, NUMBERS)
def test_ticks_embrace_the_values_evenly(one, other):
    low, high = sorted((one, other))
    values = [tick.value for tick in value_ticks(low, high, "")]
    steps = {after - before for before, after in pairwise(values)}
    assert 2 <= len(values) <= 7
    assert values[0] <= low <= high <= values[-1]
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (5,))


@pytest.mark.parametrize(
    ("start", "end", "precision", "labels"),
    [
        (date(2017, 11, 1), date(2018, 2, 28), "month", ["Nov 2017", "Dec", "Jan 2018", "Feb"]),
        (date(2016, 9, 1), date(2018, 1, 31), "month", ["Oct 2016", "Jan 2017", "Apr", "Jul", "Oct", "Jan 2018"]),
        (date(2017, 1, 1), date(2017, 9, 30), "quarter", ["Jan to Mar 2017", "Apr to Jun 2017", "Jul to Sep 2017"]),
        (date(2015, 1, 1), date(2017, 12, 31), "year", ["2015", "2016", "2017"]),
        (date(2015, 4, 1), date(2018, 3, 31), "council year", ["2015/16", "2016/17", "2017/18"]),
        (date(2015, 9, 1), date(2017, 12, 31), "council year", ["2015/16", "2016/17", "2017/18"]),
    ],
)
def test_time_is_marked_where_its_points_lie(start, end, precision, labels):
    ticks = date_ticks(start, end, precision, 1000, width_of, 10)
    assert [tick.label for tick in ticks] == labels
    assert all(start <= tick.day <= end for tick in ticks)


def test_a_month_s_point_lies_in_its_middle():
    assert middle(PartialDate("2017-12")) == date(2017, 12, 16)
    assert middle(PartialDate("2017-12-13")) == date(2017, 12, 13)


@given(DAYS, DAYS, st.sampled_from(["month", "quarter", "year", "council year"]), st.integers(0, 2000))
def test_ticks_are_never_too_many_and_never_lie_over_each_other(one, other, precision, wide):
    start, end = sorted((one, other))
    ticks = date_ticks(start, end, precision, wide, width_of, 10)
    assert 1 <= len(ticks) <= 12
    assert [tick.day for tick in ticks] == sorted({tick.day for tick in ticks})
    places = [(tick.day - start).days / max(1, (end - start).days) * wide for tick in ticks]
    for (left, before), (right, after) in pairwise(zip(places, ticks, strict=True)):
        assert right - left >= (width_of(before.label) + width_of(after.label)) / 2 + 10 - 1e-6


@given(DAYS, DAYS, st.sampled_from(["month", "quarter", "year", "council year"]), st.integers(0, 2000))
def test_the_first_tick_and_every_new_year_say_the_year(one, other, precision, wide):
    start, end = sorted((one, other))
    ticks = date_ticks(start, end, precision, wide, width_of, 10)
    assert str(ticks[0].day.year) in ticks[0].label
    for before, after in pairwise(ticks):
        assert after.day.year == before.day.year or str(after.day.year) in after.label


def test_an_axis_with_less_room_says_less():
    start, end = date(2016, 9, 1), date(2018, 1, 31)
    assert [tick.label for tick in date_ticks(start, end, "month", 200, width_of, 10)] == ["Jan 2017", "Jul"]
    assert [tick.label for tick in date_ticks(start, end, "month", 30, width_of, 10)] == ["May 2017"]


@pytest.mark.parametrize(
    ("before", "after", "cadence", "joined"),
    [
        ("2017-05", "2017-06", "month", True),
        ("2016-12", "2017-01", "month", True),
        ("2017-05", "2017-07", "month", False),
        ("2017-05-31", "2017-07-01", "month", False),
        ("2017-05-05", "2017-05-12", "month", True),
        ("2017-Q1", "2017-Q2", "quarter", True),
        ("2017-Q1", "2017-Q3", "quarter", False),
        ("2017-01", "2017-03", "quarter", True),
        ("2016", "2017", "year", True),
        ("2015", "2017", "year", False),
    ],
)
def test_a_line_breaks_where_a_whole_period_is_missing(before, after, cadence, joined):
    assert follows(PartialDate(before), PartialDate(after), cadence) is joined
