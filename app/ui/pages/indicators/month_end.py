"""Month end: the figures that are due, whose are missing, and a grid in which they are entered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain import month_end
from app.domain.bar import bar, gap_words
from app.domain.fields import FieldError
from app.domain.figures import capital, figure
from app.domain.month_end import DueFigure
from app.domain.records import Indicator, Reading
from app.domain.schedule import PERIOD_DAYS, PartialDate
from app.ui import kit, look
from app.ui.page import Page
from app.ui.widgets.combo import Combo
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_model import Column

from .figures import FiguresRow, FigureTable, grid

SPANS = {6: "6 months", 12: "12 months", 24: "24 months"}
WEEKS = {-6: "6 weeks", -13: "13 weeks", -26: "26 weeks"}
"""What is offered where anything is measured every week, as months below 0."""
DUE, ALL = "due", "all"


class MonthEnd(QWidget):
    """The view.

    Attributes:
        state: such as "8 of 11 entered"; `whose`: who owns the others.
        copy_button: copies a message that says so.
        scope, span: which indicators are shown, and how many months, or weeks.
        table: the grid; another one where other months or weeks are shown.
        said: what there is to know of the cell in which the cursor is, and what makes a typed figure odd.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.state, self.whose, self.said = look.label("", "strong"), ElidedLabel(quiet=True), look.label(wrap=True)
        self.copy_button = kit.button(
            "Copy a message", self.copy_message, "", "How many figures are there, and whose are missing, to send round"
        )
        self.scope, self.span = Combo(), Combo()
        self.scope.setAccessibleName("Which indicators")
        self.span.setAccessibleName("How many months or weeks")
        self.scope.offer({DUE: "Due now", ALL: "All indicators"})
        self.span.offer(SPANS)
        self.holder = QStackedWidget()
        self.nothing = EmptyState("No figure is due", "Nothing is to be entered for the month that is over.", "")
        self.table = grid(page, (), self._open)
        self._months: tuple[PartialDate, ...] = ()
        head = kit.row(self.state, (self.whose, 1), self.scope, self.span, self.copy_button, gap=look.space(1.5))
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        kit.column(head, (self.holder, 1), self.said, on=self, gap=look.space(1))
        self.holder.addWidget(self.nothing)
        self._hold(self.table)
        for combo in (self.scope, self.span):
            combo.currentIndexChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Show the figures as they are now."""
        plan, can_edit = self.page.workspace.plan, self.page.can_edit
        weekly = any(indicator.cadence == "week" for indicator in plan.all(Indicator))
        self.span.offer({**SPANS, **(WEEKS if weekly else {})})
        span = self.span.currentData() or month_end.MONTHS
        months = tuple(month_end.months(plan, span) if span > 0 else month_end.weeks(plan, -span))
        if months != self._months:
            self._months = months
            self.table = grid(self.page, months, self._open)
            self._hold(self.table)
        now = month_end.progress(plan)
        self.state.setText(f"{now.month}: {now.words}")
        self.whose.setText(month_end.whose(now))
        self.copy_button.setEnabled(bool(now.entered or now.missing))
        due = {each.indicator.id for each in (*now.entered, *now.missing)}
        every = self.scope.currentData() == ALL
        rows = [
            FiguresRow(indicator, self.page.workspace.ratings, months)
            for indicator in plan.all(Indicator)
            if (every or indicator.id in due or span < 0) and (span > 0 or indicator.cadence in PERIOD_DAYS)
        ]  # fmt: skip
        self.table.let_type(can_edit)
        self.table.show_records(rows)
        self.holder.setCurrentWidget(self.table if rows else self.nothing)
        if not self.table.currentIndex().isValid() and rows and months:
            self.table.setCurrentIndex(self.table.records.index(0, self.table.records.columnCount() - 1))

    def copy_message(self) -> None:
        """Copy how far the month end is, and whose figures are missing, to send round."""
        QGuiApplication.clipboard().setText(month_end.message(self.page.workspace.plan))
        self.page.session.say("Copied: paste it into a message.")

    def _hold(self, table: FigureTable) -> None:
        for number in reversed(range(self.holder.count())):
            old = self.holder.widget(number)
            if isinstance(old, FigureTable) and old is not table:
                self.holder.removeWidget(old)
                old.deleteLater()
        self.holder.addWidget(table)
        table.looked_at.connect(self._tell)

    def _open(self, row: FiguresRow) -> None:
        self.page.opened.emit(row.record)

    def _tell(self, row: FiguresRow, column: Column[Any], text: str | None) -> None:
        """Say what there is to know of a cell, and of what is typed in it."""
        at = self.table.sheet.at(row, column)
        if at is None:
            self._say(row.record.name if column.name in row.cells else "")
        elif text is None:
            self._say(self._about(row, at))
        else:
            self._judge(row, at, text)

    def _judge(self, row: FiguresRow, at: DueFigure, text: str) -> None:
        """Say of a typed figure what forbids it, what it corrects, what makes it odd, and how far it is from target."""
        plan = self.page.workspace.plan
        try:
            value, _about = month_end.read_figure(at.indicator, text)
            entry = month_end.entry(plan, at, text)
        except FieldError as error:
            self._say(str(error), "wrong")
            return
        if value is None:
            self._say(self._about(row, at))
            return
        question = month_end.question(plan, at.indicator, at.period, value)
        fixes = f"Corrects {figure(entry.was, at.indicator.unit)}. " if entry and entry.was is not None else ""
        asked = f"Look again: {question[:1].lower()}{question[1:]} " if question else ""
        self._say(f"{fixes}{asked}{self._gap(at, value)}".strip(), "asks" if question else "")

    def _about(self, row: FiguresRow, at: DueFigure) -> str:
        """Such as "I-03 Oversight, January 2018. Target 95 %"."""
        parts = [f"{row.record.name}, {at.period}", f"target {row.target}" if row.target else ""]
        reading = at.reading
        if reading is not None and reading.corrected_from is not None:
            parts.append(f"corrected from {figure(reading.corrected_from, row.record.unit)}: {reading.restated}")
        elif reading is not None and reading.planned is not None and reading.value is None:
            parts.append(f"planned {figure(reading.planned, row.record.unit)}")
        return ". ".join(capital(part) for part in parts if part) + "."

    def _gap(self, at: DueFigure, value: Decimal) -> str:
        reading = at.reading or Reading(id="", period=at.period)
        against = bar(at.indicator, reading.having({"value": value}), self.page.workspace.plan)
        words = gap_words(at.indicator, value, against) if against and not at.indicator.is_context else ""
        return f"{capital(words)}." if words else ""

    def _say(self, sentence: str, how: str = "") -> None:
        self.said.setText(sentence)
        look.restyle(self.said, "quiet", not how)
        look.restyle(self.said, "wrong", how == "wrong")
