"""Words as markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.briefing import blocks as b
from app.briefing.text import PIECE, lines, run_markup


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
