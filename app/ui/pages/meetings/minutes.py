"""What was said: the note of a meeting, saved as one leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent

from app.domain.meetings import meeting_name
from app.domain.plan import Plan
from app.domain.records import Meeting
from app.ui.page import Page
from app.ui.widgets.in_place import InPlace

from .part import Part


class Minutes(Part):
    """The note.

    Attributes:
        form: the field.
    """

    TITLE = "Minutes"

    def __init__(self, page: Page):
        super().__init__(page)
        self.form: InPlace[Meeting] = InPlace(Meeting, ["note"], self._save)
        field = self.form.fields["note"]
        field.name.hide()
        field.control.setAccessibleName("Minutes")
        self.body.addWidget(self.form)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        shown = self.form.shown
        if shown is not None and shown.id == meeting.id:
            self.form.refresh(meeting)
        else:
            self.form.fill(meeting)
        self.form.set_read_only(not self.workspace.writable)

    def half_typed(self) -> str:
        return "" if self.form.settle() else "the minutes"  # what may be saved is, as when the field is left

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.settle()
        super().hideEvent(event)

    def _save(self, meeting: Meeting, _names: Sequence[str]) -> None:
        self.workspace.save(meeting, label=f"Write the minutes of {meeting_name(self.workspace.plan, meeting)}")
