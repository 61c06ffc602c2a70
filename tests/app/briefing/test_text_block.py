"""Words broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.briefing import blocks as b
from app.briefing.fonts import register_fonts, width_in
from app.briefing.structure import Element
from app.briefing.styles import STYLES
from app.briefing.text_block import TextBlock

register_fonts()
WORDS = st.text(st.sampled_from("ab -漢✔\u00a0W"), max_size=80)


def block(*texts: str) -> TextBlock:
    words = tuple(b.Run(text, bold=number % 2 == 1) for number, text in enumerate(texts))
    return TextBlock(words, STYLES["body"], Element("P"))


@given(st.lists(WORDS, max_size=4), st.floats(20, 300))
def test_every_line_fits_and_all_words_come_in_order(texts: list[str], width: float):
    made = block(*texts)
    made.height(width)
    for line in made.lines:
        wide = sum(width_in(text, manner.face) * manner.size for text, manner in line.runs)
        space = width_in(" ", line.runs[-1][1].face) * 12
        assert wide - space <= width + 1e-3 or len("".join(text for text, _ in line.runs).strip()) == 1
    whole = "".join(text for line in made.lines for text, _ in line.runs)
    assert [word for word in whole.split(" ") if word] == [word for word in "".join(texts).split(" ") if word]


def test_a_long_word_is_broken_without_a_space():
    made = block("x" * 500)
    made.height(100)
    assert len(made.lines) > 10
    assert "".join(text for line in made.lines for text, _ in line.runs) == "x" * 500


def test_at_least_two_lines_stand_on_either_side_of_a_page():
    made = block("word " * 60)
    lines = round(made.height(200) / made.style.leading)
    parts = made.split(200, (lines - 1) * made.style.leading)
    assert parts is not None
    assert [round(part.height(200) / made.style.leading) for part in parts] == [lines - 2, 2]
    assert made.split(200, made.style.leading) is None
