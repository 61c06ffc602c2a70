"""An import as the command line asks for it and tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.domain.figures import counted, listed

from ..plantext import hint, quoted
from . import KINDS
from .grid import CannotRead, Grid
from .joining import others, whole
from .result import Import, Outcome
from .vocabulary import TITLE, targets


def kind_of(word: str) -> str:
    """A kind by its word, in the singular too. Raises CannotRead."""
    plain = word.strip().casefold()
    for kind in KINDS:
        if plain in (kind, kind.removesuffix("s")):
            return kind
    raise CannotRead(f"There is no kind {quoted(word)}: give one of {', '.join(KINDS)}.{hint(plain, KINDS)}")


def mapping_of(kind: str, given: Sequence[str]) -> dict[str, str]:
    """Where columns go, of texts such as "Lead=owner"; a field may be called by its label. Raises CannotRead."""
    labels = {target.label.casefold(): name for name, target in targets(kind).items()}
    found: dict[str, str] = {}
    for text in given:
        header, equals, field = text.rpartition("=")
        if not equals or not header.strip():
            raise CannotRead(f"{quoted(text)} is not of the form HEADER=FIELD.")
        plain = field.strip().casefold()
        found[header.strip()] = labels.get(plain, plain)
    return found


def sheet_of(grids: Sequence[Grid], kind: str, name: str | None, mapping: Mapping[str, str]) -> Grid:
    """The sheet of that name, or the one that fits best with those that go on with it. Raises CannotRead."""
    if name is None:
        return whole(grids, kind, mapping)
    for grid in grids:
        if grid.name.casefold() == name.strip().casefold():
            return grid
    names = [grid.name for grid in grids if grid.name]
    there = f"There are: {', '.join(names)}." if names else "It is no workbook."
    raise CannotRead(f"There is no sheet {quoted(name)} with anything in it. {there}")


def wrong(found: Import) -> str:
    """Why nothing can be read, and how to name the column that could not be told; empty when something can."""
    if not found.wrong or not found.columns:
        return found.wrong
    headers = listed([quoted(column.title) for column in found.columns])
    return f'{found.wrong} Give --map "HEADER={TITLE}"; the headers are {headers}.'


def report(found: Import) -> Iterator[str]:
    """How the columns were understood, then a line for each row."""
    known = targets(found.kind)
    if found.sheet:
        names = list(dict.fromkeys(row.sheet for row in found.rows if row.sheet))
        yield f"Sheets {listed(list(map(quoted, names)))}" if names else f"Sheet {quoted(found.sheet)}"
    taken = [f"{column.title} = {known[column.target].label}" for column in found.columns if column.target]
    if taken:
        yield f"Columns: {'; '.join(taken)}"
    if left := [column.title + (" (hidden)" if column.hidden else "") for column in found.columns if not column.target]:
        yield f"Left out: {'; '.join(left)}"
    for row in found.rows:
        title = f" {row.title}:" if row.title and quoted(row.title) not in row.message else ""
        yield f"{row.place}:{title} {row.message}"


def unread(grids: Sequence[Grid], read: Grid, kind: str, mapping: Mapping[str, str]) -> Iterator[str]:
    """A line about further sheets that hold such rows, where there are any."""
    if names := others(grids, read, kind, mapping):
        word = "holds" if len(names) == 1 else "hold"
        shown = listed(list(map(quoted, names)))
        yield f"Not read: {shown}, which {word} {kind} too; --sheet reads a sheet by its name."


def total(found: Import, *, dry_run: bool) -> str:
    """How many rows came to what."""
    words = [f"{found.count(outcome):,} {outcome.value}" for outcome in
             (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.SKIPPED)]  # fmt: skip
    losing = f"; {counted(found.problems, 'row')} to look at" if found.problems else ""
    return f"{listed(words)}{losing}.{' Nothing was saved: this was a dry run.' if dry_run else ''}"
