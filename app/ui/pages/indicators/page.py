"""The page: a table of all indicators, and below it the chosen one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.records import Indicator, Provenance, Reading, Record, Risk, Theme
from app.domain.status import Status
from app.ui import look
from app.ui.dialogs.question import ask, let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.page import ALL_KINDS, Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.combo import Combo
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_table import RecordTable, TableBar

from .detail import IndicatorDetail
from .rows import COLUMNS, CONTEXT, IndicatorRow

_IRRELEVANT = frozenset({Risk})
DETAIL_LEAST = 46  # steps of the grid: a lower chart would lose its axis
COUNT_FROM = 110  # steps of the grid: on a narrower page the filter needs the room of the count


class IndicatorsPage(Page):
    """All indicators and the chosen one.

    Attributes:
        table: one row for each; `bar` narrows it, also to a status or a theme.
        detail: the chosen one.
        empty: what stands there while the plan has no indicator.
    """

    title = "Indicators"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.table: RecordTable[IndicatorRow] = RecordTable("indicators", COLUMNS)
        self.table.setAccessibleName("Indicators")
        self.bar = TableBar(self.table, "indicator")
        self.by_status, self.by_theme = Combo(), Combo()
        self.new_button = QPushButton("&New indicator")
        self.detail = IndicatorDetail(self.attempt, self.can_open)
        self.empty = EmptyState(
            "No indicators yet",
            "An indicator is something measured again and again, with where it should be: such as the share of "
            "contacts decided within a day. Its status follows from its readings.",
            "New indicator",
        )
        self._several: Several | None = None
        self._assemble()
        self._connect()

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        if not kinds - _IRRELEVANT:
            return
        plan, ratings = self.workspace.plan, self.workspace.ratings
        indicators = plan.all(Indicator)
        self._views.setCurrentIndex(0 if indicators else 1)
        self.new_button.setEnabled(self.can_edit)
        self.empty.button.setVisible(self.can_edit)
        if kinds >= ALL_KINDS or Theme in kinds:
            self._offer_themes()
        self.table.show_records(IndicatorRow(indicator, plan, ratings) for indicator in indicators)
        if self.table.current() is None:
            self._choose_first()
        else:
            self._show_chosen()

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            self._clear_filters()
            self._several = target
            self._narrow()
            self._choose_first()
        elif isinstance(target, Reading):
            self.reveal(self.workspace.find(target.indicator))
        elif isinstance(target, Indicator):
            if not self.table.select(target.id):
                self._clear_filters()
                self.table.select(target.id)
            self.table.setFocus()
        elif target is None:
            self._clear_filters()

    def find(self) -> None:
        self.bar.line.setFocus()
        self.bar.line.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.bar.count.setVisible(self.width() >= look.space(COUNT_FROM))

    # -- what the person does

    def new_indicator(self) -> None:
        """Let the person write a new indicator, and show it."""
        from app.ui.dialogs.write import new_record

        made = new_record(self.workspace, Indicator, self)
        if made is not None:
            self.session.say(f"Added {made.name}.")
            self.opened.emit(made)

    def edit(self) -> None:
        """Let the person change the chosen indicator."""
        from app.ui.dialogs.write import edit_record

        if self.detail.indicator is not None and self.can_edit:
            edit_record(self.workspace, self.detail.indicator, self)

    def enter_reading(self, reading: Reading | None = None) -> None:
        """Let the person enter the next reading of the chosen indicator, or correct one."""
        from app.ui.dialogs.reading import ReadingDialog

        if self.detail.indicator is not None and self.can_edit:
            dialog = ReadingDialog(self.workspace, self.detail.indicator, reading, self)
            dialog.exec()
            if dialog.done_words:
                self.session.say(dialog.done_words)
            if dialog.saved is not None:
                self.detail.choose_period(dialog.saved.period)

    def set_status(self) -> None:
        """Let the person set the chosen indicator's status by hand."""
        from app.ui.dialogs.override import set_status

        if self.detail.indicator is not None:
            set_status(self.workspace, self.detail.indicator, self)

    def lift_status(self) -> None:
        """Let the chosen indicator's computed status stand again."""
        from app.ui.dialogs.override import let_computed_stand

        indicator = self.detail.indicator
        if indicator is not None:
            self.attempt(lambda: let_computed_stand(self.workspace, indicator))

    def remove(self) -> None:
        """Take the chosen indicator out of the plan, with its readings."""
        indicator = self.detail.indicator
        if indicator is not None:
            done = "Removed the indicator."
            self.attempt(lambda: self.workspace.remove(indicator, label=f"Remove {indicator.name}"), done)

    def remove_reading(self, reading: Reading) -> None:
        """Take a reading out of the plan."""
        indicator = self.detail.indicator
        if indicator is not None:
            label = f"Remove the reading of {indicator.ref or indicator.title} for {reading.period}"
            done = f"Removed the reading for {reading.period}."
            self.attempt(lambda: self.workspace.remove(reading, label=label), done)

    def adopt(self, marks: tuple[Provenance, ...]) -> None:
        """Let illustrative values stand as the person's own."""
        indicator = self.detail.indicator
        if indicator is not None:
            label = f"Confirm values of {indicator.ref or indicator.title}"
            self.attempt(lambda: self.workspace.remove(*marks, label=label))

    # -- inside

    def _assemble(self) -> None:
        self.by_status.setAccessibleName("Status")
        self.by_status.addItem("Any status", None)
        for status in (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_RATED):
            self.by_status.addItem(status.word, status)
        self.by_status.addItem("For context", CONTEXT)
        self.by_theme.setAccessibleName("Theme")
        self.by_theme.addItem("Any theme", None)
        self.bar.line.setMinimumWidth(look.space(15))
        self.bar.row.insertWidget(1, self.by_status)
        self.bar.row.insertWidget(2, self.by_theme)
        for earlier, later in pairwise((self.bar.line, self.by_status, self.by_theme, self.bar.columns)):
            QWidget.setTabOrder(earlier, later)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(look.label(self.title, "title"))
        head.addWidget(self.bar, 1)
        head.addWidget(self.new_button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(look.space(1.5))
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([240, 400])
        self.detail.setMinimumHeight(look.space(DETAIL_LEAST))
        there = QWidget()
        column = QVBoxLayout(there)
        column.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        column.setSpacing(look.space(1.5))
        column.addLayout(head)
        column.addWidget(split, 1)
        self._views = QStackedWidget()
        self._views.addWidget(there)
        self._views.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(self.edit)
        self.by_status.currentIndexChanged.connect(self._narrow)
        self.by_theme.currentIndexChanged.connect(self._narrow)
        self.new_button.clicked.connect(self.new_indicator)
        self.empty.started.connect(self.new_indicator)
        self.detail.enter_wanted.connect(self.enter_reading)
        self.detail.edit_wanted.connect(self.edit)
        self.detail.override_wanted.connect(self.set_status)
        self.detail.lift_wanted.connect(self.lift_status)
        self.detail.remove_wanted.connect(self.remove)
        self.detail.readings.correct.connect(self.enter_reading)
        self.detail.readings.remove.connect(self.remove_reading)
        self.detail.about.opened.connect(self.opened)
        self.detail.history.opened.connect(self.opened)
        self.detail.events.opened.connect(self._open_event)
        self.detail.about.adopted.connect(self.adopt)
        let_settle(self.detail.about.sources.apart, lambda: self.workspace, self.attempt, self)
        let_ask(self.detail.about.sources.asked, lambda: self.workspace, self)
        self.detail.readings.ask.connect(lambda reading: ask(self.workspace, reading, self))
        enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.activated.connect(self.enter_reading)

    def _offer_themes(self) -> None:
        chosen = self.by_theme.currentData()
        self.by_theme.blockSignals(True)
        while self.by_theme.count() > 1:
            self.by_theme.removeItem(1)
        for theme in sorted(self.workspace.all(Theme), key=lambda t: t.number or 0):
            self.by_theme.addItem(theme.name, theme.id)
        self.by_theme.setCurrentIndex(max(0, self.by_theme.findData(chosen)))
        self.by_theme.blockSignals(False)
        self._narrow()

    def _open_event(self, record: Record) -> None:
        if self.can_open(record):
            self.opened.emit(record)

    def _narrow(self) -> None:
        status, theme, several = self.by_status.currentData(), self.by_theme.currentData(), self._several
        if status is None and theme is None and several is None:
            self.bar.narrow(None)
            return
        self.bar.narrow(
            lambda row: (
                (status is None or status == (CONTEXT if row.indicator.is_context else row.rating.status))
                and (theme is None or any(t.id == theme for t in row.themes))
                and (several is None or row.id in several.keys)
            )
        )

    def _clear_filters(self) -> None:
        self._several = None
        self.bar.line.clear()
        self.by_status.setCurrentIndex(0)
        self.by_theme.setCurrentIndex(0)
        self._narrow()

    def _choose_first(self) -> None:
        if self.table.records.rows:
            self.table.select(self.table.records.rows[0].id)
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.table.current()
        if row is None and self.table.records.rows:  # the chosen one was filtered out
            self.table.select(self.table.records.rows[0].id)
            return
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_indicator(self.workspace, row.indicator)
