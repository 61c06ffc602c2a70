"""Ways to begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.welcome import Welcome


@pytest.fixture
def welcome(qtbot: QtBot) -> Welcome:
    made = Welcome()
    qtbot.addWidget(made)
    made.show_recent([Path("/plans/Board.goldthread"), Path("/plans/Other.goldthread")])
    made.resize(900, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    ("button", "signal"),
    [("new", "new_wanted"), ("open", "open_wanted"), ("workbook", "workbook_wanted"), ("demo", "demo_wanted")],
)
def test_each_button_says_what_the_person_wants(qtbot: QtBot, welcome: Welcome, button: str, signal: str):
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.mouseClick(getattr(welcome, button), Qt.MouseButton.LeftButton)


def test_a_plan_opened_lately_is_opened_again(qtbot: QtBot, welcome: Welcome):
    with qtbot.waitSignal(welcome.recent_wanted) as wanted:
        qtbot.mouseClick(welcome.recent.rows[1], Qt.MouseButton.LeftButton)
    assert wanted.args == [Path("/plans/Other.goldthread")]


def test_where_none_was_opened_no_list_is_shown(welcome: Welcome):
    welcome.show_recent([])
    assert not welcome.recent.isVisible()


def test_every_word_on_a_button_is_seen(welcome: Welcome):
    for button in (welcome.open, welcome.new, welcome.workbook, welcome.demo):
        assert button.width() >= button.sizeHint().width(), button.text()
