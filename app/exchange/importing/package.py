"""An Excel workbook, unpacked no further than a plan needs: its parts are weighed before they are read.

A few thousand bytes can hold a row of millions of cells, or merge all cells of a sheet into one. openpyxl would make an
object of each, and read what nobody asks for here: drawings, links, pivots. So its parsers are used without its sheets,
row by row, and no part is given to them that holds more than a plan does.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, COMMENTS_NS, SHARED_STRINGS
from openpyxl.xml.functions import fromstring

from .grid import Area, CannotRead

LARGEST_INSIDE = 150_000_000
"""Bytes to which the parts that are read may unpack."""
MOST_TAGS = 4_000_000
"""Tags in these parts; a cell has up to four."""
MOST_MERGED = 500_000
"""Cells that a sheet may merge into others."""
_MOST_PARTS = 20_000
_TAGS_TOGETHER, _BYTES_TOGETHER = 100_000, 8_000_000
"""What may stand in one row, or between two rows: it is held in memory at once."""
_TAGS_OF_STYLES, _BYTES_OF_STYLES = 300_000, 40_000_000
_DEEPEST = 1_000
_PIECE = 1 << 18
_BEGINS = re.compile(rb"<(?:[\w.-]+:)?(?:(?:table-)?row|si)[\s/>]")
TOO_LARGE = (
    "This workbook holds more than a plan can: in Excel, delete the empty rows and columns below and beside its tables,"
    " save it, and try once more."
)
_NO_WORKBOOK = "This is a packed file, but no Excel file."
_STRANGE = "This workbook holds what Excel does not write, and is not read."


class Package(zipfile.ZipFile):
    """The parts of a workbook. Reading one that is too heavy raises CannotRead."""

    def __init__(self, content: bytes):
        if content.count(b"PK\x01\x02") > _MOST_PARTS:
            raise CannotRead(TOO_LARGE)
        super().__init__(io.BytesIO(content))
        self._weighed: dict[str, int] = {}
        self._left, self._bytes_left = MOST_TAGS, LARGEST_INSIDE

    def open(self, name: str | zipfile.ZipInfo, mode: Any = "r", pwd: bytes | None = None, **more: Any) -> Any:
        """As any package does, once the part was weighed."""
        self._left -= self.weight(name)
        self._bytes_left -= self.getinfo(str(getattr(name, "filename", name))).file_size
        if self._left < 0 or self._bytes_left < 0:
            raise CannotRead(TOO_LARGE)
        return super().open(name, mode, pwd, **more)

    def weight(self, name: str | zipfile.ZipInfo) -> int:
        """How many tags a part holds. Raises CannotRead."""
        called = str(getattr(name, "filename", name))
        if called not in self._weighed:
            if self.getinfo(called).file_size > LARGEST_INSIDE:
                raise CannotRead(TOO_LARGE)
            with super().open(name) as part:
                self._weighed[called] = _weigh(part, *_most(called))
        return self._weighed[called]

    def expect(self, names: list[str]) -> None:
        """Refuse what is too heavy together, before the first of it is read. Raises CannotRead."""
        if sum(map(self.weight, names)) > self._left:
            raise CannotRead(TOO_LARGE)
        if sum(self.getinfo(name).file_size for name in names) > self._bytes_left:
            raise CannotRead(TOO_LARGE)


def _most(name: str) -> tuple[int, int]:
    return (_TAGS_OF_STYLES, _BYTES_OF_STYLES) if name == ARC_STYLE else (_TAGS_TOGETHER, _BYTES_TOGETHER)


def _weigh(part: Any, most_tags: int, most_bytes: int) -> int:
    tags = together = size = depth = 0
    before = b""
    while piece := part.read(_PIECE):
        if b"!DOCTYPE" in (before + piece).replace(b"\0", b""):  # it could declare words that stand for many others
            raise CannotRead(_STRANGE)
        before, begins = piece[-32:], _last_begin(piece)
        count = piece.count(b"<")
        tags += count
        together = piece.count(b"<", begins) if begins else together + count
        size = len(piece) - begins if begins else size + len(piece)
        depth += count - 2 * piece.count(b"</") - sum(map(piece.count, (b"/>", b"<?", b"<!")))
        if together > most_tags or size > most_bytes or tags > MOST_TAGS or depth > _DEEPEST:
            raise CannotRead(TOO_LARGE)
    return tags


def _last_begin(piece: bytes) -> int:
    """Behind the beginning of the last row or string in a piece; 0 where none begins there."""
    for start in (max(0, len(piece) - _PIECE // 32), 0):
        last = 0
        for found in _BEGINS.finditer(piece, start):
            last = found.start() + 1
        if last:
            return last
    return 0


class BookCell(NamedTuple):
    """A cell as the file has it.

    Attributes:
        column: counted from 1.
        value: as it is kept; None where there is none.
        style: its number.
        uncalculated: whether it is a formula without a result.
        is_error: whether its value is an error in place of a result.
        link: to where its formula leads.
        struck: "wholly" or "partly" where its words are struck through; those of a part are not among its value.
    """

    column: int
    value: Any
    style: int
    uncalculated: bool
    is_error: bool = False
    link: str = ""
    struck: str = ""


class BookSheet:
    """One sheet of a workbook, read once.

    Attributes:
        name: as its tab says.
        hidden: whether it is not shown.
        merged, hidden_rows, hidden_columns: known when all rows were read; rows and columns are counted from 1.
        comments, links: by row and column, counted from 1; links are known when all rows were read.
    """

    def __init__(self, name: str, hidden: bool, parser: _Parser, related: _Related):
        self.name, self.hidden, self._parser, self._related = name, hidden, parser, related
        self.comments = related.comments()
        self.links: dict[tuple[int, int], str] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[range] = []

    def rows(self) -> Iterator[tuple[int, list[BookCell]]]:
        """Each row that the file holds: its number, counted from 1, and its cells. Raises CannotRead."""
        parser = self._parser
        for number, cells in parser.parse():
            if parser.row_dimensions:
                told = parser.row_dimensions.popitem()[1]
                if told.get("hidden") in ("1", "true"):
                    self.hidden_rows.add(number)
            yield number, list(map(_cell, cells))
        merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
        self.merged = [_area(each.ref) for each in merged]
        if sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in self.merged) > MOST_MERGED:
            raise CannotRead(
                f"The sheet “{self.name[:80]}” merges more cells than a plan has: take the merging off in Excel, save"
                " it, and try once more."
            )
        self.links = self._related.links(parser.hyperlinks)
        for told in parser.column_dimensions.values():
            if told.get("hidden") in ("1", "true"):
                first = int(told["min"])
                self.hidden_columns.append(range(first, int(told.get("max", first)) + 1))


class Book:
    """A workbook of which the sheets can be read."""

    def __init__(self, content: bytes):
        """Reads all but the sheets. Raises CannotRead, and whatever its parsers stumble on."""
        self._package = package = Package(content)
        if "[Content_Types].xml" not in package.namelist():
            raise CannotRead(_NO_WORKBOOK)
        self._reader = reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False)
        reader.archive.close()
        reader.archive = package
        reader.rich_text = True  # of which the words that are struck through are told apart
        reader.read_manifest()
        reader.read_workbook()
        sheets = [(sheet, rel.target) for sheet, rel in reader.parser.find_sheets() if "chartsheet" not in rel.Type]
        strings = reader.package.find(SHARED_STRINGS)
        package.expect([*([strings.PartName[1:]] if strings else []), *(target for _sheet, target in sheets)])
        reader.read_strings()
        reader.read_theme()
        apply_stylesheet(package, reader.wb)
        self._sheets = sheets
        self._formats: dict[int, str] = {}

    @property
    def theme(self) -> bytes:
        """The part that says the workbook's colours; empty where there is none."""
        return getattr(self._reader.wb, "loaded_theme", None) or b""

    @property
    def late_epoch(self) -> bool:
        """Whether days are counted from 1904."""
        return getattr(self._reader.wb, "epoch", None) == MAC_EPOCH

    @property
    def names(self) -> list[str]:
        """What the sheets are called."""
        return [sheet.name for sheet, _target in self._sheets]

    def sheet(self, number: int) -> BookSheet:
        """One of its sheets."""
        sheet, target = self._sheets[number]
        book: Any = self._reader.wb
        parser = _Parser(self._package.open(target), self._reader.shared_strings, data_only=True, epoch=book.epoch,
                         date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
                         rich_text=True)  # fmt: skip
        return BookSheet(sheet.name, sheet.state not in (None, "visible"), parser, _Related(self._package, target))

    def number_format(self, style: int) -> str:
        """How cells of a style show a number."""
        if style not in self._formats:
            book: Any = self._reader.wb
            number = book._cell_styles[style].numFmtId
            own = number - BUILTIN_FORMATS_MAX_SIZE
            self._formats[style] = BUILTIN_FORMATS.get(number, "General") if own < 0 else book._number_formats[own]
        return self._formats[style]

    def is_struck(self, style: int) -> bool:
        """Whether cells of a style are struck through."""
        book: Any = self._reader.wb
        return bool(book._fonts[book._cell_styles[style].fontId].strike)

    def fill(self, style: int) -> Any:
        """How cells of a style are filled, as openpyxl describes it."""
        book: Any = self._reader.wb
        return book._fills[book._cell_styles[style].fillId]


class _Related:
    """What belongs to a sheet and stands in other parts."""

    def __init__(self, package: Package, target: str):
        self._package = package
        rels = get_rels_path(target)
        self._rels = get_dependents(package, rels) if rels in package.namelist() else RelationshipList()

    def comments(self) -> dict[tuple[int, int], str]:
        """The comments on cells."""
        found: dict[tuple[int, int], str] = {}
        for rel in self._rels.find(COMMENTS_NS):
            tree: Any = fromstring(self._package.read(rel.target))
            told: Any = CommentSheet.from_tree(tree)
            for comment in told.commentList or ():
                area = _area(comment.ref)
                found[area.top, area.left] = _REPLY.sub("", comment.content or "")
        return found

    def links(self, hyperlinks: Any) -> dict[tuple[int, int], str]:
        """To where cells lead."""
        found: dict[tuple[int, int], str] = {}
        for link in getattr(hyperlinks, "hyperlink", None) or ():
            target = self._rels.get(link.id).Target if link.id else None
            area = _area(link.ref)
            if target:
                found[area.top, area.left] = target
        return found


_REPLY = re.compile(r"\A\[Threaded comment\].*?Comment:\s*", re.S)
"""What Excel puts before a comment that can be answered, for programs that cannot show that."""


class _Parser(WorkSheetParser):
    """Tells a formula without a result from an empty cell, and reads where a link made by a formula leads."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        found = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if formula is None:
            return found
        if link := _LINK.fullmatch((formula.text or "").strip()):
            found["link"] = link[1].replace('""', '"')
            if found["value"] is None:
                found["value"] = (link[2] or link[1]).replace('""', '"')
        elif found["value"] is None:
            found["data_type"] = _UNCALCULATED
        return found


_LINK = re.compile(r'=?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)', re.I)
_UNCALCULATED, _ERROR = "f", "e"


def _cell(told: dict[str, Any]) -> BookCell:
    value, struck = told["value"], ""
    if isinstance(value, CellRichText):
        runs = [(str(run), bool(getattr(getattr(run, "font", None), "strike", False))) for run in value]
        kept = _without_struck(runs)
        struck = "partly" if any(is_struck and text.strip() for text, is_struck in runs) else ""
        struck = "wholly" if struck and not kept else struck
        value = kept if struck == "partly" else "".join(text for text, _ in runs)
    return BookCell(told["column"], value, told["style_id"], told["data_type"] == _UNCALCULATED,
                    told["data_type"] == _ERROR, told.get("link", ""), struck)  # fmt: skip


def _without_struck(runs: list[tuple[str, bool]]) -> str:
    """Words without those that are struck through, and without the gaps that these leave."""
    kept = "".join(text for text, is_struck in runs if not is_struck)
    return re.sub(r"[ \t]{2,}", " ", kept).strip()


def _area(ref: str) -> Area:
    left, top, right, bottom = range_boundaries(ref)
    return Area(int(top or 1), int(left or 1), int(bottom or top or 1), int(right or left or 1))
