"""Importing from the window's File menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Provenance, Theme
from app.ui.dialogs.importing import ImportDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def no_demo() -> Workspace:
        raise AssertionError("no demo is asked for")

    made = MainWindow(PLACES, Person("Ann"), tmp_path / "backups", no_demo)
    qtbot.addWidget(made)
    made.show()
    workspace = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    made.show_plan(workspace)
    yield made
    made.close()


def test_what_was_imported_is_said_and_can_be_undone_there(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    (tmp_path / "plan.csv").write_text("Ref,Action,Lead\n1,Recruit,HR\n2,Train,HR\n")

    def act(dialog: ImportDialog) -> None:
        dialog.show_file(tmp_path / "plan.csv")
        qtbot.waitUntil(lambda: dialog.import_.text() == "Add 2 actions" and dialog.import_.isEnabled(), timeout=60_000)
        press(qtbot, dialog.import_)
        qtbot.waitUntil(lambda: dialog.saved != "", timeout=60_000)

    with answering(act):
        window.menus["Import…"].trigger()
    assert window.notice.message.text() == "Added 2 actions."
    assert window.workspace is not None
    assert len(window.workspace.all(Action)) == 2
    press(qtbot, window.notice.buttons[0])
    assert window.workspace.all(Action) == ()
    assert window.notice.message.text() == "Undone: Import actions from plan.csv."


def test_nothing_is_imported_while_part_of_the_plan_is_left_out(window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    theme = workspace.draft(Theme, title="Leadership")
    workspace.save(theme, workspace.draft(Provenance, record=theme.id, illustrative=True), label="Begin")
    workspace.facts_only = True
    assert not window.menus["Import…"].isEnabled()
    assert "show the whole plan" in window.menus["Import…"].toolTip()
    window.menus["Report's facts only"].trigger()
    assert window.menus["Import…"].isEnabled()


def test_a_plan_that_cannot_be_written_offers_no_import(window: MainWindow):
    assert window.menus["Import…"].isEnabled()
    window.show_welcome()
    assert not window.menus["Import…"].isEnabled()
