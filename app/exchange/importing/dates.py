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
