"""What every dialog of the program is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from app.jobs import Job, Steps
from app.tokens import GRID
from app.ui.kit import enter_presses

if TYPE_CHECKING:
    from app.ui.widgets.job_bar import JobBar
    from app.ui.widgets.message import Message

EDGE = (3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
"""Pixels around what a dialog holds."""


class Dialog(QDialog):
    """A dialog that belongs to nobody once it was answered.

    The binding then hands it to Python, which throws it away some time later. As a child of a page it could vanish
    while Qt goes through the children of that page, which ends the program.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, whichever button it would press elsewhere."""
        if not enter_presses(event, self.focusWidget()):
            super().keyPressEvent(event)

    def exec(self) -> int:
        """Show it, and wait until it is answered; whether it was accepted."""
        answer = super().exec()
        self.setParent(None)
        return answer


class JobDialog(Dialog):
    """A dialog in which long work is done.

    Attributes:
        jobs: progress, with a button that stops it; made by the dialog itself, as is
        outcome: where it is said what went wrong.
    """

    jobs: JobBar
    outcome: Message

    def let_go_on(self, on: bool) -> None:
        """Let the person change what they chose, or not while work is under way."""

    def save(self, steps: Steps, saved: Callable[[Callable[[], None]], None], refused: str) -> None:
        """Save off the window's thread.

        `saved` is given what takes the records that were saved; `refused` is said before why it could not be done.
        """
        job = Job(steps, self)
        self.outcome.hide()
        self.let_go_on(False)
        self.jobs.watch(job, "Saving")
        job.finished.connect(saved)
        job.failed.connect(lambda error: self._say_not_saved(error, refused))
        job.cancelled.connect(lambda: self.let_go_on(True))

    def _say_not_saved(self, error: BaseException, refused: str) -> None:
        from app.workspace import Refusal

        self.let_go_on(True)
        if not isinstance(error, Refusal):
            raise error
        self.outcome.show_wrong(f"{refused} {error}")

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self.jobs.job is not None:
            self.jobs.job.cancel()
        else:
            super().reject()
