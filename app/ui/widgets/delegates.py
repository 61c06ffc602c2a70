"""How cells of a table are drawn: text in one or two lines, a status's shape before its word, a sparkline."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui import look

from .cell_line import CellLine
from .record_model import CELL, Column, Index, RecordModel
from .shapes import draw_shape

DOT = 8.0  # pixels of the dot that says "illustrative"
_WRAPPED = {
    right: int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | side)
    for right, side in ((False, Qt.AlignmentFlag.AlignLeft), (True, Qt.AlignmentFlag.AlignRight))
}

_LEFT, _RIGHT = (
    tuple(side | at for at in (Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop))
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
"""Where the words of a cell stand: alone, above another line, below it. Flags are slow to put together in a cell."""
_SELECTED, _UNDER_MOUSE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value

_KEPT = 8192
_high: dict[tuple[object, ...], int] = {}


def words_high(text: str, font: QFont, width: int) -> int:
    """Pixels that words take in height where they wrap; none without words.

    It is kept: a table asks after the same words at each key of its filter, and each time that it is painted.
    """
    if not text:
        return 0
    at = text, width, font.family(), font.pointSizeF(), font.weight()
    if (found := _high.get(at)) is None:
        if len(_high) >= _KEPT:
            _high.clear()
        box = QFontMetrics(font).boundingRect(0, 0, max(width, 1), 10_000, _WRAPPED[False], text)
        found = _high[at] = box.height()
    return found


class CellDelegate(QStyledItemDelegate):
    """Text, and a bar at the left of the row that the keyboard is in.

    What does not fit wraps in a table whose rows are as high as their words (`whole_table`), else it is elided.

    Attributes:
        draws_words: whether the words of the cell are drawn, and not a figure in their place.
    """

    draws_words = True
    _chosen = False  # whether the cell that is painted is selected

    def font(self, row: Any) -> QFont:
        """The type of the words of a row."""
        return look.font()

    def beside(self, column: Column[Any], row: Any) -> int:
        """Pixels in width that the words of a row leave to something else."""
        return look.space(2)

    def high(self, column: Column[Any], row: Any, width: int) -> int:
        """Pixels in height that a cell of this width needs so that its words are whole."""
        if not self.draws_words:
            return 0
        room = width - self.beside(column, row)
        second = words_high(column.second(row), look.font("small"), room) if column.second else 0
        return words_high(column.text(row), self.font(row), room) + second + look.space(1.75)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not isinstance(index.model(), RecordModel):
            return  # Qt still paints a table that Python's collector is taking apart
        painter.save()
        table, state = self.parent(), option.state.value  # type: ignore[attr-defined]
        self._chosen = bool(state & _SELECTED) or (  # the row of the cursor looks chosen, too
            _is_typed_in(index) and isinstance(table, QTableView) and index.row() == table.currentIndex().row()
        )
        self._draw_back(painter, option.rect, bool(state & _UNDER_MOUSE), index)  # type: ignore[attr-defined]
        box = option.rect.adjusted(look.space(1), 0, -look.space(1), 0)  # type: ignore[attr-defined]
        if isinstance(table, QTableView):  # in a row that is higher than others, what is short stands at the top
            box.setHeight(min(box.height(), table.verticalHeader().defaultSectionSize()))
        self.draw_content(painter, box, option, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line to type in, with the words in use offered below it."""
        line = CellLine(parent)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        model = index.model()
        offered = model.words(index.column()) if isinstance(model, RecordModel) else []
        if offered:
            line.offer(offered)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():  # what one types stays, whoever else saves
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect  # type: ignore[attr-defined]
        wide = max(box.width(), look.space(14))  # a narrow column's value is typed over what stands beside it
        room = editor.parentWidget()
        left = max(0, min(box.x(), room.width() - wide)) if room else box.x()
        editor.setGeometry(left, box.y(), wide, min(box.height(), editor.sizeHint().height() + 2))

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what the cell says into `box`; the background is there."""
        self.draw_text(painter, box, option, index)

    def draw_text(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell's text, and under it in grey its second line if there is one."""
        model = _model(index)
        text, second = model.said(index)
        middle, bottom, top = _RIGHT if model.columns[index.column()].right else _LEFT
        ink, quiet = self._ink()
        font: QFont = option.font  # type: ignore[attr-defined]
        if getattr(self.parent(), "is_whole", False):
            high = words_high(text, font, box.width())
            under = words_high(second, look.font("small"), box.width()) if second else 0
            if high + under + look.space(1.75) > box.height():
                right = model.columns[index.column()].right
                self._wrap(painter, box, (text, font, ink, high), (second, look.font("small"), quiet, 0), right=right)
                return
        painter.setFont(font)
        if not second:
            self._line(painter, box, middle, text, ink)
            return
        upper, lower = QRect(box), QRect(box)
        upper.setBottom(box.center().y())
        lower.setTop(box.center().y() + 1)
        self._line(painter, upper, bottom, text, ink)
        painter.setFont(look.font("small"))
        self._line(painter, lower, top, second, quiet)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = option.fontMetrics.height()  # type: ignore[attr-defined]
        width = option.fontMetrics.horizontalAdvance(str(index.data() or ""))  # type: ignore[attr-defined]
        return QSize(width + look.space(2), height + look.space(2))

    def _line(self, painter: QPainter, box: QRect, side: Qt.AlignmentFlag, text: str, ink: str) -> None:
        if not text:
            return
        painter.setPen(QColor(ink))
        plain = text.replace("\n", " ")
        painter.drawText(box, side, painter.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, box.width()))

    def _wrap(self, painter: QPainter, box: QRect, *said: tuple[str, QFont, str, int], right: bool = False) -> None:
        """Draw words below each other from the top: what, in which type and colour, and how high it is."""
        box = QRect(box.x(), box.y() + look.space(0.75), box.width(), 10_000)
        for text, font, ink, high in said:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(box, _WRAPPED[right], text)
            box.translate(0, high)

    def _ink(self) -> tuple[str, str]:
        """The colours of the words of the cell that is painted, and of what is quiet in it."""
        c = look.colours()
        return (c.on_selected, c.on_selected) if self._chosen else (c.text, c.quiet)

    def _draw_back(self, painter: QPainter, box: QRect, is_under_mouse: bool, index: Index) -> None:
        c, table = look.colours(), self.parent()
        if self._chosen:
            painter.fillRect(box, QColor(c.selected))
        elif is_under_mouse:
            painter.fillRect(box, QColor(c.raised))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, QColor(c.line))
        if _is_wrong(index):
            painter.setPen(QPen(QColor(c.wrong), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        if not self._chosen or not isinstance(table, QTableView):
            return
        if _is_typed_in(index):
            if index == table.currentIndex() and table.hasFocus():
                painter.setPen(QPen(QColor(c.focus), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -2))
        elif table.property("keys"):
            first = table.horizontalHeader().logicalIndexAt(0)
            if index.row() == table.currentIndex().row() and index.column() == first:
                painter.fillRect(box.x(), box.y(), 3, box.height(), QColor(c.focus))


def _model(index: Index) -> RecordModel[Any]:
    model = index.model()
    assert isinstance(model, RecordModel)
    return model


def _is_wrong(index: Index) -> bool:
    """Whether a cell was refused."""
    model = _model(index)
    if not model.wrong or index.row() >= len(model.rows):
        return False
    return (model.key(model.rows[index.row()]), index.column()) in model.wrong


def _is_typed_in(index: Index) -> bool:
    """Whether the cells of a table are typed in."""
    return _model(index).typing


class StatusDelegate(CellDelegate):
    """A status's shape before the cell's text, and a small hollow dot behind it where it rests on illustrative values.

    The column's `cell` gives the status, or a pair of it and whether it is illustrative.
    """

    def beside(self, column: Column[Any], row: Any) -> int:
        value = column.cell(row) if column.cell else None
        dot = round(DOT) + look.space(0.5) if isinstance(value, tuple) and value[1] else 0
        side = round(QFontMetrics(self.font(row)).ascent() * 0.8) + look.space(1)
        return super().beside(column, row) + dot + (0 if value is None else side)

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(CELL)
        if value is None:
            self.draw_text(painter, box, option, index)
            return
        status, illustrative = value if isinstance(value, tuple) else (value, False)
        if illustrative:
            dot = QRectF(box.right() - DOT, box.center().y() - DOT / 2 + 0.5, DOT, DOT)
            draw_shape(painter, "ring", dot, self._ink()[1])
            box = box.adjusted(0, 0, -round(DOT) - look.space(0.5), 0)
        shown, side = look.status(status), option.fontMetrics.ascent() * 0.8  # type: ignore[attr-defined]
        place = QRectF(box.x(), box.center().y() - side / 2 + 0.5, side, side)
        draw_shape(painter, shown.shape, place, shown.mark)
        self.draw_text(painter, box.adjusted(round(side) + look.space(1), 0, 0, 0), option, index)


class DirectionDelegate(CellDelegate):
    """A sign before a direction's word; the column's `cell` gives the direction or None."""

    def beside(self, column: Column[Any], row: Any) -> int:
        is_there = column.cell is not None and column.cell(row) is not None
        side = round(QFontMetrics(self.font(row)).ascent() * 0.7) + look.space(1)
        return super().beside(column, row) + (side if is_there else 0)

    def draw_content(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(CELL)
        if value is not None:
            side = option.fontMetrics.ascent() * 0.7  # type: ignore[attr-defined]
            place = QRectF(box.x(), box.center().y() - side / 2 + 0.5, side, side)
            draw_shape(painter, look.DIRECTIONS[str(value)], place, self._ink()[1])
            box = box.adjusted(round(side) + look.space(1), 0, 0, 0)
        self.draw_text(painter, box, option, index)
