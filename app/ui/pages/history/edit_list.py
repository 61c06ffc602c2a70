"""The list of edits, newest first, under the days on which they were made, with the meetings that were closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.figures import counted
from app.domain.schedule import show_date
from app.ui import look
from app.ui.widgets.delegates import words_high
from app.ui.widgets.rag_badge import plain_tip
from app.workspace import ARRIVED, EditLine

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
AT_ONCE = 100
"""Edits that are read at once; more come as one scrolls."""


@dataclass(frozen=True)
class ListHeading:
    """What stands between edits: a day, or a meeting that was closed."""

    text: str
    is_meeting: bool = False


Row = EditLine | ListHeading
Load = Callable[[str, int], Sequence[EditLine]]
"""Gives edits older than the one of an id (empty: the newest), so many at most."""


def day_of(line: EditLine) -> date:
    """On which day an edit was made, where the person sits."""
    return line.at.astimezone().date()


def who(line: EditLine) -> str:
    """Such as "Ann Ashe, Programme officer"."""
    return f"{line.author}, {line.role}" if line.role else line.author


def what(line: EditLine) -> str:
    """What an edit did in a few words: all of it where that is little, otherwise to how much."""
    if line.came or not line.touched:
        return line.told or ARRIVED
    return line.told or f"{'At least ' if line.touched >= 1000 else ''}{counted(line.touched, 'record')}"


def spoken(line: EditLine) -> str:
    """All that a line says, for assistive software."""
    by = [who(line)] if line.author else []
    return f"{line.label}. {what(line)}. {', '.join([*by, show_date(day_of(line))])}, {line.at.astimezone():%H:%M}"


def rows_of(lines: Sequence[EditLine], last: date | None, meeting_name: Callable[[EditLine], str]) -> Iterator[Row]:
    """Lines with their headings; `last` is the day that the list has come to."""
    for line in lines:
        if day_of(line) != last:
            last = day_of(line)
            yield ListHeading(f"{line.at.astimezone():%A}, {show_date(last)}")
        if line.meeting is not None:
            yield ListHeading(f"{meeting_name(line)} closed", is_meeting=True)
        yield line


def _edits_in(lines: Sequence[EditLine]) -> int:
    return sum(not line.came for line in lines)


class HistoryModel(QAbstractListModel):
    """Edits, read as far as one has scrolled.

    Attributes:
        rows: what has been read.
    """

    def __init__(self, meeting_name: Callable[[EditLine], str], parent: QObject | None = None):
        super().__init__(parent)
        self.rows: list[Row] = []
        self._meeting_name = meeting_name
        self._load: Load | None = None
        self._more = False

    @property
    def lines(self) -> list[EditLine]:
        """The edits that have been read, and what came in between them."""
        return [row for row in self.rows if isinstance(row, EditLine)]

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
        return next((n for n, row in enumerate(self.rows) if isinstance(row, EditLine) and row.id == edit), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - as Qt declares it
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - as Qt declares it
        if self._load is None or not self._more:
            return
        lines = self._load(self.lines[-1].id, AT_ONCE)
        found = list(rows_of(lines, day_of(self.lines[-1]), self._meeting_name))
        self._more = _edits_in(lines) == AT_ONCE
        if found:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(found) - 1)
            self.rows += found
            self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_edit = index.isValid() and isinstance(self.rows[index.row()], EditLine)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_edit else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, ListHeading):
            return row.text if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(f"{row.label}. {what(row)}")
        return None

    def _take(self, lines: Sequence[EditLine], asked: int) -> None:
        self.rows = list(rows_of(lines, None, self._meeting_name))
        self._more = _edits_in(lines) == asked


class EditList(QListView):
    """The list.

    Attributes:
        edits: the rows' model.

    Signals:
        chosen: another edit is selected; None when none is.
    """

    chosen = Signal(object)

    def __init__(self, edits: HistoryModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.edits = edits
        self._told = ""
        self.setModel(edits)
        self.setItemDelegate(_EditDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName("Edits, newest first")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMinimumWidth(look.space(40))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_edits(self, load: Load, keep: str, at_least: int) -> None:
        """Read anew; the edit with the key `keep` stays chosen while it is there, otherwise the newest is."""
        self._told = ""
        self.edits.start(load, at_least=at_least)
        if not self.select(keep):
            self.select(next((line.id for line in self.edits.lines), ""))
        if self.line() is None:
            self.chosen.emit(None)

    def line(self) -> EditLine | None:
        """The chosen edit."""
        row = self.currentIndex().data(ROW)
        return row if isinstance(row, EditLine) else None

    def select(self, edit: str) -> bool:
        """Choose an edit and bring it into view; whether it has been read."""
        row = self.edits.row_of(edit)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.edits.index(row), flags.ClearAndSelect)
        self.scrollTo(self.edits.index(row if row > 1 else 0))
        return True

    def _tell(self, _now: QModelIndex, _before: QModelIndex) -> None:
        line = self.line()
        if line is not None and line.id != self._told:
            self._told = line.id
            self.chosen.emit(line)


class _EditDelegate(QStyledItemDelegate):
    """Draws an edit as time, what, and in small what it did and who; a day as a heading; a meeting as a mark across."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, row = self.parent(), index.data(ROW)
        assert isinstance(view, EditList)
        if not isinstance(row, EditLine):
            line = QFontMetrics(look.font("body")).height() + QFontMetrics(look.font("small")).height()
            return QSize(look.space(20), line + look.space(1.75))
        _label, *under = _boxes(QRect(0, 0, view.viewport().width() - look.space(4), 0), row)
        return QSize(look.space(20), max(box.bottom() for box in under) + look.space(1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        box = QRect(option.rect).adjusted(look.space(2), 0, -look.space(2), 0)  # type: ignore[attr-defined]
        painter.save()
        if isinstance(row, ListHeading) and row.is_meeting:
            _meeting(painter, box, row.text)
        elif isinstance(row, ListHeading):
            lower = box.adjusted(0, box.height() - look.space(4), 0, -look.space(0.5))
            _write(painter, lower, row.text, look.font("strong"), look.colours().text)
        else:
            self._edit(painter, QRect(option.rect), box, row, index)  # type: ignore[attr-defined]
        painter.restore()

    def _edit(self, painter: QPainter, whole: QRect, box: QRect, line: EditLine, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, EditList)
        c, is_chosen = look.colours(), index == view.currentIndex()
        under = view.viewport().mapFromGlobal(view.cursor().pos())
        if is_chosen or whole.contains(under):
            painter.fillRect(whole, QColor(c.selected if is_chosen else c.raised))
        if is_chosen and view.property("keys"):
            painter.fillRect(QRect(whole.x(), whole.y(), 3, whole.height()), QColor(c.focus))
        painter.fillRect(QRect(box.x(), whole.y(), box.width(), 1), QColor(c.line))
        ink, quiet = (c.on_selected, c.on_selected) if is_chosen else (c.text, c.quiet)
        body, small = look.font("body"), look.font("small")
        label, told, by = _boxes(box, line)
        time = QRect(box.x(), label.y(), label.x() - box.x(), QFontMetrics(body).height())
        _write(painter, time, f"{line.at.astimezone():%H:%M}", small, quiet)
        for place, text, font, colour in (
            (label, line.label, body, ink), (told, what(line), small, quiet), (by, who(line), small, quiet),
        ):  # fmt: skip
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, text)


def _boxes(box: QRect, line: EditLine) -> tuple[QRect, QRect, QRect]:
    """Where an edit is told in a row, in full: what, and below it what it did and who made it."""
    small = look.font("small")
    left = box.x() + QFontMetrics(small).horizontalAdvance("00:00") + look.space(1.5)
    room = box.right() + 1 - left
    by = min(QFontMetrics(small).horizontalAdvance(who(line)) + 2, room // 2)
    wide = room - by - look.space(2)
    label = QRect(left, box.y() + look.space(0.875), room, words_high(line.label, look.font("body"), room))
    told = QRect(left, label.bottom() + 1, wide, words_high(what(line), small, wide))
    return label, told, QRect(left + room - by, told.y(), by, words_high(who(line), small, by))


def _meeting(painter: QPainter, box: QRect, text: str) -> None:
    c, font = look.colours(), look.font("small")
    wide = min(QFontMetrics(font).horizontalAdvance(text) + look.space(2), box.width())
    middle = box.center().y()
    painter.setPen(QPen(QColor(c.accent), 1.5))
    left = box.center().x() - wide // 2
    painter.drawLine(box.x(), middle, left, middle)
    painter.drawLine(left + wide, middle, box.right(), middle)
    _write(painter, QRect(left + look.space(1), box.y(), wide - look.space(1.5), box.height()), text, font, c.accent)


def _write(painter: QPainter, box: QRect, text: str, font: QFont, ink: str) -> None:
    shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
