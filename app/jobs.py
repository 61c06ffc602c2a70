"""Long work off the GUI thread: a plain generator that yields (done, total, what) and returns its result.

    job = Job(export(plan, path), parent)
    job.progressed.connect(bar.show_progress)
    job.finished.connect(...)
    job.start()

The generator must hold nothing that the GUI changes: it works over an immutable snapshot. `cancel` closes it at its
next step, on its own thread, so that its `finally` cleans up there.

While a job runs, Python's collector of cycles rests, so that it takes nothing of Qt's apart on another thread.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from app import collector

Steps = Iterator[tuple[int, int, str]]
LEAST_PAUSE = 0.05  # seconds between two reports of progress: more would only keep the GUI busy


class Job(QObject):
    """One piece of long work. It ends with exactly one of finished, failed, cancelled.

    Signals:
        progressed: done, total, and what is being done now.
        finished: what the generator returned.
        failed: the exception.
        cancelled: it was stopped, and has cleaned up.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, steps: Steps, parent: QObject | None = None):
        super().__init__(parent)
        self._thread = _Worker(steps)
        self._thread.progressed.connect(self.progressed)
        self._thread.finished.connect(self._end)

    def start(self) -> None:
        """Begin. A job runs once."""
        collector.rest(self._thread)
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._thread.requestInterruption()

    def wait(self) -> None:
        """Stop it and wait until it has cleaned up; for when the program ends."""
        self.cancel()
        self._thread.wait()
        collector.go_on(self._thread)

    def _end(self) -> None:
        self._thread.wait()  # it tells that it ends a moment before it has
        collector.go_on(self._thread)
        self.setParent(None)  # it goes with whoever holds it, and with it what is connected to it
        if self._thread.error is not None:
            self.failed.emit(self._thread.error)
        elif self._thread.stopped:
            self.cancelled.emit()
        else:
            self.finished.emit(self._thread.result)


class _Worker(QThread):
    progressed = Signal(int, int, str)

    def __init__(self, steps: Steps):
        super().__init__()
        self._steps = steps
        self.result: Any = None
        self.error: BaseException | None = None
        self.stopped = False

    def run(self) -> None:
        try:
            self._iterate()
        except Exception as error:  # noqa: BLE001 - whoever started the job decides what it means
            self.error = error

    def _iterate(self) -> None:
        told = 0.0
        while True:
            try:
                done, total, what = next(self._steps)
            except StopIteration as end:
                self.result = end.value
                return
            if self.isInterruptionRequested():
                if isinstance(self._steps, Generator):
                    self._steps.close()
                self.stopped = True
                return
            if (now := time.monotonic()) - told >= LEAST_PAUSE or done >= total:
                told = now
                self.progressed.emit(done, total, what)
