"""Dates as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.schedule import PartialDate
from app.exchange.importing.dates import read_when, serial
from app.exchange.importing.grid import Cell

from .sheets import sentence


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mar 18", "2018-03"),
        ("Mar-18", "2018-03"),
        ("March '18", "2018-03"),
        ("31.3.18", "2018-03-31"),
        ("31/03/2018", "2018-03-31"),
        ("31-Mar-18", "2018-03-31"),
        ("Saturday 31st March 2018", "2018-03-31"),
        ("2017/18", "2017/18"),
        ("FY 17/18", "2017/18"),
        ("year to March 2018", "2017/18"),
        ("w/e 12.01.18", "2018-01-12"),
        ("Mon 5 March 2018", "2018-03-05"),
        ("March 31, 2018", "2018-03-31"),
        ("2018-03-31 00:00:00", "2018-03-31"),
        ("31/03/2018 09:30", "2018-03-31"),
        ("end of March 2018", "2018-03"),
        ("By end Mar 18", "2018-03"),
        ("03/2018", "2018-03"),
        ("43190", "2018-03-31"),
        ("Q4 2017/18", "2018-Q1"),
        ("Quarter 1 18-19", "2018-Q2"),
        ("2nd quarter 2018/19", "2018-Q3"),
        ("2018", "2018"),
        ("Sept 2017", "2017-09"),
    ],
)
def test_a_date_in_any_of_these_forms_is_read(text: str, date: str):
    found = read_when(Cell(text))
    assert found.date.text == date
    assert found.exact


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17/18", "2017/18"),
        ("Friday 31st March 2018", "2018-03-31"),
        ("Jan - Mar 2018", "2018-03"),
        ("April/May 2018", "2018-05"),
        ("1/4/18 - 30/6/18", "2018-06-30"),
        ("mid-May 2018", "2018-05"),
        ("Ongoing, review March 2018", "2018-03"),
        ("By Mar 18 Board", "2018-03"),
        ("Completed 31/12/17", "2017-12-31"),
        ("Q1 2018", "2018-Q2"),
    ],
)
def test_what_has_to_be_understood_is_read_and_said(text: str, date: str):
    found = read_when(Cell(text))
    assert found.date.text == date
    assert not found.exact


def test_a_quarter_of_one_year_is_read_as_the_plan_counts():
    found = read_when(Cell("Q1 2018"), quarters="calendar")
    assert (found.date.text, found.exact) == ("2018-Q1", False)


@pytest.mark.parametrize(("text", "date"), [("2017/18", "2017/18"), ("1/4/18 - 30/6/18", "2018-04-01")])
def test_where_a_start_is_asked_for_a_span_gives_its_first_day(text: str, date: str):
    assert read_when(Cell(text), start=True).date.text == date


@pytest.mark.parametrize(
    ("text", "now", "before"),
    [
        ("31/12/17 revised to 31/03/18", "2018-03-31", "2017-12-31"),
        ("Dec 17\nMar 18", "2018-03", "2017-12"),
        ("March 2018 (was Dec 2017)", "2018-03", "2017-12"),
        ("30 Nov 17 → 31 Jan 18", "2018-01-31", "2017-11-30"),
    ],
)
def test_of_two_dates_in_a_cell_the_later_word_holds_and_the_other_is_what_it_was(text: str, now: str, before: str):
    found = read_when(Cell(text))
    assert (found.date.text, found.before and found.before.text) == (now, before)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ongoing", "“ongoing” is no date"),
        ("TBC", "“TBC” is no date"),
        ("Spring 2018", "“Spring 2018” is no date"),
        ("31 March", "“31 March” says no year"),
        ("March", "“March” says no year"),
        ("31/02/2018", "“31/02/2018” is no date that exists"),
        ("03/31/2018", "“03/31/2018” is no date that exists"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, why: str):
    with pytest.raises(ValueError, match=why):
        read_when(Cell(text))


def test_the_date_behind_a_cell_wins_over_its_text():
    assert read_when(Cell("whatever", PartialDate("2018-03"))).date.text == "2018-03"
    assert read_when(Cell("43,190", Decimal(43190))).date.text == "2018-03-31"


def test_days_are_counted_as_excel_does():
    assert serial(43190).text == "2018-03-31"


@given(
    st.text(max_size=60)
    | st.from_regex(r"[0-9 /.\-]{1,12}")
    | st.from_regex(r"(by |end of )?[A-Z][a-z]{2,8}[ -]\d{2,4}")
)
def test_any_text_is_a_date_or_a_sentence(text: str):
    assert sentence(lambda: read_when(Cell(text))).startswith(("“", "."))


@given(st.dates(min_value=PartialDate("1970").first, max_value=PartialDate("2068").last))
def test_every_day_is_read_back_from_the_usual_forms(day):  # type: ignore[no-untyped-def]
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%Y-%m-%d 00:00:00"):
        assert read_when(Cell(day.strftime(form))).date.text == day.isoformat()


def test_three_days_below_each_other_are_no_day_that_moved():
    found = read_when(Cell("Dec 2017\nMar 2018\nMay 2018"))
    assert (found.date.text, found.before, found.exact) == ("2018-05", None, False)


@pytest.mark.parametrize("text", ["31/3", "w/c 12 Feb", "31st March"])
def test_a_day_without_its_year_is_said_to_have_none(text: str):
    with pytest.raises(ValueError, match="says no year"):
        read_when(Cell(text))


def test_a_part_of_a_year_is_not_all_of_it():
    with pytest.raises(ValueError, match="is no date"):
        read_when(Cell("Early 2018"))


@pytest.mark.parametrize(
    ("text", "date"), [("31st March\n2018", "2018-03-31"), ("March\n2018", "2018-03"), ("Mar 18/ Apr 18", "2018-04")]
)
def test_a_date_broken_over_lines_or_by_a_stroke_is_read_whole(text: str, date: str):
    found = read_when(Cell(text))
    assert (found.date.text, found.before) == (date, None)


def test_a_day_without_year_is_not_passed_over_for_another_line():
    with pytest.raises(ValueError, match="is no date"):
        read_when(Cell("31st March\nwas 2 February"))
