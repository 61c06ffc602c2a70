"""The one description of a chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rating import Ratings
from app.domain.records import Action, Body, Indicator, Meeting, Record, Thresholds, Visit
from app.domain.schedule import PartialDate
from app.domain.spc import Assurance, Kind
from app.domain.trend import Chart, chart
from tests.app.domain.plans import DAY, illustrative, linked, plan_of, reading

OVERSIGHT = Indicator(id="i", title="Management oversight", target=Decimal(95), better="higher")
VISIT = Visit(id="v", title="Second visit", starts=PartialDate("2017-12-12"), ends=PartialDate("2017-12-13"))
APRIL, DECEMBER = reading("i", "2017-04", "60"), reading("i", "2017-12", "87.9")


def drawn(indicator: Indicator, *records: Record) -> Chart:
    plan = plan_of(indicator, *records)
    return chart(plan, indicator, Ratings(plan))


def monthly(*values: str | int, first: int = 2016 * 12 + 8) -> list[Record]:
    periods = [f"{(first + n) // 12:04}-{(first + n) % 12 + 1:02}" for n in range(len(values))]
    return [reading("i", period, str(value)) for period, value in zip(periods, values, strict=True)]


def test_readings_become_points_in_the_middle_of_their_months():
    found = drawn(OVERSIGHT, DECEMBER, APRIL)
    assert [(p.label, p.value, p.text, p.gap) for p in found.points] == [
        ("April 2017", Decimal(60), "60 %", "35 points below target"),
        ("December 2017", Decimal("87.9"), "87.9 %", "7.1 points below target"),
    ]
    assert found.points[0].day == date(2017, 4, 15)
    assert {(p.kind, p.shape) for p in found.points} == {(Kind.COMMON, "circle")}


def test_figures_of_years_to_march_are_dated_to_march():
    yearly = replace(OVERSIGHT, cadence="year")
    found = drawn(yearly, *(reading("i", f"{y}/{y % 100 + 1}", str(50 + y % 100)) for y in (2014, 2015, 2016)))
    assert [(p.label, p.day) for p in found.points] == [
        ("2014/15", date(2014, 9, 30)),
        ("2015/16", date(2015, 9, 30)),
        ("2016/17", date(2016, 9, 30)),
    ]
    assert [tick.label for tick in found.x_ticks] == ["2014/15", "2015/16", "2016/17", "2017/18"]
    assert "2016/17" in found.takeaway


def test_the_target_runs_from_end_to_end():
    found = drawn(OVERSIGHT, DECEMBER)
    assert found.target is not None
    assert found.target.label == "Target 95 %"
    assert found.target.through == ((found.x_range[0], Decimal(95)), (found.x_range[1], Decimal(95)))
    assert drawn(replace(OVERSIGHT, target=None), DECEMBER).target is None


def test_the_takeaway_begins_with_a_reading_that_has_a_source_or_says_that_none_has():
    march, marked = reading("i", "2017-03", "57"), illustrative(reading("i", "2017-03", "57").id, "value")
    begun = "87.9 % in December 2017, up {}: 7.1 points below target, off track."
    found = drawn(OVERSIGHT, march, *marked, APRIL, DECEMBER)
    assert found.takeaway == begun.format("27.9 points from 60 % in April")
    found = drawn(OVERSIGHT, march, *marked, DECEMBER)
    assert found.takeaway == begun.format("30.9 points from 57 % in March (illustrative)")


def test_a_trajectory_is_drawn_to_its_end():
    found = drawn(OVERSIGHT, reading("i", "2017-12", "87.9", planned="85"), reading("i", "2018-09", None, planned="95"))
    assert found.planned is not None
    assert found.planned.through == ((date(2017, 12, 16), Decimal(85)), (date(2018, 9, 15), Decimal(95)))
    assert found.x_range[1] > date(2018, 9, 15)
    assert len(found.points) == 1
    assert found.points[0].gap == "2.9 points above plan"


def test_below_thirteen_points_there_are_no_limits_and_the_chart_says_why():
    found = drawn(OVERSIGHT, *monthly(*[50, 52] * 6))
    assert (found.mean, found.lower, found.upper, found.variation, found.assurance) == (None,) * 5
    assert found.why_no_limits == "Limits need 13 points; there are 12."
    assert found.settings.startswith(found.why_no_limits)
    assert found.warnings == ()


def test_from_thirteen_points_on_limits_are_drawn_over_the_points_they_come_from():
    found = drawn(OVERSIGHT, *monthly(*[50, 52] * 6, 50))
    assert found.why_no_limits == ""
    assert found.settings.startswith("Limits from 13 points, trend of 7, screened.")
    assert found.mean is not None
    assert found.upper is not None
    assert [day for day, _ in found.mean.through] == [found.points[0].day, found.points[-1].day]
    assert found.upper.label == "Upper limit 56.2 %"
    assert found.assurance is Assurance.MISSES
    assert found.variation is Kind.COMMON
    assert found.variation_words == "No special cause: the latest figure is within the usual variation."


def test_the_plan_s_own_settings_are_used_and_printed():
    found = drawn(OVERSIGHT, *monthly(*range(50, 65)), Thresholds(id="t", trend_length=6, screened=False))
    assert "trend of 6, not screened" in found.settings


def test_limits_of_percentages_are_drawn_within_0_and_100():
    found = drawn(OVERSIGHT, *monthly(*[99, 80] * 7))
    assert found.upper is not None
    assert found.upper.through[0][1] == 100
    number = drawn(replace(OVERSIGHT, unit="", target=None), *monthly(*[99, 80] * 7))
    assert number.upper is not None
    assert number.upper.through[0][1] > 100


def test_a_special_point_has_a_shape_by_its_direction_and_a_kind_by_polarity():
    rising = [*[50, 52] * 6, 90]
    better, worse = (drawn(replace(OVERSIGHT, better=b), *monthly(*rising)).points[-1] for b in ("higher", "lower"))
    assert (better.kind, better.shape, better.why) == (Kind.IMPROVEMENT, "up", "above the upper process limit")
    assert (worse.kind, worse.shape) == (Kind.CONCERN, "up")
    neither = drawn(replace(OVERSIGHT, better="", target=None), *monthly(*rising))
    assert neither.points[-1].kind is Kind.NEUTRAL
    assert neither.variation_words == "Change: the latest figure is above the upper process limit."


def test_a_target_inside_what_the_process_does_is_warned_of():
    stretch = drawn(OVERSIGHT, *monthly(*[88, 96] * 7))
    assert stretch.assurance is Assurance.HIT_OR_MISS
    assert stretch.warnings[0].startswith("The target of 95 % lies within what the process already does, ")
    easy = drawn(replace(OVERSIGHT, target=Decimal(20)), *monthly(*[88, 90] * 7))
    assert easy.warnings[0].startswith("The target of 20 % asks for nothing more than the process already does, ")


def test_a_trend_away_from_the_target_is_warned_of():
    falling = drawn(OVERSIGHT, *monthly(*[90, 80] * 4, *range(88, 81, -1)))
    assert falling.points[-1].why == "part of a falling trend"
    assert falling.warnings[-1] == "The trend is moving away from the target."


def test_what_happened_is_noted_by_day_and_numbered():
    found = drawn(
        OVERSIGHT,
        APRIL,
        replace(DECEMBER, note="Back-to-basics training delivered.\nMore text"),
        Visit(
            id="v",
            title="Second visit",
            starts=PartialDate("2017-12-12"),
            ends=PartialDate("2017-12-13"),
            happened=True,
        ),
        Visit(id="w", title="Third visit", starts=PartialDate("2018-05-01")),
        Body(id="b", title="Cabinet"),
        Meeting(id="m", body="b", day=date(2017, 6, 27), closed=date(2017, 6, 27)),
        Meeting(id="n", body="b", day=date(2018, 1, 20)),
        *linked("i", Action(id="a", title="Train managers", done=True, done_on=PartialDate("2017-09"))),
        Action(id="other", title="Elsewhere", done=True, done_on=PartialDate("2017-09")),
    )
    assert [(a.number, a.when, a.text, a.kind) for a in found.annotations] == [
        (1, "27 Jun 2017", "Cabinet meeting", "meeting"),
        (2, "September 2017", "Train managers: done", "action"),
        (3, "12 to 13 Dec 2017", "Second visit", "visit"),
        (4, "December 2017", "Back-to-basics training delivered.", "note"),
    ]
    assert "4 dated events" in found.alt


def test_the_takeaway_says_figure_movement_and_gap():
    assert drawn(OVERSIGHT, APRIL, DECEMBER).takeaway == (
        "87.9 % in December 2017, up 27.9 points from 60 % in April: 7.1 points below target, off track."
    )
    assert drawn(replace(OVERSIGHT, target=None), DECEMBER).takeaway == "87.9 % in December 2017; no target is set."
    assert drawn(OVERSIGHT, APRIL).takeaway.endswith("35 points below target, not rated, for the reading is too old.")
    assert drawn(OVERSIGHT).takeaway == "There is no reading yet."


def test_the_alternative_text_says_what_the_chart_shows():
    assert drawn(OVERSIGHT, APRIL, DECEMBER).alt == (
        "Line chart of Management oversight, 2 readings from April 2017 to December 2017. Lowest 60 % (April 2017), "
        "highest 87.9 % (December 2017). 87.9 % in December 2017, up 27.9 points from 60 % in April: 7.1 points below "
        "target, off track. Higher is better. Target 95 %."
    )
    assert drawn(OVERSIGHT).alt == "Line chart of Management oversight, without a reading yet."


def test_what_no_source_supports_is_marked():
    readings = monthly(*[50, 52] * 7)
    found = drawn(OVERSIGHT, *readings, *illustrative(readings[0].id, "value"), *illustrative("i", "target"))
    assert [point.filled for point in found.points[:2]] == [False, True]
    assert found.process_illustrative
    assert found.target is not None
    assert found.target.illustrative
    assert found.illustrative == "1 of 14 readings, the limits and the target are illustrative."
    assert drawn(OVERSIGHT, DECEMBER).illustrative == ""


def test_a_reading_after_the_position_date_is_left_out_and_said():
    found = drawn(OVERSIGHT, DECEMBER, reading("i", "2018-02", "99"))
    assert len(found.points) == 1
    assert found.left_out == "Not shown: 1 reading for after the position date."


def test_an_axis_that_does_not_start_at_zero_says_so():
    assert drawn(OVERSIGHT, DECEMBER).settings.endswith("The axis starts at 86 %.")
    assert "axis" not in drawn(OVERSIGHT, reading("i", "2017-12", "0")).settings


def test_an_empty_chart_has_axes():
    found = drawn(replace(OVERSIGHT, target=None))
    assert [tick.label for tick in found.y_ticks] == ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]
    assert found.x_range[0] < DAY < found.x_range[1]
    assert len(found.x_ticks) > 2


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40), st.sampled_from(["%", "", "£", "days"]))
def test_everything_that_is_drawn_lies_within_the_axes(values, unit):
    tenths = [str(Decimal(value) / 10) for value in values]
    found = drawn(replace(OVERSIGHT, unit=unit), *monthly(*tenths, first=2014 * 12))
    low, high = found.y_range
    assert all(low <= point.value <= high for point in found.points)
    assert all(low <= value <= high for line in found.lines for _, value in line.through)
    assert all(found.x_range[0] <= point.day <= found.x_range[1] for point in found.points)
    assert all(low <= tick.value <= high for tick in found.y_ticks)
