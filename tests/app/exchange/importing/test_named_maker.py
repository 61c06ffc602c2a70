"""What rows name and the plan has not: kept as words, or made where a person says so."""

from __future__ import annotations

import pytest

from app.domain.records import Action, Body, Link, Milestone, Objective, Risk, Theme
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import

from .cases import asked, by_ref
from .sheets import PLAN, after, grid, only

OBJECTIVES = """
    Ref | Action | Theme | Objective
    1 | A | Quality of practice | Better audits
    2 | B | Quality of practice | Better audits
    3 | C | | Homes near home
"""
ESCALATED = """
    Ref | Risk | Likelihood | Impact | Escalated to
    1 | Fire | 4 | 5 | Corporate board
    2 | Flood | 2 | 2 | No
"""
MILESTONES = """
    Theme | Milestone | Due date
    Quality of practice | Audit tool agreed | 1/2/18
    Leadership, management and governance | Board set up | 1/3/18
"""


def answered(text: str, kind: str, **answers: str) -> Import:
    given = {name.replace("_", "-"): value for name, value in answers.items()}
    return plan_import(grid(text), kind, PLAN, file="plan.csv", answers=given)


def test_objectives_are_words_until_a_person_wants_them_made() -> None:
    found = answered(OBJECTIVES, "actions")
    assert asked(found) == ["new-objectives"]
    assert only(found, Objective) == []
    assert by_ref(found, Action)["1"].progress == "Objective: Better audits"


def test_an_objective_is_made_under_the_theme_that_its_row_names() -> None:
    found = answered(OBJECTIVES, "actions", new_objectives="make")
    (made,) = only(found, Objective)
    assert (made.ref, made.title, made.theme) == ("O-01", "Better audits", "t2")
    actions = by_ref(found, Action)
    assert (actions["1"].objective, actions["2"].objective, actions["3"].objective) == (made.id, made.id, "")
    assert actions["3"].progress == "Objective: Homes near home"
    there = after(PLAN, found)
    assert plan_import(grid(OBJECTIVES), "actions", there, answers={"new-objectives": "make"}).records == ()


def test_the_body_to_which_a_risk_was_taken_is_made_where_a_person_says_so() -> None:
    found = answered(ESCALATED, "risks")
    assert asked(found) == ["new-bodies"]
    assert by_ref(found, Risk)["1"].description == "Escalated to: Corporate board"
    found = answered(ESCALATED, "risks", new_bodies="make")
    (body,) = only(found, Body)
    risks = by_ref(found, Risk)
    assert (body.title, risks["1"].escalated_to, risks["2"].escalated_to) == ("Corporate board", body.id, "")


def test_bodies_come_in_from_a_sheet_of_their_own() -> None:
    found = answered("Board | Chair | Frequency\nImprovement board | Dr Low | Monthly", "bodies")
    (made,) = only(found, Body)
    assert (made.title, made.chair, made.meets) == ("Improvement board", "Dr Low", "Monthly")
    assert found.summary == "Add 1 body"


def test_a_theme_of_new_objectives_is_made_where_a_person_says_so() -> None:
    text = "Ref | Objective | Theme\n1 | Homes | Care leavers\n2 | Jobs | Care leavers"
    assert only(answered(text, "objectives"), Objective) == []
    found = answered(text, "objectives", new_themes="make")
    (theme,) = only(found, Theme)
    assert [objective.theme for objective in only(found, Objective)] == [theme.id, theme.id]


@pytest.mark.parametrize(
    ("answer", "titles", "serves"),
    [
        ("make", ["Milestones of Leadership, management and governance", "Milestones of Quality of practice"], []),
        ("theme-2", ["Milestones of Leadership, management and governance", "Milestones of Quality of practice"],
         ["t2", "t2"]),
        ("theme", ["Milestones of Leadership, management and governance", "Milestones of Quality of practice"],
         ["t1", "t2"]),
        ("leave", [], []),
    ],
)  # fmt: skip
def test_milestones_without_an_action_go_where_a_person_says(answer: str, titles: list[str], serves: list[str]) -> None:
    found = answered(MILESTONES, "milestones", milestones_alone=answer)
    assert sorted(action.title for action in only(found, Action)) == titles
    assert sorted(link.serves for link in only(found, Link)) == serves
    assert len(only(found, Milestone)) == (0 if answer == "leave" else 2)
    assert {link.item for link in only(found, Link)} <= {action.id for action in only(found, Action)}
