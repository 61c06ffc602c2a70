"""Progress beside confidence: how many recommendations stand where on the two axes.

Progress goes to the right, confidence upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.figures import counted
from app.domain.status import Status
from app.ui import look
from app.ui.widgets.cell_grid import GAP, CellGrid
from app.ui.widgets.shapes import draw_shape

from .rows import LEVELS

Cell: TypeAlias = tuple[str, str]  # status, level of confidence
ACROSS = [str(status) for status in (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE, Status.NOT_RATED)]
UP = list(LEVELS)


class AxesGrid(CellGrid[Cell]):
    """The grid; a cell is (status, level)."""

    def __init__(self, parent: QWidget | None = None):
        rows = [[(status, level) for status in ACROSS] for level in UP]
        super().__init__(rows, (str(Status.GREEN), "high"), parent)
        self._dashed: frozenset[Cell] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe()

    def show_counts(self, counts: Mapping[Cell, int], illustrative: Iterable[Cell] = ()) -> None:
        """Show how many stand where, and in which cells the place of one rests on illustrative values."""
        self.counts, self._dashed = dict(counts), frozenset(illustrative)
        self.describe()
        self.update()

    def cell_text(self, cell: Cell) -> str:
        """Such as "On track, confidence low: 2 recommendations"."""
        count = self.counts.get(cell, 0)
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

    def title(self) -> str:
        return f"Progress and confidence, {counted(sum(self.counts.values()), 'recommendation')}"

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        c = look.colours()
        painter.setBrush(QColor(c.selected if self.counts.get(cell) else c.raised))
        painter.setPen(QPen(QColor(c.border), 1, Qt.PenStyle.DashLine) if cell in self._dashed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def count_colour(self) -> str:
        return look.colours().on_selected

    def draw_axes(self, painter: QPainter) -> None:
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

    def _left(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(word) for word in LEVELS.values()) + look.space(1)

    def _top(self) -> int:
        return self.fontMetrics().height() + look.space(0.75)


def cell_words(cell: Cell) -> str:
    """Such as "On track, confidence low"."""
    confidence = f"confidence {LEVELS[cell[1]].lower()}" if cell[1] else "confidence not judged"
    return f"{look.status(cell[0]).word}, {confidence}"
