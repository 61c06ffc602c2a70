"""Boxes to choose from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.combo import Combo


@pytest.fixture
def combo(qtbot: QtBot) -> Iterator[Combo]:
    window, made, other = QWidget(), Combo(), QLineEdit()
    made.addItems(["one", "two", "three"])
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    yield made
    window.close()


def turn_wheel(combo: Combo) -> None:
    place = QPointF(5, 5)
    event = QWheelEvent(
        place, combo.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)


def test_scrolling_past_changes_nothing(combo: Combo):
    turn_wheel(combo)
    assert combo.currentText() == "one"


def test_the_wheel_turns_it_once_the_keyboard_is_in_it(qtbot: QtBot, combo: Combo):
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    turn_wheel(combo)
    assert combo.currentText() == "two"
