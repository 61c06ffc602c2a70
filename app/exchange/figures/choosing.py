"""What a file holds: which kinds of records, and in which of its sheets figures by period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..importing.grid import Grid
from ..importing.guessing import KindGuess, is_plain, kinds_in
from .bring import KIND, OVERRULED, has_figures


class FileContent(NamedTuple):
    """What a file holds.

    Attributes:
        kinds: what its rows are, each after what it needs in the plan; "readings" for figures by period.
        guessed: by what evidence, but for figures.
        figures: the sheets that hold figures, where these are among the kinds.
    """

    kinds: list[str]
    guessed: list[KindGuess]
    figures: list[Grid]


def content_of(grids: Sequence[Grid]) -> FileContent:
    """What a file holds, by the columns of its sheets; actions where nothing can be told."""
    guessed = kinds_in(grids)
    sheets = [grid for grid in grids if has_figures([grid])]
    if sheets and (not guessed or (guessed[0].kind in OVERRULED and not is_plain(guessed))) and len(guessed) < 2:
        return FileContent([KIND], [], sheets)
    numbers = {number for number, grid in enumerate(grids) if any(grid is sheet for sheet in sheets)}
    own = [g for g in guessed if g.kind not in OVERRULED or is_plain([g]) or not _within(g, numbers)]
    taken = {sheet for guess in own for sheet, _row in guess.rows}
    sheets = [grids[number] for number in sorted(numbers - taken)]
    if sheets and own:
        return FileContent([guess.kind for guess in own] + [KIND], own, sheets)
    if sheets and not own:
        return FileContent([KIND], [], sheets)
    return FileContent([guess.kind for guess in guessed] or ["actions"], guessed, [])


def _within(guess: KindGuess, sheets: set[int]) -> bool:
    """Whether all tables of a kind stand in these sheets."""
    return {sheet for sheet, _row in guess.rows} <= sheets
