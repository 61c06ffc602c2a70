"""Reading text with commas, semicolons, tabs or bars between its cells, in whatever coding it was saved."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections import Counter

from app.domain.fields import clean

from .grid import EMPTY, CannotRead, Cell, Grid

MOST_ROWS, MOST_COLUMNS = 50_000, 300
_DELIMITERS = ",;\t|"
_SAMPLE = 200
_LEAST_READABLE = 0.9
"""The share of characters that must be such as people write; in anything but text they are far fewer."""


def grid_of(content: bytes) -> Grid:
    """The one sheet of such a file. Raises CannotRead."""
    text = decoded(content)
    first, _, rest = text.partition("\n")
    named = first.strip().lower().removeprefix("sep=")
    if first.lower().startswith("sep=") and len(named) == 1:  # Excel's own way to say what stands between cells
        return laid_out(_parsed(rest, named), start=1)
    return laid_out(_parsed(text, delimiter_of(text)))


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
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= most:
                break
    except csv.Error:
        raise CannotRead("A cell is too long to be read: a quotation mark may be opened and never closed.") from None
    return rows


def laid_out(rows: list[list[str]], start: int = 0) -> Grid:
    """Rows of text as a sheet; `start` empty rows stand before them, so that rows are counted as in the file."""
    cells = [[Cell(clean(text).strip()) for text in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
    while cells and not any(cell.text for cell in cells[-1]):
        cells.pop()
    if not cells:
        return Grid("", ())
    width = max((n + 1 for row in cells for n, cell in enumerate(row) if cell.text), default=0)
    even = [tuple(row[:width] + [EMPTY] * (width - len(row))) for row in [*([[]] * start), *cells]]
    return Grid("", tuple(even), cut=max(0, len(rows) - MOST_ROWS))
