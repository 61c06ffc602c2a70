"""A job under way: what it does, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QWidget

from app.jobs import Job
from app.ui import kit, look


class JobBar(QFrame):
    """Shown while a job runs, hidden otherwise; its place is kept.

    Attributes:
        job: the job, or None.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "note")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing beside it moves when a job begins and ends
        self.setSizePolicy(policy)
        self.job: Job | None = None
        self.what, self.bar = look.label(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self._cancel)
        one, two = look.space(1), look.space(2)
        kit.row((self.what, 1), (self.bar, 1), self.cancel, on=self, gap=two, edge=(two, one, one, one))
        self.hide()

    def watch(self, job: Job, title: str) -> None:
        """Show a job from its start to its end, and start it."""
        self.job = job
        self.what.setText(title)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        job.progressed.connect(self._show)
        for end in (job.finished, job.failed):
            end.connect(self._end)
        job.cancelled.connect(self._end)
        self.show()
        job.start()

    def _show(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.what.setText(what)

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.what.setText("Stopping")
            self.cancel.setEnabled(False)

    def _end(self, *_: object) -> None:
        self.job = None
        self.hide()
