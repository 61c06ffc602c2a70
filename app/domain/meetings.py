"""What a plan says of a meeting: its name, who attends, what is on its agenda, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .plan import Plan
from .records import AgendaItem, Attendance, Body, Meeting, Question, Record
from .schedule import show_date


def body_name(plan: Plan, meeting: Meeting) -> str:
    """Who meets."""
    body = plan.get(Body, meeting.body)
    return body.title if body else Meeting.NAME


def meeting_name(plan: Plan, meeting: Meeting) -> str:
    """Such as "Cabinet, 20 Mar 2018"."""
    return ", ".join(filter(None, (body_name(plan, meeting), show_date(meeting.day) if meeting.day else "")))


def next_first(plan: Plan, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The next meeting first and those after it, then what is past or closed, the latest first."""
    found = sorted(meetings, key=lambda m: (m.day or date.max, m.id))
    ahead = [m for m in found if not m.closed and (m.day is None or m.day >= plan.position)]
    there = {m.id for m in ahead}
    return [*ahead, *(m for m in reversed(found) if m.id not in there)]


def at_once(plan: Plan) -> list[tuple[Meeting, ...]]:
    """The meetings that one body has on one day, where there are several, as when two copies each entered one."""
    found: dict[tuple[str, date], list[Meeting]] = {}
    for meeting in plan.all(Meeting):
        if meeting.day:
            found.setdefault((meeting.body, meeting.day), []).append(meeting)
    return [tuple(those) for those in found.values() if len(those) > 1]


def open_meetings(plan: Plan) -> list[Meeting]:
    """The meetings that are not closed, by day."""
    return sorted((m for m in plan.all(Meeting) if not m.closed), key=lambda m: (m.day or date.max, m.id))


def next_open(plan: Plan) -> Meeting | None:
    """The open meeting that is held next, where questions wait that are put to none; else the last one not closed."""
    still = open_meetings(plan)
    return next((m for m in still if m.day and m.day >= plan.position), still[-1] if still else None)


def agenda(plan: Plan, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items of a meeting, in order."""
    return plan.children(meeting, AgendaItem, "meeting")


def next_number(plan: Plan, meeting: Meeting) -> int:
    """The number of the next item of a meeting."""
    return max((item.number or 0 for item in agenda(plan, meeting)), default=0) + 1


def attendance(plan: Plan, meeting: Meeting) -> list[tuple[str, Attendance | None]]:
    """The roles that attend and what is known of each: the chair and the members, then whoever else is recorded."""
    known = {each.role: each for each in plan.children(meeting, Attendance, "meeting")}
    body = plan.get(Body, meeting.body)
    return [(role, known.get(role)) for role in dict.fromkeys([*(roles(body) if body else ()), *known])]


def roles(body: Body) -> list[str]:
    """Who attends: the chair, then the members."""
    lines = (" ".join(line.split()) for line in (body.chair, *body.members.split("\n")))
    return list(dict.fromkeys(filter(None, lines)))


def questions(plan: Plan, meeting: Meeting) -> tuple[Question, ...]:
    """What is put to a meeting."""
    return plan.children(meeting, Question, "meeting")


def waiting(plan: Plan) -> tuple[Question, ...]:
    """What is put to no meeting and not answered yet; remarks wait for nothing."""
    return tuple(q for q in plan.all(Question) if is_unanswered(q) and not plan.get(Meeting, q.meeting))


def is_unanswered(question: Question) -> bool:
    """Whether a question, a challenge or a suggested status has no answer; a note needs none."""
    return question.kind != "note" and not question.answer.strip()


def about(plan: Plan, question: Question) -> Record | None:
    """The record that a question is about; None for the plan as a whole, or for what is gone."""
    return plan.find(question.record) if question.record else None
