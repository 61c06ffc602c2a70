"""Questions about a record, where each stands, and what a suggested status becomes when it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .figures import capital, short_name
from .meetings import about, is_unanswered, meeting_name
from .plan import Plan
from .records import Indicator, Meeting, Question, Reading, Record
from .schedule import show_date

THE_PLAN = "the plan as a whole"
REMOVED = "a record that was removed from the plan since"


class QuestionState(NamedTuple):
    """Where a question stands.

    Attributes:
        open: whether it waits for an answer; a note waits for none.
        late: whether the meeting that was to answer it has passed.
        said: in words: "Answered on 20 Mar 2018 by the Director", "For the Cabinet of 20 Mar 2018".
    """

    open: bool
    late: bool
    said: str


def questions_about(plan: Plan, record: Record) -> list[Question]:
    """What is asked about a record, those that wait for an answer first; of an indicator, about its readings too."""
    found = list(plan.children(record, Question, "record"))
    if isinstance(record, Indicator):
        found += [q for reading in plan.readings(record) for q in plan.children(reading, Question, "record")]
    return sorted(found, key=lambda question: not standing(plan, question).open)


def about_words(plan: Plan, question: Question, gone: Record | None = None) -> str:
    """What a question is about: "Management oversight, December 2017"; `gone` is that record where it was removed."""
    if not question.record:
        return capital(THE_PLAN)
    record = about(plan, question)
    if record is not None:
        return named(plan, record)
    return f"{named(plan, gone)} (removed from the plan since)" if gone else capital(REMOVED)


def named(plan: Plan, record: Record) -> str:
    """A record as one speaks of it; a reading by its indicator and period."""
    if isinstance(record, Reading):
        indicator = plan.get(Indicator, record.indicator)
        return ", ".join(filter(None, (capital(short_name(indicator or record)), str(record.period or ""))))
    return capital(record.name)


def standing(plan: Plan, question: Question) -> QuestionState:
    """Where a question stands on the plan's day."""
    if question.answer.strip():
        on = f" on {show_date(question.answered_on)}" if question.answered_on else ""
        return QuestionState(False, False, f"Answered{on} by {question.answered_by}")
    meeting = plan.get(Meeting, question.meeting)
    if not is_unanswered(question):
        return QuestionState(False, False, f"For {meeting_name(plan, meeting)}" if meeting else "")
    if meeting is None:
        return QuestionState(True, False, "For no meeting yet")
    late = bool(meeting.closed or (meeting.day and meeting.day < plan.position))
    for_ = meeting_name(plan, meeting)
    return QuestionState(True, late, f"Not answered at {for_}" if late else f"For {for_}")


def waiting(plan: Plan) -> Iterator[tuple[Question, QuestionState]]:
    """The questions that should have been answered, then the suggested statuses that wait for a yes or no."""
    found = [(question, standing(plan, question)) for question in plan.all(Question)]
    yield from ((q, s) for q, s in found if s.open and s.late and q.kind != "status")
    yield from ((q, s) for q, s in found if s.open and q.kind == "status")


def answered(question: Question, answer: str, by: str, day: date) -> Question:
    """The question with its answer; never on a day before it was asked."""
    return replace(question, answer=answer, answered_by=by, answered_on=max(day, question.day or day))
