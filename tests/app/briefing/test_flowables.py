"""What reportlab does not have."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from app.briefing import blocks as b
from app.briefing.blocks import Sparkline
from app.briefing.flowables import Break, DrawnBadge, DrawnHeading, Picture, height_of, least_of, stacked
from app.briefing.styles import HEIGHT, WIDTH, styles
from app.briefing.text import register_fonts

register_fonts()


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, styles()["body"])


def test_the_room_between_two_is_the_larger_that_they_ask_for():
    space = styles()["body"].spaceAfter
    one = height_of(paragraph("a"))
    assert stacked([paragraph("a"), Break(500), paragraph("b")]) == pytest.approx(2 * one - space)


@pytest.mark.parametrize("left", [-5, 0, 5, 200])
def test_no_page_is_left_empty_however_much_room_there_is_before_a_break(left: int):
    document = SimpleDocTemplate(BytesIO(), pagesize=(300, 400), topMargin=0, bottomMargin=0)
    filled = Spacer(1, 388 - max(left, 0) - 5)  # the page without the padding of its frame
    filled.spaceAfter = 5 - min(left, 0)
    document.build([filled, Break(100), paragraph("a")])
    assert document.page == (1 if left == 200 else 2)


def test_three_lines_of_a_text_stay_under_its_heading():
    assert least_of([paragraph("word " * 500)]) == 3 * styles()["body"].leading
    assert least_of([Break(123)]) == 123
    assert least_of([Spacer(0, 40)]) == 40


def test_a_badge_puts_long_words_below_itself_in_a_narrow_place():
    badge = b.Badge("red", "Off track", b.words("better, 7.1 points below target"), ("illustrative",))
    wide = DrawnBadge(badge).wrap(WIDTH, HEIGHT)[1]
    narrow = DrawnBadge(badge, small=True).wrap(90, HEIGHT)[1]
    assert wide == DrawnBadge.HEIGHT
    assert narrow > DrawnBadge.HEIGHT


def test_only_the_first_part_of_a_broken_heading_is_in_the_outline():
    heading = b.Heading(1, b.words("word " * 100), "key")
    made = DrawnHeading.made(heading, heading.words, lambda key: None)
    made.wrap(WIDTH, HEIGHT)
    first, second = made.split(WIDTH, 90)
    assert isinstance(first, DrawnHeading)
    assert first.heading is heading
    assert isinstance(second, DrawnHeading)
    assert second.heading is None


def test_a_picture_is_as_wide_as_its_place():
    picture = Picture(b.PictureBlock(Sparkline((((0.0, 1.0), (1.0, 2.0)),)), "From 1 to 2."))
    assert picture.wrap(60, HEIGHT)[0] == 60
    assert picture.wrap(80, HEIGHT)[0] == 80
