"""Words for how far an action is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.importing.statuses import Ending, RiskState, colour_of, read_ending, read_risk, read_status


@pytest.mark.parametrize(
    "text",
    [
        "Complete",
        "Completed (date unknown)",
        "Green (complete)",
        "Cwblhawyd / Complete",
        "Completed.",
        "DONE",
        "closed",
        "Achieved",
        "Yes",
        "100 % complete",
        "TRUE",
        "✓",
        "fully complete",
        "Complete - now BAU",
    ],
)
def test_these_words_say_that_it_is_done(text: str):
    assert read_status(text).done is True


@pytest.mark.parametrize(
    "text",
    [
        "Not complete",
        "Done bar one item",
        "Partially complete",
        "Completed but awaiting sign off",
        "On track to complete",
        "Nearly complete",
        "In progress",
        "On track",
        "Overdue",
        "Ongoing",
        "Not started",
        "60% complete",
    ],
)
def test_these_words_say_that_it_is_not(text: str):
    assert read_status(text).done is False


def test_what_is_closed_ended_in_one_way_or_another() -> None:
    otherwise = ("Won't Do", "Won’t fix", "Duplicate", "Cannot Reproduce", "Not achieved", "Abandoned", "As designed")
    assert {read_ending(text) for text in otherwise} == {Ending.OTHERWISE}
    assert {read_ending(text) for text in ("Done", "Fixed", "Achieved in May 2018")} == {Ending.DONE}
    assert {read_ending(text) for text in ("Removed", "Cut", "Removed from plan", "Partially")} == {Ending.OTHERWISE}
    untold = ("Unresolved", "Work started", "See minutes", "Noted", "Notified all schools", "Nothing further to do",
              "Removed barriers for carers", "Cut waiting times by half", "Neverland visited")  # fmt: skip
    assert [text for text in untold if read_ending(text) is not Ending.UNTOLD] == []


@pytest.mark.parametrize("text", ["Metrics agreed", "see above", "Removed barriers"])
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


@pytest.mark.parametrize(
    "text",
    [
        "Cancelled - see A-3",
        "Superseded",
        "Superceded by A4",
        "Merged into 2.3",
        "Amalgamated with A2",
        "Withdrawn",
        "Void",
        "No longer applicable",
        "Not required",
        "Closed (no longer needed)",
        "Closed - not achieved",
        "Closed, merged into 2",
        "Handed over to BAU",
        "Now business as usual",
        "Replaced by A7",
        "Removed",
        "Ended",
        "n/a - duplicate of A3",
        "Will not be taken forward",
    ],
)
def test_what_ended_without_being_done_is_told_and_why(text: str):
    found = read_status(text)
    assert found.gone
    assert found.done is False
    assert found.words


@pytest.mark.parametrize(
    "text",
    [
        "Not cancelled",
        "To be cancelled",
        "Training cancelled by provider",
        "Withdrawn; reopened Jan 2018",
        "No longer at risk",
        "Ended up late",
        "Merging with A3",
        "Paused",
        "On hold",
        "Deferred",
        "Removed barriers",
        "Not due",
        "Completed, now BAU",
    ],
)
def test_words_of_an_end_alone_end_nothing(text: str):
    assert not read_status(text).gone


def test_the_day_beside_it_is_that_of_the_end():
    found = read_status("Cancelled on 12/12/17 by the board")
    assert (found.done_on and found.done_on.text, found.words) == ("2017-12-12", "Cancelled on 12/12/17 by the board")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Deferred to 2019", "2019"),
        ("Postponed until April 2018", "2018-04"),
        ("Slipped to Q2 2018/19", "2018-Q3"),
        ("Extended to June 2018 - awaiting funding", "2018-06"),
        ("Deferred to the board", None),
    ],
)
def test_to_what_date_it_was_put_off(text: str, moved: str | None):
    found = read_status(text)
    assert (found.moved_to and found.moved_to.text) == moved
    assert found.done is not True


@pytest.mark.parametrize("text", ["Done?", "Complete - awaiting sign off", "1", "BAU", "Embedded", "Finished 12/13"])
def test_what_is_in_doubt_is_said(text: str):
    assert read_status(text).doubt


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Closed", RiskState(closed=True, why="Not given")),
        ("Closed - posts filled", RiskState(closed=True, why="posts filled")),
        ("Closed (merged with R2)", RiskState(closed=True, why="merged with R2")),
        ("Superseded", RiskState(closed=True, why="Superseded")),
        ("Materialised", RiskState(occurred="Materialised")),
        ("Open", RiskState(closed=False)),
        ("Tolerate", RiskState(response="tolerate")),
        ("Accepted", RiskState(response="tolerate")),
        ("Closed?", RiskState(words="Closed?")),
        ("Reopened", RiskState(closed=False, words="Reopened")),
        ("Watch list", RiskState(words="Watch list")),
        ("Has not materialised", RiskState(words="Has not materialised")),
    ],
)
def test_how_a_risk_stands(text: str, state: RiskState):
    assert read_risk(text) == state


@given(st.text(max_size=80))
def test_any_text_says_something_and_nothing_impossible(text: str):
    found = read_status(text)
    assert found.percent is None or 0 <= found.percent <= 100
    assert colour_of(text) == found.colour


def test_per_cent_of_something_else_is_not_how_far_it_is():
    for text in ("In progress - 60% of staff trained", "75-80%"):
        assert read_status(text).percent is None, text
