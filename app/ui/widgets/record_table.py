"""The table that every register uses: sort, filter, choose columns, copy to Excel, remembered widths.

table = RecordTable("risks", [Column(name="ref", title="Ref", text=lambda r: r.ref, width=64), ...])
table.show_records(plan.all(Risk))     the selection stays on the same record
table.opened.connect(...)              Enter or double click: the record
table.chosen.connect(...)              another row is selected: the record, or None
page_layout.addWidget(TableBar(table)) a line to filter with, how many rows, which columns
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)  # fmt: skip

from app import settings
from app.domain.records import Record
from app.ui import look

from .delegates import CellDelegate
from .record_menu import add_doings
from .record_model import Column, RecordModel

R = TypeVar("R")
V = TypeVar("V")
_FURTHER = 4  # columns that a menu holds beside those that are there at first
_MEASURED = 200  # rows of which the figures are measured
_FORMULA = ("=", "+", "@", "-")


class RecordTable(QTableView, Generic[R]):
    """A table of records.

    Attributes:
        LEAST_STRETCH: steps of the grid: narrower than this, other columns give way to the one that stretches.
        records: the rows' model.
        hides_empty: whether columns are left out that say nothing in any row, as for who only reads; heeded when
            records are shown.

    Signals:
        opened: the person wants to see this record (Enter, double click).
        chosen: another record is selected; None when none is.
        counted: how many rows are shown, and how many there are.
    """

    LEAST_STRETCH = 26

    opened = Signal(object)
    chosen = Signal(object)
    counted = Signal(int, int)

    def __init__(
        self, name: str, columns: Sequence[Column[R]], key: Callable[[R], str] | None = None,
        parent: QWidget | None = None, *, two_lines: bool = False,
    ):  # fmt: skip
        """A table called `name` in the settings; `key` tells records apart, by their `id` where it is not given."""
        super().__init__(parent)
        self.name = name
        self.records: RecordModel[R] = RecordModel(columns, key or attrgetter("id"))
        self.records.setParent(self)  # and goes with it, with what is connected to it
        self.setModel(self.records)
        self.hides_empty = False
        self._told: str | None = None
        self._given_way: frozenset[int] = frozenset()
        self._empty, self._hid_empty = frozenset[int](), False  # columns that say nothing, and whether they were hidden
        self._arranging = self._changing = False
        self._set_up(two_lines)
        for number, column in enumerate(columns):
            if column.delegate is not None:
                self.setItemDelegateForColumn(number, column.delegate(self))
        self._restore()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell)
        header = self.horizontalHeader()
        header.sectionResized.connect(lambda number, _old, _new: self._remember(number))
        header.sortIndicatorChanged.connect(self._sort)
        header.customContextMenuRequested.connect(self._ask_columns)

    def show_records(self, records: Iterable[R], changed: Collection[str] | None = None) -> None:
        """Show these records; what is selected, edited and in view stays so while it is there.

        `changed` as of `RecordModel.set_records`.
        """
        said = self._keeping(lambda: self.records.set_records(records, changed))
        if said is None or self.hides_empty != self._hid_empty:
            self._fit(self.records.rows, anew=True)
        elif said:
            self._fit(said, anew=False)

    def filter(self, text: str = "", among: Callable[[R], bool] | None = None) -> None:
        """Show only rows that hold every word of `text` and that `among` accepts."""
        self._keeping(lambda: self.records.set_filter(text, among))

    def find(self, text: str) -> None:
        """Show only rows that hold every word of `text`, among the same as before."""
        self._keeping(lambda: self.records.find(text))

    def arrange(self) -> None:
        """Sort and filter the rows again, as they are now."""
        self._keeping(self.records.arrange)
        self.scrollTo(self.currentIndex())

    def current(self) -> R | None:
        """The selected record."""
        row = self.currentIndex().row()
        return self.records.rows[row] if 0 <= row < len(self.records.rows) else None

    def select(self, key: str) -> bool:
        """Select the record with this key and bring it into view; whether it is shown at all."""
        row = self.records.row_of(key)
        if row < 0:
            return False
        index = self.records.index(row, self._first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def copy(self) -> None:
        """Copy the selected rows, or all where one or none is, with headings, for Excel."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        QGuiApplication.clipboard().setText(self.as_text(numbers if len(numbers) > 1 else None))

    def key_of(self, row: R) -> str:
        """The key of the record that a row shows, where rows are not told apart by it alone."""
        record = getattr(row, "record", None)
        return record.id if isinstance(record, Record) else self.records.key(row)

    def as_text(self, numbers: Sequence[int] | None = None, among: Collection[int] | None = None) -> str:
        """Rows as lines with tabs between the cells, headings first; never anything that Excel would calculate.

        `numbers` of the rows and `among` of the columns; all where they are not given.
        """
        header = self.horizontalHeader()
        order = sorted(range(len(self.records.columns)), key=header.visualIndex)
        shown = [n for n in order if not self.isColumnHidden(n) and (among is None or n in among)]
        columns = [self.records.columns[n] for n in shown]
        rows = self.records.rows if numbers is None else [self.records.rows[n] for n in numbers]
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(_cell(self.records.typed(row, column)) for column in columns) for row in rows]
        return "\n".join(lines)

    def column_actions(self) -> list[QAction]:
        """One checkable action per column that may be left out; its data say whether it is there at first."""
        made: list[QAction] = []
        for number, column in enumerate(self.records.columns):
            if column.stretch:
                continue
            action = QAction(column.title, self)
            action.setData(column.shown)
            action.setCheckable(True)
            action.setChecked(not self._is_left_out(number))
            action.toggled.connect(lambda shown, number=number: self._show_column(number, shown))
            made.append(action)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arranging = True  # what follows from the table's width is nobody's choice
        super().resizeEvent(event)
        self._make_room()
        self._arranging = False
        chosen = self.currentIndex()
        if chosen.isValid() and QRect(QPoint(0, 0), event.oldSize()).intersects(self.visualRect(chosen)):
            self.scrollTo(chosen)  # what was seen stays in view when there is less room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        current = self.current()
        if current is not None:
            menu.addAction("Open", lambda: self._open(self.currentIndex()))
        menu.addAction("Copy for Excel", self.copy)
        self.offer_hands(menu)
        menu.addMenu(self._columns_menu())
        if current is not None:
            menu.addSeparator()
            add_doings(menu, self, self.key_of(current))
        menu.exec(event.globalPos())

    def offer_hands(self, menu: QMenu) -> None:
        """Put into the menu what can be done with the selected cells."""

    def _set_up(self, two_lines: bool) -> None:
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSortingEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        small = look.font("small")
        lines = self.fontMetrics().height() + (small.pointSizeF() * 1.9 if two_lines else 0)
        self.verticalHeader().setDefaultSectionSize(round(lines) + look.space(1.75))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(look.space(5))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _restore(self) -> None:
        kept = settings.get(settings.TABLES).get(self.name)
        kept = kept if isinstance(kept, dict) else {}
        header = self.horizontalHeader()
        for number, column in enumerate(self.records.columns):
            width, shown = kept.get(column.name), kept.get(f"{column.name}/shown")
            fit = width if isinstance(width, int) and 24 <= width <= 2000 else look.enlarged(column.width)
            self.setColumnWidth(number, fit)
            self.setColumnHidden(number, not (shown if isinstance(shown, bool) else column.shown))
            if column.stretch:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _remember(self, chosen: int = -1) -> None:
        """Remember which columns are shown, and the width that a person gave to one that is there and does not stretch.

        Qt tells of the width of hidden ones whenever rows are arranged.
        """
        if self._arranging or not self.isVisible():
            return
        if chosen >= 0 and (self.records.columns[chosen].stretch or self.isColumnHidden(chosen)):
            return
        before = settings.get(settings.TABLES).get(self.name)
        before = before if isinstance(before, dict) else {}
        kept: dict[str, Any] = {}
        for number, column in enumerate(self.records.columns):
            hidden = self._is_left_out(number)
            if number == chosen and not column.stretch and not self.isColumnHidden(number):
                kept[column.name] = self.columnWidth(number)
            elif column.name in before:
                kept[column.name] = before[column.name]
            if hidden == column.shown:
                kept[f"{column.name}/shown"] = not hidden
        settings.put(settings.TABLES, {**settings.get(settings.TABLES), self.name: kept})

    def _show_column(self, number: int, shown: bool) -> None:
        self._given_way -= {number}
        self.setColumnHidden(number, not shown)
        self._remember()
        self._fit(self.records.rows, anew=True)

    def _is_left_out(self, number: int) -> bool:
        """Whether the person left a column out; one that gave way comes back when there is room."""
        return self.isColumnHidden(number) and number not in self._given_way

    def _make_room(self) -> None:
        """Leave out as many of the columns that give way as it takes; the stretching one keeps a fair width.

        The one in which the person types stays, however wide what is typed there makes it.
        """
        columns, held = self.records.columns, self.currentIndex().column() if self.records.typing else -1
        wanted = [n for n in range(len(columns)) if not self._is_left_out(n)]
        wide = {n: look.space(self.LEAST_STRETCH) if columns[n].stretch else self._width(n) for n in wanted}
        leaving, room = set[int](), self.viewport().width()
        if self.hides_empty:
            leaving = {n for n in wanted if n in self._empty and not columns[n].stretch}
        ways = sorted((n for n in wanted if columns[n].gives_way and n != held), key=lambda n: -columns[n].gives_way)
        for number in ways:
            if sum(wide[n] for n in wanted if n not in leaving) <= room:
                break
            leaving.add(number)
        if leaving != self._given_way:
            back, self._given_way = self._given_way - leaving, frozenset(leaving)
            for number in back:
                self.setColumnHidden(number, False)
            for number in leaving:
                self.setColumnHidden(number, True)
            self.horizontalHeader().resizeSections()
            self._stay_reachable()

    def _stay_reachable(self) -> None:
        """The arrow keys do nothing from a cell that is not shown: go to one that is, in the same row."""
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):
            flags = QItemSelectionModel.SelectionFlag
            beside = self.records.index(current.row(), self._first_column())
            self.selectionModel().setCurrentIndex(beside, flags.NoUpdate)

    def _fit(self, rows: Sequence[R], *, anew: bool) -> None:
        """Give columns the room that they need: a figure is never cut, and words take no more than they are long.

        Where not all is `anew`, columns only grow, so that nothing moves that need not.
        """
        kept = settings.get(settings.TABLES).get(self.name)
        metrics, measured = self.fontMetrics(), rows[:_MEASURED]
        self._arranging = True
        for number, column in enumerate(self.records.columns):
            if self._is_left_out(number):
                continue
            chosen = kept.get(column.name) if isinstance(kept, dict) else None
            least = 0 if anew else self._width(number)
            if column.delegate is None and not column.stretch and not column.right and not isinstance(chosen, int):
                self.setColumnWidth(number, max(least, self._needed(column, measured)))
            if column.right:
                usual = look.enlarged(column.width)
                wide = chosen if isinstance(chosen, int) else usual
                needed = max((metrics.horizontalAdvance(column.text(row)) for row in measured), default=0)
                self.setColumnWidth(number, max(least, wide, min(needed + look.space(2.5), 3 * usual)))
        self._hid_empty = self.hides_empty
        if self.hides_empty:
            silent = range(len(self.records.columns)) if anew else self._empty
            self._empty = frozenset(n for n in silent if rows and not self._is_left_out(n) and not self._says(n, rows))
        self._make_room()
        self._arranging = False

    def _says(self, number: int, rows: Sequence[R]) -> bool:
        """Whether a column says anything in one of these rows."""
        column = self.records.columns[number]
        return any(column.text(row) or (column.second and column.second(row)) for row in rows)

    def _needed(self, column: Column[R], rows: Sequence[R]) -> int:
        """How wide the words of a column are, up to the width that it has at first."""
        upper, lower = self.fontMetrics(), QFontMetrics(look.font("small"))
        said = max((upper.horizontalAdvance(column.text(row)) for row in rows), default=0)
        if column.second:
            said = max(said, *(lower.horizontalAdvance(column.second(row)) for row in rows), 0)
        head = QFontMetrics(self.horizontalHeader().font()).horizontalAdvance(f"{column.title} ↓") + look.space(1.5)
        return min(look.enlarged(column.width), max(said + look.space(2.5), head))

    def _width(self, number: int) -> int:
        """How wide a column is, or would be if it were shown."""
        if not self.isColumnHidden(number):
            return self.columnWidth(number)
        kept = settings.get(settings.TABLES).get(self.name)
        width = kept.get(self.records.columns[number].name) if isinstance(kept, dict) else None
        return width if isinstance(width, int) else look.enlarged(self.records.columns[number].width)

    def fill_columns(self, menu: QMenu) -> None:
        """Put the columns into a menu; those that are not there at first into one of their own, where they are many."""
        menu.clear()
        actions = self.column_actions()
        further = [action for action in actions if not action.data()]
        if len(further) <= _FURTHER:
            menu.addActions(actions)
            return
        menu.addActions([action for action in actions if action.data()])
        menu.addMenu("More columns").addActions(further)

    def _columns_menu(self) -> QMenu:
        menu = QMenu("Columns", self)
        self.fill_columns(menu)
        return menu

    def _ask_columns(self, place: QPoint) -> None:
        self._columns_menu().exec(self.horizontalHeader().mapToGlobal(place))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._keeping(lambda: self.records.sort(column, order))
        self.scrollTo(self.currentIndex())

    def _keeping(self, change: Callable[[], V]) -> V:
        """Change the rows; the selection stays on its record, and `chosen` is sent only if it did not."""
        selected = self.current()
        key = None if selected is None else self.records.key(selected)
        self._changing = True
        made = change()
        now = self.current()
        if key is not None and (now is None or self.records.key(now) != key) and not self.select(key):
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())  # Qt went on to the next one: nobody chose that
        self._changing = False
        self._tell()
        self.counted.emit(len(self.records.rows), self.records.total())
        return made

    def _tell(self) -> None:
        current = self.current()
        key = None if current is None else self.records.key(current)
        if key != self._told and not self._changing:
            self._told = key
            self.chosen.emit(current)

    def _open(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.records.rows):
            self.opened.emit(self.records.rows[index.row()])

    def _first_column(self) -> int:
        return max(0, self.horizontalHeader().logicalIndexAt(0))


def _cell(text: str) -> str:
    """A cell of a line: no tabs, an apostrophe before what Excel would take as a formula, lines between quotes."""
    plain = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    figure = plain[1:].replace(",", "").replace(".", "").replace("%", "").strip()
    plain = "'" + plain if plain.startswith(_FORMULA) and not figure.isdigit() else plain
    return '"' + plain.replace('"', '""') + '"' if "\n" in plain or plain.startswith('"') else plain
