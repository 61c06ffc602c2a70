"""What a plan says of a meeting: its name, who attends, what is on its agenda, and what is asked of it.

A plan may be that of one body (`Programme.body`). "Since", the next meeting, what is asked and the papers then go by
that body; where it has no such meeting, by any body, and `fallback` and `goes_to` say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from .figures import capital, counted
from .plan import Plan
from .records import AgendaItem, Attendance, Body, Meeting, Question, Record
from .schedule import days, show_date

ANY = "any"
"""Instead of the key of a body: whatever body met last."""


def own_body(plan: Plan) -> Body | None:
    """The body whose plan this is; None where that is not said."""
    return plan.get(Body, plan.programme.body)


def the_body(body: Body) -> str:
    """A body as one speaks of it: "the Improvement Board"."""
    title = body.title.strip()
    return title[0].lower() + title[1:] if title.casefold().startswith("the ") else f"the {title}"


def compared(plan: Plan, marked: Mapping[str, str], wanted: str = "") -> Meeting | None:
    """The closed meeting that a plan is compared with; None where none is closed.

    Args:
        plan: says which meetings are closed, and whose plan it is.
        marked: what marks how the plan was when each of them was closed, by the meeting's key; greater is later.
        wanted: the key of a body, or of one meeting, or `ANY`; empty for the body whose plan it is. Where none of those
            is closed, the last one of the plan's own body is meant; where that has none, the last of any.
    """
    closed = [m for m in plan.all(Meeting) if m.closed and m.day and m.id in marked]
    ways = [wanted, *([plan.programme.body] if wanted != ANY else [])]
    meant = ([m for m in closed if key and key in (m.id, m.body)] for key in ways)
    found = next(filter(None, meant), closed)
    return max(found, key=lambda m: (m.day or date.min, marked[m.id]), default=None)


def lacks_meeting(plan: Plan, meeting: Meeting | None) -> str:
    """Why the plan is compared with a meeting of another body: "The Improvement Board has no closed meeting yet"."""
    own = own_body(plan)
    if own is None or meeting is None or meeting.body == own.id:
        return ""
    none = not any(m.closed for m in plan.children(own, Meeting, "body"))
    return f"{capital(the_body(own))} has no closed meeting yet" if none else ""


def fallback(plan: Plan, meeting: Meeting | None) -> str:
    """The same with the meeting that is compared with, as a sentence; empty where there is nothing to say."""
    why = lacks_meeting(plan, meeting)
    return f"{why}: compared with {meeting_name(plan, meeting)}." if why and meeting else ""


def seen_by(plan: Plan, shown: Meeting | None, papers: Meeting | None, *, under_its_day: bool = False) -> str:
    """What a screen says of the meeting it compares with, where papers compare with another, or the body has none.

    With `under_its_day` it stands where the meeting is named already, and does not repeat it.
    """
    if shown is None or papers is None or shown.id == papers.id:
        why = lacks_meeting(plan, shown) if under_its_day else ""
        return f"{why}." if why else fallback(plan, shown)
    names = meeting_name(plan, shown), meeting_name(plan, papers)
    return f"On your screen only: compared with {names[0]}. Papers compare with {names[1]}."


def next_meeting(plan: Plan) -> Meeting | None:
    """The first open meeting from the position date on: of the body whose plan it is, else of any."""
    ahead = [m for m in open_meetings(plan) if m.day and m.day >= plan.position]
    own = [m for m in ahead if m.body == plan.programme.body]
    return next(iter(own or ahead), None)


def judges_next(plan: Plan) -> Meeting | None:
    """The next open meeting after the position date, at which a status set by hand is seen again."""
    ahead = [m for m in open_meetings(plan) if m.day and m.day > plan.position]
    own = [m for m in ahead if m.body == plan.programme.body]
    return next(iter(own or ahead), None)


def goes_to(plan: Plan, meeting: Meeting | None) -> str:
    """Where a question goes that is put to a meeting, or (None) to none yet."""
    at = meeting or next_open(plan)
    if at is None:
        return "No meeting is entered yet: it waits for the next one."
    name = meeting_name(plan, at)
    if meeting is None:
        return f"No meeting is chosen: it waits at the next one, {name}."
    lacks = lacks_next(plan, at)
    return f"{lacks}: it goes to {name}." if lacks else f"It goes to {name}."


def lacks_next(plan: Plan, meeting: Meeting | None) -> str:
    """Why the next meeting is one of another body: "The Improvement Board has no meeting ahead"; otherwise empty."""
    own = own_body(plan)
    if own is None or meeting is None or meeting.body == own.id:
        return ""
    there = plan.children(own, Meeting, "body")
    ahead = any(not m.closed and m.day and m.day >= plan.position for m in there)
    return "" if ahead else f"{capital(the_body(own))} has no meeting ahead"


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
    return plan.kept("at once", (Meeting,), lambda: _at_once(plan))


def _at_once(plan: Plan) -> list[tuple[Meeting, ...]]:
    found: dict[tuple[str, date], list[Meeting]] = {}
    for meeting in plan.all(Meeting):
        if meeting.day:
            found.setdefault((meeting.body, meeting.day), []).append(meeting)
    return [tuple(those) for those in found.values() if len(those) > 1]


def open_meetings(plan: Plan) -> list[Meeting]:
    """The meetings that are not closed, by day."""
    return sorted((m for m in plan.all(Meeting) if not m.closed), key=lambda m: (m.day or date.max, m.id))


def next_open(plan: Plan) -> Meeting | None:
    """The meeting that is held next, where questions wait that are put to none; else the last one not closed."""
    still = open_meetings(plan)
    own = [m for m in still if m.body == plan.programme.body]
    return next_meeting(plan) or next(reversed(own or still), None)


def agenda(plan: Plan, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items of a meeting, in order."""
    return plan.children(meeting, AgendaItem, "meeting")


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


def lies_ahead(plan: Plan, meeting: Meeting) -> bool:
    """Whether its day is still to come."""
    return meeting.day is not None and meeting.day > plan.position


def away(day: date, position: date) -> str:
    """Such as "in 48 days", "today", "3 days ago"."""
    left = (day - position).days
    if left == 0:
        return "today"
    return f"in {days(left)}" if left > 0 else f"{days(-left)} ago"


def unanswered(plan: Plan, meeting: Meeting) -> str:
    """How many of its questions are not answered, as a sentence; empty where all are."""
    left = sum(is_unanswered(question) for question in questions(plan, meeting))
    return f"{counted(left, 'question is', 'questions are')} not answered yet." if left else ""


def closing_doubts(plan: Plan, meeting: Meeting) -> list[str]:
    """Why closing a meeting now may not be meant, a sentence each: it lies ahead, or it is not finished."""
    ahead = meeting.day if lies_ahead(plan, meeting) else None
    held = f"It is held on {show_date(ahead)}, {away(ahead, plan.position)}." if ahead else ""
    return [*filter(None, (held, unanswered(plan, meeting)))]


def about(plan: Plan, question: Question) -> Record | None:
    """The record that a question is about; None for the plan as a whole, or for what is gone."""
    return plan.find(question.record) if question.record else None
