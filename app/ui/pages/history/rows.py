"""The rows of the list: a heading for each day, its edits, and between them the meetings that were closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.figures import counted
from app.domain.schedule import show_date
from app.ui.widgets.rag_badge import plain_tip
from app.workspace import Line

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
AT_ONCE = 100
"""Edits that are read at once; more come as one scrolls."""


@dataclass(frozen=True)
class Heading:
    """What stands between edits: a day, or a meeting that was closed."""

    text: str
    is_meeting: bool = False


Row = Line | Heading
Load = Callable[[str, int], Sequence[Line]]
"""Gives edits older than the one of an id (empty: the newest), so many at most."""


def day_of(line: Line) -> date:
    """On which day an edit was made, where the person sits."""
    return line.at.astimezone().date()


def who(line: Line) -> str:
    """Such as "Ann Ashe, Programme officer"."""
    return f"{line.author}, {line.role}" if line.role else line.author


def what(line: Line) -> str:
    """What an edit did in a few words: all of it where that is little, otherwise to how much."""
    if not line.touched:
        return line.told or "Its edits stand under the days on which they were made"
    return line.told or f"{'At least ' if line.touched >= 1000 else ''}{counted(line.touched, 'record')}"


def spoken(line: Line) -> str:
    """All that a line says, for assistive software."""
    return f"{line.label}. {what(line)}. {who(line)}, {show_date(day_of(line))}, {line.at.astimezone():%H:%M}"


def rows_of(lines: Sequence[Line], last: date | None, meeting_name: Callable[[Line], str]) -> Iterator[Row]:
    """Lines with their headings; `last` is the day that the list has come to."""
    for line in lines:
        if day_of(line) != last:
            last = day_of(line)
            yield Heading(f"{line.at.astimezone():%A}, {show_date(last)}")
        if line.meeting is not None:
            yield Heading(f"{meeting_name(line)} closed", is_meeting=True)
        yield line


class HistoryModel(QAbstractListModel):
    """Edits, read as far as one has scrolled.

    Attributes:
        rows: what has been read.
    """

    def __init__(self, meeting_name: Callable[[Line], str], parent: QObject | None = None):
        super().__init__(parent)
        self.rows: list[Row] = []
        self._meeting_name = meeting_name
        self._load: Load | None = None
        self._more = False

    @property
    def lines(self) -> list[Line]:
        """The edits that have been read."""
        return [row for row in self.rows if isinstance(row, Line)]

    def start(self, load: Load, *, at_least: int = AT_ONCE) -> None:
        """Read anew, as many as were there before. What `load` raises leaves nothing shown."""
        self.beginResetModel()
        self.rows, self._load, self._more = [], load, False
        try:
            self._take(load("", at_least), at_least)
        finally:
            self.endResetModel()

    def row_of(self, edit: str) -> int:
        """Where an edit stands; -1 where it has not been read."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, Line) and row.id == edit), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - as Qt declares it
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - as Qt declares it
        if self._load is None or not self._more:
            return
        lines = self._load(self.lines[-1].id, AT_ONCE)
        found = list(rows_of(lines, day_of(self.lines[-1]), self._meeting_name))
        self._more = len(lines) == AT_ONCE
        if found:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(found) - 1)
            self.rows += found
            self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_edit = index.isValid() and isinstance(self.rows[index.row()], Line)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_edit else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Heading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{row.label}. {what(row)}")
        return None

    def _take(self, lines: Sequence[Line], asked: int) -> None:
        self.rows = list(rows_of(lines, None, self._meeting_name))
        self._more = len(lines) == asked
