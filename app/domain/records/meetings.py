"""Bodies that meet, and their meetings."""

from __future__ import annotations

from datetime import date

from ..fields import Day, Reference, Text, holds
from ..schedule import show_date
from .base import Record


class Body(Record):
    """A body that meets: the board, a committee, Cabinet."""

    TABLE, NAME, PLURAL = "body", "Body", "Bodies"

    title: str = holds(Text(label="Name", required=True))
    meets: str = holds(Text(label="How often", help="Such as every 2 months, quarterly report."))
    chair: str = holds(Text(label="Chair"))


class Meeting(Record):
    """A meeting of a body. Closing it marks the baseline that "since the last meeting" compares with."""

    TABLE, NAME, PLURAL = "meeting", "Meeting", "Meetings"

    body: str = holds(Reference(label="Body", to="body", required=True))
    day: date | None = holds(Day(label="Date", required=True))
    purpose: str = holds(Text(label="Purpose"))
    note: str = holds(Text(label="Note", prose=True))
    closed: date | None = holds(Day(label="Closed"))

    @property
    def name(self) -> str:
        return f"Meeting of {show_date(self.day)}" if self.day else "Meeting"
