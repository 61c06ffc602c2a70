"""The trends of a theme, beside each other where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.figures import called, capital
from app.domain.trend import Chart
from app.ui import look

from .lines import written

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart

LEAST_WIDE, HIGH = 480, 200  # pixels of a chart


class Trends(QWidget):
    """Charts, each under its name and how its indicator stands.

    Attributes:
        charts: as they stand beside each other.

    Signals:
        point_chosen: Enter or a click on a point: its reading.
    """

    point_chosen = Signal(object)

    def __init__(self, drawn: Sequence[tuple[Chart, str]], parent: QWidget | None = None):
        """`drawn` are the charts, each with how its indicator stands in short."""
        super().__init__(parent)
        self.charts: list[TrendChart] = []
        self._cells = [self._cell(chart, short) for chart, short in drawn]
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, look.space(1), 0, 0)
        self._grid.setHorizontalSpacing(look.space(7))
        self._grid.setVerticalSpacing(look.space(3))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In rows as even as the width allows."""
        most = max(1, self.width() // LEAST_WIDE)
        rows = -(-len(self._cells) // most)
        across = -(-len(self._cells) // rows)
        if across == self._across:
            return
        self._across = across
        over = -len(self._cells) % across  # what the last row has room for goes to its last chart
        for number, cell in enumerate(self._cells):
            wide = 1 + over if cell is self._cells[-1] else 1
            self._grid.addWidget(cell, number // across, number % across, 1, wide)
        for number in range(len(self._cells)):
            self._grid.setColumnStretch(number, int(number < across))

    def _cell(self, drawn: Chart, short: str) -> QWidget:
        from app.ui.widgets.trend_chart import TrendChart

        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.25))
        column.addWidget(written(capital(called(drawn.indicator)), "point"))
        column.addWidget(written(short, "body", quiet=True))
        shown = TrendChart()
        shown.setFixedHeight(HIGH)
        shown.show_chart(replace(drawn, annotations=()))  # their numbers are listed on the indicator's own page
        shown.point_chosen.connect(self.point_chosen)
        column.addWidget(shown)
        if drawn.illustrative:
            column.addWidget(written(f"* {drawn.illustrative}", "small", quiet=True))
        column.addStretch()
        self.charts.append(shown)
        return cell
