"""What the File menu does with plans: new, open, save a copy, restore a backup; and what leaving the demo asks."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import collector, settings
from app.workspace import Backup, CannotOpen, Refusal, Workspace, backups_of, recover

from .commands import Feature, Shell, always, can_edit, command, plain
from .session import Session

DEMO = "Demo plan"


class PlanFiles(Feature):
    """The commands over a window's plan as a file. A refusal is said above the page."""

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self._kept = 0  # edits of the demo that are in a file of the person’s, or were there from the beginning
        session.held.connect(self._keep)

    def start(self) -> QWidget:
        """How to begin, while no plan is open."""
        from app.ui.welcome import Welcome

        welcome = Welcome()
        welcome.new_wanted.connect(self.new)
        welcome.open_wanted.connect(self.open)
        welcome.workbook_wanted.connect(self.begin_with_workbook)
        welcome.recent_wanted.connect(self.open)
        welcome.demo_wanted.connect(self.demo)
        welcome.show_recent(self.recent())
        return welcome

    def title(self) -> str:
        """What the open plan is called: by its file, or "Demo plan"; and whether it can only be read, or was edited."""
        if not self.session.is_open:
            return ""
        workspace = self.session.workspace
        name = DEMO if self.session.is_demo else workspace.path.stem
        words = "read only" if not workspace.writable and not workspace.past else "edited" if self._would_lose() else ""
        return f"{name}, {words}" if words else name

    def may_leave(self) -> bool:
        """Whether the open plan may be let go: the demo, once changed, asks; other plans are saved as they change."""
        from app.ui import messages

        at = QApplication.focusWidget()
        if self.session.is_demo and at is not None:
            at.clearFocus()  # what is typed in a field is saved when the keyboard leaves it
        if self.session.is_open and not self._may_leave_lost(self.session.workspace):
            return False
        if not self._would_lose():
            return True
        save, leave = "Save it as a file…", "Leave without saving"
        chosen = messages.choose(
            self.session.over, "You have changed the demo plan.", "It is made anew each time, so what you changed is "
            "lost when you leave it, unless you save it as a file of your own.", (save, leave), "Stay",
        )  # fmt: skip
        if chosen == leave or (chosen == save and self.save_copy() and not self._would_lose()):
            return True
        if at is not None:
            at.setFocus()
        return False

    def _may_leave_lost(self, workspace: Workspace) -> bool:
        """Whether a plan may be let go whose file others took away or wrote over: what is held of it goes with it."""
        from app.ui import messages

        if not (lost := workspace.look_at_file()):
            return True
        save, leave = "Save a copy…", "Leave without saving"
        told = f"{lost} What is held of it here goes when you leave it."
        question = "What you see is no longer in its file."
        chosen = messages.choose(self.session.over, question, told, (save, leave), "Stay")
        return chosen == leave or (chosen == save and self.save_copy())

    def _would_lose(self) -> bool:
        """Whether the open plan is the demo and holds an edit that no file of the person’s holds."""
        if not self.session.is_demo:
            return False
        try:
            return self.session.workspace.edit_count != self._kept
        except Refusal:
            return False  # the file is gone, and with it what could be saved

    @command("Open…", "Ctrl+O", menu="File", when=always)
    def open(self, path: Path | None = None) -> None:
        """Open the plan at `path`, or ask for one. The one that is open stays until the other is."""
        from app.ui import files

        session = self.session
        wanted = path or files.ask_plan(session.over)
        if wanted is None:
            return
        with contextlib.suppress(OSError):  # one of the two is not there any more
            if session.is_open and wanted.samefile(session.workspace.path):
                session.say("This plan is open already.")
                return
        if not self.shell.may_leave():
            return
        with collector.resting(self):
            try:
                workspace = Workspace.open(wanted, session.person, self.shell.backups)
            except CannotOpen as refusal:
                self.say_refused(str(refusal), wanted)
                if not wanted.exists():
                    settings.forget_file(str(wanted))
                return
            settings.remember_file(str(wanted.resolve()))
            self.shell.show_plan(workspace)
        QTimer.singleShot(0, session, collector.keep)  # once it is painted

    def say_refused(self, sentence: str, path: Path | None) -> None:
        """Say why the plan at `path` cannot be opened; where backups of it were written, offer them."""
        backups = _backups_of(path, self.shell.backups) if path else []
        ways = [("Restore a backup…", lambda: self._recover(path, backups))] if path and backups else []
        self.session.say_wrong(sentence, *ways)

    def _recover(self, path: Path, backups: Sequence[Backup]) -> None:
        """Put a backup in the place of a plan that cannot be opened, which is kept aside."""
        from app.ui.dialogs.restore import RestoreDialog, moment

        session = self.session
        backup = RestoreDialog.ask(
            backups, session.over, "The file that cannot be opened is kept beside the plan, under another name."
        )
        aside: list[Path] = []
        if backup and session.attempt(lambda: aside.append(recover(path, backup, session.person))):
            self.open(path)
            if session.is_open and session.workspace.path == path.resolve():
                kept = f" The other file is now called {aside[0].name}." if aside[0] != path.resolve() else ""
                session.say(f"The plan is as it was on {moment(backup.at)}.{kept}")

    @command("New plan…", "Ctrl+Shift+N", menu="File", when=always)
    def new(self) -> None:
        """Make a new plan and open it."""
        from app.ui import files
        from app.ui.dialogs.ask import ask_title

        if not self.shell.may_leave():
            return
        title = ask_title(self.session.over)
        if not title:
            return

        def make_it() -> None:
            path = files.ask_new_plan(self.session.over, title)
            if path is None:
                return
            workspace = Workspace.create(path, self.session.person, self.shell.backups, title)
            settings.remember_file(str(path.resolve()))
            self.shell.show_plan(workspace)

        self.session.attempt(make_it)

    def begin_with_workbook(self) -> None:
        """Make a new plan, and ask for the file that is read into it."""
        self.new()
        if self.session.is_open:
            self.session.wanted.emit("Import…")

    @command("See the demo", menu="Help", group=2, when=always)
    def demo(self) -> None:
        """Open a fresh copy of the demo plan."""
        if self.shell.may_leave():
            self.session.attempt(lambda: self.shell.show_plan(self.shell.new_demo()))

    @command("Open recent", menu="File", when=always, fills=True)
    def list_recent(self, menu: QMenu) -> None:
        """Offer the plans opened lately."""
        menu.clear()
        for path in self.recent():
            menu.addAction(plain(path.stem), lambda path=path: self.open(path))
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)

    def recent(self) -> list[Path]:
        """The plans opened lately that are still there, the latest first."""
        return [Path(name) for name in settings.get(settings.RECENT) if Path(name).is_file()]

    @command("Save a copy…", "Ctrl+Shift+S", menu="File", group=2)
    def save_copy(self) -> bool:
        """Write a whole copy of the plan somewhere else; whether that was done. One of the demo is remembered."""
        from app.ui import files

        workspace, written = self.session.workspace, list[Path]()

        def save_it() -> None:
            if path := files.ask_copy(self.session.over, workspace.path):
                workspace.save_copy(path)
                written.append(path)

        if not self.session.attempt(save_it) or not written:
            return False
        if self.session.is_demo:
            self._kept = workspace.edit_count
            settings.remember_file(str(written[0].resolve()))
        ways = [("Open it", lambda: self.open(written[0]))] if workspace.file_problem else []
        self.session.say(f"A copy was saved as {written[0].name}.", *ways)
        return True

    @command("Restore a backup…", menu="File", group=2, when=can_edit)
    def restore(self) -> None:
        """Put a backup in the plan's place."""
        from app.ui.dialogs.restore import RestoreDialog, moment

        workspace = self.session.workspace
        backup = RestoreDialog.ask(workspace.backups(), self.session.over)
        if backup and self.session.attempt(lambda: workspace.restore(backup)):
            self.session.say(f"The plan is as it was on {moment(backup.at)}.")

    def _keep(self, workspace: Workspace | None) -> None:
        if workspace is not None and self.session.is_demo:
            self._kept = workspace.edit_count


def _backups_of(path: Path, folder: Path) -> list[Backup]:
    try:
        return backups_of(path, folder)
    except (OSError, RuntimeError):  # a name that leads nowhere, or back to itself
        return []
