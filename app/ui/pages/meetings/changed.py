"""What has changed since the meeting that was closed last."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.meetings import body_name, meeting_name
from app.domain.plan import Plan
from app.domain.records import Meeting
from app.domain.schedule import show_date
from app.ui import look
from app.ui.kit import button
from app.ui.page import Page
from app.ui.widgets.change_lines import show_changes
from app.ui.widgets.whole_lines import WholeLines

from .part import MeetingPart


class Changed(MeetingPart):
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
        self.header.row.setStretch(1, 0)
        self.since = WholeLines("What has changed", 6)
        self.nothing, self.remark = look.label(quiet=True, wrap=True), look.label(role="small", wrap=True)
        self.last_button = button("", lambda: self.opened.emit(self.last), "link")
        for part in (self.remark, self.nothing, self.last_button, self.since):
            self.body.addWidget(part)
        self.body.setAlignment(self.last_button, Qt.AlignmentFlag.AlignLeft)
        self.since.opened.connect(self.opened)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        self.last = last = self.workspace.last_meeting
        past = self.workspace.past
        looked_at = past is not None and past.meeting is not None and past.meeting.id == meeting.id
        earlier = bool(meeting.closed) and last is not None and last.id != meeting.id and not looked_at
        self.last_button.setVisible(earlier)
        self.remark.setText("" if earlier else self.workspace.compares_briefly)
        self.remark.setVisible(bool(self.remark.text()))
        changes = self.workspace.since if last is not None and not earlier else []
        self.count(len(changes))
        self.since.setVisible(bool(changes))
        self.nothing.setVisible(not changes)
        if last is None:
            none = "No meeting is closed yet, so that there is nothing to compare with."
            self.nothing.setText("No meeting had been closed before it." if past else none)
        elif earlier:
            self.nothing.setText("What has changed is compared with the meeting that was closed last.")
            self.last_button.setText(meeting_name(plan, last))
        else:
            self.nothing.setText("Nothing yet.")
        if last is None or earlier:
            self.header.title.setText(self.TITLE)
            return
        name = "it" if last.id == meeting.id else body_name(plan, last)
        on = f", {show_date(last.day)}" if last.day and name != "it" else ""
        self.header.title.setText(f"{self.TITLE} since {name}{on}")
        show_changes(self.since, changes, lambda change: self.target(self.workspace.find(change.record.id)))

    def forget(self) -> None:
        self.since.begin()
