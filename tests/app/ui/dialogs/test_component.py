"""The form of a component of the vision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Component
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.write import edit_record, new_record
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")


def write(qtbot: QtBot, dialog: RecordDialog[Any], title: str) -> None:
    type_into(qtbot, dialog.form.fields["title"].control, title)
    press(qtbot, dialog.save_button)


def test_a_component_gets_the_next_number(qtbot: QtBot, workspace: Workspace) -> None:
    for title in ("One vision", "Good data"):
        with answering(lambda dialog, title=title: write(qtbot, dialog, title)):
            assert new_record(workspace, Component) is not None
    assert [(c.number, c.title) for c in workspace.all(Component)] == [(1, "One vision"), (2, "Good data")]
    assert workspace.undo_label == "Add Good data"


def test_a_component_is_changed_and_undone(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.save(workspace.draft(Component, title="One vision"), label="Add it")
    with answering(lambda dialog: write(qtbot, dialog, "One shared vision")):
        edit_record(workspace, workspace.all(Component)[0])
    assert workspace.all(Component)[0].title == "One shared vision"
    workspace.undo()
    assert workspace.all(Component)[0].title == "One vision"


def test_without_a_title_it_is_refused_beside_the_field(qtbot: QtBot, workspace: Workspace) -> None:
    def save(dialog: RecordDialog[Any]) -> None:
        press(qtbot, dialog.save_button)
        assert dialog.form.fields["title"].problem() == "Title is needed."

    with answering(save):
        assert new_record(workspace, Component) is None
    assert workspace.all(Component) == ()
