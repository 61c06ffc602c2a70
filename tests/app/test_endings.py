"""What a file is called that a person names."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.endings import PAPER, WrongEnding, ended


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("board", "board.pdf"), ("board.pdf", "board.pdf"), ("board.Pdf", "board.Pdf"), ("board.", "board.pdf"),
        ("27.06.2018", "27.06.2018.pdf"), ("St. John", "St. John.pdf"), (".pdf", ".pdf.pdf"),
        ("a/b.c/d", "a/b.c/d.pdf"),
    ],
)  # fmt: skip
def test_the_ending_is_added_where_there_is_none(given: str, written: str):
    assert ended(Path(given), PAPER, "It") == Path(written)


@pytest.mark.parametrize("given", ["a.xlsx", "a.7z", "a.pdf.txt", "a.goldthread", "a.PDFX"])
def test_another_ending_is_refused(given: str):
    with pytest.raises(WrongEnding, match=r"^It is written as \.pdf, not as \.\w+: give it another name\.$"):
        ended(Path(given), PAPER, "It")


def test_a_folder_is_left_for_the_caller_to_refuse(tmp_path: Path):
    assert ended(tmp_path, PAPER, "It") == tmp_path
