"""Words for how far an action is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.statuses import colour_of, read_status


@pytest.mark.parametrize(
    "text", ["Complete", "Completed.", "DONE", "closed", "Achieved", "Yes", "100%", "100 % complete", "fully complete"]
)
def test_these_words_say_that_it_is_done(text: str):
    assert read_status(text).done is True


@pytest.mark.parametrize(
    "text",
    ["Not complete", "Partially complete", "Completed but awaiting sign off", "On track to complete", "Nearly complete",
     "In progress", "On track", "Overdue", "Ongoing", "Not started", "60% complete"],
)  # fmt: skip
def test_these_words_say_that_it_is_not(text: str):
    assert read_status(text).done is False


@pytest.mark.parametrize("text", ["N/A", "Metrics agreed", "see above"])
def test_other_words_say_neither_and_are_kept(text: str):
    assert (read_status(text).done, read_status(text).words) == (None, text)


@pytest.mark.parametrize(
    ("text", "percent"), [("In progress 60%", 60), ("60 % complete", 60), ("Not started", 0), ("100%", 100), ("0%", 0)]
)
def test_per_cent_is_found_among_words(text: str, percent: int):
    assert read_status(text).percent == percent


def test_a_day_beside_the_word_is_when_it_was_done():
    found = read_status("Completed 31/3/18")
    assert found.done_on
    assert found.done_on.text == "2018-03-31"
    assert not found.words


def test_words_that_say_more_are_kept():
    assert read_status("In progress 60%, waiting for the board").words == "In progress 60%, waiting for the board"
    assert read_status("Complete and embedded in practice").words == "Complete and embedded in practice"


@pytest.mark.parametrize(
    ("text", "colour"),
    [("R", "Red"), ("amber", "Amber"), ("A/G", "Amber/Green"), ("RAG: Green", "Green"), ("Red - Amber", "Red/Amber")],
)
def test_a_colour_is_a_colour_and_no_status(text: str, colour: str):
    assert colour_of(text) == colour
    assert read_status(text) == read_status("")._replace(colour=colour)


def test_what_is_not_wanted_any_more_is_told():
    assert read_status("Cancelled - see A-3").gone
    assert read_status("Superseded").gone


@given(st.text(max_size=80))
def test_any_text_says_something_and_nothing_impossible(text: str):
    found = read_status(text)
    assert found.percent is None or 0 <= found.percent <= 100
    assert colour_of(text) == found.colour
