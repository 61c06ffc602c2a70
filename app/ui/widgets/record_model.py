"""Records as rows of a table, by columns that say what they show and how they sort."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from .rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP, plain_tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
CELL = Qt.ItemDataRole.UserRole + 1
SECOND = Qt.ItemDataRole.UserRole + 2
_READ = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_TYPED_IN = _READ | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column.

    Attributes:
        name: by which its width is remembered; never changed.
        title: its heading.
        text: what its cell says, which is also what is copied and, where it is `searched`, found by typing.
        sort: what it is sorted by, where that is not the text; None comes last in either order.
        right: figures stand to the right.
        width: in pixels until somebody chooses another; the stretching column takes what is left.
        shown: whether it is there until somebody chooses.
        gives_way: where the table is too narrow, columns with the highest number are left out first; 0 stays.
        second: a second line in grey under the text.
        delegate: draws the cell; asks `cell` for what it needs beside the text.
        tip: said when the mouse rests on the cell.
        spoken: what assistive software says of the cell, where that is more than its text.
        sets: the fields that a person sets by typing in the cell; where it is not given, the one of the column's name.
    """

    name: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    right: bool = False
    width: int = 120
    stretch: bool = False
    shown: bool = True
    searched: bool = True
    gives_way: int = 0
    second: Callable[[R], str] | None = None
    delegate: type[QStyledItemDelegate] | None = None
    cell: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
    sets: tuple[str, ...] | None = None


class Cells(Protocol):
    """What can be typed in the cells of a table (`register.sheet`)."""

    def can_type(self, row: Any, column: Column[Any]) -> bool:
        """Whether something can be typed in a cell."""
        ...

    def typed(self, row: Any, column: Column[Any]) -> str | None:
        """What a cell holds as one types it; None where nothing can be typed."""
        ...

    def words(self, column: Column[Any]) -> list[str]:
        """What is offered while one types in a column."""
        ...

    def enter(self, row: Any, column: Column[Any], text: str) -> str:
        """Save what was typed in a cell; the sentence of why it is refused, or empty."""
        ...


class RecordModel(QAbstractTableModel, Generic[R]):
    """The rows of a table: those of its records that the filter lets through, in the chosen order.

    A row that is shown stays where it is, whatever becomes of its record, until the person sorts or filters again (or
    `arrange` is called): what one works on does not go from under the hand.

    Attributes:
        leaves: whether a row goes at once all the same, as a risk that was closed goes from the open ones.
        cells: what can be typed; None in a table that is only read, whatever the person may.
        typing: whether the person may type.
        refused: why what was typed last was not saved; empty where it was.
        below: what is written in a row below the last that is no record yet; None where there is no such row.
        at_end: the keys of records that were written there: they stay below the others until these are sorted again.
        wrong: why a cell was refused, by the row's key and the number of its column.
    """

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str]):
        super().__init__()
        self.columns = list(columns)
        self.key = key
        self.rows: list[R] = []
        self._records: list[R] = []
        self._known: Set[str] = frozenset()
        self._words: list[str] = []
        self._said: dict[str, str] = {}
        self._passing: list[R] | None = None  # the records that are among those to be shown, whatever is typed
        self._passing_words: list[str] | None = None
        self._among: Callable[[R], bool] | None = None
        self._sorted: tuple[int, bool] = (-1, False)
        self.leaves: Callable[[R], bool] = lambda _row: False
        self.cells: Cells | None = None
        self.typing = False
        self.refused = ""
        self.below: Any = None
        self.at_end: set[str] = set()
        self.wrong: dict[tuple[str, int], str] = {}

    def write_below(self, row: Any) -> None:
        """Have a row below the last for what is no record yet, or with None no such row any more."""
        if (row is None) == (self.below is None):
            self.below = row
            self._below_changed()
            return
        number = len(self.rows)
        if row is None:
            self.beginRemoveRows(QModelIndex(), number, number)
            self.below = None
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), number, number)
            self.below = row
            self.endInsertRows()

    def _below_changed(self) -> None:
        if self.below is not None:
            number = len(self.rows)
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def row_at(self, number: int) -> Any:
        """The row of this number, the one below the last included."""
        return self.rows[number] if number < len(self.rows) else self.below

    def set_records(self, records: Iterable[R], changed: Collection[str] | None = None) -> Sequence[R] | None:
        """Show other records, under the same filter and in the same order.

        Rows of records that are there no longer go, those of new ones come to their place, and of the rest only what
        is otherwise is told anew: `changed` gives the keys of what may be; without it, records are compared.

        Returns:
            The rows that say something new; None where all of them may.
        """
        known, self._records, self._passing = self._known, list(records), None
        now = dict(zip(map(self.key, self._records), self._records, strict=True))
        self._known = now.keys()
        keys = list(map(self.key, self.rows))
        if not any(key in now for key in keys):
            self._said.clear()
            self.arrange()
            return None
        asked = None if changed is None else set(changed)  # of the rest nothing is asked
        may = known if asked is None else asked | (known - now.keys())
        self._forget(may)
        places = [number for number, key in enumerate(keys) if key in may]
        gone = [number for number in places if (row := now.get(keys[number])) is None or self.leaves(row)]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1], keys[first : last + 1]
            self.endRemoveRows()
        old, self.rows = self.rows, [now[key] for key in keys]
        if asked is None:
            otherwise = [number for number, (was, row) in enumerate(zip(old, self.rows, strict=True)) if was != row]
        else:
            otherwise = [number for number, key in enumerate(keys) if key in asked] if gone else places
        for first, last in _runs(otherwise):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        said = [self.rows[number] for number in otherwise]
        may_come = now.keys() if asked is None else (now.keys() - known) | (now.keys() & asked)
        coming = may_come - set(keys)
        new = [row for key, row in now.items() if key in coming and self._shown(row)] if coming else []
        self._take_in(new)
        return None if gone else [*said, *new]

    def set_filter(self, text: str = "", among: Callable[[R], bool] | None = None) -> None:
        """Show only rows that hold every word of `text`, and of those the ones that `among` accepts."""
        self._words = text.casefold().split()
        self._among, self._passing = among, None
        self.arrange()

    def find(self, text: str) -> None:
        """Show only rows that hold every word of `text`, among the same as before."""
        self._words = text.casefold().split()
        self.arrange()

    def look_ahead(self) -> None:
        """Put into words what each row is found by, before the first of them is looked for."""
        for row in self._records:
            self._found_by(row)

    def _found_by(self, row: R) -> str:
        """The words of a row by which it is found; kept until it says something else."""
        key = self.key(row)
        if (said := self._said.get(key)) is None:
            said = " ".join(column.text(row) for column in self.columns if column.searched).casefold()
            self._said[key] = said
        return said

    def _forget(self, keys: Iterable[str]) -> None:
        if self._said:
            for key in keys:
                self._said.pop(key, None)

    def total(self) -> int:
        """How many rows there would be without any filter."""
        return len(self._records)

    def row_of(self, key: str) -> int:
        """The row of a record; -1 when it is not shown."""
        return next((number for number, row in enumerate(self.rows) if self.key(row) == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self.arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows) + (self.below is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if index.row() >= len(self.rows):
            return self._data_below(column, role)
        record = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                second = column.second(record) if column.second else ""
                text = column.spoken(record) if column.spoken else column.text(record)
                return ", ".join(part for part in (text or "empty", second, *_tags(column, record)) if part)
            case Qt.ItemDataRole.ToolTipRole:
                said = self.wrong.get((self.key(record), index.column())) or (column.tip or column.text)(record)
                marked = ILLUSTRATIVE in _tags(column, record) and ILLUSTRATIVE_TIP not in said
                return plain_tip(f"{said.rstrip('.')}. {ILLUSTRATIVE_TIP}" if marked else said)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.EditRole:
                return self.typed(record, column)
            case _ if role == RECORD:
                return record
            case _ if role == CELL:
                return column.cell(record) if column.cell else None
            case _ if role == SECOND:
                return column.second(record) if column.second else ""
        return None

    def said(self, index: Index) -> tuple[str, str]:
        """The text of a cell and the line under it, as `data` gives them to who paints."""
        column, number = self.columns[index.column()], index.row()
        if number >= len(self.rows):
            return str(self._data_below(column, Qt.ItemDataRole.DisplayRole)), ""
        record = self.rows[number]
        return column.text(record), column.second(record) if column.second else ""

    def _data_below(self, column: Column[R], role: int) -> Any:
        said = (self.cells.typed(self.below, column) if self.cells else None) or ""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return said
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{said or 'empty'}, not saved yet"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return "" if role == SECOND else None

    def typed(self, row: R, column: Column[R]) -> str:
        """What a cell holds: as one types it where that can be, else what it says."""
        found = self.cells.typed(row, column) if self.cells else None
        return column.text(row) if found is None else found

    def words(self, number: int) -> list[str]:
        """What is offered while one types in a column."""
        return self.cells.words(self.columns[number]) if self.cells else []

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        cells, column = self.cells if self.typing else None, self.columns[index.column()]
        return _TYPED_IN if cells and cells.can_type(self.row_at(index.row()), column) else _READ

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.typing or self.cells is None:
            return False
        row, column = self.row_at(index.row()), self.columns[index.column()]
        self.refused = ""
        if str(value) != self.cells.typed(row, column):
            self.refused = self.cells.enter(row, column, str(value))
        if row is self.below:
            self._below_changed()
        return not self.refused

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title + self._arrow(section)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return None

    def _arrow(self, section: int) -> str:
        number, downwards = self._sorted
        return (" ↓" if downwards else " ↑") if number == section else ""

    def arrange(self) -> None:
        """Bring the rows into the chosen order, those alone that the filter lets through."""
        self.at_end.clear()
        rows = self._matching()
        if (by := self._sorts_by()) is not None:
            rows = [row for _, row in _in_order([(by(row), row) for row in rows], self._sorted[1])]
        if len(rows) == len(self.rows) and all(map(operator.is_, rows, self.rows)):
            return
        at = {self.key(row): number for number, row in enumerate(rows)} if len(rows) == len(self.rows) else {}
        if len(rows) != len(self.rows) or any(self.key(row) not in at for row in self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()  # the same rows: what is selected or being edited goes with its own
        kept = self.persistentIndexList()
        moved = [
            self.createIndex(at[self.key(self.rows[n])] if (n := each.row()) < len(rows) else n, each.column())
            for each in kept
        ]
        self.rows = rows
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _matching(self) -> list[R]:
        """The records that the filter lets through. What is asked of each is asked once, not at every key."""
        if self._passing is None:
            among = self._among
            self._passing = list(self._records if among is None else filter(among, self._records))
            self._passing_words = None
        found = self._passing
        if not self._words:
            return list(found)
        if self._passing_words is None:
            self._passing_words = list(map(self._found_by, found))
        texts = self._passing_words
        for word in self._words:
            kept = [number for number, text in enumerate(texts) if word in text]
            found, texts = [found[n] for n in kept], [texts[n] for n in kept]
        return list(found)

    def _take_in(self, new: Sequence[R]) -> None:
        """Insert rows, each where the order has it among those that are shown."""
        if self.at_end:
            self._insert(len(self.rows), [row for row in new if self.key(row) in self.at_end])
            new = [row for row in new if self.key(row) not in self.at_end]
        if not new:
            return
        by, places = self._sorts_by(), dict[int, list[R]]()
        if by is None:
            shown, coming, at = {self.key(row): n for n, row in enumerate(self.rows)}, set(map(self.key, new)), 0
            for row in self._records:
                at = shown.get(self.key(row), at - 1) + 1  # below the one before it, where that is shown
                if self.key(row) in coming:
                    places.setdefault(at, []).append(row)
        else:
            for value, row in _in_order([(by(row), row) for row in new], self._sorted[1]):
                places.setdefault(self._place(by, value), []).append(row)
        for number, rows in sorted(places.items(), reverse=True):
            self._insert(number, rows)

    def _insert(self, number: int, rows: Sequence[R]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), number, number + len(rows) - 1)
            self.rows[number:number] = rows
            self.endInsertRows()

    def _place(self, by: Callable[[R], Any], value: Any) -> int:
        """Where a row of this value comes among those that are shown."""
        downwards = self._sorted[1]

        def follows(row: R) -> bool:
            other = by(row)
            return other is None or (other < value if downwards else other > value)

        return bisect_left(self.rows, True, key=follows) if value is not None else len(self.rows)

    def _sorts_by(self) -> Callable[[R], Any] | None:
        """What gives the value by which rows are sorted; None where nobody sorted them."""
        number, _ = self._sorted
        if not 0 <= number < len(self.columns):
            return None
        column = self.columns[number]
        return column.sort or (lambda row: column.text(row).casefold() or None)

    def _shown(self, row: R) -> bool:
        if self._among is not None and not self._among(row):
            return False
        if not self._words:
            return True
        said = self._found_by(row)
        return all(word in said for word in self._words)


def _tags(column: Column[Any], record: Any) -> tuple[str, ...]:
    """The words of the tags beside a cell's text."""
    return column.cell(record) if column.cell and getattr(column.delegate, "draws_tags", False) else ()


def _in_order(rows: Sequence[tuple[Any, R]], downwards: bool) -> list[tuple[Any, R]]:
    """Rows with the values that they are sorted by; those without one come last."""
    known = sorted((pair for pair in rows if pair[0] is not None), key=lambda pair: pair[0], reverse=downwards)
    return [*known, *(pair for pair in rows if pair[0] is None)]


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers, from the least, as runs: the first and the last of each."""
    first = last = -1
    for number in numbers:
        if number != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last
