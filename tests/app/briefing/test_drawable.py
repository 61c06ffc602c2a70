"""Words that the fonts of papers cannot draw."""

from __future__ import annotations

from datetime import date

import pytest

from app.briefing.drawable import undrawable
from app.briefing.fonts import register_fonts
from app.briefing.templates import compose
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.test_tagged import BENGALI, every_place, of_blocks

register_fonts()


@pytest.mark.parametrize("word", ["שלום", "مرحبا", "漢字", "👩‍👧🏽", "हिन्दी"])
def test_a_word_that_cannot_be_drawn_is_named_once_wherever_it_stands(word: str):
    assert undrawable(of_blocks(*every_place(f"well, {word} then"), title="A title")) == (word.replace("\u200d", ""),)


@pytest.mark.parametrize("text", [BENGALI, "Łódź ŵŷ ελληνικά Київ", "✔ ● ▲ ≈ ≤ £5 – “so”", "e\u0301\u0323"])
def test_what_can_be_drawn_is_not_named(text: str):
    assert undrawable(of_blocks(*every_place(text), title=text)) == ()


def test_a_paper_of_a_plan_in_english_names_nothing():
    assert undrawable(compose("board", plan_of(records()), printed=date(2018, 2, 1))) == ()
