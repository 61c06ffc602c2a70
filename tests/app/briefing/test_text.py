"""The one door for words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.briefing import blocks as b
from app.briefing.fonts import BODY, BOLD, BOLD_ITALIC, SYMBOLS, register_fonts
from app.briefing.structure import Element
from app.briefing.text import clean_lines, font_runs, lines, manners, plain
from app.domain.fields import clean

ANY = st.text(max_size=200)


def test_what_lato_lacks_is_drawn_by_the_other_font():
    assert list(font_runs("Ŵ ✔ ŵ", BOLD)) == [(BOLD, "Ŵ "), (SYMBOLS, "✔"), (BOLD, " ŵ")]


def test_the_same_text_comes_out_the_same_way_after_a_character_was_missing():
    before = list(font_runs("漢 a"))
    pdfmetrics.stringWidth("漢", SYMBOLS, 10)
    assert list(font_runs("漢 a")) == before
    assert ord("漢") not in pdfmetrics.getFont(BODY).face.charToGlyph  # pyright: ignore[reportAttributeAccessIssue]
    assert ord("漢") not in register_fonts()


def test_a_figure_stays_with_its_unit():
    said = {text: "".join(run for _, run in font_runs(text)) for text in ("at 87.9 % now", "on 31 Jan 2018")}
    assert said == {"at 87.9 % now": "at 87.9\u00a0% now", "on 31 Jan 2018": "on 31\u00a0Jan 2018"}


def test_what_cannot_be_seen_falls_away_and_joiners_of_bengali_stay():
    assert plain("a\x00b\u200bc\u202ed\ufeffe\u200df") == "abcdef"
    assert plain("two\nlines\tand  spaces") == "two lines and spaces"
    assert plain("ক্\u200dষ") == "ক্\u200dষ"


def test_a_long_title_ends_in_an_ellipsis():
    assert plain("word " * 100, 20) == "word word word word…"
    assert plain("short", 20) == "short"


@given(ANY)
def test_plain_text_is_one_clean_line(text: str):
    line = plain(text)
    assert line == clean(line)
    assert "\n" not in line
    assert line == line.strip()


@given(st.lists(ANY, max_size=3))
def test_lines_hold_the_whole_text(texts: list[str]):
    found = list(lines(tuple(map(b.Run, texts))))
    assert not any("\n" in b.text_of(line) for line in found)
    assert "".join(map(b.text_of, found)) == "".join("".join(clean_lines(text)) for text in texts)


def test_each_line_of_a_text_is_a_paragraph():
    found = list(lines(b.words(b.bold("a\nb"), "c\n\nd")))
    assert [b.text_of(line) for line in found] == ["a", "bc", "d"]
    assert found[1][0].bold


def test_a_sign_stands_before_its_word_in_its_colour_and_is_not_read():
    (sign, how), (word, said) = manners(b.words(b.Run("Off track", sign="red", bold=True, italic=True)), BODY, 12,
                                        "#000000", Element("P"))  # fmt: skip
    assert (sign, how.ink, how.silent) == ("◆\u00a0", "#B3261E", True)
    assert (word, said.face, said.silent) == ("Off track", BOLD_ITALIC, False)


def test_a_link_is_an_element_that_says_where_it_leads():
    ((_, how),) = manners(b.words(b.Run("Risks", to="risks")), BODY, 12, "#000000", Element("P"))
    assert how.link is not None
    assert (how.key, how.link.role, how.link.alt) == ("risks", "Link", "Risks")
