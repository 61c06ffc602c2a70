"""Reviewing risks: a walk through those that are due, which covers the pages meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .commands import Feature, Shell, can_edit, command
from .session import Session

if TYPE_CHECKING:
    from app.ui.review import ReviewWalk


class RiskReview(Feature):
    """Walks through the risks that are due for review.

    Attributes:
        walk: what is seen meanwhile.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.walk: ReviewWalk | None = None
        self._stop_listening: Callable[[], None] | None = None

    @command("Review risks", "Ctrl+Shift+R", menu="Edit", group=3, when=lambda by: can_edit(by) and not by.walk)
    def review(self) -> None:
        """Go through the risks that are due for review, one at a time, from where one left."""
        from app.ui.review import ReviewWalk

        if self.walk is not None or not self.session.can_edit:
            return
        self.walk = ReviewWalk(self.session)
        self._stop_listening = self.session.workspace.listen(self.walk.reload)
        self.walk.left.connect(self.shell.uncover)
        self.walk.wanted.connect(self.session.wanted)
        self.shell.cover(self.walk, self._end)
        self.walk.onward.setFocus()

    def title(self) -> str:
        return "Review risks" if self.walk is not None else ""

    def escape(self) -> bool:
        """Back to the program, unless something is typed."""
        if self.walk is None:
            return False
        self.walk.go_out()
        return True

    def _end(self) -> None:
        if self._stop_listening:
            self._stop_listening()
        self.walk = None
