"""Two tables beside one another in a sheet, with an empty column between them: each is read as a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from . import KINDS
from .grid import EMPTY, Grid, letter
from .headers import find_tables
from .vocabulary import TITLE

_LEAST = 180.0
"""How well each of two tables must fit a kind of its own; columns set apart by an empty one do not."""
_KINDS = ("actions", "risks", "milestones", "indicators", "recommendations")


def taken_apart(grids: Sequence[Grid]) -> list[Grid]:
    """Sheets with tables beside one another as one sheet for each; every other sheet as it is."""
    return [part for grid in grids for part in _parts(grid)]


def _parts(grid: Grid) -> list[Grid]:
    used = {column for row in range(len(grid.rows)) for column in grid.filled(row)}
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

    def inside(column: int) -> bool:
        return column in columns

    used = [c for c in columns if any(row[c].text for row in grid.rows if c < len(row))] or [columns.start]
    place = f"{letter(used[0])} to {letter(used[-1])}"
    rows = tuple(tuple(cell if inside(n) else EMPTY for n, cell in enumerate(row)) for row in grid.rows)
    return replace(
        grid,
        name=f"{grid.name}, {place}" if grid.name else f"Columns {place}",
        rows=rows,
        merged=tuple(area for area in grid.merged if inside(area.left)),
        uncalculated=frozenset(at for at in grid.uncalculated if inside(at[1])),
        colours={at: word for at, word in grid.colours.items() if inside(at[1])},
        errors={at: word for at, word in grid.errors.items() if inside(at[1])},
        struck=frozenset(at for at in grid.struck if inside(at[1])),
        partly_struck=frozenset(at for at in grid.partly_struck if inside(at[1])),
        notes={at: said for at, said in grid.notes.items() if inside(at[1])},
    )
