"""The demo plan in a window, read as chair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Risk, Theme
from app.ui.chair import ChairWalk
from app.ui.chair.steps import StepView
from app.ui.main_window import MainWindow
from app.ui.widgets.whole_lines import WholeLine
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, keys, window_of
from tests.demo_plan import open_demo

CHAIR = Person("Eleanor Shaw", "Independent chair")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path, CHAIR)) as window:
        yield window


@pytest.fixture(scope="module")
def kept_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """For tests that leave the plan as it is."""
    with window_of(open_demo(tmp_path_factory.mktemp("demo"), CHAIR)) as window:
        yield window


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


@pytest.fixture
def walk(qtbot: QtBot, window: MainWindow) -> ChairWalk:
    """The walk, which the keys have opened."""
    keys(qtbot, window, Key.Key_R, Control)
    found = window.stack.currentWidget()
    assert isinstance(found, ChairWalk)
    assert found.hasFocus()
    return found


@pytest.fixture
def tap(qtbot: QtBot, window: MainWindow, walk: ChairWalk) -> Callable[..., None]:
    """Press keys one after the other where the keyboard is."""

    def act(*wanted: Any) -> None:
        for key in wanted:
            keys(qtbot, window, key)

    return act


def view(walk: ChairWalk) -> StepView:
    assert walk.view is not None
    return walk.view


def words(part: QWidget | None) -> list[str]:
    assert part is not None
    return [
        label.text().replace("\u00a0", " ") for label in part.findChildren(QLabel) if label.isVisible() and label.text()
    ]


def titles(part: QWidget) -> list[str]:
    return [line.line.title for line in part.findChildren(WholeLine)]


def line_of(walk: ChairWalk, title: str) -> WholeLine:
    return next(line for line in view(walk).findChildren(WholeLine) if line.line.title == title)


def press_more(walk: ChairWalk) -> None:
    while shown := [b for b in view(walk).findChildren(QPushButton) if b.isVisible() and b.text().endswith(" more")]:
        shown[0].click()


def theme(workspace: Workspace, number: int = 1) -> Theme:
    return next(each for each in workspace.all(Theme) if each.number == number)


def a_risk_of(workspace: Workspace, wanted: Theme) -> Risk:
    return workspace.plan.serving(wanted, Risk)[0]
