"""Reading alone: as the chair, who is led through the plan, or before a board, on a screen that all can see."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.ui import look

from .commands import Feature, Shell, command, is_open
from .session import Session
from .trail import Location, Target

if TYPE_CHECKING:
    from app.ui.chair import ChairWalk

CHAIR, PRESENTING = "you read as the chair", "you present"
LARGER = 1.35
"""So many times as large is what is presented."""


class ReaderMode(Feature):
    """Reads as chair, and presents; nothing of the plan can be changed meanwhile.

    Attributes:
        walk: what the chair reads, while it is seen.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.walk: ChairWalk | None = None
        self._from_walk: Location | None = None
        self._stop_listening: Callable[[], None] | None = None
        session.held.connect(self._let_go)

    @command("Read as chair", "Ctrl+R", menu="View", group=4, when=lambda by: is_open(by) and not by.walk)
    def read_as_chair(self) -> None:
        """Walk through the plan page by page: nothing else is seen, and nothing of the plan can be changed."""
        from app.ui.chair import ChairWalk

        if self.walk is not None or not self.session.is_open:
            return
        self.stop_presenting()
        openable = self.session.openable
        self.walk = ChairWalk(self.session.workspace, self.session.attempt, lambda record: type(record) in openable)
        self._stop_listening = self.session.workspace.listen(self.walk.reload)
        self.walk.left.connect(self.shell.uncover)
        self.walk.opened.connect(self._open)
        self.session.reading = CHAIR
        self.shell.cover(self.walk, self._end_walk)

    @command("Present", "F11", menu="View", group=4, ticked=lambda by: by.session.reading == PRESENTING)
    def present(self) -> None:
        """Show the page to a room, large and alone, or stop doing so."""
        if self.session.reading == PRESENTING:
            self.stop_presenting()
        elif self.session.is_open:
            self.session.reading = PRESENTING
            self._show_presented(True)

    def stop_presenting(self) -> None:
        """Show everything again."""
        if self.session.reading == PRESENTING:
            self.session.reading = ""
            self._show_presented(False)

    def title(self) -> str:
        """What is read."""
        return {CHAIR: "Read as chair", PRESENTING: "Present"}.get(self.session.reading, "")

    def escape(self) -> bool:
        """Back to the program."""
        if self.walk is not None:
            self.shell.uncover()
            return True
        presenting = self.session.reading == PRESENTING
        self.stop_presenting()
        return presenting

    def back(self) -> bool:
        """From what a line of the walk opened back to the walk, which goes on where it was left."""
        trail = self.session.trail
        if self._from_walk is None or trail.here is not self._from_walk:
            return False
        trail.back()
        self._from_walk = None
        self.read_as_chair()
        return True

    def _open(self, target: Target) -> None:
        """Show what a line of the walk speaks of, on its page."""
        before = self.session.trail.here
        self.shell.uncover()
        self.session.open(target)
        here = self.session.trail.here
        self._from_walk = here if here is not before else None

    def _let_go(self, workspace: object) -> None:
        if workspace is None:
            self.stop_presenting()

    def _end_walk(self) -> None:
        if self._stop_listening:
            self._stop_listening()
        self.walk, self.session.reading = None, ""

    def _show_presented(self, on: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look.enlarge(app, LARGER if on else 1)
        self.shell.bare(on)
