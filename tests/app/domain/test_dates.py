"""Dates as people write them, whether typed or brought in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.dates import (
    CALENDAR,
    COUNCIL,
    DAY_FORMS,
    FORMS,
    NotADate,
    is_bare_quarter,
    read_date,
    read_day,
    read_span,
    spelt_out,
)
from app.domain.schedule import FULL_MONTHS, MONTHS, WEEKDAYS, PartialDate, council_year

from .test_schedule import DAYS, PARTIAL

OURS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
"""Days whose years two digits tell."""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("30/4/2018", "2018-04-30"),
        ("30/4/18", "2018-04-30"),
        ("30.04.18", "2018-04-30"),
        ("30-4-2018", "2018-04-30"),
        ("30 – 4 – 18", "2018-04-30"),
        ("30 04 2018", "2018-04-30"),
        ("30 Apr 2018", "2018-04-30"),
        ("30-Apr-18", "2018-04-30"),
        ("30Apr18", "2018-04-30"),
        ("30th of April 2018", "2018-04-30"),
        ("1st March 2018", "2018-03-01"),
        ("1st of may 2018", "2018-05-01"),
        ("3 Sept. 2018", "2018-09-03"),
        ("March 31, 2018", "2018-03-31"),
        ("Mon 5 March 2018", "2018-03-05"),
        ("Monday, 5th March 2018", "2018-03-05"),
        ("WEDS 14 mar 18", "2018-03-14"),
        ("5 March 2018 (Mon)", "2018-03-05"),
        ("w/e 12.01.18", "2018-01-12"),
        ("W/E: Fri 12.01.18", "2018-01-12"),
        ("week ending 12 January 2018", "2018-01-12"),
        ("w/c 12 Feb 2018", "2018-02-12"),
        ("2018-4-3", "2018-04-03"),
        ("2018/04/03", "2018-04-03"),
        ("2018-03-31 00:00:00", "2018-03-31"),
        ("2018-03-31T00:00:00Z", "2018-03-31"),
        ("31/03/2018 09:30", "2018-03-31"),
        ("29 Feb 2016", "2016-02-29"),
        ("12.01.99", "1999-01-12"),
        (" april   2018 ", "2018-04"),
        ("30\u00a0Apr\u00a02018.", "2018-04-30"),
        ("Apr-18", "2018-04"),
        ("Apr 18", "2018-04"),
        ("April ’18", "2018-04"),
        ("Sept-17", "2017-09"),
        ("Sept. 2017", "2017-09"),
        ("04/2018", "2018-04"),
        ("2018-4", "2018-04"),
        ("month of April 2018", "2018-04"),
        ("30. April 2018", "2018-04-30"),
        ("as at 31 March 2018", "2018-03-31"),
        ("w/ending 12.01.18", "2018-01-12"),
        ("end-March 2018", "2018-03"),
        ("2018 March", "2018-03"),
        ("Friday the 9th of March 2018", "2018-03-09"),
        ("by end of 2018", "2018"),
        ("the end of the financial year 2017/18", "2017/18"),
        ("week ending Friday 12th January 2018", "2018-01-12"),
        ("year-end March 2018", "2017/18"),
        ("end of March 2018", "2018-03"),
        ("By end Mar 18", "2018-03"),
        ("by the end of the month of March 2018", "2018-03"),
        ("1-31 March 2018", "2018-03"),
        ("month ending 31 March 2018", "2018-03"),
        ("due by March 2018", "2018-03"),
        ("Q3 2017/18", "2017-Q4"),
        ("q3 17/18", "2017-Q4"),
        ("Q3, 2017-18", "2017-Q4"),
        ("Q4 2017/2018", "2018-Q1"),
        ("2017/18 Q3", "2017-Q4"),
        ("FY 2017/18 Q3", "2017-Q4"),
        ("Quarter 1 18-19", "2018-Q2"),
        ("2nd quarter 2018/19", "2018-Q3"),
        ("third quarter of 2017/18", "2017-Q4"),
        ("end of Q3 2017/18", "2017-Q4"),
        ("2017-Q3", "2017-Q3"),
        ("2017-q3", "2017-Q3"),
        ("Oct to Dec 2017", "2017-Q4"),
        ("October – December 2017", "2017-Q4"),
        ("Jan-Mar 18", "2018-Q1"),
        ("1/4/18 - 30/6/18", "2018-Q2"),
        ("quarter to December 2017", "2017-Q4"),
        ("quarter ending 31 Dec 2017", "2017-Q4"),
        ("2018", "2018"),
        ("Jan to Dec 2018", "2018"),
        ("year to December 2018", "2018"),
        ("2017/18", "2017/18"),
        ("2017/2018", "2017/18"),
        ("2017-18", "2017/18"),
        ("2011–12", "2011/12"),
        ("17/18", "2017/18"),
        ("FY17/18", "2017/18"),
        ("FY 12/13", "2012/13"),
        ("financial year 2017-18", "2017/18"),
        ("1999/00", "1999/00"),
        ("year to March 2018", "2017/18"),
        ("the financial year ending 31 March 2018", "2017/18"),
        ("12 months to March 2018", "2017/18"),
        ("April 2017 to March 2018", "2017/18"),
    ],
)
@pytest.mark.parametrize("quarters", [COUNCIL, CALENDAR])
def test_a_date_is_read_as_people_write_it(typed: str, text: str, quarters: str):
    assert read_date(typed, quarters).text == text
    assert not is_bare_quarter(typed)


@pytest.mark.parametrize(
    ("typed", "council", "calendar"),
    [
        ("Q3 2017", "2017-Q4", "2017-Q3"),
        ("Q4 2017", "2018-Q1", "2017-Q4"),
        ("Q1 2018", "2018-Q2", "2018-Q1"),
        ("Q3 '17", "2017-Q4", "2017-Q3"),
        ("2017 Q3", "2017-Q4", "2017-Q3"),
        ("Qtr 3 2017", "2017-Q4", "2017-Q3"),
        ("3rd quarter of 2017", "2017-Q4", "2017-Q3"),
        ("by the end of Q3 2017", "2017-Q4", "2017-Q3"),
    ],
)
def test_a_quarter_of_one_year_is_the_council_s_or_the_calendar_s(typed: str, council: str, calendar: str):
    assert (read_date(typed).text, read_date(typed, CALENDAR).text) == (council, calendar)
    assert is_bare_quarter(typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is no date"),
        ("soon", "is no date"),
        ("Spring 2018", "is no date"),
        ("Febuary 2018", "is no date"),
        ("early April 2018", "is no date"),
        ("mid-May 2018", "is no date"),
        ("end of Monday 5 March", "is no date"),
        ("Monday March 2018", "is no date"),
        ("43190", "is no date"),
        ("12", "is no date"),
        ("11/18", "is no date"),
        ("٢٠١٨", "is no date"),
        ("9" * 10_000, "is no date"),
        (" " * 10_000 + "2018", "is no date"),
        ("31 Apr 2018", "is no date that exists"),
        ("29 Feb 2017", "is no date that exists"),
        ("31/02/2018", "is no date that exists"),
        ("2018-02-30", "is no date that exists"),
        ("1899", "is no date that exists"),
        ("03/31/2018", "is no date that exists, as the day comes first"),
        ("Q5 2017/18", "is no quarter that exists"),
        ("Tue 5 March 2018", "is a Monday, not a Tuesday"),
        ("5 March 2018 (Sunday)", "is a Monday, not a Sunday"),
        ("w/e Fri 13.01.18", "is a Saturday, not a Friday"),
        ("2017/19", "names two years that do not follow each other"),
        ("Q3 2017/19", "names two years that do not follow each other"),
        ("2018/04", "names two years that do not follow each other"),
        ("12/13", "may mean more than one thing"),
        ("04/05", "may mean more than one thing"),
        ("FY18", "may mean more than one thing"),
        ("April/May 2018", "is no single month, quarter or year"),
        ("2017 to 2018", "is no single month, quarter or year"),
        ("Dec 2017 to Oct 2017", "ends before it begins"),
        ("year to June 2018", "is neither a quarter nor a year to March or December"),
        ("31 March", "says no year"),
        ("March 31st", "says no year"),
        ("March", "says no year"),
        ("end of March", "says no year"),
        ("31/3", "says no year"),
        ("31/03", "says no year"),
        ("w/c 12 Feb", "says no year"),
        ("Q3", "says no year"),
        ("Oct to Dec", "says no year"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_can_be_written(typed: str, why: str):
    with pytest.raises(NotADate) as caught:
        read_date(typed)
    assert caught.value.why == why
    if why.startswith("is no date that exists"):
        assert str(caught.value) == f"There is no such date as {typed}{why.removeprefix('is no date that exists')}."
    elif why != "is no date":
        assert re.fullmatch(rf"“[^“”]+” {why}: write ({FORMS}|the day that is meant)\.", str(caught.value))
    else:
        assert str(caught.value) == f"Write a date such as {FORMS}."
    assert len(str(caught.value)) < 200


def test_a_weekday_that_contradicts_its_day_does_not_hide_the_day():
    with pytest.raises(NotADate) as caught:
        read_date("Tue 5 March 2018")
    assert caught.value.but_for_weekday == PartialDate("2018-03-05")
    assert str(caught.value).endswith("write the day that is meant.")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("30/4/18", "2018-04-30"), ("end of March 2018", "2018-03-31"), ("by the end of Q3 2017/18", "2017-12-31")],
)
def test_a_day_is_read_where_a_day_is_named(typed: str, day: str):
    assert read_day(typed) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["April 2018", "Q3 2017/18", "2017/18", "2018", "soon"])
def test_no_day_is_made_of_what_is_longer(typed: str):
    with pytest.raises(NotADate, match=f"(?i)write (a date such as )?{DAY_FORMS}"):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Apr to Jun 2017", "2017-04", "2017-06"),
        ("27 Jun to 3 Jul 2017", "2017-06-27", "2017-07-03"),
        ("Mon 5 to Fri 9 March 2018", "2018-03-05", "2018-03-09"),
        ("April/May 2018", "2018-04", "2018-05"),
        ("Q1 to Q2 2017/18", "2017-Q2", "2017-Q3"),
        ("2016/17 to 2017/18", "2016/17", "2017/18"),
        ("from 1.4.18 until 30.6.18", "2018-04-01", "2018-06-30"),
        ("Nov-17 - Jan-18", "2017-11", "2018-01"),
    ],
)
def test_a_span_has_two_ends(typed: str, first: str, last: str):
    assert read_span(typed) == (PartialDate(first), PartialDate(last))


@pytest.mark.parametrize("typed", ["Apr-18", "30-Apr-18", "2017-18", "year to March 2018", "short- and long-term", ""])
def test_what_is_one_date_or_none_is_no_span(typed: str):
    assert read_span(typed) is None


@given(PARTIAL, st.sampled_from([COUNCIL, CALENDAR]))
@example(PartialDate("1999/00"), COUNCIL)
def test_what_is_shown_or_stored_can_be_typed_again(found: PartialDate, quarters: str):
    for text in (str(found), found.text, spelt_out(found)):
        assert read_date(text, quarters) == found


@given(OURS, st.sampled_from(["", "by ", "On ", "due "]))
def test_every_day_is_read_from_every_form_of_it(day: date, before: str):
    name, weekday = FULL_MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    short, year = MONTHS[day.month - 1], f"{day.year % 100:02}"
    nth = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    forms = [
        *(f"{day.day}{mark}{day.month}{mark}{end}" for mark in "/.- " for end in (day.year, year)),
        f"{day.day} {name} {day.year}", f"{day.day}{nth} of {name}, {day.year}", f"{day.day}-{short}-{year}",
        f"{weekday} {day.day}{nth} {name} {day.year}", f"{weekday[:3]}, {day.day} {short} '{year}".upper(),
        f"{name} {day.day}, {day.year}", f"w/e {day.day}.{day.month}.{year}", day.isoformat(), f"{day} 09:30",
    ]  # fmt: skip
    assert {read_date(before + form).text for form in forms} == {day.isoformat()}
    assert {read_day(before + form) for form in forms} == {day}


@given(OURS, st.booleans())
def test_every_month_quarter_and_year_is_read_from_every_form_of_it(day: date, short: bool):
    name, year = FULL_MONTHS[day.month - 1], f"{day.year % 100:02}"
    months = [f"{name} {day.year}", f"{name[:3]}-{year}", f"end of {name} {day.year}", f"{day.month}/{day.year}"]
    assert {read_date(form) for form in months} == {PartialDate.month(day)}
    begins = day.year if day.month > 3 else day.year - 1
    number = (day.month - 4) % 12 // 3 + 1
    ours = council_year(begins)
    pair = f"{begins % 100:02}/{ours[-2:]}" if short and begins >= 1970 else ours
    quarters = [f"Q{number} {pair}", f"{pair} q{number}", f"Quarter {number}, {pair}", f"Q{number} of {ours}"]
    calendar = PartialDate(f"{day.year}-Q{(day.month + 2) // 3}")
    assert {read_date(form) for form in quarters} == {calendar}
    assert read_date(f"Q{(day.month + 2) // 3} {day.year}", CALENDAR) == calendar
    assert read_date(f"Q{number} {begins}", COUNCIL) == calendar
    ends = [f"year to March {begins + 1}", f"year ending 31/3/{begins + 1}"]
    assert {read_date(form).text for form in (ours, f"{begins}/{begins + 1}", f"FY {pair}", *ends)} == {ours}


@given(DAYS, st.integers(1, 6))
def test_no_weekday_is_taken_with_a_day_that_is_another(day: date, off: int):
    wrong = WEEKDAYS[(day.weekday() + off) % 7]
    with pytest.raises(NotADate, match=f"is a {WEEKDAYS[day.weekday()]}, not a {wrong}"):
        read_date(f"{wrong} {day.day} {FULL_MONTHS[day.month - 1]} {day.year}")


@given(st.text(max_size=300) | st.from_regex(r"[0-9 /.\-–Q]{1,14}") | st.from_regex(r"[a-zA-Z]{3,9}[ \-/0-9]{0,9}"))
def test_any_text_is_a_date_or_a_sentence(text: str):
    for quarters in (COUNCIL, CALENDAR):
        try:
            said = spelt_out(read_date(text, quarters))
        except NotADate as error:
            said = str(error)
        assert said.endswith(".") or read_date(said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-04-30", "Monday, 30 Apr 2018"),
        ("2018-04", "April 2018"),
        ("2017-Q4", "October to December 2017"),
        ("2018", "January to December 2018"),
        ("2017/18", "April 2017 to March 2018"),
    ],
)
def test_what_was_understood_is_spelt_out(text: str, words: str):
    assert spelt_out(PartialDate(text)) == words
