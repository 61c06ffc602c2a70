"""What stands on a page beside paragraphs and tables, and how pages are made of it."""

from __future__ import annotations

import pytest

from app.briefing import blocks as b
from app.briefing.blocks import Sparkline
from app.briefing.flowables import DrawnBadge, DrawnHeading, Picture
from app.briefing.fonts import register_fonts
from app.briefing.page_part import Blank, Break, PageEnd, PagePart, closed_up, paginate, stacked
from app.briefing.structure import Element
from app.briefing.styles import HEIGHT, STYLES, WIDTH
from app.briefing.text_block import TextBlock

register_fonts()


def paragraph(text: str) -> TextBlock:
    return TextBlock(b.words(text), STYLES["body"], Element("P"))


def test_the_room_between_two_is_the_larger_that_they_ask_for():
    one = paragraph("a")
    assert stacked([one, Break(500), paragraph("b")], WIDTH) == pytest.approx(2 * one.height(WIDTH) + one.after)


@pytest.mark.parametrize(("left", "pages"), [(0, 2), (5, 2), (99, 2), (100, 1), (200, 1)])
def test_a_page_ends_where_there_is_less_room_than_a_break_asks_for(left: float, pages: int):
    parts: list[PagePart] = [Blank(400 - left), Break(100), Blank(5)]
    assert len(list(paginate(parts, 300, 400))) == pages


def test_no_page_is_empty():
    ends: list[PagePart] = [PageEnd(), Blank(1), PageEnd(), PageEnd(), Break(9_999), Blank(1), PageEnd()]
    assert [len(page) for page in paginate(ends, 300, 400)] == [1, 1]


def test_a_last_page_with_little_on_it_is_saved_where_there_is_room_between():
    parts = [paragraph("a") for _ in range(17)]
    high = parts[0].height(300) + parts[0].after
    pages = list(paginate(parts, 300, 16 * high))
    assert len(pages) == 2
    (page,) = closed_up(pages, parts, 300, 16 * high)
    assert page[-1].down + parts[-1].height(300) <= 16 * high
    full = list(paginate(parts, 300, 12 * high))
    assert closed_up(full, parts, 300, 12 * high) is full


def test_what_no_page_holds_has_one_of_its_own():
    parts: list[PagePart] = [Blank(10), Blank(9_999), Blank(10)]
    assert [len(page) for page in paginate(parts, 300, 400)] == [1, 1, 1]


def test_three_lines_of_a_text_stay_under_its_heading():
    assert paragraph("word " * 500).least_height(WIDTH, HEIGHT) == 3 * STYLES["body"].leading
    assert Break(123).least_height(WIDTH, HEIGHT) == 123
    assert Blank(40).least_height(WIDTH, HEIGHT) == 40


def test_a_badge_puts_long_words_below_itself_in_a_narrow_place():
    badge = b.Badge("red", "Off track", b.words("better, 7.1 points below target"), ("illustrative",))
    wide = DrawnBadge(badge, Element("P")).height(WIDTH)
    narrow = DrawnBadge(badge, Element("P"), small=True).height(90)
    assert wide == DrawnBadge.HIGH
    assert narrow > DrawnBadge.HIGH


def test_only_the_first_part_of_a_broken_heading_is_in_the_outline():
    heading = b.Heading(1, b.words("word " * 100), "key")
    parts = DrawnHeading(heading, 1, Element("H1")).split(WIDTH, 90)
    assert parts is not None
    first, second = parts
    assert isinstance(first, DrawnHeading)
    assert first.heading is heading
    assert isinstance(second, DrawnHeading)
    assert second.heading is None


def test_a_picture_is_as_wide_as_its_place():
    picture = Picture(b.PictureBlock(Sparkline((((0.0, 1.0), (1.0, 2.0)),)), "From 1 to 2."), Element("Figure"))
    for width in (60, 80):
        picture.height(width)
        assert picture.drawing is not None
        assert picture.drawing.width == width
