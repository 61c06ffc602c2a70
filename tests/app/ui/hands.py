"""Mouse and keys of the tests: typing into fields, and answering the dialogs that open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_table import RecordTable

Left, Key, Control = Qt.MouseButton.LeftButton, Qt.Key, Qt.KeyboardModifier.ControlModifier


@contextmanager
def answering(act: Callable[[Any], None]) -> Iterator[None]:
    """While something opens a dialog, `act` is the person in front of it. It is closed whatever happens."""
    done: list[bool] = []

    def begin() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), "no dialog is open"
        try:
            act(dialog)
            done.append(True)
        finally:
            if dialog.isVisible():
                dialog.done(0)

    timer = QTimer(singleShot=True, interval=0)
    timer.timeout.connect(begin)
    timer.start()
    yield
    assert done, "no dialog was answered"


def type_into(qtbot: QtBot, control: QWidget, text: str) -> None:
    """Put `text` in the place of what a field holds."""
    control.setFocus()
    qtbot.keyClick(control, Key.Key_A, Control)
    qtbot.keyClick(control, Key.Key_Delete)
    qtbot.keyClicks(control, text)


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button that can be seen and pressed."""
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Left)


def click_row(qtbot: QtBot, table: RecordTable[Any], key: str) -> None:
    """Click the row of a record."""
    number = table.records.row_of(key)
    assert number >= 0, "it is not shown"
    qtbot.mouseClick(table.viewport(), Left, pos=table.visualRect(table.records.index(number, 0)).center())
