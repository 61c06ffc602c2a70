"""Of what kind the rows of a file are, by what its columns are called, whatever the sheet is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.figures import listed

from ..plantext import quoted
from . import KINDS
from .grid import Grid, SheetTable
from .headers import find_tables
from .vocabulary import TITLE

USUAL = ("actions", "risks", "themes", "recommendations", "milestones")
"""What most files hold; of kinds that fit a file as well the first is proposed."""
ORDER = (*USUAL, *(kind for kind in KINDS if kind not in USUAL))
_OWN = {
    "risks": {"likelihood", "impact", "inherent_likelihood", "inherent_impact", "target_likelihood", "target_impact"},
    "indicators": {"better", "unit", "cadence", "target"},
    "milestones": {"action"},
    "actions": {"blocked_by", "percent"},
}
"""What hardly any other kind has: who finds these columns need not look at a title."""
_FOR_OWN = 60.0


class KindGuess(NamedTuple):
    """A kind that the rows of a file may be.

    Attributes:
        score: how well it fits; only to be compared with others.
        columns: the headers that speak for it.
        rows: the row of the header of each table, by sheet, so that two kinds of one table can be told.
    """

    kind: str
    score: float
    columns: tuple[str, ...]
    rows: frozenset[tuple[int, int]] = frozenset()


def guesses(grids: Sequence[Grid]) -> list[KindGuess]:
    """The kinds that the rows of a file may be, the likeliest first."""
    found = [guess for kind in ORDER if (guess := of_kind(grids, kind)).score > 0]
    return sorted(found, key=lambda guess: -guess.score)


def of_kind(grids: Sequence[Grid], kind: str) -> KindGuess:
    """How well the sheets fit a kind."""
    best, columns, rows = 0.0, list[str](), set[tuple[int, int]]()
    for number, grid in enumerate(grids):
        for table in find_tables(grid, kind):
            if not table.at(TITLE):
                continue
            fit = _fit(table, kind) * (0.5 if grid.hidden else 1)
            rows.add((number, table.first))
            if fit > best:
                best, columns = fit, [column.title for column in table.columns if column.target]
    return KindGuess(kind, best, tuple(columns), frozenset(rows))


def kinds_in(grids: Sequence[Grid]) -> list[KindGuess]:
    """The likeliest kind, first, and those that have tables of their own beside its."""
    return guesses(grids)[:1]


def told(found: Sequence[KindGuess]) -> Iterator[str]:
    """What was guessed, and how to say otherwise."""
    for guess in found:
        shown = listed([quoted(title) for title in guess.columns[:4]])
        yield f"Read as {guess.kind}, by the columns {shown}; --kind says otherwise."


def _fit(table: SheetTable, kind: str) -> float:
    own = {column.target for column in table.columns} & _OWN.get(kind, set[str]())
    return table.score + _FOR_OWN * len(own)
