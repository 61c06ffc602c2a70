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
        self._flow = FlowLayout(self)

    def show_legend(self, legend: Sequence[tuple[Point, str]]) -> None:
        """Show what these marks mean."""
        self.words = [words for _point, words in legend]
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for point, words in legend:
            made = _Entry(point, words)
            self._flow.addWidget(made)
            made.show()
        self.setAccessibleName("Legend: " + ", ".join(self.words))
        self.updateGeometry()


class _Entry(QWidget):
    def __init__(self, point: Point, words: str):
        super().__init__()
        self._point, self._words = point, words
        self.setFont(look.font("small"))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + metrics.height() + look.space(1), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, point, side = QPainter(self), self._point, self.fontMetrics().height()
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
