"""Of what kind the rows of a file are, by what its columns are called, whatever the sheet is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.figures import listed

from ..plantext import quoted
from . import KINDS
from .column_inference import entry_of
from .grid import Grid, SheetTable
from .headers import by_name, find_tables
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
_FOR_OWN, _PLAIN = 60.0, 300.0
_BESIDE = 0.5
"""From this share of the best fit on another table of the file counts as one of its own kind."""
_IN_TURN = ("bodies", "themes", "recommendations", "objectives", "actions", "milestones", "indicators", "risks")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "bodies": ("chair", "meets", "every", "members"),
    "risks": (
        "likelihood", "impact", "inherent_likelihood", "target_likelihood", "score", "inherent_score", "target_score",
        "mitigation", "controls", "further", "consequence", "cause", "event", "response", "raid", "closed_why",
    ),
}  # fmt: skip
"""What a table must have beside a name, where nearly anything has one; a column that is called by the kind will do."""
_LOGGED = {"actions": "action"}
"""What a log of risks, issues and assumptions calls a row of a kind that it lists beside them."""


class KindGuess(NamedTuple):
    """A kind that the rows of a file may be.

    Attributes:
        score: how well it fits; only to be compared with others.
        columns: the headers that speak for it.
        rows: the row of the header of each table, by sheet, so that two kinds of one table can be told.
        logged: whether a log of several kinds lists rows of this one.
    """

    kind: str
    score: float
    columns: tuple[str, ...]
    rows: frozenset[tuple[int, int]] = frozenset()
    logged: bool = False


def guesses(grids: Sequence[Grid]) -> list[KindGuess]:
    """The kinds that the rows of a file may be, the likeliest first."""
    found = [guess for kind in ORDER if (guess := of_kind(grids, kind)).score > 0]
    return sorted(found, key=lambda guess: -guess.score)


def of_kind(grids: Sequence[Grid], kind: str) -> KindGuess:
    """How well the sheets fit a kind."""
    best, columns, rows, logged = 0.0, list[str](), set[tuple[int, int]](), False
    for number, grid in enumerate(grids):
        for table in find_tables(grid, kind):
            if not table.at(TITLE) or not _has_needed(table, kind):
                continue
            fit = _fit(table, kind) * (0.5 if grid.hidden else 1) * by_name(grid, kind)
            rows.add((number, table.first))
            if (log := table.at("raid")) and kind in _LOGGED:
                logged = logged or any(
                    entry_of(grid.shown(r, log.number).text, lettered=True) == _LOGGED[kind] for r in table.rows
                )
            if fit > best:
                best, columns = fit, [column.title for column in table.columns if column.target]
    return KindGuess(kind, best, tuple(columns), frozenset(rows), logged)


def _has_needed(table: SheetTable, kind: str) -> bool:
    """Whether a table has something that hardly any other has, where its kind needs that."""
    title = table.at(TITLE)
    called = title is not None and kind == "risks" and "risk" in title.title.casefold()
    return called or kind not in _NEEDS or any(table.at(name) for name in _NEEDS[kind])


def kinds_in(grids: Sequence[Grid]) -> list[KindGuess]:
    """The likeliest kind and those that have tables of their own beside its, each after what it needs in the plan."""
    found = guesses(grids)
    chosen = found[:1]
    for guess in found[1:]:
        taken = frozenset[tuple[int, int]]().union(*(each.rows for each in chosen))
        own = guess.rows - taken
        if (own and guess.score >= _BESIDE * found[0].score) or (
            guess.logged and not guess.rows.isdisjoint(found[0].rows)
        ):
            chosen.append(guess)
    return sorted(chosen, key=lambda guess: _IN_TURN.index(guess.kind))


def is_plain(found: Sequence[KindGuess]) -> bool:
    """Whether the rows are plainly actions: they say what is to be done, and by whom or by when."""
    return bool(found) and found[0].kind == "actions" and found[0].score >= _PLAIN


def told(found: Sequence[KindGuess]) -> Iterator[str]:
    """What was guessed, and how to say otherwise."""
    for guess in found:
        shown = listed([quoted(title) for title in guess.columns[:4]])
        yield f"Read as {guess.kind}, by the columns {shown}; --kind says otherwise."


def _fit(table: SheetTable, kind: str) -> float:
    own = {column.target for column in table.columns} & _OWN.get(kind, set[str]())
    return table.score + _FOR_OWN * len(own)
