"""Asking about a record; a suggested status is accepted or declined; what was removed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.plan_rules import REMOVED_SINCE
from app.domain.records import Body, Meeting, Override, Programme, Question, Risk, Theme
from app.ui.dialogs.question import accept, answer, ask, change, decline
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into

CHAIR, OFFICER = Person("Eleanor Shaw", "Chair"), Person("Ann Officer")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """On 31 Jan 2018, with a theme, a risk, and meetings on 23 Nov 2017 (closed) and 20 Mar 2018."""
    made = Workspace.create(tmp_path / "plan.goldthread", CHAIR, tmp_path / "backups", "Improvement")
    board = made.draft(Body, title="Board")
    meetings = [made.draft(Meeting, body=board.id, day=day) for day in (date(2017, 11, 23), date(2018, 3, 20))]
    made.save(
        replace(made.all(Programme)[0], position=date(2018, 1, 31)), made.draft(Theme, title="Leadership"), board,
        made.draft(Risk, title="Staff leave", likelihood=4, impact=5), *meetings, label="Set up",
    )  # fmt: skip
    made.close_meeting(meetings[0])
    yield made
    made.close()


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    return workspace.all(Risk)[0]


def suggest(workspace: Workspace, risk: Risk) -> Question:
    made = workspace.draft(
        Question, record=risk.id, kind="status", status="amber", text="Two posts\nare filled.", by=str(CHAIR),
        day=date(2018, 1, 31),
    )  # fmt: skip
    workspace.save(made, label="Suggest")
    return made


def test_it_shows_what_it_is_about_and_how_that_stands(qtbot: QtBot, workspace: Workspace, risk: Risk):
    def act(dialog: Any) -> None:
        assert dialog.form.fields["record"].text() == "R-01 Staff leave"
        assert workspace.ratings.of(risk).reason in [label.text() for label in dialog.findChildren(QLabel)]
        assert dialog.form.fields["meeting"].text() == "Board, 20 Mar 2018"
        assert dialog.form.fields["by"].text() == "Eleanor Shaw, Chair"
        assert dialog.form.fields["text"].control.hasFocus()
        assert not dialog.form.fields["status"].isVisible()
        press(qtbot, dialog.save_button)
        assert dialog.form.fields["text"].hint.text() == "What is asked is needed."
        qtbot.keyClicks(dialog.form.fields["text"].control, "Why so many?")
        press(qtbot, dialog.save_button)

    with answering(act):
        saved = ask(workspace, risk)
    assert saved is not None
    assert (saved.record, saved.kind, saved.text, saved.day) == (risk.id, "question", "Why so many?", date(2018, 1, 31))
    assert workspace.undo_label == "Ask about R-01 Staff leave"


def test_a_suggested_status_needs_the_status_and_a_reason(qtbot: QtBot, workspace: Workspace, risk: Risk):
    def act(dialog: Any) -> None:
        fields = dialog.form.fields
        fields["kind"].control.setFocus()
        qtbot.keyClicks(fields["kind"].control, "Sugg")
        assert fields["status"].isVisible()
        assert fields["text"].name.text() == "Why (needed)"
        assert fields["text"].hint.text() == ""
        assert dialog.save_button.text() == "Suggest"
        type_into(qtbot, fields["text"].control, "It is better.")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert fields["status"].hint.text() == "Say which status is suggested."
        qtbot.keyClicks(fields["status"].control, "At")
        press(qtbot, dialog.save_button)

    with answering(act):
        saved = ask(workspace, risk)
    assert saved is not None
    assert (saved.kind, saved.status) == ("status", "amber")


def test_another_kind_gives_the_suggested_status_up(qtbot: QtBot, workspace: Workspace, risk: Risk):
    def act(dialog: Any) -> None:
        fields = dialog.form.fields
        qtbot.keyClicks(fields["kind"].control, "Sugg")
        qtbot.keyClicks(fields["status"].control, "At")
        fields["kind"].set_text("Note")
        type_into(qtbot, fields["text"].control, "Only a note.")
        press(qtbot, dialog.save_button)

    with answering(act):
        saved = ask(workspace, risk)
    assert saved is not None
    assert (saved.kind, saved.status) == ("note", "")


def test_what_is_removed_while_one_types_is_said_beside_the_field_and_nothing_is_lost(
    qtbot: QtBot, workspace: Workspace, risk: Risk
):
    def act(dialog: Any) -> None:
        fields = dialog.form.fields
        type_into(qtbot, fields["text"].control, "Why so many?")
        workspace.remove(risk, label="Remove it")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert fields["record"].hint.text() == REMOVED_SINCE
        assert fields["text"].text() == "Why so many?"
        type_into(qtbot, fields["record"].control, "")
        press(qtbot, dialog.save_button)

    with answering(act):
        saved = ask(workspace, risk)
    assert saved is not None
    assert (saved.record, saved.text) == ("", "Why so many?")


def test_a_question_on_a_record_that_is_removed_later_stays_and_can_be_worded_anew_and_answered(
    qtbot: QtBot, workspace: Workspace, risk: Risk
):
    suggest(workspace, risk)
    workspace.remove(risk, label="Remove it")
    (asked,) = workspace.all(Question)
    assert asked.record == risk.id

    def word_anew(dialog: Any) -> None:
        assert dialog.form.fields["record"].text() == "R-01 Staff leave (removed from the plan since)"
        type_into(qtbot, dialog.form.fields["text"].control, "Is it still so?")
        press(qtbot, dialog.save_button)

    with answering(word_anew):
        assert change(workspace, asked) is not None

    def reply(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["answer"].control, "No more.")
        press(qtbot, dialog.save_button)

    with answering(reply):
        assert answer(workspace, workspace.all(Question)[0]) is not None
    (asked,) = workspace.all(Question)
    assert (asked.record, asked.text, asked.answer) == (risk.id, "Is it still so?", "No more.")
    assert accept(workspace, asked) is None
    assert workspace.check() == []


def test_an_accepted_status_is_set_by_hand_and_the_question_answered_in_one_edit(
    qtbot: QtBot, workspace: Workspace, risk: Risk
):
    asked, edits = suggest(workspace, risk), len(workspace.history())
    workspace.person = OFFICER

    def act(dialog: Any) -> None:
        fields = dialog.form.fields
        assert (fields["status"].text(), fields["until"].text()) == ("At risk", "20 Mar 2018")
        assert fields["reason"].text() == "Two posts are filled."
        press(qtbot, dialog.save_button)

    with answering(act):
        saved = accept(workspace, asked)
    assert saved is not None
    override = workspace.plan.override(risk)
    assert override is not None
    assert (override.status, override.by, override.until) == ("amber", "Ann Officer", date(2018, 3, 20))
    (told,) = workspace.all(Question)
    assert (told.answer, told.answered_by, told.answered_on) == ("Accepted.", "Ann Officer", date(2018, 1, 31))
    assert len(workspace.history()) == edits + 1
    workspace.undo()
    assert workspace.all(Override) == ()
    assert workspace.all(Question) == (asked,)


def test_a_status_that_is_not_accepted_is_answered_with_why_and_nothing_is_set(
    qtbot: QtBot, workspace: Workspace, risk: Risk
):
    asked = suggest(workspace, risk)

    def act(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["answer"].control, "They leave again in May.")
        press(qtbot, dialog.save_button)

    with answering(act):
        assert decline(workspace, asked) is not None
    assert workspace.all(Override) == ()
    assert workspace.all(Question)[0].answer == "They leave again in May."
