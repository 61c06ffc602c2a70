"""Dates as councils write them: a day, a month, a quarter or a year, each kept at the precision it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

from .choices import ChoiceWords

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?)|/(\d{2}))?", re.ASCII)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FULL_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day "2018-04-30", a month "2018-04", a calendar quarter "2018-Q2", a year "2018" or a council's year "2017/18".

    A council's year begins in April; its quarters are those of the calendar, three months later in the count.

    What is due by a month falls due on its last day. Ordered by the last day; of two that end together the
    longer comes last, so that a month follows the days in it.

    Raises:
        ValueError: the text is not of those forms, or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        _ends(self.text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.isoformat())

    @classmethod
    def month(cls, day: date) -> PartialDate:
        return cls(day.isoformat()[:7])

    @classmethod
    def covering(cls, first: date, last: date) -> PartialDate | None:
        """The day, month, quarter or year from `first` to `last`; None where these are not the ends of one."""
        starts = first.isoformat()[:7]
        quarter = f"{first.year}-Q{(first.month + 2) // 3}"
        for text in (first.isoformat(), starts, quarter, starts[:4], council_year(first.year)):
            if _exists(text) and _ends(text) == (first, last):
                return cls(text)
        return None

    @property
    def precision(self) -> str:
        """One of "day", "month", "quarter", "year"; a council's year is a year."""
        if "Q" in self.text:
            return "quarter"
        return "year" if self.is_council_year else {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def is_council_year(self) -> bool:
        """Whether it is a year from April to March."""
        return "/" in self.text

    @property
    def first(self) -> date:
        """The first day of it."""
        return _ends(self.text)[0]

    @property
    def last(self) -> date:
        """The last day of it."""
        return _ends(self.text)[1]

    @property
    def order(self) -> tuple[date, int]:
        """A key to sort many by, faster than one by one."""
        first, last = _ends(self.text)
        return last, -first.toordinal()

    def __lt__(self, other: PartialDate) -> bool:
        return self.order < other.order

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        """As it is read: "30 Apr 2018", "April 2018", "Apr to Jun 2018", "2018", "2017/18"."""
        return _shown(self.text)


@lru_cache(maxsize=8192)
def _shown(text: str) -> str:
    period = PartialDate(text)
    first, last = period.first, period.last
    match period.precision:
        case "day":
            return show_date(first)
        case "month":
            return f"{FULL_MONTHS[first.month - 1]} {first.year}"
        case "quarter":
            return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
        case _:
            return period.text


@lru_cache(maxsize=8192)  # a plan asks thousands of times after a few hundred periods
def _ends(text: str) -> tuple[date, date]:
    """The first and the last day of what PartialDate may hold. Raises ValueError."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date: write 2018-04-30, 2018-04, 2018-Q2, 2018 or 2017/18.")
    year, quarter, month, day, second = (None if part is None else int(part) for part in match.groups())
    try:
        if year is None or not 1900 <= year <= 2999:
            raise ValueError(text)
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if second is not None:
            if text != council_year(year) or year == 2999:
                raise ValueError(text)
            return date(year, 4, 1), date(year + 1, 3, 31)
        if quarter is not None:
            start, end = quarter * 3 - 2, quarter * 3
        else:
            start, end = (1, 12) if month is None else (month, month)
        return date(year, start, 1), date(year, end, days_in(year, end))
    except ValueError:
        raise ValueError(f"There is no such date as {text}.") from None


def _exists(text: str) -> bool:
    try:
        return bool(_ends(text))
    except ValueError:
        return False


def council_year(year: int) -> str:
    """The stored form of the council's year that begins in April of `year`."""
    return f"{year:04}/{(year + 1) % 100:02}"


def show_date(day: date) -> str:
    """Such as "20 Mar 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days(number: int) -> str:
    """Such as "1 day", "9 days"."""
    return f"{number} day" if abs(number) == 1 else f"{number:,} days"


CADENCES = ChoiceWords(
    {
        "week": "Every week",
        "fortnight": "Every fortnight",
        "month": "Every month",
        "quarter": "Every quarter",
        "term": "Every term",
        "half-year": "Every half-year",
        "year": "Every year",
        "financial year": "Every financial year",
        "calendar year": "Every calendar year",
        "unknown": "Nobody has said",
    }
)
PERIOD_MONTHS = {
    "month": 1, "quarter": 3, "term": 4, "half-year": 6, "year": 12, "financial year": 12, "calendar year": 12,
}  # fmt: skip
"""How many months a period is long, of those that are made of months; one of all others."""
PERIOD_DAYS = {"week": 7, "fortnight": 14}
"""How many days a period is long, of those that are made of days."""


def periods_since(period: PartialDate, position: date, cadence: str) -> int:
    """How many whole periods of `cadence` ended after `period` did and on or before `position`; never negative."""
    months = (position.year - period.last.year) * 12 + position.month - period.last.month
    if not _is_end(position):
        months -= 1  # the month of the position is not over yet
    return max(0, months) // PERIOD_MONTHS.get(cadence, 1)


def next_period(
    last: PartialDate | None, cadence: str, position: date, before: Sequence[PartialDate] = ()
) -> PartialDate:
    """The period whose reading comes next, at the precision of the last one.

    Without a last one it is the latest whole period that ended on or before `position`. Days stay on their day of the
    month, and ends of months stay ends: `before`, the periods until `last`, tells 30 January from the end of January.
    """
    length = PERIOD_MONTHS.get(cadence, 1)
    if last is None:
        over = position.year * 12 + position.month - (0 if _is_end(position) else 1)
        begins = 3 if cadence == "financial year" else 0
        return period_at((over - begins) // length * length - length + begins, cadence)
    if cadence in PERIOD_DAYS and last.precision == "day":
        return PartialDate.of(last.last + timedelta(days=PERIOD_DAYS[cadence]))
    months = last.last.year * 12 + last.last.month - 1 + length
    if last.precision != "day":
        return period_at(months, "council year" if last.is_council_year else last.precision)
    return PartialDate.of(day_in(months, day_of_month([*before, last])))


def days_in(year: int, month: int) -> int:
    """How many days a month has; the standard library's calendar knows more, and takes the start longer to import."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_in(months: int, day: int) -> date:
    """That day of the month so many months after January of year 0, or its last where it has none."""
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, days_in(year, month + 1)))


def day_of_month(periods: Sequence[PartialDate]) -> int:
    """The day of the month that they keep to, 31 for its end; one at an end may be there for want of a later day."""
    last = periods[-1].last
    for period in reversed(periods):
        if period.precision == "day" and not _is_end(period.last):
            return period.last.day if period.last.day >= last.day else 31
    return 31


def _is_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def period_at(months: int, precision: str) -> PartialDate:
    """The "month", "quarter", "year" or "council year" that holds the month so many months after January of year 0.

    What years are measured by is such a precision, too: a financial year is the council's.
    """
    year, month = divmod(months, 12)
    if precision in ("council year", "financial year"):
        return PartialDate(council_year(year if month > 2 else year - 1))
    if precision in ("year", "calendar year"):
        return PartialDate(f"{year:04}")
    return PartialDate(f"{year:04}-Q{month // 3 + 1}" if precision == "quarter" else f"{year:04}-{month + 1:02}")
