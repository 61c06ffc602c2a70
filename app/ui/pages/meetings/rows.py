"""Meetings and bodies as rows of tables, and the words for when they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.meetings import away, body_name
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting
from app.domain.schedule import show_date
from app.ui.widgets.record_model import Column


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the plan that says whose it is and what day it is."""

    meeting: Meeting
    plan: Plan

    @property
    def id(self) -> str:
        return self.meeting.id

    @property
    def body(self) -> str:
        return body_name(self.plan, self.meeting)

    @property
    def state(self) -> str:
        return meeting_state(self.meeting, self.plan.position)

    @property
    def moved(self) -> str:
        """Such as "planned for 13 Mar 2018", where it is held on another day."""
        planned = self.meeting.planned
        return f"planned for {show_date(planned)}" if planned and planned != self.meeting.day else ""


@dataclass(frozen=True)
class BodyRow:
    """A body with the plan that says when it meets next."""

    body: Body
    plan: Plan

    @property
    def id(self) -> str:
        return self.body.id

    @property
    def meets(self) -> str:
        """How often, as its source says it, else as it is planned by."""
        return self.body.meets or (EVERY[self.body.every] if self.body.every else "")

    @property
    def next(self) -> date | None:
        """When it meets next, as far as that is entered."""
        mine = self.plan.children(self.body, Meeting, "body")
        return min((m.day for m in mine if m.day and is_ahead(m, self.plan)), default=None)


def is_ahead(meeting: Meeting, plan: Plan) -> bool:
    """Whether a meeting is open and its day has not passed."""
    return not meeting.closed and meeting.day is not None and meeting.day >= plan.position


def meeting_state(meeting: Meeting, position: date) -> str:
    """Such as "Closed", "Open, in 48 days"."""
    if meeting.closed:
        return "Closed"
    return f"Open, {away(meeting.day, position)}" if meeting.day else "Open"


MEETINGS = [
    Column[MeetingRow](
        name="day", title="Date", text=lambda r: show_date(r.meeting.day) if r.meeting.day else "", width=136,
        sort=lambda r: r.meeting.day, second=lambda r: r.state,
    ),
    Column[MeetingRow](
        name="body", title="Body and purpose", text=lambda r: r.body, stretch=True,
        second=lambda r: r.meeting.purpose or r.moved,
    ),
    Column[MeetingRow](
        name="state", title="State", text=lambda r: r.state, width=136, shown=False,
        sort=lambda r: (bool(r.meeting.closed), r.meeting.day or date.max),
    ),
    Column[MeetingRow](name="moved", title="Moved", text=lambda r: r.moved, width=176, shown=False),
    Column[MeetingRow](name="purpose", title="Purpose", text=lambda r: r.meeting.purpose, width=240, shown=False),
]  # fmt: skip

BODIES = [
    Column[BodyRow](name="title", title="Body", text=lambda r: r.body.title, stretch=True),
    Column[BodyRow](name="meets", title="How often", text=lambda r: r.meets, width=128, gives_way=1),
    Column[BodyRow](name="chair", title="Chair", text=lambda r: r.body.chair, width=128, gives_way=2),
    Column[BodyRow](
        name="next", title="Next", text=lambda r: show_date(r.next) if r.next else "", width=100, sort=lambda r: r.next,
    ),
]  # fmt: skip
