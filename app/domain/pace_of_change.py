"""How fast a series moves, and between which months it would reach its target at that pace.

The pace is the Theil-Sen slope: the median of the slopes between every two readings, which one odd figure does not
move. Its interval is Sen's, by ranks; the line goes through the medians of months and values. Where the interval
holds zero there is no steady pace, and nothing is said of the future.

Sources: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau" (1968), formula 2.6 for the
interval; the tests compare with `scipy.stats.theilslopes`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist, median

from .schedule import PartialDate, period_at

LEAST, MOST = 6, 12
"""From how many readings on there is a pace, and from how many of the latest it is taken."""

CONFIDENCE = 0.8
"""How sure the interval is."""

AHEAD = 24
"""So many months ahead something may be said of the future, and no further."""


@dataclass(frozen=True)
class Slope:
    """A slope for each month, with its interval, and the point that the line goes through.

    Attributes:
        slope, lowest, highest: in the unit of the series, for each month.
        month, value: the medians of the readings; months as `months` counts them.
        readings: how many it rests on.
        still: whether they are all the same.
    """

    slope: Fraction
    lowest: Fraction
    highest: Fraction
    month: Fraction
    value: Fraction
    readings: int
    still: bool

    @property
    def steady(self) -> bool:
        """Whether the interval is clear of zero."""
        return self.lowest > 0 or self.highest < 0

    def crossing(self, value: Decimal) -> tuple[Fraction, Fraction]:
        """When the lines of the fastest and of the slowest slope are at `value`. Only of a steady pace."""
        away = Fraction(value) - self.value
        first, last = sorted((self.month + away / self.lowest, self.month + away / self.highest))
        return first, last


def pace(readings: Sequence[tuple[PartialDate, Decimal]]) -> Slope | None:
    """The pace of the latest readings, given oldest first; None where there are too few of them.

    Months that are missing count as time that passed.
    """
    latest = readings[-MOST:]
    if len(latest) < LEAST:
        return None
    return theil_sen([months(period) for period, _ in latest], [Fraction(value) for _, value in latest])


def theil_sen(when: Sequence[Fraction], values: Sequence[Fraction], confidence: float = CONFIDENCE) -> Slope | None:
    """The median slope with its interval; None where all values are of one moment."""
    pairs = combinations(zip(when, values, strict=True), 2)
    slopes = sorted((b - a) / (y - x) for (x, a), (y, b) in pairs if x != y)
    if not slopes:
        return None
    spread = math.sqrt(max(_ways(len(values)) - _tied(when) - _tied(values), 0) / 18)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * spread
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    still = len(set(values)) == 1
    return Slope(median(slopes), slopes[low], slopes[high], median(when), median(values), len(values), still)


def _ways(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


def _tied(values: Sequence[Fraction]) -> int:
    """What equal values take from the variance of the ranks."""
    return sum(_ways(count) for count in Counter(values).values() if count > 1)


def months(period: PartialDate) -> Fraction:
    """The middle of a period in months since the year 0, a month being its own number: January of year 1 is 12."""
    first, last = period.first, period.last
    days = Fraction(first.day - 1, _length(period)) + Fraction(last.day, _length(period, last=True))
    return (_number(first.year, first.month) + _number(last.year, last.month) + days - 1) / 2


def _number(year: int, month: int) -> int:
    return year * 12 + month - 1


def _length(period: PartialDate, *, last: bool = False) -> int:
    day = period.last if last else period.first
    return PartialDate.month(day).last.day


class Going(StrEnum):
    """Where a pace leads."""

    THERE = "towards the target"
    AWAY = "away from the target"
    WORSE = "back towards a target that is met"
    MET = "at the target already"
    NOWHERE = "no steady pace"


@dataclass(frozen=True)
class Outlook:
    """What a pace says of a target.

    Attributes:
        going: where it leads.
        first, last: between which months it would be there; only where it goes there. `first` is None where that may
            be past already, `last` where it may take longer than may be said.
        beyond: it would take longer than may be said in any case.
        past: it would have been there by now.
    """

    going: Going
    first: PartialDate | None = None
    last: PartialDate | None = None
    beyond: bool = False
    past: bool = False


def outlook(found: Slope, latest: tuple[PartialDate, Decimal], target: Decimal, *, rising: bool, now: date) -> Outlook:
    """What the pace says of a target, in the unit of the series, that is to be reached by rising (or by falling).

    The latest reading says whether the target is met; `now` is the day that the plan speaks of.
    """
    period, value = latest
    met = value >= target if rising else value <= target
    nearer = found.slope > 0 if rising else found.slope < 0
    if met:
        return Outlook(Going.WORSE if found.steady and not nearer else Going.MET)
    if not found.steady:
        return Outlook(Going.NOWHERE)
    if not nearer:
        return Outlook(Going.AWAY)
    within = Fraction(period.precision == "day", 2)  # a month's figure stands for its month, a day's for the day
    first, last = (math.floor(when + within) for when in found.crossing(target))
    behind, today = (_number(day.year, day.month) for day in (period.last, now))
    if last <= behind:
        return Outlook(Going.NOWHERE)  # the latest reading says otherwise: the pace has not held
    if last < today:
        return Outlook(Going.THERE, past=True)
    if first > today + AHEAD:
        return Outlook(Going.THERE, beyond=True)
    return Outlook(
        Going.THERE,
        first=period_at(first, "month") if first > behind and first >= today else None,
        last=period_at(last, "month") if last <= today + AHEAD else None,
    )
