"""What changed about meetings: what was decided, asked and answered there, and when they are."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import listed, opening, short_name
from .meaning import SAID, Fact
from .plan import Plan
from .records import ASKED, STATUSES, Body, Decision, Meeting, Question, Record
from .schedule import show_date
from .status import Direction


def decision(plan: Plan, record: Decision, old: Record | None) -> Iterator[Fact]:
    """A decision that was taken."""
    meeting = plan.get(Meeting, record.meeting)
    at = f" at {_meeting(plan, meeting)}" if meeting else ""
    if old is None:
        yield Fact(f"decided{at}", "decided", Direction.NEW)


def question(plan: Plan, record: Question, old: Record | None) -> Iterator[Fact]:
    """What was asked and what was answered."""
    was = old.answer.strip() if isinstance(old, Question) else ""
    about = plan.find(record.record) if record.record else None
    if old is None:
        what = ASKED[record.kind].lower()
        if record.kind == "status" and record.status:
            what = f"suggested as {STATUSES[record.status].lower()}"
        of = f" on {short_name(about)}" if about else ""
        yield Fact(f"{what} by {record.by}{of}", "asked", Direction.NEW)
    answering = ("answer", "answered_by", "answered_on")
    if record.answer.strip() and record.answer.strip() != was:
        again = " anew" if was else ""
        said = opening(record.answer).removesuffix(".")
        yield Fact(f"answered{again} by {record.answered_by}: {said}", "answered", Direction.BETTER, SAID, answering)
    elif was and not record.answer.strip():
        yield Fact("no longer answered", "reopened", Direction.WORSE, SAID, answering)


def meeting(plan: Plan, before: Plan, record: Meeting, old: Record | None) -> Iterator[Fact]:
    """A meeting that is new, was closed or opened again, or was put on another day."""
    closed = f"closed on {show_date(record.closed)}" if record.closed else ""
    if old is None:
        yield from _new(plan, before, record, closed)
    elif isinstance(old, Meeting):
        if record.closed and not old.closed:
            yield Fact(closed, "closed", None, SAID, ("closed",))
        elif old.closed and not record.closed:
            yield Fact("opened again", "reopened", None, SAID, ("closed",))
        if record.day != old.day:
            now, was = (show_date(m.day) if m.day else "without a day" for m in (record, old))
            yield Fact(f"now on {now}, {was} before", "moved", tells=("day",))


def _new(plan: Plan, before: Plan, record: Meeting, closed: str) -> Iterator[Fact]:
    """A new meeting; those that the rhythm of a body gave are told with the first of them."""
    body = plan.get(Body, record.body)
    ahead = [m for m in plan.children(body, Meeting, "body") if _ahead(m) and before.find(m.id) is None] if body else []
    if record not in ahead:
        yield Fact(f"new meeting{', ' + closed if closed else ''}", "new", Direction.NEW)
    elif record == ahead[0]:
        yield Fact("new meeting, planned ahead", "new", Direction.NEW)
        if more := [show_date(m.day) for m in ahead[1:] if m.day]:
            yield Fact(f"{len(more)} more planned ahead: {listed(more)}", "new", Direction.NEW)


def _ahead(meeting: Meeting) -> bool:
    return meeting.planned is not None and meeting.planned == meeting.day and not meeting.closed


def _meeting(plan: Plan, meeting: Meeting) -> str:
    body = plan.get(Body, meeting.body)
    day = f", {show_date(meeting.day)}" if meeting.day else ""
    return f"{body.title if body else 'the meeting'}{day}"
