"""Progress beside confidence: how many recommendations stand where on the two axes.

Progress goes to the right, confidence upwards. Arrow keys move, Enter, Space or a click chooses a cell; choosing it
again gives it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.figures import counted
from app.domain.status import Status
from app.ui import look
from app.ui.widgets.shapes import draw_shape

from .rows import LEVELS

Cell: TypeAlias = tuple[str, str]  # status, level of confidence
ACROSS = [str(status) for status in (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE, Status.NOT_RATED)]
UP = list(LEVELS)
GAP = 2


class AxesGrid(QWidget):
    """The grid.

    Attributes:
        chosen: the chosen cell, or None.
        at: the cell that the keyboard is in.

    Signals:
        cell_chosen: (status, level), or None when the choice was given up.
    """

    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.chosen: Cell | None = None
        self.at: Cell = (str(Status.GREEN), "high")
        self._counts: dict[Cell, int] = {}
        self._dashed: frozenset[Cell] = frozenset()
        self.setFont(look.font("small"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_counts(self, counts: Mapping[Cell, int], illustrative: Iterable[Cell] = ()) -> None:
        """Show how many stand where, and in which cells the place of one rests on illustrative values."""
        self._counts, self._dashed = dict(counts), frozenset(illustrative)
        self._describe()
        self.update()

    def choose(self, cell: Cell | None) -> None:
        """Mark a cell as chosen, without telling anybody."""
        self.chosen, self.at = cell, cell or self.at
        self._describe()
        self.update()

    def cell_text(self, cell: Cell) -> str:
        """Such as "On track, confidence low: 2 recommendations"."""
        count = self._counts.get(cell, 0)
        said = counted(count, "recommendation") if count else "none"
        return f"{cell_words(cell)}: {said}{', illustrative' if cell in self._dashed else ''}"

    def cell_box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        width = (self.width() - self._left()) / len(ACROSS)
        height = (self.height() - self._top()) / len(UP)
        x, y = self._left() + ACROSS.index(cell[0]) * width, self._top() + UP.index(cell[1]) * height
        return QRectF(x + GAP, y + GAP, width - GAP, height - GAP)

    def sizeHint(self) -> QSize:
        return QSize(self._left() + len(ACROSS) * look.space(10), self._top() + len(UP) * look.space(3.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + len(ACROSS) * look.space(7), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = next((c for c in _cells() if self.cell_box(c).contains(event.position())), None)
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.at = cell
            self._press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            right, down = steps[key]
            across = min(len(ACROSS) - 1, max(0, ACROSS.index(self.at[0]) + right))
            self.at = ACROSS[across], UP[min(len(UP) - 1, max(0, UP.index(self.at[1]) + down))]
            self._describe()
            self.update()
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
            cell = next((c for c in _cells() if self.cell_box(c).contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), self.cell_text(cell) if cell else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        for cell in _cells():
            self._draw_cell(painter, cell)

    def _draw_cell(self, painter: QPainter, cell: Cell) -> None:
        c, box, count = look.colours(), self.cell_box(cell), self._counts.get(cell, 0)
        painter.setBrush(QColor(c.selected if count else c.raised))
        pen = QPen(QColor(c.border), 1, Qt.PenStyle.DashLine) if cell in self._dashed else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cell == self.chosen:
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if cell == self.at and self.hasFocus():
            painter.setPen(QPen(QColor(c.focus), 2))
            inset = 3 if cell == self.chosen else 1
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        if count:
            painter.setPen(QColor(c.on_selected))
            painter.setFont(look.font("strong"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _draw_axes(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        quiet = QColor(look.colours().quiet)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for level, word in LEVELS.items():
            box = self.cell_box((ACROSS[0], level))
            painter.setPen(quiet)
            painter.drawText(QRectF(0, box.top(), self._left() - look.space(1), box.height()), right, word)
        for status in ACROSS:
            box, shown = self.cell_box((status, UP[0])), look.status(status)
            side = painter.fontMetrics().ascent() * 0.85
            wide = side + look.space(0.75) + painter.fontMetrics().horizontalAdvance(shown.word)
            x = box.center().x() - wide / 2
            draw_shape(painter, shown.shape, QRectF(x, (self._top() - side) / 2 - 1, side, side), shown.mark)
            painter.setPen(quiet)
            place = QRectF(x + side + look.space(0.75), 0, wide, self._top() - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown.word)

    def _press(self) -> None:
        self.chosen = None if self.chosen == self.at else self.at
        self._describe()
        self.update()
        self.cell_chosen.emit(self.chosen)

    def _describe(self) -> None:
        self.setAccessibleName(f"Progress and confidence, {counted(sum(self._counts.values()), 'recommendation')}")
        chosen = f". Chosen: {self.cell_text(self.chosen)}" if self.chosen else ""
        self.setAccessibleDescription(self.cell_text(self.at) + chosen)

    def _left(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(word) for word in LEVELS.values()) + look.space(1)

    def _top(self) -> int:
        return self.fontMetrics().height() + look.space(0.75)


def cell_words(cell: Cell) -> str:
    """Such as "On track, confidence low"."""
    confidence = f"confidence {LEVELS[cell[1]].lower()}" if cell[1] else "confidence not judged"
    return f"{look.status(cell[0]).word}, {confidence}"


def _cells() -> Iterator[Cell]:
    return ((status, level) for level in UP for status in ACROSS)
