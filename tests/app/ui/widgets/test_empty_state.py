"""What to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.empty_state import EmptyState
from tests.app.ui.hands import windows

SENTENCE = "A meeting that is closed marks what was known on that day; later statuses are compared with it."


def test_the_button_begins(qtbot: QtBot):
    empty = EmptyState("No meetings yet", SENTENCE, "Add a meeting")
    qtbot.addWidget(empty)
    empty.resize(700, 400)
    empty.show()
    with qtbot.waitSignal(empty.started):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_the_sentence_is_shown_whole(qtbot: QtBot):
    empty = EmptyState("No meetings yet", SENTENCE * 2, "Add")
    qtbot.addWidget(empty)
    empty.resize(500, 400)
    empty.show()
    qtbot.waitExposed(empty)
    sentence = empty.sentence
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_without_a_button_there_is_only_the_sentence(qtbot: QtBot):
    empty = EmptyState("Nothing found", "Type less.")
    qtbot.addWidget(empty)
    assert not [w for w in windows() if w.isVisible()]
    empty.show()
    assert not empty.button.isVisible()


def test_it_can_say_something_else(qtbot: QtBot):
    empty = EmptyState("No risks yet", "Add the first.", "Add a risk")
    qtbot.addWidget(empty)
    empty.show()
    empty.tell("No risk fits", "Type less.", can_start=False)
    assert (empty.heading.text(), empty.sentence.text()) == ("No risk fits", "Type less.")
    assert not empty.button.isVisible()
