"""The trends of a theme, beside each other where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.figures import called, capital
from app.domain.records import Indicator
from app.domain.trend import Chart
from app.ui import look

from .lines import written

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart

LEAST_WIDE, HIGH = 480, 200  # pixels of a chart


class Trends(QWidget):
    """Charts, each under its name and how its indicator stands; drawn one by one, so that the reader can go on.

    Attributes:
        charts: those that are drawn, as they stand beside each other.

    Signals:
        point_chosen: Enter or a click on a point: its reading.
        grown: a chart was drawn.
    """

    point_chosen = Signal(object)
    grown = Signal()

    def __init__(self, drawn: Sequence[tuple[Indicator, str, Callable[[], Chart]]], parent: QWidget | None = None):
        """`drawn` are indicators, each with how it stands in short and what works its chart out."""
        super().__init__(parent)
        self.charts: list[TrendChart] = []
        self._waiting: list[tuple[Callable[[], Chart], QVBoxLayout, QLabel]] = []
        self._cells = [self._cell(indicator, short, draw) for indicator, short, draw in drawn]
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, look.space(1), 0, 0)
        self._grid.setHorizontalSpacing(look.space(7))
        self._grid.setVerticalSpacing(look.space(3))
        self._arrange()
        QTimer.singleShot(0, self, self._draw_next)

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

    def _cell(self, indicator: Indicator, short: str, draw: Callable[[], Chart]) -> QWidget:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.25))
        column.addWidget(written(capital(called(indicator)), "point"))
        column.addWidget(written(short, "body", quiet=True))
        note = written("", "small", quiet=True)
        held = QVBoxLayout()
        held.addSpacing(HIGH)  # nothing moves when it is drawn
        column.addLayout(held)
        column.addWidget(note)
        column.addStretch()
        self._waiting.append((draw, held, note))
        return cell

    def _draw_next(self) -> None:
        from app.ui.widgets.trend_chart import TrendChart

        if not self._waiting:
            return
        draw, held, note = self._waiting.pop(0)
        drawn, shown = draw(), TrendChart()
        shown.setFixedHeight(HIGH)
        shown.show_chart(replace(drawn, annotations=()))  # their numbers are listed on the indicator's own page
        shown.point_chosen.connect(self.point_chosen)
        held.takeAt(0)
        held.addWidget(shown)
        shown.show()  # at once, so that it can take the keyboard
        starred = f"* {drawn.illustrative}" if drawn.illustrative else ""
        said = (drawn.movement, *(remark.text for remark in drawn.remarks), drawn.left_out, starred)
        note.setText(" ".join(filter(None, said)))
        self.charts.append(shown)
        self.grown.emit()
        QTimer.singleShot(0, self, self._draw_next)
