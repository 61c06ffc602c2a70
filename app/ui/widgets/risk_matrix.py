"""The 5 x 5 risk matrix: how many open risks each cell holds, coloured by the plan's bands.

Likelihood goes up, impact to the right. The cell where a target lies shows a small ring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.figures import counted
from app.domain.records import IMPACT, LIKELIHOOD
from app.ui import look

from .cell_grid import GAP, CellGrid

Cell: TypeAlias = tuple[int, int]  # likelihood, impact


class RiskMatrix(CellGrid[Cell]):
    """The matrix; a cell is (likelihood, impact)."""

    def __init__(self, parent: QWidget | None = None, *, words: bool = True):
        """A matrix; without `words` its axes show the numbers alone, for narrow places."""
        super().__init__([[(up, right) for right in IMPACT] for up in reversed(LIKELIHOOD)], (3, 3), parent)
        self._words = words
        self._targets: frozenset[Cell] = frozenset()
        self._band: Callable[[Cell], str] = lambda _cell: "low"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.describe()

    def show_counts(
        self, counts: Mapping[Cell, int], band: Callable[[Cell], str], targets: Iterable[Cell] = ()
    ) -> None:
        """Show a register.

        Args:
            counts: open risks by (likelihood, impact).
            band: "low", "medium" or "high" of a cell.
            targets: the cells where targets lie.
        """
        self.counts, self._band, self._targets = dict(counts), band, frozenset(targets)
        self.describe()
        self.update()

    def cell_text(self, cell: Cell) -> str:
        """Such as "Likely, major: 3 risks, score 16, high"."""
        count, score = self.counts.get(cell, 0), cell[0] * cell[1]
        risks = counted(count, "risk") if count else "no risks"
        target = ", a target" if cell in self._targets else ""
        return f"{LIKELIHOOD[cell[0]]}, {IMPACT[cell[1]].lower()}: {risks}, score {score}, {self._band(cell)}{target}"

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

    def title(self) -> str:
        return f"Risk matrix, {counted(sum(self.counts.values()), 'risk')}"

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        c = look.colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor({"low": c.low, "medium": c.medium, "high": c.high}[self._band(cell)]))
        painter.drawRoundedRect(box, 4, 4)
        if cell in self._targets:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.quiet), 1.4))
            painter.drawEllipse(QRectF(box.right() - 12, box.top() + 5, 7, 7))

    def draw_axes(self, painter: QPainter) -> None:
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

    def _left(self) -> int:
        words = LIKELIHOOD.values() if self._words else ("5",)
        return max(self.fontMetrics().horizontalAdvance(word) for word in words) + look.space(1)

    def _bottom(self) -> int:
        return self.fontMetrics().height() + look.space(0.5)
