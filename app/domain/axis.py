"""Where the ticks of a chart's axes lie and what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, count

from .figures import figure
from .schedule import MONTHS, PERIOD_MONTHS, PartialDate, period_at

_STRIDES = {"month": (1, 3, 6, 12, 24, 60, 120), "quarter": (3, 6, 12, 24, 60, 120), "year": (12, 24, 60, 120)}
_STRIDES["council year"] = _STRIDES["year"]
_FIRST_MONTH = {"council year": 3}
_BEGIN, _END = 1900 * 12, 3000 * 12  # of what a date may be, in months
_LATEST = {"council year": _END - 9}  # the year that begins in 2999 ends beyond


@dataclass(frozen=True)
class Tick:
    """A tick of the value axis."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class DateTick:
    """A tick of the time axis."""

    day: date
    label: str


def value_ticks(
    low: Decimal, high: Decimal, unit: str, *, floor: Decimal | None = None, ceiling: Decimal | None = None
) -> tuple[Tick, ...]:
    """At most 7 ticks, 1, 2 or 5 times a power of ten apart, the first at or below `low`, the last at or above `high`.

    `floor` and `ceiling` bound the axis, such as 0 and 100 for percentages; values beyond them stretch it.
    """
    if low == high:
        room = max(abs(low) / 10, Decimal(1))
        low, high = low - room, high + room
        low = low if floor is None or low + room < floor else max(low, floor)
        high = high if ceiling is None or high - room > ceiling else min(high, ceiling)
    for power in count((high - low).adjusted() - 1):
        for digit in (1, 2, 5):
            step = Decimal(digit).scaleb(power)
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            if last - first <= 6:
                values = [(first + n) * step for n in range(int(last - first) + 1)]
                return tuple(Tick(value, figure(value, unit)) for value in values)
    raise AssertionError("unreachable")


def date_ticks(
    start: date, end: date, precision: str, wide: float, width_of: Callable[[str], float], apart: float
) -> tuple[DateTick, ...]:
    """Ticks in the middle of months, quarters, years or council's years (`precision`), where the points of those lie.

    A month is labelled with its year where that is new to the reader, the first in any case. There are at most 12, and
    no more than stand beside each other, `apart` from each other and within the `wide` axis, whose labels are as wide
    as `width_of` says; at least one.
    """
    days = max(1, (end - start).days)
    for most in range(12, 1, -1):
        at = 0.0
        shown: list[PartialDate] = []
        for period in _periods(start, end, precision, most):
            half = width_of(_label(period, shown[-1] if shown else None)) / 2
            place = (middle(period) - start).days / days * wide
            if place - half >= 0 and place + half <= wide:
                if place - half < at:
                    break  # too many
                at = place + half + apart
                shown.append(period)
        else:
            if shown:
                return _labelled(shown)
    half_way = (start.year * 12 + start.month + end.year * 12 + end.month) // 2 - 1
    offset = _FIRST_MONTH.get(precision, 0)
    return _labelled([period_at(min(max(half_way, _BEGIN + offset), _LATEST.get(precision, _END) - 1), precision)])


def _periods(start: date, end: date, precision: str, most: int) -> list[PartialDate]:
    """At most so many periods within the axis, evenly apart."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    offset = _FIRST_MONTH.get(precision, 0)
    for stride in chain(_STRIDES[precision], (120 * 2**n for n in count(1))):
        if (last - first) // stride > most:
            continue
        begins = range(first - (first - offset) % stride, min(last + 1, _LATEST.get(precision, _END)), stride)
        periods = [period_at(n, precision) for n in begins if n >= _BEGIN + offset]
        inside = [period for period in periods if start <= middle(period) <= end]
        if len(inside) <= most:
            return inside
    raise AssertionError("unreachable")


def follows(before: PartialDate, after: PartialDate, cadence: str) -> bool:
    """Whether no whole period of a cadence is missing between two readings, so that a line may join them."""
    missing = (after.last.year - before.last.year) * 12 + after.last.month - before.last.month
    return missing <= PERIOD_MONTHS.get(cadence, 1)


def middle(period: PartialDate) -> date:
    """Where a period's point lies on the time axis."""
    return period.first + (period.last - period.first) / 2


def _labelled(periods: Sequence[PartialDate]) -> tuple[DateTick, ...]:
    before = (None, *periods)
    return tuple(DateTick(middle(period), _label(period, old)) for old, period in zip(before, periods, strict=False))


def _label(period: PartialDate, before: PartialDate | None) -> str:
    if period.precision != "month":
        return str(period)
    name = MONTHS[period.first.month - 1]
    return name if before and before.first.year == period.first.year else f"{name} {period.first.year}"
