"""A meeting as the people at it need it: close it, its agenda, what is asked, who came, what was decided and said."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.domain.figures import counted, listed
from app.domain.meetings import is_unanswered, questions
from app.domain.plan import Plan
from app.domain.records import AgendaItem, Attendance, Decision, Meeting, Question, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.kit import STRETCH, block, button, column, row, scroll
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.record_story import Disagreements, HistoryLines, source_words

from .agenda import Agenda
from .attendance import AttendancePart
from .changed import Changed
from .outcome import Arising, Decisions, Minutes
from .part import MeetingPart
from .questions import Questions
from .rows import away

SIDE_BY_SIDE = 104  # steps of the grid from which the parts stand in two columns


class MeetingView(QWidget):
    """A meeting.

    Attributes:
        close_button, reopen_button: one of them is there; `what` says what pressing it does.
        agenda, questions, changed, attendance, decisions, arising, minutes: its parts.
        apart: what copies or sources disagree about; hidden while there is nothing.
        history: what was done to it last.

    Signals:
        opened: the person wants to see a record, or all of the meeting's history.
    """

    opened = Signal(object)

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self._page = page
        self.meeting: Meeting | None = None
        self.close_button, self.reopen_button = button("&Close the meeting"), button("Re&open")
        self.what = look.label("", "small", quiet=True, wrap=True)
        self.purpose = look.label(wrap=True)
        self.source = look.label("", "small", quiet=True, wrap=True)
        self.agenda, self.questions, self.changed = Agenda(page), Questions(page), Changed(page)
        self.attendance, self.decisions = AttendancePart(page), Decisions(page)
        self.arising, self.minutes = Arising(page), Minutes(page)
        self.apart, self.history = Disagreements(), HistoryLines()
        self._build()
        for part in (*self.parts(), self.history):
            part.opened.connect(self.opened)
        for part in self.parts():
            part.grown.connect(self._see_whole)

    def parts(self) -> tuple[MeetingPart, ...]:
        """Its parts, in the order in which they are read."""
        return (
            self.agenda, self.questions, self.changed, self.attendance, self.decisions, self.arising, self.minutes,
        )  # fmt: skip

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting as it is now."""
        another = self.meeting is None or self.meeting.id != meeting.id
        self.meeting = meeting
        workspace = self._page.workspace
        plan = workspace.plan
        can_edit = self._page.can_edit
        sources = dict.fromkeys(source_words(p.source) for p in plan.sources(meeting) if p.source)
        source = f"Source: {listed(list(sources))}" if sources else ""
        for label, text in ((self.purpose, meeting.purpose), (self.source, source)):
            label.setText(text)
            label.setVisible(bool(text))
        self.close_button.setVisible(not meeting.closed and can_edit)
        self.reopen_button.setVisible(bool(meeting.closed) and can_edit)
        self.act.setVisible(bool(meeting.closed) or can_edit)
        look.restyle(self.close_button, "kind", "primary" if not _ahead(plan, meeting) else "")
        self.what.setText(_marks(plan, meeting))
        if another:
            self.area.verticalScrollBar().setValue(0)
        for part in self.parts():
            part.show_meeting(meeting)
        self.apart.show_record(plan, meeting, writable=can_edit)
        self.history.show_record(workspace, meeting)

    def doubts(self) -> list[str]:
        """Why closing the meeting now may not be meant, a sentence each: it lies ahead, or it is not finished."""
        meeting, plan = self.meeting, self._page.workspace.plan
        if meeting is None:
            return []
        day, typed = _ahead(plan, meeting), listed([what for part in self.parts() if (what := part.half_typed())])
        doubts = (
            f"It is held on {show_date(day)}, {away(day, plan.position)}." if day else "",
            _unanswered(plan, meeting),
            f"Typed and not saved yet: {typed}." if typed else "",
        )
        return [*filter(None, doubts)]

    def choose(self, record: Record) -> None:
        """Bring into view, unfolded, what belongs to the meeting that is shown."""
        parts: dict[type[Record], Agenda | AttendancePart | Decisions | Questions] = {
            AgendaItem: self.agenda, Attendance: self.attendance, Decision: self.decisions, Question: self.questions,
        }  # fmt: skip
        part = parts.get(type(record))
        if part is not None:
            part.choose(record)
            self.area.ensureWidgetVisible(part, 0, look.space(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= look.space(SIDE_BY_SIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _see_whole(self, widget: QWidget) -> None:
        """Bring what was unfolded into view once it has its height."""
        QTimer.singleShot(0, widget, lambda: self.area.ensureWidgetVisible(widget, 0, look.space(2)))

    def _build(self) -> None:
        self.act = QFrame()
        self.act.setProperty("kind", "note")
        gap, edge = look.space(1.5), (look.space(1.5), look.space(1))
        row(self.close_button, self.reopen_button, (self.what, 1), on=self.act, gap=gap, edge=edge)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(look.space(3))
        before, at_it = (self.agenda, self.questions, self.changed), self.parts()[3:]
        for parts in (before, at_it):
            self._columns.addLayout(column(*parts, STRETCH, gap=look.space(2.5)), 1)
        inside = column(
            self.purpose, self.source, self.apart, self.act, self._columns, look.space(1),
            SectionHeader("History"), rule(), self.history, STRETCH,
            gap=gap, edge=(0, 0, look.space(1.5), look.space(1)),
        )  # fmt: skip
        self.area = scroll(block(inside))
        column(self.area, on=self)


def _marks(plan: Plan, meeting: Meeting) -> str:
    """What closing it marks, or what reopening it takes away."""
    if meeting.closed:
        return (
            f"Closed with the plan as it stood on {show_date(meeting.closed)}. Reopening it compares with the "
            "meeting closed before it again."
        )
    left = _unanswered(plan, meeting)
    still = f" {left}" if left else ""
    return (
        f"Closing marks the plan as it stands on {show_date(plan.position)}: what changes after that is shown as "
        f"changed since this meeting. It can be undone or reopened.{still}"
    )


def _ahead(plan: Plan, meeting: Meeting) -> date | None:
    """The day of a meeting, where it is still to come."""
    return meeting.day if meeting.day is not None and meeting.day > plan.position else None


def _unanswered(plan: Plan, meeting: Meeting) -> str:
    """How many of its questions are not answered, as a sentence; empty where all are."""
    left = sum(is_unanswered(question) for question in questions(plan, meeting))
    return f"{counted(left, 'question is', 'questions are')} not answered yet." if left else ""
