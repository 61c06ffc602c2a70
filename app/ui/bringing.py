"""What comes into the open plan from outside and goes out of it: copies, files of other programs, workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.figures import counted
from app.jobs import Job

from .commands import Feature, Shell, can_edit, command
from .session import Session
from .verifying import AFTERWARDS

if TYPE_CHECKING:
    from app.workspace import Copy, Workspace


class Bringing(Feature):
    """Bringing in a copy, importing, exporting; a copy that a cloud folder left beside the plan is offered.

    Attributes:
        job: looks, when a plan is opened, whether a copy lies beside it that holds what the plan lacks.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.job: Job | None = None
        self._offers = True
        session.held.connect(self._begin)

    @command("Bring in a copy…", menu="File", group=2, when=can_edit)
    def bring_in(self, copy: Path | None = None) -> None:
        """Let the person look at a copy, asking which where none is given, and bring it in."""
        from app.ui import files
        from app.ui.dialogs.bring_in import CopyDialog

        session, workspace = self.session, self.session.workspace
        wanted = copy or files.ask_copy_to_bring(session.over)
        if wanted is None or not session.attempt(lambda: workspace.preview_merge(wanted)):
            return
        self.shell.notice.hide()
        self._offers = False  # it may be this very copy
        brought = CopyDialog.ask(workspace, wanted, session.over)
        if brought is not None:
            clashes = workspace.plan.clashes
            said = (
                f" {counted(len(clashes), 'thing')} to settle, under “Needs attention” on the overview."
                if clashes else ""
            )  # fmt: skip
            show = [("Show the overview", lambda: self.shell.show_page(0))] if clashes else []  # records may be removed
            session.say(f"Brought in {brought.name}.{said}", *show)

    @command("Import…", "Ctrl+I", menu="File", group=3, when=can_edit)
    def import_rows(self) -> None:
        """Let the person import rows of a file into the open plan, and offer to take them back."""
        from app.ui.dialogs.importing import ImportDialog

        done, edit = ImportDialog.ask(self.session.workspace, self.session.over)
        if done:
            self.session.say_done(f"{done}.", edit)

    @command("Bring back workbooks…", menu="File", group=3, when=can_edit)
    def bring_back(self, files: Sequence[Path] = ()) -> None:
        """Let the person look at workbooks that went out, asking which where none are given, and bring them back."""
        from app.ui import files as asking
        from app.ui.dialogs.bring_back import BringBackDialog

        wanted = [*files] or asking.ask_workbooks(self.session.over)
        if not wanted:
            return
        done, edit = BringBackDialog.ask(self.session.workspace, wanted, self.session.over)
        if done:
            self.session.say_done(f"{done}.", edit)

    @command("Export workbook…", "Ctrl+Shift+E", menu="File", group=3)
    def export_workbook(self) -> None:
        """Ask what goes out and where to, and write the open plan there as a workbook."""
        from app.ui import files
        from app.ui.dialogs.workbook import WorkbookDialog

        workspace = self.session.workspace
        suggested = files.workbook_path(workspace.plan.programme.title)
        if said := WorkbookDialog.ask(workspace, suggested, self.session.over):
            self.session.say(f"{said}.")

    def _begin(self, workspace: Workspace | None) -> None:
        """Look beside the plan once it has been painted; of one that is closed, no more."""
        if self.job is not None:
            self.job.wait()
            self.job = None
        self._offers = True
        if workspace is not None and workspace.writable:
            look = partial(self._look_beside, workspace)
            QTimer.singleShot(0, self.session, lambda: QTimer.singleShot(AFTERWARDS, self.session, look))

    def _look_beside(self, workspace: Workspace) -> None:
        if self.session.is_open and self.session.workspace is workspace:
            self.job = job = Job(workspace.look_beside(), self.session)
            job.finished.connect(lambda copy: self._offer(workspace.path, copy))
            job.start()

    def _offer(self, plan: Path, copy: Copy | None) -> None:
        if copy is not None and self.job is not None and self._offers:
            path = plan.with_name(copy.name)
            self.session.say(
                f"Beside this plan lies {path.name}, which holds what the plan lacks: {copy.summary}",
                ("Look at it…", lambda: self.bring_in(path)),
            )
