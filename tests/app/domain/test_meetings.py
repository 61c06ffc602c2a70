"""What a plan says of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.meetings import (
    about,
    agenda,
    attendance,
    is_unanswered,
    meeting_name,
    next_first,
    next_open,
    open_meetings,
    questions,
    waiting,
)
from app.domain.records import AgendaItem, Attendance, Body, Meeting, Question, Risk
from tests.app.domain.plans import DAY, plan_of

BOARD = Body(
    id="b", title="Improvement Board", chair="Independent chair", members="Mayor\n\nIndependent chair\n  Lead   Member "
)
MARCH = Meeting(id="m", body="b", day=date(2018, 3, 20))
ASKED = Question(id="q", ref="Q-01", text="Why?", by="Chair", day=DAY, record="r")
RISK = Risk(id="r", title="Staff leave")


def test_a_meeting_is_called_by_its_body_and_day():
    assert meeting_name(plan_of(BOARD, MARCH), MARCH) == "Improvement Board, 20 Mar 2018"
    assert meeting_name(plan_of(), replace(MARCH, day=None)) == "Meeting"


def test_the_next_meeting_stands_first_and_then_the_latest_past_one():
    days = {"past": (date(2018, 1, 9), None), "c": (date(2018, 1, 2), DAY), "far": (date(2018, 5, 1), None)}
    others = [replace(MARCH, id=key, day=day, closed=closed) for key, (day, closed) in days.items()]
    assert [m.id for m in next_first(plan_of(BOARD), [*others, MARCH])] == ["m", "far", "past", "c"]


def test_questions_wait_for_the_next_open_meeting():
    past, closed = replace(MARCH, id="past", day=date(2018, 1, 9)), replace(MARCH, id="c", day=DAY, closed=DAY)
    assert next_open(plan_of(BOARD, MARCH, past, closed)) == MARCH
    assert next_open(plan_of(BOARD, past, closed)) == past
    assert next_open(plan_of(BOARD, closed)) is None
    assert open_meetings(plan_of(BOARD, MARCH, past, closed)) == [past, MARCH]


def test_an_agenda_stands_in_order():
    items = [AgendaItem(id=f"i{n}", meeting="m", number=n, title=f"Item {n}") for n in (10, 9)]
    plan = plan_of(BOARD, MARCH, *items)
    assert [item.number for item in agenda(plan, MARCH)] == [9, 10]


def test_who_attends_is_chair_and_members_and_who_else_came():
    came = Attendance(id="a", meeting="m", role="Lead Member", state="apologies")
    guest = Attendance(id="g", meeting="m", role="Adviser")
    found = attendance(plan_of(BOARD, MARCH, came, guest), MARCH)
    assert found == [("Independent chair", None), ("Mayor", None), ("Lead Member", came), ("Adviser", guest)]


def test_a_question_put_to_no_meeting_waits_until_it_is_answered():
    put = replace(ASKED, id="p", meeting="m")
    lost = replace(ASKED, id="l", meeting="gone")
    answered = replace(ASKED, id="a", answer="So.", answered_by="Director")
    remark = replace(ASKED, id="n", kind="note")
    plan = plan_of(BOARD, MARCH, RISK, ASKED, put, lost, answered, remark)
    assert {q.id for q in waiting(plan)} == {"q", "l"}
    assert questions(plan, MARCH) == (put,)
    assert not is_unanswered(remark)
    assert about(plan, ASKED) == RISK
    assert about(plan, replace(ASKED, record="gone")) is None
