"""Bringing a copy of the plan home from the window; one that a cloud folder left beside the plan is offered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.figures import counted
from app.jobs import Job

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.workspace import Copy


def bring_in(window: MainWindow, copy: Path | None = None) -> None:
    """Let the person look at a copy, asking which where none is given, and bring it in."""
    from app.ui import files
    from app.ui.dialogs.bring_in import CopyDialog

    workspace = window.workspace
    if workspace is None:
        return
    wanted = copy or files.ask_copy_to_bring(window)
    if wanted is None or not window.attempt(lambda: workspace.look_at(wanted)):
        return
    window.notice.hide()
    brought = CopyDialog.ask(workspace, wanted, window)
    if brought is not None:
        clashes = workspace.plan.clashes
        said = (
            f" {counted(len(clashes), 'thing')} to settle, under “Needs attention” on the overview." if clashes else ""
        )
        show = [("Show the overview", lambda: window.show_page(0))] if clashes else []  # a record may be removed
        window.say(f"Brought in {brought.name}.{said}", *show)


class Beside:
    """Looks, when a plan is opened, whether a copy lies beside it that holds what the plan lacks, and offers it."""

    def __init__(self, window: MainWindow):
        self._window = window
        self._job: Job | None = None

    def look(self) -> None:
        """Look now, off the window's thread; the plan is open."""
        workspace = self._window.workspace
        if workspace is None or not workspace.writable:
            return
        from app.workspace import copies_beside

        found = copies_beside(workspace.path)
        if found:
            self._job = job = Job(workspace.look_at(found[0]), self._window)
            job.finished.connect(lambda copy: self._offer(found[0], copy))
            job.start()

    def stop(self) -> None:
        """Stop looking; the plan is closed."""
        if self._job is not None:
            self._job.wait()
            self._job = None

    def _offer(self, path: Path, copy: Copy) -> None:
        window = self._window
        if copy.brings and self._job is not None:
            window.say(
                f"Beside this plan lies {path.name}, which holds what the plan lacks: {copy.summary}",
                ("Look at it…", lambda: bring_in(window, path)),
            )
