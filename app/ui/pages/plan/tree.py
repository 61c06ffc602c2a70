"""The plan as a tree in a table: what lies under a row is shown while the row is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.records import Objective, Theme
from app.ui import look
from app.ui.widgets.delegates import CellDelegate
from app.ui.widgets.record_model import CELL, Column, Index
from app.ui.widgets.whole_table import WholeTable

from .rows import PlanRow

INDENT = 2.25  # steps of the grid that a level stands further in
CHEVRON = 2.25  # steps of the grid that the mark before a title takes


def tree_title(title: str = "Theme, objective, action, milestone") -> Column[PlanRow]:
    """The column of the tree's titles."""
    return Column(
        name="title", title=title, text=lambda r: r.title, stretch=True, second=lambda r: r.gist, cell=lambda r: r,
        delegate=BranchDelegate, spoken=lambda r: r.spoken,
    )  # fmt: skip


def inset(row: PlanRow) -> int:
    """How far in a row's title stands, in pixels; before it is the mark that opens it."""
    return look.space(row.level * INDENT + CHEVRON)


class BranchDelegate(CellDelegate):
    """A title that stands as far in as its row is deep, with a mark before it where more lies under it."""

    def font(self, row: PlanRow) -> QFont:
        is_heading = isinstance(row.record, Theme | Objective) or row.record is None
        return look.font("strong" if is_heading else "body")

    def beside(self, column: Column[PlanRow], row: PlanRow) -> int:
        return super().beside(column, row) + inset(row)

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        row: PlanRow = index.data(CELL)
        if row.has_more:
            self._draw_chevron(painter, box, row, self._ink()[1])
        option.font = self.font(row)  # type: ignore[attr-defined]
        self.draw_text(painter, box.adjusted(inset(row), 0, 0, 0), option, index)

    def _draw_chevron(self, painter: QPainter, box: QRect, row: PlanRow, ink: str) -> None:
        x = box.x() + look.space(row.level * INDENT) + look.space(0.75)
        y, half = box.center().y() + 0.5, 3.5
        pen = QPen(QColor(ink), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        if row.is_open:
            points = [QPointF(x - half, y - 2), QPointF(x, y + 2), QPointF(x + half, y - 2)]
        else:
            points = [QPointF(x - 2, y - half), QPointF(x + 2, y), QPointF(x - 2, y + half)]
        painter.drawPolyline(points)


class PlanTree(WholeTable[PlanRow]):
    """The tree. Right opens a row or goes into it, Left closes it or goes to what it lies under.

    Signals:
        toggled: the row to open or to close.
    """

    LEAST_STRETCH = 60

    toggled = Signal(object)

    def __init__(
        self, name: str, columns: Sequence[Column[PlanRow]], parent: QWidget | None = None, *, two_lines: bool = True
    ):
        super().__init__(name, columns, _key, parent, two_lines=two_lines)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)  # sorted, it would be no tree
        header.setSortIndicatorShown(False)
        self._title = next(n for n, column in enumerate(columns) if column.name == "title")
        self.takes: Callable[[QKeyEvent], bool] = lambda _event: False

    def select_record(self, key: str) -> bool:
        """Select the first row that shows the record with this key; whether there is one."""
        row = next((row for row in self.records.rows if row.record is not None and row.record.id == key), None)
        return row is not None and self.select(row.key)

    def give_width(self, column: int, width: int) -> None:
        """Make a column as wide as the page needs it; that is nobody's choice and not remembered."""
        before, self._arranging = self._arranging, True
        self.setColumnWidth(column, width)
        self._arranging = before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if self.takes(event):
            return
        if row is None or event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Right:
            if row.has_more and not row.is_open:
                self.toggled.emit(row)
            elif row.is_open:
                self._go_to(self.currentIndex().row() + 1)
        elif row.is_open:
            self.toggled.emit(row)
        else:
            self.select(row.key.rpartition("/")[0])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._chevron_at(event)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(row)
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._chevron_at(event) is None:
            super().mouseDoubleClickEvent(event)

    def chevron(self, key: str) -> QRect:
        """Where the mark before a row's title is, in the viewport."""
        number = self.records.row_of(key)
        box = self.visualRect(self.records.index(number, self._title))
        left = box.x() + look.space(1) + look.space(self.records.rows[number].level * INDENT)
        return QRect(left - look.space(0.5), box.y(), look.space(CHEVRON), box.height())

    def _chevron_at(self, event: QMouseEvent) -> PlanRow | None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or index.column() != self._title:
            return None
        row = self.records.rows[index.row()]
        return row if row.has_more and self.chevron(row.key).contains(place) else None

    def _go_to(self, number: int) -> None:
        if number < len(self.records.rows):
            self.select(self.records.rows[number].key)


def _key(row: PlanRow) -> str:
    return row.key
