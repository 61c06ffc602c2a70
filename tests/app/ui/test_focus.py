"""Who works by keys sees where the keyboard is, and Enter presses the button that has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.dialogs.dialog import Dialog
from app.ui.kit import block, column
from app.ui.main_window import MainWindow
from app.ui.widgets.card import Pressable
from app.ui.widgets.pick_line import PickLine
from app.ui.widgets.risk_matrix import RiskMatrix
from app.ui.widgets.tabs import TabWords
from app.workspace import Person
from tests.app.ui.hands import Key, Left


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> Dialog:
    """A line, a plain button and the one that Enter presses elsewhere."""
    look.apply(qapp, look.Appearance.LIGHT)
    made = Dialog()
    below = QVBoxLayout(made)
    line, plain, main = QLineEdit(), QPushButton("Show more"), QPushButton("Save")
    plain.setAutoDefault(False)
    main.setDefault(True)
    for each in (line, plain, main):
        below.addWidget(each)
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


class Pressed(QMainWindow):
    """A window with a button, a pressable part and tabs, as pages have them."""

    def __init__(self) -> None:
        super().__init__()
        self.button, self.part, self.words = QPushButton("New"), Pressable(), TabWords()
        self.matrix = RiskMatrix()
        self.words.addTab("Tree")
        self.part.setFixedSize(200, 40)
        self.setCentralWidget(block(column(self.button, self.part, self.words, self.matrix)))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Pressed:
    look.apply(qapp, look.Appearance.LIGHT)
    made = Pressed()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def ring(part: QWidget) -> bool:
    """Whether a line in the colour of the keyboard is drawn on it."""
    picture = part.grab().toImage()
    wanted = QColor(look.colours().focus).rgb()
    return any(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


def test_what_is_drawn_by_hand_shows_the_keyboard_to_who_works_by_keys(qtbot: QtBot, window: Pressed):
    for part in (window.part, window.words, window.matrix):
        window.button.setFocus()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        assert ring(part)
        window.button.setFocus()
        assert not ring(part)
        qtbot.mouseClick(part, Left)
        assert part.hasFocus() or part is window.words
        assert not ring(part)


def test_enter_presses_the_button_of_the_window_that_has_the_keyboard(qtbot: QtBot, tmp_path: Path):
    window = MainWindow((), Person("Ann"), tmp_path, lambda: pytest.fail("no demo"))
    qtbot.addWidget(window)
    pressed: list[int] = []
    button = QPushButton("New", window)
    button.clicked.connect(lambda _=False: pressed.append(1))
    window.show()
    window.activateWindow()
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Key.Key_Return)
    assert pressed == [1]


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
