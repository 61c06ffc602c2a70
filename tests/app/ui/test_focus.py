"""Who works by keys sees where the keyboard is, and Enter presses the button that has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.dialogs.dialog import Dialog
from app.ui.widgets.pick_line import PickLine
from tests.app.ui.hands import Key, Left


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Dialog:
    """A line, a plain button and the one that Enter presses elsewhere."""
    look.apply(qapp, look.Appearance.LIGHT)
    made = Dialog()
    column = QVBoxLayout(made)
    line, plain, main = QLineEdit(), QPushButton("Show more"), QPushButton("Save")
    plain.setAutoDefault(False)
    main.setDefault(True)
    for each in (line, plain, main):
        column.addWidget(each)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return made


def buttons(dialog: Dialog) -> tuple[QPushButton, QPushButton]:
    plain, main = dialog.findChildren(QPushButton)
    return plain, main


def test_a_ring_is_for_keys_and_not_for_the_mouse(qtbot: QtBot, dialog: Dialog):
    plain, main = buttons(dialog)
    qtbot.keyClick(dialog.findChild(QLineEdit), Key.Key_Tab)
    assert plain.hasFocus()
    assert plain.property("keys") is True
    qtbot.mouseClick(main, Left)
    assert main.hasFocus()
    assert not main.property("keys")
    assert not plain.property("keys")


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, dialog: Dialog):
    plain, main = buttons(dialog)
    pressed: list[str] = []
    for button in (plain, main):
        button.clicked.connect(lambda _=False, button=button: pressed.append(button.text()))
    qtbot.keyClick(dialog.findChild(QLineEdit), Key.Key_Tab)
    qtbot.keyClick(plain, Key.Key_Return)
    assert pressed == ["Show more"]
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(line, Key.Key_Return)
    assert pressed == ["Show more", "Save"]


def test_what_fits_is_listed_as_the_choices_of_a_box_are(qtbot: QtBot):
    line = PickLine(lambda: {"a": "Staff leave"})
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitActive(line)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    popup = line.completer().popup()
    assert isinstance(popup, QListView)
    assert popup.property("kind") == "offers"
