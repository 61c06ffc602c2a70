"""The one door for words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from app.briefing.styles import styles
from app.briefing.text import BODY, SYMBOLS, clean_lines, font_runs, markup, pieces, plain, register_fonts
from app.domain.fields import clean

ANY = st.text(max_size=200)


def read(marked: str) -> str:
    """What a paragraph of this markup says."""
    return Paragraph(marked, styles()["body"]).getPlainText().replace("\u00a0", " ")


def test_markup_of_people_is_shown_and_not_obeyed():
    nasty = '<b>R&D</b> <img src="file:///etc/passwd"/> &amp; <a href="http://x.example">x</a>'
    assert read(markup(nasty)) == nasty


def test_what_lato_lacks_is_drawn_by_the_other_font():
    assert markup("done ✔") == f'done <font name="{SYMBOLS}">✔</font>'
    assert list(font_runs("Ŵ ✔ ŵ")) == [(True, "Ŵ "), (False, "✔"), (True, " ŵ")]


def test_the_same_text_comes_out_the_same_way_after_a_character_was_missing():
    before = markup("漢 a")
    pdfmetrics.stringWidth("漢", SYMBOLS, 10)
    assert markup("漢 a") == before
    assert ord("漢") not in pdfmetrics.getFont(BODY).face.charToGlyph  # pyright: ignore[reportAttributeAccessIssue]


def test_a_figure_stays_with_its_unit():
    assert "87.9\u00a0%" in markup("at 87.9 % now")
    assert "31\u00a0Jan" in markup("on 31 Jan 2018")
    assert "7.1\u00a0points" in markup("7.1 points below")


def test_what_cannot_be_seen_falls_away():
    assert plain("a\x00b\u200bc\u202ed\ufeffe") == "abcde"
    assert plain("two\nlines\tand  spaces") == "two lines and spaces"


def test_a_long_title_ends_in_an_ellipsis():
    assert plain("word " * 100, 20) == "word word word word…"
    assert plain("short", 20) == "short"


@given(ANY)
def test_markup_can_always_be_read_and_says_the_text(text: str):
    register_fonts()
    line = " ".join(clean_lines(text)[0].split())
    assert read(markup(line)) == line


@given(ANY, st.integers(1, 50))
def test_pieces_hold_the_whole_line(line: str, limit: int):
    parts = list(pieces(line, limit))
    assert "".join(parts) == line
    assert all(len(part) <= limit for part in parts)


@given(ANY)
def test_plain_text_is_one_clean_line(text: str):
    line = plain(text)
    assert line == clean(line)
    assert "\n" not in line
    assert line == line.strip()


def test_pieces_are_cut_between_words():
    assert list(pieces("one two three four", 10)) == ["one two ", "three four"]
