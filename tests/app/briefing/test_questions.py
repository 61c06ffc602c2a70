"""Questions come from the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.briefing.context import BriefingContext
from app.briefing.questions import questions
from app.domain.records import Action, Indicator, Record, Risk
from tests.app.briefing.plans import plan_of, records


def asked(found: list[Record]) -> list[str]:
    plan = plan_of(found)
    return questions(
        BriefingContext.gather(plan, before=None, meeting=None, since=None, facts_only=False, printed=date(2018, 2, 1))
    )


def test_they_ask_for_what_is_missed_overdue_blocked_high_and_unknown():
    assert asked(records()) == [
        "Management oversight is 11 points below target: what will make it reach 95 %, and by when?",
        "“Recruit managers”: what holds it up, 31 days overdue?",
        "“Roll out thresholds” is blocked by the supplier: who can clear the way?",
        "What would bring the risk “Staff culture does not change” from 16 down to its target of 8?",
        "Who will own the 2 risks without an owner?",
        "When will there be a figure for the indicator without one?",
    ]


def test_a_plan_that_leaves_nothing_open_asks_nothing():
    kept = [r for r in records() if not isinstance(r, Indicator | Risk | Action)]
    assert asked(kept) == []


def test_closed_risks_are_not_asked_about():
    found = [replace(r, closed=date(2018, 1, 1)) if isinstance(r, Risk) else r for r in records()]
    assert not any("risk" in question for question in asked(found))
