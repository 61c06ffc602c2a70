"""The chosen meeting or body."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget

from app.domain.records import Body, Meeting, Record
from app.ui import look
from app.ui.kit import column
from app.ui.page import Page
from app.ui.widgets.empty_state import EmptyState

from .body_view import BodyView
from .meeting_view import MeetingView


class Detail(QFrame):
    """One record, or what to do while there is none.

    Attributes:
        record: what is shown; None while there is nothing.
        meeting, body, empty: the views; `shown` is the one of them that is seen.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.setProperty("kind", "card")
        self._page = page
        self.record: Record | None = None
        self.meeting, self.body = MeetingView(page), BodyView(page)
        self.empty = EmptyState(
            "No meetings yet",
            "Enter who meets and when. Closing a meeting marks where the plan stands, so that the next one sees what "
            "has changed since.",
            "New meeting",
        )
        self._views = QStackedWidget()
        for view in (self.meeting, self.body, self.empty):
            self._views.addWidget(view)
        edges = (look.space(2), look.space(1.5), look.space(0.5), look.space(0.5))
        column((self._views, 1), on=self, edge=edges)

    @property
    def shown(self) -> MeetingView | BodyView:
        """The view of the record that is shown."""
        return self.body if isinstance(self.record, Body) else self.meeting

    def show_record(self, record: Record | None) -> None:
        """Show a meeting or a body as it is now; None: nothing is there."""
        self.record = record
        match record:
            case Meeting():
                self.meeting.show_meeting(record)
            case Body():
                self.body.show_body(record)
            case _:
                self.empty.button.setVisible(self._page.can_edit)
        self._views.setCurrentWidget(self.shown if record is not None else self.empty)
