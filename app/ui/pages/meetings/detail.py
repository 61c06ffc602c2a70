"""The chosen meeting or body."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import counted, listed
from app.domain.records import Body, Meeting, Record
from app.domain.schedule import show_date
from app.domain.since import changes
from app.ui import look
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_list import Line, LineList
from app.ui.widgets.record_story import SourceLines, source_words

from .rows import away, body_of, meeting_state

if TYPE_CHECKING:
    from app.workspace import Workspace

_MOST = 7  # meetings of a body that are seen without scrolling


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

    def __init__(self, can_open: Callable[[Any], bool], parent: QWidget | None = None):
        """`can_open` tells whether a record leads anywhere."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.record: Record | None = None
        self.title, self.subtitle = ElidedLabel("", "heading"), ElidedLabel(quiet=True)
        self.edit_button, self.remove_button = QPushButton("Ed&it"), QPushButton("Remove")
        self.meeting, self.body = MeetingView(can_open), BodyView()
        self.empty = EmptyState(
            "No meetings yet",
            "Enter who meets and when. Closing a meeting marks where the plan stands, so that the next one sees what "
            "has changed since.",
            "New meeting",
        )
        self._views = QStackedWidget()
        self._assemble()
        self._connect()

    def show_record(self, workspace: Workspace, record: Record | None) -> None:
        """Show a meeting or a body as it is now; None: nothing is there."""
        self.record = record
        writable = workspace.writable
        for button in (self.edit_button, self.remove_button):
            button.setVisible(record is not None)
            button.setEnabled(writable)
            button.setToolTip(workspace.why_read_only)
        if writable:
            self.remove_button.setToolTip("Undo brings it back")
        position = workspace.plan.position
        match record:
            case Meeting():
                day = f"{show_date(record.day)}, {away(record.day, position)}" if record.day else ""
                self._head(body_of(workspace.plan, record), day, self.meeting)
                self.meeting.show_meeting(workspace, record)
            case Body():
                self._head(record.title, " · ".join(filter(None, (record.meets, _chair(record)))), self.body)
                self.body.show_body(workspace, record)
                held = len(workspace.plan.children(record, Meeting, "body"))
                if held and writable:
                    self.remove_button.setEnabled(False)
                    self.remove_button.setToolTip(f"It has {counted(held, 'meeting')}: remove these first")
            case _:
                self._head("", "", self.empty)
                self.empty.button.setVisible(writable)

    def _head(self, title: str, subtitle: str, view: QWidget) -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self._views.setCurrentWidget(view)

    def _assemble(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addLayout(words, 1)
        head.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        for view in (self.meeting, self.body, self.empty):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        column.setSpacing(look.space(1.5))
        column.addLayout(head)
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.edit_button.clicked.connect(self.edit_wanted)
        self.remove_button.clicked.connect(self.remove_wanted)
        self.meeting.close_button.clicked.connect(self.close_wanted)
        self.meeting.reopen_button.clicked.connect(self.reopen_wanted)
        self.meeting.since.opened.connect(self.opened)
        self.meeting.last_button.clicked.connect(lambda: self.opened.emit(self.meeting.last))
        self.body.new_button.clicked.connect(self.meeting_wanted)
        self.body.meetings.opened.connect(self.opened)
        self.empty.started.connect(self.meeting_wanted)


class MeetingView(QWidget):
    """A meeting: close or reopen it, what it is for, and what has changed.

    Attributes:
        close_button, reopen_button: one of them is there; `what` says what pressing it does.
        since: what has changed since the last closed meeting.
        last: that meeting; `last_button` leads to it from an earlier one.
    """

    def __init__(self, can_open: Callable[[Any], bool], parent: QWidget | None = None):
        super().__init__(parent)
        self._can_open = can_open
        self.last: Meeting | None = None
        self.close_button, self.reopen_button = QPushButton("&Close the meeting"), QPushButton("Re&open")
        self.close_button.setProperty("kind", "primary")
        self.what = look.label("", "small", quiet=True, wrap=True)
        self.purpose, self.note = look.label(wrap=True), look.label(quiet=True, wrap=True)
        self.source = look.label("", "small", quiet=True, wrap=True)
        self.header = SectionHeader()
        self.header.title.setWordWrap(True)
        self.header.row.setStretch(0, 1)
        self.since = LineList("What has changed")
        self.nothing = look.label(quiet=True, wrap=True)
        self.last_button = QPushButton()
        self.last_button.setProperty("kind", "link")
        act = QFrame()
        act.setProperty("kind", "note")
        row = QHBoxLayout(act)
        row.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
        row.setSpacing(look.space(1.5))
        row.addWidget(self.close_button)
        row.addWidget(self.reopen_button)
        row.addWidget(self.what, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        for part in (self.purpose, self.note, self.source, act, self.header, rule(), self.nothing):
            column.addWidget(part)
        column.addWidget(self.last_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.since, 1)
        column.addStretch()

    def show_meeting(self, workspace: Workspace, meeting: Meeting) -> None:
        """Show a meeting and, where it can be told, what has changed since."""
        self.last = workspace.last_meeting
        plan = workspace.plan
        found = dict.fromkeys(source_words(p.source) for p in plan.sources(meeting) if p.source)
        source = f"Source: {listed(list(found))}" if found else ""
        for label, text in ((self.purpose, meeting.purpose), (self.note, meeting.note), (self.source, source)):
            label.setText(text)
            label.setVisible(bool(text))
        self.close_button.setVisible(not meeting.closed)
        self.reopen_button.setVisible(bool(meeting.closed))
        for button in (self.close_button, self.reopen_button):
            button.setEnabled(workspace.writable)
            button.setToolTip(workspace.why_read_only)
        stands = show_date(plan.position)
        if meeting.closed:
            self.what.setText(
                f"Closed with the plan as it stood on {show_date(meeting.closed)}. Reopening it compares with the "
                "meeting closed before it again."
            )
        else:
            self.what.setText(
                f"Closing marks the plan as it stands on {stands}: what changes after that is shown as changed since "
                "this meeting. It can be undone or reopened."
            )
        self._show_since(workspace, meeting)

    def _show_since(self, workspace: Workspace, meeting: Meeting) -> None:
        last, plan = self.last, workspace.plan
        earlier = bool(meeting.closed) and last is not None and last.id != meeting.id
        self.last_button.setVisible(earlier)
        if last is None or earlier:
            self.header.title.setText("What has changed")
            self.header.note.setText("")
            self.since.hide()
            self.nothing.show()
            if last is None:
                self.nothing.setText("No meeting is closed yet, so that there is nothing to compare with.")
            else:
                self.nothing.setText("What has changed is compared with the meeting that was closed last.")
                self.last_button.setText(f"{body_of(plan, last)}, {show_date(last.day) if last.day else ''}")
            return
        found = changes(plan, workspace.before, workspace.ratings)
        name = "it" if last.id == meeting.id else body_of(plan, last)
        on = f", {show_date(last.day)}" if last.day and name != "it" else ""
        self.header.title.setText(f"What has changed since {name}{on}")
        self.header.note.setText(f"{len(found):,}" if found else "")
        self.nothing.setText("Nothing yet.")
        self.nothing.setVisible(not found)
        self.since.setVisible(bool(found))
        self.since.show_lines([
            Line(
                title=change.text, more=change.detail, word=change.word, direction=change.direction or "",
                illustrative=change.illustrative, target=self._target(workspace, change.record),
            )
            for change in found
        ])  # fmt: skip

    def _target(self, workspace: Workspace, record: Record) -> Record | None:
        there = workspace.find(record.id)
        return there if there is not None and self._can_open(there) else None


class BodyView(QWidget):
    """A body: its meetings, and a new one.

    Attributes:
        meetings: the latest first, each a way in.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.header, self.meetings = SectionHeader("Its meetings"), LineList("Its meetings")
        self.new_button = QPushButton("New meeting")
        self.header.row.addWidget(self.new_button)
        self.nothing = look.label("None is entered yet.", quiet=True)
        self.sources = SourceLines()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        for part in (self.header, rule(), self.nothing):
            column.addWidget(part)
        column.addWidget(self.meetings)
        column.addWidget(look.label("Sources", "strong"))
        column.addWidget(self.sources)
        column.addStretch()

    def show_body(self, workspace: Workspace, body: Body) -> None:
        """Show a body's meetings."""
        plan = workspace.plan
        held = sorted(plan.children(body, Meeting, "body"), key=lambda m: str(m.day or ""), reverse=True)
        self.header.note.setText(f"{len(held):,}" if held else "")
        self.new_button.setEnabled(workspace.writable)
        self.nothing.setVisible(not held)
        self.meetings.setVisible(bool(held))
        self.meetings.setFixedHeight(min(len(held), _MOST) * self.meetings.row_height() + 2)
        self.meetings.show_lines([
            Line(title=m.name, fact=m.purpose, word=meeting_state(m, plan.position), target=m) for m in held
        ])  # fmt: skip
        self.sources.show_record(plan, body, writable=False)
        if self.sources.apart is not None:
            self.sources.apart.show_record(plan, body, writable=workspace.writable)


def _chair(body: Body) -> str:
    return f"chair: {body.chair}" if body.chair else ""
