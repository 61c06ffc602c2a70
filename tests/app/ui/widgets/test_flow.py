"""Things side by side that begin a new line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.flow import FlowLayout


class Box(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(100, 20)


def test_a_new_line_begins_where_the_width_ends(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder)
    boxes = [Box() for _ in range(5)]
    for box in boxes:
        row.addWidget(box)
    assert row.heightForWidth(1000) == 20
    assert row.heightForWidth(230) == 20 * 3 + 4 * 2
    holder.resize(230, 100)
    holder.show()
    assert [(b.x() // 100, b.y() // 24) for b in boxes] == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)]
    assert all(b.geometry().right() < 230 for b in boxes)


def test_what_is_hidden_takes_no_room(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder)
    first, second = Box(), Box()
    row.addWidget(first)
    row.addWidget(second)
    first.hide()
    holder.resize(300, 50)
    holder.show()
    assert second.x() == 0
    assert row.sizeHint() == QSize(100, 20)


def test_items_can_be_taken_out(qtbot: QtBot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(holder)
    row.addWidget(Box())
    assert row.count() == 1
    assert row.itemAt(1) is None
    assert row.takeAt(0) is not None
    assert row.takeAt(0) is None
    assert row.heightForWidth(100) == 0
