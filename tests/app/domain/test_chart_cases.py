"""Small plans of which a chart once said what is not true, and what it must say."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.domain.chart import Chart
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Programme, Reading
from app.domain.schedule import PartialDate
from app.domain.trend import chart

CASES = Path(__file__).parents[2] / "data" / "cases" / "charts"


@cache
def plan(name: str) -> Plan:
    """The indicators of a case and their readings, with what they leave out as the first format of plan text has it."""
    (edit,) = json.loads((CASES / f"{name}.json").read_text())["edits"]
    changes: dict[str, Any] = edit["changes"]
    (programme,) = changes["programme"].values()
    indicators = [
        Indicator(id=key, **{"better": "higher", **fields, "target": Decimal(fields["target"])})
        for key, fields in changes["indicator"].items()
    ]
    readings = [
        Reading(
            id=f"r{n}",
            indicator=fields["indicator"],
            period=PartialDate(fields["period"]),
            value=Decimal(fields["value"]),
            planned=Decimal(fields["planned"]) if "planned" in fields else None,
        )
        for n, fields in enumerate(changes["reading"])
    ]
    found = Programme(id="p", title="Cases", position=date.fromisoformat(programme["position"]))
    return Plan({Programme: [found], Indicator: indicators, Reading: readings}, date(2018, 2, 1))


def drawn(name: str, title: str = "") -> Chart:
    found = plan(name)
    indicator = next(i for i in found.all(Indicator) if i.title.startswith(title))
    return chart(found, indicator, Ratings(found))


def test_a_plan_below_the_target_lets_no_chart_say_that_the_target_will_be_met():
    found = drawn("assurance_trajectory")
    assert "on track" in found.takeaway
    assert found.outlook == (
        "While nothing changes it will vary between 56.6 and 67.2 %: the target of 95 % is out of its reach.",
    )


def test_a_fall_after_a_rise_is_told():
    found = drawn("takeaway_hides_fall")
    assert "down 25 points from its best, 95 % in August 2017" in found.takeaway
    assert "up" not in found.takeaway
    assert found.outlook[0] == "It is changing, so its limits say nothing of where it is going."


def test_a_percentage_over_100_has_limits_around_its_mean():
    found = drawn("percent_over_100")
    assert found.mean
    assert found.upper
    assert found.lower
    assert found.lower.through[0][1] < found.mean.through[0][1] < found.upper.through[0][1]
    assert found.upper.through[0][1] > 105
    assert "Figures lie beyond 100 %, so the limits are not cut there." in found.settings


def test_a_step_down_promises_nothing_by_chance():
    found = drawn("q01_readings", "Stepped down")
    assert not any("chance" in remark.text for remark in found.remarks)
    assert "down 26 points from its best, 96 % in December 2016" in found.takeaway


def test_missing_months_break_the_line():
    found = drawn("q01_readings", "Months missing")
    assert [(run[0].label, run[-1].label) for run in found.runs] == [
        ("January 2016", "May 2016"),
        ("September 2016", "March 2017"),
        ("May 2017", "January 2018"),
    ]


def test_money_is_said_to_the_penny_or_whole():
    found = drawn("q01_readings", "Money with pence")
    assert found.takeaway.startswith("£2,000,013.20 in January 2018: £500,013.20 above target")
    assert [line.label for line in found.lines] == [
        "Target £1,500,000",
        "Mean £1,625,007",
        "Lower limit £1,541,880",
        "Upper limit £1,708,133",
    ]


@pytest.mark.parametrize("title", [i.title for i in plan("q01_readings").all(Indicator)])
def test_whatever_is_worked_out_has_at_most_one_decimal_more_than_the_data(title: str):
    found = drawn("q01_readings", title)
    places = max(len(f"{point.value.normalize():f}".partition(".")[2]) for point in found.points)
    process = [line for line in (found.mean, found.lower, found.upper) if line]
    for text in (*(line.label for line in process), *(remark.text for remark in found.remarks)):
        for word in text.replace(",", "").split():
            decimals = word.strip("£%.:").partition(".")[2]
            assert len(decimals) <= max(places, 1)
            assert decimals == "" or "£" not in word or len(decimals) == 2


@pytest.mark.parametrize("name", [path.stem for path in CASES.glob("*.json")])
def test_a_time_axis_says_its_year_and_every_chart_its_polarity(name: str):
    for indicator in plan(name).all(Indicator):
        found = drawn(name, indicator.title)
        ticks = found.x_ticks(340, lambda text: 6.0 * len(text), 8)
        assert str(ticks[0].day.year) in ticks[0].label
        assert found.polarity in ("Higher is better", "Lower is better")
