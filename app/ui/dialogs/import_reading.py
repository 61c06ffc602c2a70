"""Reading a file for the import dialog, step by step on another thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import settings
from app.exchange.figures.bring import KIND as FIGURES
from app.exchange.figures.bring import OVERRULED, has_figures
from app.exchange.figures.bring import planning as figures
from app.exchange.importing.bring import plan_after
from app.exchange.importing.files import reading
from app.exchange.importing.grid import CannotRead, Grid
from app.exchange.importing.guessing import ORDER, guesses, is_plain
from app.exchange.importing.headers import find_tables, known, layout
from app.exchange.importing.plan import planning
from app.exchange.workbook.layout import ABOUT

if TYPE_CHECKING:
    from app.domain.plan import Plan


def opened(path: Path) -> Any:
    """The sheets of a file, and the kinds that their headers fit, the best first."""
    grids = yield from reading(path)
    if any(grid.hidden and grid.name == ABOUT for grid in grids):
        raise CannotRead("Goldthread wrote this workbook itself: bring it back with File > Bring back workbooks….")
    yield 0, 1, "Telling what its rows are"
    found = guesses(grids)
    kinds = [guess.kind for guess in found] or [ORDER[0]]
    if has_figures(grids):
        kinds.insert(0 if kinds[0] in OVERRULED and not is_plain(found) else len(kinds), FIGURES)
    return grids, kinds


def planned(
    grid: Grid, kind: str, plan: Plan, mapping: Mapping[str, str], file: str, answers: Mapping[str, str],
    without: Collection[int], header: int | None,
) -> Any:  # fmt: skip
    """What a sheet would bring, with those corrections that speak of its headers and answers to files of its layout."""
    yield 0, len(grid.rows), "Finding the tables"
    if kind == FIGURES:
        found = yield from figures(grid, plan, file=file, answers=answers, without=without)
        return found, plan_after(plan, found)
    kept = settings.get(settings.ANSWERS)
    tables = find_tables(grid, kind, mapping, header)
    before = kept.get(layout((c for table in tables for c in table.columns), kind))
    answers = {**(before if isinstance(before, dict) else {}), **answers}
    mapping = known(grid, kind, mapping)
    found = yield from planning(grid, kind, plan, mapping, file=file, answers=answers, without=without, header=header)
    return found, plan_after(plan, found)
