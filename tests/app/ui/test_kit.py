"""Layouts in one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import STRETCH, block, button, clear, column, row, scroll, split


def test_parts_stand_below_and_beside_each_other_with_their_room(qtbot: QtBot):
    heading, filter_, button, table, note = (
        QLabel("Risks"),
        QLabel(),
        QPushButton("New"),
        QLabel("Table"),
        QLabel("Note"),
    )
    page = QWidget()
    qtbot.addWidget(page)
    column(heading, 8, row(filter_, STRETCH, button, gap=4), (table, 1), (note, Qt.AlignmentFlag.AlignRight), on=page,
           edge=(16, 10))  # fmt: skip
    page.resize(400, 300)
    page.show()
    assert (heading.x(), heading.y()) == (16, 10)
    assert button.geometry().right() == 400 - 16 - 1
    assert button.y() > heading.geometry().bottom() + 7
    assert table.height() > 2 * heading.height()
    assert note.geometry().right() == 400 - 16 - 1
    assert note.width() < table.width()
    assert note.geometry().bottom() == 300 - 10 - 1


def test_two_parts_share_the_room_and_none_can_be_pressed_away(qtbot: QtBot):
    left, right = QLabel("Left"), QLabel("Right")
    both = split((left, 1), (right, 3))
    qtbot.addWidget(both)
    both.resize(800, 100)
    both.show()
    assert right.width() > 2 * left.width()
    assert both.handleWidth() == 16
    assert not both.childrenCollapsible()
    assert split((QLabel(), 1), upright=True).orientation() == Qt.Orientation.Vertical


def test_a_part_that_scrolls_takes_the_width_it_has(qtbot: QtBot):
    inside = block(column(*(QLabel(f"Line {number}") for number in range(40)), edge=(1, 2, 3, 4)))
    area = scroll(inside)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    assert inside.width() == area.viewport().width()
    assert inside.height() > area.height()
    layout = inside.layout()
    assert layout is not None
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (1, 2, 3, 4)


def test_a_button_does_what_it_says(qtbot: QtBot):
    pressed: list[str] = []
    made = button("Add", lambda: pressed.append("added"), "link", "Adds it")
    qtbot.addWidget(made)
    made.click()
    assert (pressed, made.text(), made.property("kind"), made.toolTip()) == (["added"], "Add", "link", "Adds it")


def test_a_layout_is_emptied_with_all_that_lies_inside(qtbot: QtBot):
    first, second = QLabel("First"), QLabel("Second")
    page = QWidget()
    qtbot.addWidget(page)
    whole = column(first, row(second), on=page)
    page.show()
    clear(whole)
    assert whole.count() == 0
    assert not first.isVisible()
    assert not second.isVisible()
