"""What is written on an indicator's chart in pixels, over what pyqtgraph draws in days and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.domain.chart import Chart
from app.domain.events import Annotation, numbers
from app.domain.placing import Box, Place, beside, bubbles, spread
from app.ui import look

from .chart_beginnings import BeginningMark, beginning_marks, begun_at, paint_beginnings

BUBBLE = 8.0  # half the height of an annotation's number
TOLD_X, TOLD_Y = 8.0, 5.0  # pixels around the text about a point
TOLD = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class Plotted(Protocol):
    """The chart under it (`trend_chart.TrendChart`): what is drawn, where, and what is pointed at."""

    chart: Chart | None
    at: int | None
    item: Any
    view: Any

    def place(self, day: date, value: Decimal) -> QPointF:
        """Where a day and a value are drawn, in the plot's pixels."""
        ...

    def places(self, path: Iterable[tuple[date, Decimal]]) -> list[Place]:
        """Where days and values are drawn, in the plot's pixels."""
        ...

    def point_place(self, number: int) -> QPointF:
        """Where a reading is drawn, in the plot's pixels."""
        ...

    def said(self) -> str:
        """What is told of the reading that is pointed at."""
        ...

    def property(self, name: str, /) -> Any:
        """A property that the style sheet asks for."""
        ...


class Overlay(pg.GraphicsObject):
    """What is written on the chart in pixels: names of lines, the latest figure, annotations, what is pointed at."""

    def __init__(self, owner: Plotted):
        super().__init__()
        self._owner = owner
        self._whole = QRectF()
        self._boxed: tuple[object, QRectF] | None = None  # what was asked for the latest figure's place, and the place
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._whole

    def follow(self) -> None:
        """Cover the plot again, which has another size."""
        self.prepareGeometryChange()
        self._whole = self._owner.item.rect()
        self.update()

    def line(self) -> int:
        """Height of a line of small text."""
        return round(QFontMetricsF(look.font("small")).height())

    def widest(self, texts: Sequence[str]) -> int:
        """Pixels that the longest of some small texts takes."""
        metrics = QFontMetricsF(look.font("small"))
        return round(max((metrics.horizontalAdvance(text) for text in texts), default=0))

    def right_room(self) -> int:
        """Pixels at the right for the names of the lines."""
        chart = self._owner.chart
        return self.widest([line.name for line in chart.lines]) + look.space(1) if chart else 0

    def paint(self, p: QPainter, *args: QStyleOptionGraphicsItem | QWidget | None) -> None:
        chart = self._owner.chart
        if chart is None:
            return
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._owner.view.mapRectToItem(self._owner.item, self._owner.view.rect())
        p.setFont(look.font("small"))
        self._annotations(p, area)
        if chart.begun:
            paint_beginnings(p, area, self.beginnings(area))
        self._names(p, area, chart)
        if self._owner.at is not None:
            self._told(p, area, self._owner.at)
        elif chart.points:
            self._latest(p, area, chart)
        if self._owner.property("keys"):
            p.setPen(QPen(QColor(look.colours().focus), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(self.boundingRect().adjusted(1, 1, -1, -1), 6, 6)

    def _names(self, p: QPainter, area: QRectF, chart: Chart) -> None:
        c, height = look.charts(), float(self.line())
        inks = {id(line): c.target for line in (chart.target, chart.target_high, chart.minimum)}
        inks |= {id(line): c.planned for line in (chart.planned, chart.way)}
        lines = sorted(chart.lines, key=lambda line: self._owner.place(*line.through[-1]).y())
        heights = [self._owner.place(*line.through[-1]).y() for line in lines]
        for y, line in zip(spread(heights, height, area.top(), area.bottom()), lines, strict=True):
            p.setPen(QColor(inks.get(id(line), look.colours().quiet)))
            p.drawText(QRectF(area.right() + 6, y - height / 2, 400, height), Qt.AlignmentFlag.AlignVCenter, line.name)

    def latest_box(self, area: QRectF) -> QRectF:
        """Where the latest figure is written in pixels: within the chart, and where no line runs through it."""
        chart, font = self._owner.chart, look.font("strong")
        assert chart is not None
        asked = id(chart), self._owner.view.viewRange(), area, self.boundingRect(), font
        if self._boxed is not None and self._boxed[0] == asked:  # it is painted several times at one place
            return self._boxed[1]
        metrics = QFontMetricsF(font)
        *others, place = self._owner.places((point.day, point.value) for point in chart.points)
        whole = Box(area.left() + 2, self.boundingRect().top() + 2, area.right() - 2, area.bottom() - 2)
        wide, high = metrics.horizontalAdvance(chart.points[-1].text) + 4, metrics.height()
        box = beside(place, wide, high, 8, whole, self.paths(area), others)
        found = QRectF(QPointF(box.left, box.low), QPointF(box.right, box.high))
        self._boxed = asked, found
        return found

    def paths(self, area: QRectF) -> list[list[tuple[float, float]]]:
        """Every line that is drawn, in pixels, but for the grid."""
        chart = self._owner.chart
        assert chart is not None
        paths = [line.through for line in (*chart.lines, *chart.earlier)]
        paths += [tuple((point.day, point.value) for point in run) for run in chart.runs]
        found = [self._owner.places(path) for path in paths]
        upright = [x for mark in chart.annotations for x in self._lines_of(mark)]
        upright += [x for x, _name in begun_at(chart, self._owner.place)]
        return [*found, *([(x, area.top()), (x, area.bottom())] for x in upright)]

    def beginnings(self, area: QRectF) -> list[BeginningMark]:
        """Where limits begin anew: the lines and their names."""
        chart, place = self._owner.chart, self._owner.place
        assert chart is not None
        points = [place(each.day, each.value) for each in chart.points]
        return beginning_marks(begun_at(chart, place), area, self.paths(area), self.latest_box(area), points)

    def _latest(self, p: QPainter, area: QRectF, chart: Chart) -> None:
        box = self.latest_box(area)
        p.setFont(look.font("strong"))
        p.fillRect(box, QColor(look.colours().window))  # the grid does not run through it either
        p.setPen(QColor(look.colours().text))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, chart.points[-1].text)

    def _lines_of(self, mark: Annotation) -> list[float]:
        return [self._owner.place(event.day, Decimal(0)).x() for event in mark.events]

    def bubbles(self, area: QRectF) -> list[tuple[QRectF, str, list[float]]]:
        """The numbers of what happened: where each stands in pixels, what it says, and the lines it stands over."""
        chart = self._owner.chart
        assert chart is not None
        marks, metrics, y = chart.annotations, QFontMetricsF(look.font("small")), area.top() - BUBBLE - 4

        def wide(first: int, last: int) -> float:
            return max(2 * BUBBLE, metrics.horizontalAdvance(numbers(marks[first], marks[last])) + BUBBLE)

        places = [self._owner.place(mark.day, chart.y_range[0]).x() for mark in marks]
        found: list[tuple[QRectF, str, list[float]]] = []
        for at, size, first, last in bubbles(
            places, wide, 2, self.boundingRect().left() + 2, self.boundingRect().right() - 2
        ):
            over = [x for mark in marks[first : last + 1] for x in self._lines_of(mark)]
            box = QRectF(at - size / 2, y - BUBBLE, size, 2 * BUBBLE)
            found.append((box, numbers(marks[first], marks[last]), over))
        return found

    def _annotations(self, p: QPainter, area: QRectF) -> None:
        c = look.colours()
        for box, text, over in self.bubbles(area):
            p.setPen(QPen(QColor(c.border), 1, Qt.PenStyle.DotLine))
            for x in over:
                p.drawLine(QPointF(x, area.bottom()), QPointF(x, area.top() - 4))
            p.setPen(QPen(QColor(c.accent), 1))
            p.setBrush(QColor(c.window))
            p.drawRoundedRect(box, BUBBLE, BUBBLE)
            p.setPen(QColor(c.accent))
            p.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def told_box(self, area: QRectF, number: int) -> QRectF:
        """Where the text about a point lies in pixels: within the chart, in as many lines as that takes."""
        whole, place, text = self.boundingRect(), self._owner.point_place(number), self._owner.said()
        metrics, most = QFontMetricsF(look.font("small")), whole.right() - area.left() - 4 - 2 * TOLD_X
        needed = metrics.boundingRect(QRectF(0, 0, most, 1000), TOLD, text)
        wide, high = needed.width() + 1 + 2 * TOLD_X, needed.height() + 2 * TOLD_Y
        x = max(area.left(), min(place.x() - wide / 2, whole.right() - wide - 4))
        y = place.y() - high - 14 if place.y() - high - 14 > 0 else place.y() + 14
        return QRectF(x, y, wide, high)

    def _told(self, p: QPainter, area: QRectF, number: int) -> None:
        c = look.colours()
        p.setPen(QPen(QColor(c.focus), 2))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(self._owner.point_place(number), 9, 9)
        p.setPen(QPen(QColor(c.border), 1))
        p.setBrush(QColor(c.raised))
        box = self.told_box(area, number)
        p.drawRoundedRect(box, 6, 6)
        p.setPen(QColor(c.text))
        p.drawText(box.adjusted(TOLD_X, TOLD_Y, -TOLD_X, -TOLD_Y), TOLD, self._owner.said())
