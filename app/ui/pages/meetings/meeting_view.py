"""A meeting as the people at it need it: close it, its agenda, what is asked, who came, what was decided and said."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from app.domain.figures import listed
from app.domain.meetings import away, body_name, lies_ahead, unanswered
from app.domain.plan import Plan
from app.domain.records import AgendaItem, Attendance, Body, Decision, IssuedPaper, Meeting, Question, Record
from app.domain.schedule import show_date
from app.ui import look, operations
from app.ui.kit import STRETCH, column
from app.ui.page import Page
from app.ui.widgets.in_view import keep_in_view

from .agenda import Agenda
from .attendance import AttendancePart
from .changed import Changed
from .issued import Issued
from .outcome import Arising, Decisions, Minutes
from .part import HeadedView, MeetingPart
from .questions import Questions

SIDE_BY_SIDE = 104  # steps of the grid from which the parts stand in two columns


class MeetingView(HeadedView[Meeting]):
    """A meeting.

    Attributes:
        close_button, reopen_button: one of them is in its head; `what` says what pressing it does.
        agenda, questions, changed, issued, attendance, decisions, arising, minutes: its parts.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.close_button, self.reopen_button = map(self.button, (operations.close_meeting, operations.reopen))
        self.what = look.label("", "small", quiet=True, wrap=True)
        self.purpose = look.label(wrap=True)
        self.agenda, self.questions, self.changed = Agenda(page), Questions(page), Changed(page)
        self.issued, self.attendance, self.decisions = Issued(page), AttendancePart(page), Decisions(page)
        self.arising, self.minutes = Arising(page), Minutes(page)
        self._build()
        for part in self.parts():
            part.opened.connect(self.opened)
            part.grown.connect(lambda grown: keep_in_view(grown, margin=look.space(2)))

    def parts(self) -> tuple[MeetingPart, ...]:
        """Its parts, in the order in which they are read."""
        return (
            self.agenda, self.questions, self.changed, self.issued, self.attendance, self.decisions, self.arising,
            self.minutes,
        )  # fmt: skip

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting as it is now."""
        another = self.record is None or self.record.id != meeting.id
        plan = self.workspace.plan
        self.show_titles(meeting, body_name(plan, meeting), _when(plan, meeting))
        self.purpose.setText(meeting.purpose)
        self.purpose.setVisible(bool(meeting.purpose))
        self.act.setVisible(bool(meeting.closed) or self.can_edit)
        look.restyle(self.close_button, "kind", "primary" if self.is_to_be_closed(meeting) else "")
        self.what.setText(_marks(plan, meeting))
        if another:
            self.area.verticalScrollBar().setValue(0)
        for part in self.parts():
            part.show_meeting(meeting)
        self.show_story(meeting)

    def is_to_be_closed(self, meeting: Meeting) -> bool:
        """Whether a meeting has been and can be closed now, which is then the main act of the page."""
        return self.can_edit and not meeting.closed and not lies_ahead(self.workspace.plan, meeting)

    def half_typed(self) -> str:
        """What is typed for the meeting and not saved yet, such as "an action"; empty for nothing."""
        return listed([what for part in self.parts() if (what := part.half_typed())])

    def choose(self, record: Record) -> None:
        """Bring into view, unfolded, what belongs to the meeting that is shown."""
        parts: dict[type[Record], Agenda | AttendancePart | Decisions | Questions | Issued] = {
            AgendaItem: self.agenda, Attendance: self.attendance, Decision: self.decisions, Question: self.questions,
            IssuedPaper: self.issued,
        }  # fmt: skip
        part = parts.get(type(record))
        if part is not None:
            part.choose(record)
            self.area.ensureWidgetVisible(part, 0, look.space(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look.space(SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _build(self) -> None:
        self.act = QFrame()
        self.act.setProperty("kind", "note")
        column(self.what, on=self.act, edge=(look.space(1.5), look.space(1)))
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(look.space(3))
        before, at_it = self.parts()[:4], self.parts()[4:]
        for parts in (before, at_it):
            self._columns.addLayout(column(*parts, STRETCH, gap=look.space(2.5)), 1)
        self.assemble(self.purpose, self.act, self._columns)


def _marks(plan: Plan, meeting: Meeting) -> str:
    """What closing it marks, or what reopening it takes away."""
    if meeting.closed:
        return (
            f"Closed with the plan as it stood on {show_date(meeting.closed)}. Reopening it compares with the "
            "meeting closed before it again."
        )
    left = unanswered(plan, meeting)
    still = f" {left}" if left else ""
    return (
        f"Closing marks the plan as it stands on {show_date(plan.position)}: what changes after that is shown as "
        f"changed since this meeting. It can be undone or reopened.{still}"
    )


def _when(plan: Plan, meeting: Meeting) -> str:
    """Such as "20 Mar 2018, in 48 days · planned for 13 Mar 2018 · Town Hall · chair: Independent chair"."""
    said = [f"{show_date(meeting.day)}, {away(meeting.day, plan.position)}" if meeting.day else ""]
    if meeting.planned and meeting.planned != meeting.day:
        said.append(f"planned for {show_date(meeting.planned)}")
    body = plan.get(Body, meeting.body)
    return " · ".join(filter(None, (*said, meeting.place, f"chair: {body.chair}" if body and body.chair else "")))
