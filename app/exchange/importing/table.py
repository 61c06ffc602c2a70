"""A table in a sheet: the rows of its header, its columns and where each of them goes."""

from __future__ import annotations

from dataclasses import dataclass

from .words import IGNORE


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table.

    Attributes:
        number: in the sheet, counted from 0.
        title: its header as it is seen, or its letter where it has none.
        key: by which a correction of it is known.
        target: where it goes; empty when it is left out.
        hidden: whether it is not seen in the sheet.
        example: what the first row that fills it holds.
    """

    number: int
    title: str
    key: str
    target: str = IGNORE
    hidden: bool = False
    example: str = ""


@dataclass(frozen=True)
class SheetTable:
    """A table: its header's rows, its columns, and the rows below it, all counted from 0."""

    first: int
    last: int
    columns: tuple[SheetColumn, ...]
    rows: range
    score: float = 0.0

    def of(self, target: str) -> tuple[SheetColumn, ...]:
        """The columns that go to a target."""
        return tuple(column for column in self.columns if column.target == target)

    def at(self, target: str) -> SheetColumn | None:
        """The one column that goes to a target."""
        return next(iter(self.of(target)), None)
