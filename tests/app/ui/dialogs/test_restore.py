"""Choosing a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.dialogs.restore import RestoreDialog, moment
from app.workspace import Backup
from tests.app.ui.hands import Key, answering, click_row, press

BACKUPS = [
    Backup(Path("/b/2"), datetime(2018, 1, 31, 9, 12, tzinfo=UTC), 40, "Re-own R-12"),
    Backup(Path("/b/1"), datetime(2018, 1, 30, 17, 0, tzinfo=UTC), 38, "Add a risk"),
]


def test_the_newest_is_proposed_and_enter_takes_it(qtbot: QtBot):
    with answering(lambda dialog: qtbot.keyClick(dialog.table, Key.Key_Return)):
        assert RestoreDialog.ask(BACKUPS) == BACKUPS[0]


def test_another_is_chosen_by_mouse(qtbot: QtBot):
    def choose(dialog: RestoreDialog) -> None:
        click_row(qtbot, dialog.table, str(BACKUPS[1].path))
        press(qtbot, dialog.restore)

    with answering(choose):
        assert RestoreDialog.ask(BACKUPS) == BACKUPS[1]


def test_who_cancels_restores_nothing(qtbot: QtBot):
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        assert RestoreDialog.ask(BACKUPS) is None


def test_without_backups_there_is_nothing_to_restore(qtbot: QtBot):
    dialog = RestoreDialog([])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.restore.isEnabled()
    assert not dialog.table.isVisible()
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "There is no backup yet. The first is written before your first change." in said


def test_a_moment_is_shown_as_people_there_read_it():
    at = datetime(2018, 3, 20, 12, 0).astimezone()
    assert moment(at) == "20 Mar 2018, 12:00"
