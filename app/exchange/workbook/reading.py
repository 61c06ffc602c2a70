"""Reading a workbook that Goldthread wrote, whatever people did to it: by its hidden columns and its headings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from app.domain.fields import clean
from app.domain.records import BY_TABLE, Record
from app.named_file import NoSuchFile, content_of_file

from ..importing.calamine_book import PlainBook
from ..importing.excel import unless_damaged
from ..importing.files import LARGEST
from ..importing.grid import MOST_ROWS, CannotRead
from ..importing.package import Book
from ..plantext import quoted
from . import layout
from .cells import marks_in, plain
from .layout import SheetField

_HEAD_WITHIN = 20
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ZIP = b"PK\x03\x04"
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
UNCALCULATED = "#UNCALCULATED"
"""What stands for a formula without a result."""


class RowIn(NamedTuple):
    """A row that came back.

    Attributes:
        number: in its sheet, counted from 1.
        key: of its record; empty for a row that somebody added.
        marks: of each field, its mark as it went out and the key of what it named.
        texts: what stands in each column, by its place among the sheet's fields.
    """

    number: int
    key: str
    marks: dict[str, tuple[str, str]]
    texts: dict[int, str]


class SheetIn(NamedTuple):
    """A sheet that came back.

    Attributes:
        fields: its columns that are Goldthread's; unknown: the headings of the others.
    """

    name: str
    kind: type[Record]
    fields: tuple[SheetField, ...]
    unknown: tuple[str, ...]
    rows: tuple[RowIn, ...]


class FileIn(NamedTuple):
    """A file that came back.

    Attributes:
        name: of the file.
        programme: the key of the programme whose plan it came from.
        rest: what did not fit into a cell, by key and field.
    """

    name: str
    what: str
    programme: str
    sheets: tuple[SheetIn, ...]
    rest: dict[tuple[str, str], str]


def came_back(path: Path) -> FileIn | None:
    """A workbook of Goldthread's that comes back; None where it is none of its own. Raises CannotRead."""
    try:
        content = content_of_file(path, LARGEST)
    except NoSuchFile as error:
        raise CannotRead(str(error)) from None
    if not content.startswith(_ZIP):
        return None
    with unless_damaged():
        book = _OfLibreOffice(content) if _ODS in content[:200] else _OfExcel(content)
        if layout.ABOUT not in book.names:
            return None
        return _read(book, " ".join(clean(path.name).split())[:250])


Texts: TypeAlias = Iterator[tuple[int, dict[int, str]]]
"""Each row of a sheet: its number, and what its cells say, by column; counted from 1."""


class _OfExcel:
    """A workbook as Excel keeps it."""

    def __init__(self, content: bytes):
        self._book = Book(content)
        self.names = self._book.names

    def rows(self, number: int) -> Texts:
        for row, cells in self._book.sheet(number).rows():
            yield (
                row,
                {
                    cell.column: UNCALCULATED
                    if cell.uncalculated
                    else plain(cell.value, self._book.number_format(cell.style))
                    for cell in cells
                    if cell.value is not None or cell.uncalculated
                },
            )


class _OfLibreOffice:
    """A workbook that somebody saved as LibreOffice keeps them."""

    def __init__(self, content: bytes):
        self._book = PlainBook(content)
        self.names = self._book.names

    def rows(self, number: int) -> Texts:
        for row, cells in self._book.rows(number):
            yield row, {column: plain(value) for column, value in cells}


def _read(book: _OfExcel | _OfLibreOffice, name: str) -> FileIn | None:
    numbers = {called: number for number, called in enumerate(book.names)}
    about = {said.get(1, ""): said.get(2, "") for _, said in book.rows(numbers[layout.ABOUT])}
    if not about.get("format", "").isdigit():
        return None
    if int(about["format"]) > layout.VERSION:
        raise CannotRead(f"{quoted(name)} was written by a newer Goldthread.")
    rest: dict[tuple[str, str], str] = {}
    if layout.REST in numbers:
        for _, said in book.rows(numbers[layout.REST]):
            at = (said.get(1, ""), said.get(2, ""))
            rest[at] = rest.get(at, "") + said.get(3, "")
    hidden = {layout.ABOUT, layout.LISTS, layout.REST}
    found = [_sheet(book, number, about.get("what", "")) for called, number in numbers.items() if called not in hidden]
    return FileIn(
        name, about.get("what", ""), about.get("programme", ""), tuple(sheet for sheet in found if sheet), rest
    )


def _sheet(book: _OfExcel | _OfLibreOffice, place: int, what: str) -> SheetIn | None:
    """A sheet of records; None for one that holds none."""
    name = book.names[place]
    kind: type[Record] | None = None
    key_column = marks_column = 0
    fields: list[SheetField] = []
    at: dict[int, int] = {}
    unknown: list[str] = []
    rows: list[RowIn] = []
    for number, texts in book.rows(place):
        if number > MOST_ROWS:
            raise CannotRead(f"The sheet {quoted(name)} has more than {MOST_ROWS:,} rows.")
        if kind is None:
            if number > _HEAD_WITHIN:
                return None
            for column, text in texts.items():
                if text.startswith(f"{layout.KEY} ") and (table := text.removeprefix(f"{layout.KEY} ")) in BY_TABLE:
                    kind, key_column = BY_TABLE[table], column
            if kind is not None:
                known = {each.heading: each for each in _layout(kind, what)}
                for column, text in texts.items():
                    if text == layout.MARKS:
                        marks_column = column
                    elif text in known:
                        at[column] = len(fields)
                        fields.append(known.pop(text))
                    elif column != key_column and text.strip():
                        unknown.append(" ".join(text.split()))
            continue
        held = {at[column]: text for column, text in texts.items() if column in at and text}
        key = texts.get(key_column, "").strip()
        if key or any(fields[n].use != layout.SHOWN and text.strip() for n, text in held.items()):
            rows.append(RowIn(number, key, marks_in(texts.get(marks_column, "")), held))
    return SheetIn(name, kind, tuple(fields), tuple(unknown), tuple(rows)) if kind else None


def _layout(kind: type[Record], what: str) -> tuple[SheetField, ...]:
    if what == layout.UPDATES and kind not in layout.UPDATED:
        return ()
    return layout.layout(kind, what if what == layout.UPDATES else layout.WORKBOOK)
