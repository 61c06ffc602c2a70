"""The chosen indicator: how it stands and why, its trend, its readings, what it is, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.records import Indicator, Reading
from app.domain.schedule import PartialDate
from app.domain.trend import Chart, chart
from app.ui import look
from app.ui.widgets.card import ListArea, ListRow, RowList, rule
from app.ui.widgets.clamped import ClampedLabel
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.plan_of import why_not_editing
from app.ui.widgets.rag_badge import StatusLine, Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import HistoryLines
from app.ui.widgets.tabs import Tabs

from .about import About
from .readings import Readings

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart
    from app.workspace import Workspace


class IndicatorDetail(QFrame):
    """One indicator.

    Attributes:
        indicator: the one that is shown; None before the first.
        readings, about, events, history: the views at the right, behind `tabs`.

    Signals:
        enter_wanted, edit_wanted, override_wanted, lift_wanted, remove_wanted: a button was pressed.
    """

    enter_wanted = Signal()
    edit_wanted = Signal()
    override_wanted = Signal()
    lift_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, attempt: Callable[..., bool], can_open: Callable[[Any], bool], parent: QWidget | None = None):
        """A detail that writes through `attempt`, as of `Page`, and leads where `can_open` says."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.indicator: Indicator | None = None
        self._workspace: Workspace | None = None
        self.ref, self.title = look.label(quiet=True), ElidedLabel("", "heading")
        self.key = Tag("key", "A key indicator: off track, it puts its themes off track.")
        self.context = Tag("context", "For context only: no target is meant, so that it is never rated.")
        self.enter_button, self.edit_button = QPushButton("&Enter reading"), QPushButton("Ed&it")
        self.override_button = QPushButton("Set stat&us by hand")
        self.take_out = QPushButton("Remove")
        self.more = RecordMenu()
        self.take_out.setProperty("kind", "link")
        self.lift_button = QPushButton("Let the computed status stand")
        self.lift_button.setProperty("kind", "link")
        self.status, self.reason = StatusLine(), ClampedLabel(most=2)
        self.alone = ElidedLabel(quiet=True)
        self.trend = TrendView()
        self.tabs = Tabs()
        self.readings, self.about = Readings(), About(attempt, can_open)
        self.events, self.history = RowList(), HistoryLines()
        self._assemble()
        self._connect()

    def show_indicator(self, workspace: Workspace, indicator: Indicator) -> None:
        """Show how an indicator stands now."""
        self._workspace, self.indicator = workspace, indicator
        rating = workspace.ratings.of(indicator)
        self.ref.setText(indicator.ref)
        self.title.setText(indicator.title)
        self.key.setVisible(indicator.key)
        self.context.setVisible(indicator.is_context)
        self.status.setVisible(not indicator.is_context)
        self.status.show_rating(rating)
        self.reason.show_text(rating.reason)
        self.alone.setText(rating.alone_words + ("." if rating.alone_words else ""))
        self.alone.setVisible(bool(rating.alone_words))
        self.lift_button.setVisible(not why_not_editing(self) and bool(rating.override or rating.expired))
        self.more.show_record(indicator)
        mark(self, indicator)
        for button in (self.enter_button, self.edit_button, self.override_button, self.take_out):
            button.setEnabled(not why_not_editing(self))
            button.setToolTip(why_not_editing(self))
        if not why_not_editing(self):
            self.enter_button.setToolTip("Ctrl+Return")
            self.take_out.setToolTip("Take the indicator out of the plan, with its readings; undo brings it back")
        self.trend.show_chart(chart(workspace.plan, indicator, workspace.ratings), writable=not why_not_editing(self))
        self.tabs.refresh()

    def _assemble(self) -> None:
        self.enter_button.setProperty("kind", "primary")
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.addWidget(self.ref)
        head.addWidget(self.title, 1)
        head.addWidget(self.key)
        head.addWidget(self.context)
        head.addSpacing(look.space(1))
        for button in (self.enter_button, self.edit_button, self.override_button, self.take_out, self.more):
            head.addWidget(button)
        stands = QHBoxLayout()
        stands.setSpacing(look.space(2))
        self.status.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.reason)
        words.addWidget(self.trend.takeaway)
        words.addWidget(self.alone)
        stands.addWidget(self.status)
        stands.addLayout(words, 1)
        stands.addWidget(self.lift_button)
        past = ListArea()
        past.setWidget(self.history)
        self.tabs.words.setAccessibleName("Views of the indicator")
        self.tabs.add("&Values", self.readings, self._fill_readings)
        self.tabs.add("&About", self.about, self._fill_about)
        events = ListArea()
        events.setWidget(self.events)
        self.tabs.add("E&vents", events, self._fill_events)
        self.tabs.add("&History", past, self._fill_history)
        for button in (self.readings.ask_button, self.readings.correct_button, self.readings.remove_button):
            self.tabs.corner.addWidget(button)
        body = QGridLayout()
        body.setHorizontalSpacing(look.space(3))
        body.addWidget(self.trend, 0, 0)
        body.addWidget(self.tabs, 0, 1)
        body.setColumnStretch(0, 5)
        body.setColumnStretch(1, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space(2), look.space(1.5), look.space(2), look.space(1.5))
        column.setSpacing(look.space(1))
        column.addLayout(head)
        column.addLayout(stands)
        column.addWidget(rule())
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.enter_button.clicked.connect(self.enter_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.override_button.clicked.connect(self.override_wanted)
        self.take_out.clicked.connect(self.remove_wanted)
        self.trend.point_chosen.connect(self._choose_reading)
        self.lift_button.clicked.connect(self.lift_wanted)
        self.trend.nothing.started.connect(self.enter_wanted)
        self.tabs.words.currentChanged.connect(self._place_buttons)

    def _place_buttons(self, index: int) -> None:
        for button in (self.readings.ask_button, self.readings.correct_button, self.readings.remove_button):
            button.setVisible(index == 0)

    def _fill_readings(self) -> None:
        if self._workspace and self.indicator:
            self.readings.show_indicator(self._workspace.plan, self.indicator, writable=not why_not_editing(self))

    def _fill_about(self) -> None:
        if self._workspace and self.indicator:
            self.about.show_indicator(self._workspace, self.indicator)

    def _fill_events(self) -> None:
        found = self.trend.shown.annotations if self.trend.shown else ()
        rows = [
            ListRow(text=f"{mark.number}  {event.text}", word=event.when, target=event.record,
                    illustrative=event.illustrative)
            for mark in found for event in mark.events
        ]  # fmt: skip
        self.events.show_rows(rows, "Nothing with a date happened while it was measured.")

    def choose_period(self, period: PartialDate | None) -> None:
        """Choose the reading for a period, such as the one that was just entered."""
        found = next((row for row in self.readings.table.records.rows if row.reading.period == period), None)
        if found is not None:
            self.readings.table.select(found.id)

    def _choose_reading(self, reading: Reading) -> None:
        self.tabs.words.setCurrentIndex(0)
        self.readings.table.select(reading.id)

    def _fill_history(self) -> None:
        if self._workspace and self.indicator:
            self.history.show_record(self._workspace, self.indicator)


class TrendView(QWidget):
    """The chart, and below it how it was made.

    Attributes:
        takeaway: how the figure moved and what may come of it; whoever shows the chart places it.
        chart: drawn by pyqtgraph, which is loaded with the first chart; None before.
        shown: what it draws; None before the first.
        nothing: what stands there without a reading.

    Signals:
        point_chosen: the person chose a point: its reading.
    """

    point_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.chart: TrendChart | None = None
        self.shown: Chart | None = None
        self.takeaway = ClampedLabel(most=3)
        self.settings = ClampedLabel(role="small", most=3)
        self.settings.setProperty("quiet", True)
        self.nothing = EmptyState(
            "No reading yet", "Its trend is drawn from the first reading on.", "Enter the first reading"
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(0.75))
        self._column.addWidget(self.nothing, 1)
        self._column.addWidget(self.settings)

    def show_chart(self, shown: Chart, *, writable: bool = True) -> None:
        """Show another chart."""
        self.shown = shown
        there = bool(shown.points or shown.planned)
        self.nothing.setVisible(not there)
        self.nothing.button.setVisible(writable)
        self.takeaway.setVisible(there)
        self.settings.setVisible(there or bool(shown.left_out))
        if there and self.chart is None:
            from app.ui.widgets.trend_chart import TrendChart

            self.chart = TrendChart()
            self.chart.point_chosen.connect(self.point_chosen)
            self._column.insertWidget(0, self.chart, 1)
        if self.chart is not None:
            self.chart.setVisible(there)
            if there:
                self.chart.show_chart(shown)
        self.takeaway.show_text(" ".join([shown.movement, *(remark.text for remark in shown.remarks)]))
        self.settings.show_text(" ".join(_settings(shown)))


def _settings(shown: Chart) -> Sequence[str]:
    starred = f"* {shown.illustrative}" if shown.illustrative else ""
    parts = (f"{shown.polarity}.", shown.variation_words, shown.settings, starred, shown.left_out)
    return list(filter(None, parts))
