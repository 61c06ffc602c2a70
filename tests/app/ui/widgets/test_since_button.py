"""The button that says what is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.since_button import ARROW, SinceButton
from app.workspace import Person, Workspace
from tests.demo_plan import open_demo


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = open_demo(tmp_path)
    yield made
    made.close()


@pytest.fixture
def button(qtbot: QtBot, workspace: Workspace) -> SinceButton:
    made = SinceButton()
    qtbot.addWidget(made)
    made.show_workspace(workspace)
    return made


def test_the_name_stands_whole_where_there_is_the_room_that_it_asks_for(button: SinceButton, workspace: Workspace):
    for key, name in ((workspace.closed_meetings[0].body, "Overview and Scrutiny Committee"),
                      (workspace.closed_meetings[1].body, "Cabinet")):  # fmt: skip
        workspace.compare_with = key
        button.show_workspace(workspace)
        button.resize(button.sizeHint())
        assert button.text() == f"{name}{ARROW}"


def test_no_part_of_the_name_stands_where_there_is_less(button: SinceButton):
    button.resize(button.minimumSizeHint())
    assert button.text() == f"Change{ARROW}"
    assert "Overview and Scrutiny Committee" in button.accessibleName()


def test_another_meeting_or_body_can_be_chosen(qtbot: QtBot, button: SinceButton, workspace: Workspace):
    button.fill()
    offered = {action.text(): action for action in button.menu_.actions() if action.text()}
    assert "Compare two meetings…" in offered
    own = "Last meeting of the Improvement Board, whose plan this is: none is closed yet"
    assert [text for text, action in offered.items() if action.isChecked()] == [own]
    with qtbot.waitSignal(button.chosen) as chosen:
        offered["Last meeting of Cabinet"].trigger()
    assert chosen.args == [workspace.closed_meetings[1].body]


def test_it_hides_in_a_plan_without_a_closed_meeting(button: SinceButton, qtbot: QtBot, tmp_path: Path):
    empty = Workspace.create(tmp_path / "new.goldthread", Person("Ann"), tmp_path / "backups", "New")
    button.show_workspace(empty)
    assert button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    assert button.isHidden()
    empty.close()
