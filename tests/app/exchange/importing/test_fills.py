"""Ratings by the fill of a cell."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from app.domain.lazy import all_at_once
from app.domain.records import Action
from app.exchange.importing.excel import named, sheets
from app.exchange.importing.grid import Grid
from app.exchange.importing.plan import plan_import

from .sheets import PLAN, only, row


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        ("FF0000", "Red"), ("C00000", "Red"), ("FFC7CE", "Red"), ("FFC000", "Amber"), ("FFEB9C", "Amber"),
        ("ED7D31", "Amber"), ("FFFF00", "Yellow"), ("00B050", "Green"), ("92D050", "Green"), ("C6EFCE", "Green"),
        ("0070C0", "Blue"), ("00B0F0", "Blue"), ("FFFFFF", ""), ("000000", ""), ("D9D9D9", ""), ("DCE6F1", ""),
        ("BDD7EE", ""), ("7030A0", ""), ("", ""),
    ],
)  # fmt: skip
def test_fills_have_the_names_that_people_give_them(rgb: str, word: str):
    assert named(rgb) == word


@given(st.text("0123456789abcdefABCDEF", min_size=6, max_size=6))
def test_any_colour_has_one_name_or_none(rgb: str):
    assert named(rgb) in ("", "Red", "Amber", "Yellow", "Green", "Blue")


def filled(*colours: Color | None, header: str = "RAG", column: int = 3) -> Grid:
    """A plan whose actions are rated by these fills alone."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Action", header])
    for number, colour in enumerate(colours, 1):
        sheet.append([number, f"Action {number}"])
        if colour is not None:
            sheet.cell(number + 1, column).fill = PatternFill("solid", fgColor=colour)
    for below in range(20, 400):
        sheet.cell(below, 3).fill = PatternFill("solid", fgColor="FFFFFF")
    held = io.BytesIO()
    book.save(held)
    (grid,) = all_at_once(sheets(held.getvalue()))
    return grid


def test_an_empty_cell_that_is_filled_is_a_rating_and_says_so():
    grid = filled(Color("FFFF0000"), Color(theme=9), Color(indexed=17), Color("FF0070C0"), None)
    found = plan_import(grid, "actions", PLAN)
    progress = [action.progress for action in only(found, Action)]
    assert progress == [
        "RAG: Red",
        "RAG: Amber",
        "RAG: Green",
        "RAG: Blue",
        "",
    ]
    assert [action.done for action in only(found, Action)] == [False, False, False, True, False]
    assert row(found, 2).message == "Created. RAG is filled red."
    assert len(grid.rows) == 6


def test_fills_elsewhere_mean_nothing():
    found = plan_import(filled(Color("FFFF0000"), header="Owner"), "actions", PLAN)
    assert only(found, Action)[0].progress == ""
