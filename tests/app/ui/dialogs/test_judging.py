"""A status set by hand: until when, by whom, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Override, Programme, Theme
from app.ui import operations
from app.ui.dialogs.judging import set_status, until
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, answering, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """On 31 Jan 2018, with one theme and meetings on 23 Nov 2017 (closed), 20 Mar and 19 Jun 2018."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    board = made.draft(Body, title="Board")
    days = (date(2018, 6, 19), date(2018, 3, 20), date(2017, 11, 23))
    meetings = [made.draft(Meeting, body=board.id, day=day) for day in days]
    made.save(
        replace(made.all(Programme)[0], position=date(2018, 1, 31)), made.draft(Theme, title="Leadership"), board,
        *meetings, label="Set up",
    )  # fmt: skip
    made.close_meeting(meetings[2])
    yield made
    made.close()


def test_it_stands_until_the_next_meeting(workspace: Workspace):
    assert until(workspace.plan) == date(2018, 3, 20)


def test_without_a_meeting_it_stands_for_90_days(workspace: Workspace):
    assert until(workspace.plan.at(date(2018, 7, 1))) == date(2018, 9, 29)


def test_it_needs_a_status_and_a_reason(qtbot: QtBot, workspace: Workspace):
    theme = workspace.all(Theme)[0]

    def try_to_save(dialog):
        assert "No item that counts is linked to it: not rated." in [
            label.text() for label in dialog.findChildren(QLabel)
        ]
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        fields = dialog.form.fields
        assert fields["reason"].hint.text() == "Reason is needed."
        qtbot.keyClicks(fields["status"].control, "At")
        type_into(qtbot, fields["reason"].control, "The chair knows more")
        press(qtbot, dialog.save_button)

    with answering(try_to_save):
        saved = set_status(workspace, theme)
    assert saved is not None
    assert (saved.status, saved.by, saved.until) == ("amber", "Ann Officer", date(2018, 3, 20))
    assert workspace.ratings.of(theme).status == "amber"
    assert workspace.history()[0].label == "Set by hand the status of Theme 1: Leadership"


def test_one_that_is_set_is_changed_not_doubled(qtbot: QtBot, workspace: Workspace):
    theme = workspace.all(Theme)[0]
    first = workspace.draft(
        Override, record=theme.id, status="red", reason="Worse", until=date(2018, 2, 28), by="The chair"
    )
    workspace.save(first, label="Set")

    def change(dialog):
        assert dialog.form.fields["by"].text() == "The chair"
        type_into(qtbot, dialog.form.fields["reason"].control, "Much worse")
        press(qtbot, dialog.save_button)

    with answering(change):
        set_status(workspace, theme)
    assert [held.reason for held in workspace.all(Override)] == ["Much worse"]


def test_it_is_taken_away_and_can_be_set_again(qtbot: QtBot, workspace: Workspace):
    theme = workspace.all(Theme)[0]
    held = workspace.draft(Override, record=theme.id, status="red", reason="Worse", until=date(2018, 2, 28), by="Bo")
    workspace.save(held, label="Set")
    operations.lift_status(Session(workspace), theme)
    assert workspace.all(Override) == ()
    workspace.save(held, label="Set again")
    assert workspace.ratings.of(theme).status == "red"


def test_escape_leaves_the_computed_status(qtbot: QtBot, workspace: Workspace):
    with answering(lambda dialog: qtbot.keyClick(dialog, Key.Key_Escape)):
        assert set_status(workspace, workspace.all(Theme)[0]) is None
    assert workspace.all(Override) == ()
