"""The forward plan: twelve months below each other, and what is held, looked at and due in each; to be projected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import forward
from app.domain.coming import Coming
from app.domain.figures import counted, opening
from app.domain.records import Action, Meeting
from app.ui import look
from app.ui.page import Page, Several
from app.ui.widgets.card import ListArea, ListRow, RowList, rule

from .body_view import plan_ahead

HEADS = ("Meetings", "Visits, reviews, stages", "Milestones and actions due")
_LONGEST = 64  # characters of what is told of a thing
MOST = 6
"""Things of one sort in a month that are listed; what else there is, is counted."""


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
        self.plan_button = QPushButton("&Plan the bodies’ meetings")
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space(3))
        self._grid.setVerticalSpacing(look.space(0.5))
        self._grid.setColumnMinimumWidth(0, look.space(15))
        for column in (1, 2, 3):
            self._grid.setColumnStretch(column, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1.5), look.space(2))
        column.addLayout(self._grid)
        column.addStretch()
        self.area = ListArea()
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area, 1)
        self.plan_button.clicked.connect(lambda _=False: self._plan_ahead())

    def refresh(self) -> None:
        """Show the months as the plan holds them now."""
        workspace = self._page.workspace
        months = forward.months_ahead(workspace.plan)
        more = self._more()
        self.plan_button.setEnabled(workspace.writable and bool(more))
        of = "its body" if len(more) == 1 else "their bodies"
        enters = f"Enters {counted(len(more), 'meeting')} by the rhythm of {of}"
        self.plan_button.setToolTip(workspace.why_read_only or (enters if more else "Every rhythm is planned"))
        seen = [(month.name, self._rows(month), month.due) for month in months]
        if seen == self._seen:
            return
        self._seen = seen
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.months = {}
        for number, head in enumerate(HEADS, 1):
            title = look.label(head, "strong", quiet=True)
            title.setContentsMargins(look.space(1), 0, 0, 0)
            self._put(title, 0, number)
        for row, month in enumerate(months):
            self._put(rule(), row * 2 + 1, 0, 4)
            name = look.label(month.name, "heading", wrap=True)
            name.setContentsMargins(0, look.space(0.75), 0, look.space(1))
            self._put(name, row * 2 + 2, 0)
            self.months[month.name] = tuple(map(self._list, seen[row][1]))
            for number, made in enumerate(self.months[month.name], 1):
                self._put(made, row * 2 + 2, number)

    def _rows(self, month: forward.Month) -> tuple[list[ListRow], ...]:
        """The rows of each of the three lists of a month."""
        due = [ListRow(text=f"{counted(len(month.due), 'action')} due", target=_actions(month))] if month.due else []
        meetings, events, milestones = (
            self._told(month, found) for found in (month.meetings, month.events, month.milestones)
        )
        return meetings, events, [*milestones, *due]

    def _told(self, month: forward.Month, found: Sequence[Coming]) -> list[ListRow]:
        more = [ListRow(text=f"and {len(found) - MOST:,} more")] if len(found) > MOST else []
        return [*(self._row(month, coming) for coming in found[:MOST]), *more]

    def _list(self, rows: Sequence[ListRow]) -> RowList:
        made = RowList()
        made.opened.connect(self.opened)
        made.show_rows(rows)
        return made

    def _row(self, month: forward.Month, coming: Coming) -> ListRow:
        target = coming.record if self._page.can_open(coming.record) else None
        detail = "" if coming.detail == Meeting.NAME else opening(coming.detail, _LONGEST)
        return ListRow(
            text=coming.what,
            detail=detail,
            word=coming.day_in(month.year, month.number),
            target=target,
            illustrative=coming.illustrative,
        )

    def _put(self, widget: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        widget.show()

    def _more(self) -> list[Meeting]:
        workspace = self._page.workspace
        return forward.all_planned(workspace.plan, workspace.removed(Meeting))

    def _plan_ahead(self) -> None:
        plan_ahead(self._page, self._more())


def _actions(month: forward.Month) -> Several:
    return Several(Action, month.due, f"due in {month.name}")
