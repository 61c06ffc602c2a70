"""Meetings planned ahead, and the forward plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Body, Meeting
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.page import Several
from app.ui.pages.meetings import MeetingsPage
from app.workspace import Workspace
from tests.app.ui.hands import choose, press


@pytest.fixture
def cabinet(workspace: Workspace) -> Body:
    found = next(body for body in workspace.all(Body) if body.title == "Cabinet")
    workspace.save(replace(found, every="quarter"), label="Say how often it meets")
    return found


def days(workspace: Workspace) -> list[date]:
    return sorted(m.day for m in workspace.all(Meeting) if m.day and m.day > date(2018, 3, 20))


def test_a_body_is_planned_ahead_in_one_edit_and_undone_and_planned_again(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, cabinet: Body
):
    page.reveal(cabinet)
    view = page.detail.body
    assert view.rhythm.text().startswith("Every quarter: 3 meetings to January 2019 can be planned, always")
    press(qtbot, view.plan_button)
    planned = [date(2018, 6, 19), date(2018, 9, 18), date(2018, 12, 18)]
    assert days(workspace) == planned
    assert workspace.undo_label == "Plan the Cabinet’s meetings to January 2019"
    assert view.rhythm.text() == "Every quarter: planned to January 2019."
    assert view.plan_button.isHidden()
    workspace.undo()
    assert days(workspace) == []
    press(qtbot, view.plan_button)
    assert days(workspace) == planned


def test_one_that_is_removed_is_not_planned_again(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, cabinet: Body
):
    page.reveal(cabinet)
    press(qtbot, page.detail.body.plan_button)
    page.reveal(next(m for m in workspace.all(Meeting) if m.day == date(2018, 6, 19)))
    choose(page.detail.shown.more, operations.remove)
    page.reveal(cabinet)
    assert page.detail.body.plan_button.isHidden()
    assert days(workspace) == [date(2018, 9, 18), date(2018, 12, 18)]


def test_a_body_without_a_rhythm_says_so(page: MeetingsPage, workspace: Workspace):
    page.reveal(next(body for body in workspace.all(Body) if body.title == "Improvement Board"))
    assert page.detail.body.rhythm.text() == "It has no fixed rhythm: its meetings are entered one by one."
    assert not page.detail.body.plan_button.isVisible()


def test_the_forward_plan_shows_month_by_month_what_lies_ahead_each_a_way_in(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, cabinet: Body
):
    action = workspace.draft(Action, title="Fill the posts", due=PartialDate("2018-04"))
    workspace.save(action, label="Add")
    page.tabs.words.setCurrentIndex(1)
    view = page.forward
    assert len(view.months) == 13
    meetings, _events, due = view.months["March 2018"]
    assert [(row.row.text, row.row.word) for row in meetings.rows] == [("Cabinet", "20 Mar")]
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseClick(view.months["April 2018"][2].rows[0], Qt.MouseButton.LeftButton)
    assert opened.args == [Several(Action, frozenset([action.id]), "due in April 2018")]
    press(qtbot, view.plan_button)
    assert [row.row.word for row in view.months["June 2018"][0].rows] == ["19 Jun"]
    assert not view.plan_button.isEnabled()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseClick(view.months["June 2018"][0].rows[0], Qt.MouseButton.LeftButton)
    assert page.tabs.words.currentIndex() == 0
    assert page.detail.shown.subtitle.text().startswith("19 Jun 2018")
    assert due.rows == []
