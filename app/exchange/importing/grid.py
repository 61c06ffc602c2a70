"""A sheet of somebody else's file: cells by row and column, with what a person sees in each; and a table in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from app.domain.schedule import PartialDate

from ..plantext import quoted
from .vocabulary import IGNORE

MOST_ROWS, MOST_COLUMNS = 150_000, 300
"""Of a sheet no more is read."""


class CannotRead(ValueError):
    """Why a file, or what is in it, cannot be read; one sentence for the person who chose it."""


class Cell(NamedTuple):
    """What a cell holds.

    Attributes:
        text: as it is seen, line ends kept.
        value: the date or the number behind it, where the file keeps one; None for words.
    """

    text: str = ""
    value: PartialDate | Decimal | None = None


EMPTY = Cell()
_text = attrgetter("text")


class Area(NamedTuple):
    """Cells that are merged into one: rows and columns from the first to the last, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class StackedSheet(NamedTuple):
    """One of several sheets that are read as one: its first row among all, counted from 0, and its name."""

    first: int
    name: str


@dataclass(frozen=True)
class Grid:
    """One sheet, or several that are read as one.

    Attributes:
        name: of the sheet; empty where the file is no workbook.
        rows: the cells, every row as long as the longest.
        merged: cells merged into one; only the first of them holds something.
        hidden_rows, hidden_columns: what is there but not seen, counted from 0.
        uncalculated: row and column of formulas whose result the file does not keep.
        colours: the word for the fill of empty cells, by row and column.
        hidden: whether the whole sheet is.
        cut: how many rows were left out because there are too many.
        parts: the sheets of which it is made, where there are several.
        errors: the errors that stand in place of a result ("#N/A"), by row and column; their cells are empty.
        struck: the cells whose words are struck through; partly_struck: those that had such words, which are gone.
        notes: the comments and the targets of links of cells, as sentences, by row and column.
        faults: what is wrong with how a row is written, by row.
        late_epoch: whether its days are counted from 1904.
        findings: what is to be known of the file as a whole, as sentences.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    colours: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    cut: int = 0
    parts: tuple[StackedSheet, ...] = ()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    struck: frozenset[tuple[int, int]] = frozenset()
    partly_struck: frozenset[tuple[int, int]] = frozenset()
    notes: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)
    late_epoch: bool = False
    findings: tuple[str, ...] = ()
    _above: dict[tuple[int, int], Cell] = field(default_factory=dict, compare=False, repr=False)
    _words: dict[int, list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for area in self.merged:
            first = self.at(area.top, area.left)
            if first.text and area.bottom > area.top:
                self._above.update(((row, area.left), first) for row in range(area.top + 1, area.bottom + 1))

    def part(self, row: int) -> StackedSheet:
        """The sheet that a row stands in."""
        return next((part for part in reversed(self.parts) if part.first <= row), StackedSheet(0, self.name))

    def where(self, row: int) -> str:
        """A row as people call it: "row 5", "row 5 of “Theme 2”"."""
        part = self.part(row)
        return f"row {row - part.first + 1}" + (f" of {quoted(part.name)}" if self.parts else "")

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def at(self, row: int, column: int) -> Cell:
        """A cell as the file has it; an empty one outside."""
        try:
            return self.rows[row][column] if row >= 0 and column >= 0 else EMPTY
        except IndexError:
            return EMPTY

    def shown(self, row: int, column: int) -> Cell:
        """A cell as it is seen: one that is merged with those above it shows what they do."""
        found = self.at(row, column)
        return found if found.text or not self._above else self._above.get((row, column), EMPTY)

    def words(self, column: int) -> list[str]:
        """What is seen in the cells of a column, row by row, with one space between two words."""
        if column not in self._words:
            texts = [row[column].text for row in self.rows]
            for (row, at), cell in self._above.items():
                if at == column and not texts[row]:
                    texts[row] = cell.text
            evened = {text: " ".join(text.split()) for text in {*texts}}  # thousands of rows say the same
            self._words[column] = [evened[text] for text in texts]
        return self._words[column]

    def is_joined(self, row: int, column: int) -> bool:
        """Whether a cell is merged with the one above it."""
        return (row, column) in self._above

    def is_filled(self, row: int) -> bool:
        """Whether a row holds anything."""
        return any(map(_text, self.rows[row]))

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold something."""
        return [number for number, cell in enumerate(self.rows[row]) if cell.text]

    def spans(self, row: int) -> Iterator[Area]:
        """The areas that begin in a row and are wider than one column."""
        return (area for area in self.merged if area.top == row and area.right > area.left)


def letter(column: int) -> str:
    """A column as Excel calls it: 0 is "A", 26 is "AA"."""
    found, column = "", column + 1
    while column:
        column, part = divmod(column - 1, 26)
        found = chr(65 + part) + found
    return found


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
        whole: all that stands in its heading cell, where that says more than its name.
        given: where a person said that it goes; None where they said nothing.
    """

    number: int
    title: str
    key: str
    target: str = IGNORE
    hidden: bool = False
    example: str = ""
    whole: str = ""
    given: str | None = None


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
        return self._by_target.get(target, ())

    @cached_property
    def _by_target(self) -> Mapping[str, tuple[SheetColumn, ...]]:  # every row asks ten times
        found: dict[str, tuple[SheetColumn, ...]] = {}
        for column in self.columns:
            found[column.target] = (*found.get(column.target, ()), column)
        return found

    def at(self, target: str) -> SheetColumn | None:
        """The one column that goes to a target."""
        return next(iter(self.of(target)), None)
