"""The parts of an indicator's panel: its trend, its readings, what it is, and what happened meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.bar import Bar, judged
from app.domain.chart import Chart
from app.domain.figures import figure, listed
from app.domain.plan import Plan
from app.domain.records import BETTER, UNITS, Indicator, Reading, Record, Theme
from app.domain.schedule import CADENCES
from app.domain.targets import held_now
from app.domain.trend import chart
from app.ui import kit, look, operations
from app.ui.dialogs.indicator import ASKED, minimum_words
from app.ui.page import Page
from app.ui.record.sections import FactLine, PanelSection, say
from app.ui.register.row import RecordRow
from app.ui.widgets.card import ListRow, RowList
from app.ui.widgets.chart_legend import ChartLegend
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_menu import RecordMenu
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_story import source_words
from app.ui.widgets.tagged import TaggedDelegate
from app.ui.widgets.whole_table import WholeTable

from .taking import ChartTaking

if TYPE_CHECKING:
    from app.ui.widgets.trend_chart import TrendChart


LEFT_OUT, PROVISIONAL = "not in the series", "provisional"


@dataclass(frozen=True)
class ReadingRow(RecordRow[Reading]):
    """A reading; `in_series` where it counts in the series of its indicator, which measures in `unit`."""

    unit: str
    in_series: bool = True

    @property
    def value(self) -> str:
        value = self.record.value
        return "" if value is None else ("about " if self.record.about else "") + figure(value, self.unit)

    @property
    def planned(self) -> str:
        return "" if self.record.planned is None else figure(self.record.planned, self.unit)

    @property
    def note(self) -> str:
        """What happened, and where the value comes from."""
        found = [p.source for p in self.plan.sources(self.record) if p.field in ("", "value") and p.source]
        paragraphs = [source for source in dict.fromkeys(found) if source_words(source) != source]
        others = [source for source in dict.fromkeys(found) if source not in paragraphs]
        where = f"Paragraph{'s' if len(paragraphs) > 1 else ''} {listed(paragraphs)}" if paragraphs else ""
        was = self.record.corrected_from
        fixed = "" if was is None else f"Corrected from {figure(was, self.unit)}: {self.record.restated}"
        doubt = f"Doubt: {self.record.quality}" if self.record.quality else ""
        return " · ".join(filter(None, (self.record.note, doubt, fixed, where, *others)))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is to be known of its value: no source supports it, or it is of another cadence than the rest."""
        illustrative = self.plan.illustrative(self.record, "value")
        said = {LEFT_OUT: not self.in_series, PROVISIONAL: self.record.provisional, ILLUSTRATIVE: illustrative}
        return tuple(word for word, holds in said.items() if holds)


READINGS = [
    Column[ReadingRow](
        name="period", title="Period", text=lambda r: str(r.record.period), width=128,
        sort=lambda r: r.record.period,
    ),
    Column[ReadingRow](
        name="value", title="Value", text=lambda r: r.value, right=True, width=92, sort=lambda r: r.record.value,
    ),
    Column[ReadingRow](
        name="planned", title="Planned", text=lambda r: r.planned, right=True, width=80,
        sort=lambda r: r.record.planned,
    ),
    Column[ReadingRow](
        name="note", title="Note and source", text=lambda r: r.note, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: r.tags,
    ),
]  # fmt: skip


ZOOMED_FROM = 400  # days: a chart of less time is whole at once
CHART_HIGH = 34  # steps of the grid
FIRST = 6  # readings and events that are shown at first
PLANNED = 2  # the column of readings that is there where something was planned
_UNITS = {"%": "in per cent", "": "as a number", "£": "in pounds"} | {
    unit: word if unit.startswith("per ") else f"in {word}"
    for unit, word in UNITS.items()
    if unit not in ("%", "", "£")
}


class Trend(PanelSection[Indicator]):
    """The chart, how the figure moved and what may come of it, and how the chart was made.

    Attributes:
        chart: drawn by pyqtgraph, which is loaded with the first chart; None before.
        shown: what it draws; None before the first.
        nothing: what stands there without a reading.
        legend: what the marks mean.
        note_button, takeaway_button: write a note of the reading that is told, and the takeaway.
        less, more: show less time, or more; `take` copies and saves the chart.

    Signals:
        point_chosen: the person chose a point: its reading.
    """

    point_chosen = Signal(object)

    def __init__(self, page: Page):
        super().__init__(page)
        self.chart: TrendChart | None = None
        self.shown: Chart | None = None
        self._indicator: Indicator | None = None
        self.takeaway, self.settings = look.label(wrap=True), look.label(role="small", quiet=True, wrap=True)
        self.nothing = EmptyState(
            "No reading yet", "Its trend is drawn from the first reading on.", "Enter the first reading"
        )
        self.nothing.started.connect(self._enter)
        self.legend = ChartLegend()
        self.note_button = kit.button("", self._note, "link", "What happened: N, or a double click")
        self.takeaway_button = kit.button("", self._write_takeaway, "link", "What the chart shows, in your words")
        self.less = kit.button("Less time", lambda: self._zoom(0.5), "link", "Plus in the chart")
        self.more = kit.button("More time", lambda: self._zoom(2.0), "link", "Minus in the chart")
        self.take = ChartTaking(page, self)
        self._deeds = QWidget()
        flow = FlowLayout(self._deeds)
        for part in (self.note_button, self.takeaway_button, self.less, self.more, self.take.button):
            flow.addWidget(part)
        self.around(self.takeaway, self.nothing, self.legend, self.settings, self._deeds)

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        self._indicator, self.shown = record, chart(plan, record, self.page.workspace.ratings)
        shown, there = self.shown, bool(self.shown.points or self.shown.planned)
        self.nothing.setVisible(not there)
        self.nothing.button.setVisible(self.page.can_edit)
        if there and self.chart is None:
            from app.ui.widgets.trend_chart import TrendChart

            self.chart = TrendChart()
            self.chart.setFixedHeight(look.space(CHART_HIGH))
            self.chart.point_chosen.connect(self.point_chosen)
            self.chart.note_wanted.connect(self._note)
            self.chart.told.connect(self._name_note)
            self.body.insertWidget(1, self.chart)
        if self.chart is not None:
            self.chart.setVisible(there)
            if there:
                self.chart.show_chart(shown)
        can_edit, own = self.page.can_edit, record.takeaway.strip()
        self._deeds.setVisible(there)
        self.note_button.setVisible(can_edit and bool(shown.points))
        self.takeaway_button.setVisible(can_edit)
        self.takeaway_button.setText("Edit the takeaway" if own else "Write the takeaway")
        self.legend.setVisible(there and bool(shown.legend))
        self.legend.show_legend(shown.legend)
        for button in (self.less, self.more):
            button.setVisible((shown.x_range[1] - shown.x_range[0]).days > ZOOMED_FROM)
        self._name_note()
        said = [shown.takeaway if own else "", shown.movement, *(remark.text for remark in shown.remarks)]
        say(self.takeaway, " ".join(filter(None, said)) if there else "")
        starred = f"* {shown.illustrative}" if shown.illustrative else ""
        made = (f"{shown.polarity}.", shown.variation_words, shown.settings, starred, shown.left_out)
        say(self.settings, " ".join(filter(None, made)) if there or shown.left_out else "")
        return True

    def _name_note(self) -> None:
        reading = self.chart.reading() if self.chart is not None else None
        there = reading is not None and bool(reading.note.strip())
        of = f" of {reading.period}" if reading else ""
        self.note_button.setText(f"{'Edit the' if there else 'Add a'} note{of}")

    def _note(self, reading: Reading | None = None) -> None:
        """Write what happened in the period of a reading: a mark of the chart."""
        from app.ui.dialogs.reading import ReadingDialog

        reading = reading or (self.chart.reading() if self.chart is not None else None)
        there = self.page.workspace.find(reading.id) if reading is not None else None
        if self._indicator is None or not isinstance(there, Reading) or not self.page.can_edit:
            return
        dialog = ReadingDialog(self.page.workspace, self._indicator, there, self)
        dialog.begin_at("note")
        dialog.exec()
        if dialog.done_words:
            self.page.session.say(dialog.done_words)

    def _write_takeaway(self) -> None:
        from app.ui.dialogs.write import edit_record

        if self._indicator is not None:
            edit_record(self.page.workspace, self._indicator, self, at="takeaway")

    def _zoom(self, factor: float) -> None:
        if self.chart is not None:
            self.chart.zoom(factor)

    def _enter(self) -> None:
        if self._indicator is not None:
            operations.start(operations.enter_reading, self.page.session, self._indicator, self.page)


class Readings(PanelSection[Indicator]):
    """The readings, the latest first, and what can be done with the chosen one.

    Attributes:
        table: one row for each period; never scrolls.
        correct_button, menu: for the chosen one.
        more: shows the rest.
    """

    def __init__(self, page: Page):
        super().__init__(page, "Readings")
        self.table: WholeTable[ReadingRow] = WholeTable("readings", READINGS)
        self.table.grow()
        self.table.setAccessibleName("Readings")
        correct = operations.correct_reading
        self.correct_button = kit.button(correct.word, lambda: self._do(correct), "link", correct.tip)
        self.menu = RecordMenu(framed=False)
        for part in (self.correct_button, self.menu):
            self.header.row.addWidget(part)
        self.more = kit.button("", self._show_rest, "link")
        self.around(self.table)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._indicator: Indicator | None = None
        self._whole, self._known = False, frozenset[str]()
        self.table.opened.connect(lambda _row: self._do(operations.correct_reading))
        self.table.chosen.connect(self._enable)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self._do(operations.remove))

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        same = self._indicator is not None and self._indicator.id == record.id
        self._indicator, self._whole = record, self._whole and same
        readings = plan.readings(record)
        unfit = {reading.id for reading in plan.unfit(record)}
        ratings = self.page.workspace.ratings
        rows = [ReadingRow(r, ratings, record.unit, r.id not in unfit) for r in reversed(readings)]
        new = [row.id for row in rows if row.id not in self._known] if same else []
        self._known = frozenset(row.id for row in rows)
        if new and any(row.id in new for row in rows[FIRST:]):
            self._whole = True
        shown = rows if self._whole else rows[:FIRST]
        self.table.setColumnHidden(PLANNED, all(reading.planned is None for reading in readings))
        self.table.show_records(shown)
        self.more.setText(f"{len(rows) - len(shown):,} more")
        self.more.setVisible(len(shown) < len(rows))
        if len(new) == 1:
            self.table.select(new[0])  # the one that was just entered
        elif self.table.current() is None and rows:
            self.table.select(rows[0].id)
        self._enable()
        return bool(rows)

    def unfold(self, record: Record) -> WholeTable[ReadingRow] | None:
        """Choose a reading, such as that of a point of the chart."""
        if not isinstance(record, Reading) or self._indicator is None or record.id not in self._known:
            return None
        if self.table.records.row_of(record.id) < 0:
            self._show_rest()
        self.table.select(record.id)
        return self.table

    def _show_rest(self) -> None:
        self._whole = True
        if self._indicator is not None:
            self.show_record(self._indicator, self.page.workspace.plan)

    def _do(self, act: operations.Act) -> None:
        row = self.table.current()
        if row is not None:
            operations.start(act, self.page.session, row.record, self.page)

    def _enable(self) -> None:
        row = self.table.current()
        self.correct_button.setVisible(self.page.can_edit)
        self.correct_button.setEnabled(row is not None)
        self.menu.show_record(row.record if row is not None else None)


class Events(PanelSection[Indicator]):
    """What happened while it was measured, by the numbers at the chart's foot.

    Attributes:
        rows: one for each event, a way in.
    """

    def __init__(self, page: Page, trend: Trend):
        super().__init__(page, "What happened meanwhile")
        self._trend, self.rows, self.more = trend, RowList(), kit.button("", self._show_rest, "link")
        self._found, self._whole = list[ListRow](), False
        self.around(self.rows)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.opened.connect(page.opened)

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        shown = self._trend.shown
        self._found = [
            ListRow(
                text=f"{mark.number}  {event.text}", word=event.when, illustrative=event.illustrative,
                target=event.record if event.record is not None and self.page.can_open(event.record) else None,
            )
            for mark in (shown.annotations if shown else ()) for event in mark.events
        ]  # fmt: skip
        self._whole = False
        self._show()
        return bool(self._found)

    def _show_rest(self) -> None:
        self._whole = True
        self._show()

    def _show(self) -> None:
        shown = self._found if self._whole else self._found[:FIRST]
        self.rows.show_rows(shown)
        self.more.setText(f"{len(self._found) - len(shown):,} more")
        self.more.setVisible(len(shown) < len(self._found))


def facts(plan: Plan, indicator: Indicator) -> list[FactLine]:
    """What an indicator is: what it measures, and how it is judged."""
    target, marked = "None", plan.illustrative(indicator, "target")
    if indicator.is_context:
        target, marked = "None is meant: it is shown for context only.", False
    elif indicator.target is not None:
        target = figure(indicator.target, indicator.unit)
        target += f" to {figure(indicator.target_high, indicator.unit)}" if indicator.target_high is not None else ""
        target += f", by {indicator.target_by}" if indicator.target_by else ""
    held = held_now(plan, indicator)
    if held is not indicator and held.target is not None and not indicator.is_context:
        own = f", {target} before" if indicator.target is not None else ""
        target = f"{Bar(held.target, 'target', held.target_high).figure(held.unit)} now{own}"
    asked = indicator.target is not None and indicator.better in ("unknown", "")
    dated = indicator.target_by is not None
    key = "It is a key indicator: off track, it puts its themes off track." if indicator.key else ""
    serves = "" if plan.served(indicator, Theme) else "No theme yet, so that it counts for none."
    return [
        FactLine("Definition", indicator.definition),
        FactLine("Measured", f"{CADENCES[indicator.cadence]}, {_UNITS.get(indicator.unit, 'in ' + indicator.unit)}"),
        FactLine("Direction", f"{BETTER[indicator.better]}. {ASKED}" if asked else BETTER[indicator.better]),
        FactLine("Target", target, marked),
        FactLine("Tolerance", minimum_words(held)),
        FactLine("Starting reading", f"That of {indicator.baseline}" if indicator.baseline else ""),
        FactLine("Until its date", "Judged against the target itself." if indicator.target_now and dated else ""),
        FactLine("Judged", " ".join(filter(None, (judged(held, plan.thresholds), key)))),
        FactLine("Owner", indicator.owner or "Nobody yet"),
        FactLine("Workforce", "It is shown with the money and the workforce too." if indicator.workforce else ""),
        FactLine("Note", indicator.note),
        FactLine("Serves", serves),
    ]
