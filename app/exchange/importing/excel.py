"""Reading the sheets of an Excel workbook, and the fills of cells, by which many plans rate an action."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Generator
from colorsys import rgb_to_hsv
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.domain.fields import clean
from app.domain.schedule import PartialDate

from .grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Area, CannotRead, Cell, Grid

LARGEST_INSIDE = 400_000_000
"""Bytes that a workbook may unpack to."""
_WITHOUT_RESULT = re.compile(rb"</f>\s*(<v\s*/>|<v>\s*</v>)?\s*</c>|<f[^>]*/>\s*(<v\s*/>|<v>\s*</v>)?\s*</c>")
_DAMAGED = "This Excel file is damaged and cannot be read: open it in Excel, save it again, and try once more."
_HUES = ((20, "Red"), (52, "Amber"), (70, "Yellow"), (170, "Green"), (260, "Blue"), (335, ""), (360, "Red"))
"""Up to which degree of the circle a colour has which name."""
_LEAST, _LEAST_BLUE = 0.15, 0.5
"""Below it a colour is pale: a stripe of the table, and no rating. Stripes are often blue."""
_PALE = 0.7
_THEME = re.compile(r"<a:(lt1|dk1|lt2|dk2|accent[1-6])>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.S)
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))


def sheets(content: bytes) -> Generator[tuple[int, int, str], None, list[Grid]]:
    """The sheets of a workbook, step by step. Raises CannotRead."""
    yield 0, 1, "Opening the workbook"
    book = _opened(content)
    formulas = _opened(content, results=False) if _lacks_results(content) else None
    grids: list[Grid] = []
    fills = Fills(book)
    worksheets = [sheet for sheet in book.worksheets if hasattr(sheet, "merged_cells")]  # charts have no cells
    for number, sheet in enumerate(worksheets):
        yield number, len(worksheets), f"Reading sheet {sheet.title}"
        try:
            grids.append(_grid(sheet, formulas[sheet.title] if formulas else None, fills))
        except Exception as error:  # as in _opened
            raise CannotRead(_DAMAGED) from error
    return grids


def _opened(content: bytes, *, results: bool = True) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                raise CannotRead("This workbook is too large once it is unpacked.")
            if "[Content_Types].xml" not in packed.namelist():
                raise CannotRead("This is a packed file, but no Excel file.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of drop-down lists and styles, which nobody asks for here
            return load_workbook(io.BytesIO(content), data_only=results)
    except CannotRead:
        raise
    except Exception as error:  # it raises whatever its parser stumbles on
        raise CannotRead(_DAMAGED) from error


def _lacks_results(content: bytes) -> bool:
    """Whether a formula is kept without its result, as programs write it that cannot calculate."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
            return any(_WITHOUT_RESULT.search(packed.read(name)) for name in names)
    except Exception as error:  # as in _opened
        raise CannotRead(_DAMAGED) from error


def _grid(sheet: Any, formulas: Any, fills: Fills) -> Grid:
    held: dict[tuple[int, int], Cell] = {}
    missing: set[tuple[int, int]] = set()
    colours: dict[tuple[int, int], str] = {}
    lowest = 0
    for (row, column), cell in sheet._cells.items():  # iterating by row would make every cell of a formatted column
        if column > MOST_COLUMNS:
            continue
        if row > MOST_ROWS:
            lowest = max(lowest, row if cell.value is not None else 0)
            continue
        read = cell_of(cell.value, cell.number_format)
        if read.text:
            held[row - 1, column - 1] = read
        elif formulas is not None and cell.value is None and _is_formula(formulas, row, column):
            missing.add((row - 1, column - 1))
        elif colour := fills.word(cell):
            colours[row - 1, column - 1] = colour
    places = held.keys() | missing
    height = max((row for row, _ in places), default=-1) + 1
    width = max((column for _, column in places), default=-1) + 1
    colours = {place: word for place, word in colours.items() if place[0] < height and place[1] < width}
    rows = tuple(tuple(held.get((row, column), EMPTY) for column in range(width)) for row in range(height))
    merged = tuple(Area(m.min_row - 1, m.min_col - 1, min(m.max_row, height) - 1, min(m.max_col, width) - 1)
                   for m in sheet.merged_cells.ranges if m.min_row <= height and m.min_col <= width)  # fmt: skip
    return Grid(
        clean(sheet.title),
        rows,
        merged,
        frozenset(n - 1 for n, d in sheet.row_dimensions.items() if d.hidden and n <= height),
        frozenset(_hidden_columns(sheet, width)),
        frozenset(missing),
        colours,
        hidden=sheet.sheet_state != "visible",
        cut=max(0, lowest - MOST_ROWS),
    )


def _is_formula(formulas: Any, row: int, column: int) -> bool:
    cell = formulas._cells.get((row, column))
    return cell is not None and cell.data_type == "f"


def _hidden_columns(sheet: Any, width: int) -> set[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            found.update(range(dimension.min - 1, min(dimension.max or dimension.min, width)))
    return found


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
    if (number_format or "").rstrip().endswith("%"):
        return Cell(f"{(exact * 100).normalize():f}%", exact)
    if match := re.fullmatch(r"0\.(0+)", number_format or ""):  # "1.10" is another number than "1.1" in a plan
        return Cell(f"{exact:.{len(match[1])}f}", exact)
    if match := re.fullmatch(r"0{2,}", number_format or ""):
        return Cell(f"{int(exact):0{len(number_format)}d}" if exact == int(exact) else str(exact), exact)
    return Cell(f"{exact.normalize():f}" if exact else "0", exact)


class Fills:
    """Names the fills of one workbook."""

    def __init__(self, book: Any):
        theme = getattr(book, "loaded_theme", None) or b""
        self._theme = dict(_THEME.findall(theme.decode("utf-8", "replace")))
        self._words: dict[int, str] = {}

    def word(self, cell: Any) -> str:
        """The fill of a cell: "Red", "Amber", "Yellow", "Green" or "Blue"; empty where a cell has no such fill."""
        if not cell.has_style:
            return ""
        key = cell._style.fillId
        if key not in self._words:  # a sheet has thousands of cells and a handful of fills
            fill = cell.fill
            self._words[key] = self._named(fill.fgColor) if fill.fill_type == "solid" else ""
        return self._words[key]

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
