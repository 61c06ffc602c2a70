"""Reading the sheets of an Excel file, or the one of a file with commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from app.domain.fields import clean
from app.domain.lazy import all_at_once
from app.named_file import NoSuchFile, content_of_file

from ..plantext import quoted
from .grid import EMPTY, MOST_COLUMNS, MOST_ROWS, CannotRead, Cell, Grid
from .quotes import with_quotes_closed

LARGEST = 50_000_000
"""Bytes of a file; a plan of 10,000 actions has about two million."""
EXCEL = (".xlsx", ".xlsm", ".xltx", ".xltm")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = {
    ".docx": "a Word file", ".doc": "a Word file", ".pdf": "a PDF", ".xlsb": "a binary "
    "Excel file", ".numbers": "a Numbers file", ".pptx": "a PowerPoint file",
}  # fmt: skip

Steps = Generator[tuple[int, int, str], None, list[Grid]]


def read(path: Path) -> list[Grid]:
    """The sheets of a file in their order, empty ones left out.

    Raises:
        CannotRead: it is no such file, too large, damaged or protected, or holds nothing.
    """
    return all_at_once(reading(path))


def reading(path: Path) -> Steps:
    """As `read`, step by step: (done, total, what is read)."""
    content = _content(path)
    if content.startswith(_ZIP):
        if path.suffix.casefold() in _OTHERS:
            raise CannotRead(f"This is {_OTHERS[path.suffix.casefold()]}: copy its table into Excel and save it there.")
        if path.suffix.casefold() == ".ods" or _ODS in content[:200]:
            from .calamine_book import sheets as other_sheets

            grids = yield from other_sheets(content, ods=True)
        else:
            from .excel import sheets

            grids = yield from sheets(content)
    elif content.startswith(_OLD):
        from .calamine_book import sheets as other_sheets

        grids = yield from other_sheets(content, ods=False)
    else:
        yield 0, 1, f"Reading {path.name}"
        grids = [grid_of(_words(content, path))]
    found = [grid for grid in grids if grid.rows]
    if not found:
        raise CannotRead(f"There is nothing in {quoted(path.name)}.")
    from .beside import taken_apart

    return taken_apart(found)


def _content(path: Path) -> bytes:
    try:
        return content_of_file(path, LARGEST)
    except NoSuchFile as error:
        raise CannotRead(str(error)) from None


def _words(content: bytes, path: Path) -> bytes:
    """What is no Excel file, when it can be words. Raises CannotRead."""
    suffix = path.suffix.casefold()
    if content.startswith(b"%PDF"):
        suffix = ".pdf"
    if suffix in _OTHERS:
        raise CannotRead(f"This is {_OTHERS[suffix]}: copy its table into Excel and save it there.")
    if suffix in EXCEL and content:
        raise CannotRead(f"{quoted(path.name)} is damaged, or no Excel file in spite of its name.")
    if content.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise CannotRead("This is a web page or XML: open it in Excel and save it as .xlsx.")
    return content


_MOST_CELLS, _MOST_IN_A_ROW = 2_000_000, 100_000
_DELIMITERS = ",;\t|"
_SAMPLE = 200
_LEAST_READABLE = 0.9
"""The share of characters that must be such as people write; in anything but text they are far fewer."""


def grid_of(content: bytes) -> Grid:
    """The one sheet of such a file. Raises CannotRead."""
    grid = _grid_of(decoded(content))
    doubt = _doubt(content)
    return replace(grid, findings=(doubt,)) if doubt else grid


def _doubt(content: bytes) -> str:
    """What is to be said of how a text is coded; empty where that is certain."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or content.count(0) > len(content) // 4:
        return ""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        near = content[max(0, error.start - 12) : error.start + 13].decode("cp1252", "replace")
        shown = " ".join(near.split())
        how = "The file does not say how its letters are coded; it is read as Windows writes them"
        return f"{how}: look at {quoted(shown)}."
    return ""


def _grid_of(text: str) -> Grid:
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.lower().startswith("sep=") and len(named) == 1:  # Excel's own way to say what stands between cells
        return _quoted_grid(rest, named, 1)
    return _quoted_grid(text, delimiter_of(text), 0)


def _quoted_grid(text: str, delimiter: str, start: int) -> Grid:
    """The sheet of a text, of which quotation marks that are never closed are taken as they stand."""
    text, faults = with_quotes_closed(text, delimiter)
    grid = laid_out(_parsed(text, delimiter), start)
    return replace(grid, faults={row + start: fault for row, fault in faults.items()})


def decoded(content: bytes) -> str:
    """The text of a file, by its byte order mark or by what can be read. Raises CannotRead."""
    text = _decoded(content).removeprefix("\ufeff").replace("\0", "")
    odd = sum(1 for c in text[:10_000] if c not in "\n\r\t\x0b\x0c" and unicodedata.category(c) in ("Cc", "Cn", "Co"))
    if odd > (1 - _LEAST_READABLE) * min(len(text), 10_000):
        raise CannotRead("This is no Excel file and no text with commas or tabs between its cells.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if content.count(0) > len(content) // 4:  # every second byte of plain English in UTF-16
        even = content[::2].count(0) > content[1::2].count(0)
        return content.decode("utf-16-be" if even else "utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Excel on Windows saves


def delimiter_of(text: str) -> str:
    """What stands between the cells: by which of them most rows come out equally wide."""
    found: list[tuple[float, int, str]] = []
    for place, delimiter in enumerate(_DELIMITERS):
        try:
            rows = _parsed(text[:100_000], delimiter, _SAMPLE)
        except CannotRead:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))
            found.append((count * (width - 1) / max(1, len(rows)), -place, delimiter))
    return max(found)[2] if found else ","


def _parsed(text: str, delimiter: str, most: int = MOST_ROWS + 1) -> list[list[str]]:
    rows: list[list[str]] = []
    lines = _Lines(text, delimiter)
    held = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            rows.append(row)
            lines.cells = 0
            held += len(row)
            if held > _MOST_CELLS:
                raise CannotRead("This table holds more cells than a plan can: leave out columns, and try once more.")
            if len(rows) >= most:
                break
    except csv.Error:
        raise CannotRead("A cell is too long to be read: a quotation mark may be opened and never closed.") from None
    return rows


class _Lines:
    """The lines of a text, as far as the cells of one row in them can be a table's."""

    def __init__(self, text: str, delimiter: str):
        self._lines, self._delimiter = io.StringIO(text, newline=""), delimiter
        self.cells = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.cells += line.count(self._delimiter) + 1
            if self.cells > _MOST_IN_A_ROW:
                raise CannotRead("A row holds more cells than a table has columns: this is no table of a plan.")
            yield line


_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)")


def laid_out(rows: list[list[str]], start: int = 0) -> Grid:
    """Rows of text as a sheet; `start` empty rows stand before them, so that rows are counted as in the file."""
    cut, rows = max(0, len(rows) - MOST_ROWS), [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    texts = set(chain.from_iterable(rows))  # most cells of thousands of rows say what others do
    wrong = {text for text in texts if "#" in text and _ERROR.fullmatch(text.strip())}
    made = {text: Cell(clean(text).strip()) for text in texts} | {"": EMPTY} | dict.fromkeys(wrong, EMPTY)
    errors = {
        (number + start, column): text.strip()
        for number, row in enumerate(rows if wrong else ())
        for column, text in enumerate(row)
        if text in wrong
    }
    cells = [tuple(map(made.__getitem__, row)) for row in rows]
    while cells and not any(cell.text for cell in cells[-1]):
        cells.pop()
    if not cells:
        return Grid("", ())
    widest = max(map(len, cells))
    width = next((n for n in range(widest, 0, -1) if any(len(row) >= n and row[n - 1].text for row in cells)), 0)
    even = [row[:width] + (EMPTY,) * (width - len(row)) for row in [*([()] * start), *cells]]
    return Grid("", tuple(even), cut=cut, errors=errors)
