"""What the File menu does with plans: new, open, save a copy, restore a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.workspace import Backup, CannotOpen, Workspace, backups_of, recover

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

        try:
            workspace = Workspace.open(wanted, window.person, window.backups)
        except CannotOpen as refusal:
            self.say_refused(str(refusal), wanted)
            if not wanted.exists():
                settings.forget_file(str(wanted))
            return
        settings.remember_file(str(wanted.resolve()))
        window.show_plan(workspace)

    def say_refused(self, sentence: str, path: Path | None) -> None:
        """Say why the plan at `path` cannot be opened; where backups of it were written, offer them."""
        backups = _backups_of(path, self._window.backups) if path else []
        ways = [("Restore a backup…", lambda: self._recover(path, backups))] if path and backups else []
        self._window.say_wrong(sentence, *ways)

    def _recover(self, path: Path, backups: Sequence[Backup]) -> None:
        """Put a backup in the place of a plan that cannot be opened, which is kept aside."""
        from app.ui.dialogs.restore import RestoreDialog, moment

        window = self._window
        backup = RestoreDialog.ask(
            backups, window, "The file that cannot be opened is kept beside the plan, under another name."
        )
        aside: list[Path] = []
        if backup and window.attempt(lambda: aside.append(recover(path, backup, window.person))):
            self.open(path)
            if window.workspace is not None and window.workspace.path == path.resolve():
                kept = f" The other file is now called {aside[0].name}." if aside[0] != path.resolve() else ""
                window.say(f"The plan is as it was on {moment(backup.at)}.{kept}")

    def new(self) -> None:
        """Make a new plan and open it."""
        from app.ui import files
        from app.ui.dialogs.ask import ask_title

        window = self._window
        title = ask_title(window)
        if not title:
            return

        def make_it() -> None:
            path = files.ask_new_plan(window, title)
            if path is None:
                return
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

        def save_it(plan: Workspace) -> None:
            if path := files.ask_copy(self._window, plan.path):
                plan.save_copy(path)
                self._window.say(f"A copy was saved as {path.name}.")

        if workspace:
            self._window.attempt(lambda: save_it(workspace))

    def restore(self) -> None:
        """Put a backup in the plan's place."""
        from app.ui.dialogs.restore import RestoreDialog, moment

        workspace = self._window.workspace
        backup = RestoreDialog.ask(workspace.backups(), self._window) if workspace else None
        if workspace and backup and self._window.attempt(lambda: workspace.restore(backup)):
            self._window.say(f"The plan is as it was on {moment(backup.at)}.")


def _backups_of(path: Path, folder: Path) -> list[Backup]:
    try:
        return backups_of(path, folder)
    except (OSError, RuntimeError):  # a name that leads nowhere, or back to itself
        return []
