"""What a file holds: which kinds of records, and in which of its sheets figures by period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.figures import listed

from ..importing.grid import Grid
from ..importing.guessing import KindGuess, is_plain, kinds_in
from ..plantext import quoted
from .bring import KIND, has_figures

_NO_PLACE = re.compile(
    r"(?:project |programme )?(?:assumptions?|dependenc(?:y|ies)|decisions?|lessons?(?: learn(?:ed|t))?|"
    r"opportunit(?:y|ies)|constraints?|changes?|change requests?)(?: log| register)?", re.I,
)  # fmt: skip


class FileContent(NamedTuple):
    """What a file holds.

    Attributes:
        kinds: what its rows are, each after what it needs in the plan; "readings" for figures by period.
        guessed: by what evidence, but for figures.
        figures: the sheets that hold figures, where these are among the kinds.
        left: what of it a plan has no place for, as sentences.
    """

    kinds: list[str]
    guessed: list[KindGuess]
    figures: list[Grid]
    left: tuple[str, ...] = ()


_OF_RISKS = re.compile(
    r"risk|threat|likelihood|probability|impact|severity|consequence|mitigat|control|inherent|residual|\b[li]\b", re.I
)
"""A word that a register of risks has over some column; figures have a “Result” and a “Source”, too."""


def content_of(grids: Sequence[Grid]) -> FileContent:
    """What a file holds, by the columns of its sheets; actions where nothing can be told."""
    found = _content_of(grids)
    names = [quoted(grid.name) for grid in grids if _NO_PLACE.fullmatch(grid.name.strip())]
    if not names:
        return found
    are = "The sheets" if len(names) > 1 else "The sheet"
    return found._replace(left=(f"Left out: {are.lower()} {listed(names)}, of which a plan keeps no records.",))


def _content_of(grids: Sequence[Grid]) -> FileContent:
    guessed = kinds_in(grids)
    sheets = [grid for grid in grids if has_figures([grid])]
    if sheets and (not guessed or not _outweighs(guessed[0])) and len(guessed) < 2:
        return FileContent([KIND], [], sheets)
    numbers = {number for number, grid in enumerate(grids) if any(grid is sheet for sheet in sheets)}
    own = [guess for guess in guessed if _outweighs(guess) or not _within(guess, numbers)]
    taken = {sheet for guess in own for sheet, _row in guess.rows}
    sheets = [grids[number] for number in sorted(numbers - taken)]
    if sheets and own:
        return FileContent([guess.kind for guess in own] + [KIND], own, sheets)
    if sheets and not own:
        return FileContent([KIND], [], sheets)
    return FileContent([guess.kind for guess in guessed] or ["actions"], guessed, [])


def _outweighs(guess: KindGuess) -> bool:
    """Whether a sheet is of this kind though it holds figures by period: a register of risks, or plainly a plan."""
    return (guess.kind == "risks" and any(map(_OF_RISKS.search, guess.columns))) or is_plain([guess])


def _within(guess: KindGuess, sheets: set[int]) -> bool:
    """Whether all tables of a kind stand in these sheets."""
    return {sheet for sheet, _row in guess.rows} <= sheets
