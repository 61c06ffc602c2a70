"""Bodies that meet, their meetings, and what happens at one."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Reference, Text, Whole, holds
from ..schedule import show_date
from .base import Record

EVERY = ChoiceWords(
    {
        "": "No fixed rhythm",
        "fortnight": "Every fortnight",
        "month": "Every month",
        "two months": "Every 2 months",
        "quarter": "Every quarter",
        "half-year": "Every 6 months",
        "year": "Every year",
    }
)


class Body(Record):
    """A body that meets: the board, a committee, Cabinet.

    Attributes:
        meets: how often, as its source says it; `every` is what meetings are planned by.
        members: who attends, a role on each line.
    """

    TABLE, NAME, PLURAL = "body", "Body", "Bodies"

    title: str = holds(Text(label="Name", required=True))
    meets: str = holds(Text(label="How often", help="Such as every 2 months, quarterly report."))
    chair: str = holds(Text(label="Chair"))
    every: str = holds(Choice(label="Meets", options=EVERY, help="Meetings are planned ahead by this."))
    members: str = holds(Text(label="Who attends", prose=True, help="A role on each line, such as Lead member."))


class Meeting(Record):
    """A meeting of a body. Closing it marks the baseline that "since the last meeting" compares with.

    Attributes:
        planned: the day that the body's rhythm gave it; it stays when the meeting is moved. None for one made by hand.
        closing: the edit that closed it, where two copies did and a person chose; empty for the last one.
    """

    TABLE, NAME, PLURAL = "meeting", "Meeting", "Meetings"
    TOGETHER = (("closed", "closing"),)

    body: str = holds(Reference(label="Body", to="body", required=True))
    day: date | None = holds(Day(label="Date", required=True))
    purpose: str = holds(Text(label="Purpose"))
    note: str = holds(Text(label="Note", prose=True))
    closed: date | None = holds(Day(label="Closed"))
    planned: date | None = holds(Day(label="Planned for"))
    place: str = holds(Text(label="Place"))
    closing: str = holds(Text(label="Closing that counts", by_program=True))

    @property
    def name(self) -> str:
        return f"Meeting of {show_date(self.day)}" if self.day else "Meeting"


PURPOSES = ChoiceWords({"discussion": "For discussion", "decision": "For decision", "noting": "For noting"})


class AgendaItem(Record):
    """One item of a meeting's agenda; its papers are the attachments that belong to it.

    Attributes:
        recommendation: what the meeting is asked to agree; where it is empty, the title says it.
    """

    TABLE, NAME, PLURAL = "agenda_item", "Agenda item", "Agenda items"

    meeting: str = holds(Reference(label="Meeting", to="meeting", required=True))
    number: int | None = holds(Whole(label="Number", low=1, high=99, required=True))
    title: str = holds(Text(label="Item", required=True))
    purpose: str = holds(Choice(label="Purpose", options=PURPOSES, required=True), "discussion")
    presenter: str = holds(Text(label="Presented by", help="A role."))
    about: str = holds(Reference(label="About"))
    detail: str = holds(Text(label="Detail", prose=True))
    recommendation: str = holds(
        Text(label="Recommendation", prose=True, help="What the meeting is asked to agree; else the item says it.")
    )

    @property
    def name(self) -> str:
        return f"Item {self.number}: {self.title}"


ATTENDED = ChoiceWords({"present": "Present", "deputy": "Sent a deputy", "apologies": "Apologies", "absent": "Absent"})


class Attendance(Record):
    """Whether a role attended a meeting. By role, never by name: who holds a role is not the plan's to keep."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "attendance", "Attendance", "Attendance", ("meeting", "role")

    meeting: str = holds(Reference(label="Meeting", to="meeting", required=True))
    role: str = holds(Text(label="Role", required=True))
    state: str = holds(Choice(label="Attended", options=ATTENDED, required=True), "present")
    note: str = holds(Text(label="Note", help="Such as the deputy's role."))

    @property
    def name(self) -> str:
        return self.role or self.NAME


class Decision(Record):
    """What a meeting decided. What it concerns is linked to it."""

    TABLE, NAME, PLURAL, PREFIX = "decision", "Decision", "Decisions", "D"

    ref: str = holds(Text(label="Reference"))
    meeting: str = holds(Reference(label="Meeting", to="meeting", required=True))
    item: str = holds(Reference(label="Agenda item", to="agenda_item"))
    title: str = holds(Text(label="Decision", required=True))
    detail: str = holds(Text(label="Reason", prose=True))
