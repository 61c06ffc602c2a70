"""Where the ticks of a chart's axes lie and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, count

from .figures import figure
from .schedule import MONTHS, PartialDate, period_at

_STRIDES = {"month": (1, 3, 6, 12, 24, 60, 120), "quarter": (3, 6, 12, 24, 60, 120), "year": (12, 24, 60, 120)}
_STRIDES["council year"] = _STRIDES["year"]
_FIRST_MONTH = {"council year": 3}
_BEGIN, _END = 1900 * 12, 3000 * 12  # of what a date may be, in months


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


def date_ticks(start: date, end: date, precision: str, most: int = 12) -> tuple[DateTick, ...]:
    """Ticks in the middle of months, quarters, years or council's years (`precision`), where the points of those lie.

    A month is labelled with its year where that is new to the reader.
    """
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    offset = _FIRST_MONTH.get(precision, 0)
    inside: list[PartialDate] = []
    for stride in chain(_STRIDES[precision], (120 * 2**n for n in count(1))):
        if (last - first) // stride > most:
            continue
        begins = range(first - (first - offset) % stride, min(last + 1, _END - offset), stride)
        periods = [period_at(n, precision) for n in begins if n >= _BEGIN + offset]
        inside = [period for period in periods if start <= middle(period) <= end]
        if len(inside) <= most:
            break
    return tuple(DateTick(middle(p), label) for p, label in zip(inside, _labels(inside), strict=True))


def middle(period: PartialDate) -> date:
    """Where a period's point lies on the time axis."""
    return period.first + (period.last - period.first) / 2


def _labels(periods: Sequence[PartialDate]) -> list[str]:
    found: list[str] = []
    year = 0
    for period in periods:
        name = MONTHS[period.first.month - 1]
        if period.precision != "month":
            found.append(str(period))
        else:
            found.append(name if period.first.year == year else f"{name} {period.first.year}")
        year = period.first.year
    return found
