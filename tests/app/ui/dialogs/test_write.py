"""Writing a record in its dialog is one edit; what is illustrative is marked, and a refusal keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.records import AgendaItem, Body, Confidence, Meeting, Provenance, Stage, StageAim, Theme
from app.domain.schedule import PartialDate
from app.ui.dialogs.judging import judge_confidence
from app.ui.dialogs.write import edit_record, new_record
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann Officer"), tmp_path / "backups", "Improvement")
    yield made
    made.close()


def test_a_new_theme_is_one_step_of_undo(qtbot: QtBot, workspace: Workspace):
    def fill(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Leadership")
        press(qtbot, dialog.save_button)

    with answering(fill):
        saved = new_record(workspace, Theme)
    assert saved == workspace.all(Theme)[0]
    assert workspace.undo_label == "Add Theme 1: Leadership"
    workspace.undo()
    assert workspace.all(Theme) == ()


def test_an_illustrative_field_says_so(qtbot: QtBot, workspace: Workspace):
    stage = workspace.draft(Stage, title="Foundations", starts=PartialDate("2017-04"))
    workspace.save(stage, workspace.draft(Provenance, record=stage.id, field="starts", illustrative=True), label="Add")

    def look_at(dialog):
        marked = {
            name for name, field in dialog.form.fields.items()
            if "illustrative" in [label.text() for label in field.findChildren(QLabel)]
        }  # fmt: skip
        assert marked == {"starts"}

    with answering(look_at):
        edit_record(workspace, stage)


def test_an_item_is_counted_among_those_of_its_meeting(qtbot: QtBot, workspace: Workspace):
    board = workspace.draft(Body, title="Board")
    march, may = (workspace.draft(Meeting, body=board.id, day=date(2018, month, 20)) for month in (3, 5))
    items = [workspace.draft(AgendaItem, meeting=march.id, title=f"Item {n}", number=n) for n in (10, 9)]
    workspace.save(board, march, may, *items, label="Set up")
    seen: list[str] = []

    def look_at(dialog):
        seen.append(dialog.form.fields["number"].text())
        dialog.reject()

    for meeting in (march, may):
        with answering(look_at):
            new_record(workspace, AgendaItem, meeting=meeting.id)
    assert seen == ["11", "1"]


def test_what_is_refused_stays_typed(qtbot: QtBot, workspace: Workspace):
    def fill(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Board agrees")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert dialog.banner.message.text() == "Stage refers to a record that is not there."
        assert dialog.form.fields["title"].text() == "Board agrees"

    with answering(fill):
        assert new_record(workspace, StageAim, stage="nowhere") is None


def test_nothing_hidden_by_facts_only_is_lost(qtbot: QtBot, workspace: Workspace):
    theme = workspace.draft(Theme, title="Leadership", focus="Made up")
    workspace.save(theme, workspace.draft(Provenance, record=theme.id, field="focus", illustrative=True), label="Add")
    workspace.facts_only = True

    def rename(dialog):
        assert dialog.form.fields["focus"].text() == ""
        type_into(qtbot, dialog.form.fields["title"].control, "Leading")
        press(qtbot, dialog.save_button)

    with answering(rename):
        edit_record(workspace, workspace.all(Theme)[0])
    workspace.facts_only = False
    assert (workspace.all(Theme)[0].title, workspace.all(Theme)[0].focus) == ("Leading", "Made up")


def test_a_judgement_is_withdrawn_in_the_dialog_in_which_it_was_made(qtbot: QtBot, workspace: Workspace):
    theme = workspace.draft(Theme, title="Leadership")
    workspace.save(theme, label="Add")

    def judge(dialog):
        assert dialog.remove_button is None, "there is nothing to withdraw yet"
        dialog.form.fields["level"].set_text("Low")
        press(qtbot, dialog.save_button)

    def withdraw(dialog):
        type_into(qtbot, dialog.form.fields["reason"].control, "Posts are empty")
        press(qtbot, dialog.remove_button)
        assert not dialog.isVisible()

    with answering(judge):
        judge_confidence(workspace, theme)
    (judged,) = workspace.all(Confidence)
    with answering(withdraw):
        assert judge_confidence(workspace, theme) is None
    assert workspace.all(Confidence) == ()
    assert workspace.undo_label == "Withdraw the confidence in Theme 1: Leadership"
    workspace.undo()
    assert workspace.all(Confidence) == (judged,)


def test_a_removal_that_is_refused_is_told_and_the_dialog_stays(qtbot: QtBot, workspace: Workspace):
    theme = workspace.draft(Theme, title="Leadership")
    workspace.save(theme, workspace.draft(Confidence, record=theme.id, level="low", by="Ann",
                                          day=workspace.plan.position), label="Add")  # fmt: skip

    reader = Workspace.open(workspace.path, Person("Pat Jones"), workspace.path.parent / "backups")

    def withdraw(dialog):
        press(qtbot, dialog.remove_button)
        assert dialog.isVisible()
        assert "Ann Officer" in dialog.banner.message.text()

    with answering(withdraw):
        judge_confidence(reader, theme)
    assert len(reader.all(Confidence)) == 1
    reader.close()
