"""Sheets of old Excel files (.xls) and of LibreOffice (.ods), read by calamine once they are known not to swell.

Calamine lays a sheet out whole, from its first filled cell to its last, so that two cells in far corners, or a row that
is said to be repeated a million times, would fill the memory. What it cannot tell is said with the file.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Generator, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from app.domain.fields import clean

from .excel import cell_of
from .grid import EMPTY, MOST_COLUMNS, MOST_ROWS, Area, CannotRead, Cell, Grid
from .package import TOO_LARGE, Package

_DAMAGED = "This file is damaged or has a password: open it, save it as .xlsx without one, and try once more."
_MOST_CELLS = 3_000_000
"""Cells, empty ones too, from the first filled one to the last of each sheet."""
UNTOLD = (
    "Of this kind of file it cannot be told which figures are shown as per cent, what is struck through and where an"
    " error stands: look at these."
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def sheets(content: bytes, *, ods: bool) -> Generator[tuple[int, int, str], None, list[Grid]]:
    """The sheets of such a file, step by step. Raises CannotRead."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    yield 0, 1, "Opening the workbook"
    _weigh(content, ods=ods)
    grids: list[Grid] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for number, about in enumerate(book.sheets_metadata):
            yield number, len(book.sheets_metadata), f"Reading sheet {about.name}"
            sheet = book.get_sheet_by_index(number)
            rows = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
            hidden = about.visible != SheetVisibleEnum.Visible
            grids.append(_laid_out(clean(about.name), rows, sheet.merged_cell_ranges or [], hidden=hidden))
    except Exception as error:  # it raises whatever its parser stumbles on
        raise CannotRead(_DAMAGED) from error
    return grids


class PlainBook:
    """A workbook of LibreOffice as its cells hold it, where nothing but their values is asked for.

    Attributes:
        names: what the sheets are called.
    """

    def __init__(self, content: bytes):
        """Raises CannotRead."""
        from python_calamine import CalamineWorkbook

        _weigh(content, ods=True)
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except Exception as error:  # it raises whatever its parser stumbles on
            raise CannotRead(_DAMAGED) from error
        self.names = [clean(name) for name in self._book.sheet_names]

    def rows(self, number: int) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
        """Each row of a sheet: its number, and column and value of each cell that holds something; from 1."""
        values = self._book.get_sheet_by_index(number).to_python(skip_empty_area=False)
        for row, cells in enumerate(values, 1):
            yield row, [(column, value) for column, value in enumerate(cells, 1) if value not in (None, "")]


def _cell(value: Any) -> Cell:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, bool | int | float | date | time | timedelta):
        return cell_of(value, "dd/mm/yyyy" if isinstance(value, date) else "General")
    return Cell(clean(str(value)).strip())


def _laid_out(name: str, rows: list[list[Cell]], merged: list[Any], *, hidden: bool) -> Grid:
    cut = max(0, len(rows) - MOST_ROWS)
    rows = rows[:MOST_ROWS]
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    width = max((n + 1 for row in rows for n, cell in enumerate(row) if cell.text), default=0)
    even = tuple(tuple(row[:width] + [EMPTY] * (width - len(row))) for row in rows)
    areas = (Area(*first, *last) for first, last in merged)
    return Grid(name, even, tuple(a for a in areas if a.top < len(rows) and a.left < width), hidden=hidden, cut=cut,
                findings=(UNTOLD,))  # fmt: skip


# -- how large it is


def _weigh(content: bytes, *, ods: bool) -> None:
    """Raises CannotRead where a file would swell."""
    try:
        size = sum(_of_ods(content)) if ods else sum(_of_xls(content))
    except CannotRead:
        raise
    except Exception as error:  # whatever its parts stumble on
        raise CannotRead(_DAMAGED) from error
    if size > _MOST_CELLS:
        raise CannotRead(TOO_LARGE)


def _of_ods(content: bytes) -> Iterator[int]:
    """How many cells each sheet has, repeated ones as often as they are."""
    from openpyxl.xml.functions import iterparse

    with Package(content).open("content.xml") as part:
        width = height = 0
        for _, element in iterparse(part):
            if element.tag == f"{_TABLE}table-row":
                last = filled = 0
                for cell in element:
                    last += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                    filled = last if cell.get(f"{_OFFICE}value-type") or len(cell) else filled
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                width, height = max(width, filled), height + (times if filled or times < MOST_ROWS else 0)
                if filled and times > MOST_ROWS:
                    raise CannotRead(TOO_LARGE)
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield width * height
                width = height = 0


_CELLS = {0x0203, 0x00FD, 0x0204, 0x027E, 0x0006, 0x0205, 0x0201, 0x00BD, 0x00BE, 0x00D6}
_BEGIN, _END, _PROTECTED = 0x0809, 0x000A, 0x002F


def _of_xls(content: bytes) -> Iterator[int]:
    """How many cells each sheet has from its first filled one to its last."""
    stream = _workbook(content)
    at = 0
    rows: list[int] = []
    columns: list[int] = []
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _PROTECTED:
            raise CannotRead("This old Excel file has a password: save it without one, and try once more.")
        if kind in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            rows = [min([row, *rows[:1]]), max([row, *rows[1:]])]
            last = column if kind not in (0x00BD, 0x00BE) else struct.unpack_from("<H", stream, at + 2 + size)[0]
            columns = [min([column, *columns[:1]]), max([column, last, *columns[1:]])]
        elif kind == _END and rows:
            yield (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)
            rows, columns = [], []
        at += 4 + size


def _workbook(content: bytes) -> bytes:
    """The stream of a compound file that holds the workbook."""
    sector = 1 << struct.unpack_from("<H", content, 30)[0]

    def block(number: int) -> bytes:
        return content[(number + 1) * sector : (number + 2) * sector]

    def numbers(data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    places = [number for number in numbers(content[76:512]) if number < 0xFFFFFFFA]
    following, left = struct.unpack_from("<I", content, 68)[0], struct.unpack_from("<I", content, 72)[0]
    while following < 0xFFFFFFFA and left:
        more = numbers(block(following))
        places += [number for number in more[:-1] if number < 0xFFFFFFFA]
        following, left = more[-1], left - 1
    table = [number for place in places for number in numbers(block(place))]

    def chain(first: int) -> bytes:
        found, seen = bytearray(), 0
        while first < len(table) and seen <= len(table):
            found += block(first)
            first, seen = table[first], seen + 1
        return bytes(found)

    directory = chain(struct.unpack_from("<I", content, 48)[0])
    for at in range(0, len(directory), 128):
        name = directory[at : at + 64].decode("utf-16-le", "replace").rstrip("\0")
        if name in ("Workbook", "Book"):
            return chain(struct.unpack_from("<I", directory, at + 116)[0])
    raise CannotRead(_DAMAGED)
