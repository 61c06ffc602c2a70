"""What changed around a record, at meetings and among the rules; and each status that moved with its cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.domain.meaning import CLOSED, FIGURES, MOVED, NEW, REASSIGNED, RESCORED, RESTATED, SAID, SLIPPED
from app.domain.records import (
    Action,
    Body,
    Confidence,
    DateChange,
    Decision,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Objective,
    Override,
    Programme,
    Question,
    Recommendation,
    Record,
    Risk,
    Stage,
    Statement,
    Theme,
    Thresholds,
)
from app.domain.schedule import PartialDate
from app.domain.since import Change
from tests.app.domain.plans import DAY, reading
from tests.app.domain.test_since import only, since

RISK = Risk(id="r", title="Staff leave", likelihood=4, impact=4)
TRAIN = Action(id="a", ref="A-01", title="Train the teams", due=PartialDate("2018-06"), reported=PartialDate("2017-12"))
ADVICE = Recommendation(id="c", number=1, title="Supervise more often")
FOUND = Finding(id="f", of="v", title="Records are late")
MEETING = Meeting(id="m", body="b", day=date(2017, 11, 23), closed=date(2017, 11, 23))
ASKED = Question(id="q", ref="Q-01", text="Why so late?", by="Chair", day=DAY, record="r")
SERVES = {"c": "served by", "f": "answered by", "r": "mitigated by"}


def link(item: str, serves: str) -> Link:
    return Link(id=f"{item}>{serves}", item=item, serves=serves)


def about(found: list[Change], record: Record) -> Change:
    (change,) = (c for c in found if c.record.id == record.id)
    return change


@pytest.mark.parametrize("record", [ADVICE, FOUND, RISK])
def test_an_action_that_comes_to_what_asks_for_one_is_told_and_one_that_leaves_it(record: Record):
    there, words = [record, TRAIN], SERVES[record.id]
    made = about(since([*there, link("a", record.id)], there), record)
    assert (made.text.split(": ")[-1], made.direction) == (f"now {words} Train the teams", "better")
    cut = about(since(there, [*there, link("a", record.id)]), record)
    assert (cut.text.split(": ")[-1], cut.direction) == (f"no longer {words} Train the teams", "worse")


def test_a_second_action_is_told_as_such():
    second = replace(TRAIN, id="b", title="Hire")
    there = [ADVICE, TRAIN, second, link("a", "c")]
    change = about(since([*there, link("b", "c")], there), ADVICE)
    assert change.text.endswith("now also served by Hire")
    assert change.direction is None


def test_a_theme_tells_what_was_linked_to_it_but_not_what_is_new_itself():
    theme = Theme(id="t", number=1, title="Workforce")
    moved = about(since([theme, RISK, link("r", "t")], [theme, RISK]), theme)
    assert "now threatened by Staff leave" in moved.text
    assert RISK in [c.record for c in since([theme, RISK, link("r", "t")], [theme])]
    assert not any("threatened" in c.text for c in since([theme, RISK, link("r", "t")], [theme]))


def test_what_an_action_waits_for_is_told():
    first = replace(TRAIN, id="b", title="Hire")
    waits = Dependency(id="d", action="a", waits_for="b")
    assert "now waits for Hire" in about(since([TRAIN, first, waits], [TRAIN, first]), TRAIN).text
    assert "no longer waits for Hire" in about(since([TRAIN, first], [TRAIN, first, waits]), TRAIN).text


def test_confidence_that_fell_is_told_with_who_judged_and_why():
    high = Confidence(id="k", record="c", level="high", by="Ann", day=DAY)
    low = replace(high, level="low", by="Bo", reason="Staff left.")
    change = only([ADVICE, low], [ADVICE, high])
    assert change.text.endswith("confidence low, high before, by Bo (Staff left)")
    assert change.direction == "worse"


def test_a_status_set_by_hand_that_says_what_was_computed_is_told_too():
    by_hand = Override(id="o", record="r", status="red", reason="It is.", until=DAY, by="Ann")
    change = only([RISK, by_hand], [RISK])
    assert (change.text, change.word) == ("Staff leave: set to off track by Ann: It is", "by hand")


def test_what_was_decided_asked_and_answered_is_told():
    body = Body(id="b", title="Cabinet")
    taken = Decision(id="d", ref="D-01", meeting="m", title="Fund the training")
    there = [body, MEETING, RISK]
    assert only([*there, taken], there).text == "D-01 Fund the training: decided at Cabinet, 23 Nov 2017"
    assert only([*there, ASKED], there).text == "Q-01 Why so late?: question by Chair on Staff leave"
    answered = replace(ASKED, answer="Two posts were empty.", answered_by="Ann", answered_on=DAY)
    assert only([*there, answered], [*there, ASKED]).text.endswith("answered by Ann: Two posts were empty")
    suggested = replace(ASKED, kind="status", status="amber", text="I doubt it")
    assert "suggested as at risk by Chair" in only([*there, suggested], there).text
    assert {c.means for c in since([*there, taken, ASKED], there)} == {SAID}


def test_a_meeting_that_was_put_on_another_day_or_closed_is_told():
    still = replace(MEETING, closed=None)
    assert only([replace(still, day=date(2018, 3, 20))], [still]).text.endswith(
        "now on 20 Mar 2018, 23 Nov 2017 before"
    )
    assert only([MEETING], [still]).text == "Meeting, 23 Nov 2017: closed on 23 Nov 2017"
    assert only([still], [MEETING]).text == "Meeting, 23 Nov 2017: opened again"


@pytest.mark.parametrize(
    "new", [Objective(id="x", theme="t", title="Recruit"), Statement(id="x", title="Pay", says="So")]
)
def test_new_records_of_other_kinds_are_told(new: Record):
    change = only([new], [])
    assert change.text.endswith(f"new {new.NAME.lower()}")
    assert change.means == NEW


def test_a_stage_that_slipped_a_goal_and_other_rules_are_told():
    stage = Stage(id="s", number=1, title="Build", ends=PartialDate("2018-03"))
    later = only([replace(stage, ends=PartialDate("2018-06"))], [stage])
    assert (later.word, later.text.endswith("ends June 2018, March 2018 before")) == ("slipped", True)
    plan = Programme(id="p", title="Plan", goal=date(2019, 4, 30))
    assert "goal date 31 Dec 2019, 30 Apr 2019 before" in only([replace(plan, goal=date(2019, 12, 31))], [plan]).text
    limits = Thresholds(id="t")
    assert "overdue but still at risk" in only([replace(limits, overdue_days=7)], [limits]).text


CAUSES: dict[str, tuple[list[Record], list[Record], str]] = {
    "what changed": ([replace(RISK, impact=1)], [RISK], "Now on track, off track before"),
    "time, although something else changed too": (
        [replace(TRAIN, due=PartialDate("2018-01-25"), owner="Bo")],
        [replace(TRAIN, due=PartialDate("2018-01-25"))],
        "at risk, on track before. Time passed: 6 days overdue. Owner Bo, none before",
    ),
    "a person, although something else changed too": (
        [replace(RISK, owner="Bo"), Override(id="o", record="r", status="amber", reason="So.", until=DAY, by="Ann")],
        [RISK],
        "at risk, off track before. Set by Ann: So. Owner Bo, none before",
    ),
    "a judgement that was taken away": (
        [RISK],
        [RISK, Override(id="o", record="r", status="amber", reason="So.", until=DAY, by="Ann")],
        "The status set by hand was taken away: score 16",
    ),
    "a judgement whose day passed": (
        [RISK, Override(id="o", record="r", status="amber", reason="So.", until=DAY - timedelta(days=9), by="Ann")],
        [RISK, Override(id="o", record="r", status="amber", reason="So.", until=DAY - timedelta(days=9), by="Ann")],
        "The status set by hand expired on 22 Jan 2018: score 16",
    ),
    "other rules": ([RISK, Thresholds(id="t", risk_medium_to=20)], [RISK], "The thresholds changed: score 16"),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_a_status_that_moved_is_told_with_its_cause_when_it_was(cause: str):
    now, then, said = CAUSES[cause]
    change = about(since(now, then), now[0])
    assert f"{change.text}. {change.detail}".endswith(said)
    assert change.means == MOVED
    assert change.moved
    assert change.moved[0] is not change.moved[1]


MEANS: dict[str, tuple[list[Record], list[Record]]] = {
    FIGURES: (
        [Indicator(id="i", title="Visits", better="higher"), reading("i", "2017-12", "74")],
        [Indicator(id="i", title="Visits", better="higher")],
    ),
    NEW: ([RISK], []),
    CLOSED: ([], [RISK]),
    SLIPPED: (
        [replace(TRAIN, due=PartialDate("2018-09")),
         DateChange(id="z", record="a", was=TRAIN.due, now=PartialDate("2018-09"), reason="Late.", day=DAY)],
        [TRAIN],
    ),
    RESCORED: ([replace(RISK, impact=5)], [RISK]),
    RESTATED: (
        [Indicator(id="i", title="Visits", better="higher"), replace(reading("i", "2017-07", "49"), value=Decimal(51))],
        [Indicator(id="i", title="Visits", better="higher"), reading("i", "2017-07", "49")],
    ),
    REASSIGNED: ([replace(TRAIN, owner="Bo")], [TRAIN]),
}  # fmt: skip


@pytest.mark.parametrize("means", MEANS)
def test_changes_are_grouped_by_what_they_mean(means: str):
    now, then = MEANS[means]
    change = only(now, then)
    assert change.means == means
    if means == SLIPPED:
        assert change.text == "Train the teams: due September 2018, June 2018 before (Late)"
