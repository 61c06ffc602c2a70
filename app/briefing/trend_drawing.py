"""The trend chart on paper: draws `app.domain.trend.Chart` and decides nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, Shape
from reportlab.lib.colors import HexColor

from app.domain.chart import Chart, Point
from app.domain.chart import Line as Level
from app.domain.events import Annotation, numbers
from app.domain.placing import Box, alongside, beside, bubbles, outline
from app.domain.spc import Variation

from . import palette
from .charts import draw, label, width_of
from .fonts import BODY, BOLD

INKS = {
    Variation.COMMON: palette.COMMON,
    Variation.IMPROVEMENT: palette.IMPROVEMENT,
    Variation.CONCERN: palette.CONCERN,
    Variation.NEUTRAL: palette.NEUTRAL,
}
LEFT, RIGHT, BELOW, ABOVE = 42.0, 60.0, 22.0, 12.0
SMALL = 9.0
MARKS = 17.0
MARK, LEAST = 3.4, 1.7
"""Half the size of a reading's mark, and the least of it."""
_LINE = 10.0  # points that a label of the value axis needs


class _Field:
    """Where days and values lie on the drawing."""

    def __init__(self, chart: Chart, width: float, height: float):
        ticks = max((width_of(tick.label, BODY, SMALL) for tick in chart.y_ticks), default=0)
        names = max((width_of(_named(level), BODY, SMALL) for level in chart.lines), default=0)
        self.x0, self.x1 = max(LEFT, ticks + 8), width - max(RIGHT, names + 9)
        self.y0 = BELOW + (MARKS if chart.annotations else 0)
        self.y1 = height - ABOVE
        self._first, last = chart.x_range
        self._days = max(1, (last - self._first).days)
        self._low, high = chart.y_range
        self._span = float(high - self._low) or 1.0

    def x(self, day: date) -> float:
        return self.x0 + (self.x1 - self.x0) * (day - self._first).days / self._days

    def y(self, value: Decimal) -> float:
        return self.y0 + (self.y1 - self.y0) * float(value - self._low) / self._span


@draw.register
def trend(picture: Chart, width: float, height: float = 0) -> Drawing:
    """The chart, `width` points wide; `height` 0 takes a height that suits a page."""
    drawing = Drawing(width, height or 155)
    field = _Field(picture, width, drawing.height)
    _axes(drawing, field, picture)
    _levels(drawing, field, picture)
    for run in picture.runs:
        if len(run) > 1:
            path = [coordinate for point in run for coordinate in (field.x(point.day), field.y(point.value))]
            drawing.add(PolyLine(path, strokeColor=HexColor(palette.COMMON), strokeWidth=1.3, strokeLineJoin=1))
    apart = (field.x1 - field.x0) / max(1, len(picture.points))
    size = max(LEAST, min(MARK, apart * 0.6))  # of many readings in little room each keeps its place
    for point in picture.points:
        at = field.x(point.day), field.y(point.value)
        drawing.add(marker(*at, point, size if point.shape == "circle" else max(size, 2.6)))
        if point.ring:
            drawing.add(ring(*at, point.ring, size + 2.2))
    _annotations(drawing, field, picture)
    box = _latest(drawing, field, picture)
    _beginnings(drawing, field, picture, [outline(box)] if box else [])
    return drawing


def marker(x: float, y: float, point: Point, size: float = MARK) -> Shape:
    """A reading: a circle, or a triangle by its direction; an outline where no source supports the figure."""
    ink = HexColor(INKS[point.kind])
    look = {
        "fillColor": ink if point.filled else HexColor(palette.PAPER),
        "strokeColor": ink,
        "strokeWidth": 1.2,
    }
    if point.shape == "circle":
        return Circle(x, y, size - 0.4, **look)
    return triangle(x, y, size + 1.1, point.shape, **look)


def triangle(x: float, y: float, reach: float, shape: str, **look: Any) -> Polygon:
    """A triangle that points "up" or "down"."""
    way = 1 if shape == "up" else -1
    return Polygon([x, y + way * reach, x - reach, y - way * reach * 0.8, x + reach, y - way * reach * 0.8], **look)


def ring(x: float, y: float, why: str, radius: float = MARK + 2.2) -> Circle:
    """A ring around a reading: dotted where it is provisional, whole where it was restated."""
    made = Circle(x, y, radius, fillColor=None, strokeColor=HexColor(palette.MUTED), strokeWidth=0.8)
    if why == "provisional":
        made.strokeDashArray = [1, 1.5]
    return made


def _axes(drawing: Drawing, field: _Field, chart: Chart) -> None:
    apart = abs(field.y(chart.y_ticks[-1].value) - field.y(chart.y_ticks[0].value)) / max(1, len(chart.y_ticks) - 1)
    for tick in chart.y_ticks[:: max(1, ceil(_LINE / max(apart, 0.1)))]:
        y = field.y(tick.value)
        drawing.add(Line(field.x0, y, field.x1, y, strokeColor=HexColor(palette.GRIDLINE), strokeWidth=0.6))
        label(drawing, field.x0 - 6, y - 3, tick.label, SMALL, palette.MUTED, anchor="end")
    floor = field.y0
    drawing.add(Line(field.x0, floor, field.x1, floor, strokeColor=HexColor(palette.FAINT), strokeWidth=0.8))
    for tick in chart.x_ticks(field.x1 - field.x0, lambda text: width_of(text, BODY, SMALL), 8):
        x = field.x(tick.day)
        drawing.add(Line(x, floor, x, floor - 3, strokeColor=HexColor(palette.FAINT), strokeWidth=0.8))
        label(drawing, x, floor - 13, tick.label, SMALL, palette.MUTED, anchor="middle")


def _levels(drawing: Drawing, field: _Field, chart: Chart) -> None:
    """Target, trajectory and process lines, each labelled at its end; labels never lie over each other."""
    manners = (
        *((line, palette.COMMON, 1.1, (6, 2, 1, 2)) for line in chart.benchmarks),
        (chart.minimum, palette.ACCENT, 0.8, (1, 2)),
        (chart.target, palette.ACCENT, 1.3, (5, 3)),
        (chart.target_high, palette.ACCENT, 1.3, (5, 3)),
        (chart.planned, palette.ACCENT, 1.1, (1.5, 2.5)),
        (chart.way, palette.ACCENT, 0.9, (6, 2, 1, 2)),
        (chart.mean, palette.COMMON, 0.9, ()),
        (chart.upper, palette.COMMON, 0.9, (2, 2)),
        (chart.lower, palette.COMMON, 0.9, (2, 2)),
    )
    for line in chart.earlier:
        path = [coordinate for day, value in line.through for coordinate in (field.x(day), field.y(value))]
        drawing.add(PolyLine(path, strokeColor=HexColor(palette.COMMON), strokeWidth=0.7, strokeDashArray=[1, 2]))
    labels: list[tuple[float, str, str]] = []
    for level, ink, weight, dash in manners:
        if level is None:
            continue
        path = [coordinate for day, value in level.through for coordinate in (field.x(day), field.y(value))]
        line = PolyLine(path, strokeColor=HexColor(ink), strokeWidth=weight)
        if dash:
            line.strokeDashArray = list(dash)
        drawing.add(line)
        labels.append((path[-1], _named(level), palette.MUTED if ink == palette.COMMON else ink))
    for y, text, ink in spread(labels, 10.5, field.y0, drawing.height - 8):
        label(drawing, field.x1 + 7, y - 3, text, SMALL, ink)


def _named(level: Level) -> str:
    return f"{level.label} *" if level.illustrative else level.label


def spread(labels: list[tuple[float, str, str]], apart: float, low: float, high: float) -> list[tuple[float, str, str]]:
    """Labels moved up or down so that neighbours are `apart` points from each other, between `low` and `high`."""
    placed: list[tuple[float, str, str]] = []
    for y, text, ink in sorted(labels):
        placed.append((max(y, low, placed[-1][0] + apart) if placed else max(y, low), text, ink))
    top = high
    for index in range(len(placed) - 1, -1, -1):
        y, text, ink = placed[index]
        if y <= top:
            break
        placed[index] = (top, text, ink)
        top -= apart
    return placed


def _latest(drawing: Drawing, field: _Field, chart: Chart) -> Box | None:
    """The latest figure, written beside its point where no line runs through it; where that is."""
    if not chart.points:
        return None
    point = chart.points[-1]
    wide, high = width_of(point.text, BOLD, 9.5), 8.0
    paths = _paths(field, chart)
    area = Box(field.x0 + 2, field.y0 + 2, field.x1 - 2, drawing.height - 2)
    *others, place = [(field.x(each.day), field.y(each.value)) for each in chart.points]
    box = beside(place, wide + 4, high + 3, 6, area, paths, others)
    ground = Rect(box.left, box.low, box.right - box.left, box.high - box.low)
    ground.fillColor, ground.strokeColor = HexColor(palette.PAPER), None  # the grid does not run through it either
    drawing.add(ground)
    label(drawing, (box.left + box.right) / 2, box.low + 2, point.text, 9.5, font=BOLD, anchor="middle")
    return box


def _paths(field: _Field, chart: Chart) -> list[list[tuple[float, float]]]:
    """Every line that is drawn but for the grid."""
    paths = [
        [(field.x(day), field.y(value)) for day, value in level.through] for level in (*chart.lines, *chart.earlier)
    ]
    paths += [[(field.x(each.day), field.y(each.value)) for each in run] for run in chart.runs]
    upright = [x for mark in chart.annotations for x in _event_places(field, mark)]
    upright += [field.x(each.day) for each in chart.begun]
    return [*paths, *([(x, field.y0), (x, field.y1)] for x in upright)]


def _beginnings(drawing: Drawing, field: _Field, chart: Chart, written: list[list[tuple[float, float]]]) -> None:
    """Where limits begin anew: an upright line with its name, clear of what is drawn and written."""
    area = Box(field.x0 + 2, field.y0 + 2, field.x1 - 2, drawing.height - 2)
    taken, points = [*_paths(field, chart), *written], [(field.x(p.day), field.y(p.value)) for p in chart.points]
    for each in chart.begun:
        x = field.x(each.day)
        most = min((area.right - area.left) * 0.6, max(area.right - x, x - area.left) - 6)
        drawing.add(Line(x, field.y0, x, field.y1, strokeColor=HexColor(palette.MUTED), strokeWidth=0.8,
                         strokeDashArray=[4, 2]))  # fmt: skip
        box = alongside(x, min(width_of(each.name, BODY, SMALL), most) + 3, SMALL + 1, 3, area, taken, points)
        taken.append(outline(box))
        ground = Rect(box.left, box.low, box.right - box.left, box.high - box.low)
        ground.fillColor, ground.strokeColor = HexColor(palette.PAPER), None
        drawing.add(ground)
        label(drawing, box.left + 1.5, box.low + 2.5, each.name, SMALL, palette.MUTED, limit=most)


def _event_places(field: _Field, mark: Annotation) -> list[float]:
    return [field.x(event.day) for event in mark.events]


def _annotations(drawing: Drawing, field: _Field, chart: Chart) -> None:
    """Numbers below the time axis, over each a line to its day; what has no room beside each other shares a mark."""
    marks, y = chart.annotations, 8.0

    def text(first: int, last: int) -> str:
        return numbers(marks[first], marks[last])

    def wide(first: int, last: int) -> float:
        return max(12.0, width_of(text(first, last), BODY, 9) + 7)

    places = [field.x(mark.day) for mark in marks]
    for at, size, first, last in bubbles(places, wide, 2, field.x0 - 6, field.x1 + 6):
        group = Group()
        for x in (x for mark in marks[first : last + 1] for x in _event_places(field, mark)):
            group.add(Line(x, field.y0, x, field.y1, strokeColor=HexColor(palette.FAINT), strokeWidth=0.5,
                           strokeDashArray=[1, 3]))  # fmt: skip
            group.add(Line(x, field.y0 - 16, x, y + 6, strokeColor=HexColor(palette.FAINT), strokeWidth=0.5))
        mark = Rect(at - size / 2, y - 6, size, 12, rx=6, ry=6)
        mark.fillColor, mark.strokeColor = HexColor(palette.ACCENT_TINT), HexColor(palette.ACCENT)
        mark.strokeWidth = 0.7
        group.add(mark)
        label(group, at, y - 2.8, text(first, last), 9, palette.ACCENT, BODY, "middle")
        drawing.add(group)
