"""Quotation marks that somebody opened and never closed: one would swallow every row below it into one cell."""

from __future__ import annotations

import csv
import io
from collections import Counter

_MOST_FAULTS, _MOST_LINES = 200, 200_000
_FAULT = "a quotation mark is opened and never closed; it is taken as it stands"


def with_quotes_closed(text: str, delimiter: str) -> tuple[str, dict[int, str]]:
    """The text with marks that open a cell and never close it left out, and the rows that lose one, counted from 0.

    A mark is taken for such where the text ends before it is closed, or where what it holds together is rows of the
    table: lines with as many cells as others have.
    """
    if '"' not in text or text.count("\n") > _MOST_LINES:
        return text, {}
    lines = text.split("\n")
    width = _width(lines, delimiter)
    faults: dict[int, str] = {}
    kept: list[str] = []
    number = at = 0
    while at < len(lines):
        last, closed = _end(lines, at, delimiter)
        swallowed = last > at and not _is_sound(lines[at : last + 1], delimiter, width)
        swallowed = swallowed and any(_cells(line, delimiter) >= width > 1 for line in lines[at + 1 : last + 1])
        if last > at and (not closed or swallowed) and len(faults) < _MOST_FAULTS:
            faults[number] = _FAULT
            kept.append(_unquoted(lines[at], delimiter))
            last = at
        else:
            kept += lines[at : last + 1]
        number += 1
        at = last + 1
    return "\n".join(kept) if faults else text, faults


def _width(lines: list[str], delimiter: str) -> int:
    """How many cells most lines have."""
    counts = Counter(_cells(line, delimiter) for line in lines[:400] if line.strip())
    return max(counts, key=lambda width: (counts[width], width)) if counts else 1


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _is_sound(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether lines are one row whose cells are closed as they should be."""
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(rows) == 1 and len(rows[0]) == width


def _end(lines: list[str], first: int, delimiter: str) -> tuple[int, bool]:
    """The last line of the row that begins at a line, and whether its last quotation mark is closed."""
    if lines[first].count('"') % 2 == 0:
        return first, True
    for last in range(first + 1, len(lines)):
        if lines[last].count('"') % 2:
            return last, True
    return len(lines) - 1, False


def _unquoted(line: str, delimiter: str) -> str:
    """A line without the mark that is never closed: the last that opens a cell."""
    begins = 0 if line.startswith('"') else -1
    place = max(line.rfind(f'{delimiter}"') + 1, begins)
    if place > 0 or begins == 0:
        return line[:place] + line[place + 1 :]
    return line.replace('"', "")
