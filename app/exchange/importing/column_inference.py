"""What the rows of a table betray of its columns where their headers do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .dates import INSIDE, read_when
from .grid import Cell, Grid, SheetColumn, SheetTable
from .matching import SURE, fits, plain_key
from .vocabulary import IGNORE, TITLE, normal, targets

_TIME = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s'’-]*(?:20)?(\d\d)?\b|\bq[1-4]\b", re.I
)
_THEMED = re.compile(r"(improvement )?(theme|priority|work ?stream)\b", re.I)
_ID = re.compile(r"([A-Za-z]{0,6}|theme|priority|recommendation)[\s./-]?\d+([./-]\d+)*\s?[a-z]?\.?", re.I)
_EVERY_MONTH = ("rag", "status", "percent")
_RANKS = {"high", "medium", "low", "h", "m", "l", "urgent", "critical", "routine"}


def wanted_for(column: SheetColumn, wanted: Mapping[str, str]) -> str | None:
    """Where a person said that a column goes; None where they said nothing."""
    words = (column.key, plain_key(column.title), normal(column.title))
    return next((wanted[key] for key in words if key in wanted), None)


def with_inferred_targets(grid: Grid, table: SheetTable, kind: str, wanted: Mapping[str, str]) -> SheetTable:
    """The table without columns that are empty; what only its rows betray is guessed from them."""
    sample = [row for row in table.rows if len(grid.filled(row)) > 1][:100] or list(table.rows[:100])
    held = {c.number: [text for row in sample if (text := _seen(grid, row, c.number))] for c in table.columns}
    filled = [c for c in table.columns if held[c.number] or c.target or not c.title.startswith("Column ")]
    columns = [replace(column, example=held[column.number][0] if held[column.number] else "") for column in filled]
    for place, column in enumerate(columns):
        ranks = {text.casefold() for text in held[column.number]}
        if column.target == "theme" and ranks and ranks <= _RANKS and wanted_for(column, wanted) is None:
            columns[place] = replace(column, target=IGNORE)  # "Priority" may be how urgent it is
    columns = _with_latest(columns, held, wanted)
    columns = _with_words(columns, held, kind, wanted)
    columns = _with_themes(columns, held, wanted)
    columns = _with_reports(columns, held, wanted)
    free = [c for c in columns if not c.target and not c.hidden and wanted_for(c, wanted) is None and held[c.number]]
    taken = {column.target for column in columns}
    by_ref = "ref" if "ref" in targets(kind) else "number"
    if by_ref in targets(kind) and by_ref not in taken:
        named = {"theme", "priority", "recommendation", "workstream"} if by_ref == "number" else set[str]()
        untold = [c for c in free if c.title.startswith("Column ") or normal(c.title) in named]
        ids = [c for c in untold if _share(held[c.number], _is_id) > 0.7]
        columns = [replace(c, target=by_ref) if ids and c.number == ids[0].number else c for c in columns]
    return replace(table, columns=tuple(columns))


def _with_latest(
    columns: list[SheetColumn], held: Mapping[int, Sequence[str]], wanted: Mapping[str, str]
) -> list[SheetColumn]:
    """Of columns that differ by their month alone, such as "RAG Nov" and "RAG Dec", the last that is filled."""
    for column in [c for c in columns if c.target in _EVERY_MONTH]:
        words = _timeless(column.title)
        alike = [c for c in columns if c is column or (not c.target and not c.hidden and _timeless(c.title) == words)]
        alike = [c for c in alike if _TIME.search(c.title) and held[c.number] and wanted_for(c, wanted) is None]
        if len(alike) > 1:
            days = [read_when(Cell(day[0])).date for c in alike if (day := INSIDE.search(c.title))]
            last = alike[max(range(len(days)), key=days.__getitem__) if len(days) == len(alike) else -1]
            columns = _moved(columns, column, last)
    return columns


def _with_words(
    columns: list[SheetColumn], held: Mapping[int, Sequence[str]], kind: str, wanted: Mapping[str, str]
) -> list[SheetColumn]:
    """Where a header stands over a number and, with no header of its own, its words: the words are the title."""
    for column, beside in pairwise(columns):
        is_number = column.target == TITLE and _share(held[column.number], _is_id) > 0.7
        free = beside.title.startswith("Column ") and not beside.target and held[beside.number]
        if is_number and free and wanted_for(column, wanted) is None and wanted_for(beside, wanted) is None:
            untold = "ref" in targets(kind) and all(c.target != "ref" for c in columns)
            ref = "ref" if untold else IGNORE
            return [replace(c, target=ref) if c.number == column.number else c for c in _moved(columns, column, beside)]
    return columns


def _with_themes(
    columns: list[SheetColumn], held: Mapping[int, Sequence[str]], wanted: Mapping[str, str]
) -> list[SheetColumn]:
    """A column "Recommendation / theme" that says "Theme 1" in its rows is one of themes."""
    column = next((c for c in columns if c.target == "recommendation" and wanted_for(c, wanted) is None), None)
    if column is None or any(c.target == "theme" for c in columns):
        return columns
    themed = _share(held[column.number], lambda text: _THEMED.match(text) is not None) > 0.7
    return [replace(c, target="theme") if c is column and themed else c for c in columns]


def _with_reports(
    columns: list[SheetColumn], held: Mapping[int, Sequence[str]], wanted: Mapping[str, str]
) -> list[SheetColumn]:
    """A column "Last update" that holds words, not dates, says how it goes."""
    column = next((c for c in columns if c.target == "reported" and wanted_for(c, wanted) is None), None)
    if column is None or not held[column.number] or _share(held[column.number], _is_day) > 0.5:
        return columns
    return [replace(c, target="progress") if c is column else c for c in columns]


def _moved(columns: list[SheetColumn], column: SheetColumn, to: SheetColumn) -> list[SheetColumn]:
    """With the target of one column given to another."""
    if column is to:
        return columns
    return [replace(c, target=column.target if c is to else IGNORE) if c in (column, to) else c for c in columns]


def with_title(grid: Grid, table: SheetTable, wanted: Mapping[str, str]) -> SheetTable:
    """With a description, or else the wordiest column, as what says what each row is, where nothing else does."""
    free = [c for c in table.columns if not c.target and not c.hidden and c.example and wanted_for(c, wanted) is None]
    described = [c for c in table.columns if c.target == "detail" and "description" in normal(c.title)]
    described = [c for c in described if wanted_for(c, wanted) is None]
    if described:
        return replace(
            table, columns=tuple(replace(c, target=TITLE) if c is described[0] else c for c in table.columns)
        )
    if table.score < SURE * 2 or not free:
        return table
    rows = table.rows[:100]
    longest = max(free, key=lambda c: sum(len(grid.at(row, c.number).text) for row in rows))
    return replace(table, columns=tuple(replace(c, target=TITLE) if c is longest else c for c in table.columns))


def is_of_others(table: SheetTable, kind: str) -> bool:
    """Whether a table lists records of another kind, by a column that names them."""
    others = [other for other in ("actions", "milestones", "indicators", "risks") if other != kind]
    named = [c.title for c in table.columns if c.target != TITLE]
    own = {title: max((fit for fit, target in fits(title, kind) if target != TITLE), default=0) for title in named}
    meant = ((each, own[title]) for title in named for other in others for each in fits(title, other))
    return any(fit >= SURE and fit > better and target == TITLE for (fit, target), better in meant)


def _seen(grid: Grid, row: int, column: int) -> str:
    """What a person sees in a cell, be it only its colour."""
    return grid.shown(row, column).text or grid.colours.get((row, column), "")


def _timeless(title: str) -> str:
    return normal(_TIME.sub(" ", title))


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        read_when(Cell(text))
    except ValueError:
        return False
    return True


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if test(text)) / max(1, len(texts))
