"""The menus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app import settings
from app.ui.commands import plain
from app.ui.main_window import MainWindow
from app.ui.page import Page, Place
from app.workspace import Person, Workspace


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def demo() -> Workspace:
        return Workspace.create(tmp_path / "demo.goldthread", Person("Ann"), tmp_path / "backups", "Demo")

    places = [Place(f"Page {n}", lambda: Page) for n in (1, 2)]
    made = MainWindow(places, Person("Ann"), tmp_path / "backups", demo)
    qtbot.addWidget(made)
    made.show_welcome()
    yield made
    made.close()


def every(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from every(inner)
        elif not action.isSeparator():
            yield action


def all_actions(window: MainWindow) -> list[QAction]:
    return [action for menu in window.menuBar().findChildren(QMenu) for action in every(menu)]


def test_no_two_commands_share_a_shortcut(window: MainWindow):
    keys = [key.toString() for action in set(all_actions(window)) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+Shift+E", "F1", "Ctrl+Z", "Ctrl+Y", "Ctrl+1", "Ctrl+2", "Alt+Left", "Ctrl+F"} <= set(keys)


def test_without_a_plan_only_what_needs_none_can_be_done(window: MainWindow):
    for name in ("New plan…", "Open…", "Settings…", "User guide", "About Goldthread", "Quit", "See the demo"):
        assert window.menus[name].isEnabled()
    for name in ("Export workbook…", "Save a copy…", "Restore a backup…", "Undo", "Present", "Page 1", "Page 2"):
        assert not window.menus[name].isEnabled()


def test_plans_opened_lately_are_listed_while_they_are_there(window: MainWindow, tmp_path: Path):
    there = tmp_path / "R&D.goldthread"
    there.touch()
    settings.put(settings.RECENT, [str(tmp_path / "gone.goldthread"), str(there)])
    recent = window.menus["Open recent"].menu()
    assert isinstance(recent, QMenu)
    recent.aboutToShow.emit()
    assert [action.text() for action in recent.actions()] == ["R&&D"]
    settings.put(settings.RECENT, [])
    recent.aboutToShow.emit()
    assert not recent.actions()[0].isEnabled()


def test_an_ampersand_is_shown_and_underlines_nothing():
    assert plain("Undo: R&D") == "Undo: R&&D"
