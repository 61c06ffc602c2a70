"""The rail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Programme
from app.ui.rail import Rail, shortcuts
from app.ui.session import Session
from app.workspace import Person, Workspace


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(["Overview", "Indicators", "Risks"], ["1", "2", "3"])
    qtbot.addWidget(made)
    made.resize(180, 500)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def test_a_click_chooses_a_page(qtbot: QtBot, rail: Rail):
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail.buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [2]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_choose_it_too(qtbot: QtBot, rail: Rail, key: Qt.Key):
    rail.buttons[1].setFocus()
    qtbot.waitUntil(rail.buttons[1].hasFocus)
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail.buttons[1], key)
    assert chosen.args == [1]


def test_one_page_is_marked_and_each_says_its_shortcut(rail: Rail):
    rail.mark(1)
    rail.mark(2)
    assert [button.isChecked() for button in rail.buttons] == [False, False, True]
    assert rail.buttons[2].accessibleDescription() == "Control 3"
    assert rail.buttons[2].text() == "Risks"


def test_the_tenth_page_has_the_digit_after_nine_and_a_key_of_its_own_takes_none():
    assert "".join(shortcuts([*[""] * 4, "E", *[""] * 7])) == "1234E567890"


def test_the_foot_says_what_holds_for_every_page(rail: Rail, tmp_path: Path):
    plan = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    plan.save(replace(plan.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    plan.facts_only = True
    rail.show_state(Session(plan))
    plan.close()
    assert rail.position.text() == "Position at 31 Jan 2018"
    assert rail.saved.text() == "Saved"
    assert rail.facts_only.isVisible()


def test_every_title_has_room_beside_its_shortcut(qtbot: QtBot):
    rail = Rail(["A page with a rather long title"], ["1"])
    qtbot.addWidget(rail)
    assert rail.width() > rail.fontMetrics().horizontalAdvance("A page with a rather long title") + 40
