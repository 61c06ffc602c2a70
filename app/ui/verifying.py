"""Damage is noticed before it is believed: the file is held against its history while the window is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from app.domain.figures import counted
from app.jobs import Job
from app.ui.widgets.banner import Banner

from .commands import Feature, Shell, command
from .session import Session

if TYPE_CHECKING:
    from app.workspace import Workspace

AFTERWARDS = 200
"""Milliseconds after the window has been painted."""
AGAIN = 10_000
"""Milliseconds after which the file is looked at again that others wrote, or another lies in the place of."""
MOST = 20
"""Sentences that are read at once."""


class FileCheck(Feature):
    """Looks at the whole file once it is seen, and at once at the record that is opened; says what is wrong.

    Attributes:
        banner: what is wrong, until it is put right.
        job: the look at the whole file, while it goes on.
    """

    def __init__(self, session: Session, shell: Shell):
        super().__init__(session, shell)
        self.banner = Banner()
        self.job: Job | None = None
        self._seen = ""
        self._again = QTimer(session, interval=AGAIN, singleShot=True)
        self._again.timeout.connect(self._look_again)
        shell.add_banner(self.banner)
        session.held.connect(self._begin)
        session.changed.connect(self._look_at_what_is_seen)

    @command("Check the file", menu="File", group=2)
    def check(self) -> None:
        """Hold the whole file against its history, and say what was found."""
        self._start(self.session.workspace, self._say)

    def _begin(self, workspace: Workspace | None) -> None:
        if self.job is not None:
            self.job.wait()
        self.job, self._seen = None, ""
        self._again.stop()
        self.banner.hide()
        if workspace is not None:
            begin = partial(self._start, workspace)
            QTimer.singleShot(0, self.session, lambda: QTimer.singleShot(AFTERWARDS, self.session, begin))

    def _start(self, workspace: Workspace, then: Callable[[], object] | None = None) -> None:
        if self.job is not None or not self.session.is_open or self.session.workspace is not workspace:
            return
        self.job = job = Job(workspace.verification(), self.session)
        job.finished.connect(lambda faults: self._end(workspace, faults, then))
        job.failed.connect(lambda error: self._fail(workspace, error))
        job.start()
        self.session.changed.emit()

    def _end(self, workspace: Workspace, faults: Any, then: Callable[[], object] | None) -> None:
        if self.job is None:
            return
        self.job = None
        workspace.note_faults(faults)
        self.session.attempt(workspace.doubt)
        self.session.changed.emit()
        if then is not None:
            then()

    def _fail(self, workspace: Workspace, error: Exception) -> None:
        if self.job is None or not self.session.is_open or self.session.workspace is not workspace:
            return  # another plan is open by now
        self.job = None
        if not workspace.look_at_file():  # above the page it says already what became of the file
            self.session.say_wrong(str(error))
        self.session.changed.emit()

    def _say(self) -> None:
        if not self.session.workspace.damage:
            self.session.say("The file is sound: every value is what its history says.")

    def _look_at_what_is_seen(self) -> None:
        """Look at another record that is opened, and show what is known to be wrong."""
        from app.workspace import Refusal

        if not self.session.is_open:
            self.banner.hide()
            return
        workspace, here = self.session.workspace, self.session.here
        if here is not None and here.id != self._seen and not workspace.verified:
            try:
                workspace.look_at(here)
            except Refusal as refusal:
                if not workspace.look_at_file():
                    self.session.say_wrong(str(refusal))
        self._seen = here.id if here else ""
        self._show(workspace)
        if self._is_doubtful() and not self._again.isActive():
            self._again.start()

    def _is_doubtful(self) -> bool:
        """Whether nobody has looked at all of the file as it lies there now, nor is doing so."""
        workspace = self.session.workspace
        return not workspace.verified and self.job is None and not workspace.file_problem

    def _look_again(self) -> None:
        if self.session.is_open and self._is_doubtful():
            self._start(self.session.workspace)

    def _show(self, workspace: Workspace) -> None:
        damage = workspace.damage
        if not damage:
            self.banner.hide()
            return
        first, *others = damage
        more = f" And {len(others):,} more." if others else ""
        said = f"The file is damaged. {first.said}{more}"
        if self.banner.isHidden() or self.banner.message.text() != said:
            ways = [("Look at it…", self._ask)] if self.session.can_edit else []
            self.banner.show_wrong(said, *ways)

    def _ask(self) -> None:
        """Show all that is wrong, and put right what the history knows, where the person wants it."""
        from app.ui import messages

        workspace, over = self.session.workspace, self.session.over
        mends = [each for each in workspace.damage if each.mends]
        lines = [each.said for each in workspace.damage[:MOST]]
        if len(workspace.damage) > MOST:
            lines.append(f"And {len(workspace.damage) - MOST:,} more.")
        rest = (
            "What the history cannot say stays as it is: restore a backup, or write what can be saved with goldthread"
            " repair."
        )
        if not mends:
            messages.tell(over, "The file is damaged.", "\n\n".join([*lines, rest]))
        elif messages.ask(over, "The file is damaged. Take what its history says?",
                          "\n\n".join(lines if len(mends) == len(workspace.damage) else [*lines, rest]),
                          "Take what the history says", "Leave it as it is"):  # fmt: skip
            number = counted(len({each.record for each in mends}), "record")
            self.session.attempt(lambda: workspace.mend(mends), f"Put right from the history: {number}.")
