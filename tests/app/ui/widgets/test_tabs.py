"""Views behind words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.widgets.tabs import Tabs


def test_a_view_is_brought_up_to_date_only_when_it_is_shown(qtbot: QtBot):
    filled: list[str] = []
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for word in ("Values", "History"):
        tabs.add(word, QLabel(word), lambda word=word: filled.append(word))
    tabs.show()
    tabs.refresh()
    assert filled == ["Values"]
    tabs.words.setCurrentIndex(1)
    tabs.words.setCurrentIndex(0)
    assert filled == ["Values", "History"]
    tabs.refresh()
    assert filled == ["Values", "History", "Values"]


def test_the_arrow_keys_go_from_word_to_word(qtbot: QtBot):
    tabs = Tabs()
    qtbot.addWidget(tabs)
    views = [QLabel("one"), QLabel("two")]
    for view in views:
        tabs.add(view.text(), view, lambda: None)
    tabs.show()
    tabs.words.setFocus()
    qtbot.keyClick(tabs.words, Qt.Key.Key_Right)
    assert views[1].isVisible()
    assert not views[0].isVisible()


def test_every_word_has_room(qtbot: QtBot):
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.add("&Values", QLabel(), lambda: None)
    wide = QFontMetrics(look.font("strong")).horizontalAdvance("Values")  # as the chosen one is written
    assert tabs.words.tabSizeHint(0).width() >= wide + look.space(2)
