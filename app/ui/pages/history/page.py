"""The page: filters, the edits under their days, and the chosen one beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.figures import capital
from app.domain.records import Record
from app.domain.schedule import show_date
from app.ui import look
from app.ui.editing import undo_edit
from app.ui.kit import column, split
from app.ui.page import Page, Target
from app.ui.session import Session
from app.ui.trail import HistoryOf
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.workspace import EVERY_EDIT, EditLine, Refusal, meeting_name, said_of_history

from .detail import EditDetail
from .edit_list import AT_ONCE, EditList, HistoryModel, day_of
from .filter_bar import HistoryFilters


class HistoryPage(Page):
    """History.

    Attributes:
        filters: what narrows it.
        list: the edits.
        detail: the chosen one.
        note: what the plan says of its history as a whole.
        empty: what stands there while nothing is found.
    """

    title = "History"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.filters = PageHeader(self.title), HistoryFilters()
        self.list = EditList(HistoryModel(self._meeting_name, self))
        self.detail = EditDetail(self)
        self.note = look.label(role="small", quiet=True, wrap=True)
        self.empty = EmptyState("Nothing found", "No edit is like that.", "Show everything")
        self._build()
        self.filters.changed.connect(lambda: self._read(AT_ONCE))
        self.list.chosen.connect(self._show)
        self.detail.opened.connect(self.opened)
        self.detail.undo_wanted.connect(self.undo)
        self.empty.started.connect(lambda: self.filters.narrow(None))

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.filters.show_plan(self.workspace)
        self.note.setText(said_of_history(self.workspace.plan))
        self.note.setVisible(bool(self.note.text()))
        self._read(max(AT_ONCE, len(self.list.edits.lines)))

    def reveal(self, target: Target) -> None:
        if isinstance(target, HistoryOf):
            self.filters.narrow(self.workspace.logbook.record(target.key))
        self.list.setFocus()

    def find(self) -> None:
        self.filters.record.setFocus()
        self.filters.record.selectAll()

    # -- what the person does

    def undo(self, line: EditLine) -> None:
        """Undo an edit; what would stay as it is is named first."""
        said: list[str] = []
        if self.attempt(lambda: said.extend(undo_edit(self.workspace, line.id, self))) and said:
            self.session.say(" ".join(said))

    # -- inside

    def _read(self, at_least: int) -> None:
        kept = self.detail.line.id if self.detail.line else ""
        try:
            self.list.show_edits(self._load, kept, at_least)
        except Refusal as refusal:
            self.session.say_wrong(str(refusal))
        lines = self.list.edits.lines
        self._views.setCurrentIndex(0 if lines else 1)
        narrowed = self.filters.wanted != EVERY_EDIT
        last = next((line for line in lines if not line.came), None)
        said = f"Last changed on {show_date(day_of(last))} by {last.author}" if last else ""
        self.header.tell(self.title, "" if narrowed else said)
        self.empty.tell(
            "Nothing found" if narrowed else "Nothing was changed yet",
            "No edit fits what is asked for above." if narrowed else "Every change is told here: who, when, and what.",
            can_start=narrowed,
        )

    def _load(self, before: str, limit: int) -> Sequence[EditLine]:
        return self.workspace.logbook.lines(self.filters.wanted, before, limit)

    def _show(self, line: EditLine | None) -> None:
        self.detail.show_line(line, self.filters.of)

    def _meeting_name(self, line: EditLine) -> str:
        return capital(meeting_name(self.workspace.plan, line.meeting)) if line.meeting else ""

    def _build(self) -> None:
        around = QFrame()
        around.setProperty("kind", "card")
        column(self.list, on=around, edge=(1, look.space(0.5)))
        self._views = QStackedWidget()
        self._views.addWidget(split((around, 5), (self.detail, 4)))
        self._views.addWidget(self.empty)
        edges = (look.space(3), look.space(2))
        column(self.header, self.filters, self.note, (self._views, 1), on=self, gap=look.space(1.5), edge=edges)
