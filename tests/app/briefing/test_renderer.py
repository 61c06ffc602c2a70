"""Blocks as parts of pages."""

from __future__ import annotations

import pytest

from app.briefing import blocks as b
from app.briefing.fonts import register_fonts
from app.briefing.page_part import paginate
from app.briefing.printed_table import PrintedTable
from app.briefing.renderer import Renderer
from app.briefing.styles import HEIGHT, WIDTH
from app.briefing.text_block import TextBlock

register_fonts()


def maker() -> Renderer:
    return Renderer((), lambda key: "")


def test_a_heading_keeps_what_follows_with_it():
    table = b.Table((b.TableColumn("A", 1),), tuple((b.cell(str(n)),) for n in range(99)), "numbers")
    story = maker().story((b.Heading(2, b.words("A heading"), "key"), table))
    assert [type(each).__name__ for each in story] == ["Break", "DrawnHeading", "PrintedTable"]


def test_the_first_variant_that_fits_a_page_is_taken_and_the_others_leave_nothing():
    def many(count: int) -> tuple[b.Block, ...]:
        return tuple(b.Paragraph(b.words(f"line {n}")) for n in range(count))

    made = maker()
    assert len(made.story((b.Fitting((many(90), many(60), many(20), many(10))),))) == 20
    assert len(made.root.parts) == 20


def test_a_table_is_as_wide_as_the_text():
    made = maker().table(b.Table((b.TableColumn("A", 1), b.TableColumn("B", 3)), ((b.cell("a"), b.cell("b")),), "two"))
    assert made.widths == pytest.approx((WIDTH / 4, WIDTH * 3 / 4))
    assert made.head is not None


def test_a_column_is_as_wide_as_its_longest_word():
    figures = b.cell("1,281,250.55"), b.cell("words " * 50)
    made = maker().table(b.Table((b.TableColumn("A", 1), b.TableColumn("B", 30)), (figures,), "two"))
    (cell,) = made.rows[0].cells[0]
    assert isinstance(cell, TextBlock)
    cell.height(made.inner[0])
    assert len(cell.lines) == 1
    assert sum(made.widths) == pytest.approx(WIDTH)


def test_only_a_tall_row_is_broken():
    narrow, wide = b.TableColumn("A", 1), b.TableColumn("B", 19)
    tall, short = (b.cell("words " * 99), b.cell("b")), (b.cell("a"), b.cell("word " * 99))
    for row, broken in ((tall, True), (short, False)):
        made = maker().table(b.Table((narrow, wide), (row,), "one row"))
        assert (made.split(WIDTH, 200) is not None) is broken


def test_a_row_of_many_pages_fills_them():
    table = b.Table((b.TableColumn("A", 1), b.TableColumn("B", 5)), ((b.cell("a"), b.cell("word " * 9_000)),), "long")
    pages = list(paginate([maker().table(table)], WIDTH, HEIGHT))
    assert len(pages) > 10
    heights = [page[0].part.height(WIDTH) for page in pages]
    assert max(heights) <= HEIGHT
    assert min(heights[:-1]) > HEIGHT * 0.9


def test_no_last_row_stands_alone_and_no_row_is_lost():
    rows = tuple((b.cell(f"row {n}"),) for n in range(40))
    table = maker().table(b.Table((b.TableColumn("A", 1),), rows, "rows"))
    parts = [page[0].part for page in paginate([table], WIDTH, table.height(WIDTH) - 1)]
    assert [len(part.rows) for part in parts if isinstance(part, PrintedTable)] == [38, 2]


def test_numbers_and_signs_take_the_place_of_the_bullet():
    made = maker()
    numbered = list(made.make(b.Bullets((b.words("one"), b.words("two")), numbered=True)))
    signed = list(made.make(b.Bullets((b.words(b.Run("late", sign="red")), b.words("plain")))))
    labels = [each.label.text for each in [*numbered, *signed] if isinstance(each, TextBlock) and each.label]
    assert labels == ["1.", "2.", "◆", "•"]
