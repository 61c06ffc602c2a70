"""A grid of a few cells that hold counts: two things about each of many records, side by side.

Arrow keys move, Enter, Space or a click chooses a cell; choosing it again gives it up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import look

Cell = TypeVar("Cell", bound=Hashable)
GAP = 2
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class CellGrid(QWidget, Generic[Cell]):
    """The grid. A kind of grid says what its cells are called, where they lie and how they are filled.

    Attributes:
        rows: the cells row by row, from the top, each from the left.
        counts: how many records a cell holds; a cell that is not there holds none.
        chosen: the chosen cell, or None.
        at: the cell that the keyboard is in.

    Signals:
        cell_chosen: a cell, or None when the choice was given up.
    """

    cell_chosen = Signal(object)
    rings = True

    def __init__(self, rows: list[list[Cell]], at: Cell, parent: QWidget | None = None):
        super().__init__(parent)
        self.rows: list[list[Cell]] = rows
        self.counts: dict[Cell, int] = {}
        self.chosen: Cell | None = None
        self.at: Cell = at
        self.setFont(look.font("small"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def title(self) -> str:
        """What the grid is, with how many records it holds: its accessible name."""
        raise NotImplementedError

    def cell_text(self, cell: Cell) -> str:
        """A cell in words: its tooltip, and what a screen reader says."""
        raise NotImplementedError

    def cell_box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        raise NotImplementedError

    def draw_axes(self, painter: QPainter) -> None:
        """Draw the words beside the cells."""
        raise NotImplementedError

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        """Draw a cell without its count and the marks of what is chosen."""
        raise NotImplementedError

    def cell_words(self, cell: Cell, box: QRectF) -> str:
        """What stands in a cell that is drawn in `box`: how many it holds; nothing where it holds none."""
        return str(self.counts.get(cell) or "")

    def count_colour(self) -> str:
        """The colour of the counts."""
        return look.colours().text

    def choose(self, cell: Cell | None) -> None:
        """Mark a cell as chosen, without telling anybody."""
        self.chosen, self.at = cell, cell or self.at
        self.describe()
        self.update()

    def describe(self) -> None:
        """Say anew what the grid shows and where the keyboard is."""
        self.setAccessibleName(self.title())
        chosen = f". Chosen: {self.cell_text(self.chosen)}" if self.chosen else ""
        self.setAccessibleDescription(self.cell_text(self.at) + chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.at = cell
            self._press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        self.setProperty("keys", True)  # who pressed it with the mouse and goes on by keys sees where they are
        if key in _STEPS:
            self._move(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press()
        elif key == Qt.Key.Key_Escape and self.chosen is not None:
            self.at = self.chosen
            self._press()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_under(QPointF(event.pos()))
            from PySide6.QtWidgets import QToolTip  # the first painting needs none

            QToolTip.showText(event.globalPos(), self.cell_text(cell) if cell else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell in self._cells():
            self._draw_cell(painter, cell)
        painter.setFont(self.font())
        self.draw_axes(painter)

    def _draw_cell(self, painter: QPainter, cell: Cell) -> None:
        c, box = look.colours(), self.cell_box(cell)
        self.fill(painter, cell, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell == self.chosen:
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if cell == self.at and self.property("keys"):
            painter.setPen(QPen(QColor(c.focus), 2))
            inset = 3 if cell == self.chosen else 1
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        if words := self.cell_words(cell, box):
            painter.setPen(QColor(self.count_colour()))
            painter.setFont(look.font("strong" if words.isdecimal() else "small"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _move(self, down: int, right: int) -> None:
        row = next(number for number, cells in enumerate(self.rows) if self.at in cells)
        column = self.rows[row].index(self.at)
        cells = self.rows[min(len(self.rows) - 1, max(0, row + down))]
        self.at = cells[min(len(cells) - 1, max(0, column + right))]
        self.describe()
        self.update()

    def _press(self) -> None:
        self.chosen = None if self.chosen == self.at else self.at
        self.describe()
        self.update()
        self.cell_chosen.emit(self.chosen)

    def _cell_under(self, point: QPointF) -> Cell | None:
        return next((cell for cell in self._cells() if self.cell_box(cell).contains(point)), None)

    def _cells(self) -> Iterator[Cell]:
        return (cell for cells in self.rows for cell in cells)
