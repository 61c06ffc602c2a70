"""Small dialogs of a few fields."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app import settings
from app.ui.dialogs.ask import AskDialog, ask_person, ask_settings, ask_title
from tests.app.ui.hands import Key, answering, press, type_into


def test_name_and_role_are_asked_once_and_kept(qtbot: QtBot):
    def introduce(dialog: AskDialog) -> None:
        type_into(qtbot, dialog.fields["name"].control, "Ann Officer")
        type_into(qtbot, dialog.fields["role"].control, "Programme manager")
        press(qtbot, dialog.button)

    with answering(introduce):
        assert ask_person() == ("Ann Officer", "Programme manager")
    assert settings.get(settings.NAME) == "Ann Officer"
    assert settings.get(settings.ROLE) == "Programme manager"


def test_without_a_name_it_does_not_go_on_and_says_so(qtbot: QtBot):
    def try_without(dialog: AskDialog) -> None:
        press(qtbot, dialog.button)
        assert dialog.isVisible()
        assert dialog.fields["name"].hint.text() == "Your name is needed."
        qtbot.keyClick(dialog, Key.Key_Escape)

    with answering(try_without):
        assert ask_person() is None
    assert settings.get(settings.NAME) == ""


def test_settings_show_what_is_kept_and_keep_what_is_chosen(qtbot: QtBot):
    settings.put(settings.NAME, "Ann")

    def change(dialog: AskDialog) -> None:
        assert dialog.fields["name"].text() == "Ann"
        dialog.fields["appearance"].set_text("Dark")
        press(qtbot, dialog.button)

    with answering(change):
        assert ask_settings()
    assert settings.get(settings.APPEARANCE) == "dark"
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        assert not ask_settings()


@pytest.mark.parametrize(("typed", "title"), [("  Our   plan ", "Our plan"), ("R&D <b>", "R&D <b>")])
def test_a_new_plan_is_given_a_title(qtbot: QtBot, typed: str, title: str):
    def name(dialog: AskDialog) -> None:
        type_into(qtbot, dialog.fields["title"].control, typed)
        qtbot.keyClick(dialog.fields["title"].control, Key.Key_Return)

    with answering(name):
        assert ask_title() == title
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        assert ask_title() is None
