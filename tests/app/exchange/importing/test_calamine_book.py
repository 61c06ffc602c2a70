"""Old Excel files and those of LibreOffice."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from app.domain.records import Action
from app.exchange.importing.calamine_book import UNTOLD
from app.exchange.importing.files import read
from app.exchange.importing.grid import CannotRead
from app.exchange.importing.plan import plan_import

from .cases import asked, by_ref, case, dates
from .sheets import PLAN, only

DATA = Path(__file__).parents[3] / "data"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
HEAD = ("Ref", "Action")


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'


def ods(path: Path, rows: str) -> Path:
    """A file of LibreOffice with one sheet."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {_NAMES} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Plan">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    path.write_bytes(held.getvalue())
    return path


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def test_a_plan_of_libreoffice_comes_in():
    found = case("f02_libre.ods", "actions")
    (made,) = only(found, Action)
    assert (made.ref, made.title, made.owner) == ("A1", "From LibreOffice", "Head")
    assert dates(made, "due") == ["2018-03-31"]
    assert found.findings == (UNTOLD,)


def test_an_old_excel_file_comes_in_and_its_shares_are_asked_about():
    (sheet,) = read(DATA / "old.xls")
    found = plan_import(sheet, "actions", PLAN, file="old.xls")
    made = by_ref(found, Action)
    assert [dates(made[ref], "due") for ref in ("A1", "A2")] == [["2018-03-31"], ["2018-04-30"]]
    assert [made[ref].percent for ref in ("A1", "A2")] == [50, 100]
    assert asked(found) == ["shares.percent"]


def test_what_libreoffice_writes_below_and_beside_a_table_takes_no_room(tmp_path: Path):
    empty = '<table:table-cell table:number-columns-repeated="1022"/>'
    rows = row(*map(text, HEAD), empty) + row(text("1"), text("Recruit"), empty) + row(empty, times=1_048_574)
    (sheet,) = read(ods(tmp_path / "plan.ods", rows))
    assert (len(sheet.rows), sheet.width) == (2, 2)


@pytest.mark.parametrize(
    "rows",
    [
        row(text("x"), times=1_048_576),
        row(text("x", 'table:number-columns-repeated="16384"'), times=9_000),
        row('<table:table-cell table:number-columns-repeated="16383"/>', text("x")) * 2 + row(text("y"), times=40_000),
    ],
)
def test_what_would_swell_gets_a_sentence(tmp_path: Path, rows: str):
    with pytest.raises(CannotRead, match="holds more than a plan can"):
        read(ods(tmp_path / "plan.ods", rows))


def test_an_old_excel_file_with_cells_in_far_corners_gets_a_sentence(tmp_path: Path):
    content = (DATA / "old.xls").read_bytes()
    labels = struct.pack("<HHHHH", 0x00FD, 10, 1, 0, 0)[:6]
    at = content.find(labels)
    assert at > 0
    swollen = content[: at + 4] + struct.pack("<HH", 65_535, 255) + content[at + 8 :]
    (tmp_path / "plan.xls").write_bytes(swollen)
    with pytest.raises(CannotRead, match="holds more than a plan can"):
        read(tmp_path / "plan.xls")


def test_a_damaged_file_gets_a_sentence(tmp_path: Path):
    content = (DATA / "old.xls").read_bytes()
    for number, part in enumerate((content[:700], content[:512], content[:40], content[:3000] + b"x" * 900)):
        path = tmp_path / f"{number}.xls"
        path.write_bytes(part)
        with pytest.raises(CannotRead):
            read(path)
