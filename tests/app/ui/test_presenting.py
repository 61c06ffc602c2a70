"""View > Present: a page for a room to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Action, BudgetLine, Indicator, Recommendation, Risk, Theme
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.risks import RisksPage
from app.workspace import Person
from tests.app.ui.hands import window_of
from tests.app.ui.whole import cut_off, scrolling
from tests.demo_plan import open_demo

ANN = Person("Ann")
Key = Qt.Key


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    plan = open_demo(tmp_path)
    with window_of(plan) as window:
        window.open_target(plan.all(Theme)[0])
        yield window


def points() -> float:
    return QApplication.font().pointSizeF()


@pytest.mark.parametrize("leave", [Key.Key_F11, Key.Key_Escape])
def test_the_page_is_seen_alone_and_large_until_a_key_brings_everything_back(
    qtbot: QtBot, window: MainWindow, leave: Qt.Key
):
    usual, theme, page = points(), window.session.here, window.page()
    qtbot.keyClick(window, Key.Key_F11)
    assert window.isFullScreen()
    assert not window.rail.isVisible()
    assert not window.menuBar().isVisible()
    assert window.where.leave.isVisible()
    shown = window.page()
    assert isinstance(shown, OverviewPage)
    assert shown is not page
    assert window.session.here == theme
    assert points() > usual * 1.2
    assert shown.font().pointSizeF() > usual * 1.2
    assert not window.session.can_edit
    assert window.windowTitle().endswith("Present – Goldthread")
    qtbot.keyClick(window, leave)
    assert not window.isFullScreen()
    assert window.rail.isVisible()
    assert window.menuBar().isVisible()
    assert not window.where.leave.isVisible()
    assert points() == usual
    assert window.session.here == theme
    assert window.session.can_edit


def test_one_goes_about_by_keys_and_back(qtbot: QtBot, window: MainWindow):
    qtbot.keyClick(window, Key.Key_F11)
    qtbot.keyClick(window, Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page(), RisksPage)
    qtbot.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.page(), OverviewPage)
    assert window.isFullScreen()
    assert not window.rail.isVisible()
    qtbot.keyClick(window, Key.Key_F11)


def test_another_plan_or_the_end_of_the_program_ends_it(qtbot: QtBot, window: MainWindow):
    usual = points()
    qtbot.keyClick(window, Key.Key_F11)
    window.show_welcome()
    assert points() == usual
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert not window.session.reading


def test_of_a_record_that_is_presented_nothing_is_lost_on_the_way_back(qtbot: QtBot, window: MainWindow):
    assert window.workspace is not None
    indicator = window.workspace.all(Indicator)[0]
    window.open_target(indicator)
    qtbot.keyClick(window, Key.Key_F11)
    assert window.session.here == indicator
    qtbot.keyClick(window, Key.Key_Escape)
    assert window.session.here == indicator


def test_large_letters_cut_nothing_off_on_any_page(qtbot: QtBot, window: MainWindow):
    assert window.workspace is not None
    qtbot.keyClick(window, Key.Key_F11)
    window.showNormal()
    window.resize(1280, 720)
    for number, place in enumerate(PLACES):
        window.show_page(number)
        page = window.page()
        words = getattr(getattr(page, "tabs", page), "words", None)
        for tab in range(max(1, words.count())) if words is not None else (0,):
            if words is not None:
                words.setCurrentIndex(tab)
            is_whole(window, f"{place.title}, {tab}")
    for kind in (Theme, Action, Indicator, Risk, Recommendation, BudgetLine):
        for record in window.workspace.all(kind)[:2]:
            window.open_target(record)
            is_whole(window, record.name)


def is_whole(window: MainWindow, where: str) -> None:
    for _ in range(4):
        QApplication.processEvents()
    page = window.page()
    assert page is not None
    assert not cut_off(page), where
    assert not [[type(part).__name__ for part in way] for way in scrolling(page)], where
