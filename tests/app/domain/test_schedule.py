"""Dates at the precision they are known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.schedule import (
    PartialDate,
    council_year,
    days,
    days_in,
    next_period,
    period_at,
    periods_since,
    show_date,
)

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(PartialDate.month),
    DAYS.map(lambda day: PartialDate(f"{day.year}-Q{(day.month + 2) // 3}")),
    DAYS.map(lambda day: PartialDate(str(day.year))),
    st.integers(1900, 2998).map(lambda year: PartialDate(council_year(year))),
)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "shown"),
    [
        ("2018-04-30", "day", date(2018, 4, 30), date(2018, 4, 30), "30 Apr 2018"),
        ("2018-02", "month", date(2018, 2, 1), date(2018, 2, 28), "February 2018"),
        ("2016-02", "month", date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        ("2018-Q2", "quarter", date(2018, 4, 1), date(2018, 6, 30), "Apr to Jun 2018"),
        ("2018", "year", date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ("2017/18", "year", date(2017, 4, 1), date(2018, 3, 31), "2017/18"),
        ("1999/00", "year", date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
    ],
)
def test_a_date_knows_how_precise_it_is(text, precision, first, last, shown):
    found = PartialDate(text)
    assert (found.precision, found.first, found.last, str(found)) == (precision, first, last, shown)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018-13",
        "2018-00",
        "2018-04-00",
        "2018-02-30",
        "2018-Q5",
        "2018-4",
        "18",
        "1899",
        "3000",
        "2017/19",
        "2017/2018",
        "2017-18",
        "2999/00",
        "1899/00",
        "2018-04-3 ",
        "٢٠١٨",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="date"):
        PartialDate(text)


def test_a_longer_period_follows_what_ends_with_it():
    words = [
        "2018-03-31",
        "2018-03",
        "2018-Q1",
        "2017/18",
        "2018-04-29",
        "2018-04-30",
        "2018-04",
        "2018-06-30",
        "2018-06",
        "2018-Q2",
        "2018-12",
        "2018-Q4",
        "2018",
    ]
    assert [date.text for date in sorted(map(PartialDate, reversed(words)))] == words


@given(PARTIAL, PARTIAL)
def test_dates_are_in_one_order(one, other):
    assert (one < other) + (other < one) + (one == other) == 1
    if one < other:
        assert one.last <= other.last


def test_days_are_said_in_words():
    assert (show_date(date(2018, 3, 20)), days(1), days(9), days(1200)) == (
        "20 Mar 2018",
        "1 day",
        "9 days",
        "1,200 days",
    )


@pytest.mark.parametrize(
    ("period", "position", "cadence", "whole"),
    [
        ("2017-12", date(2017, 12, 31), "month", 0),
        ("2017-12", date(2018, 1, 30), "month", 0),
        ("2017-12", date(2018, 1, 31), "month", 1),
        ("2017-12", date(2018, 12, 31), "month", 12),
        ("2017-12-05", date(2018, 2, 28), "month", 2),
        ("2017-Q4", date(2018, 3, 30), "quarter", 0),
        ("2017-Q4", date(2018, 3, 31), "quarter", 1),
        ("2017", date(2018, 12, 30), "year", 0),
        ("2017", date(2018, 12, 31), "year", 1),
        ("2018-06", date(2018, 1, 31), "month", 0),
        ("2017/18", date(2019, 3, 30), "year", 0),
        ("2017/18", date(2019, 3, 31), "year", 1),
    ],
)
def test_whole_periods_that_have_ended_are_counted(period, position, cadence, whole):
    assert periods_since(PartialDate(period), position, cadence) == whole


@given(PARTIAL, DAYS, st.sampled_from(["month", "quarter", "year"]))
def test_time_never_takes_periods_back(period, position, cadence):
    later = min(position + timedelta(days=40), date(2999, 12, 31))
    assert 0 <= periods_since(period, position, cadence) <= periods_since(period, later, cadence)


@pytest.mark.parametrize(
    ("last", "cadence", "after"),
    [
        ("2017-12", "month", "2018-01"),
        ("2017-Q4", "quarter", "2018-Q1"),
        ("2017", "year", "2018"),
        ("2017/18", "year", "2018/19"),
        ("1998/99", "year", "1999/00"),
        ("2017/18", "quarter", "2018/19"),
        ("2018-03", "year", "2019-03"),
        ("2018-01-31", "month", "2018-02-28"),
        ("2018-01-15", "quarter", "2018-04-15"),
        (None, "month", "2018-01"),
        (None, "quarter", "2017-Q4"),
        (None, "year", "2017"),
    ],
)
def test_the_period_that_comes_next_is_proposed(last, cadence, after):
    found = next_period(PartialDate(last) if last else None, cadence, date(2018, 1, 31))
    assert found == PartialDate(after)


@pytest.mark.parametrize(
    ("days", "after"),
    [
        (["2018-01-31"], "2018-02-28"),
        (["2018-01-31", "2018-02-28"], "2018-03-31"),
        (["2018-01-30", "2018-02-28"], "2018-03-30"),
        (["2018-01-28", "2018-02-28"], "2018-03-28"),
        (["2017-12-31", "2018-01-31", "2018-02-28", "2018-03-31"], "2018-04-30"),
        (["2018-01-15", "2018-02-28"], "2018-03-31"),
        (["2018-04-30", "2018-05-30"], "2018-06-30"),
        (["2018-02-28"], "2018-03-31"),
    ],
)
def test_a_day_of_the_month_does_not_drift(days, after):
    periods = [PartialDate(day) for day in days]
    assert next_period(periods[-1], "month", date(2018, 6, 30), periods) == PartialDate(after)


@given(DAYS.filter(lambda day: day.year < 2990), st.sampled_from([("month", 1), ("quarter", 3)]))
def test_a_rhythm_of_days_keeps_its_day_of_the_month_for_ever(day, cadence):
    is_end = (day + timedelta(days=1)).day == 1
    name, months = cadence
    periods = [PartialDate.of(day)]
    for number in range(1, 30):
        periods.append(next_period(periods[-1], name, day, periods))
        year, month = divmod(day.year * 12 + day.month - 1 + number * months, 12)
        longest = monthrange(year, month + 1)[1]
        assert periods[-1].first == date(year, month + 1, longest if is_end else min(day.day, longest))


@given(PARTIAL, st.sampled_from(["month", "quarter", "year"]))
def test_the_next_period_is_of_the_same_kind_and_later(last, cadence):
    try:
        found = next_period(last, cadence, date(2018, 1, 31))
    except ValueError:
        assert last.last.year >= 2998
        return
    assert found.precision == last.precision
    assert found.is_council_year == last.is_council_year
    assert found.last > last.last or (cadence != "year" and last.precision in ("quarter", "year"))
    assert periods_since(last, found.last, cadence) <= 1 or cadence != last.precision


@given(PARTIAL)
def test_a_date_is_known_by_its_ends(found):
    assert PartialDate.covering(found.first, found.last) == found


def test_days_that_are_not_the_ends_of_one_thing_are_none():
    assert PartialDate.covering(date(2018, 1, 1), date(2018, 2, 28)) is None
    assert PartialDate.covering(date(2018, 1, 2), date(2018, 1, 31)) is None
    assert PartialDate.covering(date(2017, 3, 1), date(2018, 2, 28)) is None


def test_months_are_counted_from_year_0():
    assert period_at(2018 * 12 + 3, "month") == PartialDate("2018-04")
    assert period_at(2018 * 12 + 3, "quarter") == PartialDate("2018-Q2")
    assert period_at(2018 * 12 + 3, "year") == PartialDate("2018")
    assert period_at(2018 * 12 + 3, "council year") == PartialDate("2018/19")
    assert period_at(2018 * 12 + 2, "council year") == PartialDate("2017/18")


@given(DAYS)
def test_a_month_has_as_many_days_as_the_calendar_says(day: date):
    for year in (day.year, day.year // 100 * 100, day.year // 400 * 400 or 400):
        assert days_in(year, day.month) == monthrange(year, day.month)[1]
        assert days_in(year, 2) == monthrange(year, 2)[1]
