"""Bringing an existing plan in from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def import_plan(window: MainWindow) -> None:
    """Let the person import rows of a file into the open plan, and offer to take them back."""
    from app.ui.dialogs.importing import ImportDialog

    workspace = window.workspace
    if workspace is None:
        return
    if workspace.facts_only:  # rows would not be recognised as what is hidden now, and come in a second time
        window.say(
            "Illustrative values are left out just now: show the whole plan before you import.",
            ("Show the whole plan", lambda: (window.set_facts_only(False), window.notice.hide())),
        )
        return
    done, edit = ImportDialog.ask(workspace, window)
    if done:
        window.say_done(f"{done}.", edit)
