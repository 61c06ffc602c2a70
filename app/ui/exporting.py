"""Writing the briefing from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def export_briefing(window: MainWindow) -> None:
    """Ask for which meeting and where to, and write the board briefing of the open plan there."""
    from app.ui import files
    from app.ui.dialogs.export import ExportDialog

    workspace = window.workspace
    if workspace is None:
        return
    suggested = files.briefing_path(f"{workspace.plan.programme.title} briefing")
    path = ExportDialog.ask(workspace, suggested, window)
    if path is not None:
        window.say(f"The briefing is in {path.name}.")
