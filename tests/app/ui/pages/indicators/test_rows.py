"""What a row of the indicators' table says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Link, Reading, Theme
from app.domain.schedule import PartialDate
from app.ui.pages.indicators.page import IndicatorRow, short_period


def row(better: str = "higher", value: str | None = "87.9", *, about: bool = False, **fields: object) -> IndicatorRow:
    indicator = Indicator(id="i", title="Oversight", target=Decimal(95), better=better, **fields)  # type: ignore[arg-type]
    december = PartialDate("2017-12")
    readings = [Reading(id="r", indicator="i", period=december, value=Decimal(value), about=about)] if value else []
    themes = [Theme(id="b", title="B", number=2), Theme(id="a", title="A", number=1)]
    links = [Link(id=f"l{theme.id}", item="i", serves=theme.id) for theme in themes]
    plan = Plan({Indicator: [indicator], Reading: readings, Theme: themes, Link: links},
                date(2018, 1, 31))  # fmt: skip
    return IndicatorRow(indicator, Ratings(plan))


def test_figures_carry_their_unit_and_their_period():
    made = row(about=True)
    assert (made.value, made.period, made.target) == ("about 87.9 %", "Dec 2017", "95 %")


def test_without_a_reading_there_is_the_target_alone():
    made = row(value=None)
    assert (made.value, made.period, made.target, made.short) == ("", "", "95 %", None)
    assert made.spark.values == []


@pytest.mark.parametrize(("better", "value", "worse"), [("higher", "90", True), ("lower", "90", False),
                                                        ("lower", "99", True)])  # fmt: skip
def test_the_gap_sorts_by_how_far_it_is_worse(better: str, value: str, worse: bool):
    short = row(better, value).short
    assert short is not None
    assert (short > 0) is worse


def test_of_a_straight_line_the_gap_says_only_that_it_is_one():
    begun = Reading(id="r0", indicator="i", period=PartialDate("2017-10"), value=Decimal(80))
    made = row(value="90", target_by=PartialDate("2018-03"))
    plan = made.plan.changed({Reading: [begun, *made.plan.all(Reading)]})
    made = IndicatorRow(made.record, Ratings(plan))
    assert "the line to 95 % by March 2018" in made.rating.distance
    assert made.gap == made.rating.distance.removesuffix(" to 95 % by March 2018")
    assert row().gap == "7.1 points below target"


def test_the_themes_stand_by_number():
    assert [theme.number for theme in row().themes] == [1, 2]


def test_a_key_indicator_is_tagged():
    assert row(key=True).tags == ("key",)
    assert row().tags == ()


def test_the_sparkline_has_the_target_and_the_status():
    spark = row().spark
    assert (len(spark.values), spark.target, spark.status) == (1, Decimal(95), "red")


@pytest.mark.parametrize(
    ("period", "said"), [("2017-12", "Dec 2017"), ("2017-Q4", "Oct to Dec 2017"), ("2017", "2017")]
)
def test_months_are_shortened_in_columns(period: str, said: str):
    assert short_period(PartialDate(period)) == said
