"""What the rows of a table betray of its columns where their headers do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from .grid import Grid
from .matching import SURE, fits, plain_key
from .table import Column, Table
from .words import IGNORE, TITLE, normal, targets

_ID = re.compile(r"[A-Za-z]{0,6}[\s./-]?\d+([./-]\d+)*\s?[a-z]?\.?")
_RANKS = {"high", "medium", "low", "h", "m", "l", "urgent", "critical", "routine"}


def wanted_for(column: Column, wanted: Mapping[str, str]) -> str | None:
    """Where a person said that a column goes; None where they said nothing."""
    words = (column.key, plain_key(column.title), normal(column.title))
    return next((wanted[key] for key in words if key in wanted), None)


def with_guesses(grid: Grid, table: Table, kind: str, wanted: Mapping[str, str]) -> Table:
    """The table without columns that are empty; what only its rows betray is guessed from them."""
    sample = [row for row in table.rows if len(grid.filled(row)) > 1][:100] or list(table.rows[:100])
    held = {c.number: [text for row in sample if (text := grid.shown(row, c.number).text)] for c in table.columns}
    filled = [c for c in table.columns if held[c.number] or c.target or not c.title.startswith("Column ")]
    columns = [replace(column, example=held[column.number][0] if held[column.number] else "") for column in filled]
    for place, column in enumerate(columns):
        ranks = {text.casefold() for text in held[column.number]}
        if column.target == "theme" and ranks and ranks <= _RANKS and wanted_for(column, wanted) is None:
            columns[place] = replace(column, target=IGNORE)  # "Priority" may be how urgent it is
    free = [c for c in columns if not c.target and not c.hidden and wanted_for(c, wanted) is None and held[c.number]]
    taken = {column.target for column in columns}
    by_ref = "ref" if "ref" in targets(kind) else "number"
    if by_ref in targets(kind) and by_ref not in taken:
        ids = [c for c in free if c.title.startswith("Column ") and _share(held[c.number], _is_id) > 0.7]
        columns = [replace(c, target=by_ref) if ids and c.number == ids[0].number else c for c in columns]
    return replace(table, columns=tuple(columns))


def with_title(grid: Grid, table: Table, wanted: Mapping[str, str]) -> Table:
    """With the wordiest column as the one that says what each row is, where nothing else does."""
    free = [c for c in table.columns if not c.target and not c.hidden and c.example and wanted_for(c, wanted) is None]
    if table.score < SURE * 2 or not free:
        return table
    rows = table.rows[:100]
    longest = max(free, key=lambda c: sum(len(grid.at(row, c.number).text) for row in rows))
    return replace(table, columns=tuple(replace(c, target=TITLE) if c is longest else c for c in table.columns))


def is_of_others(table: Table, kind: str) -> bool:
    """Whether a table lists records of another kind, by a column that names them."""
    others = [other for other in ("actions", "milestones", "indicators", "risks") if other != kind]
    named = [c.title for c in table.columns if c.target != TITLE]
    meant = (each for title in named for other in others for each in fits(title, other))
    return any(fit >= SURE and target == TITLE for fit, target in meant)


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if test(text)) / max(1, len(texts))
