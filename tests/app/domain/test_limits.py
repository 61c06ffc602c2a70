"""Limits by judgement: from the first figures, begun anew with a name and a reason, offered and never by themselves."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import spc
from app.domain.chart import Chart
from app.domain.effect import judged
from app.domain.judgement import judgement
from app.domain.limits import cuts, offered, rebases, segment_of, segments_of
from app.domain.rating import Direction, Ratings
from app.domain.records import Indicator, Reading, Rebase, Record
from app.domain.schedule import PartialDate
from app.domain.spc import Variation
from app.domain.trend import chart
from tests.app.domain.plans import DAY, illustrative, plan_of, reading

VISITS = Indicator(id="i", title="Visits in time", better="higher", target=Decimal(90))
BEFORE = [*("70", "72", "69", "71", "70", "73", "68", "71", "70", "72", "69", "71", "70")]
AFTER = [*("82", "84", "81", "83", "82", "85", "80", "83", "82", "84", "81", "83", "82")]


def monthly(*values: str) -> list[Record]:
    first = 2017 * 12 + 12 - len(values)  # the last of them is for December 2017
    periods = [f"{(first + n) // 12:04}-{(first + n) % 12 + 1:02}" for n in range(len(values))]
    return [reading("i", period, value) for period, value in zip(periods, values, strict=True)]


def begun(period: str, title: str = "New recording") -> Rebase:
    return Rebase(id=f"r {period}", indicator="i", starts=PartialDate(period), title=title, reason="Another system")


def drawn(indicator: Indicator, *records: Record) -> Chart:
    plan = plan_of(indicator, *records)
    return chart(plan, indicator, Ratings(plan))


def test_limits_begun_anew_come_from_the_figures_since_and_the_chart_says_so():
    found = drawn(VISITS, *monthly(*BEFORE, *AFTER), begun("2016-12"))
    assert found.mean is not None
    assert found.mean.label == "Mean 82.5 %"
    assert found.settings.startswith(
        "Limits from 13 points, begun anew from December 2016: new recording; trend of 7, outliers left out."
    )
    assert found.points[-1].kind is Variation.COMMON
    assert [line.label for line in found.earlier] == [
        "Mean 70.5 % before", "Lower limit 64.3 % before", "Upper limit 76.7 % before",
    ]  # fmt: skip
    assert all(line.through[-1][0] < found.mean.through[0][0] for line in found.earlier)
    whole = drawn(VISITS, *monthly(*BEFORE, *AFTER))
    assert whole.points[-1].kind is Variation.IMPROVEMENT
    assert whole.earlier == ()


def test_where_limits_begin_anew_stands_on_the_chart_with_its_name():
    found = drawn(VISITS, *monthly(*BEFORE, *AFTER), begun("2016-12"), begun("2017-06-15", "Another form"))
    assert [(each.day.isoformat(), each.name) for each in found.begun] == [
        ("2016-12-01", "New recording"), ("2017-06-15", "Another form"),
    ]  # fmt: skip
    assert "Limits begin anew: New recording. Limits begin anew: Another form" in found.alt
    assert found.points[12].day < found.begun[0].day < found.points[13].day
    shorter = found.between(found.points[15].day, found.points[-1].day)
    assert [each.name for each in shorter.begun] == ["Another form"]
    outside = drawn(VISITS, *monthly(*BEFORE), begun("2010-01"), begun("2018-01"))
    assert outside.begun == (), "before the first figure and after the last there is nothing to tell apart"


def test_limits_are_illustrative_only_where_what_they_come_from_is():
    figures = monthly(*BEFORE, *AFTER)
    early, late = illustrative(figures[2].id, "value"), illustrative(figures[-1].id, "value")
    for marks, rest in ((early, False), (late, True)):
        found = drawn(VISITS, *figures, *marks, begun("2016-12"))
        assert found.mean is not None
        assert found.mean.illustrative is rest
        assert ("the limits" in found.illustrative) is rest
    fixed = drawn(replace(VISITS, limits_from=12), *figures, *late)
    assert fixed.mean is not None
    assert not fixed.mean.illustrative, "they come from the first 12"


def test_no_rule_spans_a_beginning():
    plan = plan_of(VISITS, *monthly(*BEFORE, *AFTER), begun("2016-12"))
    assert [(part.start, part.stop) for part in segments_of(plan, VISITS)] == [(0, 13), (13, 26)]
    assert all(point.special is None for point in judged(plan, VISITS)[0])
    assert judged(plan, VISITS)[1] == [0, 13]


def test_fewer_than_13_figures_since_show_no_limits_and_the_reason_names_the_beginning():
    found = drawn(VISITS, *monthly(*BEFORE, *AFTER[:5]), begun("2017-08"))
    assert found.mean is None
    assert found.variation is None
    said = "Limits need 13 points; there are 5 since they were begun anew from August 2017: new recording."
    assert found.why_no_limits == said
    assert found.settings.startswith(said)
    assert found.earlier, "what was before keeps its own"


def test_limits_may_come_from_the_first_figures_alone():
    fixed = replace(VISITS, limits_from=12)
    found = drawn(fixed, *monthly(*BEFORE, *AFTER))
    assert found.settings.startswith("Limits from the first 12 points, trend of 7")
    assert found.mean is not None
    assert found.mean.label == "Mean 70.5 %"
    assert found.points[-1].kind is Variation.IMPROVEMENT
    assert drawn(fixed, *monthly(*BEFORE)).settings.startswith("Limits from the first 12 points,")


@pytest.mark.parametrize("odd", [0, 3, 21, -1])
def test_a_number_that_a_damaged_file_holds_is_not_believed(odd: int):
    plan = plan_of(replace(VISITS, limits_from=odd), *monthly(*BEFORE))
    assert segment_of(plan, replace(VISITS, limits_from=odd)) == segment_of(plan, VISITS)


def test_new_limits_are_offered_once_a_shift_has_held_with_what_they_would_say():
    found = offered(plan_of(VISITS, *monthly(*BEFORE, *AFTER[:8])), VISITS)
    assert found is not None
    assert (found.starts, found.held) == (PartialDate("2017-05"), 8)
    assert found.words == (
        "A shift has held: since May 2017 the mean would be 82.5 %, limits 75.3 to 89.7 %, from 8 figures. "
        "They would be shown from 13 figures on."
    )


@pytest.mark.parametrize(
    "values",
    [BEFORE, [*BEFORE, *AFTER[:6]], [*BEFORE, *AFTER[:8], "60"], BEFORE[:5]],
    ids=["no shift", "six figures", "it did not hold", "too few"],
)
def test_nothing_is_offered_where_no_shift_has_held(values: list[str]):
    assert offered(plan_of(VISITS, *monthly(*values)), VISITS) is None


def test_nothing_is_offered_once_it_is_taken():
    plan = plan_of(VISITS, *monthly(*BEFORE, *AFTER), begun("2016-12"))
    assert offered(plan, VISITS) is None


def test_a_beginning_counts_from_the_first_figure_whose_period_does_not_begin_before():
    series = plan_of(VISITS, *monthly(*BEFORE)).series(VISITS)
    assert cuts(series, (begun("2017-06"),)) == (6,)
    assert cuts(series, (begun("2017-06-15"),)) == (7,)
    assert cuts(series, (begun("2010-01"),)) == (0,)
    assert cuts(series, (begun("2018-01"),)) == ()
    plan = plan_of(VISITS, begun("2017-06"), begun("2016-12"))
    assert [str(each.starts) for each in rebases(plan, VISITS)] == ["December 2016", "June 2017"]


def test_the_pace_and_the_turn_are_those_since_the_limits_were_begun_anew():
    whole = plan_of(VISITS, *monthly(*BEFORE, *AFTER), begun("2016-12"))
    alone = plan_of(VISITS, *monthly(*AFTER))
    one, other = judgement(whole, VISITS), judgement(alone, VISITS)
    assert one.start == 13
    assert one.process is not None
    assert other.process is not None
    assert one.process.limits == other.process.limits
    assert (one.turn and one.turn.at - 13) == (other.turn and other.turn.at)


def test_a_status_does_not_mind_limits_and_a_direction_follows_them():
    figures = monthly(*BEFORE, *AFTER)
    before = plan_of(VISITS, *figures[:-1])
    plain, anew = plan_of(VISITS, *figures), plan_of(VISITS, *figures, begun("2016-12"))
    assert Ratings(plain).of(VISITS).status is Ratings(anew).of(VISITS).status
    assert Ratings(plain, before).of(VISITS).direction is Direction.BETTER
    assert Ratings(anew, before).of(VISITS).direction is Direction.NO_REAL_CHANGE


VALUES = st.lists(st.integers(0, 100).map(str), min_size=1, max_size=40)


@given(VALUES, st.integers(0, 39))
def test_a_beginning_splits_the_rules(values: list[str], at: int):
    """Each side says what it says alone."""
    figures = monthly(*values)
    periods = [each.period for each in plan_of(VISITS, *figures).series(VISITS)]
    at = at % len(values)
    start = periods[at]
    assert start is not None
    plan = plan_of(VISITS, *figures, begun(start.text))
    parts = segments_of(plan, VISITS)
    sides = [side for side in (values[:at], values[at:]) if side]
    assert len(parts) == len(sides)
    for part, side in zip(parts, sides, strict=True):
        (alone,) = segments_of(plan_of(VISITS, *monthly(*side)), VISITS)
        assert (part.lines, part.special) == (alone.lines, alone.special)


@given(VALUES, st.integers(-50, 50), st.integers(1, 9))
def test_what_is_offered_moves_with_the_figures_and_scales_with_them(values: list[str], by: int, times: int):
    one = offered(plan_of(VISITS, *monthly(*values)), VISITS)
    moved = [str(int(value) * times + by) for value in values]
    other = offered(plan_of(VISITS, *monthly(*moved)), VISITS)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.starts, one.held) == (other.starts, other.held)
        assert other.lines.mean == one.lines.mean * times + by
        assert other.lines.upper - other.lines.mean == (one.lines.upper - one.lines.mean) * times


@given(VALUES, st.permutations(range(40)))
def test_the_order_in_which_figures_come_says_nothing(values: list[str], order: list[int]):
    figures = monthly(*values)
    mixed = [figures[n] for n in order if n < len(figures)]
    assert segments_of(plan_of(VISITS, *mixed), VISITS) == segments_of(plan_of(VISITS, *figures), VISITS)


def restated(there: Reading, value: str, reason: str) -> Reading:
    return replace(there, value=Decimal(value), corrected_from=there.value, restated=reason, restated_on=DAY)


@given(VALUES, st.integers(0, 39), st.integers(0, 100))
def test_a_figure_that_is_restated_back_restores_what_was_said(values: list[str], at: int, other: int):
    """Another figure is judged as if it had been the first; back again, all is as before but its mark."""
    at = at % len(values)
    figures = [each for each in monthly(*values) if isinstance(each, Reading)]
    once = [*figures[:at], restated(figures[at], str(other), "Counted again"), *figures[at + 1 :]]
    back = [*once[:at], restated(once[at], values[at], "Counted right at first"), *once[at + 1 :]]
    as_other = plan_of(VISITS, *once)
    assert judgement(as_other, VISITS) == judgement(
        plan_of(VISITS, *monthly(*values[:at], str(other), *values[at + 1 :])), VISITS
    )
    one, again = drawn(VISITS, *figures), drawn(VISITS, *back)
    assert judgement(plan_of(VISITS, *back), VISITS) == judgement(plan_of(VISITS, *figures), VISITS)
    unmarked = replace(again.points[at], restated="", reading=figures[at])
    assert (*again.points[:at], unmarked, *again.points[at + 1 :]) == one.points
    assert (again.mean, again.lower, again.upper, again.variation) == (one.mean, one.lower, one.upper, one.variation)
    assert Ratings(plan_of(VISITS, *back)).of(VISITS).status is Ratings(plan_of(VISITS, *figures)).of(VISITS).status


@given(VALUES, st.integers(-50, 50), st.integers(1, 9), st.sampled_from(["higher", "lower", "unknown"]))
def test_a_chart_moves_with_its_figures_and_scales_with_them(values: list[str], by: int, times: int, better: str):
    """Of figures that know no bound; a point is what it was, and each line lies where it lay among the points."""
    bare = replace(VISITS, target=None, better=better, unit="days below or above")
    one = drawn(bare, *monthly(*values))
    other = drawn(bare, *monthly(*(str(int(value) * times + by) for value in values)))
    assert [(p.kind, p.shape, p.why) for p in one.points] == [(p.kind, p.shape, p.why) for p in other.points]
    assert one.variation is other.variation
    plain, moved = segments_of(plan_of(bare, *monthly(*values)), bare)[0], judgement(
        plan_of(bare, *monthly(*(str(int(value) * times + by) for value in values))), bare
    )  # fmt: skip
    if plain.lines and moved.segment:
        low, high = plain.lines, moved.segment.lines
        assert high is not None
        assert (high.points, high.screened_out) == (low.points, low.screened_out)
        assert [*high[:5]] == [line * times + by for line in low[:5]]


def test_nothing_begins_by_itself():
    plan = plan_of(VISITS, *monthly(*BEFORE, *AFTER))
    assert len(segments_of(plan, VISITS)) == 1
    assert segments_of(plan_of(VISITS), VISITS) == ()
    assert spc.SHOWN_FROM == 13
