"""The chair walks through the demo plan, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.figures import capital, short_name
from app.domain.records import (
    Finding,
    Indicator,
    Meeting,
    Theme,
)
from app.ui.chair import ChairWalk
from app.ui.chair.steps import OverviewStep, RisksStep, ThemeStep, YoursStep
from app.ui.main_window import MainWindow
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.widgets.whole_lines import WholeLine, keep_units, measure
from app.workspace import Workspace
from tests.app.ui.chair.conftest import line_of, press_more, theme, titles, view, words
from tests.app.ui.hands import Key, keys, press
from tests.app.ui.whole import cut_off, scrolling


@pytest.fixture
def window(kept_window: MainWindow) -> MainWindow:
    """One window for all: nothing here changes the plan."""
    kept_window.uncover()
    kept_window.show_page(0)
    kept_window.resize(1280, 720)
    return kept_window


def test_it_shows_nothing_but_the_walk_and_leaves_to_where_the_reader_was(
    window: MainWindow, walk: ChairWalk, tap: Callable[..., None]
):
    assert not window.rail.isVisible()
    assert not window.menuBar().isVisible()
    assert "Read as chair" in window.windowTitle()
    tap(Key.Key_Escape)
    assert window.rail.isVisible()
    assert window.menuBar().isVisible()
    assert window.page() is not None
    assert window.rail.buttons[0].isChecked()


def test_the_arrows_go_through_every_step_and_stop_at_both_ends(walk: ChairWalk, tap: Callable[..., None]):
    kinds = [type(view(walk))]
    for _ in range(6):
        tap(Key.Key_Right)
        kinds.append(type(view(walk)))
    assert kinds == [OverviewStep, *[ThemeStep] * 4, RisksStep, YoursStep]
    assert walk.count.text() == "7 of 7"
    tap(Key.Key_Right)
    assert walk.at == 6
    tap(Key.Key_Home, Key.Key_Left)
    assert walk.at == 0
    tap(Key.Key_End)
    assert walk.at == 6


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_PageDown])
def test_space_reads_to_the_end_of_a_step_before_it_goes_on(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], key: Any
):
    bar = walk._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    tap(key)
    assert walk.at == 0
    assert bar.value() > 0
    for _ in range(60):
        if walk.at:
            break
        tap(key)
    assert walk.at == 1
    assert bar.value() == 0
    tap(Key.Key_PageUp)
    assert walk.at == 0


def test_the_overview_has_each_theme_with_its_status_and_what_to_look_at_first(
    qtbot: QtBot, walk: ChairWalk, workspace: Workspace
):
    said = words(view(walk))
    assert workspace.ratings.of(workspace.plan.programme).reason in said
    for each in workspace.all(Theme):
        assert workspace.ratings.of(each).reason in said
    assert titles(view(walk))[4] == "Management oversight: 7.1 points below target"
    assert "Since 23 Nov 2017" in said
    press(qtbot, line_of(walk, theme(workspace, 3).title))
    assert walk.steps[walk.at].about == theme(workspace, 3)


def test_a_theme_has_its_exceptions_first_then_what_changed_trends_and_what_is_in_order(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right, Key.Key_Right)
    said = words(view(walk))
    order = ["Theme 2 of 4", theme(workspace, 2).title, "Off track", "Management oversight", "At risk"]
    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)
    assert "7.1 points below target. 87.9 % against 95 % in December 2017." in said
    assert "No target date" in said
    assert any(text.startswith("No owner: all ") for text in said)
    assert "In order: 3 indicators, 3 actions, 4 milestones and 1 risk. Not rated: 5 actions and 2 milestones." in said
    step = view(walk)
    assert isinstance(step, ThemeStep)
    qtbot.waitUntil(lambda: step.trends is not None and len(step.trends.charts) == 3)  # the fourth has one reading


def test_what_does_not_fit_is_shown_when_it_is_asked_for(qtbot: QtBot, walk: ChairWalk):
    before = len(titles(view(walk)))
    button = next(b for b in view(walk).findChildren(QPushButton) if b.text().endswith(" more") and b.isVisible())
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    assert len(titles(view(walk))) > before
    assert isinstance(QApplication.focusWidget(), WholeLine | QPushButton)


def test_edits_of_wording_are_one_press_away_under_their_number(qtbot: QtBot, walk: ChairWalk):
    (button,) = (b for b in view(walk).findChildren(QPushButton) if b.text().startswith("And ") and b.isVisible())
    assert button.text().endswith(" edits of wording")
    theme = "Theme 1: Leadership, management and governance"
    assert theme not in titles(view(walk))
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    assert theme in titles(view(walk))
    assert button.text().startswith("Hide ")


def test_tab_goes_the_way_the_eye_goes_also_to_charts_that_are_drawn_later(
    qtbot: QtBot, window: MainWindow, walk: ChairWalk, tap: Callable[..., None]
):
    tap(Key.Key_Right, Key.Key_Right)
    step = view(walk)
    assert isinstance(step, ThemeStep)
    trends = step.trends
    assert trends is not None
    qtbot.waitUntil(lambda: len(trends.charts) == 3)
    seen: list[QWidget | None] = []
    while not walk.back.hasFocus():
        tap(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    lines = [line.ask for line in step.findChildren(WholeLine) if line.ask]
    assert [part for part in seen if part in lines or part in trends.charts] == [*lines, *trends.charts]


def test_every_step_is_whole_and_each_line_of_reading_is_one_that_the_eye_can_follow(
    qtbot: QtBot, window: MainWindow, walk: ChairWalk, tap: Callable[..., None]
):
    def is_whole() -> None:
        assert cut_off(view(walk)) == []

    for wide, high in ((1280, 720), (1920, 1080)):
        window.resize(wide, high)
        tap(Key.Key_Home)
        for _ in walk.steps:
            qtbot.waitUntil(is_whole)
            assert list(scrolling(walk)) == []
            for label in view(walk).findChildren(QLabel):
                if label.isVisible() and label.wordWrap():
                    assert label.width() <= measure(label), label.text()
            tap(Key.Key_Right)


def test_a_theme_holds_its_progress_challenge_and_next_focus_and_what_inspectors_still_ask(
    walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    for number in range(1, 5):
        tap(Key.Key_Right)
        here, said = theme(workspace, number), words(view(walk))
        for text in (here.progress, here.challenge, here.next_focus):
            assert not text or keep_units(text.strip()).replace("\u00a0", " ") in said
        further = [f for f in workspace.plan.serving(here, Finding) if f.kind == "further"]
        assert not further or "What inspectors still ask" in said
        press_more(walk)
        assert {capital(short_name(f)) for f in further} <= set(titles(view(walk)))


def test_no_owner_is_said_once_for_a_list(walk: ChairWalk, tap: Callable[..., None]):
    for _ in range(5):
        tap(Key.Key_Right)
        said = words(view(walk))
        lists = [text for text in said if text in ("Off track", "At risk", "From the highest score")]
        assert len([text for text in said if "no owner" in text.lower()]) <= len(lists)


def test_it_goes_on_where_the_reader_stopped_and_begins_anew_after_the_last_page(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    tap(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Escape)
    again = ChairWalk(workspace, lambda work: work())
    qtbot.addWidget(again)
    assert again.steps[again.at].about == theme(workspace, 3)
    again.go(6)
    anew = ChairWalk(workspace, lambda work: work())
    qtbot.addWidget(anew)
    assert anew.at == 0


def test_the_overview_leads_to_it_and_what_a_line_opens_leads_back_to_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    page = window.page()
    assert isinstance(page, OverviewPage)
    press(qtbot, page.dashboard.read)
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    keys(qtbot, window, Key.Key_Right)
    keys(qtbot, window, Key.Key_Right)
    line = next(line for line in view(walk).findChildren(WholeLine) if isinstance(line.record, Indicator))
    press(qtbot, line)
    assert isinstance(window.page(), IndicatorsPage)
    assert window.rail.isVisible()
    press(qtbot, window.where.back)
    again = window.stack.currentWidget()
    assert isinstance(again, ChairWalk)
    assert again.steps[again.at].about == theme(workspace, 2)
    keys(qtbot, window, Key.Key_Escape)
    assert window.page() is page


def test_each_line_opens_what_it_speaks_of(qtbot: QtBot, workspace: Workspace):
    walk = ChairWalk(workspace, lambda work: work(), lambda record: True)
    qtbot.addWidget(walk)
    walk.show()
    for number in range(len(walk.steps) - 1):
        walk.go(number)
        press_more(walk)
        for line in view(walk).findChildren(WholeLine):
            if isinstance(line.line.target, int):  # a theme's page of the walk
                continue
            assert line.line.target is not None or line.line.about is None, line.line.title
            if line.line.target is not None:
                with qtbot.waitSignal(walk.opened) as told:
                    line.click()
                assert told.args == [line.line.target]


def test_on_the_last_page_going_on_is_leaving(
    qtbot: QtBot, walk: ChairWalk, tap: Callable[..., None], window: MainWindow
):
    tap(Key.Key_End)
    assert walk.onward.text() == "Leave"
    press(qtbot, walk.onward)
    assert window.stack.currentWidget() is not walk


def test_the_plan_as_it_was_can_be_walked_through_too_and_says_why_nothing_is_marked(
    window: MainWindow, walk: ChairWalk, tap: Callable[..., None], workspace: Workspace
):
    closed = next(meeting for meeting in workspace.all(Meeting) if meeting.closed)
    workspace.look_back(closed)
    assert walk.told.text() == f"Nothing can be marked or asked: {workspace.why_read_only}"
    for _ in range(6):
        tap(Key.Key_Right)
    assert isinstance(view(walk), YoursStep)
    workspace.look_back(None)
    assert walk.ask_button.isVisible()
