"""Dates as people write them in plans of their own, in many forms and now and then two in one cell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.domain.dates import COUNCIL, NotADate, is_bare_quarter, read_date, read_span
from app.domain.schedule import PartialDate

from ..plantext import quoted
from .grid import Cell

_LOOSE = re.compile(r"^(target|deadline|from|starts?|until|to|no later than|before|circa|approx\w*|c\.)\b[\s:.]*", re.I)
"""What people write before a date in a cell, where its column says what the date is for."""
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
INSIDE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec)[a-z]*\.?[\s-]+['’]?(?:20\d{2}|\d{2})\b",
    re.I,
)
"""A day or a month with its year, among other words."""
TWO_NUMBERS = re.compile(r"\d\d\s?[/–-]\s?\d\d", re.ASCII)
"""Two years, "17/18", or "17 of 18"."""
_SERIAL = range(20_000, 73_415)
"""Days since the end of 1899 for 1954 to 2100, as Excel counts them."""


class DateOrder(NamedTuple):
    """How the days of a column are written.

    Attributes:
        month_first: whether the month stands before the day.
        swapped: whether days that the file keeps as such have month and day the wrong way round.
        either: whether what can be read both ways is read at all.
    """

    month_first: bool = False
    swapped: bool = False
    either: bool = True


DAY_FIRST, MONTH_FIRST = DateOrder(), DateOrder(True)
_NUMBERED_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])", re.ASCII)
LATE_EPOCH = 1462
"""Days by which books that count from 1904 count fewer."""


class CellDate(NamedTuple):
    """What a cell says.

    Attributes:
        date: the one that holds, the last where there are several.
        before: the one that it replaces.
        exact: whether the cell says just this; otherwise it was understood so.
    """

    date: PartialDate
    before: PartialDate | None = None
    exact: bool = True


def in_order(cell: Cell, order: DateOrder) -> Cell:
    """A cell with its days as this program reads them. Raises ValueError where nobody can tell which is which."""
    value = cell.value
    if isinstance(value, PartialDate):
        day = value.first
        if order.swapped and value.precision == "day" and day.day <= 12:
            turned = PartialDate.of(date(day.year, day.day, day.month))
            return Cell(str(turned), turned)
        return cell
    if not (order.month_first or not order.either) or not _NUMBERED_DAY.search(cell.text):
        return cell

    def turned_round(match: re.Match[str]) -> str:
        first, second = int(match[1]), int(match[3])
        if not order.either and first <= 12 and second <= 12 and first != second:
            raise ValueError(f"{quoted(match[0])} can have the day or the month first")
        is_month_first = order.month_first or (not order.either and second > 12)
        return f"{match[3]}{match[2]}{match[1]}{match[2]}{match[4]}" if is_month_first else match[0]

    return Cell(_NUMBERED_DAY.sub(turned_round, cell.text), value)


def read_when(cell: Cell, *, start: bool = False, quarters: str = COUNCIL) -> CellDate:
    """The date in a cell; of a span its end, or its `start`. `quarters` is the plan's setting, as of `read_date`.

    Raises:
        ValueError: with what is wrong, to stand in a sentence after the name of the field.
    """
    if isinstance(cell.value, PartialDate):
        return CellDate(cell.value)
    if isinstance(cell.value, Decimal) and cell.value == int(cell.value) and int(cell.value) in _SERIAL:
        return CellDate(serial(int(cell.value)))
    whole = _one(" ".join(cell.text.split()), start, quarters)  # a line may end between a month and its year
    if whole and whole.exact:
        return whole
    parts = [part.strip(" ().,") for part in _MOVED.split(cell.text)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        dates = [found for part in parts if (found := _one(part, start, quarters))]
        others = [part for part in parts if not _one(part, start, quarters)]
        if dates and len(others) < 2 and not any(c.isdigit() for part in others for c in part):
            is_was = re.search(r"\b(was|previously|originally)\b", cell.text, re.I)
            first, last = dates[0].date, dates[-1].date
            now, before = (first, last) if is_was else (last, first)
            is_moved = before != now and (len(dates) == 2 or _MOVE.search(cell.text) is not None)
            return CellDate(now, before if is_moved else None, exact=False)
    if whole:
        return whole
    inside = {found.date for match in INSIDE.finditer(cell.text) if (found := _one(match[0], start, quarters))}
    if len(inside) == 1:
        return CellDate(inside.pop(), exact=False)
    raise ValueError(f"{quoted(' '.join(cell.text.split()))} {_why_not(cell.text, quarters)}")


@lru_cache(maxsize=4096)
def _one(text: str, start: bool, quarters: str) -> CellDate | None:
    """One date, or a span of time of which one end is wanted; None where there is none."""
    text = text.strip(" .,;:()")
    if text.isascii() and text.isdecimal() and len(text) == 5 and int(text) in _SERIAL:
        return CellDate(serial(int(text)))
    for _ in range(2):
        text = _LOOSE.sub("", text).strip()
    text, about = _ABOUT.subn("", text)
    try:
        found = read_date(text, quarters)
    except NotADate as error:
        found, exact = error.but_for_weekday, False
    else:
        exact = not (is_bare_quarter(text) or TWO_NUMBERS.fullmatch(text))
    is_day = found is not None and found.precision == "day"
    if not about and not is_day and (ends := read_span(text, quarters)) and ends[0].first <= ends[1].last:
        return CellDate(ends[0] if start else ends[1], exact=False)
    if found is None or (about and found.precision == "year"):
        return None
    return CellDate(found, exact=exact and not about)


def serial(days: int) -> PartialDate:
    """A day as Excel counts them."""
    return PartialDate.of(date(1899, 12, 30) + timedelta(days))


def _why_not(text: str, quarters: str) -> str:
    try:
        read_date(_LOOSE.sub("", text.strip()), quarters)
    except NotADate as error:
        return error.why
    return "is no date"
