"""Which files are read, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.importing import files
from app.exchange.importing.files import read
from app.exchange.importing.grid import CannotRead

from .sheets import packed


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("plan.xls", b"\xd0\xcf\x11\xe0" + b"x" * 50, "is damaged or has a password"),
        ("plan.docx", b"PK\x03\x04" + b"x" * 50, "a Word file"),
        ("plan.pdf", b"%PDF-1.7", "a PDF"),
        ("plan.csv", b"%PDF-1.7", "a PDF"),
        ("plan.ods", b"PK\x03\x04" + b"x" * 50, "is damaged or has a password"),
        ("plan.xlsx", b"Ref,Action\n", "no Excel file in spite of its name"),
        ("plan.xlsx", b"PK\x03\x04" + b"x" * 50, "damaged"),
        ("plan.xls", b"<html><table>", "web page"),
        ("plan.csv", b"", "There is nothing in"),
        ("plan.xlsx", b"", "There is nothing in"),
        ("plan.csv", b" \n,,\n", "There is nothing in"),
    ],
)
def test_each_way_a_file_can_be_wrong_has_its_sentence(tmp_path: Path, name: str, content: bytes, why: str):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=why):
        read(path)


def test_no_file_and_a_folder_have_theirs(tmp_path: Path):
    with pytest.raises(CannotRead, match=r"There is no file “x\.csv”"):
        read(tmp_path / "x.csv")
    with pytest.raises(CannotRead, match="is a folder"):
        read(tmp_path)
    with pytest.raises(CannotRead, match="cannot be read"):
        read(tmp_path / ("x" * 3000))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "LARGEST", 5)
    (tmp_path / "plan.csv").write_text("Ref,Action\n")
    with pytest.raises(CannotRead, match="larger than"):
        read(tmp_path / "plan.csv")


def test_a_workbook_is_known_by_what_it_holds_whatever_its_name(tmp_path: Path):
    (tmp_path / "plan.csv").write_bytes(packed([["Ref", "Action"]]))
    assert read(tmp_path / "plan.csv")[0].at(0, 1).text == "Action"


def test_progress_is_told_by_sheet(tmp_path: Path):
    (tmp_path / "plan.xlsx").write_bytes(packed([["Ref", "Action"]]))
    assert [what for _, _, what in files.reading(tmp_path / "plan.xlsx")] == [
        "Opening the workbook",
        "Reading sheet Sheet",
    ]
