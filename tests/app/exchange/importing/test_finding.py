"""Records that a cell speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Action, Recommendation, Theme
from app.exchange.importing.finding import RecordMatcher, plain_ref

from .sheets import PLAN, plan_of

THEMES, ASKED = RecordMatcher(PLAN, Theme), RecordMatcher(PLAN, Recommendation)


@pytest.mark.parametrize(
    "text",
    ["2", "Theme 2", "Theme 2: Quality of practice", "2. Quality of practice", "T2", "quality of practice",
     "Quality of Practise", "Theme 2 – Quality of practice", "Quality of practice\n"],
)  # fmt: skip
def test_a_theme_is_found_by_number_title_or_nearly_its_title(text: str):
    assert [theme.id for theme in THEMES.find(text).records] == ["t2"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1, 4", [1, 4]), ("1 & 2", [1, 2]), ("Rec 3", [3]), ("R1; R2", [1, 2]), ("Recommendations 2-4", [2, 3, 4]),
     ("1\n5", [1, 5]), ("Recs 1 and 7", [1, 7])],
)  # fmt: skip
def test_several_are_found_by_their_numbers(text: str, numbers: list[int]):
    assert [getattr(r, "number", 0) for r in ASKED.find(text).records] == numbers


def test_what_is_only_nearly_so_is_said():
    assert THEMES.find("Quality of practise").notes == (
        "“Quality of practise” is taken for Theme 2: Quality of practice",
    )
    assert "because of its number" in THEMES.find("Theme 2: Workforce and money").missing[0]


def test_what_is_not_there_is_said():
    assert ASKED.find("1, 99").missing == ("Recommendation 99 is not in the plan",)
    assert THEMES.find("Housing").missing == ("no theme of the plan is called “Housing”",)
    assert "the plan has no theme yet" in RecordMatcher(plan_of(), Theme).find("Housing").missing[0]


def test_actions_are_found_by_reference_however_it_is_written():
    finder = RecordMatcher(plan_of(Action(id="a", ref="A-002", title="Recruit")), Action)
    for text in ("A-002", "a-2", "A-02 ", "A-002 Recruit", "recruit"):
        assert [action.id for action in finder.find(text).records] == ["a"]
    assert plain_ref("1.10") != plain_ref("1.1")


def test_what_stands_for_several_is_nobody():
    finder = RecordMatcher(plan_of(Action(id="a", ref="1", title="x"), Action(id="b", ref="1", title="y")), Action)
    assert finder.find("1") == ((), (), ("“1” stands for 2 records of the plan",))


@given(st.text(max_size=60))
def test_any_words_are_found_or_said_to_be_missing(text: str):
    found = THEMES.find(text)
    assert found.records or found.missing or not text.strip()


def test_the_number_of_a_theme_is_no_number_of_a_recommendation():
    found = RecordMatcher(PLAN, Recommendation).find("Theme 1 - Leadership")
    assert (found.records, found.missing) == ((), ("“Theme 1 - Leadership” is no recommendation",))
    assert not RecordMatcher(PLAN, Theme).find("Recommendation 2").records
