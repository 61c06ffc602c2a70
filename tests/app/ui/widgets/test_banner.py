"""Messages that stay."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.banner import Banner


def test_a_banner_is_not_there_until_it_has_something_to_say(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    banner = Banner(window)
    window.show()
    assert not banner.isVisible()
    banner.show_note("Pat <b>Jones</b> is editing.")
    assert banner.isVisible()
    assert banner.accessibleName() == banner.message.text() == "Pat <b>Jones</b> is editing."
    assert banner.message.textFormat() is Qt.TextFormat.PlainText


def test_its_buttons_do_what_they_say(qtbot: QtBot):
    banner, done = Banner(), []
    qtbot.addWidget(banner)
    banner.show_note("It is free.", ("Start editing", lambda: done.append("start")), ("Close", banner.hide))
    qtbot.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(banner.buttons[1], Qt.MouseButton.LeftButton)
    assert done == ["start"]
    assert not banner.isVisible()


def test_another_message_takes_the_place_of_the_first(qtbot: QtBot):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_note("First", ("One", banner.hide), ("Two", banner.hide))
    banner.show_wrong("Second", ("Three", banner.hide))
    assert [button.text() for button in banner.buttons] == ["Three"]
    assert banner.message.text() == "Second"
    assert banner.property("kind") == "wrong"
