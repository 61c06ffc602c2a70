"""What the words of one cell come to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.values import on_one_line, titled


def test_names_on_several_lines_are_a_list():
    assert on_one_line("Jo Smith\n• Al Jones") == "Jo Smith, Al Jones"


@given(st.text(max_size=500))
def test_a_title_is_one_line_that_a_field_can_hold(text: str):
    title, _ = titled(text)
    assert len(title) <= 300
    assert "\n" not in title
