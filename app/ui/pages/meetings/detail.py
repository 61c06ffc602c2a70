"""The chosen meeting or body."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.figures import counted
from app.domain.meetings import body_name
from app.domain.plan import Plan
from app.domain.records import EVERY, Body, Meeting, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.kit import button, column, row
from app.ui.page import Page
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_menu import RecordMenu, mark

from .body_view import BodyView
from .meeting_view import MeetingView
from .rows import away


class Detail(QFrame):
    """One record: what it is at the top with what can be done, the rest below.

    Attributes:
        record: what is shown; None while there is nothing.
        meeting, body: the views.

    Signals:
        opened: the person wants to see another record.
        edit_wanted, remove_wanted: a button was pressed.
        close_wanted, reopen_wanted: of a meeting.
        meeting_wanted: a new meeting of the body that is shown; a first one where nothing is.
    """

    opened = Signal(object)
    edit_wanted = Signal()
    remove_wanted = Signal()
    close_wanted = Signal()
    reopen_wanted = Signal()
    meeting_wanted = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._page = page
        self.record: Record | None = None
        self.title, self.subtitle = look.label(role="heading", wrap=True), look.label(quiet=True, wrap=True)
        self.edit_button = button("Ed&it", self.edit_wanted.emit)
        self.remove_button = button("Remove", self.remove_wanted.emit)
        self.more = RecordMenu()
        self.meeting, self.body = MeetingView(page), BodyView(page)
        self.empty = EmptyState(
            "No meetings yet",
            "Enter who meets and when. Closing a meeting marks where the plan stands, so that the next one sees what "
            "has changed since.",
            "New meeting",
        )
        self._views = QStackedWidget()
        self._build()
        self._connect()

    def show_record(self, record: Record | None) -> None:
        """Show a meeting or a body as it is now; None: nothing is there."""
        self.record, workspace, can_edit = record, self._page.workspace, self._page.can_edit
        self.more.show_record(record)
        if record is not None:
            mark(self, record)
        self.edit_button.setVisible(record is not None and can_edit)
        self.remove_button.setVisible(record is not None and can_edit)
        self.remove_button.setEnabled(True)
        self.remove_button.setToolTip("Undo brings it back")
        match record:
            case Meeting():
                self._head(body_name(workspace.plan, record), _when(workspace.plan, record), self.meeting)
                self.meeting.show_meeting(record)
            case Body():
                meets = record.meets or (EVERY[record.every] if record.every else "")
                self._head(record.title, " · ".join(filter(None, (meets, _chair(record)))), self.body)
                self.body.show_body(record)
                held = len(workspace.plan.children(record, Meeting, "body"))
                if held:
                    self.remove_button.setEnabled(False)
                    self.remove_button.setToolTip(f"It has {counted(held, 'meeting')}: remove these first")
            case _:
                self._head("", "", self.empty)
                self.empty.button.setVisible(can_edit)

    def _head(self, title: str, subtitle: str, view: QWidget) -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self._views.setCurrentWidget(view)

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        words, acts = column(self.title, self.subtitle), (self.edit_button, self.remove_button, self.more)
        head = row((words, 1), *((act, top) for act in acts), gap=look.space(1), edge=(0, 0, look.space(1.5), 0))
        for view in (self.meeting, self.body, self.empty):
            self._views.addWidget(view)
        edges = (look.space(2), look.space(1.5), look.space(0.5), look.space(0.5))
        column(head, (self._views, 1), on=self, gap=look.space(1.5), edge=edges)

    def _connect(self) -> None:
        self.meeting.close_button.clicked.connect(self.close_wanted)
        self.meeting.reopen_button.clicked.connect(self.reopen_wanted)
        self.meeting.opened.connect(self.opened)
        self.body.new_button.clicked.connect(self.meeting_wanted)
        self.body.opened.connect(self.opened)
        self.empty.started.connect(self.meeting_wanted)


def _when(plan: Plan, meeting: Meeting) -> str:
    """Such as "20 Mar 2018, in 48 days · planned for 13 Mar 2018 · Town Hall · chair: Independent chair"."""
    said = [f"{show_date(meeting.day)}, {away(meeting.day, plan.position)}" if meeting.day else ""]
    if meeting.planned and meeting.planned != meeting.day:
        said.append(f"planned for {show_date(meeting.planned)}")
    body = plan.get(Body, meeting.body)
    return " · ".join(filter(None, (*said, meeting.place, _chair(body) if body else "")))


def _chair(body: Body) -> str:
    return f"chair: {body.chair}" if body.chair else ""
