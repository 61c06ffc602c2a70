"""Blocks as flowables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from app.briefing import blocks as b
from app.briefing.flowables import Maker, lines, run_markup
from app.briefing.styles import HEIGHT, WIDTH
from app.briefing.text import PIECE, register_fonts

register_fonts()


def maker() -> Maker:
    return Maker((), {}, lambda key: None)


def test_each_line_of_a_text_is_a_paragraph():
    found = list(lines(b.words(b.bold("a\nb"), "c\n\nd")))
    assert [b.text_of(line) for line in found] == ["a", "bc", "d"]
    assert found[1][0].bold


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=3 * PIECE), max_size=3))
def test_no_paragraph_is_too_long_and_nothing_is_lost(texts: list[str]):
    found = list(lines(tuple(map(b.Run, texts))))
    assert all(sum(len(run.text) for run in line) <= PIECE for line in found)
    shown = "".join(b.text_of(line) for line in found)
    whole = "".join(b.text_of(line) for line in lines((b.Run("".join(texts)),)))
    assert shown == whole


def test_markup_in_a_run_is_text():
    assert run_markup(b.words(b.bold("<i>"))) == "<b>&lt;i&gt;</b>"


def test_a_sign_stands_before_its_word_in_its_colour():
    marked = run_markup(b.words(b.Run("Off track", sign="red")))
    assert "◆" in marked
    assert "#B3261E" in marked
    assert marked.index("◆") < marked.index("Off")


def test_a_heading_keeps_what_follows_with_it():
    table = b.Table((b.Column("A", 1),), tuple((b.cell(str(n)),) for n in range(99)), "numbers")
    story = maker().story((b.Heading(2, b.words("A heading"), "key"), table))
    assert [type(each).__name__ for each in story] == ["Break", "Heading", "Rows"]


def test_the_first_variant_that_fits_a_page_is_taken():
    def many(count: int) -> tuple[b.Block, ...]:
        return tuple(b.Paragraph(b.words(f"line {n}")) for n in range(count))

    story = maker().story((b.Fitting((many(90), many(60), many(20), many(10))),))
    assert len(story) == 20


def test_a_table_is_as_wide_as_the_text_and_repeats_its_header():
    made = maker().table(b.Table((b.Column("A", 1), b.Column("B", 3)), ((b.cell("a"), b.cell("b")),), "two"))
    assert made.wrap(WIDTH, HEIGHT)[0] == WIDTH
    assert made.repeatRows == 1


def test_only_a_row_taller_than_a_page_is_broken():
    narrow, wide = b.Column("A", 1), b.Column("B", 19)
    rows = {"tall": (b.cell("word " * 400), b.cell("b")), "short": (b.cell("a"), b.cell("word " * 400))}
    parts: dict[str, int] = {}
    for name, row in rows.items():
        made = maker().table(b.Table((narrow, wide), (row,), name))
        made.wrap(WIDTH, HEIGHT)
        parts[name] = len(made.split(WIDTH, 90))
    assert parts == {"tall": 2, "short": 0}


def test_a_row_that_would_fill_pages_becomes_several():
    table = b.Table((b.Column("A", 1), b.Column("B", 5)), ((b.cell("a"), b.cell("word " * 9_000)),), "long")
    made = maker().table(table)
    made.wrap(WIDTH, HEIGHT)
    assert len(made.row_heights) > 10
    assert max(made.row_heights) < HEIGHT


def test_numbers_and_signs_take_the_place_of_the_bullet():
    numbered = list(maker().make(b.Bullets((b.words("one"), b.words("two")), numbered=True)))
    assert [p.frags[0].text for p in numbered if isinstance(p, Paragraph)] == ["one", "two"]
    signed = next(iter(maker().make(b.Bullets((b.words(b.Run("bad", sign="red")),)))))
    assert isinstance(signed, Paragraph)
    assert signed.getPlainText() == "bad"
