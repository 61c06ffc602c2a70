"""What a reader asks or remarks, and what a reader has read."""

from __future__ import annotations

from datetime import date

from ..choices import ChoiceWords
from ..fields import Choice, Day, Reference, Text, holds
from .base import Record
from .judgements import STATUSES

ASKED = ChoiceWords(
    {
        "question": "Question",
        "challenge": "Challenge",
        "note": "Note",
        "status": "Suggested status",
    }
)
_SHOWN = 80
"""Characters of its text by which a question is called."""


class Question(Record):
    """A question, a challenge, a note or a suggested status, put by a reader and answered at a meeting.

    Attributes:
        record: what it is about, a reading for a point of a chart; empty for the plan as a whole.
        status: what is suggested, where a status is.
        meeting: the meeting at which it is to be answered.
    """

    TABLE, NAME, PLURAL, PREFIX = "question", "Question", "Questions and challenges", "Q"

    ref: str = holds(Text(label="Reference"))
    record: str = holds(Reference(label="About", outlives=True))
    kind: str = holds(Choice(label="Kind", options=ASKED, required=True), "question")
    text: str = holds(Text(label="What is asked", prose=True, required=True))
    status: str = holds(Choice(label="Suggested status", options={"": "None"} | STATUSES))
    by: str = holds(Text(label="Asked by", required=True))
    day: date | None = holds(Day(label="Asked on", required=True))
    meeting: str = holds(Reference(label="For the meeting", to="meeting"))
    answer: str = holds(Text(label="Answer", prose=True))
    answered_by: str = holds(Text(label="Answered by"))
    answered_on: date | None = holds(Day(label="Answered on"))

    @property
    def name(self) -> str:
        text = " ".join(self.text.split())
        short = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + "…"
        return f"{self.ref} {short}".strip() or self.NAME

    def contradictions(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.kind == "status" and not self.status:
            found["status"] = "Say which status is suggested."
        if self.kind != "status" and self.status:
            found["status"] = "Only a suggested status names one."
        if self.answer.strip() and not self.answered_by.strip():
            found["answered_by"] = "Say who answers."
        if self.answered_on and not self.answer.strip():
            found["answer"] = "It has a day on which it was answered, but no answer."
        if self.answered_on and self.day and self.answered_on < self.day:
            found["answered_on"] = "It is answered before it was asked."
        return found


class ReadMark(Record):
    """That somebody has read what the plan says of a record, up to an edit; what came later is unread again."""

    TABLE, NAME, PLURAL, NATURAL_KEY = "read_mark", "Mark of what was read", "Marks of what was read", ("record", "by")

    record: str = holds(Reference(label="Read", required=True, outlives=True))
    by: str = holds(Text(label="Read by", required=True))
    day: date | None = holds(Day(label="Read on", required=True))
    edit: str = holds(Text(label="Up to the edit", by_program=True))
