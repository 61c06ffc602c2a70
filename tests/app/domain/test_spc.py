"""Process control against published values, and properties that hold for every series."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.spc import (
    SHOWN_FROM,
    Assurance,
    Cause,
    Limits,
    Special,
    Variation,
    assurance,
    kind,
    limits,
    segments,
    special_causes,
)

NUMBERS = st.decimals(-1000, 1000, places=2)
SERIES = st.lists(NUMBERS, min_size=2, max_size=40)
WIDE = Limits(*(Fraction(n) for n in (0, -1000, 1000, -900, 900)), points=0)


@pytest.mark.parametrize(
    ("series", "screened", "mean", "lower", "upper"),
    [
        ([10, 50, 40, 30], True, 32.5, -20.7, 85.7),
        ([3, 1, 4, 1, 5, 9, 2], True, 3.5714, -6.6252, 13.7681),
        ([1, 2, 1, 2, 10, *[1, 2] * 6, 1], True, 1.94, -0.72, 4.60),
        ([1, 2, 1, 2, 10, *[1, 2] * 6, 1], False, 1.94, -3.06, 6.95),
        ([7, 7, 7, 7], True, 7, 7, 7),
    ],
)
def test_limits_are_the_published_ones(series, screened, mean, lower, upper):
    lines = limits(series, screened=screened)
    digits = 4 if mean == 3.5714 else 2
    assert [round(float(n), digits) for n in (lines.mean, lines.lower, lines.upper)] == [mean, lower, upper]


def test_screening_counts_what_it_leaves_out_and_near_limits_lie_at_two_thirds():
    lines = limits([1, 2, 1, 2, 10, *[1, 2] * 6, 1])
    assert (lines.points, lines.screened_out) == (18, 2)
    assert lines.near_upper - lines.mean == (lines.upper - lines.mean) * 2 / 3
    assert lines.mean - lines.near_lower == (lines.mean - lines.lower) * 2 / 3


@pytest.mark.parametrize("series", [[], [4]])
def test_limits_need_two_values(series):
    with pytest.raises(ValueError, match="at least 2"):
        limits(series)


def causes(series: list[int], lines: Limits = WIDE, trend: int = 7) -> list[Cause | None]:
    return [special and special.cause for special in special_causes(series, lines, trend=trend)]


def test_seven_rising_points_are_a_trend_that_all_seven_belong_to():
    assert causes([1, 2, 3, 4, 5, 6, 7]) == [Cause.TREND] * 7
    assert Cause.TREND not in causes([1, 2, 3, 4, 5, 6, 5])
    assert special_causes([7, 6, 5, 4, 3, 2, 1], WIDE)[6] == Special(Cause.TREND, rising=False)


def test_a_trend_rises_strictly_and_may_be_set_to_six():
    level = Limits(*(Fraction(n) for n in (4, -1000, 1000, -900, 900)), points=0)
    assert causes([1, 2, 3, 3, 4, 5, 6], level) == [None] * 7
    assert causes([1, 2, 3, 4, 5, 6], level) == [None] * 6
    assert causes([1, 2, 3, 4, 5, 6], level, trend=6) == [Cause.TREND] * 6


def test_a_shift_needs_seven_points_on_one_side():
    assert causes([1] * 6 + [-1]) == [None] * 7
    assert causes([1] * 8 + [-1]) == [Cause.SHIFT] * 8 + [None]
    assert causes([1] * 6 + [0] + [1] * 6) == [None] * 13
    assert special_causes([-1] * 7, WIDE)[0] == Special(Cause.SHIFT, rising=False)


def test_a_point_is_outside_only_strictly_beyond_a_limit():
    narrow = Limits(*(Fraction(n) for n in (0, -3, 3, -2, 2)), points=0)
    assert causes([3, 0, -3, 0, 4, 0, -4], narrow) == [None, None, None, None, Cause.OUTSIDE, None, Cause.OUTSIDE]


def test_two_of_three_colours_only_the_points_beyond_the_near_limit():
    narrow = Limits(*(Fraction(n) for n in (0, -30, 30, -20, 20)), points=0)
    two = Cause.TWO_OF_THREE
    assert causes([25, 10, 25], narrow) == [two, None, two]
    assert causes([25, -1, 25], narrow) == [None, None, None]
    assert causes([25, 0, 25], narrow) == [None, None, None]
    assert causes([20, 10, 25], narrow) == [None, None, None]
    assert causes([-25, -25, -1], narrow) == [two, two, None]


def test_the_first_cause_in_order_of_precedence_stands():
    narrow = Limits(*(Fraction(n) for n in (0, -30, 30, -20, 20)), points=0)
    assert causes([1, 2, 3, 4, 25, 26, 31], narrow) == [Cause.TREND] * 6 + [Cause.OUTSIDE]
    assert causes([1, 1, 1, 1, 25, 1, 25], narrow) == [Cause.SHIFT] * 4 + [
        Cause.TWO_OF_THREE,
        Cause.SHIFT,
        Cause.TWO_OF_THREE,
    ]


@pytest.mark.parametrize(
    ("rising", "better", "expected"),
    [
        (True, "higher", Variation.IMPROVEMENT),
        (False, "higher", Variation.CONCERN),
        (True, "lower", Variation.CONCERN),
        (False, "lower", Variation.IMPROVEMENT),
        (True, "", Variation.NEUTRAL),
        (True, "band", Variation.NEUTRAL),
        (False, "unknown", Variation.NEUTRAL),
    ],
)
def test_polarity_turns_a_cause_into_improvement_or_concern(rising, better, expected):
    assert kind(Special(Cause.SHIFT, rising), better) is expected
    assert kind(None, better) is Variation.COMMON


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (91, "higher", Assurance.MISSES),
        (90, "higher", Assurance.HIT_OR_MISS),
        (80, "higher", Assurance.HIT_OR_MISS),
        (70, "higher", Assurance.HIT_OR_MISS),
        (69, "higher", Assurance.MEETS),
        (91, "lower", Assurance.MEETS),
        (69, "lower", Assurance.MISSES),
        (80, "", None),
        (80, "unknown", None),
        (80, "band", None),
        (None, "higher", None),
        ((70, 90), "", Assurance.MEETS),
        ((71, 90), "higher", Assurance.HIT_OR_MISS),
        ((91, 99), "higher", Assurance.MISSES),
        ((0, 69), "higher", Assurance.MISSES),
        ((75, 85), "higher", Assurance.HIT_OR_MISS),
    ],
)
def test_assurance_compares_the_target_with_the_limits(target, better, expected):
    lines = Limits(*(Fraction(n) for n in (80, 70, 90, 73, 87)), points=13)
    assert assurance(target, lines, better) is expected


def test_limits_are_clipped_for_drawing_only():
    lines = Limits(*(Fraction(n) for n in (80, -5, 104, 20, 98)), points=13)
    drawn = lines.clipped(0, 100)
    assert (drawn.lower, drawn.upper, drawn.mean) == (0, 100, 80)
    assert lines.clipped(0, None).upper == 104
    assert lines.clipped(None, 100).lower == -5


def test_no_rule_spans_a_rebase_and_each_segment_has_limits_of_its_own():
    first, second = segments([1, 2, 3, 4, 5, 6, 7, 8], rebases=[4])
    assert (first.start, first.stop, second.start, second.stop) == (0, 4, 4, 8)
    assert [special for part in (first, second) for special in part.special] == [None] * 8
    assert first.lines != second.lines


def test_a_segment_is_shown_from_thirteen_points_on():
    assert not segments([1, 2] * 6)[0].shown
    assert segments([1, 2] * 6 + [1])[0].shown
    assert [part.shown for part in segments([1, 2] * 13, rebases=[SHOWN_FROM, 26, 0])] == [True, True]


def test_a_baseline_may_be_fixed_to_the_first_points():
    series = [1, 2] * 6 + [50, 51, 50]
    assert segments(series, baseline=12)[0].lines == limits(series[:12])
    assert segments(series, baseline=12)[0].special[12] == Special(Cause.OUTSIDE, rising=True)
    with pytest.raises(ValueError, match="12 to 20"):
        segments(series, baseline=11)


def test_a_single_point_has_no_limits():
    (only,) = segments([4])
    assert (only.lines, only.special) == (None, (None,))
    assert segments([]) == []


@given(SERIES, st.booleans())
def test_limits_lie_around_the_mean_and_screening_never_widens_them(series, screened):
    lines = limits(series, screened=screened)
    assert lines.lower <= lines.near_lower <= lines.mean <= lines.near_upper <= lines.upper
    assert lines.mean - lines.lower == lines.upper - lines.mean
    assert lines.upper <= limits(series, screened=False).upper
    assert min(series) <= lines.mean <= max(series)


@given(SERIES, NUMBERS, st.integers(1, 50))
def test_moving_or_stretching_a_series_moves_and_stretches_its_limits(series, by, times):
    plain, moved = limits(series), limits([value * times + by for value in series])
    assert moved.upper == plain.upper * times + Fraction(by)
    assert moved.lower == plain.lower * times + Fraction(by)
    assert special_causes([v * times + by for v in series], moved) == special_causes(series, plain)


@given(SERIES)
def test_a_series_upside_down_has_the_same_causes_the_other_way(series):
    flipped = [-value for value in series]
    expected = [
        special and Special(special.cause, not special.rising) for special in special_causes(series, limits(series))
    ]
    found = special_causes(flipped, limits(flipped))
    turning = [n for n, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b]
    assert all(is_turning_point(series, n) for n in turning)


def is_turning_point(series: list[Decimal], n: int) -> bool:
    """Where a rise ends and a fall begins, a point belongs to two trends; the earlier counts."""
    return 0 < n < len(series) - 1 and (series[n] - series[n - 1]) * (series[n + 1] - series[n]) < 0


@given(NUMBERS, st.integers(2, 30))
def test_nothing_is_special_in_a_constant_series(value, length):
    lines = limits([value] * length)
    assert lines.screened_out == 0
    assert special_causes([value] * length, lines) == [None] * length


@given(SERIES, st.integers(1, 39))
def test_segments_cover_the_series_without_overlap(series, cut):
    assume(cut < len(series))
    parts = segments(series, rebases=[cut])
    assert [(part.start, part.stop) for part in parts] == [(0, cut), (cut, len(series))]
    assert sum(len(part.special) for part in parts) == len(series)
