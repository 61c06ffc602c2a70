"""The papers that were issued for a meeting."""

from __future__ import annotations

from app.domain.issued import for_meeting
from app.domain.plan import Plan
from app.domain.records import IssuedPaper, Meeting, Record
from app.ui import operations
from app.ui.issued_list import IssuedList, size_kept
from app.ui.page import Page

from .part import MeetingPart


class Issued(MeetingPart):
    """What was handed out, each in its versions.

    Attributes:
        papers: the list, and `items`, an entry for each.
    """

    TITLE, ADD = "Issued papers", operations.issue.word

    def __init__(self, page: Page):
        super().__init__(page)
        self.papers = IssuedList(page)
        self.items = self.papers.items
        self.body.addWidget(self.papers)

    def fill(self, meeting: Meeting, plan: Plan) -> None:
        found = for_meeting(plan, meeting)
        self.header.note.setText(size_kept(found))
        self.papers.show_papers(found)

    def add(self) -> None:
        if self.meeting is not None:
            operations.start(operations.issue, self.page.session, self.meeting, self.page)

    def choose(self, record: Record) -> None:
        """Unfold one and put the keyboard there."""
        if isinstance(record, IssuedPaper):
            self.papers.choose(record)

    def forget(self) -> None:
        self.papers.forget()
