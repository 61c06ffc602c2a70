"""A chart as data, what its marks mean, a shorter time of it, and a takeaway in a person's words."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from app.domain import chart_data, takeaway
from app.domain.chart import Chart
from app.domain.rating import Ratings
from app.domain.records import Indicator, Record
from app.domain.trend import chart
from tests.app.domain.plans import illustrative, plan_of, reading
from tests.app.domain.test_trend import monthly

OVERSIGHT = Indicator(id="i", title="Oversight", target=Decimal(95), better="higher")
SHIFTED = [50, 52, 51, 49, 50, 51, 50, 49, 51, 50, 70, 71, 70, 72]


def drawn(*records: Record, indicator: Indicator = OVERSIGHT) -> Chart:
    plan = plan_of(indicator, *records)
    return chart(plan, indicator, Ratings(plan))


def table(made: Chart) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(chart_data.csv_text(made))))


def test_each_figure_is_a_line_with_what_is_drawn_beside_it():
    last = replace(reading("i", "2017-12", "87.9", planned="90", note="Forms\nchanged"), provisional=True)
    (april, december) = table(drawn(reading("i", "2017-04", "60"), last))
    assert (april["Period"], april["Value"], april["Unit"], april["Target"]) == ("April 2017", "60", "per cent", "95")
    assert (december["Planned"], december["Against target"]) == ("90", "2.1 points below plan")
    assert (december["Provisional"], april["Provisional"], december["Note"]) == ("yes", "", "Forms\nchanged")
    assert april["Mean"] == ""


def test_limits_and_causes_stand_beside_the_figures_they_come_from():
    made = drawn(*monthly(*SHIFTED))
    lines = table(made)
    assert len(lines) == 14
    assert {line["Mean"] for line in lines} != {""}
    assert lines[-1]["Special cause"] == "above the upper process limit"


def test_nothing_pasted_becomes_a_formula_and_a_negative_figure_stays_a_number():
    noted = reading("i", "2017-12", "-4", note="=HYPERLINK(1)")
    (line,) = table(drawn(noted, indicator=replace(OVERSIGHT, unit="£", target=None)))
    assert (line["Value"], line["Note"]) == ("-4", "'=HYPERLINK(1)")
    assert "\t'=HYPERLINK(1)" in chart_data.tab_text(drawn(noted, indicator=replace(OVERSIGHT, unit="£", target=None)))


def test_the_legend_names_each_mark_that_is_drawn_and_no_other():
    assert [words for _point, words in drawn(*monthly(50, 51)).legend] == []
    marked = (*monthly(*SHIFTED[:-1]), *illustrative("i 2016-09", "value"))
    provisional = replace(reading("i", "2017-10", "72"), provisional=True)
    words = [words for _point, words in drawn(*marked, provisional).legend]
    assert words == ["special cause: improvement", "illustrative", "provisional"] or set(words) == {
        "special cause: improvement", "special cause: concern", "illustrative", "provisional"
    }  # fmt: skip
    for point, meaning in drawn(*marked, provisional).legend:
        assert meaning != "provisional" or point.ring == "provisional"
        assert meaning != "illustrative" or not point.filled


def test_a_restated_figure_has_a_ring():
    fixed = replace(reading("i", "2017-12", "84"), corrected_from=Decimal(80), restated="Counted again")
    made = drawn(fixed)
    assert [point.ring for point in made.points] == ["restated"]
    assert [words for _point, words in made.legend] == ["restated"]


@given(st.integers(0, 700), st.integers(1, 700))
def test_a_shorter_time_keeps_its_points_and_all_that_was_worked_out(start, days):
    whole = drawn(*monthly(*SHIFTED))
    low = date.fromordinal(whole.x_range[0].toordinal() + start)
    part = whole.between(low, date.fromordinal(low.toordinal() + days))
    assert set(part.points) <= set(whole.points)
    assert sum(len(run) for run in part.runs) == len(part.points)
    assert (part.mean, part.takeaway, part.y_range) == (whole.mean, whole.takeaway, whole.y_range)


def test_a_takeaway_of_a_person_stands_in_place_of_the_programs_and_says_when_figures_moved():
    plan = plan_of(OVERSIGHT, *monthly(50, 51))
    own = replace(
        OVERSIGHT, takeaway="It rises.", takeaway_on=date(2018, 1, 3), takeaway_of=takeaway.mark(plan, OVERSIGHT)
    )
    assert drawn(*monthly(50, 51), indicator=own).takeaway == "It rises. (Written 3 Jan 2018.)"
    moved = drawn(*monthly(50, 51, 52), indicator=own)
    assert moved.takeaway == "It rises. (Written 3 Jan 2018; the figures have moved since.)"
    assert "It rises." in moved.alt
    assert "50 %" not in drawn(*monthly(50, 51), indicator=own).takeaway
