"""The table of a register: who can edit has a cursor on a cell and types there; who reads has one on a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QMenu, QWidget

from app.ui import look
from app.ui.widgets.record_model import Index
from app.ui.widgets.whole_table import WholeTable

from .sheet import Sheet, misfit_words

R = TypeVar("R")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint
_Flag = QItemSelectionModel.SelectionFlag
NOT_SAVED = "This row is not saved yet. Enter saves it; Esc once more puts it away."


class CellTable(WholeTable[R]):
    """The table.

    Attributes:
        sheet: what can be typed; given by the register.

    Signals:
        refused: a sentence of why something was not saved.
    """

    refused = Signal(str)
    sheet: Sheet

    _may: bool | None = None
    _asked = False  # whether it was said that the new row is not saved
    _across = False  # whether the cursor came here by Tab from a cell in which one typed

    def take(self, sheet: Sheet) -> None:
        """Be edited by way of this."""
        self.sheet = self.records.cells = sheet
        sheet.at_end = self.records.at_end
        self._leaving = QTimer(self, singleShot=True)  # once the cursor is where it goes
        self._leaving.timeout.connect(self._left_below)

    def let_type(self, may: bool) -> None:
        """Let the person type, or only read."""
        may = may and any(map(self.sheet.sets, self.records.columns))
        if may == self._may:
            return
        self._may = self.records.typing = may
        if not may:
            self.records.write_below(None)
        triggers, behaviour = QAbstractItemView.EditTrigger, QAbstractItemView.SelectionBehavior
        keys = triggers.AnyKeyPressed | triggers.EditKeyPressed
        self.setEditTriggers(keys if may else triggers.NoEditTriggers)
        self.setSelectionBehavior(behaviour.SelectItems if may else behaviour.SelectRows)
        if (current := self.currentIndex()).isValid():
            self.selectionModel().setCurrentIndex(current, _Flag.ClearAndSelect)

    @property
    def is_below(self) -> bool:
        """Whether the cursor is in the row below the last one, which is no record yet."""
        return self.records.below is not None and self.currentIndex().row() == len(self.records.rows)

    def chosen_rows(self) -> list[int]:
        """The numbers of the rows in which something is selected."""
        return sorted({n for index in self.selectedIndexes() if (n := index.row()) < len(self.records.rows)})

    def chosen_columns(self) -> list[int]:
        """The numbers of the columns in which something is selected, as they stand."""
        header = self.horizontalHeader()
        return sorted({index.column() for index in self.selectedIndexes()}, key=header.visualIndex)

    def opens(self, column: int) -> bool:
        """Whether a press on a cell of a column opens its record: where one types it only goes there."""
        shown = self.records.columns[column]
        return not self.records.typing or shown.name in ("ref", "title") or not self.sheet.sets(shown)

    # -- a new row

    def begin(self) -> bool:
        """Have a row below the last one to write a new record in; whether that can be done."""
        if not self.records.typing:
            return False
        if self.records.below is None:
            self.records.write_below(self.sheet.begin())
        named = {self.records.columns[n].name: n for n in reversed(self._typed_in())}
        index = self.records.index(len(self.records.rows), named.get("title", self._typed_in()[0]))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        return True

    def finish(self, *, go_on: bool = False) -> bool:
        """Save what is written below the last row, and go on to the next new one; whether nothing is left unsaved."""
        row, self._asked = self.records.below, False
        if row is None:
            return True
        if not row.is_empty and (refused := self.sheet.add(row)):
            self.refused.emit(refused)
            return False
        self.records.write_below(None)
        if go_on and not row.is_empty:
            self.begin()
        elif self.records.rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.records.index(len(self.records.rows) - 1, self._typed_in()[0]))
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type] - Qt says which of the two it gives
        if self.records.below is not None and previous.isValid() and current.row() != previous.row():
            self._leaving.start(0)

    def _left_below(self) -> None:
        if self.records.below is not None and not self.is_below:
            self.finish()

    def _put_away(self) -> None:
        """Give the new row up: at once where nothing is typed in it, else when that is asked for twice."""
        row = self.records.below
        if row is not None and not row.is_empty and not self._asked:
            self._asked = True
            self.refused.emit(NOT_SAVED)
            return
        self._asked = False
        self.records.write_below(None)

    # -- hands

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - as Qt calls it
        """Tab goes across where one types from cell to cell; elsewhere it leaves the table."""
        before = self.currentIndex()
        if self.records.typing and (self.is_below or self._across):
            self._go(0, 1 if next else -1)
            if self.currentIndex() != before:
                return True
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._across = False
        typing, key, modifiers = self.records.typing, event.key(), event.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the line in which one types was asked first
        ways = {Qt.Key.Key_Down: len(self.records.rows) - 1, Qt.Key.Key_Up: 0}
        if not typing:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key == Qt.Key.Key_D and modifiers == control:
            self.fill_down()
        elif key == Qt.Key.Key_Delete:
            self._empty_all()
        elif self.is_below and key in _ENTER:
            self.finish(go_on=True)
        elif self.is_below and key == Qt.Key.Key_Escape:
            self._put_away()
        elif key in ways and modifiers & control:
            self._to_end(ways[Qt.Key(key)], extend=bool(modifiers & shift))
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
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit) and event.type() in kinds:
            many = event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER
            if many and self.indexWidget(self.currentIndex()) is watched:
                if event.type() == QEvent.Type.KeyPress:
                    text = watched.text()
                    self.closeEditor(watched, _Hint.RevertModelCache)
                    self._set_all(text)
                event.accept()  # no command of the page hears of it
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
            self._across = bool(goes[1])

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
        self._mark({})
        if not text or not columns:
            return
        if "\t" not in text and "\n" not in text.rstrip("\r\n"):
            self._set_all(text.rstrip("\r\n"))
            return
        shown = self._shown_columns()
        across, first = shown[shown.index(columns[0]) :], rows[0] if rows else len(self.records.rows)
        misfits = self.sheet.paste(self.records.rows[first:], [self.records.columns[n] for n in across], text)
        if not misfits:
            if self.records.below is not None and self.records.below.is_empty:
                self.records.write_below(None)
            return
        numbers = {self.records.columns[n].title: n for n in reversed(across)}
        there = {(first + m.line, numbers[m.column]): m.why for m in misfits if m.column in numbers}
        self._mark({place: why for place, why in there.items() if place[0] < len(self.records.rows)})
        if sentence := misfit_words(misfits):
            self.refused.emit(sentence)

    def fill_down(self) -> None:
        """Give all selected rows what the first of them holds in the selected columns."""
        rows, columns = self.chosen_rows(), self.chosen_columns()
        if len(rows) > 1:
            those = [self.records.rows[n] for n in rows]
            self._say(self.sheet.fill_down(those, [self.records.columns[n] for n in columns]))

    def offer_hands(self, menu: QMenu) -> None:
        if not self.records.typing:
            return
        menu.addAction("Paste", self.paste)
        if len(self.chosen_rows()) > 1:
            menu.addAction("Fill down", self.fill_down)

    def _set_all(self, text: str) -> None:
        """Save the same in every selected cell of the column in which the cursor is."""
        current = self.currentIndex()
        if self.is_below:
            self.records.setData(current, text)
            self._say(self.records.refused)
            self.records.refused = ""
        elif current.isValid():
            rows = [self.records.rows[n] for n in self.chosen_rows() or [current.row()]]
            self._say(self.sheet.set_all(rows, [self.records.columns[current.column()]], text))

    def _empty_all(self) -> None:
        """Empty every selected cell."""
        columns = [self.records.columns[n] for n in self.chosen_columns()]
        typed_in = [column for column in columns if self.sheet.sets(column)] or columns
        if self.is_below:
            self._set_all("")
        elif rows := [self.records.rows[n] for n in self.chosen_rows()]:
            self._say(self.sheet.set_all(rows, typed_in, ""))

    def _say(self, refused: str) -> None:
        if refused:
            self.refused.emit(refused)

    def _mark(self, cells: dict[tuple[int, int], str]) -> None:
        """Mark cells, by row and column, with why nothing was pasted; the cursor stays, to paste again."""
        rows = self.records.rows
        self.records.wrong = {(self.records.key(rows[row]), column): why for (row, column), why in cells.items()}
        if cells:
            self.scrollTo(self.records.index(*next(iter(cells))))
        self.viewport().update()

    def _select(self, cells: Iterable[tuple[int, int]]) -> None:
        marked = QItemSelection()
        for row, column in cells:
            index = self.records.index(row, column)
            marked.select(index, index)
        self.selectionModel().select(marked, _Flag.ClearAndSelect)

    def _shown_columns(self) -> list[int]:
        order = sorted(range(len(self.records.columns)), key=self.horizontalHeader().visualIndex)
        return [n for n in order if not self.isColumnHidden(n)]

    def _typed_in(self) -> list[int]:
        """The columns that are shown and in which one types, from left to right."""
        return [n for n in self._shown_columns() if self.sheet.sets(self.records.columns[n])]

    def _to_end(self, row: int, *, extend: bool) -> None:
        """Go to the first or the last row in the same column; with `extend` select all between."""
        column, first = self.currentIndex().column(), self.currentIndex().row()
        if column < 0 or row < 0:
            return
        index = self.records.index(row, column)
        if extend:
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self._select((n, column) for n in range(min(first, row), max(first, row) + 1))
        else:
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def _go(self, down: int, across: int) -> None:
        """Go to the next row, or to the next column in which one types; at the end of a new row save it and go on."""
        current, columns = self.currentIndex(), self._typed_in()
        row, column = current.row() + down, current.column()
        if across and column in columns:
            at = columns.index(column) + across
            if 0 <= at < len(columns):
                column = columns[at]
            else:
                down = 1 if across > 0 and self.is_below else 0
        if down and self.is_below:
            self.finish(go_on=True)
        elif row < len(self.records.rows) + (self.records.below is not None):
            self.setCurrentIndex(self.records.index(row, column))
