"""Where limits begin anew, on the chart of an indicator: an upright line with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.domain.chart import Chart
from app.domain.placing import Box, Place, alongside, outline
from app.ui import look

LONGEST = 0.6
"""So much of the width of a chart a name takes at most."""


class BeginningMark(NamedTuple):
    """In pixels: where the line stands, where its name is written, and what is written."""

    x: float
    box: QRectF
    name: str


def begun_at(chart: Chart, place: Callable[[date, Decimal], QPointF]) -> list[tuple[float, str]]:
    """Where the lines stand, in the pixels of `place`, and their names."""
    return [(place(each.day, chart.y_range[0]).x(), each.name) for each in chart.begun]


def beginning_marks(
    found: Sequence[tuple[float, str]], area: QRectF, lines: Sequence[Sequence[Place]], latest: QRectF,
    points: Sequence[QPointF],
) -> list[BeginningMark]:  # fmt: skip
    """The marks of lines at these places with these names: over no point, no other line, nor the latest figure."""
    metrics = QFontMetricsF(look.font("small"))
    whole = Box(area.left() + 2, area.top() + 2, area.right() - 2, area.bottom() - 2)
    written = Box(latest.left(), latest.top(), latest.right(), latest.bottom())
    taken, marks = [*lines, outline(written)], list[BeginningMark]()
    places = [(point.x(), point.y()) for point in points]
    for x, name in found:
        most = min(area.width() * LONGEST, max(whole.right - x, x - whole.left) - 10)
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
        box = alongside(x, metrics.horizontalAdvance(text) + 6, metrics.height(), 4, whole, taken, places)
        taken.append(outline(box))
        marks.append(BeginningMark(x, QRectF(QPointF(box.left, box.low), QPointF(box.right, box.high)), text))
    return marks


def paint_beginnings(p: QPainter, area: QRectF, marks: Sequence[BeginningMark]) -> None:
    """Draw them from the top of the chart to its foot."""
    ink = QColor(look.colours().quiet)
    for mark in marks:
        p.setPen(QPen(ink, 1.2, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(mark.x, area.top()), QPointF(mark.x, area.bottom()))
    for mark in marks:
        p.fillRect(mark.box, QColor(look.colours().window))  # the grid does not run through it
        p.setPen(ink)
        p.drawText(mark.box, Qt.AlignmentFlag.AlignCenter, mark.name)
