"""Reading the sheets of an Excel workbook, and the fills of cells, by which many plans rate an action."""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Iterator, Sequence
from colorsys import rgb_to_hsv
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.domain.fields import clean
from app.domain.schedule import PartialDate

from .grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Area, CannotRead, Cell, Grid
from .package import TOO_LARGE, Book, BookCell, BookSheet

MOST_CELLS, MOST_CHARACTERS = 800_000, 30_000_000
"""Of a workbook: cells that are not empty, and what stands in them."""
_EMPTY_FOR_ONE = 20
"""So many empty cells, in rows that hold something, take the room of a filled one."""
_DAMAGED = "This Excel file is damaged and cannot be read: open it in Excel, save it again, and try once more."
_HUES = ((20, "Red"), (52, "Amber"), (70, "Yellow"), (170, "Green"), (260, "Blue"), (335, ""), (360, "Red"))
"""Up to which degree of the circle a colour has which name."""
_LEAST, _LEAST_BLUE = 0.15, 0.5
"""Below it a colour is pale: a stripe of the table, and no rating. Stripes are often blue."""
_PALE = 0.7
_THEME = re.compile(r"<a:(lt1|dk1|lt2|dk2|accent[1-6])>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.S)
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^]]*\]|\\.|_.|\*.')
"""What a number format says beside its digits: words, colours, signs as they are, room for a sign."""
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))


def sheets(content: bytes) -> Generator[tuple[int, int, str], None, list[Grid]]:
    """The sheets of a workbook, step by step. Raises CannotRead."""
    yield 0, 1, "Opening the workbook"
    with unless_damaged():
        book = Book(content)
    grids: list[Grid] = []
    reading = _Reading(book)
    for number, name in enumerate(book.names):
        yield number, len(book.names), f"Reading sheet {name}"
        with unless_damaged():
            grids.append(reading.grid(number))
    return grids


@contextmanager
def unless_damaged() -> Iterator[None]:
    """Says that a workbook is damaged, whatever its parser stumbles on. Raises CannotRead."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of drop-down lists and styles, which nobody asks for here
        try:
            yield
        except CannotRead:
            raise
        except Exception as error:  # it raises whatever its parser stumbles on
            raise CannotRead(_DAMAGED) from error


class _Reading:
    """Reads the sheets of one workbook, and counts what they hold together."""

    def __init__(self, book: Book):
        self._book = book
        self._fills = Fills(book)
        self._cells: dict[tuple[type, object, str], Cell] = {}  # the same words stand in many cells
        self._struck: dict[int, bool] = {}
        self._left, self._characters_left = MOST_CELLS, MOST_CHARACTERS

    def grid(self, number: int) -> Grid:
        """One sheet. Raises CannotRead, and whatever its parser stumbles on."""
        sheet = self._book.sheet(number)
        held: dict[int, dict[int, Cell]] = {}
        missing: set[tuple[int, int]] = set()
        colours: dict[tuple[int, int], str] = {}
        marks = _Marks()
        lowest = 0
        for row, cells in sheet.rows():
            if row > MOST_ROWS:
                lowest = row if any(cell.value is not None for cell in cells) else lowest
                continue
            for cell in cells:
                if cell.column > MOST_COLUMNS:
                    continue
                read = self._cell(cell)
                place = (row - 1, cell.column - 1)
                if cell.is_error:
                    marks.errors[place], read = str(cell.value)[:20], EMPTY
                if cell.struck == "partly":
                    marks.partly.add(place)
                elif cell.struck or (read.text and self._is_struck(cell.style)):
                    marks.struck.add(place)
                if cell.link:
                    marks.links[place] = cell.link
                if read.text:
                    held.setdefault(row - 1, {})[cell.column - 1] = read
                elif cell.uncalculated:
                    missing.add((row - 1, cell.column - 1))
                elif colour := self._fills.word(cell.style):
                    colours[row - 1, cell.column - 1] = colour
                else:
                    continue
                self._left -= 1
            if self._left < 0:
                raise CannotRead(TOO_LARGE)
        _empty_what_is_merged(held, sheet.merged)
        return self._laid_out(sheet, held, missing, colours, marks, max(0, lowest - MOST_ROWS))

    def _is_struck(self, style: int) -> bool:
        if style not in self._struck:
            self._struck[style] = self._book.is_struck(style)
        return self._struck[style]

    def _cell(self, cell: BookCell) -> Cell:
        if cell.value is None:
            return EMPTY
        key = (type(cell.value), cell.value, self._book.number_format(cell.style))
        if key not in self._cells:
            self._cells[key] = cell_of(cell.value, key[2])
        self._characters_left -= len(self._cells[key].text)
        if self._characters_left < 0:
            raise CannotRead(TOO_LARGE)
        return self._cells[key]

    def _laid_out(
        self, sheet: BookSheet, held: dict[int, dict[int, Cell]], missing: set[tuple[int, int]],
        colours: dict[tuple[int, int], str], marks: _Marks, cut: int,
    ) -> Grid:  # fmt: skip
        unseen = (*missing, *marks.errors)
        height = max([*held, *(row for row, _ in unseen)], default=-1) + 1
        width = max([*(max(row) for row in held.values()), *(column for _, column in unseen)], default=-1) + 1
        self._left -= (len(held) * width - sum(map(len, held.values()))) // _EMPTY_FOR_ONE
        if self._left < 0:
            raise CannotRead(TOO_LARGE)
        blank = (EMPTY,) * width
        rows = (held.get(row) for row in range(height))
        return Grid(
            clean(sheet.name),
            tuple(tuple(row.get(column, EMPTY) for column in range(width)) if row else blank for row in rows),
            tuple(Area(m.top - 1, m.left - 1, min(m.bottom, height) - 1, min(m.right, width) - 1)
                  for m in sheet.merged if m.top <= height and m.left <= width),
            frozenset(n - 1 for n in sheet.hidden_rows if n <= height),
            frozenset(n - 1 for some in sheet.hidden_columns for n in some if n <= width),
            frozenset(missing),
            {place: word for place, word in colours.items() if place[0] < height and place[1] < width},
            hidden=sheet.hidden,
            cut=cut,
            errors=marks.errors,
            struck=frozenset(marks.struck),
            partly_struck=frozenset(marks.partly),
            notes=self._notes(sheet, held, marks),
            late_epoch=self._book.late_epoch,
        )  # fmt: skip

    def _notes(
        self, sheet: BookSheet, held: dict[int, dict[int, Cell]], marks: _Marks
    ) -> dict[tuple[int, int], tuple[str, ...]]:
        """What is written on cells, and to where they lead."""
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        for (row, column), text in sheet.comments.items():
            if said := clean(text).strip():
                found[row - 1, column - 1] = (said,)
                self._characters_left -= len(said)
        links = {(row - 1, column - 1): target for (row, column), target in sheet.links.items()} | marks.links
        for place, target in links.items():
            cell = held.get(place[0], {}).get(place[1], EMPTY)
            if (said := clean(target).strip().removeprefix("mailto:")) not in cell.text:
                found[place] = (*found.get(place, ()), f"{cell.text}: {said}" if cell.text else said)
                self._characters_left -= len(said)
        if self._characters_left < 0:
            raise CannotRead(TOO_LARGE)
        return found


@dataclass
class _Marks:
    """What cells say beside their words, by row and column counted from 0.

    Attributes:
        errors: in place of a result; struck: the cells that are struck through, partly: those of which some words are.
        links: to where formulas lead.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    partly: set[tuple[int, int]] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)


def _empty_what_is_merged(held: dict[int, dict[int, Cell]], merged: Sequence[Area]) -> None:
    """Of cells merged into one only the first is seen, whatever the others still hold."""
    for area in merged:
        for row in range(area.top - 1, min(area.bottom, MOST_ROWS)):
            for column in range(area.left - 1, min(area.right, MOST_COLUMNS)) if row in held else ():
                if (row, column) != (area.top - 1, area.left - 1):
                    held[row].pop(column, None)


def cell_of(value: Any, number_format: str) -> Cell:
    """A cell's value as a person sees it, by its number format."""
    match value:
        case None:
            return EMPTY
        case bool():
            return Cell("Yes" if value else "No")
        case datetime() | date():
            return _dated(value, number_format)
        case int() | float():
            return _number(value, number_format)
        case time() | timedelta():
            return Cell(str(value))
        case _:
            return Cell(clean(str(value)).strip())


def _dated(value: date, number_format: str) -> Cell:
    if not 1900 <= value.year <= 2999:
        return Cell(f"{value:%d/%m/}{value.year}")
    shown = re.sub(r'\[[^]]*\]|"[^"]*"|\\.', "", number_format or "").lower()
    if "d" in shown or "y" not in shown:
        found = PartialDate(value.isoformat()[:10])
    else:  # "mmm-yy" over the first of a month: a month is what the person meant
        found = PartialDate(value.isoformat()[: 7 if "m" in shown else 4])
    return Cell(str(found), found)


def _number(value: float, number_format: str) -> Cell:
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return Cell(str(value))
    if not exact.is_finite() or abs(exact.adjusted()) > 15:
        return Cell(str(value))
    if "%" in _NOT_SHOWN.sub("", number_format or ""):
        return Cell(f"{(exact * 100).normalize():f}%", exact)
    if match := re.fullmatch(r"0\.(0+)", number_format or ""):  # "1.10" is another number than "1.1" in a plan
        return Cell(f"{exact:.{len(match[1])}f}", exact)
    if match := re.fullmatch(r"0{2,}", number_format or ""):
        return Cell(f"{int(exact):0{len(number_format)}d}" if exact == int(exact) else str(exact), exact)
    return Cell(f"{exact.normalize():f}" if exact else "0", exact)


class Fills:
    """Names the fills of one workbook."""

    def __init__(self, book: Book):
        self._book = book
        self._theme = dict(_THEME.findall(book.theme.decode("utf-8", "replace")))
        self._words: dict[int, str] = {0: ""}

    def word(self, style: int) -> str:
        """The fill of a style: "Red", "Amber", "Yellow", "Green" or "Blue"; empty where it has no such fill."""
        if style not in self._words:  # a sheet has thousands of cells and a handful of styles
            fill = self._book.fill(style)
            self._words[style] = self._named(fill.fgColor) if fill.fill_type == "solid" else ""
        return self._words[style]

    def _named(self, colour: Any) -> str:
        from openpyxl.styles.colors import COLOR_INDEX

        if colour.type == "theme":
            place = colour.theme if colour.tint <= _PALE else len(_ORDER)
            return named(self._theme.get(_ORDER[place], "")) if place < len(_ORDER) else ""
        if colour.type == "indexed":
            return named(COLOR_INDEX[colour.indexed][2:]) if colour.indexed < len(COLOR_INDEX) else ""
        return named(str(colour.rgb)[-6:])


def named(rgb: str) -> str:
    """What people call a colour of six hexadecimal digits; empty for grey, pale and purple ones."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", rgb):
        return ""
    hue, saturation, value = rgb_to_hsv(*(int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    word = next(word for end, word in _HUES if hue * 360 <= end)
    return word if saturation >= (_LEAST_BLUE if word == "Blue" else _LEAST) and value > 0.3 else ""
