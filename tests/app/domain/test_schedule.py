"""Dates at the precision they are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.schedule import PartialDate, days, next_period, period_at, periods_since, read_date, show_date

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
PARTIAL = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(PartialDate.month),
    DAYS.map(lambda day: PartialDate(f"{day.year}-Q{(day.month + 2) // 3}")),
    DAYS.map(lambda day: PartialDate(str(day.year))),
)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "shown"),
    [
        ("2018-04-30", "day", date(2018, 4, 30), date(2018, 4, 30), "30 Apr 2018"),
        ("2018-02", "month", date(2018, 2, 1), date(2018, 2, 28), "February 2018"),
        ("2016-02", "month", date(2016, 2, 1), date(2016, 2, 29), "February 2016"),
        ("2018-Q2", "quarter", date(2018, 4, 1), date(2018, 6, 30), "Apr to Jun 2018"),
        ("2018", "year", date(2018, 1, 1), date(2018, 12, 31), "2018"),
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
        "2018-04-3 ",
        "٢٠١٨",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="date"):
        PartialDate(text)


def test_a_longer_period_follows_what_ends_with_it():
    words = ["2018-04-29", "2018-04-30", "2018-04", "2018-06-30", "2018-06", "2018-Q2", "2018-12", "2018-Q4", "2018"]
    assert [date.text for date in sorted(map(PartialDate, reversed(words)))] == words


@given(PARTIAL, PARTIAL)
def test_dates_are_in_one_order(one, other):
    assert (one < other) + (other < one) + (one == other) == 1
    if one < other:
        assert one.last <= other.last


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("30/4/2018", "2018-04-30"),
        ("30.04.2018", "2018-04-30"),
        ("30 Apr 2018", "2018-04-30"),
        ("1st of may 2018", None),
        ("1st May 2018", "2018-05-01"),
        ("3 Sept 2018", "2018-09-03"),
        ("april  2018", "2018-04"),
        ("2018-4", "2018-04"),
        ("2018-4-3", "2018-04-03"),
        ("Q4 2017", "2017-Q4"),
        ("2017-q4", "2017-Q4"),
        ("2018", "2018"),
        ("30/4/18", None),
        ("31 Apr 2018", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, text):
    if text is None:
        with pytest.raises(ValueError, match="date"):
            read_date(typed)
    else:
        assert read_date(typed).text == text


@given(PARTIAL)
def test_what_is_shown_can_be_typed_again(found):
    if found.precision != "quarter":
        assert read_date(str(found)) == found
    assert read_date(found.text) == found


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


def test_months_are_counted_from_year_0():
    assert period_at(2018 * 12 + 3, "month") == PartialDate("2018-04")
    assert period_at(2018 * 12 + 3, "quarter") == PartialDate("2018-Q2")
    assert period_at(2018 * 12 + 3, "year") == PartialDate("2018")
