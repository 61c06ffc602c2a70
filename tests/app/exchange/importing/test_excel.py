"""Sheets of a workbook."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.excel import cell_of
from app.exchange.importing.files import read
from app.exchange.importing.grid import CannotRead, Grid

from .sheets import packed, sentence, workbook


def read_bytes(tmp_path: Path, content: bytes) -> list[Grid]:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    return read(path)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (dt.datetime(2018, 3, 31), "dd/mm/yyyy", "31 Mar 2018"),
        (dt.datetime(2018, 3, 1), "mmm-yy", "March 2018"),
        (dt.datetime(2018, 3, 1), "[$-809]mmmm\\ yyyy", "March 2018"),
        (dt.datetime(2018, 3, 1), "d mmm", "1 Mar 2018"),
        (dt.date(2018, 1, 1), "yyyy", "2018"),
        (0.6, "0%", "60%"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (3.0, "General", "3"),
        (7, "000", "007"),
        (True, "General", "Yes"),
        (dt.time(9, 30), "hh:mm", "09:30:00"),
        ("  two\r\nlines ", "@", "two\nlines"),
        (None, "General", ""),
        (float("inf"), "General", "inf"),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value: object, number_format: str, text: str):
    assert cell_of(value, number_format).text == text


def test_sheets_come_in_their_order_without_those_that_hold_nothing(tmp_path: Path):
    grids = read(workbook(tmp_path / "p.xlsx", {"Empty": [], "One": [["a"]], "Two": [["b"], [], ["c"]]}))
    assert [(grid.name, len(grid.rows)) for grid in grids] == [("One", 1), ("Two", 3)]


def test_what_is_hidden_or_merged_is_known(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(4):
        sheet.append(["a", "b", "c"])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A4")
    book.create_sheet("Lists").append(["x"])
    book["Lists"].sheet_state = "hidden"
    book.save(tmp_path / "p.xlsx")
    first, second = read(tmp_path / "p.xlsx")
    assert (first.hidden_columns, first.hidden_rows) == ({1}, {2})
    assert first.shown(3, 0).text == "a"
    assert (first.hidden, second.hidden) == (False, True)


def test_a_formula_gives_its_kept_result_and_one_without_is_known(tmp_path: Path):
    content = packed([["Action", "Due"], ["=1+1", "=TODAY()"]])
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
                    b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
                )
                text = text.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
            new.writestr(name, text)
    (grid,) = read_bytes(tmp_path, held.getvalue())
    assert grid.at(1, 0).text == "2"
    assert grid.uncalculated == {(1, 1)}


def test_a_column_formatted_to_the_bottom_costs_nothing(tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Action"])
    sheet.cell(1_048_576, 1).number_format = "0.00"
    book.save(tmp_path / "p.xlsx")
    assert [len(grid.rows) for grid in read(tmp_path / "p.xlsx")] == [1]


def test_a_packed_file_that_is_no_workbook_gets_a_sentence(tmp_path: Path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed_file:
        packed_file.writestr("letter.txt", "Dear all")
    with pytest.raises(CannotRead, match="no Excel file"):
        read_bytes(tmp_path, held.getvalue())


WHOLE = packed([["Ref", "Action"], [1, "Recruit"]])


@given(st.integers(0, len(WHOLE)), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_gets_a_sentence(tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes):
    content = WHOLE[:at] + put + WHOLE[at + len(put) :]
    assert sentence(lambda: read_bytes(tmp_path_factory.mktemp("damaged"), content)).endswith(".")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_gets_a_sentence(tmp_path: Path, share: float):
    with pytest.raises(CannotRead, match="damaged"):
        read_bytes(tmp_path, WHOLE[: round(len(WHOLE) * share)])


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<no", b"<a><b/></a>", b"\xff\xfe\x00"])
def test_a_workbook_with_a_broken_part_is_read_or_gets_a_sentence(tmp_path: Path, part: str, content: bytes):
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    assert sentence(lambda: read_bytes(tmp_path, held.getvalue())).endswith(".")


def test_a_workbook_damaged_where_its_sheets_are_named_gets_a_sentence(tmp_path: Path):
    content = packed([["Ref", "Action"], ["1", "=A1"]])
    place = content.rindex(b"xl/worksheets/sheet1.xml")  # in the list of its parts, at the end
    broken = content[:place] + b"xl/worksheets/\x00heet1.xml" + content[place + 24 :]
    assert sentence(lambda: read_bytes(tmp_path, broken)).startswith("This Excel file is damaged")
