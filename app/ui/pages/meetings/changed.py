"""What has changed since the meeting that was closed last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.meetings import body_name, meeting_name
from app.domain.plan import Plan
from app.domain.records import Meeting, Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.page import Page
from app.ui.widgets.change_lines import show_changes
from app.ui.widgets.line_list import LineList

from .part import Part

_MOST = 8  # changes that are seen without scrolling


class Changed(Part):
    """The changes.

    Attributes:
        last: the meeting compared with; `last_button` leads to it from an earlier one.
        since: what has changed, each a way in; `nothing` says why there is nothing.
        remark: says it where the meeting compared with is of another body than the plan's.
    """

    TITLE = "What has changed"

    def __init__(self, page: Page):
        super().__init__(page)
        self.last: Meeting | None = None
        self.header.title.setWordWrap(True)
        self.header.row.setStretch(0, 1)
        self.since = LineList("What has changed")
        self.nothing = look.label(quiet=True, wrap=True)
        self.last_button = QPushButton()
        self.last_button.setProperty("kind", "link")
        self.remark = look.label(role="small", wrap=True)
        self.body.addWidget(self.remark)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.last_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.since)
        self.since.opened.connect(self.opened)
        self.since.refolded.connect(self._fit)
        self.last_button.clicked.connect(lambda: self.opened.emit(self.last))

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        self.last = last = self.workspace.last_meeting
        past = self.workspace.past
        looked_at = past is not None and past.meeting is not None and past.meeting.id == meeting.id
        earlier = bool(meeting.closed) and last is not None and last.id != meeting.id and not looked_at
        self.last_button.setVisible(earlier)
        self.remark.setText("" if earlier else self.workspace.compares_briefly)
        self.remark.setVisible(bool(self.remark.text()))
        if last is None or earlier:
            self.header.title.setText("What has changed")
            self.header.note.setText("")
            self.since.hide()
            self.nothing.show()
            if last is None:
                self.nothing.setText(
                    "No meeting had been closed before it."
                    if past
                    else "No meeting is closed yet, so that there is nothing to compare with."
                )
            else:
                self.nothing.setText("What has changed is compared with the meeting that was closed last.")
                self.last_button.setText(meeting_name(plan, last))
            return
        found = self.workspace.since
        name = "it" if last.id == meeting.id else body_name(plan, last)
        on = f", {show_date(last.day)}" if last.day and name != "it" else ""
        self.header.title.setText(f"What has changed since {name}{on}")
        self.count(len(found))
        self.nothing.setText("Nothing yet.")
        self.nothing.setVisible(not found)
        self.since.setVisible(bool(found))
        show_changes(self.since, found, lambda change: self._there(change.record))
        self._fit()

    def forget(self) -> None:
        self.since.unfolded = False

    def _fit(self) -> None:
        """As tall as what is shown, up to what is seen without scrolling."""
        self.since.setFixedHeight(min(len(self.since.lines), _MOST) * self.since.row_height() + 2)

    def _there(self, record: Record) -> Record | None:
        return self.target(self.workspace.find(record.id))
