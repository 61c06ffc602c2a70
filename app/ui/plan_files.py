"""What the File menu does with plans: new, open, save a copy, restore a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.workspace import Workspace

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class PlanFiles:
    """The commands over a window's plan as a file. A refusal is said above the page."""

    def __init__(self, window: MainWindow):
        self._window = window

    def open(self, path: Path | bool | None = None) -> None:
        """Open the plan at `path`, or ask for one. The one that is open stays until the other is."""
        from app.ui import files

        window = self._window
        wanted = path if isinstance(path, Path) else files.ask_plan(window)
        if wanted is None:
            return
        if window.workspace is not None and wanted.exists() and wanted.samefile(window.workspace.path):
            window.say("This plan is open already.")
            return

        def open_it() -> None:
            workspace = Workspace.open(wanted, window.person, window.backups)
            settings.remember_file(str(wanted.resolve()))
            window.show_plan(workspace)

        if not window.attempt(open_it) and not wanted.exists():
            settings.forget_file(str(wanted))

    def new(self) -> None:
        """Make a new plan and open it."""
        from app.ui import files
        from app.ui.dialogs.ask import ask_title

        window = self._window
        title = ask_title(window)
        path = files.ask_new_plan(window, title) if title else None
        if not title or path is None:
            return

        def make_it() -> None:
            workspace = Workspace.create(path, window.person, window.backups, title)
            settings.remember_file(str(path.resolve()))
            window.show_plan(workspace)

        window.attempt(make_it)

    def demo(self) -> None:
        """Open a fresh copy of the demo plan."""
        self._window.attempt(lambda: self._window.show_plan(self._window.new_demo()))

    def recent(self) -> list[Path]:
        """The plans opened lately that are still there, the latest first."""
        return [Path(name) for name in settings.get(settings.RECENT) if Path(name).is_file()]

    def save_copy(self) -> None:
        """Write a whole copy of the plan somewhere else."""
        from app.ui import files

        workspace = self._window.workspace
        path = files.ask_copy(self._window, workspace.path) if workspace else None
        if workspace and path and self._window.attempt(lambda: workspace.save_copy(path)):
            self._window.say(f"A copy was saved as {path.name}.")

    def restore(self) -> None:
        """Put a backup in the plan's place."""
        from app.ui.dialogs.restore import RestoreDialog, moment

        workspace = self._window.workspace
        backup = RestoreDialog.ask(workspace.backups(), self._window) if workspace else None
        if workspace and backup and self._window.attempt(lambda: workspace.restore(backup)):
            self._window.say(f"The plan is as it was on {moment(backup.at)}.")
