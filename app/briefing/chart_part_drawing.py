"""What stands beside trend charts on paper, as drawings: legends of marks, and small charts of parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine
from reportlab.lib.colors import HexColor

from app.domain.chart import Point
from app.domain.small_charts import SmallChart, SmallPoint

from . import palette
from .chart_parts import MarkLegend, PartCharts
from .charts import label, width_of
from .fonts import BODY, BOLD
from .trend_drawing import INKS, draw, marker, ring, triangle

SMALL, LEADING = 9.0, 13.0
HIGH, ACROSS, GAP = 58.0, 3, 10.0


@draw.register
def _(picture: MarkLegend, width: float, height: float = 0) -> Drawing:
    rows: list[list[tuple[float, tuple[Point, ...], str]]] = [[]]
    x = 0.0
    for marks, words in picture.entries:
        wide = 14 * len(marks) + 2 + width_of(words, BODY, SMALL)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, marks, words))
        x += wide + 14
    drawing = Drawing(width, height or len(rows) * LEADING + 2)
    for row, entries in enumerate(rows):
        middle = drawing.height - (row + 0.5) * LEADING - 1
        for left, marks, words in entries:
            for n, mark in enumerate(marks):
                drawing.add(marker(left + 7 + 14 * n, middle, mark))
                if mark.ring:
                    drawing.add(ring(left + 7 + 14 * n, middle, mark.ring))
            label(drawing, left + 14 * len(marks) + 2, middle - 3, words, SMALL, palette.MUTED)
    return drawing


@draw.register
def _(picture: PartCharts, width: float, height: float = 0) -> Drawing:
    rows = -(-len(picture.charts) // ACROSS)
    drawing = Drawing(width, height or rows * (HIGH + 4))
    wide = (width - GAP * (ACROSS - 1)) / ACROSS
    axis = min(c.heights[0] for c in picture.charts), max(c.heights[1] for c in picture.charts)
    for n, chart in enumerate(picture.charts):
        left, top = (n % ACROSS) * (wide + GAP), drawing.height - (n // ACROSS) * (HIGH + 4)
        _one(drawing, chart, picture.latest[n], axis, (left, top - HIGH, left + wide, top))
    return drawing


def _one(
    drawing: Drawing, chart: SmallChart, latest: str, axis: tuple[Decimal, Decimal],
    box: tuple[float, float, float, float],
) -> None:  # fmt: skip
    """A chart in a box: its name, its latest figure, and below them its figures with target and limits."""
    left, low, right, top = box
    label(drawing, left, top - 10, chart.title, SMALL, font=BOLD, limit=right - left)
    made_up = " *" if chart.illustrative else ""
    label(drawing, left, top - 21, latest + made_up, SMALL, palette.MUTED, limit=right - left)
    floor, roof = low + 4, top - 29
    days = max(1, (chart.days[1] - chart.days[0]).days)
    span = float(axis[1] - axis[0])

    def place(day: date, value: Decimal) -> tuple[float, float]:
        share = float(value - axis[0]) / span if span else 0.5
        return left + 4 + (right - left - 8) * (day - chart.days[0]).days / days, floor + (roof - floor) * share

    drawing.add(Line(left, low, right, low, strokeColor=HexColor(palette.FAINT), strokeWidth=0.6))
    for day in chart.begun:
        x = place(day, axis[0])[0]
        drawing.add(Line(x, floor, x, roof, strokeColor=HexColor(palette.MUTED), strokeWidth=0.6))
    since = place(chart.lines_from, axis[0])[0] if chart.begun else left
    for height, start, ink, dash in (
        (chart.lower, since, palette.COMMON, [1, 2]), (chart.upper, since, palette.COMMON, [1, 2]),
        (chart.target, left, palette.ACCENT, [4, 2]), (chart.target_high, left, palette.ACCENT, [4, 2]),
    ):  # fmt: skip
        if height is not None:
            y = place(chart.days[0], height)[1]
            drawing.add(Line(start, y, right, y, strokeColor=HexColor(ink), strokeWidth=0.8, strokeDashArray=dash))
    for run in _runs(chart.points):
        path = [coordinate for point in run for coordinate in place(point.day, point.value)]
        if len(run) > 1:
            drawing.add(PolyLine(path, strokeColor=HexColor(palette.COMMON), strokeWidth=1, strokeLineJoin=1))
    for point in chart.points:
        ink = HexColor(INKS[point.kind])
        style = {"fillColor": ink if point.filled else HexColor(palette.PAPER), "strokeColor": ink, "strokeWidth": 0.8}
        at = place(point.day, point.value)
        drawing.add(Circle(*at, 1.3, **style) if point.shape == "circle" else triangle(*at, 2.8, point.shape, **style))


def _runs(points: Sequence[SmallPoint]) -> list[list[SmallPoint]]:
    found: list[list[SmallPoint]] = []
    for point in points:
        if point.joined and found:
            found[-1].append(point)
        else:
            found.append([point])
    return found
