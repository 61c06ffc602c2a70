"""What stands above a table: a line to filter with, how many rows are shown, and which columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from app.domain.figures import capital, counted_of
from app.ui import kit, look
from app.ui.kit import keep_nothing_of

from .rag_badge import plain_tip
from .record_table import RecordTable


class TableBar(QWidget):
    """Above a table: a line to filter with, how many rows are shown, and which columns.

    Attributes:
        line: where one types; Escape empties it.
        narrowed: what the rows have in common, in the place of their count; pressed, all are shown again.
        row: the layout, for a page's own buttons.
    """

    def __init__(self, table: RecordTable[Any], what: str = "row", parent: QWidget | None = None):
        """A bar for `table`, whose records are called `what` ("risk")."""
        super().__init__(parent)
        self.table, self._what = table, what
        self.line = FilterLine()
        self.line.setPlaceholderText(f"Filter {what}s")
        self.line.setAccessibleName(f"Filter {what}s")
        self.line.setClearButtonEnabled(True)
        asked = self.line.fontMetrics().horizontalAdvance(self.line.placeholderText())
        self.line.setMinimumWidth(asked + look.space(4))  # what it asks for is whole, in a narrow register too
        self.line.setMaximumWidth(look.space(40))
        self.count, self.narrowed = look.label(quiet=True), QPushButton()
        self._slot = QStackedWidget()  # one or the other, so that nothing moves when the rows are narrowed
        for part in (self.count, self.narrowed):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._slot.addWidget(part)
        self._slot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.columns = QToolButton(self)  # at once: shown without a parent it flashes up as a window
        self.columns.setText("Columns")
        self.columns.setProperty("kind", "button")
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.columns)
        menu.aboutToShow.connect(lambda: table.fill_columns(menu))
        self.columns.setMenu(menu)
        self.columns.setVisible(bool(table.column_actions()))
        self.row = kit.row((self.line, 2), (self._slot, 2), self.columns, on=self, gap=look.space(1.5))
        self.line.textChanged.connect(table.find)
        self.line.left.connect(table.setFocus)
        self.line.entered.connect(table.records.look_ahead)
        table.counted.connect(self._show_count)

    def narrow(self, among: Callable[[Any], bool] | None) -> None:
        """Show only rows that `among` accepts, beside what is typed; None for all."""
        self.table.filter(self.line.text(), among)

    def say_narrowed(self, words: str) -> None:
        """Say what the rows have in common that are shown; empty words where all are."""
        self.narrowed.setText(f"✕   {capital(words)}".replace("&", "&&"))
        self.narrowed.setToolTip(plain_tip(capital(words)))
        self.narrowed.setAccessibleName(f"Narrowed to {words}: show all again")
        self._slot.setCurrentWidget(self.narrowed if words else self.count)

    def _show_count(self, shown: int, total: int) -> None:
        self.count.setText(counted_of(shown, total, self._what))


class FilterLine(QLineEdit):
    """A line to filter with: Escape empties it, Down or Enter goes to the rows.

    Signals:
        entered: the person is about to type.
        left: the person goes on to the rows.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        keep_nothing_of(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
