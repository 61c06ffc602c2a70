"""Which readings of an indicator belong to its series, and how old the latest of them is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from .records import Indicator, Reading
from .schedule import PERIOD_DAYS, PERIOD_MONTHS, PartialDate, period_at, periods_since

STALE_AFTER = 2
"""A reading older than this many periods says nothing of today."""
LATE_AFTER = 30
"""A figure is late when the period after the latest reading has been over for this many days."""

_MONTHS = {"day": 0, **PERIOD_MONTHS, **dict.fromkeys(PERIOD_DAYS, 0), "unknown": 12}
_LENGTHS = {**_MONTHS, **dict.fromkeys(PERIOD_DAYS, 1), "unknown": 1}
"""For how many months the next figure is awaited; for a week's a month as well, as nobody asks sooner."""


def fits(period: PartialDate, cadence: str) -> bool:
    """Whether a figure for this period belongs among those of a cadence: one for a longer period does not."""
    return _MONTHS.get(period.precision, 12) <= _MONTHS.get(cadence, 1)


def in_series(readings: Iterable[Reading], cadence: str) -> tuple[Reading, ...]:
    """Of readings, oldest first, those with a value that belong to the series: one for each period of the cadence.

    Of two in one period the later belongs to it. The others are kept, shown and left out.
    """
    found: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        if reading.value is not None and reading.period is not None and fits(reading.period, cadence):
            at = slot(reading.period, cadence)
            found.pop(at, None)
            found[at] = reading
    return tuple(found.values())


def slot(period: PartialDate, cadence: str) -> tuple[int, int]:
    """What all figures for one period of a cadence share.

    "Every year" is the council's, to March, unless told as a year.
    """
    year, month = period.last.year, period.last.month
    if cadence in PERIOD_DAYS or cadence == "unknown":
        return period.order[0].toordinal(), period.order[1]
    if cadence not in ("quarter", "year", "financial year", "calendar year"):
        return year, month
    if cadence == "calendar year":
        return year, 12
    if cadence == "quarter":
        return year, (month - 1) // 3
    if cadence == "year" and period.precision == "year":
        return year, month
    return year + (month > 3), 3


def _rhythm(indicator: Indicator, reading: Reading) -> str:
    """How often figures come: where nobody has said, as often as the latest figure's period is long."""
    if indicator.cadence != "unknown" or reading.period is None:
        return indicator.cadence
    return reading.period.precision


def stale(indicator: Indicator, reading: Reading, position: date) -> bool:
    """Whether a reading is too old to rate by."""
    assert reading.period is not None
    return periods_since(reading.period, position, _rhythm(indicator, reading)) > STALE_AFTER


def fresh_until(indicator: Indicator, reading: Reading) -> date:
    """The last day on which a reading was not too old to rate by."""
    assert reading.period is not None
    last, length = reading.period.last, _LENGTHS.get(_rhythm(indicator, reading), 1)
    end = period_at(last.year * 12 + last.month - 1 + (STALE_AFTER + 1) * length, "month")
    return end.last - timedelta(days=1)


def awaited(indicator: Indicator, reading: Reading) -> PartialDate:
    """The month in which the period ends that comes after a reading's."""
    assert reading.period is not None
    last = reading.period.last
    return period_at(last.year * 12 + last.month - 1 + _LENGTHS.get(_rhythm(indicator, reading), 1), "month")


def late(indicator: Indicator, reading: Reading, position: date) -> bool:
    """Whether the next figure should be there by now."""
    return awaited(indicator, reading).last + timedelta(days=LATE_AFTER) <= position
