"""What the File menu does with plans: new, open, save a copy, restore a backup; and what leaving the demo asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.workspace import Backup, CannotOpen, Refusal, Workspace, backups_of, recover

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


DEMO = "Demo plan"


class PlanFiles:
    """The commands over a window's plan as a file. A refusal is said above the page."""

    def __init__(self, window: MainWindow):
        self._window = window
        self._demo: Workspace | None = None
        self._kept = ""  # the last edit of the demo that is in a file of the person’s, or was there from the beginning

    def watch_demo(self, demo: Workspace) -> None:
        """From now on leaving this copy of the demo asks, once something was changed in it."""
        self._demo, self._kept = demo, demo.last_edit

    @property
    def is_demo(self) -> bool:
        """Whether what is open is the demo plan, made anew for this time."""
        return self._demo is not None and self._window.workspace is self._demo

    def name(self) -> str:
        """What the open plan is called: by its file, or "Demo plan"; and whether it can only be read, or was edited."""
        workspace = self._window.workspace
        if workspace is None:
            return ""
        name = DEMO if self.is_demo else workspace.path.stem
        words = "read only" if not workspace.writable and not workspace.past else "edited" if self._would_lose() else ""
        return f"{name}, {words}" if words else name

    def may_leave(self) -> bool:
        """Whether the open plan may be let go: the demo, once changed, asks; other plans are saved as they change."""
        from app.ui import messages

        window = self._window
        at = window.focusWidget()
        if self.is_demo and at is not None:
            at.clearFocus()  # what is typed in a field is saved when the keyboard leaves it
        if not self._would_lose():
            return True
        save, leave = "Save it as a file…", "Leave without saving"
        chosen = messages.choose(
            window, "You have changed the demo plan.", "It is made anew each time, so what you changed is lost "
            "when you leave it, unless you save it as a file of your own.", (save, leave), "Stay",
        )  # fmt: skip
        if chosen == leave or (chosen == save and self.save_copy() and not self._would_lose()):
            return True
        if at is not None:
            at.setFocus()
        return False

    def _would_lose(self) -> bool:
        """Whether the open plan is the demo and holds an edit that no file of the person’s holds."""
        workspace = self._window.workspace
        if workspace is None or not self.is_demo:
            return False
        try:
            return workspace.last_edit != self._kept
        except Refusal:
            return False  # the file is gone, and with it what could be saved

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
        if not self.may_leave():
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
        if not self.may_leave():
            return
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
        if self.may_leave():
            self._window.attempt(lambda: self._window.show_plan(self._window.new_demo()))

    def recent(self) -> list[Path]:
        """The plans opened lately that are still there, the latest first."""
        return [Path(name) for name in settings.get(settings.RECENT) if Path(name).is_file()]

    def save_copy(self) -> bool:
        """Write a whole copy of the plan somewhere else; whether that was done. One of the demo is remembered."""
        from app.ui import files

        window, workspace = self._window, self._window.workspace
        written: list[Path] = []

        def save_it(plan: Workspace) -> None:
            if path := files.ask_copy(window, plan.path):
                plan.save_copy(path)
                written.append(path)

        if not workspace or not window.attempt(lambda: save_it(workspace)) or not written:
            return False
        if self.is_demo:
            self._kept = workspace.last_edit
            settings.remember_file(str(written[0].resolve()))
        window.say(f"A copy was saved as {written[0].name}.")
        return True

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
