"""Tables beside one another, or figures by period above or below a table: each is read as a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.dates import NotADate, read_date

from . import KINDS
from .grid import EMPTY, Cell, Grid, letter
from .headers import find_tables
from .vocabulary import TITLE

_LEAST = 180.0
"""How well each of two tables must fit a kind of its own; columns set apart by an empty one do not."""
_HEADING = 4  # the first rows of a part, among which its heading is
_PERIODS = 2  # so many months, quarters or years head a table of figures
_FIGURE = re.compile(r"\s*[<>£-]?\s*\d[\d,.]*\s*%?\s*$")
_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.I)
_BEGINS = re.compile(
    r"\s*(?:q(?:tr|uarter)?\b|q?[1-4]\b|(?:19|20)\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I
)
_MOST_PARTS = 20  # places at which a sheet may be taken apart
_KINDS = ("actions", "risks", "milestones", "indicators", "recommendations")


def taken_apart(grids: Sequence[Grid]) -> list[Grid]:
    """Sheets with tables beside one another, or with figures by period and another table, as one sheet for each.

    Every other sheet as it is.
    """
    return [part for grid in grids for beside in _parts(grid) for part in _stacked(beside)]


def _stacked(grid: Grid) -> list[Grid]:
    """A sheet in which figures by period stand above or below another table, as two; any other as it is."""
    if not (heads := _heads(grid)):
        return [grid]
    last, filled = len(grid.rows), [row for row in range(len(grid.rows)) if grid.is_filled(row)]
    begins = [row for row in filled[1:] if row in heads or not grid.is_filled(row - 1)]
    for row in begins[:_MOST_PARTS]:
        parts = [_of_rows(grid, range(row)), _of_rows(grid, range(row, last))]
        at = filled.index(row)
        of_periods = [not heads.isdisjoint(each[:_HEADING]) for each in (filled[:at], filled[at:])]
        if sum(of_periods) == 1 and _fits(parts[of_periods.index(False)]):
            return [each for part in parts for each in _stacked(part)]
    return [grid]


def _heads(grid: Grid) -> set[int]:
    """The rows that name periods, with figures below them."""
    if grid.width <= _PERIODS:
        return set()
    texts = {cell.text for row in grid.rows for cell in row}  # of thousands of cells most say what others do
    periods = {text for text in texts if _is_period(text)}
    found = set[int]()
    for number, row in enumerate(grid.rows):
        columns = [column for column, cell in enumerate(row) if cell.text in periods]
        if len(columns) >= _PERIODS and any(_FIGURE.match(grid.at(number + 1, column).text) for column in columns):
            found.add(number)
    return found


def _is_period(text: str) -> bool:
    """Whether words name a month, a quarter or a year."""
    if not _BEGINS.match(text):
        return False  # nearly all of thousands
    try:
        return read_date(text).precision != "day"
    except NotADate:
        return _MONTH.fullmatch(text.strip()) is not None


def _of_rows(grid: Grid, rows: range) -> Grid:
    """A sheet of which only some rows hold anything; rows and columns stay where they are."""
    used = [row for row in rows if grid.is_filled(row)] or [rows.start]
    empty = (EMPTY,) * grid.width
    there = tuple(cells if number in rows else empty for number, cells in enumerate(grid.rows))
    place = f"rows {used[0] + 1} to {used[-1] + 1}"
    return _part(
        grid, f"{grid.name}, {place}" if grid.name else f"R{place[1:]}", there, lambda row, _column: row in rows
    )


def _parts(grid: Grid) -> list[Grid]:
    used = {column for column in range(grid.width) if any(row[column].text for row in grid.rows)}
    gaps = [c for c in range(1, grid.width - 1) if c not in used and c - 1 in used]
    for gap in gaps:
        left = _within(grid, range(gap))
        right = _within(grid, range(gap + 1, grid.width))
        if _fits(left) and _fits(right):
            return [left, *_parts(right)]
    return [grid]


def _fits(grid: Grid) -> bool:
    """Whether a part is a table by itself: its rows have a title and more."""
    tables = [table for kind in _KINDS if kind in KINDS for table in find_tables(grid, kind) if table.at(TITLE)]
    named = [t for t in tables if (title := t.at(TITLE)) and not title.title.startswith("Column ")]
    return any(table.score >= _LEAST for table in named)


def _within(grid: Grid, columns: range) -> Grid:
    """A sheet of which only some columns hold anything; rows and columns stay where they are."""
    used = [c for c in columns if any(row[c].text for row in grid.rows if c < len(row))] or [columns.start]
    place = f"{letter(used[0])} to {letter(used[-1])}"
    rows = tuple(tuple(cell if n in columns else EMPTY for n, cell in enumerate(row)) for row in grid.rows)
    name = f"{grid.name}, {place}" if grid.name else f"Columns {place}"
    return _part(grid, name, rows, lambda _row, column: column in columns)


def _part(grid: Grid, name: str, rows: tuple[tuple[Cell, ...], ...], inside: Callable[[int, int], bool]) -> Grid:
    return replace(
        grid,
        name=name,
        rows=rows,
        merged=tuple(area for area in grid.merged if inside(area.top, area.left)),
        uncalculated=frozenset(at for at in grid.uncalculated if inside(*at)),
        colours={at: word for at, word in grid.colours.items() if inside(*at)},
        errors={at: word for at, word in grid.errors.items() if inside(*at)},
        struck=frozenset(at for at in grid.struck if inside(*at)),
        partly_struck=frozenset(at for at in grid.partly_struck if inside(*at)),
        notes={at: said for at, said in grid.notes.items() if inside(*at)},
        faults={
            row: said for row, said in grid.faults.items() if any(inside(row, column) for column in range(grid.width))
        },
    )
