"""Dates as councils write them: a day, a month, a quarter or a year, each kept at the precision it was given."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
FULL_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day "2018-04-30", a month "2018-04", a calendar quarter "2018-Q2" or a year "2018".

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

    @property
    def precision(self) -> str:
        """One of "day", "month", "quarter", "year"."""
        if "Q" in self.text:
            return "quarter"
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

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

    def __str__(self) -> str:
        """As it is read: "30 Apr 2018", "April 2018", "Apr to Jun 2018", "2018"."""
        first, last = self.first, self.last
        match self.precision:
            case "day":
                return show_date(first)
            case "month":
                return f"{FULL_MONTHS[first.month - 1]} {first.year}"
            case "quarter":
                return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
            case _:
                return str(first.year)


@lru_cache(maxsize=8192)  # a plan asks thousands of times after a few hundred periods
def _ends(text: str) -> tuple[date, date]:
    """The first and the last day of what PartialDate may hold. Raises ValueError."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date: write 2018-04-30, 2018-04, 2018-Q2 or 2018.")
    year, quarter, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        if year is None or not 1900 <= year <= 2999:
            raise ValueError(text)
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if quarter is not None:
            start, end = quarter * 3 - 2, quarter * 3
        else:
            start, end = (1, 12) if month is None else (month, month)
        return date(year, start, 1), date(year, end, monthrange(year, end)[1])
    except ValueError:
        raise ValueError(f"There is no such date as {text}.") from None


def read_date(text: str) -> PartialDate:
    """What a person typed as a date: "30/4/2018", "30 Apr 2018", "April 2018", "2018-04", "Q4 2017", ...

    Raises:
        ValueError: with a sentence that says what can be written.
    """
    plain = " ".join(text.replace(",", " ").split())
    if match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", plain, re.ASCII):
        return _dated(text, match[3], match[2], match[1])
    if match := re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]{3,9})\.? (\d{4})", plain, re.ASCII):
        name = match[2].lower()
        for number, full in enumerate(FULL_MONTHS, 1):
            if full.lower().startswith(name) or (name == "sept" and number == 9):
                return _dated(text, match[3], str(number), match[1] or "")
    if match := re.fullmatch(r"[Qq]([1-4]) (\d{4})", plain, re.ASCII):
        return PartialDate(f"{match[2]}-Q{match[1]}")
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", plain, re.ASCII):
        return _dated(text, match[1], match[2], match[3] or "")
    if re.fullmatch(r"\d{4}(-[Qq][1-4])?", plain, re.ASCII):
        return PartialDate(plain.upper())
    raise ValueError("Write a date such as 30 Apr 2018, April 2018 or 2018-04.")


def _dated(typed: str, year: str, month: str, day: str) -> PartialDate:
    parts = [year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])]
    try:
        return PartialDate("-".join(parts))
    except ValueError:
        raise ValueError(f"There is no such date as {typed.strip()}.") from None


def show_date(day: date) -> str:
    """Such as "20 Mar 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days(number: int) -> str:
    """Such as "1 day", "9 days"."""
    return f"{number} day" if abs(number) == 1 else f"{number:,} days"


CADENCES = {"month": "Every month", "quarter": "Every quarter", "year": "Every year"}
_LENGTH = {"month": 1, "quarter": 3, "year": 12}


def periods_since(period: PartialDate, position: date, cadence: str) -> int:
    """How many whole periods of `cadence` ended after `period` did and on or before `position`; never negative."""
    months = (position.year - period.last.year) * 12 + position.month - period.last.month
    if position + timedelta(days=1) != (position.replace(day=1) + timedelta(days=32)).replace(day=1):
        months -= 1  # the month of the position is not over yet
    return max(0, months) // _LENGTH[cadence]


def next_period(last: PartialDate | None, cadence: str, position: date) -> PartialDate:
    """The period whose reading comes next, at the precision of the last one; the end of a month stays an end.

    Without a last one it is the latest whole period that ended on or before `position`.
    """
    length = _LENGTH[cadence]
    if last is None:
        over = position.year * 12 + position.month - (1 if _next_day(position).month == position.month else 0)
        return period_at(over // length * length - length, cadence)
    months = last.last.year * 12 + last.last.month - 1 + length
    if last.precision != "day":
        return period_at(months, last.precision)
    year, month = months // 12, months % 12 + 1
    longest = monthrange(year, month)[1]
    is_end = _next_day(last.first).day == 1
    return PartialDate.of(date(year, month, longest if is_end else min(last.first.day, longest)))


def period_at(months: int, precision: str) -> PartialDate:
    """The "month", "quarter" or "year" in which the month lies that is so many months after January of year 0."""
    year, month = divmod(months, 12)
    if precision == "year":
        return PartialDate(f"{year:04}")
    return PartialDate(f"{year:04}-Q{month // 3 + 1}" if precision == "quarter" else f"{year:04}-{month + 1:02}")


def _next_day(day: date) -> date:
    return day + timedelta(days=1)
