"""What changed about meetings: what was decided, asked and answered there, and when they are."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import called, opening
from .meaning import SAID, Fact
from .plan import Plan
from .records import ASKED, Body, Decision, Meeting, Question, Record
from .schedule import show_date
from .status import Direction, Status


def decision(plan: Plan, record: Decision, old: Record | None) -> Iterator[Fact]:
    """A decision that was taken, or put differently."""
    meeting = plan.get(Meeting, record.meeting)
    at = f" at {_meeting(plan, meeting)}" if meeting else ""
    if old is None:
        yield Fact(f"decided{at}", "decided", Direction.NEW)
    elif isinstance(old, Decision) and record.title != old.title:
        yield Fact(f"put differently: “{called(old)}” before", "decided")


def question(plan: Plan, record: Question, old: Record | None) -> Iterator[Fact]:
    """What was asked and what was answered."""
    was = old.answer.strip() if isinstance(old, Question) else ""
    about = plan.find(record.record) if record.record else None
    if old is None:
        what = ASKED[record.kind].lower()
        if record.kind == "status" and record.status:
            what = f"suggested as {Status(record.status).word.lower()}"
        of = f" on {called(about)}" if about else ""
        yield Fact(f"{what} by {record.by}{of}", "asked", Direction.NEW)
    if record.answer.strip() and record.answer.strip() != was:
        again = " anew" if was else ""
        said = opening(record.answer).removesuffix(".")
        yield Fact(f"answered{again} by {record.answered_by}: {said}", "answered", Direction.BETTER, SAID)
    elif was and not record.answer.strip():
        yield Fact("no longer answered", "reopened", Direction.WORSE, SAID)


def moved(plan: Plan, record: Meeting, old: Record | None) -> Iterator[Fact]:
    """A meeting that is open in both plans and was put on another day."""
    if isinstance(old, Meeting) and not record.closed and record.day and old.day and record.day != old.day:
        yield Fact(f"now on {show_date(record.day)}, {show_date(old.day)} before", "moved")


def _meeting(plan: Plan, meeting: Meeting) -> str:
    body = plan.get(Body, meeting.body)
    day = f", {show_date(meeting.day)}" if meeting.day else ""
    return f"{body.title if body else 'the meeting'}{day}"
