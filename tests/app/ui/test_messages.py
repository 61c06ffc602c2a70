"""Message boxes: plain words, clear buttons, a report that can be copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import resources
from app.ui import messages
from app.workspace import CannotOpen

Boxes = list[QMessageBox]


@pytest.fixture
def answer(qtbot: QtBot) -> Callable[[str], list[str]]:
    """Presses a button of the next box; gives what the box says, once it was open."""

    def answering(button: str) -> list[str]:
        said: list[str] = []

        def press() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            said.extend([box.text(), box.informativeText(), box.detailedText()])
            assert box.textFormat() is Qt.TextFormat.PlainText
            found = next((b for b in box.findChildren(QAbstractButton) if b.text().replace("&", "") == button), None)
            if found is None:
                box.reject()
            else:
                qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
            if box.isVisible():
                box.reject()

        QTimer.singleShot(0, press)
        return said

    return answering


def test_a_sentence_is_told_as_it_is(answer: Callable[[str], list[str]]):
    said = answer("OK")
    messages.tell(None, "<b>Plan</b> is empty.")
    assert said[0] == "<b>Plan</b> is empty."


@pytest.mark.parametrize(("button", "answered"), [("Restore", True), ("Cancel", False), ("Escape", False)])
def test_a_question_is_answered_by_what_its_buttons_say(
    answer: Callable[[str], list[str]], button: str, answered: bool
):
    answer(button)
    assert messages.ask(None, "Restore the backup?", "It is from yesterday.", "Restore") is answered


def test_a_known_error_is_one_sentence_without_a_report(answer: Callable[[str], list[str]]):
    said = answer("OK")
    messages.show_error(None, CannotOpen("The file is empty."))
    assert said == ["The file is empty.", "", ""]


def test_a_bug_comes_with_a_report_that_is_copied(answer: Callable[[str], list[str]]):
    said = answer("Copy report")
    messages.show_error(None, ValueError("what happened"))
    assert said[0] == "Something went wrong inside Goldthread"
    assert "What you saved is safe" in said[1]
    assert "ValueError: what happened" in said[2]
    assert QApplication.clipboard().text() == said[2]


def test_about_says_the_versions(answer: Callable[[str], list[str]]):
    said = answer("OK")
    messages.about(None)
    assert f"Goldthread {resources.program_version()}" in said[1]
    assert "Qt 6" in said[1]
