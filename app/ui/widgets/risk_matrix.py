"""The 5 x 5 risk matrix: how many open risks each cell holds, coloured by the plan's bands.

Likelihood goes up, impact to the right. Arrow keys move, Enter or Space or a click chooses a cell; choosing it again
gives it up. The cell where a target lies shows a small ring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.records import IMPACT, LIKELIHOOD
from app.ui import look

Cell: TypeAlias = tuple[int, int]  # likelihood, impact
GAP = 2


class RiskMatrix(QWidget):
    """The matrix.

    Attributes:
        chosen: the chosen cell, or None.
        at: the cell that the keyboard is in.

    Signals:
        cell_chosen: (likelihood, impact), or None when the choice was given up.
    """

    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, words: bool = True):
        """A matrix; without `words` its axes show the numbers alone, for narrow places."""
        super().__init__(parent)
        self.chosen: Cell | None = None
        self.at: Cell = (3, 3)
        self._words = words
        self._counts: dict[Cell, int] = {}
        self._targets: frozenset[Cell] = frozenset()
        self._band: Callable[[int], str] = lambda _score: "low"
        self.setFont(look.font("small"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    def show_counts(self, counts: Mapping[Cell, int], band: Callable[[int], str], targets: Iterable[Cell] = ()) -> None:
        """Show a register.

        Args:
            counts: open risks by (likelihood, impact).
            band: "low", "medium" or "high" of a score.
            targets: the cells where targets lie.
        """
        self._counts, self._band, self._targets = dict(counts), band, frozenset(targets)
        self._describe()
        self.update()

    def choose(self, cell: Cell | None) -> None:
        """Mark a cell as chosen, without telling anybody."""
        self.chosen = cell
        self.at = cell or self.at
        self._describe()
        self.update()

    def cell_text(self, cell: Cell) -> str:
        """Such as "Likely, major: 3 risks, score 16, high"."""
        count, score = self._counts.get(cell, 0), cell[0] * cell[1]
        risks = f"{count} {'risk' if count == 1 else 'risks'}" if count else "no risks"
        target = ", a target" if cell in self._targets else ""
        return f"{LIKELIHOOD[cell[0]]}, {IMPACT[cell[1]].lower()}: {risks}, score {score}, {self._band(score)}{target}"

    def cell_box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        left, bottom = self._left(), self._bottom()
        width, height = (self.width() - left) / 5, (self.height() - bottom) / 5
        x, y = left + (cell[1] - 1) * width, (5 - cell[0]) * height
        return QRectF(x, y, width - GAP, height - GAP)

    def sizeHint(self) -> QSize:
        return QSize(self._left() + 5 * look.space(9), self._bottom() + 5 * look.space(4))

    def minimumSizeHint(self) -> QSize:
        row = self.fontMetrics().height() + look.space(0.5)
        return QSize(self._left() + 5 * look.space(4), self._bottom() + 5 * row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event)
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.at = cell
            self._press()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        likelihood, impact = self.at
        steps = {
            Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            more, right = steps[key]
            self.at = min(5, max(1, likelihood + more)), min(5, max(1, impact + right))
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
            cell = next((c for c in self._cells() if self.cell_box(c).contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), self.cell_text(cell) if cell else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cell in self._cells():
            self._draw_cell(painter, cell)
        self._draw_axes(painter)

    def _draw_cell(self, painter: QPainter, cell: Cell) -> None:
        c, box = look.colours(), self.cell_box(cell)
        fill = {"low": c.low, "medium": c.medium, "high": c.high}[self._band(cell[0] * cell[1])]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, 4, 4)
        if cell == self.chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if cell == self.at and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.focus), 2))
            inset = 3 if cell == self.chosen else 1
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        if cell in self._targets:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.quiet), 1.4))
            painter.drawEllipse(QRectF(box.right() - 12, box.top() + 5, 7, 7))
        if count := self._counts.get(cell, 0):
            painter.setPen(QColor(c.text))
            painter.setFont(look.font("strong"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _draw_axes(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(look.colours().quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, word in LIKELIHOOD.items():
            box = self.cell_box((number, 1))
            place = QRectF(0, box.top(), self._left() - look.space(1), box.height())
            painter.drawText(place, right, word if self._words else str(number))
        widest = max(painter.fontMetrics().horizontalAdvance(word) for word in IMPACT.values())
        fits = widest <= self.cell_box((1, 1)).width()
        for number, word in IMPACT.items():
            box = self.cell_box((1, number))
            place = QRectF(box.left(), self.height() - self._bottom() + 2, box.width(), self._bottom() - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word if self._words and fits else str(number))

    def _press(self) -> None:
        self.chosen = None if self.chosen == self.at else self.at
        self._describe()
        self.update()
        self.cell_chosen.emit(self.chosen)

    def _describe(self) -> None:
        total = sum(self._counts.values())
        self.setAccessibleName(f"Risk matrix, {total} {'risk' if total == 1 else 'risks'}")
        chosen = f". Chosen: {self.cell_text(self.chosen)}" if self.chosen else ""
        self.setAccessibleDescription(self.cell_text(self.at) + chosen)

    def _cell_at(self, event: QMouseEvent) -> Cell | None:
        return next((cell for cell in self._cells() if self.cell_box(cell).contains(event.position())), None)

    def _left(self) -> int:
        words = LIKELIHOOD.values() if self._words else ("5",)
        return max(self.fontMetrics().horizontalAdvance(word) for word in words) + look.space(1)

    def _bottom(self) -> int:
        return self.fontMetrics().height() + look.space(0.5)

    def _cells(self) -> Iterable[Cell]:
        return ((likelihood, impact) for likelihood in LIKELIHOOD for impact in IMPACT)
