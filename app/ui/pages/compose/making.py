"""Making the pages of a paper off the window's thread: one at a time, and only the one that was asked for last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.jobs import Job, Steps
from app.papers import PreviewedPaper

REST = 250
"""Milliseconds for which a person rests before the pages are made anew."""
Begin = Callable[[], Steps]


class PagesMaker(QObject):
    """Makes pages when they are asked for, once nothing else was asked for a moment.

    Attributes:
        job: what is under way; None while there is nothing.

    Signals:
        began: pages are being made, or will be in a moment.
        made: the paper; whoever takes it closes its pages.
        failed: why there are none.
    """

    began = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.job: Job | None = None
        self._wanted: Begin | None = None
        self._stale = False  # what is under way is wanted no more
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether pages are still to come."""
        return self._wanted is not None or self.job is not None

    def ask(self, begin: Begin) -> None:
        """Have the pages made that `begin` begins; what was asked for before is given up."""
        self._give_up()
        self._wanted = begin
        self._rest.start()
        self.began.emit()

    def stop(self) -> None:
        """Make nothing more."""
        self._wanted = None
        self._rest.stop()
        self._give_up()

    def wait(self) -> None:
        """The same, and wait until that is so."""
        self.stop()
        if self.job is not None:
            self.job.wait()

    def _give_up(self) -> None:
        if self.job is not None:
            self._stale = True
            self.job.cancel()

    def _begin(self) -> None:
        if self.job is not None or self._wanted is None:
            return  # it begins when the other has ended
        begin, self._wanted = self._wanted, None
        self._stale = False
        self.job = job = Job(begin(), self)
        job.finished.connect(self._on_made)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._end)
        job.start()

    def _on_made(self, paper: PreviewedPaper) -> None:
        stale = self._stale
        self._end()
        if stale:
            paper.pages.close()
        else:
            self.made.emit(paper)

    def _on_failed(self, error: BaseException) -> None:
        stale = self._stale
        self._end()
        if not stale:
            self.failed.emit(error)

    def _end(self) -> None:
        """Let what was asked for meanwhile begin."""
        if self.job is not None:
            self.job.deleteLater()
        self.job = None
        if not self._rest.isActive():
            self._begin()
