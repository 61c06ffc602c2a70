"""Statistical process control as the NHS "Making Data Count" method draws it: the XmR chart.

Mean and process limits of a series, points that are more than noise ("special causes"), and whether the process
will meet its target. Pure functions over numbers of any exact kind, in the unit of the series; what they return is
exact (`Fraction`), so that a point on a line is on it. They work from 2 points; what is worth showing begins
at 13 (`SHOWN_FROM`).

Sources: NHS England, "Making Data Count"; NHSRplotthedots, whose default screening this follows; Donald Wheeler,
"Understanding Variation", for the constants. The rule of two in three follows NHS England's statement of November
2023, not the R package: they differ in 1,194 of 87,838 points of public series, and in nothing else that is not a
constant series. `tests/app/domain/test_published_charts.py` holds the package's answers for generated series, in which
they differ in points at which a trend turns, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import chain, groupby, pairwise
from math import ceil, floor, lcm
from typing import NamedTuple, TypeAlias

Number: TypeAlias = int | Decimal | Fraction

SHOWN_FROM = 13
"""Limits, special causes and icons of fewer points are not shown."""

REACH = Fraction("2.66")
"""Limits lie this many mean moving ranges from the mean: 3 sigma, with sigma = range / 1.128."""

SCREEN = Fraction("3.267")
"""Moving ranges at or above this many mean moving ranges are screened out."""

SHIFT = 7
"""So many points in a row on one side of the mean are a shift."""


class Limits(NamedTuple):
    """The lines of an XmR chart, in the unit of the series.

    Attributes:
        mean, lower, upper: the mean and the process limits (3 sigma).
        near_lower, near_upper: two thirds of the way out (2 sigma).
        points: from how many points they are worked out.
        screened_out: how many moving ranges were left out.
    """

    mean: Fraction
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction
    points: int
    screened_out: int = 0

    def clipped(self, low: Number | None, high: Number | None) -> Limits:
        """For drawing only: with the limits held between `low` and `high`, where given. The rules use the others."""

        def hold(value: Fraction) -> Fraction:
            above = value if low is None else max(value, Fraction(low))
            return above if high is None else min(above, Fraction(high))

        return self._replace(
            lower=hold(self.lower),
            upper=hold(self.upper),
            near_lower=hold(self.near_lower),
            near_upper=hold(self.near_upper),
        )


def limits(values: Sequence[Number], *, screened: bool = True) -> Limits:
    """Mean and limits of a series.

    Screening is done once. A constant series has a mean moving range of 0; nothing of it is screened.

    Raises:
        ValueError: fewer than 2 values.
    """
    if len(values) < 2:
        raise ValueError("Limits need at least 2 values.")
    return _limits(*_whole(values), screened=screened)


def _limits(whole: Sequence[int], scale: int, *, screened: bool) -> Limits:
    ranges = [abs(after - before) for before, after in pairwise(whole)]
    kept = ranges
    if screened and any(ranges):
        most = ceil(SCREEN * sum(ranges) / len(ranges))
        kept = [value for value in ranges if value < most]
    mean, reach = Fraction(sum(whole), len(whole) * scale), REACH * Fraction(sum(kept), len(kept) * scale)
    near = reach * 2 / 3
    left_out = len(ranges) - len(kept)
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near, len(whole), left_out)


def _whole(values: Sequence[Number]) -> tuple[list[int], int]:
    """The same values as whole numbers of a smaller unit, and how many of it make one: as exact, and far quicker."""
    ratios = [value.as_integer_ratio() for value in values]
    scale = lcm(*(below for _above, below in ratios))
    return [above * (scale // below) for above, below in ratios], scale


class Cause(StrEnum):
    """Why a point is more than noise, in order of precedence; the value is what people read."""

    OUTSIDE = "outside the process limits"
    TREND = "trend"
    TWO_OF_THREE = "two of three points near a limit"
    SHIFT = "shift"


class Special(NamedTuple):
    """A special cause at one point. `rising`: towards higher values (above, or rising); otherwise lower."""

    cause: Cause
    rising: bool


def special_causes(values: Sequence[Number], lines: Limits, *, trend: int = 7) -> list[Special | None]:
    """The special cause of each point, the first that fits; None for common cause.

    Args:
        values: the series, oldest first.
        lines: its limits, unclipped.
        trend: how many strictly rising or falling points are a trend, 6 or 7.
    """
    return _special_causes(*_whole(values), lines, trend)


def _special_causes(whole: Sequence[int], scale: int, lines: Limits, trend: int) -> list[Special | None]:
    found: list[Special | None] = [None] * len(whole)
    in_order = (
        _outside(whole, lines, scale), _trend(whole, trend), _two_of_three(whole, lines, scale),
        _shift(whole, lines, scale),
    )  # fmt: skip
    for index, special in chain(*in_order):
        found[index] = found[index] or special
    return found


def _sides(values: Sequence[int], line: Fraction) -> list[int]:
    """On which side of a line each value lies: 1 above, -1 below, 0 on it."""
    low, high = floor(line), ceil(line)
    return [(value > low) - (value < high) for value in values]


def _outside(values: Sequence[int], lines: Limits, scale: int) -> Iterator[tuple[int, Special]]:
    above, below = _sides(values, lines.upper * scale), _sides(values, lines.lower * scale)
    for index in range(len(values)):
        if above[index] > 0 or below[index] < 0:
            yield index, Special(Cause.OUTSIDE, above[index] > 0)


def _trend(values: Sequence[int], length: int) -> Iterator[tuple[int, Special]]:
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    for start, stop, sign in _runs(steps):
        if sign and stop - start + 1 >= length:  # n steps join n + 1 points
            for index in range(start, stop + 1):
                yield index, Special(Cause.TREND, sign > 0)


def _two_of_three(values: Sequence[int], lines: Limits, scale: int) -> Iterator[tuple[int, Special]]:
    mean = _sides(values, lines.mean * scale)
    near = [(1, _sides(values, lines.near_upper * scale)), (-1, _sides(values, lines.near_lower * scale))]
    for sign, sides in near:
        beyond = [index for index, side in enumerate(sides) if side == sign]
        for first, second in pairwise(beyond):  # a third between or beside them is a pair of its own
            starts = range(max(0, second - 2), min(first, len(values) - 3) + 1)
            if second - first <= 2 and any(mean[start : start + 3] == [sign] * 3 for start in starts):
                yield from ((index, Special(Cause.TWO_OF_THREE, sign > 0)) for index in (first, second))


def _shift(values: Sequence[int], lines: Limits, scale: int) -> Iterator[tuple[int, Special]]:
    for start, stop, sign in _runs(_sides(values, lines.mean * scale)):
        if sign and stop - start >= SHIFT:
            for index in range(start, stop):
                yield index, Special(Cause.SHIFT, sign > 0)


class Variation(StrEnum):
    """What a point says once it is known which way is better."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


def kind(special: Special | None, better: str) -> Variation:
    """Improvement or concern by the better direction; neutral where that is neither "higher" nor "lower"."""
    if special is None:
        return Variation.COMMON
    if better not in ("higher", "lower"):
        return Variation.NEUTRAL
    return Variation.IMPROVEMENT if special.rising == (better == "higher") else Variation.CONCERN


class Assurance(StrEnum):
    """Whether the process, left as it is, will meet its target; the value is what people read."""

    MEETS = "will consistently meet the target"
    MISSES = "will consistently miss the target"
    HIT_OR_MISS = "will hit or miss the target by chance"


def assurance(target: Number | tuple[Number, Number] | None, lines: Limits, better: str) -> Assurance | None:
    """What the limits say of the target; None without a target, or where neither "higher" nor "lower" is better.

    A pair is a band to stay within, whichever way is better. A target on a limit is neither beyond nor short of it.
    """
    if isinstance(target, tuple):
        low, high = (Fraction(end) for end in target)
        if low <= lines.lower and lines.upper <= high:
            return Assurance.MEETS
        if lines.upper < low or high < lines.lower:
            return Assurance.MISSES
        return Assurance.HIT_OR_MISS
    if target is None or better not in ("higher", "lower"):
        return None
    exact = Fraction(target)
    if lines.lower <= exact <= lines.upper:
        return Assurance.HIT_OR_MISS
    return Assurance.MISSES if (exact > lines.upper) == (better == "higher") else Assurance.MEETS


class Segment(NamedTuple):
    """A stretch of a series between two rebases, with limits of its own: points `start` to `stop`, not included.

    Attributes:
        lines: None for a single point.
        special: one for each of its points.
        shown: whether it is long enough for limits and special causes to be shown.
    """

    start: int
    stop: int
    lines: Limits | None
    special: tuple[Special | None, ...]

    @property
    def shown(self) -> bool:
        """Whether it has the 13 points that limits and special causes need to be shown."""
        return self.stop - self.start >= SHOWN_FROM


def segments(
    values: Sequence[Number],
    *,
    rebases: Sequence[int] = (),
    baseline: int | None = None,
    trend: int = 7,
    screened: bool = True,
) -> list[Segment]:
    """A series cut at its rebases; no rule spans one. The series is never rebased by itself.

    Args:
        values: the series, oldest first.
        rebases: the points with which a new segment begins.
        baseline: fix the limits to the first so many points (12 to 20) of each segment that has them.
        trend: how many points are a trend.
        screened: whether extreme moving ranges are left out.

    Raises:
        ValueError: a baseline that is not of 12 to 20 points.
    """
    if baseline is not None and not 12 <= baseline <= 20:
        raise ValueError("A baseline is fixed to 12 to 20 points.")
    cuts = sorted({0, len(values), *(cut for cut in rebases if 0 < cut < len(values))})
    found: list[Segment] = []
    for start, stop in pairwise(cuts):
        part, scale = _whole(values[start:stop])
        lines = _limits(part[:baseline], scale, screened=screened) if len(part) > 1 else None
        special = _special_causes(part, scale, lines, trend) if lines else [None] * len(part)
        found.append(Segment(start, stop, lines, tuple(special)))
    return found


def _runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The stretches of equal signs: where each begins, where it ends (not included), and its sign."""
    start = 0
    for sign, run in groupby(signs):
        stop = start + len(list(run))
        yield start, stop, sign
        start = stop
