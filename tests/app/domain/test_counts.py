"""What a figure is made of, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counts import computed, disagreement, few_words, restated_words, tiny
from app.domain.entered import read_now
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, problems
from app.domain.trend import chart
from tests.app.domain.plans import DAY, plan_of, reading

VISITS = Indicator(id="i", title="Visits", denominator_words="visits due")


def made(of: int | str, whole: int | str, value: str | None = None) -> Reading:
    return replace(reading("i", "2017-12", value), numerator=Decimal(of), denominator=Decimal(whole))


@pytest.mark.parametrize(
    ("unit", "of", "whole", "comes"),
    [("%", 6, 7, "85.7"), ("%", 1, 2, "50"), ("per 10,000", 37, 52000, "7.1"), ("per 50", 3, 40, "3.8"),
     ("ratio", 3, 8, "0.38"), ("£", 1000, 3, "333.33"), ("days", 90, 20, "4.5")],
)  # fmt: skip
def test_two_counts_come_to_a_figure(unit: str, of: int, whole: int, comes: str):
    assert computed(replace(VISITS, unit=unit), Decimal(of), Decimal(whole)) == Decimal(comes)


@pytest.mark.parametrize("unit", ["", "points"])
def test_of_a_number_no_share_is_worked_out(unit: str):
    assert computed(replace(VISITS, unit=unit), Decimal(1), Decimal(2)) is None
    assert computed(VISITS, None, Decimal(2)) is None
    assert computed(VISITS, Decimal(1), Decimal(0)) is None


def test_a_figure_that_is_not_given_is_computed_when_it_is_saved():
    plan = plan_of(VISITS)
    assert problems(made(6, 7)) == {}
    assert read_now(plan, made(6, 7), None).value == Decimal("85.7")
    assert read_now(plan, made(6, 7, "86"), None).value == Decimal(86), "what is given stands"
    assert read_now(plan, replace(made(6, 7), gap="suppressed"), None).value is None
    assert "denominator" in problems(made(6, 0))


@pytest.mark.parametrize(
    ("value", "agrees"), [("86", True), ("85.7", True), ("85.71", True), ("85.8", False), ("90", False)]
)
def test_a_figure_agrees_with_its_counts_as_far_as_it_is_rounded(value: str, agrees: bool):
    said = disagreement(VISITS, made(6, 7, value))
    assert said == ("" if agrees else f"6 of 7 visits due comes to 85.7 %, not {value} %.")
    assert disagreement(VISITS, replace(made(6, 7, value), about=True)) == ""


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_whatever_is_rounded_rightly_agrees(of: int, whole: int, places: int):
    value = round(Decimal(of) * 100 / Decimal(whole), places)
    assert disagreement(VISITS, made(of, whole, str(value))) == ""


def test_few_cases_are_said():
    assert few_words(VISITS, made(6, 7)) == "of 7 visits due"
    assert tiny(VISITS, made(6, 7)) == "6 of 7 visits due: each is 14.3 points"
    assert few_words(VISITS, made(19, 20)) == ""
    assert few_words(VISITS, reading("i", "2017-12", "5")) == ""


def test_the_day_of_a_restatement_is_set_with_it_and_not_again():
    plan, old = plan_of(VISITS), reading("i", "2017-12", "84")
    fixed = replace(old, value=Decimal(88), corrected_from=Decimal(84), restated="Counted again later")
    told = read_now(plan, fixed, old)
    assert told.restated_on == DAY
    assert read_now(plan_of(VISITS, on=date(2018, 3, 1)), told, told).restated_on == DAY
    assert read_now(plan, replace(fixed, restated_on=date(2018, 1, 2)), old).restated_on == date(2018, 1, 2)
    assert restated_words(VISITS, told) == "restated from 84 % on 31 Jan 2018: counted again later"
    assert restated_words(VISITS, old) == ""


def test_the_points_of_a_chart_say_what_is_to_be_known_of_them():
    few = replace(made(6, 7, "85.7"), provisional=True, quality="two teams are missing")
    plan = plan_of(VISITS, few)
    (point,) = chart(plan, VISITS, Ratings(plan)).points
    assert (point.provisional, point.few, point.doubt) == (True, "of 7 visits due", "two teams are missing")
    assert point.notes == "of 7 visits due, provisional, doubt about the data: two teams are missing"
