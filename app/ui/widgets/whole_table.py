"""A table in which nothing is cut off: each row is as high as what it says, wherever its words wrap."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent

from .delegates import CellDelegate
from .record_table import RecordTable

R = TypeVar("R")


class WholeTable(RecordTable[R]):
    """The table; of more than `MOST` rows each is of one height, as measuring them all would take too long.

    Attributes:
        is_whole: whether rows are as high as their words.
    """

    MOST = 300
    is_whole = True

    def _set_up(self, two_lines: bool) -> None:
        super()._set_up(two_lines)
        self._settling = QTimer(self, singleShot=True)  # once the columns have the widths that the rows lead to
        self._settling.timeout.connect(self.fit_rows)
        for happened in (self.horizontalHeader().sectionResized, self.records.dataChanged, self.records.rowsInserted):
            happened.connect(lambda *_: self._settling.start(0))
        self.records.modelReset.connect(self.fit_rows)
        self.records.layoutChanged.connect(self.fit_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height that its words take."""
        rows, header = self.records.rows, self.verticalHeader()
        self.is_whole = len(rows) <= self.MOST
        if not self.is_whole:
            return
        columns = [
            (number, column, delegate)
            for number, column in enumerate(self.records.columns)
            if not self.isColumnHidden(number)
            and isinstance(delegate := self.itemDelegateForColumn(number) or self.itemDelegate(), CellDelegate)
        ]
        for number, row in enumerate(rows):
            high = [header.defaultSectionSize()]
            high += [delegate.high(column, row, self.columnWidth(at)) for at, column, delegate in columns]
            if header.sectionSize(number) != max(high):
                header.resizeSection(number, max(high))
