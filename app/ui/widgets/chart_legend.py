"""What the marks of a chart mean: each as it is drawn, with its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.domain.chart import Point
from app.ui import look

from .flow import FlowLayout


class ChartLegend(QWidget):
    """A line of marks with their words; broken where there is no room.

    Attributes:
        words: what it says, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._flow, self._entries = FlowLayout(self), list[_Entry]()

    def show_legend(self, legend: Sequence[tuple[Point, str]]) -> None:
        """Show what these marks mean."""
        self.words = [words for _point, words in legend]
        for gone in self._entries[len(legend) :]:
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        del self._entries[len(legend) :]
        while len(self._entries) < len(legend):
            self._entries.append(made := _Entry())
            self._flow.addWidget(made)
            made.show()
        for entry, (point, words) in zip(self._entries, legend, strict=True):
            entry.show_mark(point, words)
        self.setAccessibleName("Legend: " + ", ".join(self.words))
        self.updateGeometry()


class _Entry(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._point: Point | None = None
        self._words = ""
        self.setFont(look.font("small"))

    def show_mark(self, point: Point, words: str) -> None:
        """Be the entry of another mark."""
        if words != self._words:
            self.updateGeometry()
        self._point, self._words = point, words
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + metrics.height() + look.space(1), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        point = self._point
        if point is None:
            return
        painter, side = QPainter(self), self.fontMetrics().height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(getattr(look.charts(), point.kind.value))
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(ink if point.filled else QColor(look.colours().window))
        middle, half = QPointF(side / 2, self.height() / 2), side * 0.26
        if point.shape == "circle":
            painter.drawEllipse(middle, half, half)
        else:
            way = -1 if point.shape == "up" else 1
            corners = [(0, way * half), (half, -way * half), (-half, -way * half)]
            painter.drawPolygon(QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in corners]))
        if point.ring:
            style = Qt.PenStyle.DotLine if point.ring == "provisional" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(look.colours().text), 1.1, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, side * 0.44, side * 0.44)
        painter.setPen(QColor(look.colours().quiet))
        words = QRectF(side + 4, 0, self.width() - side - 4, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
