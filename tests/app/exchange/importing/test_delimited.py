"""Text with something between its cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.files import decoded, delimiter_of, grid_of, laid_out
from app.exchange.importing.grid import MOST_ROWS, CannotRead

from .sheets import sentence

TEXT = "Ref,Action,Due\n1,Café “reform” – part one,31/3/18\n"


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid_of(content).rows]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_coding_is_found(coding: str):
    assert texts(TEXT.encode(coding))[1][1] == "Café “reform” – part one"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_cells_is_found_under_a_title(delimiter: str):
    text = "The plan, as agreed; see notes\n\n" + TEXT.replace("–", "-").replace(",", delimiter) * 3
    assert delimiter_of(text) == delimiter


def test_excels_own_word_for_what_stands_between_cells_is_believed_and_counted_as_a_row():
    assert texts(b"sep=;\nAction;Due\nA, b and c;31/3/18\n") == [["", ""], ["Action", "Due"], ["A, b and c", "31/3/18"]]


def test_cells_of_several_lines_stay_one_cell():
    assert texts(b'Action,Owner\r\n"First\r\nsecond",Ann\r\n')[1] == ["First\nsecond", "Ann"]


def test_rows_are_as_wide_as_the_widest_that_holds_something():
    assert texts(b"a,b,,\nc\n,,,\n") == [["a", "b"], ["c", ""]]


def test_a_cell_that_never_ends_gets_a_sentence():
    with pytest.raises(CannotRead, match="quotation mark"):
        grid_of(b'Action,Owner\n"' + b"x" * 200_000)


def test_what_is_no_text_gets_a_sentence():
    with pytest.raises(CannotRead, match="no text"):
        grid_of(bytes(range(1, 32)) * 30)


def test_rows_beyond_the_limit_are_counted():
    found = laid_out([["a", "b"]] * (MOST_ROWS + 1))
    assert (len(found.rows), found.cut) == (MOST_ROWS, 1)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cn", "Co"])),
                         min_size=2, max_size=4), min_size=3, max_size=6))  # fmt: skip
def test_what_is_written_is_read(rows: list[list[str]]):
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows(rows)
    assert decoded(held.getvalue().encode()).count('"') == held.getvalue().count('"')


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_sheet_or_a_sentence(content: bytes):
    assert sentence(lambda: grid_of(content)).endswith(".")
