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
        self.plan_button.setToolTip(
            workspace.why_read_only
            or (f"Enters {len(more):,} meetings by the rhythm of their bodies" if more else "Every rhythm is planned")
        )
        if months == self._seen:
            return
        self._seen = months
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
            due = [ListRow(text=f"{counted(len(month.actions), 'action')} due", target=_actions(month))]
            self.months[month.name] = (
                self._list(month.meetings),
                self._list(month.events),
                self._list(month.milestones, due if month.actions else []),
            )
            for number, made in enumerate(self.months[month.name], 1):
                self._put(made, row * 2 + 2, number)

    def _list(self, found: Sequence[Coming], also: Sequence[ListRow] = ()) -> RowList:
        made = RowList()
        made.opened.connect(self.opened)
        rows = [self._row(coming) for coming in found[:MOST]]
        if len(found) > MOST:
            rows.append(ListRow(text=f"and {len(found) - MOST:,} more"))
        made.show_rows([*rows, *also])
        return made

    def _row(self, coming: Coming) -> ListRow:
        target = coming.record if self._page.can_open(coming.record) else None
        detail = "" if coming.detail == Meeting.NAME else opening(coming.detail, _LONGEST)
        return ListRow(
            text=coming.what, detail=detail, word=_day(coming), target=target, illustrative=coming.illustrative
        )

    def _put(self, widget: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        widget.show()

    def _more(self) -> list[Meeting]:
        workspace = self._page.workspace
        return forward.all_planned(workspace.plan, workspace.removed(Meeting))

    def _plan_ahead(self) -> None:
        plan_ahead(self._page, self._more())


def _day(coming: Coming) -> str:
    """Such as "20 Mar", "1 to 2 May"; nothing for what is known by its month alone."""
    return "" if coming.when.startswith("by ") else coming.when.removesuffix(f" {coming.day.year}")


def _actions(month: forward.Month) -> Several:
    return Several(Action, frozenset(coming.record.id for coming in month.actions), f"due in {month.name}")
