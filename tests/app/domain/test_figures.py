"""Figures and the small words around them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures import (
    between,
    counted,
    counted_of,
    digits,
    during,
    either,
    figure,
    gap,
    listed,
    number,
    opening,
    recently,
    short_name,
    size_words,
    span,
    worked_out,
)
from app.domain.records import Action, Link, Risk
from app.domain.schedule import PartialDate


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("87.90", "%", "87.9 %"),
        ("1E+5", "", "100,000"),
        ("0.000", "%", "0 %"),
        ("-0.5", "%", "-0.5 %"),
        ("4500000", "£", "£4,500,000"),
        ("-12.5", "£", "-£12.50"),
        ("2000013.2", "£", "£2,000,013.20"),
        ("12.00", "£", "£12"),
        ("0.128", "£", "£0.13"),
        ("-0.004", "£", "£0"),
        ("1", "days", "1 day"),
        ("1.5", "weeks", "1.5 weeks"),
        ("3149", "", "3,149"),
    ],
)
def test_a_figure_has_its_unit_and_no_noise(value, unit, text):
    assert figure(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        ("79.8", "85.1", "%", "between 79.8 and 85.1 %"),
        ("4", "5.5", "£", "between £4 and £5.50"),
        ("0", "1", "days", "between 0 and 1 day"),
        ("-3", "3149", "", "between -3 and 3,149"),
    ],
)
def test_a_range_names_its_unit_once(low, high, unit, text):
    assert between(Decimal(low), Decimal(high), unit) == text


@pytest.mark.parametrize(
    ("exact", "places", "unit", "said"),
    [
        (Fraction(200, 3), 0, "%", "66.7"),
        (Fraction(200, 3), 1, "%", "66.7"),
        (Fraction(1, 3), 2, "", "0.33"),
        (Fraction(10000, 3), 0, "", "3333"),
        (Fraction(200, 3), 0, "£", "67"),
        (Fraction(200, 3), 1, "£", "66.67"),
        (Fraction(1708133063, 1000), 2, "£", "1708133"),
    ],
)
def test_what_is_worked_out_has_at_most_one_decimal_more_than_the_data(exact, places, unit, said):
    assert worked_out(exact, places, unit) == Decimal(said)


def test_decimal_places_are_counted_without_trailing_zeros():
    assert digits([Decimal("1.50"), Decimal("2"), Decimal("1E+3"), Decimal("0.000")]) == 1
    assert digits([]) == 0


@given(st.lists(st.decimals(-(10**9), 10**9, places=6), max_size=9))
def test_digits_are_those_behind_the_point_of_the_longest_figure(values: list[Decimal]):
    assert digits(values) == max((len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values), default=0)


@given(st.decimals(-999_999_999, 999_999_999, places=6))
def test_a_number_is_shown_exactly(value):
    assert Decimal(number(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("-7.1", "%", "7.1 points"), ("1.0", "%", "1 point"), ("-3", "days", "3 days"), ("-200", "£", "£200")],
)
def test_a_gap_between_percentages_is_in_points(value, unit, text):
    assert gap(Decimal(value), unit) == text


def test_periods_are_named_in_a_sentence():
    december, july = PartialDate("2017-12"), PartialDate("2017-07")
    assert during(december) == "in December 2017"
    assert during(PartialDate("2017-12-13")) == "on 13 Dec 2017"
    assert recently(july, december) == "in July"
    assert recently(december, PartialDate("2018-01")) == "in December 2017"


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        ("2017-12-12", "2017-12-13", "12 to 13 Dec 2017"),
        ("2018-04-30", "2018-05-01", "30 Apr to 1 May 2018"),
        ("2017-12-30", "2018-01-02", "30 Dec 2017 to 2 Jan 2018"),
        ("2017-12", "2018-01", "December 2017 to January 2018"),
        ("2017-12-12", "2017-12-12", "12 Dec 2017"),
        (None, "2017-12", "December 2017"),
        (None, None, ""),
    ],
)
def test_a_span_is_said_once(starts, ends, text):
    assert span(PartialDate(starts) if starts else None, PartialDate(ends) if ends else None) == text


def test_things_are_counted_and_listed():
    assert (counted(1, "risk"), counted(13, "risk"), counted(2, "body", "bodies")) == ("1 risk", "13 risks", "2 bodies")
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
    assert [either([]), either(["a"]), either(["a", "b"]), either(["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]


def test_a_record_is_called_by_its_title():
    assert short_name(Action(id="a", ref="A-1", title="Train managers.")) == "Train managers"
    assert short_name(Risk(id="r", title="")) == "Risk"
    assert short_name(Link(id="l", item="a", serves="b")) == "Link"


def test_a_long_text_is_opened_between_words():
    assert opening("One line\nand another") == "One line"
    assert opening("word " * 50, 22) == "word word word word…"
    assert len(opening("x" * 100_000)) <= 121


def test_some_of_a_whole_are_counted_by_the_whole():
    assert [counted_of(*some, "risk") for some in ((1, 1), (3, 3), (0, 1), (1, 13))] == [
        "1 risk", "3 risks", "0 of 1 risk", "1 of 13 risks",
    ]  # fmt: skip


def test_sizes_are_told_as_people_read_them():
    sizes = (1, 812, 54_321, 2_300_000, 10_000_000)
    assert [size_words(size) for size in sizes] == ["1 byte", "812 bytes", "54 kB", "2.3 MB", "10 MB"]
