"""Several sheets that are parts of one plan, such as one for each theme, read as one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.domain.figures import listed

from .finding import plain
from .grid import EMPTY, Area, Grid, SheetTable, StackedSheet
from .headers import best, find_tables, score
from .row_classifier import headings
from .vocabulary import TITLE

_ISSUES = re.compile(r"\bissues?\b", re.I)
_ALIKE = 0.7
"""The share of columns that parts of one plan have in common."""
_SAME = 0.3
"""The share of titles from which on two sheets are editions of one list and no parts."""


def whole(grids: Sequence[Grid], kind: str, mapping: Mapping[str, str] | None = None) -> Grid:
    """The sheet that fits a kind best, with those that go on with it under the same headers."""
    return joined(parts(grids, kind, mapping))


def parts(grids: Sequence[Grid], kind: str, mapping: Mapping[str, str] | None = None) -> list[Grid]:
    """The sheet that fits best and those like it that list other things, in their order."""
    first = best(grids, kind, mapping)
    seen = [grid for grid in grids if grid is first or not grid.hidden]
    if len(seen) == 1:
        return seen
    tables = [[table for table in find_tables(grid, kind, mapping) if table.at(TITLE)] for grid in seen]
    main = tables[seen.index(first)]
    if not main:
        named = [grid for grid in seen if any(f"{over}s" == kind for _, over, _ in headings(grid))]
        return named or [first]
    columns, titles = _columns(main), _titles(first, main)
    found = [first]
    for grid, own in zip(seen, tables, strict=True):
        here = _titles(grid, own)
        alike = len(_columns(own) & columns) >= _ALIKE * len(_columns(own) | columns)
        alike = alike or (kind == "risks" and _ISSUES.search(grid.name) is not None)  # a risk that occurred
        if grid is not first and alike and here and len(here & titles) < _SAME * min(len(here), len(titles)):
            found.append(grid)
            titles |= here
    return [grid for grid in seen if any(grid is part for part in found)]


def others(grids: Sequence[Grid], read: Grid, kind: str, mapping: Mapping[str, str] | None = None) -> list[str]:
    """The names of further sheets that hold such rows and are not read."""
    names = {read.name, *(part.name for part in read.parts)}
    if names.issuperset(grid.name for grid in grids):
        return []
    least = max(1, score(read, kind, mapping) / 2)
    return [grid.name for grid in grids if grid.name not in names and score(grid, kind, mapping) >= least]


def joined(grids: Sequence[Grid]) -> Grid:
    """Sheets below one another as one, which remembers where each begins; one alone stays as it is."""
    if len(grids) == 1:
        return grids[0]
    width = max(grid.width for grid in grids)
    starts = [sum(len(grid.rows) for grid in grids[:number]) for number in range(len(grids))]
    each = list(zip(starts, grids, strict=True))
    return Grid(
        listed([grid.name for grid in grids]),
        tuple(row + (EMPTY,) * (width - len(row)) for grid in grids for row in grid.rows),
        tuple(Area(a.top + start, a.left, a.bottom + start, a.right) for start, grid in each for a in grid.merged),
        frozenset(row + start for start, grid in each for row in grid.hidden_rows),
        frozenset.intersection(*(grid.hidden_columns for grid in grids)),
        frozenset((row + start, column) for start, grid in each for row, column in grid.uncalculated),
        {(row + start, column): word for start, grid in each for (row, column), word in grid.colours.items()},
        cut=sum(grid.cut for grid in grids),
        parts=tuple(StackedSheet(start, grid.name) for start, grid in each),
        errors={(row + start, column): word for start, grid in each for (row, column), word in grid.errors.items()},
        struck=frozenset((row + start, column) for start, grid in each for row, column in grid.struck),
        partly_struck=frozenset((row + start, column) for start, grid in each for row, column in grid.partly_struck),
        notes={(row + start, column): said for start, grid in each for (row, column), said in grid.notes.items()},
        faults={row + start: fault for start, grid in each for row, fault in grid.faults.items()},
        late_epoch=any(grid.late_epoch for grid in grids),
        findings=tuple(dict.fromkeys(finding for grid in grids for finding in grid.findings)),
    )


def _columns(tables: Sequence[SheetTable]) -> set[tuple[str, str]]:
    return {(column.key, column.target) for table in tables for column in table.columns if column.target}


def _titles(grid: Grid, tables: Sequence[SheetTable]) -> set[str]:
    """What the rows under a title are called, which is empty for none of them."""
    places = ((table, title.number) for table in tables if (title := table.at(TITLE)))
    return {plain(grid.at(row, number).text) for table, number in places for row in table.rows} - {""}
