"""What every dialog of the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from app.tokens import GRID
from app.ui.kit import enter_presses

if TYPE_CHECKING:
    from app.ui.widgets.job_bar import JobBar

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
        jobs: progress, with a button that stops it; made by the dialog itself.
    """

    jobs: JobBar

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self.jobs.job is not None:
            self.jobs.job.cancel()
        else:
            super().reject()
