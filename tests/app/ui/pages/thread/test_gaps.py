"""Gaps as lines."""

from __future__ import annotations

from app.domain.records import Action, Finding, Recommendation
from app.ui.pages.thread.page import gap_lines as lines
from tests.app.domain.plans import illustrative, plan_of

GOAL = Recommendation(id="g", number=3, title="Strategy discussions")
ACTION = Action(id="a", ref="A-07", title="Follow up the fair")
FINDING = Finding(id="f", title="Caseloads should come down")


def test_a_line_says_what_is_missing_and_whose_it_is() -> None:
    found = lines(plan_of(GOAL, ACTION, FINDING), lambda _record: True)
    assert [(line.title, line.fact, line.more) for line in found] == [
        ("Strategy discussions", "No action serves it", "Recommendation 3"),
        ("Follow up the fair", "It serves nothing", "A-07"),
        ("Caseloads should come down", "No action answers it", "Finding"),
    ]
    assert [line.target for line in found] == [GOAL, ACTION, FINDING]


def test_a_line_leads_nowhere_where_no_page_shows_its_record() -> None:
    assert lines(plan_of(GOAL), lambda _record: False)[0].target is None


def test_a_line_is_marked_where_its_record_is_illustrative() -> None:
    found = lines(plan_of(GOAL, ACTION, *illustrative("a", "")), lambda _record: True)
    assert [line.illustrative for line in found] == [False, True]
