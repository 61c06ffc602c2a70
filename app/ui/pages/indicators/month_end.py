"""Month end: the figures that are due, whose are missing, and a grid in which they are entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain import month_end
from app.domain.bar import bar, gap_words
from app.domain.fields import FieldError
from app.domain.figure_warnings import Mend
from app.domain.figures import capital, figure
from app.domain.month_end import DueFigure
from app.domain.records import Indicator, Reading
from app.domain.schedule import PERIOD_DAYS, PartialDate
from app.domain.special import SpecialFigure, special_figures
from app.ui import kit, look
from app.ui.page import Page
from app.ui.reading_acts import make_all_final, make_final
from app.ui.widgets.combo import Combo
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.record_model import Column

from .figures import SAY_KEY, UNEXPLAINED_FIGURE, FiguresRow, FigureTable, grid, title

SPANS = {6: "6 months", 12: "12 months", 24: "24 months"}
WEEKS = {-6: "6 weeks", -13: "13 weeks", -26: "26 weeks"}
"""What is offered where anything is measured every week, as months below 0."""
DUE, ALL = "due", "all"


class MonthEnd(QWidget):
    """The view.

    Attributes:
        state: such as "8 of 11 entered"; `whose`: who owns the others.
        copy_button: copies a message that says so.
        scope, span: which indicators are shown, and how many months, or weeks.
        table: the grid; another one where other months or weeks are shown.
        said: what there is to know of the cell in which the cursor is, and what makes a typed figure odd.
        asked: which figure wants a word: the one in which the cursor is, else the one just entered, else the first.
        say_button: opens the note of that figure.
        final_button: makes the provisional figures that are selected final; `all_final_button` those of the month, or
            week, in which the cursor is.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.state, self.whose, self.said = (
            look.label("", "strong"),
            look.label(quiet=True, wrap=True),
            look.label(wrap=True),
        )
        self.copy_button = kit.button(
            "Copy a message", self.copy_message, "", "How many figures are there, and whose are missing, to send round"
        )
        self.asked = look.label(wrap=True)
        self.say_button = kit.button(Mend.COMMENT.value, self.say_what_happened, "", f"{SAY_KEY} does the same")
        self.provisional = look.label()
        self.final_button = kit.button(make_final.word, lambda: self._settle(self._selected()), "", make_final.tip)
        self.all_final_button = kit.button("", lambda: self._settle(self._of_month()))
        self._special: SpecialFigure | None = None  # that was entered last
        self._waiting: tuple[SpecialFigure, ...] = ()
        self.scope, self.span = Combo(), Combo()
        self.scope.setAccessibleName("Which indicators")
        self.span.setAccessibleName("How many months or weeks")
        self.scope.offer({DUE: "Due now", ALL: "All indicators"})
        self.span.offer(SPANS)
        self.holder = QStackedWidget()
        self.nothing = EmptyState("No figure is due", "Nothing is to be entered for the month that is over.", "")
        self.table = grid(page, (), self._open)
        self._months: tuple[PartialDate, ...] = ()
        acts = kit.row(self.state, kit.STRETCH, self.scope, self.span, self.copy_button, gap=look.space(1.5))
        head = kit.column(acts, self.whose, gap=look.space(0.5))
        self.whose.setMinimumHeight(self.whose.fontMetrics().height())
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.prompt = kit.block(kit.row((self.asked, 1), self.say_button, gap=look.space(1.5)))
        finals = self.final_button, self.all_final_button
        self.settling = kit.block(kit.row((self.provisional, 1), *finals, gap=look.space(1.5)))
        kit.column(head, (self.holder, 1), self.said, self.prompt, self.settling, on=self, gap=look.space(1))
        self.holder.addWidget(self.nothing)
        say = QShortcut(QKeySequence(SAY_KEY), self)
        say.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        say.activated.connect(self.say_what_happened)
        self._hold(self.table)
        for combo in (self.scope, self.span):
            combo.currentIndexChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Show the figures as they are now."""
        plan, can_edit = self.page.workspace.plan, self.page.can_edit
        weekly = any(indicator.cadence == "week" for indicator in plan.all(Indicator))
        self.span.offer({**SPANS, **(WEEKS if weekly else {})})
        span = self.span.currentData() or month_end.MONTHS
        months = tuple(month_end.months(plan, span) if span > 0 else month_end.weeks(plan, -span))
        if months != self._months:
            self._months = months
            self.table = grid(self.page, months, self._open)
            self._hold(self.table)
        now = month_end.progress(plan)
        self.state.setText(f"{now.month}: {now.words}")
        self.whose.setText(". ".join(filter(None, (now.asks, month_end.whose(now)))))
        known = {each.reading.id for each in self._waiting}
        self._special = next((each for each in now.unexplained if each.reading.id not in known), self._special)
        self._waiting = now.unexplained
        self.copy_button.setEnabled(bool(now.entered or now.missing))
        due = {each.indicator.id for each in (*now.entered, *now.missing)}
        every = self.scope.currentData() == ALL
        rows = [
            FiguresRow(indicator, self.page.workspace.ratings, months)
            for whole in plan.wholes
            for indicator in (whole, *plan.parts(whole))
            if (every or span < 0 or not due.isdisjoint({indicator.id, *(p.id for p in plan.parts(indicator))}))
            and (span > 0 or indicator.cadence in PERIOD_DAYS)
        ]  # fmt: skip
        self.table.let_type(can_edit)
        self.table.show_records(rows)
        self.holder.setCurrentWidget(self.table if rows else self.nothing)
        if not self.table.currentIndex().isValid() and rows and months:
            self.table.setCurrentIndex(self.table.records.index(0, self.table.records.columnCount() - 1))
        self._ask()

    def copy_message(self) -> None:
        """Copy how far the month end is, and whose figures are missing, to send round."""
        QGuiApplication.clipboard().setText(month_end.message(self.page.workspace.plan))
        self.page.session.say("Copied: paste it into a message.")

    def say_what_happened(self) -> None:
        """Write the note of the figure in which the cursor is; where there is none, of the one that wants a word."""
        current = self.table.currentIndex()
        if not self.page.can_edit or self.table.indexWidget(current) is not None:
            return
        from app.ui.dialogs.reading import ReadingDialog

        wanted = self._wanted()
        reading = self._reading() or (wanted.reading if wanted else None)
        indicator = self.page.workspace.find(reading.indicator) if reading is not None else None
        if reading is None or not isinstance(indicator, Indicator):
            return
        dialog = ReadingDialog(self.page.workspace, indicator, reading, self)
        dialog.begin_at("note")
        dialog.exec()
        self.table.setFocus()

    def _reading(self) -> Reading | None:
        """The figure in which the cursor is."""
        at = self._at()
        return at.reading if at is not None and at.reading is not None and at.reading.value is not None else None

    def _at(self) -> DueFigure | None:
        index, records = self.table.currentIndex(), self.table.records
        if not index.isValid() or index.row() >= len(records.rows):
            return None
        return self.table.sheet.at(records.rows[index.row()], records.columns[index.column()])

    def _wanted(self) -> SpecialFigure | None:
        """The figure that wants a word."""
        plan, here = self.page.workspace.plan, self._reading()
        for reading in (here, self._special.reading if self._special else None):
            there = plan.get(Reading, reading.id) if reading else None
            indicator = plan.get(Indicator, there.indicator) if there else None
            found = special_figures(plan, indicator).get(there.id) if there and indicator else None
            if found is not None and found.asks:
                return found
        return next(iter(self._waiting), None)

    def _selected(self) -> list[Reading]:
        """The provisional figures that are selected."""
        records, table = self.table.records, self.table
        places = [(records.rows[n], records.columns[m]) for n in table.chosen_rows() for m in table.chosen_columns()]
        return self._provisional(table.sheet.at(row, column) for row, column in places)

    def _of_month(self) -> list[Reading]:
        """The provisional figures of the month, or week, in which the cursor is."""
        month, there = self._month(), month_end.provisional(self.page.workspace.plan)
        rows = (row for row in self.table.records.rows if row.id in there)
        return self._provisional(row.cells[month.text] for row in rows) if month else []

    def _month(self) -> PartialDate | None:
        number, columns = self.table.currentIndex().column(), self.table.records.columns
        name = columns[number].name if 0 <= number < len(columns) else ""
        return next((month for month in self._months if month.text == name), None)

    def _provisional(self, among: Iterable[DueFigure | None]) -> list[Reading]:
        found = (each.reading for each in among if each is not None and each.reading is not None)
        return [reading for reading in found if reading.provisional and reading.value is not None]

    def _settle(self, readings: Sequence[Reading]) -> None:
        make_all_final(self.page.session, readings)
        self.table.setFocus()

    def _offer_final(self) -> None:
        """Offer to make provisional figures final: those that are selected, and all of the month."""
        month, found = self._month(), self._of_month()
        shown = {row.id for row in self.table.records.rows}
        there = not shown.isdisjoint(month_end.provisional(self.page.workspace.plan))
        self.settling.setVisible(there and self.page.can_edit)
        self.final_button.setEnabled(bool(self._selected()))
        self.all_final_button.setVisible(month is not None)
        self.all_final_button.setEnabled(bool(found))
        if month is not None:
            self.provisional.setText(f"p: provisional, {len(found):,} of {title(month)}")
            self.all_final_button.setText(f"Make all of {title(month)} final")

    def _ask(self) -> None:
        """Say which figure wants a word, and which are provisional; never in the way of what is typed."""
        self._offer_final()
        wanted = self._wanted() if self.page.can_edit else None
        self.prompt.setVisible(wanted is not None)
        if wanted is not None:
            value = month_end.shown(wanted.reading, wanted.indicator.unit)
            said = f"{wanted.indicator.name}, {wanted.reading.period}: {value}. {wanted.words}."
            self.asked.setText(f"{said} {UNEXPLAINED_FIGURE} ({SAY_KEY}).")

    def _hold(self, table: FigureTable) -> None:
        for number in reversed(range(self.holder.count())):
            old = self.holder.widget(number)
            if isinstance(old, FigureTable) and old is not table:
                self.holder.removeWidget(old)
                old.deleteLater()
        self.holder.addWidget(table)
        table.looked_at.connect(self._tell)

    def _open(self, row: FiguresRow) -> None:
        self.page.opened.emit(row.record)

    def _tell(self, row: FiguresRow, column: Column[Any], text: str | None) -> None:
        """Say what there is to know of a cell, and of what is typed in it."""
        at = self.table.sheet.at(row, column)
        self._ask()
        if at is None:
            self._say(row.record.name if column.name in row.cells else "")
        elif text is None:
            self._say(self._about(row, at))
        else:
            self._judge(row, at, text)

    def _judge(self, row: FiguresRow, at: DueFigure, text: str) -> None:
        """Say of a typed figure what forbids it, what it corrects, what makes it odd, and how far it is from target."""
        plan = self.page.workspace.plan
        try:
            value, _about = month_end.read_figure(at.indicator, text)
            entry = month_end.entry(plan, at, text)
        except FieldError as error:
            self._say(str(error), "wrong")
            return
        if value is None:
            self._say(self._about(row, at))
            return
        question = entry.question if entry else month_end.question(plan, at.indicator, at.period, value, at.reading)
        unit = at.indicator.unit
        fixes = f"Corrects {figure(entry.was, unit)}. " if entry and entry.was is not None else ""
        if entry and entry.settles is not None:
            still = "still provisional" if entry.reading.provisional else "final"
            fixes = f"{capital(still)}, in place of {figure(entry.settles, unit)}. "
        asked = f"Look again: {question[:1].lower()}{question[1:]} " if question else ""
        self._say(f"{fixes}{asked}{self._gap(at, value)}".strip(), "asks" if question else "")

    def _about(self, row: FiguresRow, at: DueFigure) -> str:
        """Such as "I-03 Oversight, January 2018. Target 95 %"."""
        reading = at.reading or Reading(id="", period=at.period)
        against = None if row.record.is_context else bar(row.record, reading, self.page.workspace.plan)
        named = f"{against.word}{':' if against.line else ''}" if against else ""
        parts = [f"{row.record.name}, {at.period}"]
        parts += [f"{named} {against.figure(row.record.unit)}"] if against else []
        month = next((m for m, found in row.cells.items() if found == at), None)
        special = row.special_at(month) if month else None
        known = row.known(month) if month else []
        parts += known[:-2] if special and special.asks else known  # what is asked stands below
        if reading.planned is not None and reading.value is None and named != "plan":
            parts.append(f"planned {figure(reading.planned, row.record.unit)}")
        return ". ".join(capital(part) for part in parts if part) + "."

    def _gap(self, at: DueFigure, value: Decimal) -> str:
        reading = at.reading or Reading(id="", period=at.period)
        against = bar(at.indicator, reading.having({"value": value}), self.page.workspace.plan)
        words = gap_words(at.indicator, value, against) if against and not at.indicator.is_context else ""
        return f"{capital(words)}." if words else ""

    def _say(self, sentence: str, how: str = "") -> None:
        self.said.setText(sentence)
        look.restyle(self.said, "quiet", not how)
        look.restyle(self.said, "wrong", how == "wrong")
