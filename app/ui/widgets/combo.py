"""A box to choose one of a few from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QListView, QStyledItemDelegate, QWidget

from app.ui import look

MOST = 14
"""Entries that are seen at once; a longer list scrolls."""
WIDEST = 200
"""Entries by which the width of a list goes: of thousands one does not measure all."""


def dress(completer: QCompleter) -> None:
    """Let the list of what fits what is typed look like that of a box."""
    popup = completer.popup()
    if isinstance(popup, QListView) and popup.property("kind") != "offers":
        popup.setProperty("kind", "offers")
        popup.setItemDelegate(QStyledItemDelegate(popup))
        popup.installEventFilter(_Roomy(completer))


class _Roomy(QObject):
    """Keeps the list under a line as wide as its words: Qt makes it as wide as the line, and cuts them."""

    def __init__(self, completer: QCompleter):
        super().__init__(completer)
        self._completer = completer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._give_room)  # once what is in it has its size
        return super().eventFilter(watched, event)

    def _give_room(self) -> None:
        popup, line = self._completer.popup(), self._completer.widget()
        if popup is not None and popup.isVisible():
            _give_room(popup, line, self._completer.maxVisibleItems())


class Combo(QComboBox):
    """Turned by the wheel only while the keyboard is in it: scrolling past must not change a record.

    Its list shows each entry whole, the last one too, and as wide as its words are.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(MOST)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for boxes knows nothing of the height of a row

    def offer(self, entries: Mapping[Any, str]) -> None:
        """Offer other entries, by what each stands for. The choice stays where it is still offered; else it is told."""
        if [(self.itemData(n), self.itemText(n)) for n in range(self.count())] == list(entries.items()):
            return
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        for key, word in entries.items():
            self.addItem(word, key)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        if self.currentData() != chosen:
            self.currentIndexChanged.emit(self.currentIndex())

    def showPopup(self) -> None:
        super().showPopup()
        _give_room(self.view(), self, self.maxVisibleItems())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(look.colours().quiet if self.isEnabled() else look.colours().border), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = self.width() - look.space(2), self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])


def _give_room(view: QAbstractItemView, over: QWidget, most: int) -> None:
    """Make a list as large as its entries: Qt leaves out what the style puts around them, and cuts the last.

    Args:
        view: the list, or what holds it.
        over: the box or the line under which it stands.
        most: entries that are seen at once.
    """
    holder, model = view.window(), view.model()
    hints = [view.sizeHintForIndex(model.index(row, 0)) for row in range(min(model.rowCount(), WIDEST))]
    around = holder.size() - view.viewport().size()
    bar = view.verticalScrollBar().sizeHint().width() if model.rowCount() > most else 0
    wide = max([over.width(), *(hint.width() + around.width() + bar for hint in hints)])
    room = look.room_at(over.mapToGlobal(over.rect().center()))
    size = QSize(wide, sum(hint.height() for hint in hints[:most]) + around.height()).boundedTo(room.size())
    holder.setGeometry(_beside(QRect(over.mapToGlobal(QPoint(0, 0)), over.size()), size, room))
    view.scrollTo(view.currentIndex())


def _beside(box: QRect, size: QSize, room: QRect) -> QRect:
    """Where a list of this size is: below its box, else above it, else wherever it fits on the screen."""
    top = box.bottom() + 1
    if top + size.height() > room.bottom() + 1:
        above = box.top() - size.height()
        top = above if above >= room.top() else max(room.top(), room.bottom() + 1 - size.height())
    left = max(room.left(), min(box.left(), room.right() + 1 - size.width()))
    return QRect(QPoint(left, top), size)
