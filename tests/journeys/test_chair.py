"""The chair’s five minutes on a train: how it stands, why, what changed, what closes the gap, asking, when next."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Question, Theme
from app.ui.chair import ChairWalk
from app.ui.dialogs.question import QuestionDialog
from app.ui.main_window import MainWindow
from app.ui.pages.meetings.page import MeetingsPage
from app.ui.widgets.whole_lines import WholeLine
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, answering, keys, press, sit_down
from tests.demo_plan import write_demo

CHAIR, OFFICER = Person("Cleo Carr", "Independent chair"), Person("Ann Officer", "Programme manager")
ASKED = "Who signs off that the posts are filled?"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The train is in a tunnel."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network is asked for something")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan that the officer sent: that of the Improvement Board, which meets on 13 Feb 2018, after Cabinet."""
    path = tmp_path / "North plan.goldthread"
    made = Workspace.open(write_demo(path), OFFICER, tmp_path / "backups")
    board = next(body for body in made.all(Body) if body.title == "Improvement Board")
    meetings = [made.draft(Meeting, body=board.id, day=day) for day in (date(2017, 12, 12), date(2018, 2, 13))]
    made.save(replace(made.plan.programme, body=board.id), *meetings, label="Whose plan it is, and when it meets")
    made.close_meeting(meetings[0])
    made.save(replace(made.all(Theme)[0], progress="Two heads of service are in post."), label="Write the progress")
    made.close()
    return path


def read(widget: QWidget) -> list[str]:
    return [label.text().replace("\u00a0", " ") for label in widget.findChildren(QLabel) if label.isVisible()]


def walk_of(window: MainWindow) -> ChairWalk:
    found = window.stack.currentWidget()
    assert isinstance(found, ChairWalk)
    return found


def see_how_it_stands_and_why(qtbot: QtBot, window: MainWindow) -> None:
    assert window.windowTitle() == "North plan – Goldthread"
    keys(qtbot, window, Key.Key_R, Control)
    workspace, walk = window.workspace, walk_of(window)
    assert workspace is not None
    shown = read(walk)
    rating = workspace.ratings.of(workspace.plan.programme)
    assert rating.status.word in shown
    assert rating.reason in shown
    for theme in workspace.all(Theme):
        assert workspace.ratings.of(theme).reason in shown, f"it is not said why {theme.name} stands as it does"


def see_what_changed(window: MainWindow) -> None:
    shown = read(walk_of(window))
    assert "Since 12 Dec 2017" in shown
    assert "Improvement Board" in shown
    assert not any("on your screen only" in text.casefold() for text in shown)


def see_what_closes_the_gap(qtbot: QtBot, window: MainWindow) -> None:
    """Each thing that is off track names its owner and its day, and no day is called what nobody forecast."""
    for _ in range(4):
        keys(qtbot, window, Key.Key_Right)
        lines = [line for line in walk_of(window).findChildren(WholeLine) if line.isVisible()]
        assert lines
        shown = read(walk_of(window))
        assert any(text.startswith(("Owner: ", "No owner")) for text in shown)
        assert not any("back on track by" in text for text in shown)


def ask(qtbot: QtBot, window: MainWindow) -> None:
    def write(dialog: QuestionDialog) -> None:
        assert dialog.form.fields["meeting"].hint.text() == "It goes to Improvement Board, 13 Feb 2018."
        qtbot.keyClicks(dialog.form.fields["text"].control, ASKED)
        press(qtbot, dialog.save_button)

    with answering(write):
        keys(qtbot, window, Key.Key_A)
    assert walk_of(window).told.text() == "Your question goes to Improvement Board, 13 Feb 2018"


def see_the_next_meeting(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_Escape)
    keys(qtbot, window, Key.Key_9, Control)
    page = window.page()
    assert isinstance(page, MeetingsPage)
    assert page.header.subtitle.text().startswith("Next: Improvement Board, 13 Feb 2018, in 13 days")
    assert page.detail.shown.subtitle.text().startswith("13 Feb 2018, in 13 days")
    assert ASKED in read(page.detail.meeting.questions)
    assert page.detail.meeting.close_button.property("kind") != "primary"


def five_minutes(qtbot: QtBot) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        see_how_it_stands_and_why(qtbot, window)
        see_what_changed(window)
        see_what_closes_the_gap(qtbot, window)
        ask(qtbot, window)
        see_the_next_meeting(qtbot, window)
        keys(qtbot, window, Key.Key_Q, Control)
        assert not window.isVisible(), "a plan of one's own is left without a word"

    return act


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_chairs_five_minutes(qtbot: QtBot, plan: Path, tmp_path: Path) -> None:
    how: dict[str, Any] = {"plan": plan, "person": CHAIR}
    assert sit_down(five_minutes(qtbot), **how) == 0
    after = Workspace.open(plan, OFFICER, tmp_path / "backups")
    (question,) = after.all(Question)
    assert (question.text, question.by) == (ASKED, str(CHAIR))
    assert after.check() == []
    after.close()
