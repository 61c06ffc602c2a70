"""Small files that unpack, or would be read, to more than a computer holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

from .sheets import packed

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "types": "[Content_Types].xml", "strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml",
    "workbook": "xl/workbook.xml",
}  # fmt: skip
_HEAD = '<row><c t="str"><v>Ref</v></c><c t="str"><v>Action</v></c></row>'
_ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def _book(sheet: Iterable[bytes] | None = None, **others: Iterable[bytes]) -> bytes:
    """A workbook in which the sheet, and the parts of these names, are others."""
    held = io.BytesIO()
    given = {_PARTS[name]: part for name, part in others.items()} | ({_SHEET: sheet} if sheet else {})
    with (
        zipfile.ZipFile(io.BytesIO(packed([["Ref", "Action"]]))) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in (*old.namelist(), *(name for name in given if name not in old.namelist())):
            part = given.get(name, old.read(name) if name in old.namelist() else b"")
            with new.open(name, "w", force_zip64=True) as file:
                for piece in [part] if isinstance(part, bytes) else part:
                    file.write(piece)
    return held.getvalue()


def _sheet(rows: Iterable[str] | str, after: Iterable[str] | str = "", before: str = "") -> Iterator[bytes]:
    yield f"{before}<worksheet {_NS} {_REL}><sheetData>{_HEAD}".encode()
    yield from (row.encode() for row in ([rows] if isinstance(rows, str) else rows))
    yield b"</sheetData>"
    yield from (row.encode() for row in ([after] if isinstance(after, str) else after))
    yield b"</worksheet>"


def _many(what: str, times: int) -> Iterator[str]:
    """So many of something, in pieces."""
    piece = what * 10_000
    return (piece for _ in range(times // 10_000))


def _around(before: str, inner: Iterable[str], after: str) -> Iterator[str]:
    yield before
    yield from inner
    yield after


def sheet_of(rows: str) -> bytes:
    """A workbook of one sheet with these rows under its headings."""
    return _book(_sheet(rows))


def merging(*refs: str) -> bytes:
    """A workbook of a few kilobytes that merges these cells."""
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    return _book(_sheet("", f"<mergeCells>{merged}</mergeCells>"))


def _strings(strings: Iterable[str], before: str = "") -> bytes:
    content = _around(f"{before}<sst {_NS}>", strings, "</sst>")
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    rows = _many('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', 200_000)
    return _book(_sheet(rows), types=[types.encode()], strings=(piece.encode() for piece in content))


def _styles() -> bytes:
    content = _around(f'<styleSheet {_NS}><cellXfs count="2000000">', _many('<xf numFmtId="0"/>', 2_000_000),
                      "</cellXfs></styleSheet>")  # fmt: skip
    return _book(styles=(piece.encode() for piece in content))


def _twice(times: int) -> bytes:
    """A workbook that lists its one sheet so often."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(times))
    rows = _many('<row><c t="n"><v>1</v></c></row>', 100_000)
    return _book(_sheet(rows), workbook=[f"<workbook {_NS} {_REL}><sheets>{sheets}</sheets></workbook>".encode()])


def _parts(times: int) -> bytes:
    held = io.BytesIO(packed([["Ref", "Action"]]))
    with zipfile.ZipFile(held, "a") as more:
        for number in range(times):
            more.writestr(f"{number}.xml", b"")
    return held.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "all cells merged": lambda: merging("A1:XFD1048576"),
    "a block merged": lambda: merging("A2:CV50000"),
    "two columns merged": lambda: merging("D1:E1048576"),
    "many small areas": lambda: merging(*(f"A{n}:CV{n}" for n in range(2, 20_000))),
    "a row of nine million": lambda: _book(_sheet(_around('<row r="2">', _many("<c/>", 9_000_000), "</row>"))),
    "a million cells in rows": lambda: _book(_sheet(_many('<row><c t="b"><v>1</v></c></row>', 1_000_000))),
    "millions of rows": lambda: _book(_sheet(_many('<row ht="9"/>', 8_000_000))),
    "millions of areas": lambda: _book(
        _sheet("", _around("<mergeCells>", _many('<mergeCell ref="A1:B1"/>', 3_000_000), "</mergeCells>"))
    ),
    "millions of formats": lambda: _book(_sheet("", _many('<conditionalFormatting sqref="A1"/>', 2_000_000))),
    "a link from every cell": lambda: _book(
        _sheet("", '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>')
    ),
    "words in every cell": lambda: _strings([f"<si><t>{'word ' * 6_000}</t></si>"]),
    "millions of words": lambda: _strings(_many("<si><t>a</t></si>", 4_000_000)),
    "one word without an end": lambda: _strings(_around("<si><t>", _many("abcdefghij" * 10, 200_000), "</t></si>")),
    "words in words": lambda: _strings(["<si><t>&j;</t></si>"], _ENTITIES),
    "entities in a sheet": lambda: _book(
        _sheet('<row><c t="inlineStr"><is><t>&j;</t></is></c></row>', before=_ENTITIES)
    ),
    "millions of styles": _styles,
    "one sheet many times": lambda: _twice(2_000),
    "attributes without an end": lambda: _book(
        _sheet(_around("<row ", (f'a{n}="{n:040}" ' for n in range(200_000)), "></row>"))
    ),
    "nested without an end": lambda: _book(_sheet(_many("<row><c>", 1_000_000))),
    "white without an end": lambda: _book(_sheet(_many(" " * 100, 1_600_000))),
    "parts without an end": lambda: _parts(100_000),
    "one row of commas": lambda: b"Ref,Action\n" + b"," * 45_000_000,
    "a row that never ends": lambda: b"Ref,Action\n" + b'"\n",' * 11_000_000,
    "a cell that never ends": lambda: b'Ref,Action\n"' + b"words " * 8_000_000,
    "rows and rows": lambda: b"Ref,Action\n" + b"1,2\n" * 12_000_000,
    "wide and long": lambda: b"Ref,Action\n" + (b"ab," * 299 + b"\n") * 50_000,
    "quotation marks": lambda: b"Ref,Action\n" + b'"' * 45_000_000,
}
