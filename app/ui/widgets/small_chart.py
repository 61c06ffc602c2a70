"""One small chart of a grid, drawn with its signs and its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
    QPolygonF,
)

from app.domain.figures import figure
from app.domain.small_charts import SmallChart, SmallPoint
from app.domain.spc import Assurance, Variation
from app.ui import look

from .shapes import draw_shape

LETTERS = {Assurance.MEETS: "P", Assurance.MISSES: "F", Assurance.HIT_OR_MISS: "?"}
"""As the NHS draws assurance: the target is passed, failed, or hit or missed by chance."""

Heights = tuple[Decimal, Decimal]


def plot_box(box: QRectF, chart: SmallChart, axis: Heights) -> QRectF:
    """Where the figures of a small chart are drawn, right of the ends of its axis."""
    small, edge = QFontMetrics(look.font("small")), look.space(1)
    ends = max(small.horizontalAdvance(figure(_short(end), chart.indicator.unit)) for end in axis)
    top = QFontMetrics(look.font("strong")).height() + 2 * small.height() + look.space(2.5)
    return box.adjusted(edge + min(ends, box.width() / 4) + 8, top, -edge - 6, -edge - 4)


def place(box: QRectF, chart: SmallChart, axis: Heights, day: date, value: Decimal) -> QPointF:
    """Where a day and a value are drawn within the plot of a small chart."""
    low, high = float(axis[0]), float(axis[1])
    days = max(1, (chart.days[1] - chart.days[0]).days)
    x = box.left() + (day - chart.days[0]).days / days * box.width()
    y = box.bottom() - (float(value) - low) / (high - low) * box.height() if high > low else box.center().y()
    return QPointF(x, y)


def draw_small(painter: QPainter, box: QRectF, chart: SmallChart, axis: Heights) -> None:
    """Draw a small chart into a box: its title, the latest figure, the two signs, and the figures with their lines."""
    c, edge = look.colours(), look.space(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    strong, small = QFontMetrics(look.font("strong")), QFontMetrics(look.font("small"))
    inside = box.adjusted(edge, edge, -edge, -edge)
    side = strong.height() * 0.9
    right = inside.right() - _signs(painter, inside, chart, side)
    left = inside.left()
    if chart.status:
        shown, mark = look.status(chart.status), strong.ascent() * 0.8
        draw_shape(
            painter, shown.shape, QRectF(left, inside.top() + (strong.height() - mark) / 2, mark, mark), shown.mark
        )
        left += mark + 6
    _words(painter, QRectF(left, inside.top(), right - left, strong.height()), chart.title, "strong", c.text)
    line = QRectF(inside.left(), inside.top() + strong.height() + 2, inside.width(), small.height())
    _words(painter, line, chart.line, "small", c.text)
    _words(painter, line.translated(0, small.height()), chart.gap, "small", c.quiet)
    plot = plot_box(box, chart, axis)
    if not chart.points:
        return
    painter.setFont(look.font("small"))
    painter.setPen(QColor(c.quiet))
    for end in dict.fromkeys(axis):
        y = place(plot, chart, axis, chart.days[0], end).y()
        words = QRectF(inside.left(), y - small.height() / 2, plot.left() - inside.left() - 6, small.height())
        words.moveBottom(min(words.bottom(), box.bottom() - 2))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, figure(_short(end), chart.indicator.unit))
    for line, colour, style in straight_lines(plot, chart, axis):
        painter.setPen(QPen(QColor(colour), 1.1, style))
        painter.drawLine(line)
    _figures(painter, plot, chart, axis)


def straight_lines(plot: QRectF, chart: SmallChart, axis: Heights) -> Iterator[tuple[QLineF, str, Qt.PenStyle]]:
    """Where limits begin anew, limits, mean and target within the plot of a small chart, with colour and style."""
    ink, whole = look.charts(), chart.days[0]
    for day in chart.begun:
        x = place(plot, chart, axis, day, axis[0]).x()
        yield QLineF(x, plot.top(), x, plot.bottom()), look.colours().border, Qt.PenStyle.SolidLine
    for height, since, colour, style in (
        (chart.lower, chart.lines_from, ink.limits, Qt.PenStyle.DotLine),
        (chart.upper, chart.lines_from, ink.limits, Qt.PenStyle.DotLine),
        (chart.mean, chart.lines_from, ink.limits, Qt.PenStyle.SolidLine),
        (chart.target, whole, ink.target, Qt.PenStyle.DashLine),
        (chart.target_high, whole, ink.target, Qt.PenStyle.DashLine),
    ):
        if height is not None:
            at = place(plot, chart, axis, since, height)
            yield QLineF(at, QPointF(plot.right(), at.y())), colour, style


def _figures(painter: QPainter, plot: QRectF, chart: SmallChart, axis: Heights) -> None:
    ink, paper = look.charts(), look.colours().window
    runs: list[list[SmallPoint]] = []
    for point in chart.points:
        if point.joined and runs:
            runs[-1].append(point)
        else:
            runs.append([point])
    pen = QPen(QColor(ink.common), 1.4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for run in runs:
        painter.drawPolyline(QPolygonF([place(plot, chart, axis, point.day, point.value) for point in run]))
    for point in chart.points:
        at, colour = place(plot, chart, axis, point.day, point.value), getattr(ink, point.kind.value)
        half = 1.8 if point.shape == "circle" else 4.0
        box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        painter.setPen(QPen(QColor(colour), 1.2))
        painter.setBrush(QColor(colour if point.filled else paper))
        if point.shape == "circle":
            painter.drawEllipse(box)
        else:
            tip, base = (box.top(), box.bottom()) if point.shape == "up" else (box.bottom(), box.top())
            corners = [QPointF(at.x(), tip), QPointF(box.right(), base), QPointF(box.left(), base)]
            painter.drawPolygon(QPolygonF(corners))


def _signs(painter: QPainter, box: QRectF, chart: SmallChart, side: float) -> float:
    """Draw the two signs at the right of the head; how wide they are, with the gap beside them."""
    ink, at = look.charts(), box.right()
    if chart.assurance is not None:
        colour = {Assurance.MEETS: ink.improvement, Assurance.MISSES: ink.concern}.get(chart.assurance, ink.common)
        round_ = QRectF(at - side, box.top(), side, side)
        painter.setPen(QPen(QColor(colour), 1.4))
        painter.drawEllipse(round_.adjusted(1, 1, -1, -1))
        painter.setFont(look.font("small"))
        painter.drawText(round_, Qt.AlignmentFlag.AlignCenter, LETTERS[chart.assurance])
        at -= side + 4
    if chart.variation is not None:
        shape = "wave" if chart.variation is Variation.COMMON else "up" if chart.rising else "down"
        sign = QRectF(at - side, box.top(), side, side).adjusted(2, 2, -2, -2)
        draw_shape(painter, shape, sign, getattr(ink, chart.variation.value))
        at -= side + 4
    return box.right() - at


def _words(painter: QPainter, box: QRectF, text: str, role: str, colour: str) -> None:
    painter.setFont(look.font(role))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _short(value: Decimal) -> Decimal:
    """An end of an axis as it is said: with one decimal place, or none from ten on."""
    return round(value, 0 if abs(value) >= 10 or value == value.to_integral_value() else 1)
