"""Each live figure, as it is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain import live
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import (
    Action,
    Dependency,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    Programme,
    Recommendation,
    Risk,
    Theme,
)
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, linked, plan_of, reading

LATE = Action(id="a", ref="A-01", title="Late", due=PartialDate("2018-01-22"), percent=90, owner="Bo Roe")
DONE = Action(id="b", ref="A-02", title="Done", due=PartialDate("2018-01-22"), done=True)
WAITS = Action(id="c", ref="A-03", title="Waits", due=PartialDate("2018-09"))
PLAN = plan_of(
    Programme(id="p", title="Improvement", judgement="inadequate", wanted="good", started=PartialDate("2017-06-27"),
              goal=date(2019, 4, 30)),
    Indicator(id="i", ref="I-01", title="Oversight", target=Decimal(95), owner="Ann Lee", better="higher"),
    reading("i", "2017-12", "92", about=True),
    Indicator(id="j", ref="I-02", title="Empty", better="higher"),
    Risk(id="r", ref="R-01", title="Culture", likelihood=4, impact=4, target_likelihood=2, target_impact=4),
    Risk(id="s", ref="R-02", title="Shut", likelihood=5, impact=5, closed=DAY, closed_why="Over"),
    Risk(id="u", ref="R-03", title="Unscored"),
    *linked("t", LATE, DONE), WAITS, Dependency(id="d", action="c", waits_for="a"),
    Milestone(id="m", action="a", title="Step", due=PartialDate("2018-01-30")),
    Milestone(id="k", action="a", title="Reached", done=True),
    Theme(id="t", number=1, title="Practice"),
    Recommendation(id="n", number=1, title="Standards", met=DAY, evidence="Seen."),
    Recommendation(id="o", number=2, title="Thresholds"),
    Finding(id="f", of="v", title="Caseloads"),
    Meeting(id="x", body="y", day=DAY, closed=DAY),
)  # fmt: skip


def say(figure: str, plan: Plan = PLAN) -> str:
    (piece,) = live.fill(f"{{{figure}}}", plan, Ratings(plan))
    assert piece.problem == ""
    return piece.text


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("indicator:I-01 latest", "about 92 %"),
        ("indicator:I-01 target", "95 %"),
        ("indicator:I-01 gap", "3 points below target"),
        ("indicator:I-01 period", "December 2017"),
        ("indicator:I-01 status", "at risk"),
        ("indicator:I-01 owner", "Ann Lee"),
        ("indicator:I-01 title", "Oversight"),
        ("indicator:I-02 latest", "no reading"),
        ("indicator:I-02 target", "no target"),
        ("indicator:I-02 gap", "no gap known"),
        ("indicator:I-02 period", "no reading"),
        ("indicator:I-02 owner", "not given"),
        ("risk:R-01 score", "16"),
        ("risk:R-01 target", "8"),
        ("risk:R-01 status", "high"),
        ("risk:R-03 score", "not scored"),
        ("risk:R-03 target", "no target"),
        ("action:A-01 due", "22 Jan 2018"),
        ("action:A-01 percent", "90 %"),
        ("action:A-02 percent", "100 %"),
        ("action:A-03 percent", "not given"),
        ("theme:1 status", "at risk"),
        (
            "theme:1 pace",
            "1 of the 2 actions whose date has passed are done; 0 more done early or without a date; 0 due later;"
            " 0 have no date. 50 % of all actions done, 32 % of the time to 30 Apr 2019 gone",
        ),
        ("recommendation:1 status", "complete"),
        ("recommendation:2 status", "not rated"),
        ("programme:goal", "30 Apr 2019"),
        ("programme:days left", "454 days"),
        ("programme:position", "31 Jan 2018"),
        ("programme:judgement", "Inadequate"),
        ("programme:wanted", "Good"),
        ("programme:status", "at risk"),
    ],
)
def test_a_figure_is_said_as_people_read_it(figure: str, text: str):
    assert say(figure) == text


def test_a_plan_without_dates_says_so():
    assert say("programme:days left", plan_of()) == "no goal date"
    assert say("programme:goal", plan_of()) == "not given"
    assert say("count:actions", plan_of()) == "0"


@pytest.mark.parametrize(
    ("what", "number"),
    [
        ("actions", 3), ("actions done", 1), ("actions open", 2), ("actions overdue", 1), ("actions blocked", 1),
        ("actions on track", 0), ("actions at risk", 2), ("actions off track", 0),
        ("milestones", 2), ("milestones done", 1), ("milestones overdue", 1),
        ("indicators", 2), ("indicators on track", 0), ("indicators at risk", 1), ("indicators off track", 0),
        ("risks", 2), ("risks high", 1), ("risks medium", 0), ("risks low", 0), ("risks closed", 1),
        ("recommendations", 2), ("recommendations met", 1), ("recommendations without action", 1),
        ("findings unanswered", 1), ("meetings held", 1),
    ],
)  # fmt: skip
def test_what_is_counted(what: str, number: int):
    assert say(f"count:{what}") == str(number)
