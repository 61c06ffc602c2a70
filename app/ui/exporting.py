"""Writing the briefing from the window: where to, progress, and what to do with it then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.ui import errors, files

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def export_briefing(window: MainWindow) -> None:
    """Ask where to, and write the board briefing there while the person goes on working."""
    workspace = window.workspace
    if workspace is None or window.jobs.job is not None:
        return
    path = files.ask_briefing(window, f"{workspace.plan.programme.title} briefing")
    if path is not None:
        write_briefing(window, path)


def write_briefing(window: MainWindow, path: Path) -> None:
    """Write the board briefing of the open plan to `path`."""
    from app.briefing.export import export
    from app.jobs import Job

    workspace = window.workspace
    assert workspace is not None
    steps = export(
        workspace.plan, path, before=workspace.before, since=workspace.last_meeting, facts_only=workspace.facts_only
    )
    job = Job(steps, window)
    job.finished.connect(lambda _: _say_written(window, path))
    job.failed.connect(lambda error: _say_failed(window, error))
    job.cancelled.connect(lambda: window.say("The briefing was not written."))
    window.run_job(job, "Writing the briefing")


def _say_written(window: MainWindow, path: Path) -> None:
    def show(place: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    window.say(
        f"The briefing was written: {path.name}",
        ("Open it", lambda: show(path)),
        ("Show its folder", lambda: show(path.parent)),
    )


def _say_failed(window: MainWindow, error: BaseException) -> None:
    sentence = errors.sentence(error)
    if not sentence:
        raise error
    window.say_wrong(sentence)
