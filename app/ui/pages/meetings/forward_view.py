"""The forward plan: twelve months below each other, and what is held, looked at and due in each; to be projected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import forward
from app.domain.coming import Coming
from app.domain.figures import counted
from app.domain.records import Action, Meeting
from app.ui import look, operations
from app.ui.kit import STRETCH, block, button, clear, column, row, scroll
from app.ui.page import Page, Several
from app.ui.widgets.card import ListRow, RowList, rule

HEADS = ("Meetings", "Visits, reviews, stages", "Milestones and actions due")
MOST = 6
"""Things of one sort in a month that are listed at first."""


class ForwardView(QWidget):
    """The months.

    Attributes:
        plan_button: enters the meetings that the bodies' rhythms give and that are not entered yet.
        months: by name, the three lists of each.

    Signals:
        opened: the person wants to see a record.
    """

    opened = Signal(object)

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self._page = page
        self.months: dict[str, tuple[RowList, ...]] = {}
        self._seen: object = None
        self.plan_button = button(
            "Plan the bodies’ meetings", lambda: operations.enter_meetings(page.session, self._more())
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(0.5))
        self._grid.setColumnMinimumWidth(0, look.space(15))
        for number in (1, 2, 3):
            self._grid.setColumnStretch(number, 1)
        self.area = scroll(block(column(self._grid, STRETCH, edge=(0, 0, look.space(1.5), look.space(2)))))
        column(self.area, on=self)

    def refresh(self) -> None:
        """Show the months as the plan holds them now."""
        months = forward.months_ahead(self._page.workspace.plan)
        more = self._more()
        self.plan_button.setEnabled(bool(more))
        of = "its body" if len(more) == 1 else "their bodies"
        enters = f"Enters {counted(len(more), 'meeting')} by the rhythm of {of}"
        self.plan_button.setToolTip(enters if more else "Every rhythm is planned")
        seen = [(month.name, self._rows(month), month.due) for month in months]
        if seen == self._seen:
            return
        self._seen = seen
        clear(self._grid)
        self.months = {}
        for number, head in enumerate(HEADS, 1):
            title = look.label(head, "strong", quiet=True)
            title.setContentsMargins(look.space(1), 0, 0, 0)
            self._put(title, 0, number)
        for line, (name, lists, _due) in enumerate(seen):
            self._put(rule(), line * 2 + 1, 0, 4)
            title = look.label(name, "heading", wrap=True)
            title.setContentsMargins(0, look.space(0.75), 0, look.space(1))
            self._put(title, line * 2 + 2, 0)
            self.months[name] = tuple(self._list(rows, line * 2 + 2, at) for at, rows in enumerate(lists, 1))

    def _rows(self, month: forward.Month) -> tuple[list[ListRow], ...]:
        """The rows of each of the three lists of a month."""
        due = Several(Action, month.due, f"due in {month.name}")
        actions = [ListRow(text=f"{counted(len(month.due), 'action')} due", target=due)] if month.due else []
        sorts = (month.meetings, month.events, month.milestones)
        meetings, events, milestones = ([self._row(month, coming) for coming in sort] for sort in sorts)
        return meetings, events, [*milestones, *actions]

    def _row(self, month: forward.Month, coming: Coming) -> ListRow:
        return ListRow(
            text=coming.what,
            detail="" if coming.detail == Meeting.NAME else coming.detail,
            word=coming.day_in(month.year, month.number),
            target=coming.record if self._page.can_open(coming.record) else None,
            illustrative=coming.illustrative,
        )

    def _list(self, rows: Sequence[ListRow], line: int, at: int) -> RowList:
        """A list in its place: the first few, and the others once they are asked for."""
        made = RowList()
        made.opened.connect(self.opened)
        left = len(rows) - MOST
        made.show_rows(rows[:MOST] if left > 1 else rows)
        more = button(f"{left:,} more", lambda: (made.show_rows(rows), more.hide()), "link")
        self._put(block(column(made, row(more, STRETCH))), line, at)
        more.setVisible(left > 1)  # in its place: it would be a window of its own before
        return made

    def _put(self, widget: QWidget, line: int, at: int, wide: int = 1) -> None:
        self._grid.addWidget(widget, line, at, 1, wide, Qt.AlignmentFlag.AlignTop)
        widget.show()

    def _more(self) -> list[Meeting]:
        workspace = self._page.workspace
        return forward.all_planned(workspace.plan, workspace.removed(Meeting))
