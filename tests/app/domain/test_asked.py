"""What is asked about a record, where it stands, and what of it needs attention."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain import asked
from app.domain.attention import needs_attention
from app.domain.plan_rules import REMOVED_SINCE
from app.domain.rating import Ratings
from app.domain.records import Body, Indicator, Meeting, Question, Record, Risk
from tests.app.domain.plans import DAY, against_plan, plan_of, reading

CABINET = Body(id="b", title="Cabinet")
PAST = Meeting(id="m1", body="b", day=date(2017, 11, 23), closed=date(2017, 11, 23))
NEXT = Meeting(id="m2", body="b", day=date(2018, 3, 20))
OVERSIGHT = Indicator(id="i", title="Management oversight", owner="Ann", target=None, better="higher")
DECEMBER = reading("i", "2017-12", "87.9")


def question(**values: str | date) -> Question:
    return Question(**{"id": "q", "text": "Why?", "by": "The chair", "day": DAY, **values})  # type: ignore[arg-type]


def attention(*records: Record) -> list[tuple[str, str, tuple[Record, ...]]]:
    plan = plan_of(CABINET, PAST, NEXT, *records)
    return [
        (a.what, a.why, a.records)
        for a in needs_attention(plan, Ratings(plan))
        if a.kind in ("Question", "Challenge", "Answer")
    ]


def test_what_is_asked_about_a_point_is_asked_about_its_indicator_too():
    about_point, other = question(record=DECEMBER.id), question(id="q2", record="elsewhere")
    plan = plan_of(OVERSIGHT, DECEMBER, about_point, other)
    assert asked.questions_about(plan, OVERSIGHT) == [about_point]
    assert asked.questions_about(plan, DECEMBER) == [about_point]
    assert asked.about_words(plan, about_point) == "Management oversight, December 2017"


def test_open_questions_stand_before_answered_ones():
    done = question(id="q1", ref="Q-01", record="i", answer="So.", answered_by="Director", answered_on=DAY)
    waits = question(id="q2", ref="Q-02", record="i")
    assert asked.questions_about(plan_of(OVERSIGHT, done, waits), OVERSIGHT) == [waits, done]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"meeting": "m2"}, (True, False, "For Cabinet, 20 Mar 2018")),
        ({"meeting": "m1"}, (True, True, "Not answered at Cabinet, 23 Nov 2017")),
        ({}, (True, False, "For no meeting yet")),
        ({"kind": "note", "meeting": "m1"}, (False, False, "For Cabinet, 23 Nov 2017")),
        (
            {"meeting": "m1", "answer": "So.", "answered_by": "the Director", "answered_on": DAY},
            (False, False, "Answered on 31 Jan 2018 by the Director"),
        ),
    ],
)
def test_where_a_question_stands(given: dict[str, str | date], expected: tuple[bool, bool, str]):
    assert asked.standing(plan_of(CABINET, PAST, NEXT), question(**given)) == expected


def test_a_question_about_a_record_removed_since_says_so_and_keeps_its_name():
    gone = Risk(id="r", ref="R-04", title="High caseloads", deleted="removed")
    plan = plan_of(OVERSIGHT)
    assert asked.about_words(plan, question(record="r"), gone) == "R-04 High caseloads (removed from the plan since)"
    assert asked.about_words(plan, question(record="r")) == "A record that was removed from the plan since"
    assert asked.about_words(plan, question()) == "The plan as a whole"


def test_nobody_asks_anew_about_what_was_removed_but_what_was_asked_before_can_be_answered():
    before = question(record="r")
    assert against_plan(question(id="new", record="r"), plan_of(OVERSIGHT)) == {"record": REMOVED_SINCE}
    assert against_plan(asked.answered(before, "Yes.", "Director", DAY), plan_of(before)) == {}


def test_an_answer_is_never_given_before_the_question():
    told = asked.answered(question(day=date(2018, 2, 5)), "Yes.", "Director", DAY)
    assert told.answered_on == date(2018, 2, 5)
    assert told.contradictions() == {}


def test_a_question_that_its_meeting_did_not_answer_needs_attention_and_leads_to_the_meeting():
    late = question(record="i", meeting="m1", kind="challenge", text="Why so slow?")
    assert attention(OVERSIGHT, late) == [
        (
            "Challenge not answered: Why so slow?",
            "About Management oversight. The chair. Not answered at Cabinet, 23 Nov 2017",
            (PAST,),
        )
    ]


def test_a_question_for_a_meeting_ahead_needs_none_yet():
    assert attention(OVERSIGHT, question(record="i", meeting="m2"), question(id="n", kind="note", meeting="m1")) == []


def test_a_suggested_status_waits_for_a_yes_or_no_and_leads_to_its_record():
    suggested = question(record=DECEMBER.id, kind="status", status="amber", meeting="m2", text="It is improving.")
    assert attention(OVERSIGHT, DECEMBER, suggested) == [
        (
            "Management oversight, December 2017: at risk is suggested and waits for a yes or no",
            "The chair: It is improving.",
            (OVERSIGHT,),
        )
    ]
