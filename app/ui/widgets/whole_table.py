"""A table in which nothing is cut off: each row is as high as what it says, wherever its words wrap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from .delegates import CellDelegate
from .record_model import Index
from .record_table import RecordTable

R = TypeVar("R")


class WholeTable(RecordTable[R]):
    """The table. Of more than `MOST` rows those are measured that come into view, as all would take too long."""

    MOST = 60
    is_whole = True

    _grows = False

    def grow(self) -> None:
        """Be as high as its rows from now on, on a page that scrolls as one."""
        self._grows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _set_up(self, two_lines: bool) -> None:
        super()._set_up(two_lines)
        self._settling = QTimer(self, singleShot=True)  # once the columns have the widths that the rows lead to
        self._settling.timeout.connect(self.fit_rows)
        for happened in (self.horizontalHeader().sectionResized, self.records.dataChanged, self.records.rowsInserted):
            happened.connect(lambda *_: self._settling.start(0))
        self.records.modelReset.connect(self.fit_rows)
        self.records.layoutChanged.connect(self.fit_rows)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._is_long() and self.fit_rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height that its words take."""
        rows, header = self.records.rows, self.verticalHeader()
        columns = [
            (self.columnWidth(number), column, delegate)
            for number, column in enumerate(self.records.columns)
            if not self.isColumnHidden(number)
            and isinstance(delegate := self.itemDelegateForColumn(number) or self.itemDelegate(), CellDelegate)
        ]
        for number in self._in_view() if self._is_long() else range(len(rows)):
            high = [header.defaultSectionSize()]
            high += [delegate.high(column, rows[number], wide) for wide, column, delegate in columns]
            if header.sectionSize(number) != max(high):
                header.resizeSection(number, max(high))
        if self._grows:
            self.setFixedHeight(self.horizontalHeader().sizeHint().height() + 4 + header.length())

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        for _ in range(9 if self._is_long() else 1):
            before = self.verticalScrollBar().value()
            super().scrollTo(index, hint)
            if self.verticalScrollBar().value() == before:
                return
            self.updateGeometries()  # the rows that came into view may have grown, and pushed it out

    def _is_long(self) -> bool:
        return len(self.records.rows) > (self.MOST if not self._grows else 300)

    def _in_view(self) -> Iterator[int]:
        """The rows that are seen, each asked for after those above it have their height."""
        number, lowest = self.rowAt(0), self.viewport().height()
        while 0 <= number < len(self.records.rows) and self.rowViewportPosition(number) < lowest:
            yield number
            number += 1
