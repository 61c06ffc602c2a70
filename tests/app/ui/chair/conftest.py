"""The demo plan in a window, read as chair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.demo import make
from app.ui.chair import ChairWalk
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, keys

CHAIR = Person("Eleanor Shaw", "Independent chair")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make(tmp_path / "demo.goldthread", CHAIR, tmp_path / "backups")
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, workspace: Workspace) -> Iterator[MainWindow]:
    made = MainWindow(PLACES, CHAIR, tmp_path / "backups", lambda: workspace)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_plan(workspace)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.close()


@pytest.fixture
def walk(qtbot: QtBot, window: MainWindow) -> ChairWalk:
    """The walk, which the keys have opened."""
    keys(qtbot, window, Key.Key_R, Control)
    found = window.stack.currentWidget()
    assert isinstance(found, ChairWalk)
    assert found.hasFocus()
    return found
