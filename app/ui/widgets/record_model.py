"""Records as rows of a table, by columns that say what they show and how they sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from .rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP, plain_tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
CELL = Qt.ItemDataRole.UserRole + 1
SECOND = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column.

    Attributes:
        name: by which its width is remembered; never changed.
        title: its heading.
        text: what its cell says, which is also what is searched and copied.
        sort: what it is sorted by, where that is not the text; None comes last in either order.
        right: figures stand to the right.
        width: in pixels until somebody chooses another; the stretching column takes what is left.
        shown: whether it is there until somebody chooses.
        gives_way: where the table is too narrow, columns with the highest number are left out first; 0 stays.
        second: a second line in grey under the text.
        delegate: draws the cell; asks `cell` for what it needs beside the text.
        tip: said when the mouse rests on the cell.
        spoken: what assistive software says of the cell, where that is more than its text.
    """

    name: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    right: bool = False
    width: int = 120
    stretch: bool = False
    shown: bool = True
    gives_way: int = 0
    second: Callable[[R], str] | None = None
    delegate: type[QStyledItemDelegate] | None = None
    cell: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None


class RecordModel(QAbstractTableModel, Generic[R]):
    """The rows of a table: those of `records` that the filter lets through, in the chosen order."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str]):
        super().__init__()
        self.columns = list(columns)
        self.key = key
        self.rows: list[R] = []
        self._records: list[R] = []
        self._words: list[str] = []
        self._among: Callable[[R], bool] | None = None
        self._sorted: tuple[int, bool] = (-1, False)

    def set_records(self, records: Iterable[R]) -> None:
        """Show other records, under the same filter and in the same order."""
        self._records = list(records)
        self._arrange()

    def set_filter(self, text: str = "", among: Callable[[R], bool] | None = None) -> None:
        """Show only rows that hold every word of `text`, and of those the ones that `among` accepts."""
        self._words = text.casefold().split()
        self._among = among
        self._arrange()

    def total(self) -> int:
        """How many rows there would be without any filter."""
        return len(self._records)

    def row_of(self, key: str) -> int:
        """The row of a record; -1 when it is not shown."""
        return next((number for number, row in enumerate(self.rows) if self.key(row) == key), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                second = column.second(record) if column.second else ""
                text = column.spoken(record) if column.spoken else column.text(record)
                return ", ".join(part for part in (text or "empty", second, *_tags(column, record)) if part)
            case Qt.ItemDataRole.ToolTipRole:
                said = column.tip(record) if column.tip else column.text(record)
                marked = ILLUSTRATIVE in _tags(column, record) and ILLUSTRATIVE_TIP not in said
                return plain_tip(f"{said.rstrip('.')}. {ILLUSTRATIVE_TIP}" if marked else said)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _ if role == RECORD:
                return record
            case _ if role == CELL:
                return column.cell(record) if column.cell else None
            case _ if role == SECOND:
                return column.second(record) if column.second else ""
        return None

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

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = [row for row in self._records if self._shown(row)]
        number, downwards = self._sorted
        if 0 <= number < len(self.columns):
            column = self.columns[number]
            by = column.sort or (lambda row: column.text(row).casefold() or None)
            known = [(by(row), row) for row in rows]
            there = sorted((pair for pair in known if pair[0] is not None), key=_first, reverse=downwards)
            rows = [row for _, row in there] + [row for value, row in known if value is None]
        self.rows = rows
        self.endResetModel()

    def _shown(self, row: R) -> bool:
        if self._among is not None and not self._among(row):
            return False
        if not self._words:
            return True
        said = " ".join(column.text(row) for column in self.columns).casefold()
        return all(word in said for word in self._words)


def _tags(column: Column[Any], record: Any) -> tuple[str, ...]:
    """The words of the tags beside a cell's text."""
    return column.cell(record) if column.cell and getattr(column.delegate, "draws_tags", False) else ()


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]
