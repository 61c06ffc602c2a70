"""What the walk is made of: how far it is, headings over lines of which many begin short, and trends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.chart import Chart
from app.domain.figures import capital, short_name
from app.domain.records import Indicator
from app.domain.unread import State
from app.ui import look
from app.ui.kit import STRETCH, block, column, row
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.whole_lines import Prose, WholeLines

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart

HIGH, WIDE = 8, 36  # pixels of a segment


class Progress(QWidget):
    """The segments; the one that is seen has a line under it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._states: Sequence[State] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, states: Sequence[State], at: int) -> None:
        """Show how far each step was read, and at which one the reader is."""
        self._states, self._at = states, at
        read = sum(state.read for state in states)
        self.setAccessibleName(f"Step {at + 1} of {len(states)}. {read} read as they are now")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self._states)) * (WIDE + look.space(0.75)), HIGH + look.space(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        c, painter = look.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, state in enumerate(self._states):
            box = QRectF(number * (WIDE + look.space(0.75)) + 1, 1, WIDE, HIGH)
            painter.setPen(QPen(QColor(c.accent if state.day else c.border), 1))
            painter.setBrush(QColor(c.accent) if state.read else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
            if state.day and not state.read:  # half full: read once, and changed since
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(c.accent))
                painter.drawRoundedRect(QRectF(box.x(), box.y(), WIDE / 2, HIGH), 4, 4)
            if number == self._at:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(c.text))
                painter.drawRoundedRect(QRectF(box.x(), box.bottom() + 4, WIDE, 2), 1, 1)


FEW, MOST = 6, 12  # lines before "more": of a list among others, and of what a step is about
EDGE = (look.space(1), 0)  # level with the marks of lines


class WalkSection(QWidget):
    """A heading over lines.

    Attributes:
        lines: what it lists.
    """

    def __init__(self, title: str, aside: str = "", few: int = MOST, *, asks: bool = False):
        """A section; `asks`: each of its lines can be asked about."""
        super().__init__()
        self.lines = WholeLines(title, few, large=True)
        self.lines.asks = asks
        self._said = column(gap=look.space(1), edge=EDGE)
        head = row(look.label(title, "heading"), STRETCH, look.label(aside, quiet=True), edge=EDGE)
        column(head, look.space(1), self._said, self.lines, on=self)

    def say(self, sentence: str, role: str = "body") -> WalkSection:
        """Say what holds for all of it, or why there is no line; nothing, where the sentence is empty."""
        if sentence:
            self._said.addWidget(Prose(sentence, role, quiet=True))
        return self

    def show_lines(self, lines: Sequence[ListLine], first: int | None = None, fold_words: str = "") -> WalkSection:
        """Show lines, as of `WholeLines`."""
        self.lines.show_lines(lines, first, fold_words)
        return self

    def prose(self, label: str, text: str) -> WalkSection:
        """Say what a person wrote, under its name."""
        name: QLabel = look.label(label, quiet=True)
        self._said.addLayout(column(name, Prose(text.strip()), gap=look.space(0.5)))
        self._said.addSpacing(look.space(1))
        return self


CHART_HIGH = 200  # pixels of a chart


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
        note, held = Prose("", "body", quiet=True), column(CHART_HIGH)  # nothing moves when it is drawn
        self._waiting.append((draw, held, note))
        title = Prose(capital(short_name(indicator)), "point")
        return block(column(title, Prose(short, "body", quiet=True), held, note, gap=look.space(0.25)))

    def _draw_next(self) -> None:
        from app.ui.widgets.trend_chart import TrendChart

        if not self._waiting:
            return
        draw, held, note = self._waiting.pop(0)
        drawn, shown = draw(), TrendChart()
        shown.setFixedHeight(CHART_HIGH)
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
