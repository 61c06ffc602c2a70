"""What the words of one cell come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.values import on_one_line, titled


def test_names_on_several_lines_are_a_list():
    assert on_one_line("Jo Smith\n• Al Jones") == "Jo Smith, Al Jones"
    assert on_one_line("- Jo Smith\no Al Jones*") == "Jo Smith, Al Jones*"


@pytest.mark.parametrize("bullet", ["• ", "•", "- ", "– ", "* ", "o ", "▪ ", "\uf0b7 "])
def test_a_bullet_before_a_title_goes(bullet: str):
    assert titled(f"{bullet}Recruit staff") == ("Recruit staff", "")


@pytest.mark.parametrize(
    "text",
    [
        "Review short- and long-term placements", "Agree plan – stage two", "Text - with dash", "-ing forms", "- 5 %",
        "-5 places", "3 * 4 · 5 • 6", "one o clock", "O Level results", "*starred", "Recruit:", "a) first", "“Quoted”",
    ],
)  # fmt: skip
def test_every_other_sign_of_a_title_stays(text: str):
    assert titled(text) == (text, "")


def test_a_line_that_begins_with_a_short_word_and_a_full_stop_is_no_item_of_a_list():
    assert titled("Review placements\netc. at St\nSt. John’s") == ("Review placements etc. at St St. John’s", "")


@given(st.text(max_size=500))
def test_a_title_is_one_line_that_a_field_can_hold(text: str):
    title, _ = titled(text)
    assert len(title) <= 300
    assert "\n" not in title
