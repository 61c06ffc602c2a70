"""Finding from the window: what was read of the plan, and the palette over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.domain.records import Record
from app.jobs import Job
from app.ui.commands import Feature, Shell, command, is_open
from app.ui.session import Session
from app.workspace import Refusal

if TYPE_CHECKING:
    from app.workspace.finder import Finder
    from app.workspace.index import Index

    from .offers import MenuCommand, Offer
    from .palette import Palette

_LATELY = 8  # records opened lately that are offered
_THIS = "Find anything…"


class Find(Feature):
    """Finds on the page, and in the plan and its menus.

    Attributes:
        palette: what lies over the window; from when it is first wanted.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.palette: Palette | None = None
        self.finder: Finder | None = None
        self._job: Job | None = None
        self._commands: list[MenuCommand] = []
        session.held.connect(self._let_go)

    @command("Find on this page", "Ctrl+F", menu="Edit", group=2)
    def find(self) -> None:
        """Go where one types to narrow the page."""
        if page := self.shell.page():
            page.find()

    @command(_THIS, "Ctrl+K", menu="Edit", group=2, when=lambda by: not by.session.reading)
    def find_anything(self) -> None:
        """Let the person look for any record or command."""
        from app.workspace.finder import Finder

        from .offers import commands
        from .palette import Palette

        if self.palette is None:
            assert self.session.over is not None
            self.palette = Palette(self.session.over, self._offers)
            self.palette.chosen.connect(self._open)
        if is_open(self) and self.finder is None:
            self.finder = Finder(self.session.workspace)
        self._commands = [each for each in commands(self.shell.menuBar()) if each.name != _THIS]
        self.palette.open()

    # -- inside

    def _let_go(self) -> None:
        """Forget what was read: the plan is closed."""
        if self.palette is not None:
            self.palette.hide()
        if self.finder is not None:
            self.finder.close()
            self.finder = None
        if self._job is not None:
            self._job.wait()
            self._job = None

    def _offers(self, text: str) -> tuple[Sequence[Offer], str]:
        from .offers import MOST, for_found, for_lately, offers

        session, finder, note = self.session, self.finder, ""

        def records(typed: str) -> list[Offer]:
            return for_found(session.workspace, finder.find(typed, MOST)) if session.is_open and finder else []

        def lately() -> list[Offer]:
            return for_lately(session.workspace, session.lately(_LATELY)) if session.is_open else []

        if finder is not None and not finder.ready:
            note = self._read(finder)
        return offers(text, self._commands, records, lately), note

    def _read(self, finder: Finder) -> str:
        """Begin to read the plan; a sentence that says so, or why it cannot be read."""
        if self._job is None:
            try:
                self._job = job = Job(finder.reading(), self.session)
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
        if self.palette is not None and self.palette.isVisible():
            self.palette.refresh()

    def _fail(self, error: Exception) -> None:
        self._job = None
        raise error

    def _open(self, target: object) -> None:
        if isinstance(target, QAction):
            target.trigger()
        elif isinstance(target, Record):
            self.session.open(target)
