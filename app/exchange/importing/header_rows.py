"""Rows that read like headers: which of them are none, and where a table of another kind begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from . import KINDS
from .grid import Grid, SheetTable
from .matching import is_date
from .vocabulary import TITLE, normal, targets

_FIGURE = re.compile(r"\d")


def before_others(grid: Grid, kind: str, table: SheetTable, end: int) -> int:
    """Where a table ends: before the header of a table of another kind."""
    return next((row for row in range(table.last + 1, end) if _heads_others(grid, row, kind)), end)


def _heads_others(grid: Grid, row: int, kind: str) -> bool:
    """Whether a row is the header of a table of another kind: nearly all its words are names of that one's fields."""
    texts = [cell.text for cell in grid.rows[row] if cell.text]
    if len(texts) < 3 or any(len(text) > 40 for text in texts) or _FIGURE.search("\n".join(texts)):
        return False
    words = [normal(text) for text in texts]
    own = sum(1 for word in words if word in _names(kind))
    for other in KINDS:
        hits = sum(1 for word in words if word in _names(other))
        if other != kind and hits > own and hits >= 3 and hits >= 0.7 * len(words) and _called(other) & {*words}:
            return True
    return False


@cache
def _names(kind: str) -> frozenset[str]:
    """The words over the fields of a kind."""
    return frozenset(phrase for target in targets(kind).values() for phrase in target.phrases)


@cache
def _called(kind: str) -> frozenset[str]:
    return frozenset(targets(kind)[TITLE].phrases)


def is_row_of(grid: Grid, table: SheetTable) -> bool:
    """Whether a header is a row of a table like others: what would head its titles stands beside it as well.

    In "Issue type" of an export stands "Task" in each row, which is what other people call their titles.
    """
    title = table.at(TITLE)
    if title is None or table.first != table.last:
        return False
    row = table.first
    near = (other for other in (row - 2, row - 1, row + 1, row + 2) if 0 <= other < len(grid.rows))
    again = [r for r in near if grid.at(r, title.number).text == title.title and grid.part(r) == grid.part(row)]
    own = {(n, grid.at(row, n).text) for n in grid.filled(row)}
    return any(2 * len(own & {(n, grid.at(r, n).text) for n in grid.filled(r)}) <= len(own) for r in again)


def is_again(filled: Sequence[str], seen: Sequence[set[str]], exact: set[str], titles: set[str]) -> bool:
    """Whether a row below a header can be another: it repeats one, or is nearly all the very words of headers.

    A row of the table may well say "Lead officer to be appointed", "End of March" and "Complete".
    """
    words = [normal(text) for text in filled]
    if any(2 * sum(1 for word in words if word in header) >= len(words) for header in seen):
        return True
    hits = sum(1 for word, text in zip(words, filled, strict=True) if word in exact and not is_date(text))
    return 2 * hits >= len(filled) and (hits > 2 or (hits == 2 and not titles.isdisjoint(words)))
