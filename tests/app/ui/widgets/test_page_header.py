"""The head of a page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.widgets.page_header import PageHeader
from tests.app.ui.hands import windows


def test_the_grey_line_is_there_only_when_it_says_something(qtbot: QtBot):
    header = PageHeader("Risks", "13 open")
    qtbot.addWidget(header)
    assert not [w for w in windows() if w.isVisible()]
    header.show()
    assert header.subtitle.isVisible()
    header.tell("Meetings")
    assert header.title.text() == "Meetings"
    assert not header.subtitle.isVisible()
