"""Dates as people write them in plans of their own, in many forms and now and then two in one cell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.domain.schedule import FULL_MONTHS, PartialDate, read_date

from ..plantext import quoted
from .grid import Cell

_WEEKDAY = re.compile(r"\b(mon|tues?|wed(nes)?|thur?s?|fri|satur|sat|sun)(day)?\b,?\s*", re.I)
_LEADING = re.compile(
    r"^(due|target|deadline|by|for|from|at|on|the|in|during|w/?[ce]|week (commencing|ending)|starts?|from|until|to|"
    r"no later than|before|circa|approx\w*|c\.)\b[\s:.]*",
    re.I,
)
_END = re.compile(r"^(the\s+)?(end|close)( of)?( the)?\s+", re.I)
_ABOUT = re.compile(r"^(early|mid|middle of|late|beginning of|start of)[\s-]+", re.I)
_MOVED = re.compile(
    r"\s*(?:\n|;|→|->|=>|\(|\b(?:was|revised|rev|extended|moved|changed|now|slipped|amended|previously|originally)\b)\s*"
    r"(?:target|date|due|to|from|:)*\s*",
    re.I,
)
_MOVE = re.compile(
    r"[a-z]{4,}\s*:|→|->|=>|\(|\b(was|revised|rev|extended|moved|changed|now|slipped|amended|previously|originally)\b",
    re.I,
)
"""That one date took the place of another; three dates below each other can as well be a list."""
_RANGE = re.compile(
    r"\s+(?:-|–|—|to|until|and)\s+|\s*[–—]\s*|(?<=[a-z])\s*[-/]\s*(?=[A-Za-z])|(?<=[a-z]\s\d\d)\s*/\s*(?=[A-Za-z])",
    re.I,
)
_YEARS = r"(?:20)?(\d{2})\s*[/–-]\s*(?:20)?(\d{2})"
_QUARTER = re.compile(
    rf"(?:q(?:uarter|tr)?\.?\s*([1-4])|([1-4])(?:st|nd|rd|th)\s+quarter)[\s,-]*(?:of\s+)?{_YEARS}", re.I
)
_FINANCIAL = re.compile(rf"(?:f\.?y\.?\s*|financial year\s*)?{_YEARS}", re.I)
_SHORT = re.compile(r"(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*'?(\d{2}|\d{4})", re.ASCII)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?)?([A-Za-z]{3,9})\.?[\s,./-]*['’]?(\d{2}|\d{4})", re.ASCII
)
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|Z)?$", re.I)
INSIDE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec)[a-z]*\.?[\s-]+['’]?(?:20\d{2}|\d{2})\b",
    re.I,
)
"""A day or a month with its year, among other words."""
_SERIAL = range(20_000, 73_415)
"""Days since the end of 1899 for 1954 to 2100, as Excel counts them."""


class Found(NamedTuple):
    """What a cell says.

    Attributes:
        date: the one that holds, the last where there are several.
        before: the one that it replaces.
        exact: whether the cell says just this; otherwise it was understood so.
    """

    date: PartialDate
    before: PartialDate | None = None
    exact: bool = True


def read_when(cell: Cell, *, start: bool = False) -> Found:
    """The date in a cell; of a span its end, or its `start`.

    Raises:
        ValueError: with what is wrong, to stand in a sentence after the name of the field.
    """
    if isinstance(cell.value, PartialDate):
        return Found(cell.value)
    if isinstance(cell.value, Decimal) and cell.value == int(cell.value) and int(cell.value) in _SERIAL:
        return Found(serial(int(cell.value)))
    whole = _one(" ".join(cell.text.split()), start)  # a line may end between a month and its year
    if whole and whole.exact:
        return whole
    parts = [part.strip(" ().,") for part in _MOVED.split(cell.text)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        dates = [found for part in parts if (found := _one(part, start))]
        others = [part for part in parts if not _one(part, start)]
        if dates and len(others) < 2 and not any(c.isdigit() for part in others for c in part):
            is_was = re.search(r"\b(was|previously|originally)\b", cell.text, re.I)
            first, last = dates[0].date, dates[-1].date
            now, before = (first, last) if is_was else (last, first)
            is_moved = before != now and (len(dates) == 2 or _MOVE.search(cell.text) is not None)
            return Found(now, before if is_moved else None, exact=False)
    if whole:
        return whole
    inside = {when for match in INSIDE.finditer(cell.text) if (when := _plain(match[0].strip()))}
    if len(inside) == 1:
        return Found(inside.pop(), exact=False)
    raise ValueError(_why_not(cell.text))


@lru_cache(maxsize=4096)
def _one(text: str, start: bool) -> Found | None:
    """One date, or a span of time of which one end is wanted; None where there is none."""
    text = text.strip(" .,;:()")
    whole = _plain(text)
    if whole is not None:  # a quarter without a second year is one of the calendar, which not everybody means
        return Found(whole, exact=whole.precision != "quarter")
    text = _CLOCK.sub("", text)
    text = _WEEKDAY.sub("", text)
    for _ in range(3):
        text = _LEADING.sub("", text).strip()
    text, about = _ABOUT.subn("", _END.sub("", text))
    found = _plain(text)
    if found is not None:
        return None if about and found.precision == "year" else Found(found, exact=not about)
    if match := _QUARTER.fullmatch(text):
        first, second = int(match[3]), int(match[4])
        if second == (first + 1) % 100:
            return Found(quarter(2000 + first, int(match[1] or match[2])))
    if (match := _FINANCIAL.fullmatch(text)) and int(match[2]) == (int(match[1]) + 1) % 100:
        year = 2000 + int(match[1])  # April to March
        return Found(PartialDate(f"{year}-04" if start else f"{year + 1}-03"), exact=False)
    return _spanned(text, start)


def _spanned(text: str, start: bool) -> Found | None:
    ends = [part for part in _RANGE.split(text) if part]
    if len(ends) != 2:
        return None
    last = _plain(_END.sub("", ends[1]).strip())
    if last is None:
        return None
    year = str(last.last.year)
    first = _plain(ends[0]) or _plain(f"{ends[0]} {year}") or _plain(f"{ends[0]} {_month(last)} {year}")
    if first is None or first.first > last.last:
        return None
    return Found(first if start else last, exact=False)


def _plain(text: str) -> PartialDate | None:
    """A single date with nothing around it."""
    try:
        return read_date(text)
    except ValueError:
        pass
    try:
        if match := _SHORT.fullmatch(text):
            return PartialDate(f"{_year(match[3])}-{int(match[2]):02}-{int(match[1]):02}")
        if match := _NAMED.fullmatch(text):
            return read_date(" ".join(part for part in (match[1], match[2], _year(match[3])) if part))
        if match := _AMERICAN.fullmatch(text):
            return read_date(f"{match[2]} {match[1]} {match[3]}")
        if text.isascii() and text.isdecimal() and len(text) == 5 and int(text) in _SERIAL:
            return serial(int(text))
        if match := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", text, re.ASCII):
            return PartialDate(f"{match[2]}-{int(match[1]):02}")
    except ValueError:
        return None
    return None


def serial(days: int) -> PartialDate:
    """A day as Excel counts them."""
    return PartialDate.of(date(1899, 12, 30) + timedelta(days))


def quarter(year: int, number: int) -> PartialDate:
    """A quarter of the financial year that begins in April of `year`: the fourth is January to March after it."""
    return PartialDate(f"{year + 1}-Q1" if number == 4 else f"{year}-Q{number + 1}")


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def _month(when: PartialDate) -> str:
    return FULL_MONTHS[when.last.month - 1]


def _why_not(text: str) -> str:
    shown, text = quoted(" ".join(text.split())), _LEADING.sub("", _LEADING.sub("", text.strip()))
    if re.fullmatch(r"(0?[1-9]|[12]\d|3[01])[/.](0?[1-9]|1[0-2])", text, re.ASCII):
        return f"{shown} says no year"
    if re.fullmatch(r"(\d{1,2}|\d{4})[/.-]\d{1,2}([/.-]\d{1,4})?", text.strip()) and len(text.strip()) > 5:
        return f"{shown} is no date that exists"
    if re.fullmatch(r"(\d{1,2}(st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?", text.strip()) and any(
        month.lower().startswith(text.rsplit(maxsplit=1)[-1].strip(".").lower()[:3]) for month in FULL_MONTHS
    ):
        return f"{shown} says no year"
    return f"{shown} is no date"
