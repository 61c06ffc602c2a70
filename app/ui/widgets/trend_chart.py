"""An indicator's trend: draws `app.domain.trend.Chart` and decides nothing.

Import this module where the first chart is shown, not before: pyqtgraph takes a third of a second.
Pointing at a reading, or Left and Right, tells what it is. Plus and minus show less time or more, at most all of it
and at least a year; what is seen moves with the reading that is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.chart import Chart, Line
from app.domain.placing import Place
from app.domain.records import Reading
from app.domain.spc import Variation
from app.ui import kit, look

from .chart_overlay import BUBBLE, Overlay
from .still_plot import Curve, StillPlot

SYMBOLS = {"circle": "o", "up": "t1", "down": "t"}
RINGS = {"provisional": Qt.PenStyle.DotLine, "restated": Qt.PenStyle.SolidLine}
NEAR = 14.0  # pixels within which the mouse points at a reading
LEAST_DAYS = 366  # that are seen at least
THROUGH_READINGS = 1.8  # width of the line


class TrendChart(QWidget):
    """The chart of one indicator.

    Attributes:
        whole: the chart, or None; `chart` what is drawn of it.
        at: the number of the reading that is told, or None.

    Signals:
        point_chosen: Enter or a click on a reading: the reading.
        note_wanted: N or a double click on a reading: the reading, of which the person wants to write a note.
        told: another reading is pointed at, or none.
    """

    point_chosen, note_wanted = Signal(object), Signal(object)
    told = Signal()
    rings = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.whole: Chart | None = None
        self.chart: Chart | None = None
        self.at: int | None = None
        self._ratio: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot: Any = StillPlot(background=None)  # type: ignore[arg-type] - pyqtgraph says little of its types
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMinimumSize(look.space(30), look.space(18))
        self.plot.setMouseEnabled(False, False)
        self.item: Any = self.plot.getPlotItem()
        self.view: Any = self.item.getViewBox()
        self.item.setMenuEnabled(False)
        self.item.hideButtons()
        self.view.setDefaultPadding(0)
        self.overlay = Overlay(self)
        self.overlay.setParentItem(self.item)
        self.plot.sigDeviceRangeChanged.connect(lambda *_: self.overlay.update())
        self.item.geometryChanged.connect(self.overlay.follow)
        self.view.sigResized.connect(lambda *_: self._show_days())
        self.plot.pointed.connect(self._point_at)
        self.plot.pressed.connect(self._choose)
        self.plot.pressed_twice.connect(self._note)
        kit.column(self.plot, on=self, edge=2)

    def show_chart(self, chart: Chart) -> None:
        """Draw another chart."""
        same = self.whole is not None and self.whole.indicator.id == chart.indicator.id
        view = self.chart.x_range if same and self.chart is not None and self.chart is not self.whole else None
        self.whole, self.at = chart, None
        self.chart = chart.between(*view) if view else chart
        self.setAccessibleName(f"Chart of {chart.title}")
        self.setAccessibleDescription(chart.alt)
        self._draw()

    def point_place(self, number: int) -> QPointF:
        """Where a reading is drawn, in the plot's pixels."""
        assert self.chart is not None
        point = self.chart.points[number]
        return self.place(point.day, point.value)

    def place(self, day: date, value: Decimal) -> QPointF:
        """Where a day and a value are drawn, in the plot's pixels."""
        return QPointF(*self.places([(day, value)])[0])

    def places(self, path: Iterable[tuple[date, Decimal]]) -> list[Place]:
        """Where days and values are drawn, in the plot's pixels."""
        at, corner = self.view.childTransform(), self.view.mapToItem(self.item, QPointF(0, 0))
        found = [at.map(day.toordinal(), float(value)) for day, value in path]
        return [(x + corner.x(), y + corner.y()) for x, y in found]

    def said(self) -> str:
        """What is told of the reading that is pointed at: "December 2017: 87.9 %, 7.1 points below target"."""
        if self.chart is None or self.at is None:
            return ""
        point = self.chart.points[self.at]
        parts = [point.text, point.gap, point.why, point.notes, "illustrative" if point.illustrative else ""]
        return f"{point.label}: {', '.join(part for part in parts if part)}"

    def reading(self) -> Reading | None:
        """The reading that is told, else the latest that is seen."""
        points = self.chart.points if self.chart else ()
        return points[-1 if self.at is None else self.at].reading if points else None

    def zoom(self, factor: float) -> None:
        """Show so much of the time that is seen: half of it at 0.5, at least a year, and at most all."""
        if self.whole is None or self.chart is None:
            return
        whole, (start, end) = self.whole.x_range, self.chart.x_range
        days = max(min(LEAST_DAYS, (whole[1] - whole[0]).days), round((end - start).days * factor))
        middle = self.chart.points[self.at].day if self.at is not None else end
        self._look_at(min(middle + timedelta(days=days // 2), whole[1]), days)

    def _pan(self, *, forward: bool) -> None:
        """See the time after or before what is seen, and tell its first or its last reading."""
        assert self.whole is not None
        assert self.chart is not None
        points, there = self.whole.points, self.chart.points
        at = points.index(there[-1 if forward else 0]) + (1 if forward else -1)
        if not 0 <= at < len(points):
            return
        start, end = self.chart.x_range
        self._look_at(min(points[at].day + (end - start) / 2, self.whole.x_range[1]), (end - start).days)
        self._tell(self.chart.points.index(points[at]))

    def _look_at(self, end: date, days: int) -> None:
        assert self.whole is not None
        first, last = self.whole.x_range
        start = max(first, end - timedelta(days=days))
        end = min(last, start + timedelta(days=days))
        told = self.chart.points[self.at] if self.chart and self.at is not None else None
        self.chart = self.whole if (start, end) == (first, last) else self.whole.between(start, end)
        self.at = self.chart.points.index(told) if told in self.chart.points else None
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self.chart.points) if self.chart else 0
        key = Qt.Key(event.key())
        self.setProperty("keys", True)  # also where it was pressed with the mouse before
        if count and key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            at = count if self.at is None else self.at
            to = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}
            if not 0 <= to[key] < count and self.chart is not self.whole:
                self._pan(forward=to[key] >= count)
            else:
                self._tell(max(0, min(count - 1, to[key])))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(2.0 if key == Qt.Key.Key_Minus else 0.5)
        elif key == Qt.Key.Key_N and self.reading() is not None:
            self.note_wanted.emit(self.reading())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at is not None:
            self._choose()
        elif key == Qt.Key.Key_Escape and self.at is not None:
            self._tell(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.overlay.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.overlay.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.chart is not None:
            self._draw()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._tell(None)

    def _draw(self) -> None:
        assert self.chart is not None
        chart, item, c = self.chart, self.item, look.charts()
        item.clear()
        self._draw_axes(chart)
        ends = [day.toordinal() for day in chart.x_range]
        levels = [float(tick.value) for tick in chart.y_ticks for _end in ends]
        grid = self._pen(c.grid, 1)  # as one item: InfiniteLine asks to be painted again by being painted
        item.addItem(pg.PlotCurveItem(ends * len(chart.y_ticks), levels, connect="pairs", pen=grid))
        for line, colour, width, style in (
            (chart.lower, c.limits, 1.2, Qt.PenStyle.DotLine),
            (chart.upper, c.limits, 1.2, Qt.PenStyle.DotLine),
            (chart.mean, c.limits, 1.0, Qt.PenStyle.SolidLine),
            (chart.planned, c.planned, 1.4, Qt.PenStyle.DashDotLine),
            (chart.way, c.planned, 1.2, Qt.PenStyle.DashDotDotLine),
            *((line, c.limits, 0.8, Qt.PenStyle.DotLine) for line in chart.earlier),
            *((line, c.limits, 1.4, Qt.PenStyle.DashDotLine) for line in chart.benchmarks),
            (chart.minimum, c.target, 0.9, Qt.PenStyle.DotLine),
            (chart.target, c.target, 1.6, Qt.PenStyle.DashLine),
            (chart.target_high, c.target, 1.6, Qt.PenStyle.DashLine),
        ):
            if line is not None:
                self._add_curve(*_path(line), self._pen(colour, width, style))
        for run in chart.runs:
            days, values = [point.day.toordinal() for point in run], [float(point.value) for point in run]
            self._add_curve(days, values, self._pen(c.common, THROUGH_READINGS))
        paper = look.colours().window
        inks = {kind: getattr(c, kind.value) for kind in Variation}
        pens = {kind: self._pen(ink, 1.6) for kind, ink in inks.items()}  # shared: each of its own is drawn anew
        brushes = {None: pg.mkBrush(paper), **{kind: pg.mkBrush(ink) for kind, ink in inks.items()}}
        marks = [
            {
                "pos": (point.day.toordinal(), float(point.value)),
                "symbol": SYMBOLS[point.shape],
                "size": 9 if point.shape == "circle" else 12,
                "pen": pens[point.kind],
                "brush": brushes[point.kind if point.filled else None],
            }
            for point in chart.points
        ]
        kept = self._ratio is None  # marks as pictures, which are quicker, and sharp on the screen alone
        item.addItem(pg.ScatterPlotItem(spots=marks, antialias=True, useCache=kept))
        for ring, style in RINGS.items():
            places = [(p.day.toordinal(), float(p.value)) for p in chart.points if p.ring == ring]
            pen = self._pen(look.colours().text, 1.1, style)
            if places:
                rings = pg.ScatterPlotItem(pos=places, size=16, pen=pen, brush=None, antialias=True, useCache=kept)
                item.addItem(rings)
        self.overlay.update()

    def draw_for(self, ratio: float | None) -> None:
        """Draw lines for a picture of so many dots a pixel; None: for the screen again."""
        self._ratio = ratio
        if self.chart is not None:
            self._draw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self.chart is not None:
            self._draw()
        return super().event(event)

    def _pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen as wide as so many pixels of the page: pyqtgraph counts the dots of the screen."""
        return pg.mkPen(colour, width=width * (self._ratio or self.devicePixelRatioF()), style=style)

    def _add_curve(self, days: list[int], values: list[float], pen: QPen) -> None:
        made = Curve if pen.style() == Qt.PenStyle.SolidLine else pg.PlotCurveItem  # `PlotItem.plot` makes three items
        self.item.addItem(made(days, values, pen=pen, antialias=True))

    def _draw_axes(self, chart: Chart) -> None:
        item, quiet = self.item, look.colours().quiet
        item.setRange(
            xRange=[day.toordinal() for day in chart.x_range],
            yRange=[float(value) for value in chart.y_range],
            padding=0,
        )
        item.getAxis("left").setTicks([[(float(tick.value), tick.label) for tick in chart.y_ticks]])
        self._show_days()
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setTickFont(look.font("small"))
            axis.setTextPen(quiet)
            axis.setPen(self._pen(look.colours().line, 1))
            axis.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=False)  # else each paint leads to another
        bottom = self.overlay.line() + look.space(1)
        item.getAxis("bottom").setHeight(bottom)
        item.getAxis("left").setWidth(self.overlay.widest([tick.label for tick in chart.y_ticks]) + look.space(1.5))
        top = 2 * BUBBLE + 6 if chart.annotations else look.space(1)
        item.layout.setContentsMargins(2, top, self.overlay.right_room() + 4, 2)

    def _show_days(self) -> None:
        """Write as many days under the chart as stand beside each other."""
        if self.chart is None:
            return
        ticks = self.chart.x_ticks(
            self.view.width(), lambda text: self.overlay.widest([text]), look.space(1)
        )  # pyqtgraph leaves out what would stand outside
        self.item.getAxis("bottom").setTicks([[(tick.day.toordinal(), tick.label) for tick in ticks]])

    def _point_at(self, place: QPointF) -> None:
        """The mouse is at `place` of the scene."""
        if self.chart is None:
            return
        here = self.item.mapFromScene(place)
        places = self.places((point.day, point.value) for point in self.chart.points)
        far = [abs(here.x() - x) + abs(here.y() - y) for x, y in places]
        nearest = min(range(len(far)), key=far.__getitem__, default=None)
        if nearest is not None and far[nearest] <= NEAR:
            self._tell(nearest)
        elif not self.hasFocus():
            self._tell(None)

    def _tell(self, number: int | None) -> None:
        if number != self.at:
            self.at = number
            self.told.emit()
            alt = self.chart.alt if self.chart else ""
            self.setAccessibleDescription(self.said() or alt)
            self.overlay.update()

    def _note(self) -> None:
        if self.chart is not None and self.at is not None:
            self.note_wanted.emit(self.chart.points[self.at].reading)

    def _choose(self) -> None:
        if self.chart is not None and self.at is not None:
            self.point_chosen.emit(self.chart.points[self.at].reading)


def _path(line: Line) -> tuple[list[int], list[float]]:
    return [day.toordinal() for day, _ in line.through], [float(value) for _, value in line.through]
