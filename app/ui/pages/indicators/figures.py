"""The grid of figures: an indicator a row, a month or a week a column; what is typed and pasted becomes readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyleOptionViewItem

from app.domain import cells, month_end
from app.domain.adding_up import AddedUp, added_up
from app.domain.bar import bar
from app.domain.breakdown import part_name
from app.domain.cells import Misfit
from app.domain.dates import NotADate, read_date
from app.domain.fields import FieldError, Text
from app.domain.figures import counted, figure, opening
from app.domain.month_end import EARLIER, ENTERED, LATE, MISSING, DueFigure, FigureEntry
from app.domain.naming import chosen
from app.domain.records import CORRECTIONS, Indicator, Record
from app.domain.schedule import MONTHS, PartialDate
from app.domain.special import SpecialFigure, special_figures
from app.domain.status import Status
from app.ui import look
from app.ui.page import Page
from app.ui.register.cell_table import CellTable
from app.ui.register.row import RecordRow
from app.ui.register.sheet import NewRow, Sheet
from app.ui.widgets.delegates import CellDelegate, StatusDelegate
from app.ui.widgets.record_model import CELL, SECOND, Column, Index
from app.ui.widgets.shapes import draw_shape

WHY = Text(label="Why it was corrected", required=True, suggested=CORRECTIONS)
UNEXPLAINED = "Not saved: a figure that is there is corrected with a reason."
_WORDS = {MISSING: "Missing", LATE: "Late", EARLIER: "", ENTERED: ""}
_MARKS = {MISSING: Status.AMBER, LATE: Status.RED}
UNEXPLAINED_FIGURE = "Nobody has said why"
SAY_KEY = "Shift+F2"
"""What opens the note of a figure, as it opens the note of a cell in Excel."""
UNSAID = "say why"
"""Under a figure that is more than chance, while nobody has said why."""
_NAMED = 8


@dataclass(frozen=True)
class FiguresRow(RecordRow[Indicator]):
    """An indicator with its figures of some `months`, or weeks, each by its last day."""

    months: tuple[PartialDate, ...]

    @cached_property
    def cells(self) -> dict[str, DueFigure | None]:
        """What stands for each month, by its text."""
        found = month_end.row(self.plan, self.record, self.months)
        return {month.text: each for month, each in zip(self.months, found, strict=True)}

    @cached_property
    def special(self) -> Mapping[str, SpecialFigure]:
        """Its figures that are more than chance, by the key of the reading."""
        return special_figures(self.plan, self.record)

    def special_at(self, month: str) -> SpecialFigure | None:
        """What is special of a figure."""
        at = self.cells[month]
        return self.special.get(at.reading.id) if at and at.reading else None

    @cached_property
    def is_part(self) -> bool:
        """Whether it is the figure of a part of another, and stands below it."""
        return self.plan.is_part(self.record)

    @property
    def title(self) -> str:
        """Of a part which team, area or group it is."""
        return part_name(self.record) if self.is_part else self.record.title

    @cached_property
    def _added(self) -> dict[str, Sequence[AddedUp]]:
        if self.is_part or not self.plan.parts(self.record):
            return {}
        return {month: added_up(self.plan, self.record, at.period) for month, at in self.cells.items() if at}

    def added(self, month: str) -> Sequence[AddedUp]:
        """What its parts come to, by kind of part."""
        return self._added.get(month, ())

    @property
    def target(self) -> str:
        """What the latest figure is judged against."""
        against = bar(self.record, self.plan.latest(self.record), self.plan)
        return "" if against is None or self.record.is_context else against.figure(self.record.unit)

    def said(self, month: str) -> str:
        """A figure, or that there is none yet; a dash where no period ends."""
        at = self.cells[month]
        if at is None:
            return "–"
        return month_end.shown(at.reading, self.record.unit) or _WORDS[at.standing]

    def note(self, month: str) -> str:
        """Under a figure: what its parts come to, that nobody has said why it is special, what it was, its support."""
        at = self.cells[month]
        reading = at.reading if at else None
        if (added := self.added(month)) and (reading is None or reading.value is None):
            return added[0].bare
        if reading is None or reading.value is None:
            return ""
        if differs := next((each for each in added if each.differs), None):
            return f"{differs.bare}?"
        if (special := self.special_at(month)) is not None and special.asks:
            return UNSAID
        if reading.corrected_from is not None:
            return f"was {figure(reading.corrected_from, self.record.unit)}"
        return "illustrative" if self.plan.illustrative(reading, "value") else ""

    def tip(self, month: str) -> str:
        """The figure with all that is to be known of it."""
        at = self.cells[month]
        if at is None:
            return f"{self.record.name}: none of its periods ends then"
        known = "".join(f". {each}" for each in self.known(month))
        return f"{self.record.name}, {at.period}: {self.said(month) or 'No figure'}{known}"

    def known(self, month: str) -> list[str]:
        """What is to be known of a figure, each as a sentence without its stop: why it was corrected, what it does."""
        at = self.cells[month]
        reading, special = at.reading if at else None, self.special_at(month)
        if reading is None or reading.value is None:
            return [each.words for each in self.added(month)]
        unit, was, note = self.record.unit, reading.corrected_from, reading.note.strip()
        stands = f", not {figure(reading.value, unit)}: look again"
        said = [f"{each.words}{stands if each.differs else ''}" for each in self.added(month)]
        said += [f"Corrected from {figure(was, unit)}: {reading.restated}"] if was is not None else []
        said += ["Provisional: it may still change"] if reading.provisional else []
        said += [special.words] if special else []
        said += [opening(note).removesuffix(".")] if note else []
        return [*said, UNEXPLAINED_FIGURE] if special is not None and special.asks else said


def columns(months: Sequence[PartialDate]) -> list[Column[Any]]:
    """What the grid shows: the indicator and whose it is, then a column for each month."""
    first = [
        Column[FiguresRow](name="ref", title="Ref", text=lambda r: r.record.ref, width=52),
        Column[FiguresRow](
            name="title",
            title="Indicator",
            text=lambda r: r.title,
            stretch=True,
            tip=lambda r: r.record.name,
            delegate=PartDelegate,
            cell=lambda r: r.is_part,
            spoken=lambda r: f"{r.title}, a part" if r.is_part else r.title,
        ),
        Column[FiguresRow](name="owner", title="Owner", text=lambda r: r.record.owner, width=140, gives_way=2),
        Column[FiguresRow](name="target", title="Target", text=lambda r: r.target, right=True, width=72, gives_way=1),
    ]
    return [*first, *(_month(month.text, title(month)) for month in months)]


def title(month: PartialDate) -> str:
    """Such as "Jan 2018", "28 Jan 2018"."""
    if month.precision == "day":
        return str(month)
    return f"{MONTHS[month.first.month - 1]} {month.first.year}"


def _month(month: str, heading: str) -> Column[Any]:
    def mark(row: FiguresRow) -> Status | SpecialFigure | None:
        at = row.cells[month]
        return (_MARKS.get(at.standing) or row.special_at(month)) if at else None

    def value(row: FiguresRow) -> Any:
        at = row.cells[month]
        return at.reading.value if at and at.reading else None

    return Column[FiguresRow](
        name=month, title=heading, text=lambda r: r.said(month), second=lambda r: r.note(month), sort=value, cell=mark,
        delegate=DueFigureDelegate, tip=lambda r: r.tip(month), right=True, width=92,
        spoken=lambda r: ". ".join([r.said(month), *r.known(month)]),
    )  # fmt: skip


class PartDelegate(CellDelegate):
    """A title, set in where the column's `cell` says that it is a part of the one above."""

    def beside(self, column: Column[Any], row: Any) -> int:
        return super().beside(column, row) + (look.space(2) if column.cell and column.cell(row) else 0)

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        self.draw_text(painter, box.adjusted(look.space(2) if index.data(CELL) else 0, 0, 0, 0), option, index)


class DueFigureDelegate(StatusDelegate):
    """A cell's text with the mark of what is missing or late, or the triangle of a figure that is more than chance."""

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(CELL)
        if not isinstance(value, SpecialFigure):
            super().draw_content(painter, box, option, index)
            return
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        side, text = metrics.ascent() * 0.7, metrics.horizontalAdvance(str(index.data() or ""))
        middle = box.center().y() - (metrics.height() / 2 if index.data(SECOND) else 0)
        place = QRectF(box.right() - text - look.space(0.75) - side, middle - side / 2 + 1, side, side)
        ink = getattr(look.charts(), value.kind.value)
        draw_shape(painter, "up" if value.cause.rising else "down", place, ink)
        self.draw_text(painter, box, option, index)


class FigureSheet(Sheet):
    """What the cells of the grid hold and become."""

    def __init__(self, page: Page, columns: Sequence[Column[Any]], months: Sequence[PartialDate]):
        super().__init__(page, Indicator, "figure", columns, lambda _record, _names: "")
        self._months = {month.text: month for month in months}

    def sets(self, column: Column[Any]) -> tuple[str, ...]:
        return ("value",) if column.name in self._months else ()

    def can_type(self, row: Any, column: Column[Any]) -> bool:
        return self.at(row, column) is not None

    def typed(self, row: Any, column: Column[Any]) -> str | None:
        at = self.at(row, column)
        return None if at is None else month_end.typed(at.reading)

    def words(self, column: Column[Any]) -> list[str]:
        return []

    def at(self, row: Any, column: Column[Any]) -> DueFigure | None:
        """What stands in a cell now; None where no figure belongs."""
        indicator, month = self._page.workspace.find(row.id), self._months.get(column.name)
        if month is None or not isinstance(indicator, Indicator):
            return None
        return month_end.cell(self._page.workspace.plan, indicator, month)

    def enter(self, row: Any, column: Column[Any], text: str) -> str:
        return self.set_all([row], [column], text)

    def set_all(self, rows: Sequence[Any], columns: Sequence[Column[Any]], text: str) -> str:
        places = [at for row in rows for column in columns if (at := self.at(row, column)) is not None]
        if not places:
            return "No figure belongs there: none of its periods ends then."
        try:
            found = [month_end.entry(self._plan, at, text) for at in places]
        except FieldError as error:
            return str(error)
        return self._enter([each for each in found if each])

    def begin(self) -> NewRow:
        raise NotImplementedError("an indicator is not written in the grid of its figures")

    def add(self, row: NewRow) -> str:
        raise NotImplementedError("an indicator is not written in the grid of its figures")

    def fill_down(self, rows: Sequence[Any], columns: Sequence[Column[Any]]) -> str:
        return "Figures are not filled down: each is its own."

    def paste(self, rows: Sequence[Any], columns: Sequence[Column[Any]], text: str) -> list[Misfit]:
        """Paste a block; what is empty in it leaves the figure that is there.

        Headings may name months and, by reference or title, the indicators; else it goes where it is pasted.
        """
        try:
            lines = cells.block(text)
        except FieldError as error:
            return [Misfit(0, "", str(error))]
        across: Sequence[Column[Any]] = columns
        named = self._headed(lines[0]) if len(lines) > 1 else None
        if named:
            across, lines = named, lines[1:]
        misfits: list[Misfit] = []
        entries: list[FigureEntry] = []
        by_name = {i.id: i.name for i in self._plan.all(Indicator)}
        for number, line in enumerate(lines):
            row = rows[number] if number < len(rows) else None
            key, problem = row.id if row else "", ""
            who = next((t for c, t in zip(across, line, strict=False) if c.name in ("ref", "title")), "")
            if named and who:
                try:
                    key = chosen(by_name, who, "indicator")
                except FieldError as error:
                    problem = str(error)
            for place, said in enumerate(line):
                column = across[place] if place < len(across) else None
                try:
                    if (entry := self._pasted(key, column, said, problem)) is not None:
                        entries.append(entry)
                except FieldError as error:
                    misfits.append(Misfit(number, column.title if column else "", str(error)))
        if misfits:
            return list(dict.fromkeys(misfits))
        refused = self._enter(entries)
        return [Misfit(0, "", refused)] if refused else []

    def _pasted(self, key: str, column: Column[Any] | None, text: str, problem: str) -> FigureEntry | None:
        indicator = self._plan.get(Indicator, key) if key else None
        if not text.strip() or (column is not None and column.name not in self._months):
            if problem and text.strip():
                raise FieldError(problem)
            return None  # what names the indicator, or says what is known of it
        if column is None:
            raise FieldError("Beside the last month nothing can be pasted.")
        if problem or indicator is None:
            raise FieldError(problem or "Below the last indicator nothing can be pasted.")
        at = month_end.cell(self._plan, indicator, self._months[column.name])
        if at is None:
            raise FieldError(f"No period of {indicator.name} ends in {column.title}.")
        if month_end.read_figure(indicator, text)[0] is None:
            return None
        return month_end.entry(self._plan, at, text)

    def _headed(self, line: Sequence[str]) -> list[Column[Any]] | None:
        """The columns that a line of headings names, months in whatever form; None where it is no such line."""
        found: list[Column[Any]] = []
        for text in line:
            folded = " ".join(text.split()).casefold()
            column = next((c for c in self._columns if c.title.casefold() == folded), None)
            if column is None and folded:
                try:
                    month = read_date(text, self._plan.quarters)
                except NotADate:
                    return None
                column = next((c for c in self._columns if c.name == month.text), None)
            if column is None:
                return None
            found.append(column)
        return found

    def _enter(self, entries: Sequence[FigureEntry]) -> str:
        """Save figures in one edit; why those that are there are corrected is asked once for all."""
        from app.workspace import NotSaved

        if not entries:
            return ""
        fixing = [each for each in entries if each.was is not None]
        if fixing:
            if (why := self._ask_why(fixing)) is None:
                return UNEXPLAINED
            entries = month_end.corrected(entries, why)
        label = month_end.label(entries)
        records: list[Record] = [each.reading for each in entries]
        try:
            self._page.workspace.save(*records, *(gone for each in entries for gone in each.gone), label=label)
        except NotSaved as refused:
            return str(refused)
        asked = month_end.what_is_asked(entries)
        if asked or len(entries) > 1:
            said = f"{label}: done. {asked}".strip()
            self._page.session.say_done(said, self._page.workspace.undo_next)
        return ""

    def _ask_why(self, fixing: Sequence[FigureEntry]) -> str | None:
        from app.ui.dialogs.ask import AskDialog

        named = [f"{month_end.correction_words(each)}." for each in fixing[:_NAMED]]
        named += [f"And {counted(len(fixing) - _NAMED, 'more figure')}."] if len(fixing) > _NAMED else []
        kept = "Both are kept. The source of the old one is not: it does not speak of the new one."
        sentence = "\n".join([*named, "", kept])
        heading = f"Correct {counted(len(fixing), 'figure')}"
        dialog = AskDialog(heading, sentence, {"why": WHY}, "Correct", parent=self._page)
        return dialog.values()["why"] if dialog.exec() else None


class FigureTable(CellTable[FiguresRow]):
    """The grid. Enter goes on to the next figure of the month that is missing.

    Signals:
        looked_at: the cell in which the cursor is, or in which one types, and what is typed: row, column, text or None.
    """

    looked_at = Signal(object, object, object)
    sheet: FigureSheet

    def edit(self, *given: Any) -> bool:  # type: ignore[override] - Qt has two of this name
        begun = super().edit(*given)
        line = self.indexWidget(given[0])
        if isinstance(line, QLineEdit):
            line.textEdited.connect(lambda text: self._look(given[0], text))
        return begun

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._look(current, None)

    def closeEditor(self, editor: Any, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self.state() != self.State.EditingState:
            self._look(self.currentIndex(), None)

    def _look(self, index: Index, text: str | None) -> None:
        if 0 <= index.row() < len(self.records.rows):
            self.looked_at.emit(self.records.rows[index.row()], self.records.columns[index.column()], text)

    def _go(self, down: int, across: int) -> None:
        column, row = self.currentIndex().column(), self.currentIndex().row()
        if not down or column < 0:
            super()._go(down, across)
            return
        ahead = range(row + 1, len(self.records.rows))
        places = [(n, at) for n in ahead if (at := self._at(n, column)) is not None]
        missing = [n for n, at in places if at.standing != ENTERED]
        if following := (missing or [n for n, _ in places]):
            self.setCurrentIndex(self.records.index(following[0], column))

    def _at(self, row: int, column: int) -> DueFigure | None:
        return self.sheet.at(self.records.rows[row], self.records.columns[column])


def grid(page: Page, months: Sequence[PartialDate], opened: Callable[[Any], object]) -> FigureTable:
    """A grid of some months, in which one types."""
    shown = columns(months)
    made = FigureTable("month end", shown, two_lines=True)
    made.setAccessibleName("Figures by month")
    made.take(FigureSheet(page, made.records.columns, months))
    made.refused.connect(page.session.say_wrong)
    made.opened.connect(opened)
    return made
