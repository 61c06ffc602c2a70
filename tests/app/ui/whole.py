"""What a reader could not see: boxes that scroll inside what scrolls, and words that are cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QScrollArea, QWidget

from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.record_table import RecordTable


def scrolling(part: QWidget, above: tuple[QWidget, ...] = ()) -> Iterator[tuple[QWidget, ...]]:
    """The ways from a part to its leaves on which more than one part that is seen scrolls up and down."""
    if not part.isVisible() or (part.isWindow() and above):
        return
    if isinstance(part, QAbstractScrollArea) and (
        isinstance(part, QScrollArea) or part.verticalScrollBar().maximum() > part.verticalScrollBar().minimum()
    ):
        above = (*above, part)
        if len(above) > 1:
            yield above
            return
    for child in part.children():
        if isinstance(child, QWidget):
            yield from scrolling(child, above)


def cut_off(part: QWidget) -> list[str]:
    """The words of labels, and of the cells of tables, that are seen, but not whole."""
    labels = [label.text() for label in part.findChildren(QLabel) if label.isVisible() and _is_cut(label)]
    return labels + [said for table in part.findChildren(RecordTable) if table.isVisible() for said in cut_cells(table)]


def cut_cells(table: RecordTable[Any]) -> Iterator[str]:
    """The words of a table that its rows are too low for, where they wrap, or its columns too narrow."""
    for at, column in enumerate(table.records.columns):
        delegate, wide = table.itemDelegateForColumn(at) or table.itemDelegate(), table.columnWidth(at)
        if table.isColumnHidden(at) or not isinstance(delegate, CellDelegate) or not delegate.draws_words:
            continue
        for number, row in enumerate(table.records.rows):
            metrics = QFontMetrics(delegate.font(row))
            longest = max(map(metrics.horizontalAdvance, column.text(row).split()), default=0)
            too_narrow = longest + delegate.beside(column, row) > wide
            if too_narrow or delegate.high(column, row, wide) > table.rowHeight(number):
                yield column.text(row)


def _is_cut(label: QLabel) -> bool:
    if isinstance(label, ElidedLabel):
        return bool(label.toolTip())
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - 2  # layouts round
    return label.width() < label.minimumSizeHint().width()
