"""The trends of a theme, below each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.chart import Chart
from app.domain.figures import capital, short_name
from app.domain.records import Indicator
from app.ui import look
from app.ui.kit import block, column
from app.ui.widgets.whole_lines import Prose

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart

HIGH = 200  # pixels of a chart


class Trends(QWidget):
    """Charts, each under its name and how its indicator stands; drawn one by one, so that the reader can go on.

    Attributes:
        charts: those that are drawn.

    Signals:
        point_chosen: Enter or a click on a point: its reading.
        grown: another one is drawn.
    """

    point_chosen = Signal(object)
    grown = Signal()

    def __init__(
        self, found: Sequence[tuple[Indicator, str, Callable[[], Chart]]], parent: QWidget | None = None
    ):  # fmt: skip
        """Each an indicator, how it stands in a few words, and what works out its chart."""
        super().__init__(parent)
        self.charts: list[TrendChart] = []
        self._waiting: list[tuple[Callable[[], Chart], QVBoxLayout, QLabel]] = []
        column(*(self._cell(*each) for each in found), on=self, gap=look.space(3))
        QTimer.singleShot(0, self, self._draw_next)

    def _cell(self, indicator: Indicator, short: str, draw: Callable[[], Chart]) -> QWidget:
        note, held = Prose("", "body", quiet=True), column(HIGH)  # nothing moves when it is drawn
        self._waiting.append((draw, held, note))
        title = Prose(capital(short_name(indicator)), "point")
        return block(column(title, Prose(short, "body", quiet=True), held, note, gap=look.space(0.25)))

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
