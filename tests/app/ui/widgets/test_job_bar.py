"""Progress that can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Generator

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.jobs import Job
from app.ui.widgets.job_bar import JobBar


def test_it_shows_the_job_from_start_to_end(qtbot: QtBot):
    go_on = threading.Event()

    def work() -> Generator[tuple[int, int, str], None, None]:
        yield 3, 10, "Drawing charts"
        go_on.wait(5)
        yield 10, 10, "Done"

    bar, job = JobBar(), Job(work())
    qtbot.addWidget(bar)
    bar.watch(job, "Writing the briefing")
    assert bar.isVisible()
    qtbot.waitUntil(lambda: bar.what.text() == "Drawing charts")
    assert (bar.bar.value(), bar.bar.maximum()) == (3, 10)
    with qtbot.waitSignal(job.finished):
        go_on.set()
    assert not bar.isVisible()
    assert bar.job is None


def test_cancel_stops_the_job(qtbot: QtBot):
    def work() -> Generator[tuple[int, int, str], None, None]:
        while True:
            yield 1, 10, "Round"

    bar, job = JobBar(), Job(work())
    qtbot.addWidget(bar)
    bar.watch(job, "Going round")
    with qtbot.waitSignal(job.cancelled):
        qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
