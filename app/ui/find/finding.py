"""Finding from the window: what was read of the plan, and the palette over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.domain.records import Record
from app.jobs import Job
from app.workspace import Refusal
from app.workspace.finder import Finder
from app.workspace.index import Index

from .offers import MOST, Command, Offer, commands, for_found, for_lately, offers
from .palette import Palette

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_LATELY = 8  # records opened lately that are offered


class Finding:
    """Finds in a window's plan and its menus.

    Attributes:
        palette: what lies over the window.
    """

    def __init__(self, window: MainWindow):
        self._window = window
        self._finder: Finder | None = None
        self._job: Job | None = None
        self._commands: list[Command] = []
        self.palette = Palette(window, self._offers)
        self.palette.chosen.connect(self._open)

    def open(self) -> None:
        """Let the person look for something."""
        workspace = self._window.workspace
        if workspace is not None and self._finder is None:
            self._finder = Finder(workspace)
        action = self._window.commands.find_anything
        self._commands = [each for each in commands(self._window.menuBar()) if each.action is not action]
        self.palette.open()

    def let_go(self) -> None:
        """Forget what was read: the plan is closed."""
        self.palette.hide()
        if self._finder is not None:
            self._finder.close()
            self._finder = None
        if self._job is not None:
            self._job.wait()
            self._job = None

    # -- inside

    def _offers(self, text: str) -> tuple[Sequence[Offer], str]:
        workspace, finder, note = self._window.workspace, self._finder, ""

        def records(typed: str) -> list[Offer]:
            return for_found(workspace, finder.find(typed, MOST)) if workspace and finder else []

        def lately() -> list[Offer]:
            return for_lately(workspace, self._window.lately(_LATELY)) if workspace else []

        if finder is not None and not finder.ready:
            note = self._read(finder)
        return offers(text, self._commands, records, lately), note

    def _read(self, finder: Finder) -> str:
        """Begin to read the plan; a sentence that says so, or why it cannot be read."""
        if self._job is None:
            try:
                self._job = job = Job(finder.reading(), self._window)
            except Refusal as refusal:
                return str(refusal)
            job.finished.connect(lambda index: self._take(job, finder, index))
            job.failed.connect(self._fail)
            job.start()
        return "Reading the plan…"

    def _take(self, job: Job, finder: Finder, index: Index) -> None:
        if self._job is not job:  # the plan was closed meanwhile
            index.close()
            return
        self._job = None
        finder.take(index)
        if self.palette.isVisible():
            self.palette.refresh()

    def _fail(self, error: Exception) -> None:
        self._job = None
        raise error

    def _open(self, target: object) -> None:
        if isinstance(target, QAction):
            target.trigger()
        elif isinstance(target, Record):
            self._window.open_target(target)
