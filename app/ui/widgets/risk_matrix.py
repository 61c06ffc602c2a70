"""The matrix of the risks on the plan's scale: which open risks each cell holds, coloured and lettered by band.

Likelihood goes up, impact to the right. The cell where a target lies shows a small ring; an arrow leads from where
risks lay at the last meeting to where they lie now. What it shows `domain.matrix` describes, for paper alike.
"""

from __future__ import annotations

from datetime import date
from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.figures import counted
from app.domain.matrix import SHOWN, MatrixArrow, MatrixPicture, fitting, picture
from app.domain.plan import Plan
from app.domain.scale import Cell
from app.ui import look

from .cell_grid import GAP, CellGrid

NOTHING = Plan({}, date.min)
TIP = 7  # pixels: how long the head of an arrow is


class RiskMatrix(CellGrid[Cell]):
    """The matrix; a cell is (likelihood, impact).

    Attributes:
        picture: what it shows.
        named: the references stand in the cells, as far as there is room, in place of the counts.
    """

    def __init__(self, parent: QWidget | None = None, *, words: bool = True):
        """A matrix; without `words` its axes show the numbers alone, for narrow places."""
        self.picture = picture(NOTHING)
        self.named = False
        super().__init__(self._rows(), (3, 3), parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.describe()

    def show_plan(self, plan: Plan, before: Plan | None = None, of: str = "current", *, named: bool = False) -> None:
        """Show the open risks of a plan, and what moved since the plan `before`; `of` is a key of `SETS`."""
        self.show_picture(picture(plan, of, before), named=named)

    def show_picture(self, shown: MatrixPicture, *, named: bool = False) -> None:
        """Show what is described; `named`, the references in place of the counts."""
        self.picture, self.named = shown, named
        self.rows = self._rows()
        self.counts = {cell: len(place.names) for cell, place in shown.places.items()}
        top = max(shown.scale.likelihood), max(shown.scale.impact)
        self.at = min(self.at[0], top[0]), min(self.at[1], top[1])
        self.chosen = self.chosen if self.chosen in shown.places else None
        self.describe()
        self.updateGeometry()
        self.update()

    def _rows(self) -> list[list[Cell]]:
        scale = self.picture.scale
        return [[(up, right) for right in scale.impact] for up in sorted(scale.likelihood, reverse=True)]

    def cell_text(self, cell: Cell) -> str:
        """Such as "Likely, major: 3 risks (R-1, R-2, R-5), score 16, high"."""
        return self.picture.words(cell)

    def cell_box(self, cell: Cell) -> QRectF:
        """Where a cell is drawn."""
        left, bottom, scale = self._left(), self._bottom(), self.picture.scale
        width = (self.width() - left) / len(scale.impact)
        height = (self.height() - bottom) / len(scale.likelihood)
        x, y = left + (cell[1] - 1) * width, (len(scale.likelihood) - cell[0]) * height
        return QRectF(x, y, width - GAP, height - GAP)

    def sizeHint(self) -> QSize:
        scale = self.picture.scale
        high = 4 if len(scale.likelihood) <= 5 else 3.5
        return QSize(
            self._left() + len(scale.impact) * look.space(9),
            self._bottom() + round(len(scale.likelihood) * look.space(high)),
        )

    def minimumSizeHint(self) -> QSize:
        row, scale = self.fontMetrics().height() + look.space(0.5), self.picture.scale
        return QSize(self._left() + len(scale.impact) * look.space(4), self._bottom() + len(scale.likelihood) * row)

    def title(self) -> str:
        shown = self.picture
        of = "" if shown.of == "current" else f" of {SHOWN[shown.of].lower()} scores"
        moved = f", {counted(sum(len(a.names) for a in shown.arrows), 'risk')} moved" if shown.arrows else ""
        left_out = f"; {left}" if (left := shown.left_out()) else ""
        return f"Risk matrix{of}, {counted(shown.count, 'risk')}{moved}{left_out}"

    def fill(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        c, place = look.colours(), self.picture.places[cell]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor({"low": c.low, "medium": c.medium, "high": c.high}[place.band]))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(c.quiet))
        painter.setFont(look.font("small"))
        painter.drawText(
            box.adjusted(5, 0, 0, -2), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, place.letter
        )
        if place.target:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.quiet), 1.4))
            painter.drawEllipse(QRectF(box.right() - 12, box.top() + 5, 7, 7))

    def cell_words(self, cell: Cell, box: QRectF) -> str:
        """The references that have room in a cell, where they are wanted; else the count alone."""
        names = self.picture.places[cell].names
        if not self.named or not names:
            return super().cell_words(cell, box)
        metrics = QFontMetricsF(look.font("small"))
        lines = max(1, int((box.height() - 2) // metrics.height()))
        found = fitting(names, metrics.horizontalAdvance, box.width() - look.space(2.5), lines)
        found = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width() - look.space(1)) for line in found]
        return "\n".join(found) if found else super().cell_words(cell, box)

    def draw_axes(self, painter: QPainter) -> None:
        painter.setPen(QColor(look.colours().quiet))
        scale = self.picture.scale
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, word in scale.likelihood.items():
            box = self.cell_box((number, 1))
            place = QRectF(0, box.top(), self._left() - look.space(1), box.height())
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, round(place.width()))
            painter.drawText(place, right, shown if self._words else str(number))
        widest = max(painter.fontMetrics().horizontalAdvance(word) for word in scale.impact.values())
        fits = widest <= self.cell_box((1, 1)).width()
        for number, word in scale.impact.items():
            box = self.cell_box((1, number))
            place = QRectF(box.left(), self.height() - self._bottom() + 2, box.width(), self._bottom() - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word if self._words and fits else str(number))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.picture.arrows:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for arrow in self.picture.arrows:
                self._draw_arrow(painter, arrow)

    def _draw_arrow(self, painter: QPainter, arrow: MatrixArrow) -> None:
        """A line from beside the count of one cell to beside that of the other."""
        ink = QColor(look.colours().text)
        start, end = (self.cell_box(cell).center() for cell in (arrow.start, arrow.end))
        way = atan2(end.y() - start.y(), end.x() - start.x())
        start, end = (
            QPointF(point.x() + sign * cos(way) * look.space(1.5), point.y() + sign * sin(way) * look.space(1.5))
            for point, sign in ((start, 1), (end, -1))
        )
        painter.setPen(QPen(ink, min(3.0, 1.2 + 0.3 * len(arrow.names))))
        painter.drawLine(start, end)
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        wings = (QPointF(end.x() + cos(way + a) * TIP, end.y() + sin(way + a) * TIP) for a in (pi - 0.45, pi + 0.45))
        painter.drawPolygon(QPolygonF([end, *wings]))

    def _left(self) -> int:
        words = self.picture.scale.likelihood.values() if self._words else ("5",)
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in words)
        return min(widest, look.space(18)) + look.space(1)

    def _bottom(self) -> int:
        return self.fontMetrics().height() + look.space(0.5)
