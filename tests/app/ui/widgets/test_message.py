"""Messages that float over what they are said of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets import message as module
from app.ui.widgets.message import Message
from tests.app.ui.hands import Key, Left, keys

LONG = "Nothing of this could be written where the plan lies, because the disk is full and so is the other one. " * 3


@dataclass
class Page:
    over: QWidget
    message: Message
    line: QLineEdit
    top: QPushButton
    foot: QPushButton


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    over = QWidget()
    qtbot.addWidget(over)
    column, foot = QVBoxLayout(over), QHBoxLayout()
    line, top, button = QLineEdit(), QPushButton("Top"), QPushButton("Foot")
    column.addWidget(line)
    column.addWidget(top)
    column.addStretch()
    foot.addWidget(button)
    foot.addStretch()
    column.addLayout(foot)
    over.resize(900, 500)
    over.show()
    over.activateWindow()
    qtbot.waitActive(over)
    line.setFocus()
    return Page(over, Message(over), line, top, button)


def at(page: Page) -> list[QRect]:
    return [QRect(w.mapToGlobal(QPoint()), w.size()) for w in (page.line, page.top, page.foot)]


@pytest.mark.parametrize("sentence", ["Saved.", LONG])
def test_nothing_moves_when_it_comes_and_goes(page: Page, sentence: str):
    before = at(page)
    page.message.tell(sentence, ("Undo", page.message.hide))
    QApplication.processEvents()
    assert page.message.isVisible()
    assert at(page) == before
    assert page.over.rect().contains(page.message.geometry())
    assert page.message.message.height() >= page.message.message.heightForWidth(page.message.message.width())
    page.message.hide()
    QApplication.processEvents()
    assert at(page) == before


def test_it_covers_neither_the_keyboard_nor_a_button_where_there_is_room(page: Page, qtbot: QtBot):
    page.message.tell("Saved.")
    covered = page.message.geometry()
    assert not covered.intersects(page.foot.geometry())
    assert not covered.intersects(page.top.geometry())
    page.over.resize(500, 500)
    qtbot.waitUntil(lambda: page.over.rect().contains(page.message.geometry()))
    page.line.move(covered.x(), page.message.y())  # where the message lies
    page.top.setFocus()
    page.line.setFocus()
    assert not page.message.geometry().intersects(page.line.geometry())


def test_what_is_told_goes_by_itself_and_an_error_stays(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "SHORT", 20)
    monkeypatch.setattr(module, "LONG", 20)
    for choices in ((), (("Undo", page.message.hide),)):
        page.message.tell("Saved.", *choices)
        assert page.message.isVisible()
        qtbot.waitUntil(page.message.isHidden)
    page.message.tell_wrong("The disk is full.")
    QTest.qWait(100)
    assert page.message.isVisible()
    qtbot.mouseClick(page.message.buttons[-1], Left)
    assert page.message.isHidden()


def test_it_stays_while_the_keyboard_is_in_it_and_gives_it_back(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LONG", 20)
    monkeypatch.setattr(module, "AGAIN", 20)
    page.message.tell("Saved.", ("Undo", page.message.hide))
    page.message.go_to()
    assert page.message.buttons[0].hasFocus()
    QTest.qWait(100)
    assert page.message.isVisible()
    keys(qtbot, page.over, Key.Key_Escape)
    assert page.message.isHidden()
    assert page.line.hasFocus()


def test_tab_comes_to_its_buttons(page: Page, qtbot: QtBot):
    page.message.tell("Saved.", ("Undo", page.message.hide))
    page.foot.setFocus()
    keys(qtbot, page.over, Key.Key_Tab)
    assert page.message.has_keyboard()


def test_another_message_begins_its_time_anew(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "SHORT", 30)
    page.message.tell("Saved.")
    page.message.tell_wrong("The disk is full.")
    QTest.qWait(100)
    assert page.message.isVisible()
    assert page.message.property("kind") == "wrong"
    assert page.message.message.textFormat() is Qt.TextFormat.PlainText
