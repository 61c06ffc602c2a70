"""The table of a register: who can edit has a cursor on a cell and types there; who reads has one on a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from app.ui import look
from app.ui.widgets.whole_table import WholeTable

from .sheet import Sheet, misfit_words

R = TypeVar("R")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint


class CellTable(WholeTable[R]):
    """The table.

    Attributes:
        sheet: what can be typed; given by the register.

    Signals:
        refused: a sentence of why something was not saved.
    """

    refused = Signal(str)
    sheet: Sheet

    def take(self, sheet: Sheet) -> None:
        """Be edited by way of this."""
        self.sheet = self.records.cells = sheet

    def let_type(self, may: bool) -> None:
        """Let the person type, or only read."""
        may = may and any(map(self.sheet.sets, self.records.columns))
        if may == self.records.typing and self.editTriggers() != QAbstractItemView.EditTrigger.AllEditTriggers:
            return
        self.records.typing = may
        triggers, behaviour = QAbstractItemView.EditTrigger, QAbstractItemView.SelectionBehavior
        keys = triggers.AnyKeyPressed | triggers.EditKeyPressed
        self.setEditTriggers(keys if may else triggers.NoEditTriggers)
        self.setSelectionBehavior(behaviour.SelectItems if may else behaviour.SelectRows)
        if (current := self.currentIndex()).isValid():
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen_rows(self) -> list[int]:
        """The numbers of the rows in which something is selected."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def chosen_columns(self) -> list[int]:
        """The numbers of the columns in which something is selected, as they stand."""
        header = self.horizontalHeader()
        return sorted({index.column() for index in self.selectedIndexes()}, key=header.visualIndex)

    def opens(self, column: int) -> bool:
        """Whether a press on a cell of a column opens its record: where one types it only goes there."""
        shown = self.records.columns[column]
        return not self.records.typing or shown.name in ("ref", "title") or not self.sheet.sets(shown)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing, key = self.records.typing, event.key()
        if typing and event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif typing and key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        elif typing and key == Qt.Key.Key_Delete:
            self._set_all("")
        else:
            super().keyPressEvent(event)

    def edit(self, *given: Any) -> bool:  # type: ignore[override] - Qt has two of this name
        """As Qt; the line hears of Ctrl+Enter before the delegate does."""
        if self.isColumnHidden(given[0].column()):
            return False
        begun = super().edit(*given)
        if (line := self.indexWidget(given[0])) is not None:
            line.installEventFilter(self)
        return bool(begun)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit) and event.type() == QEvent.Type.KeyPress:
            many = event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER
            if many and self.indexWidget(self.currentIndex()) is watched:
                text = watched.text()
                self.closeEditor(watched, _Hint.RevertModelCache)
                self._set_all(text)
                return True
        return super().eventFilter(watched, event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, Tab across; what was refused stays in its line, to be put right or given up by Escape."""
        index, text = self.currentIndex(), editor.text() if isinstance(editor, QLineEdit) else ""
        goes = {_Hint.SubmitModelCache: (1, 0), _Hint.EditNextItem: (0, 1), _Hint.EditPreviousItem: (0, -1)}.get(hint)
        super().closeEditor(editor, _Hint.NoHint if goes else hint)
        refused, self.records.refused = self.records.refused, ""
        if refused and hint != _Hint.RevertModelCache:
            self.refused.emit(refused)
            self.edit(index)
            if isinstance(line := self.indexWidget(index), QLineEdit):
                line.setText(text)
                line.setModified(True)
                look.restyle(line, "wrong", True)
        elif goes:
            self._go(*goes)

    def copy(self) -> None:
        """Copy what is selected as one would type it: one cell alone, several with headings; else all rows."""
        rows, columns = self.chosen_rows(), self.chosen_columns()
        if not self.records.typing or not rows:
            super().copy()
        elif len(rows) == len(columns) == 1:
            typed = self.records.typed(self.records.rows[rows[0]], self.records.columns[columns[0]])
            QGuiApplication.clipboard().setText(typed)
        else:
            QGuiApplication.clipboard().setText(self.as_text(rows, columns))

    def paste(self) -> None:
        """Paste what was copied in a spreadsheet, from the first selected cell on."""
        text, rows, columns = QGuiApplication.clipboard().text(), self.chosen_rows(), self.chosen_columns()
        if not text or not rows:
            return
        if "\t" not in text and "\n" not in text.rstrip("\r\n"):
            self._set_all(text.rstrip("\r\n"))
            return
        header = self.horizontalHeader()
        order = sorted(range(len(self.records.columns)), key=header.visualIndex)
        shown = [n for n in order if not self.isColumnHidden(n)]
        across, below = shown[shown.index(columns[0]) :], self.records.rows[rows[0] :]
        misfits = self.sheet.paste(below, [self.records.columns[n] for n in across], text)
        if sentence := misfit_words(misfits):
            by_title = {self.records.columns[n].title: n for n in across}
            there = [(rows[0] + m.line, by_title[m.column]) for m in misfits if m.column in by_title]
            self._mark((row, column) for row, column in there if row < len(self.records.rows))
            self.refused.emit(sentence)

    def fill_down(self) -> None:
        """Give all selected rows what the first of them holds in the selected columns."""
        rows, columns = self.chosen_rows(), self.chosen_columns()
        if len(rows) > 1:
            those = [self.records.rows[n] for n in rows]
            self._say(self.sheet.fill_down(those, [self.records.columns[n] for n in columns]))

    def _set_all(self, text: str) -> None:
        """Save the same in every selected cell of the column in which the cursor is."""
        current = self.currentIndex()
        if current.isValid():
            rows = [self.records.rows[n] for n in self.chosen_rows() or [current.row()]]
            self._say(self.sheet.set_all(rows, self.records.columns[current.column()], text))

    def _say(self, refused: str) -> None:
        if refused:
            self.refused.emit(refused)

    def _mark(self, cells: Iterable[tuple[int, int]]) -> None:
        marked = QItemSelection()
        for row, column in cells:
            index = self.records.index(row, column)
            marked.select(index, index)
        self.selectionModel().select(marked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _go(self, down: int, across: int) -> None:
        """Go to the next row, or to the next column in which one types."""
        current, header = self.currentIndex(), self.horizontalHeader()
        row, column = current.row() + down, current.column()
        place = header.visualIndex(column)
        while across:
            place += across
            if not 0 <= place < header.count():
                return
            column = header.logicalIndex(place)
            if not self.isColumnHidden(column) and self.sheet.sets(self.records.columns[column]):
                break
        if row < len(self.records.rows):
            self.setCurrentIndex(self.records.index(row, column))
