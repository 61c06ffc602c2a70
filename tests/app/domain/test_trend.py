"""The one description of a chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.chart import Chart
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Body, Indicator, Meeting, Record, Thresholds
from app.domain.schedule import PartialDate
from app.domain.spc import Assurance, Variation
from app.domain.trend import chart, runs
from tests.app.domain.plans import DAY, illustrative, plan_of, reading

OVERSIGHT = Indicator(id="i", title="Management oversight", target=Decimal(95), better="higher")
APRIL, DECEMBER = reading("i", "2017-04", "60"), reading("i", "2017-12", "87.9")


def drawn(indicator: Indicator, *records: Record, before: Plan | None = None) -> Chart:
    plan = plan_of(indicator, *records)
    return chart(plan, indicator, Ratings(plan, before))


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
    assert {(p.kind, p.shape) for p in found.points} == {(Variation.COMMON, "circle")}


def test_figures_of_years_to_march_are_dated_to_march():
    yearly = replace(OVERSIGHT, cadence="year")
    found = drawn(yearly, *(reading("i", f"{y}/{y % 100 + 1}", str(50 + y % 100)) for y in (2014, 2015, 2016)))
    assert [(p.label, p.day) for p in found.points] == [
        ("2014/15", date(2014, 9, 30)),
        ("2015/16", date(2015, 9, 30)),
        ("2016/17", date(2016, 9, 30)),
    ]
    assert [tick.label for tick in found.x_ticks(500, len, 1)] == ["2014/15", "2015/16", "2016/17", "2017/18"]
    assert "2016/17" in found.takeaway


def test_the_target_runs_from_end_to_end():
    found = drawn(OVERSIGHT, DECEMBER)
    assert found.target is not None
    assert found.target.label == "Target 95 %"
    assert found.target.through == ((found.x_range[0], Decimal(95)), (found.x_range[1], Decimal(95)))
    assert drawn(replace(OVERSIGHT, target=None), DECEMBER).target is None


def test_what_the_latest_figure_is_compared_with_is_marked_where_no_source_supports_it():
    march, marked = reading("i", "2017-03", "57"), illustrative(reading("i", "2017-03", "57").id, "value")
    stands = "87.9 % in December 2017: 7.1 points below target, off track; up {}."
    found = drawn(OVERSIGHT, march, *marked, APRIL, DECEMBER)
    assert found.takeaway == stands.format("27.9 points from 60 % in April")
    found = drawn(OVERSIGHT, march, *marked, DECEMBER)
    assert found.takeaway == stands.format("30.9 points from 57 % in March (illustrative)")
    then = plan_of(OVERSIGHT, march, *marked, on=date(2017, 11, 23))
    assert drawn(OVERSIGHT, march, *marked, DECEMBER, before=then).takeaway == stands.format(
        "30.9 points since 23 November (57 % then, illustrative)"
    )


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
    assert found.settings.startswith("Limits from 13 points, trend of 7, outliers left out.")
    assert found.mean is not None
    assert found.upper is not None
    assert [day for day, _ in found.mean.through] == [found.points[0].day, found.points[-1].day]
    assert found.upper.label == "Upper limit 56.2 %"
    assert found.assurance is Assurance.MISSES
    assert found.variation is Variation.COMMON
    assert found.variation_words == "No special cause: the latest figure is within the usual variation."


def test_the_plan_s_own_settings_are_used_and_printed():
    found = drawn(OVERSIGHT, *monthly(*range(50, 65)), Thresholds(id="t", trend_length=6, screened=False))
    assert "trend of 6, outliers kept in" in found.settings


def test_a_special_point_has_a_shape_by_its_direction_and_a_kind_by_polarity():
    rising = [*[50, 52] * 6, 90]
    better, worse = (drawn(replace(OVERSIGHT, better=b), *monthly(*rising)).points[-1] for b in ("higher", "lower"))
    assert (better.kind, better.shape, better.why) == (Variation.IMPROVEMENT, "up", "above the upper process limit")
    assert (worse.kind, worse.shape) == (Variation.CONCERN, "up")
    neither = drawn(replace(OVERSIGHT, better="", target=None), *monthly(*rising))
    assert neither.points[-1].kind is Variation.NEUTRAL
    assert neither.variation_words == "Change: the latest figure is above the upper process limit."


def test_what_a_stable_process_means_for_its_target_is_said_in_words():
    stretch, easy, far = (
        drawn(replace(OVERSIGHT, target=Decimal(target)), *monthly(*[88, 90] * 7)) for target in (91, 20, 95)
    )
    said = "While nothing changes it will vary between 83.7 and 94.3 %: the target of {}."
    chance = "lies within what the process already does, so that chance alone may meet it"
    assert stretch.warnings == (said.format(f"91 % {chance}"),)
    assert easy.warnings == (said.format("20 % asks for nothing more than the process already does"),)
    assert (far.warnings, far.outlook) == ((), (said.format("95 % is out of its reach"),))
    assert [each.assurance for each in (stretch, easy, far)] == [
        Assurance.HIT_OR_MISS,
        Assurance.MEETS,
        Assurance.MISSES,
    ]


def test_assurance_is_judged_against_the_target_and_never_against_what_is_planned():
    values = monthly(*[60, 64, 62] * 5)
    found = drawn(OVERSIGHT, *values[:-1], replace(values[-1], planned=Decimal(55)))
    assert found.assurance is Assurance.MISSES
    assert found.outlook[0].endswith("the target of 95 % is out of its reach.")
    assert "on track" in found.takeaway


def test_within_a_band_or_without_a_way_the_words_are_of_the_band_or_of_nothing():
    band = replace(OVERSIGHT, better="band", target=Decimal(80), target_high=Decimal(85))
    found = drawn(band, *monthly(*[50, 52] * 7))
    assert found.outlook == ("While nothing changes it will vary between 45.7 and 56.3 %: the target of 80 to 85 % is "
                             "out of its reach.",)  # fmt: skip
    assert [line.label for line in found.lines][:2] == ["Target from 80 %", "Target to 85 %"]
    assert found.polarity == "Best between 80 and 85 %"
    for better, polarity in (("unknown", "Nobody has said which way is better"), ("", "Neither direction is better")):
        found = drawn(replace(OVERSIGHT, better=better), *monthly(*[50, 52] * 7))
        assert found.outlook == ("While nothing changes it will vary between 45.7 and 56.3 %.",)
        assert (found.polarity, found.assurance) == (polarity, None)


def test_a_constant_process_stays_where_it_is():
    met = drawn(replace(OVERSIGHT, unit="", better="lower", target=Decimal(0)), *monthly(*[0] * 14))
    assert met.outlook == ("While nothing changes it will stay at 0, which meets the target of 0.",)
    assert met.warnings == ()


@pytest.mark.parametrize(
    "values",
    [[*[50, 52] * 6, 90], [*[50, 52] * 3, *[60, 62] * 4], [*[50, 52] * 6, *range(50, 57)]],
    ids=["outside", "shift", "trend"],
)
def test_of_a_process_that_changes_nothing_is_promised(values):
    found = drawn(OVERSIGHT, *monthly(*values, first=2016 * 12))
    assert found.remarks[0].text == "It is changing, so its limits say nothing of where it is going."
    assert "reach." not in found.alt


@pytest.mark.parametrize("values", [range(80, 92, 2), [80, 82, 84, 83, 80, 81] * 3])
def test_nothing_is_said_of_a_target_of_what_is_for_context_only(values):
    ahead = PartialDate("2018-12")
    indicator = replace(OVERSIGHT, context=True, key=False, target_by=ahead)
    found = drawn(indicator, *monthly(*values, first=2018 * 12 - len(values)))
    assert "95" not in found.alt
    assert (found.target, found.way, found.assurance) == (None, None, None)


def test_a_pace_is_told_from_six_readings_on():
    rising = [70, 72, 74, 76, 78, 80]
    told = drawn(OVERSIGHT, *monthly(*rising, first=2017 * 12 + 6))
    assert told.outlook == ("At the pace of the last six readings it would reach 95 % in July 2018.",)
    assert drawn(OVERSIGHT, *monthly(*rising[1:], first=2017 * 12 + 7)).remarks == ()
    assert drawn(replace(OVERSIGHT, target=None), *monthly(*rising)).remarks == ()
    assert drawn(replace(OVERSIGHT, better="unknown"), *monthly(*rising)).remarks == ()


def test_a_stable_process_has_no_pace_beside_its_limits():
    found = drawn(OVERSIGHT, *monthly(*[50, 52] * 7))
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([80, 79, 78, 77, 76, 75], "It is moving away from its target."),
        ([99, 98, 98, 97, 97, 96], "It is getting worse, though it still meets its target."),
        ([*[90, 80] * 4, *range(88, 81, -1)], "It is moving away from its target."),
    ],
    ids=["by its pace", "while it is met", "by a trend of seven"],
)
def test_a_figure_that_gets_worse_is_warned_of(values, said):
    assert drawn(OVERSIGHT, *monthly(*values, first=2016 * 12 + 10)).warnings[-1] == said


def test_no_steady_pace_is_said_and_promises_nothing():
    found = drawn(OVERSIGHT, *monthly(60, 70, 61, 69, 62, 68))
    assert found.outlook == ("The last six readings show no steady pace.",)
    assert drawn(OVERSIGHT, *monthly(*[70] * 7)).outlook == ("The last seven readings do not move.",)


def test_after_a_turn_for_the_worse_no_pace_promises_the_target():
    found = drawn(OVERSIGHT, *monthly(20, 40, 60, 70, 80, 85, 90, 94, 60, 55, first=2017 * 12 + 2))
    assert not any("would reach" in remark.text for remark in found.remarks)
    assert "down 39 points from its best, 94 % in October" in found.takeaway


def test_a_pace_that_rests_on_illustrative_readings_says_so():
    readings = monthly(*range(70, 78), first=2017 * 12 + 4)
    found = drawn(OVERSIGHT, *readings, *illustrative(readings[3].id, "value"))
    assert found.illustrative == "1 of 8 readings and the pace are illustrative."


def test_what_happened_is_counted_for_who_does_not_see_it():
    found = drawn(
        OVERSIGHT,
        replace(DECEMBER, note="Training"),
        Body(id="b", title="Cabinet"),
        Meeting(id="m", body="b", day=date(2017, 9, 27), closed=date(2017, 9, 27)),
    )
    assert [mark.text for mark in found.annotations] == ["Cabinet meeting", "Training"]
    assert "2 dated events" in found.alt


def test_a_line_breaks_where_a_period_is_missing():
    first, after = monthly(70, 71), monthly(73, 74, 75, first=2016 * 12 + 11)
    found = drawn(OVERSIGHT, *first, *after)
    assert [[point.value for point in run] for run in found.runs] == [[70, 71], [73, 74, 75]]
    assert "1 gap where periods are missing" in found.alt
    plan = plan_of(OVERSIGHT, *first, *after)
    assert [[value for _, value in run] for run in runs(plan, OVERSIGHT, 4)] == [[71], [73, 74, 75]]


def test_the_takeaway_tells_what_moved_since_the_last_meeting():
    stands = "87.9 % in December 2017: 7.1 points below target, off track; {}."
    readings = monthly(60, 70, 80, first=2017 * 12 + 8)
    then = plan_of(OVERSIGHT, *readings, on=date(2017, 11, 23))
    assert drawn(OVERSIGHT, *readings, DECEMBER, before=then).movement == "Up 7.9 points since 23 November."
    same = plan_of(OVERSIGHT, DECEMBER, on=date(2018, 1, 10))
    assert drawn(OVERSIGHT, *readings, DECEMBER, before=same).takeaway == stands.format(
        "no newer figure since 10 January 2018; up 7.9 points from 80 % in November"
    )
    other = plan_of(OVERSIGHT, reading("i", "2017-12", "84"), on=date(2018, 1, 10))
    assert drawn(OVERSIGHT, *readings, DECEMBER, before=other).takeaway == stands.format(
        "restated since 10 January 2018, 84 % before"
    )
    early = plan_of(OVERSIGHT, replace(reading("i", "2017-12", "84"), provisional=True), on=date(2018, 1, 10))
    assert drawn(OVERSIGHT, *readings, DECEMBER, before=early).takeaway == stands.format(
        "final since 10 January 2018, 84 % before"
    )
    level = plan_of(OVERSIGHT, reading("i", "2017-10", "87.9"), on=date(2017, 11, 23))
    assert drawn(OVERSIGHT, *readings, DECEMBER, before=level).takeaway == stands.format("unchanged since 23 November")


def test_one_reading_is_no_trend():
    assert drawn(OVERSIGHT, DECEMBER).takeaway == (
        "87.9 % in December 2017: 7.1 points below target, off track; one reading, no trend."
    )


def test_the_takeaway_says_figure_movement_and_gap():
    assert drawn(OVERSIGHT, APRIL, DECEMBER).takeaway == (
        "87.9 % in December 2017: 7.1 points below target, off track; up 27.9 points from 60 % in April."
    )
    none = drawn(replace(OVERSIGHT, target=None), DECEMBER)
    assert none.takeaway == "87.9 % in December 2017, no target is set; one reading, no trend."
    meant = drawn(replace(OVERSIGHT, target=None, context=True), DECEMBER)
    assert meant.takeaway.startswith("87.9 % in December 2017, no target is meant")
    old = drawn(OVERSIGHT, APRIL).takeaway
    assert old.startswith("60 % in April 2017: 35 points below target, not rated, for nothing newer is reported;")
    assert drawn(OVERSIGHT).takeaway == "There is no reading yet."


def test_the_alternative_text_says_what_the_chart_shows():
    assert drawn(OVERSIGHT, APRIL, DECEMBER).alt == (
        "Line chart of Management oversight, 2 readings from April 2017 to December 2017. Lowest 60 % (April 2017), "
        "highest 87.9 % (December 2017). 1 gap where periods are missing. 87.9 % in December 2017: 7.1 points below "
        "target, off track; up 27.9 points from 60 % in April. Higher is better. Target 95 %."
    )
    assert drawn(OVERSIGHT).alt == "Line chart of Management oversight, without a reading yet."


def test_what_no_source_supports_is_marked():
    readings = monthly(*[50, 52] * 7)
    found = drawn(OVERSIGHT, *readings, *illustrative(readings[0].id, "value"), *illustrative("i", "target"))
    assert [point.filled for point in found.points[:2]] == [False, True]
    assert found.mean is not None
    assert found.mean.illustrative
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
    assert len(found.x_ticks(500, len, 1)) > 2


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40), st.sampled_from(["%", "", "£", "days"]))
def test_everything_that_is_drawn_lies_within_the_axes(values, unit):
    tenths = [str(Decimal(value) / 10) for value in values]
    found = drawn(replace(OVERSIGHT, unit=unit), *monthly(*tenths, first=2014 * 12))
    low, high = found.y_range
    assert all(low <= point.value <= high for point in found.points)
    assert all(low <= value <= high for line in found.lines for _, value in line.through)
    assert all(found.x_range[0] <= point.day <= found.x_range[1] for point in found.points)
    assert all(low <= tick.value <= high for tick in found.y_ticks)
