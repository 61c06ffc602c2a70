"""A grid of small charts under headings. Only what is seen is made and drawn, and what was drawn is kept as a picture.

grid = ChartGrid()
grid.show_groups([ChartGroup(...)], make=..., arrange=...)
grid.opened.connect(...)      a press, or Enter on the chart with the keyboard: its indicator
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from app.domain.records import Indicator
from app.domain.small_charts import ChartGroup, SmallChart
from app.ui import look

from .small_chart import Heights, draw_small

LEAST, HIGH, GAP = 34, 20, 1.5  # steps of the grid: the narrowest chart, its height, and what lies between two
KEPT = 400  # pictures

Make = Callable[[Indicator], SmallChart]
Arrange = Callable[[ChartGroup], Sequence[Indicator]]
Share = Callable[[ChartGroup], dict[str, Heights]]


class _Placed(NamedTuple):
    """Where the charts of a group lie: from the top of all, under its heading."""

    group: ChartGroup
    top: int
    first: int
    bottom: int


class ChartGrid(QAbstractScrollArea):
    """The grid.

    Attributes:
        at: the number of the chart that the keyboard is at, counted through all groups; -1 for none.

    Signals:
        opened: the person wants to see this indicator.
    """

    opened = Signal(object)
    rings = True

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.at = -1
        self._placed: list[_Placed] = []
        self._order: dict[int, Sequence[Indicator]] = {}
        self._heights: dict[int, dict[str, Heights]] = {}
        self._charts: dict[str, SmallChart] = {}
        self._pictures: OrderedDict[tuple[int, str], QPixmap] = OrderedDict()
        self._make: Make | None = None
        self._arrange: Arrange = lambda group: group.indicators
        self._share: Share = lambda _group: {}
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._go_ahead)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Charts")

    def show_groups(self, groups: Sequence[ChartGroup], make: Make, arrange: Arrange, share: Share | None) -> None:
        """Show other groups.

        Args:
            groups: one below the other.
            make: gives the chart of an indicator.
            arrange: gives the order within a group.
            share: gives the axes that charts of a group share, by unit; None where each has its own.
        """
        kept = self.current()
        self._make, self._arrange, self._share = make, arrange, share or (lambda _group: {})
        self._order, self._heights, self._charts = {}, {}, {}
        self._pictures.clear()
        self._place(groups)
        self.at = self._number_of(kept) if kept is not None else -1
        self.viewport().update()
        self._ahead.start()

    @property
    def count(self) -> int:
        """How many charts there are."""
        last = self._placed[-1] if self._placed else None
        return last.first + len(last.group.indicators) if last else 0

    def current(self) -> Indicator | None:
        """The indicator that the keyboard is at."""
        return self.indicator(self.at) if 0 <= self.at < self.count else None

    def indicator(self, number: int) -> Indicator:
        """That of a chart."""
        group = self._group_of(number)
        return self._ordered(group)[number - self._placed[group].first]

    def chart(self, number: int) -> SmallChart:
        """What a chart shows."""
        return self._chart(self.indicator(number))

    def axis(self, number: int) -> Heights:
        """The lowest and the highest of a chart's axis."""
        group, chart = self._group_of(number), self.chart(number)
        return self._shared(group).get(chart.indicator.unit) or chart.heights

    def box(self, number: int) -> QRect:
        """Where a chart lies in the viewport."""
        group = self._placed[self._group_of(number)]
        row, column = divmod(number - group.first, self._columns)
        wide, high, gap = self._wide, look.space(HIGH), look.space(GAP)
        top = group.top + self._heading + row * (high + gap) - self.verticalScrollBar().value()
        return QRect(round(column * (wide + gap)), top, wide, high)

    def number_at(self, place: QPoint) -> int:
        """The chart at a place of the viewport; -1 for none."""
        return next((n for n in self.seen() if self.box(n).contains(place)), -1)

    def seen(self) -> range:
        """The numbers of the charts that are seen, at least in part."""
        if not self._placed:
            return range(0)
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        tops = [placed.top for placed in self._placed]
        first, last = max(0, bisect_right(tops, top) - 1), max(0, bisect_right(tops, bottom) - 1)
        return range(self._row_at(first, top), min(self.count, self._row_at(last, bottom) + self._columns))

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), self.count
        page = max(1, self.viewport().height() // (look.space(HIGH) + look.space(GAP))) * self._columns
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count,
        }  # fmt: skip
        self.setProperty("keys", True)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and (there := self.current()) is not None:
            self.opened.emit(there)
        elif key in steps and count:
            self._go(max(0, min(count - 1, (self.at if self.at >= 0 else 0) + steps[key])) if self.at >= 0 else 0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.number_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._go(number)
            self.opened.emit(self.indicator(number))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.number_at(event.pos())
            QToolTip.showText(event.globalPos(), self.chart(number).said if number >= 0 else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._pictures.clear()
            self._place([placed.group for placed in self._placed])
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = next(iter(self.seen()), -1)
        self._pictures.clear()
        self._place([placed.group for placed in self._placed])
        if top > 0:
            self._bring(top)

    def _go(self, number: int) -> None:
        self.at = number
        self._bring(number)
        self.setAccessibleDescription(self.chart(number).said)
        self.viewport().update()

    def _bring(self, number: int) -> None:
        box, bar = self.box(number), self.verticalScrollBar()
        if box.top() < 0:
            bar.setValue(bar.value() + box.top() - self._heading)
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + box.bottom() - self.viewport().height() + look.space(1))

    # -- where things lie

    @property
    def _heading(self) -> int:
        return QFontMetrics(look.font("heading")).height() + look.space(2)

    @property
    def _columns(self) -> int:
        return max(1, (self.viewport().width() + look.space(GAP)) // (look.space(LEAST) + look.space(GAP)))

    @property
    def _wide(self) -> int:
        gaps = (self._columns - 1) * look.space(GAP)
        return (self.viewport().width() - gaps) // self._columns

    def _place(self, groups: Sequence[ChartGroup]) -> None:
        top, first = 0, 0
        self._placed = []
        for group in groups:
            rows = -(-len(group.indicators) // self._columns)
            bottom = top + self._heading + rows * (look.space(HIGH) + look.space(GAP)) + look.space(1)
            self._placed.append(_Placed(group, top, first, bottom))
            top, first = bottom, first + len(group.indicators)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(look.space(6))

    def _row_at(self, group: int, height: int) -> int:
        """The first chart of the row of a group at a height, counted from the top of all."""
        placed = self._placed[group]
        row = max(0, height - placed.top - self._heading) // (look.space(HIGH) + look.space(GAP))
        rows = -(-len(placed.group.indicators) // self._columns)
        return placed.first + min(row, rows - 1) * self._columns

    def _group_of(self, number: int) -> int:
        return bisect_right([placed.first for placed in self._placed], number) - 1

    def _number_of(self, indicator: Indicator) -> int:
        for group, placed in enumerate(self._placed):
            if any(each.id == indicator.id for each in placed.group.indicators):
                return placed.first + [each.id for each in self._ordered(group)].index(indicator.id)
        return -1

    # -- what is made once

    def _ordered(self, group: int) -> Sequence[Indicator]:
        if group not in self._order:
            self._order[group] = self._arrange(self._placed[group].group)
        return self._order[group]

    def _chart(self, indicator: Indicator) -> SmallChart:
        if indicator.id not in self._charts:
            assert self._make is not None
            self._charts[indicator.id] = self._make(indicator)
        return self._charts[indicator.id]

    def _shared(self, group: int) -> dict[str, Heights]:
        if group not in self._heights:
            self._heights[group] = self._share(self._placed[group].group)
        return self._heights[group]

    def _go_ahead(self) -> None:
        """While nothing else is to be done, make what will be seen when one scrolls: a chart at a time."""
        if self._make is None or not self.isVisible():
            return
        for placed in self._placed:
            for each in placed.group.indicators:
                if each.id not in self._charts:
                    self._chart(each)
                    self._ahead.start()
                    return
        for group in range(len(self._placed)):
            if group not in self._order:
                self._ordered(group)
                self._shared(group)
                self._ahead.start()
                return

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self.viewport()), look.colours()
        painter.fillRect(event.rect(), QColor(c.window))
        above = self.verticalScrollBar().value()
        for placed in self._placed:
            box = QRect(0, placed.top - above, self.viewport().width(), self._heading)
            if box.intersects(event.rect()):
                painter.setFont(look.font("heading"))
                painter.setPen(QColor(c.text))
                words = painter.fontMetrics().elidedText(
                    placed.group.title, Qt.TextElideMode.ElideRight, box.width() - look.space(2)
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        for number in self.seen():
            box = self.box(number)
            if box.intersects(event.rect()):
                painter.drawPixmap(box.topLeft(), self._picture(number, box.size()))
                if number == self.at and self.property("keys"):
                    painter.setPen(QPen(QColor(c.focus), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)

    def _picture(self, number: int, size: QSize) -> QPixmap:
        key = self._group_of(number), self.indicator(number).id
        if (found := self._pictures.get(key)) is not None:
            self._pictures.move_to_end(key)
            return found
        ratio = self.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(look.colours().window))
        painter = QPainter(made)
        draw_small(painter, QRectF(0, 0, size.width(), size.height()), self.chart(number), self.axis(number))
        painter.end()
        self._pictures[key] = made
        if len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        return made
