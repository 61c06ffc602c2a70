"""A copy comes home: what it would bring is read first; nothing is written before Bring in is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QWidget

from app.domain.clashes import Clash
from app.domain.figures import capital, listed
from app.jobs import Job, Steps
from app.ui import look
from app.ui.dialogs.dialog import JobDialog
from app.ui.kit import STRETCH, block, column, row, scroll
from app.ui.widgets.card import rule
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message
from app.ui.widgets.record_story import entry_lines

if TYPE_CHECKING:
    from app.workspace import Contribution, Copy, HistoryEntry, Workspace

_NAMED = 6  # records of one person that are named before the edits
_AT_ONCE = 25  # edits of one person that are shown at once


class CopyDialog(JobDialog):
    """What a copy holds that the plan lacks: who changed what, and what both changed.

    Attributes:
        found: what it would bring; None until it is read.
        brought: whether it was brought in.
    """

    def __init__(self, workspace: Workspace, copy: Path, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Bring in a copy")
        self._workspace, self._copy = workspace, copy
        self.found: Copy | None = None
        self.brought = False
        self.summary = look.label("", "strong", wrap=True)
        self.jobs, self.outcome = JobBar(), Message(self)
        self.bring, self.cancel = QPushButton("Bring in"), QPushButton("Cancel")
        self._build()
        self.bring.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.bring.setEnabled(False)
        self._start(workspace.preview_merge(copy), f"Reading {copy.name}", self._show)

    @classmethod
    def ask(cls, workspace: Workspace, copy: Path, parent: QWidget | None = None) -> Copy | None:
        """Let the person look at a copy and bring it in; what was brought in, or None."""
        dialog = cls(workspace, copy, parent)
        dialog.exec()
        return dialog.found if dialog.brought else None

    def accept(self) -> None:
        """Bring in what is shown."""
        if self.jobs.job is not None or self.found is None or not self.found.brings:
            return
        self.bring.setEnabled(False)
        self._start(self._workspace.merge(self.found), "Bringing the copy in", self._on_brought)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    # -- work

    def _start(self, steps: Steps, title: str, then: object) -> None:
        job = Job(steps, self)
        self.jobs.watch(job, title)
        job.finished.connect(then)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: QDialog.reject(self))

    def _on_failed(self, error: Exception) -> None:
        from app.workspace import Refusal

        if not isinstance(error, Refusal):
            raise error
        self.outcome.show_wrong(f"Nothing was brought in. {error}")
        self._only_close()

    def _only_close(self) -> None:
        """There is nothing to bring in: small, with one button."""
        for part in (self.area, self.promise, self.bring):
            part.hide()
        self.summary.setVisible(bool(self.summary.text()))
        self.cancel.setText("Close")
        self.cancel.setFocus()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _on_brought(self, stored: object) -> None:
        self._workspace.reload_after(stored)  # type: ignore[arg-type]
        self.brought = True
        super().accept()

    def _show(self, found: Copy) -> None:
        self.found = found
        self.summary.setText(found.summary)
        self.area.setVisible(found.brings)
        self.bring.setEnabled(found.brings)
        if not found.brings:
            self._only_close()
            return
        if found.ahead:
            self._add_heading("Dated ahead")
            self._column.addWidget(look.label(found.ahead, wrap=True))
        if found.clashes:
            self._add_heading(f"Both changed ({len(found.clashes):,})")
            self._add_quiet(
                "Both values stay in the history. The newer one is shown, and “needs attention” lists it until"
                " somebody settles it."
            )
            for clash in found.clashes:
                self._column.addWidget(_both(clash))
        for heading, those in found.headed().items():
            if those:
                self._add_heading(heading)
                self._column.addWidget(look.label("\n".join(those), wrap=True))
        for person in found.people:
            self._add_person(person)
        self._column.addStretch()
        self.bring.setDefault(True)
        self.area.setFocus()

    # -- what is shown

    def _add_person(self, person: Contribution) -> None:
        self._add_heading(person.head)
        more = [f"{len(person.records) - _NAMED:,} more"] if len(person.records) > _NAMED else []
        if person.records:
            self._add_quiet(listed([*person.records[:_NAMED], *more]))
        self._column.addWidget(_Edits(person.entries))

    def _add_heading(self, text: str) -> None:
        made = look.label(text, "heading", wrap=True)
        made.setContentsMargins(0, look.space(1), 0, 0)
        self._column.addWidget(made)

    def _add_quiet(self, text: str) -> None:
        self._column.addWidget(look.label(text, quiet=True, wrap=True))

    def _build(self) -> None:
        self.bring.setProperty("kind", "primary")
        three = look.space(3)
        self._column = column(gap=look.space(1), edge=(three, look.space(1), three, look.space(2)))
        self.area = scroll(block(self._column))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys and Page Down read on
        self.area.setAccessibleName("What the copy brings")
        where = look.label(f"{self._copy.name} in {self._copy.parent}", "small", quiet=True, wrap=True)
        words = (look.label("Bring in a copy", "title"), where, self.jobs, self.summary)
        head = column(*words, gap=look.space(1), edge=(three, look.space(2), three, look.space(1)))
        self.promise = look.label("A backup is written first.", "small", quiet=True)
        edge = (three, look.space(1.5), three, look.space(2))
        foot = row(self.promise, STRETCH, self.cancel, self.bring, gap=look.space(1), edge=edge)
        column(head, (self.area, 1), STRETCH, rule(), foot, on=self)
        self.resize(look.space(92), look.space(72))


class _Edits(QWidget):
    """What one person did, oldest first: the beginning, and a button that shows more."""

    def __init__(self, entries: Sequence[HistoryEntry]):
        super().__init__()
        self._left = list(entries)
        self._column = column(on=self, gap=look.space(1.5))
        self._more = QPushButton()
        self._more.setProperty("kind", "link")
        self._more.setAutoDefault(False)
        self._more.clicked.connect(self._show_more)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more()

    def _show_more(self) -> None:
        shown, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for entry in shown:
            self._column.insertLayout(self._column.count() - 1, entry_lines(entry))
        self._more.setText(f"Show more ({len(self._left):,})")
        self._more.setVisible(bool(self._left))


def _both(clash: Clash) -> QFrame:
    """What both changed: what each wrote, the one that will be shown first."""
    made = QFrame()
    made.setProperty("kind", "card")
    told = [version.told for version in reversed(clash.versions)]
    told[0] += " – this will be shown"
    said = (look.label(text, wrap=True) for text in told)
    about, edge = look.label(capital(clash.about), "strong", wrap=True), (look.space(1.5), look.space(1))
    column(about, *said, on=made, gap=look.space(0.5), edge=edge)
    return made
