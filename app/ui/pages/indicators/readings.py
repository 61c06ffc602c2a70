"""The readings of one indicator as a table, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.figures import figure, listed
from app.domain.plan import Plan
from app.domain.records import Indicator, Reading
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_story import source_words
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.tagged import TaggedDelegate

LEFT_OUT = "not in the series"


@dataclass(frozen=True)
class ReadingRow:
    """A reading with the plan that says where it comes from."""

    reading: Reading
    unit: str
    plan: Plan
    in_series: bool = True

    @property
    def id(self) -> str:
        return self.reading.id

    @property
    def value(self) -> str:
        value = self.reading.value
        return "" if value is None else ("about " if self.reading.about else "") + figure(value, self.unit)

    @property
    def planned(self) -> str:
        return "" if self.reading.planned is None else figure(self.reading.planned, self.unit)

    @property
    def note(self) -> str:
        """What happened, and where the value comes from."""
        found = [p.source for p in self.plan.sources(self.reading) if p.field in ("", "value") and p.source]
        paragraphs = [source for source in dict.fromkeys(found) if source_words(source) != source]
        others = [source for source in dict.fromkeys(found) if source not in paragraphs]
        where = f"Paragraph{'s' if len(paragraphs) > 1 else ''} {listed(paragraphs)}" if paragraphs else ""
        return " · ".join(filter(None, (self.reading.note, where, *others)))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is to be known of its value: no source supports it, or it is of another cadence than the rest."""
        illustrative = self.plan.illustrative(self.reading, "value")
        return (*(() if self.in_series else (LEFT_OUT,)), *((ILLUSTRATIVE,) if illustrative else ()))


COLUMNS = [
    Column[ReadingRow](
        name="period", title="Period", text=lambda r: str(r.reading.period), width=128,
        sort=lambda r: r.reading.period,
    ),
    Column[ReadingRow](
        name="value", title="Value", text=lambda r: r.value, right=True, width=92, sort=lambda r: r.reading.value,
    ),
    Column[ReadingRow](
        name="planned", title="Planned", text=lambda r: r.planned, right=True, width=80,
        sort=lambda r: r.reading.planned,
    ),
    Column[ReadingRow](
        name="note", title="Note and source", text=lambda r: r.note, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: r.tags,
    ),
]  # fmt: skip
PLANNED = 2


class Readings(QWidget):
    """The table, and what can be done with the chosen reading.

    Attributes:
        table: one row for each period.
        ask_button, correct_button, remove_button: for the chosen one; whoever shows the table places them.

    Signals:
        correct: the person wants to correct this reading (Enter, double click).
        remove: the person wants this reading gone (Delete).
        ask: the person asks about this reading, which is a point of the chart.
    """

    correct = Signal(object)
    remove = Signal(object)
    ask = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.table: RecordTable[ReadingRow] = RecordTable("readings", COLUMNS)
        self.table.setAccessibleName("Readings")
        self.ask_button = QPushButton("Ask")
        self.ask_button.setToolTip("Ask about the chosen reading")
        self.correct_button, self.remove_button = QPushButton("Correct"), QPushButton("Remove")
        self.correct_button.setToolTip("Correct the chosen reading (Enter)")
        self.remove_button.setToolTip("Remove the chosen reading (Delete); undo brings it back")
        self._writable = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.table.opened.connect(lambda row: self._send(self.correct, row))
        self.table.chosen.connect(self._enable)
        self.correct_button.clicked.connect(lambda: self._send(self.correct, self.table.current()))
        self.ask_button.clicked.connect(lambda: self._send(self.ask, self.table.current()))
        self.remove_button.clicked.connect(lambda: self._send(self.remove, self.table.current()))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._send(self.remove, self.table.current()))

    def show_indicator(self, plan: Plan, indicator: Indicator, *, writable: bool) -> None:
        """Show an indicator's readings."""
        self._writable = writable
        readings = plan.readings(indicator)
        self.table.setColumnHidden(PLANNED, all(reading.planned is None for reading in readings))
        unfit = {reading.id for reading in plan.unfit(indicator)}
        self.table.show_records(ReadingRow(r, indicator.unit, plan, r.id not in unfit) for r in reversed(readings))
        if self.table.current() is None and readings:
            self.table.select(self.table.records.rows[0].id)
        self._enable()

    def _enable(self) -> None:
        on = self._writable and self.table.current() is not None
        for button in (self.ask_button, self.correct_button, self.remove_button):
            button.setEnabled(on)

    def _send(self, signal: SignalInstance, row: ReadingRow | None) -> None:
        if row is not None and self._writable:
            signal.emit(row.reading)
