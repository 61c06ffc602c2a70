"""“Undo” in a message undoes what the message speaks of, whatever was done since, or says why it cannot."""

# ruff: noqa: F811 - `hands` is a fixture

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.records import (
    Action,
    Body,
)
from app.ui.dialogs.importing import ImportDialog
from tests.app.ui.hands import press
from tests.test_every_kind import WAYS, Hands, begins_with, hands, ready  # noqa: F401

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform


def meanwhile(hands: Hands) -> Body:
    """Somebody does something else before the message goes."""
    return hands.have(Body, title="Scrutiny committee")


def import_actions(hands: Hands) -> None:
    path = hands.folder / "plan.csv"
    path.write_text("Ref,Action,Lead\nA-01,Recruit,HR\nA-02,Train,HR\n")

    def act(dialog: ImportDialog) -> None:
        dialog.show_file(path)
        hands.qtbot.waitUntil(dialog.import_.isEnabled, timeout=60_000)
        press(hands.qtbot, dialog.import_)
        hands.qtbot.waitUntil(lambda: dialog.saved != "", timeout=60_000)

    hands.dialog(hands.window.menus["Import…"].trigger, act)
    assert hands.window.notice.message.text() == "Added 2 actions."


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_an_import_is_undone_and_not_what_was_done_after_it(hands: Hands):
    import_actions(hands)
    other, notice = meanwhile(hands), hands.window.notice
    hands.wake()
    press(hands.qtbot, notice.buttons[0])
    assert hands.workspace.all(Action) == ()
    assert hands.workspace.all(Body) == (other,)
    assert notice.message.text() == "Undone: Import actions from plan.csv."
    hands.undo()
    assert len(hands.workspace.all(Action)) == 2


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_an_import_that_was_undone_already_is_not_undone_again(hands: Hands):
    import_actions(hands)
    notice, offer = hands.window.notice, hands.window.notice.buttons[0]
    other = meanwhile(hands)
    hands.workspace.remove(*hands.workspace.all(Action), label="Remove them by hand")
    hands.wake()
    press(hands.qtbot, offer)
    assert notice.property("kind") == "wrong"
    assert hands.workspace.all(Body) == (other,)
    assert hands.workspace.undo_label == "Remove them by hand"


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_what_would_stay_of_an_import_is_named_before_anything_is_undone(hands: Hands, monkeypatch: Any):
    import_actions(hands)
    first = next(action for action in hands.workspace.all(Action) if action.ref == "A-01")
    hands.workspace.save(replace(first, owner="Director"), label="Re-own A-01")
    asked: list[str] = []

    def no(dialog: Any) -> None:
        asked.append(f"{dialog.text()} {dialog.informativeText()}")
        press(hands.qtbot, next(b for b in dialog.buttons() if b.text() == "Cancel"))

    hands.wake()
    hands.dialog(lambda: press(hands.qtbot, hands.window.notice.buttons[0]), no)
    assert len(asked) == 1
    assert "Import actions from plan.csv" in asked[0]
    assert len(hands.workspace.all(Action)) == 2
    assert hands.workspace.undo_label == "Re-own A-01"


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_undo_in_a_message_that_is_the_last_edit_can_be_done_again(hands: Hands):
    import_actions(hands)
    hands.wake()
    press(hands.qtbot, hands.window.notice.buttons[0])
    assert hands.workspace.all(Action) == ()
    hands.redo()
    assert len(hands.workspace.all(Action)) == 2
