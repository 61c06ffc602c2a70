"""Several records in a row in one dialog, by keys: Ctrl+Enter saves, “Save and enter the next” goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Link, Risk, Theme
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.dialogs.write import edit_record, new_record
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, answering, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "p.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(made.draft(Theme, title="Practice"), made.draft(Theme, title="Data"), label="Set up")
    yield made
    made.close()


def control(dialog: KindDialog[Any], name: str) -> QWidget:
    return dialog.form.fields[name].control


@pytest.mark.parametrize("name", ["title", "cause", "owner", "review"])
def test_ctrl_enter_saves_from_every_field(qtbot: QtBot, workspace: Workspace, name: str):
    def write(dialog: KindDialog[Risk]) -> None:
        type_into(qtbot, control(dialog, "title"), "Carers leave")
        control(dialog, name).setFocus()
        qtbot.keyClick(control(dialog, name), Key.Key_Return, Control)
        assert not dialog.isVisible()

    with answering(write):
        new_record(workspace, Risk)
    assert [risk.title for risk in workspace.all(Risk)] == ["Carers leave"]


def test_the_next_one_begins_empty_and_each_is_an_edit_of_its_own(qtbot: QtBot, workspace: Workspace):
    practice = next(theme for theme in workspace.all(Theme) if theme.title == "Practice")
    data = next(theme for theme in workspace.all(Theme) if theme.title == "Data")

    def write(dialog: KindDialog[Risk]) -> None:
        assert dialog.themes is not None
        type_into(qtbot, control(dialog, "title"), "Carers leave")
        dialog.themes.boxes[data.id].setChecked(True)
        press(qtbot, dialog.again_button)
        assert dialog.isVisible()
        assert dialog.banner.message.text() == "Saved R-01 Carers leave."
        assert dialog.form.fields["title"].text() == ""
        assert dialog.form.fields["ref"].text() == "R-02"
        assert dialog.form.fields["title"].control.hasFocus()
        assert [key for key, box in dialog.themes.boxes.items() if box.isChecked()] == [practice.id]
        qtbot.keyClicks(control(dialog, "title"), "No system")
        qtbot.keyClick(control(dialog, "title"), Key.Key_Return)

    with answering(write):
        made = new_record(workspace, Risk, theme=practice)
    assert made is not None
    assert made.title == "No system"
    assert workspace.undo_label == "Add R-02"
    served = {(workspace.find(link.item).name, workspace.find(link.serves).name) for link in workspace.all(Link)}  # type: ignore[union-attr]
    assert {item for item, _ in served} == {"R-01 Carers leave", "R-02 No system"}
    assert len(served) == 3
    workspace.undo()
    assert [risk.title for risk in workspace.all(Risk)] == ["Carers leave"]


def test_what_is_refused_does_not_go_on(qtbot: QtBot, workspace: Workspace):
    def write(dialog: KindDialog[Risk]) -> None:
        press(qtbot, dialog.again_button)
        assert dialog.form.fields["title"].problem() == "Risk is needed."
        assert dialog.form.fields["ref"].text() == "R-01"

    with answering(write):
        new_record(workspace, Risk)
    assert workspace.all(Risk) == ()


def test_what_is_there_already_has_no_next_one(workspace: Workspace):
    def look(dialog: KindDialog[Theme]) -> None:
        assert not dialog.again_button.isVisible()

    with answering(look):
        edit_record(workspace, workspace.all(Theme)[0])
