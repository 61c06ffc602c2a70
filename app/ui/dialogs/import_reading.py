"""Reading a file for the import dialog, step by step on another thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app import settings
from app.exchange.figures.bring import KIND as FIGURES
from app.exchange.figures.bring import planning as figures
from app.exchange.figures.choosing import FileContent, content_of
from app.exchange.importing.bring import plan_after
from app.exchange.importing.files import reading
from app.exchange.importing.grid import CannotRead, Grid
from app.exchange.importing.guessing import guesses
from app.exchange.importing.headers import known
from app.exchange.importing.joining import joined, parts
from app.exchange.importing.plan import planning
from app.exchange.importing.result import Import
from app.exchange.importing.together import all_together, without_of
from app.exchange.workbook.layout import ABOUT

if TYPE_CHECKING:
    from app.domain.plan import Plan

TOGETHER = "together"
"""In the place of a kind: every kind that the file holds."""


class OpenedFile(NamedTuple):
    """A file that was read.

    Attributes:
        held: what it holds.
        kinds: the kinds that its rows may be, the likeliest first; several together before them.
    """

    grids: list[Grid]
    held: FileContent
    kinds: list[str]


class Planned(NamedTuple):
    """What a file would bring.

    Attributes:
        found: all of it, and the plan once it is saved.
        parts: what each kind would bring, where a file holds several; those of which nothing can be read, too.
    """

    found: Import
    plan: Plan
    parts: tuple[Import, ...] = ()


def opened(path: Path) -> Any:
    """The sheets of a file, and what its rows may be."""
    grids = yield from reading(path)
    if any(grid.hidden and grid.name == ABOUT for grid in grids):
        raise CannotRead("Goldthread wrote this workbook itself: bring it back with File > Bring back workbooks….")
    yield 0, 1, "Telling what its rows are"
    held = content_of(grids)
    first = [TOGETHER] if len(held.kinds) > 1 else []
    kinds = [*first, *held.kinds, *(guess.kind for guess in guesses(grids))]
    return OpenedFile(grids, held, list(dict.fromkeys(kinds)))


def planned(
    grid: Grid, kind: str, plan: Plan, mapping: Mapping[str, str], file: str, answers: Mapping[str, str],
    without: Collection[int], header: int | None,
) -> Any:  # fmt: skip
    """What a sheet would bring, with those corrections that speak of its headers and answers to files of its layout."""
    yield 0, len(grid.rows), "Finding the tables"
    before = settings.answers_before
    if kind == FIGURES:
        found = yield from figures(grid, plan, file=file, answers=answers, without=without, before=before)
    else:
        mapping = known(grid, kind, mapping)
        found = yield from planning(
            grid, kind, plan, mapping, file=file, answers=answers, without=without, header=header, before=before
        )
    return Planned(found, plan_after(plan, found))


def planned_together(
    file: OpenedFile, plan: Plan, before: Mapping[str, Mapping[str, str]], mappings: Mapping[str, Mapping[str, str]],
    name: str, answers: Mapping[str, str], without: Collection[int],
) -> Any:  # fmt: skip
    """What every kind of a file would bring, each finding what the one before it makes.

    By kind, `mappings` say where columns go, and `before` what was said in other files: by these the sheets are chosen,
    so that a correction leaves them as they are.
    """
    found: list[Import] = []
    for kind, grid in _sheets(file, before):
        left = without_of(frozenset(without), len(found))
        each, plan, _ = yield from planned(grid, kind, plan, mappings.get(kind, {}), name, answers, left, None)
        found.append(each)
    return Planned(all_together(found), plan, tuple(found))


def _sheets(file: OpenedFile, mappings: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Grid]]:
    """The sheets to be read for each kind: of records all as one."""
    for kind in file.held.kinds:
        if kind == FIGURES:
            yield from ((kind, grid) for grid in file.held.figures)
        else:
            yield kind, joined(parts(file.grids, kind, mappings.get(kind, {})))
