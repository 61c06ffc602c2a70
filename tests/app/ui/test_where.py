"""The line above every page: the way back, and where one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Milestone, Record, Risk, Theme
from app.ui.main_window import MainWindow
from app.ui.page import Several
from app.ui.pages.overview.page import OverviewPage
from app.ui.trail import ThreadOf
from app.workspace import Person, Workspace
from tests.app.ui.hands import press, window_of
from tests.demo_plan import open_demo

ANN = Person("Ann")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path)) as window:
        yield window


def plan_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def of_one_theme(window: MainWindow, kind: type[Record]) -> tuple[Record, Theme]:
    plan = plan_of(window).plan
    found = next(record for record in plan.all(kind) if len(plan.served(record, Theme)) == 1)
    return found, plan.served(found, Theme)[0]


def test_it_names_the_page_what_the_record_belongs_to_and_the_record(window: MainWindow):
    where, plan = window.where, plan_of(window).plan
    assert where.stops == ("Overview",)
    indicator, theme = of_one_theme(window, Indicator)
    window.open_target(indicator)
    assert where.stops[:2] == ("Indicators", f"Theme {theme.number}")
    assert where.stops[2] in indicator.name
    step = plan.all(Milestone)[0]
    window.open_target(step)
    assert where.stops[0] == "Plan"
    assert where.stops[-1] == step.title
    assert any(stop and stop in (plan.find(step.action) or step).name for stop in where.stops[1:-1])
    window.open_target(Several(Risk, frozenset(risk.id for risk in plan.all(Risk)), "all of them"))
    assert where.stops == ("Risks", "all of them")
    window.open_target(ThreadOf(indicator.id))
    assert where.stops[0] == "Thread"


def test_its_words_lead_to_what_they_name(qtbot: QtBot, window: MainWindow):
    indicator, theme = of_one_theme(window, Indicator)
    window.open_target(indicator)
    link = next(b for b in window.where.findChildren(QPushButton) if b.text() == f"Theme {theme.number}")
    qtbot.waitUntil(link.isVisible)
    press(qtbot, link)
    assert isinstance(window.page(), OverviewPage)
    assert window.session.here == theme


def test_back_is_pressed_or_typed_and_off_at_the_first_step(qtbot: QtBot, window: MainWindow):
    back = window.where.back
    assert back.isVisible()
    assert not back.isEnabled()
    for go_back in (
        lambda: press(qtbot, back),
        lambda: qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        window.show_page(3)
        assert back.isEnabled()
        go_back()
        assert isinstance(window.page(), OverviewPage)
        assert back.isVisible()
        assert not back.isEnabled()


def test_nothing_moves_whatever_it_says(window: MainWindow):
    def places() -> tuple[QRect, QRect, QRect]:
        return window.where.geometry(), window.where.back.geometry(), window.stack.geometry()

    before = places()
    for kind in (Indicator, Risk, Theme, Milestone):
        for record in plan_of(window).all(kind)[:3]:
            window.open_target(record)
            assert places() == before
