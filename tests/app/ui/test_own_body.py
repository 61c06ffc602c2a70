"""The plan of a body in the window: chosen on its form, followed everywhere; who looks by another is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.domain.meetings import ANY
from app.domain.records import Body, Meeting, Programme, Question, Risk, Theme
from app.ui import operations
from app.ui.chair import ChairWalk
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.question import QuestionDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.compose import PapersPage
from app.ui.pages.meetings.page import MeetingsPage
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Person, Workspace
from tests.app.briefing.reading import page_texts
from tests.app.ui.hands import Control, Key, answering, keys, press, type_into

ANN = Person("Ann", "Officer")
NONE_CLOSED = "The Improvement Board has no closed meeting yet."
FALLS_BACK = "The Improvement Board has no closed meeting yet: compared with Cabinet, 23 Nov 2017."
BY_CABINET = (
    "On your screen only: compared with Cabinet, 23 Nov 2017. Papers compare with Improvement Board, 7 Nov 2017."
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """On 31 Jan 2018: the Cabinet met on 23 Nov 2017 (closed) and meets on 6 Feb, the Board on 20 Feb 2018."""
    made = Workspace.create(tmp_path / "North plan.goldthread", ANN, tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    cabinet, board = made.draft(Body, title="Cabinet"), made.draft(Body, title="Improvement Board")
    days = ((cabinet, date(2017, 11, 23)), (cabinet, date(2018, 2, 6)), (board, date(2018, 2, 20)))
    met, *others = [made.draft(Meeting, body=body.id, day=day) for body, day in days]
    theme = made.draft(Theme, number=1, title="Leadership")
    made.save(cabinet, board, met, *others, theme, label="Set up")
    made.close_meeting(met)
    made.save(made.draft(Risk, title="Staff leave", likelihood=4, impact=4), label="Add a risk")
    return made


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    def none() -> Workspace:
        raise AssertionError

    made = MainWindow(PLACES, ANN, tmp_path / "backups", none)
    qtbot.addWidget(made)
    made.show()
    made.show_plan(workspace)
    yield made
    made.close()


def papers(window: MainWindow) -> PapersPage:
    page = window.page()
    assert isinstance(page, PapersPage)
    return page


def overview(window: MainWindow) -> OverviewPage:
    window.show_page(0)
    page = window.page()
    assert isinstance(page, OverviewPage)
    return page


def body(workspace: Workspace, title: str) -> Body:
    return next(each for each in workspace.all(Body) if each.title == title)


def its_body(workspace: Workspace) -> None:
    """Say that the plan is that of the Improvement Board."""
    own = body(workspace, "Improvement Board")
    workspace.save(replace(workspace.plan.programme, body=own.id), label="Whose plan")


def board_meets(workspace: Workspace) -> None:
    """Let the Board have closed a meeting on 7 Nov 2017."""
    met = workspace.draft(Meeting, body=body(workspace, "Improvement Board").id, day=date(2017, 11, 7))
    workspace.save(met, label="Enter")
    workspace.close_meeting(met)


def told(window: MainWindow) -> list[str]:
    page = window.stack.currentWidget()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()] if page else []


def test_whose_plan_it_is_is_chosen_on_the_programmes_form_and_said(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    window.open_target(workspace.plan.programme)
    page = window.page()
    assert isinstance(page, OverviewPage)

    def choose(dialog: RecordDialog[Any]) -> None:
        field = dialog.form.fields["body"]
        assert field.text() == "Any body"
        field.control.setFocus()
        qtbot.keyClicks(field.control, "I")
        assert field.text() == "Improvement Board"
        press(qtbot, dialog.save_button)

    with answering(choose):
        press(qtbot, page.programme_view.buttons[operations.edit])
    assert workspace.plan.programme.body == body(workspace, "Improvement Board").id
    assert "The plan of the Improvement Board." in page.programme_view.header.subtitle.text()


def test_where_its_body_has_closed_no_meeting_that_of_another_is_compared_with_and_said_everywhere(
    window: MainWindow, workspace: Workspace
):
    assert not overview(window).dashboard.since_panel.remark.isVisible()
    its_body(workspace)
    assert overview(window).dashboard.since_panel.remark.text() == NONE_CLOSED, "the heading names the meeting"
    assert "Cabinet, 23 Nov 2017" in overview(window).dashboard.compared.toolTip()
    assert NONE_CLOSED in told(window)
    window.open_target(workspace.all(Theme)[0])
    assert FALLS_BACK in told(window)
    window.open_target(next(m for m in workspace.all(Meeting) if m.day == date(2018, 2, 20)))
    assert NONE_CLOSED in told(window)
    window.menus["Read as chair"].trigger()
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    assert NONE_CLOSED in told(window)
    window.uncover()
    board_meets(workspace)
    assert overview(window).dashboard.since_panel.header.title.text() == "Since 7 Nov 2017"
    assert not any("no closed meeting" in text for text in told(window))


def test_the_next_meeting_is_that_of_its_body(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    its_body(workspace)
    keys(qtbot, window, Key.Key_9, Control)
    page = window.page()
    assert isinstance(page, MeetingsPage)
    assert (
        page.header.subtitle.text()
        == "Next: Improvement Board, 20 Feb 2018, in 20 days; Cabinet, 6 Feb 2018, in 6 days"
    )
    assert isinstance(page.detail.record, Meeting)
    assert page.detail.record.day == date(2018, 2, 20)
    board = next(m for m in workspace.all(Meeting) if m.day == date(2018, 2, 20))
    workspace.remove(board, label="Take the meeting of the board out")
    assert page.header.subtitle.text() == (
        "Next: Cabinet, 6 Feb 2018, in 6 days. The Improvement Board has no meeting ahead."
    )


def choose(qtbot: QtBot, window: MainWindow, word: str) -> None:
    """Choose from the menu beside “Since”."""
    button = overview(window).dashboard.compared
    button.fill()
    menu: QMenu = button.menu_
    action = next(each for each in menu.actions() if each.text() == word)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_who_looks_by_another_body_does_so_on_their_screen_only_and_sees_it(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
):
    its_body(workspace)
    board_meets(workspace)
    workspace.save(workspace.draft(Risk, title="New since the Board"), label="Add")
    assert workspace.last_meeting == workspace.paper_meeting
    choose(qtbot, window, "Last meeting of Cabinet")
    assert BY_CABINET in told(window)
    for page in range(len(PLACES)):
        window.show_page(page)
        assert window.rail.looked_by.isVisible()
        assert window.rail.looked_by.text() == "Your screen compares with Cabinet, 23 Nov 2017"
    assert overview(window).dashboard.since_panel.header.title.text() == "Since 23 Nov 2017"
    assert workspace.paper_meeting is not None
    assert workspace.paper_meeting.day == date(2017, 11, 7)
    paper = tmp_path / "paper.pdf"

    def write(dialog: ExportDialog) -> None:
        assert any(
            "It tells what changed since Improvement Board, 7 Nov 2017." in label.text()
            for label in dialog.findChildren(QLabel)
        )
        assert any("For Improvement Board, 20 Feb 2018." in label.text() for label in dialog.findChildren(QLabel))
        type_into(qtbot, dialog.file.control, str(paper))
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=60_000)
        press(qtbot, dialog.cancel)

    keys(qtbot, window, Key.Key_E, Control)
    with answering(write):
        press(qtbot, papers(window).export)
    whole = " ".join(page_texts(paper))
    assert "Compared with Improvement Board, 7 Nov 2017" in whole
    assert "23 Nov 2017" not in whole
    choose(qtbot, window, "Last meeting of the Improvement Board, whose plan this is")
    assert BY_CABINET not in told(window)
    assert workspace.compare_with == ""
    assert not window.rail.looked_by.isVisible()
    choose(qtbot, window, "Last meeting of any body")
    assert workspace.compare_with == ANY
    assert BY_CABINET in told(window)


def test_a_paper_says_why_another_bodys_meeting_is_compared_with(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
):
    its_body(workspace)
    paper = tmp_path / "paper.pdf"

    def write(dialog: ExportDialog) -> None:
        type_into(qtbot, dialog.file.control, str(paper))
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=60_000)
        press(qtbot, dialog.cancel)

    keys(qtbot, window, Key.Key_E, Control)
    with answering(write):
        press(qtbot, papers(window).export)
    assert "The Improvement Board has no closed meeting yet" in " ".join(" ".join(page_texts(paper)).split())


WAYS: dict[str, Callable[[MainWindow, QtBot], object]] = {
    "the menu": lambda window, _: window.menus["Ask about this…"].trigger(),
    "its key": lambda window, qtbot: keys(qtbot, window, Key.Key_A, Control | Qt.KeyboardModifier.ShiftModifier),
}


@pytest.mark.parametrize("way", WAYS)
def test_asking_says_where_the_question_goes(qtbot: QtBot, window: MainWindow, workspace: Workspace, way: str):
    its_body(workspace)
    window.open_target(workspace.all(Risk)[0])

    def read(dialog: QuestionDialog) -> None:
        field = dialog.form.fields["meeting"]
        assert field.hint.isVisible()
        assert field.hint.text() == "It goes to Improvement Board, 20 Feb 2018."
        field.control.setFocus()
        qtbot.keyClick(field.control, Key.Key_Home)
        assert field.hint.text() == "No meeting is chosen: it waits at the next one, Improvement Board, 20 Feb 2018."
        qtbot.keyClicks(field.control, "Cab")
        assert field.hint.text() == "It goes to Cabinet, 6 Feb 2018."
        qtbot.keyClicks(dialog.form.fields["text"].control, "Who?")
        press(qtbot, dialog.save_button)

    with answering(read):
        WAYS[way](window, qtbot)
    assert workspace.all(Question)[0].text == "Who?"
