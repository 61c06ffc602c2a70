"""A small line of an indicator's readings, for tables: how it goes, without axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.bar import bar
from app.domain.plan import Plan
from app.domain.records import Indicator
from app.domain.trend import runs
from app.ui import look

from .delegates import CellDelegate
from .record_model import CELL, Index


@dataclass(frozen=True)
class Spark:
    """What a sparkline draws.

    Attributes:
        runs: the readings that a line joins, oldest first, as (when, value): any number that grows with time, such as
            `date.toordinal()`. Between two runs a period is missing.
        target: a dashed line; None without one.
        status: whose colour and shape the last point has; empty for a plain dot.
    """

    runs: Sequence[Sequence[tuple[float, Decimal | float]]]
    target: Decimal | float | None = None
    status: str = ""

    @property
    def values(self) -> list[tuple[float, Decimal | float]]:
        """All readings, oldest first."""
        return [value for run in self.runs for value in run]


_LENGTH = 24  # readings


def spark_of(plan: Plan, indicator: Indicator, status: str) -> Spark:
    """The latest readings of an indicator, up to the day that the plan speaks of."""
    against = bar(indicator, plan.latest(indicator), plan)
    found = [[(day.toordinal(), value) for day, value in run] for run in runs(plan, indicator, _LENGTH)]
    return Spark(found, against.value if against else None, status)


def draw_spark(painter: QPainter, box: QRectF, spark: Spark) -> None:
    """Draw into `box`. One reading is a point; none draws nothing."""
    joined = _runs(box, spark)
    if not joined:
        return
    c = look.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if spark.target is not None:
        pen = QPen(QColor(c.border), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = _height(box, spark, float(spark.target))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    pen = QPen(QColor(c.quiet), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for run in joined:
        painter.drawPolyline(QPolygonF(run))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.quiet))
    for run in joined:
        if len(run) == 1:
            painter.drawEllipse(run[0], 1.5, 1.5)
    painter.setBrush(QColor(look.status(spark.status).mark if spark.status else c.accent))
    painter.drawEllipse(joined[-1][-1], 3, 3)
    painter.restore()


def _range(spark: Spark) -> tuple[float, float]:
    heights = [float(value) for _, value in spark.values]
    if spark.target is not None:
        heights.append(float(spark.target))
    return min(heights), max(heights)


def _height(box: QRectF, spark: Spark, value: float) -> float:
    low, high = _range(spark)
    return box.bottom() - (value - low) / (high - low) * box.height() if high > low else box.center().y()


def _runs(box: QRectF, spark: Spark) -> list[list[QPointF]]:
    values = spark.values
    if not values:
        return []
    first, last = float(values[0][0]), float(values[-1][0])
    across = last - first

    def x(when: float) -> float:
        return box.left() + (float(when) - first) / across * box.width() if across > 0 else box.center().x()

    return [[QPointF(x(when), _height(box, spark, float(value))) for when, value in run] for run in spark.runs]


class SparkLine(QWidget):
    """A small line beside a row of words, which say what it shows."""

    def __init__(self, spark: Spark):
        super().__init__()
        self.spark = spark
        self.setFixedSize(look.space(14), look.space(4))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_spark(QPainter(self), QRectF(self.rect()).adjusted(4, 4, -4, -4), self.spark)


class SparklineDelegate(CellDelegate):
    """Draws the `Spark` that the column's `cell` gives; the cell's text is read aloud and copied, not drawn."""

    draws_words = False

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        spark = index.data(CELL)
        if isinstance(spark, Spark):
            inset = look.space(1)
            draw_spark(painter, QRectF(box).adjusted(4, inset, -4, -inset), spark)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.space(12), super().sizeHint(option, index).height())
