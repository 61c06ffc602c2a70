"""The dialog that records are written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.ui.dialogs.record_dialog import RecordDialog
from app.workspace import NotSaved, Refusal

RISK = Risk(id="1", ref="R-01", title="Staff leave")
Left = Qt.MouseButton.LeftButton


class RiskDialog(RecordDialog[Risk]):
    ROWS: ClassVar = ["title", "owner", ("closed", "closed_why")]


class Saving:
    """Stands in the place of the workspace: takes records, or refuses."""

    def __init__(self) -> None:
        self.taken: list[Risk] = []
        self.refusal: Refusal | None = None

    def __call__(self, risk: Risk) -> None:
        if self.refusal:
            raise self.refusal
        self.taken.append(risk)


@pytest.fixture
def saving() -> Saving:
    return Saving()


@pytest.fixture
def dialog(qtbot: QtBot, saving: Saving) -> RiskDialog:
    made = RiskDialog(RISK, "Edit R-01", saving)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.form.fields["title"].control.hasFocus)
    return made


def test_save_gives_the_record_and_closes(qtbot: QtBot, dialog: RiskDialog, saving: Saving):
    qtbot.keyClicks(dialog.form.fields["owner"].control, "Ann")
    qtbot.mouseClick(dialog.save_button, Left)
    assert saving.taken == [replace(RISK, owner="Ann")] == [dialog.saved]
    assert not dialog.isVisible()


def test_enter_in_a_line_saves(qtbot: QtBot, dialog: RiskDialog, saving: Saving):
    qtbot.keyClicks(dialog.form.fields["owner"].control, "Ann")
    qtbot.keyClick(dialog.form.fields["owner"].control, Qt.Key.Key_Return)
    assert saving.taken == [replace(RISK, owner="Ann")]


def test_what_is_wrong_keeps_the_dialog_open_and_saves_nothing(qtbot: QtBot, dialog: RiskDialog, saving: Saving):
    dialog.form.fields["title"].set_text("")
    qtbot.mouseClick(dialog.save_button, Left)
    assert saving.taken == []
    assert dialog.isVisible()
    assert dialog.form.fields["title"].hint.text() == "Risk is needed."


@pytest.mark.parametrize(
    ("refusal", "banner"),
    [
        (lambda: NotSaved("There is no room left on the disk."), "There is no room left on the disk."),
        (lambda: Refusal("Pat is editing this plan."), "Pat is editing this plan."),
    ],
)
def test_a_refusal_is_said_and_what_was_typed_stays(
    qtbot: QtBot, dialog: RiskDialog, saving: Saving, refusal: Callable[[], Refusal], banner: str
):
    saving.refusal = refusal()
    qtbot.keyClicks(dialog.form.fields["owner"].control, "Ann")
    qtbot.mouseClick(dialog.save_button, Left)
    assert dialog.isVisible()
    assert dialog.banner.message.text() == banner
    assert dialog.form.fields["owner"].text() == "Ann"
    saving.refusal = None
    qtbot.mouseClick(dialog.save_button, Left)
    assert [risk.owner for risk in saving.taken] == ["Ann"]


def test_a_refused_field_is_said_beside_it(qtbot: QtBot, dialog: RiskDialog, saving: Saving):
    saving.refusal = NotSaved("Too vague.", {"title": "Too vague."})
    qtbot.mouseClick(dialog.save_button, Left)
    assert dialog.form.fields["title"].hint.text() == "Too vague."


def test_escape_closes_at_once_when_nothing_was_typed(qtbot: QtBot, dialog: RiskDialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.saved is None


def test_one_key_never_loses_what_was_typed(qtbot: QtBot, dialog: RiskDialog, saving: Saving):
    qtbot.keyClicks(dialog.form.fields["owner"].control, "Ann")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    assert dialog.banner.message.text() == "What you have typed is not saved."
    keep, discard = dialog.banner.buttons
    qtbot.mouseClick(keep, Left)
    assert not dialog.banner.isVisible()
    assert dialog.form.fields["owner"].text() == "Ann"
    qtbot.mouseClick(dialog.cancel_button, Left)
    qtbot.mouseClick(dialog.banner.buttons[1], Left)
    assert not dialog.isVisible()
    assert saving.taken == []
    assert discard.text() == "Discard"


def test_it_fits_a_small_screen_whatever_it_holds(qtbot: QtBot, saving: Saving):
    dialog: RecordDialog[Risk] = RecordDialog(replace(RISK, mitigation="line\n" * 80), "Edit", saving)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= QGuiApplication.primaryScreen().availableGeometry().height()
    assert dialog.save_button.isVisible()
