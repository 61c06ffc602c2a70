"""Above the plan: what one types and presses to see only some of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.figures import capital, counted_of
from app.domain.meetings import next_meeting
from app.domain.plan import Plan
from app.domain.records import STATUSES, Theme
from app.domain.schedule import show_date
from app.ui import look
from app.ui.page import Several
from app.ui.widgets.combo import Combo
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.rag_badge import plain_tip
from app.ui.widgets.table_bar import FilterLine

from .filter import ActionFilter

if TYPE_CHECKING:
    from app.workspace import Person


STATES = {"": "In any state", "open": "Open", "done": "Done", "ended": "Ended"}


class PlanFilters(QWidget):
    """The filters.

    Attributes:
        filter: what they let through.
        line, mine, overdue, before, theme, status, state: what they consist of.
        narrowed: shown while another page narrowed the plan to some actions; pressed, it shows all again.
        several: those.
        count: how many actions there are, for the page to put where there is room.

    Signals:
        changed: the filter is another.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.filter = ActionFilter()
        self.several: Several | None = None
        self._people: frozenset[str] = frozenset()
        self._by: date | None = None
        self.line = FilterLine()
        self.line.setPlaceholderText("Filter actions")
        self.line.setAccessibleName("Filter actions")
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(look.space(22))
        self.mine, self.overdue, self.before = QPushButton("Mine"), QPushButton("Overdue"), QPushButton()
        self.narrowed = QPushButton()
        self.theme, self.status, self.state = Combo(), Combo(), Combo()
        self.count = look.label(role="small", quiet=True, wrap=True)
        self._build()
        self.line.textChanged.connect(self._apply)
        for button in (self.mine, self.overdue, self.before):
            button.setCheckable(True)
            button.clicked.connect(self._apply)
        for box in (self.theme, self.status, self.state):
            box.currentIndexChanged.connect(self._apply)
        self.narrowed.clicked.connect(self.clear)

    def show_plan(self, plan: Plan, person: Person) -> None:
        """Offer what can be asked of this plan by this person; what is chosen stays chosen while it is there."""
        people = (person.name, person.role)
        self._people = frozenset(word.strip().casefold() for word in people if word.strip())
        self.mine.setToolTip(plain_tip(f"What {' or '.join(filter(None, people))} owns"))
        meeting = next_meeting(plan)
        self.before.setVisible(meeting is not None)
        self._by = meeting.day if meeting else None
        if meeting and meeting.day:
            self.before.setText(f"Due by {show_date(meeting.day)}")
            self.before.setToolTip(
                plain_tip(f"Still to be done and due before the next meeting, on {show_date(meeting.day)}")
            )
        else:
            self.before.setChecked(False)
        self._offer(self.theme, {"": "All themes", **{theme.id: theme.name for theme in plan.all(Theme)}})
        self._take()

    def narrow(self, several: Several | None) -> None:
        """Show only these, as another page asked."""
        self.clear()
        self.several = several
        self._apply()

    def clear(self) -> None:
        """Let everything through again."""
        self.several = None
        controls = (self.line, self.mine, self.overdue, self.before, self.theme, self.status, self.state)
        for control in controls:
            control.blockSignals(True)
        self.line.clear()
        for button in (self.mine, self.overdue, self.before):
            button.setChecked(False)
        for box in (self.theme, self.status, self.state):
            box.setCurrentIndex(0)
        for control in controls:
            control.blockSignals(False)
        self._apply()

    def choose_theme(self, key: str) -> None:
        """Narrow to a theme; empty for all."""
        self.theme.setCurrentIndex(max(0, self.theme.findData(key)))

    def show_count(self, shown: int, total: int, unowned: int = 0) -> None:
        """Say how many actions there are, how many are let through, and how many open ones of those nobody owns."""
        said = f", {unowned:,} without an owner" if unowned else ""
        self.count.setText(f"{counted_of(shown, total, 'action')}{said}")

    def _apply(self) -> None:
        self._take()
        self.changed.emit()

    def _take(self) -> None:
        several = self.several
        self.filter = ActionFilter(
            words=self.line.text().strip(),
            people=self._people if self.mine.isChecked() else frozenset(),
            overdue=self.overdue.isChecked(),
            by=self._by if self.before.isChecked() else None,
            theme=str(self.theme.currentData() or ""),
            status=str(self.status.currentData() or ""),
            state=str(self.state.currentData() or ""),
            keys=several.keys if several else None,
        )
        self.narrowed.setVisible(several is not None)
        if several is not None:
            words = capital(several.title)
            shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, look.space(26))
            self.narrowed.setText(f"{shown}   ✕".replace("&", "&&"))
            self.narrowed.setAccessibleName(f"Narrowed to {words}: show all again")

    def _offer(self, box: Combo, words: dict[str, str]) -> None:
        there = {str(box.itemData(n)): box.itemText(n) for n in range(box.count())}
        if there == words:
            return
        chosen = str(box.currentData() or "")
        box.blockSignals(True)
        box.clear()
        for value, word in words.items():
            box.addItem(word, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _build(self) -> None:
        self._offer(self.status, {"": "Any status", **STATUSES})
        self._offer(self.state, STATES)
        for box, name in ((self.theme, "Theme"), (self.status, "Status"), (self.state, "Open, done or ended")):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(8)
        row = FlowLayout(self)
        boxes = (self.theme, self.status, self.state)
        for part in (self.line, self.narrowed, self.mine, self.overdue, self.before, *boxes):
            row.addWidget(part)
        self.narrowed.hide()
