"""Workbooks come back: what people changed in them is read first, clashes are decided, and all of it is one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import Choice
from app.domain.figures import counted, listed
from app.exchange.importing.grid import CannotRead
from app.exchange.importing.result import RowResult
from app.jobs import Job, Steps
from app.ui import look
from app.ui.dialogs.dialog import EDGE, JobDialog
from app.ui.kit import STRETCH, block, clear, column, keep_nothing_of, row, scroll
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message
from app.ui.widgets.record_model import Column
from app.ui.widgets.tagged import TaggedDelegate
from app.ui.widgets.whole_table import WholeTable

if TYPE_CHECKING:
    from app.exchange.workbook.reading import FileIn
    from app.exchange.workbook.told import BroughtBack, Meanwhile
    from app.workspace import Workspace

_CLASHES_HIGH = 26


class BringBackDialog(JobDialog):
    """What workbooks would change; nothing is saved before Bring back is pressed.

    Attributes:
        found: what they would change; None until they are read.
        rows: a line for each row that brings something.
        saved, edit: what was saved, in words, and by which edit; empty until it is.
    """

    def __init__(self, workspace: Workspace, paths: Sequence[Path], parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Bring back workbooks")
        keep_nothing_of(self)
        self._workspace, self._paths = workspace, paths
        self._files: list[FileIn] = []
        self._answers: dict[str, str] = {}
        self._again = False  # something was answered while it was compared
        self.found: BroughtBack | None = None
        self.saved = self.edit = ""
        self.rows = _rows_table()
        self.bring, self.cancel = QPushButton("Bring back"), QPushButton("Cancel")
        self.jobs, self.outcome = JobBar(), Message(self)
        self._build()
        self.bring.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.bring.setEnabled(False)
        self._start(_read(paths), f"Reading {counted(len(paths), 'file')}", self._on_read)

    @classmethod
    def ask(cls, workspace: Workspace, paths: Sequence[Path], parent: QWidget | None = None) -> tuple[str, str]:
        """Let the person bring workbooks back; what was saved in words and its edit, or nothing."""
        dialog = cls(workspace, paths, parent)
        dialog.exec()
        return dialog.saved, dialog.edit

    def accept(self) -> None:
        """Save what is shown as one edit, off the window's thread; then close."""
        if self.jobs.job is not None or self.found is None or not self.found.records:
            return
        found = self.found
        steps = self._workspace.saving(*found.records, label=found.label, as_they_are=found.restored)
        self.save(steps, self._on_saved, "Nothing was brought back.")

    def let_go_on(self, on: bool) -> None:
        for part in (self.rows, self.decide):
            part.setEnabled(on)
        self.bring.setEnabled(on and self.found is not None and bool(self.found.records))

    def _on_saved(self, take: Callable[[], None]) -> None:
        assert self.found is not None
        take()
        self.saved = self.found.summary.replace("Add ", "Added ", 1).replace("hange ", "hanged ", 1)
        self.edit = self._workspace.undo_next
        super().accept()

    def answer(self, clash: str, choice: str) -> None:
        """Say what is to hold of a clash, by its id."""
        self._answers[clash] = choice
        self._compare()

    # -- inside

    def _start(self, steps: Steps, title: str, then: Callable[[Any], None]) -> None:
        """Do work off the window's thread; where it is stopped, nothing is brought back."""
        job = Job(steps, self)
        self.jobs.watch(job, title)
        job.finished.connect(then)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)

    def _on_stopped(self) -> None:
        if self._again:
            self._compare()
        else:
            self.reject()

    def _on_read(self, files: list[FileIn]) -> None:
        self._files = files
        self._compare()

    def _compare(self) -> None:
        """Compare what was read with the plan; anew where something is answered meanwhile."""
        from app.exchange.workbook.bringing import bringing

        self.bring.setEnabled(False)
        if self.jobs.job is not None:
            self._again = True
            self.jobs.job.cancel()
            return
        self._again = False
        workspace = self._workspace
        removed = workspace.keys_gone.__contains__
        steps = bringing(self._files, workspace.plan, dict(self._answers), removed)
        self._start(steps, "Comparing with the plan", self._on_compared)

    def _on_compared(self, found: BroughtBack) -> None:
        if self._again:
            self._compare()
            return
        first, self.found = self.found is None, found
        if first:
            self._show_clashes(found.clashes)
        self._show_found(found)

    def _show_clashes(self, clashes: Sequence[Meanwhile]) -> None:
        clear(self._clashes)
        for clash in clashes:
            self._clashes.addWidget(self._asked(clash))
        self._clashes.addStretch()
        self.decide.setVisible(bool(clashes))
        self.clashes_head.setVisible(bool(clashes))
        if clashes:
            self.decide.setFixedHeight(min(len(clashes) * look.space(7), look.space(_CLASHES_HIGH)))

    def _show_found(self, found: BroughtBack) -> None:
        self.rows.show_records(found.rows)
        self.rows.setVisible(bool(found.rows))
        self._rest.setVisible(not found.rows)
        said = [found.total, *found.notes]
        if not found.rows:
            said.insert(0, "Nobody changed anything in them that the plan does not hold already.")
        self.summary.setText(" ".join(said))
        self.bring.setText(found.summary if found.records else "Bring back")
        self.bring.setEnabled(bool(found.records))
        if found.records:
            self.bring.setDefault(True)

    def _asked(self, clash: Meanwhile) -> ChoiceField:
        question = clash.question
        options = {
            name: f"{shown}, as it stands in the plan" if name == "plan" else f"{shown}, from {name}"
            for name, shown in question.choices.items()
        }
        field = ChoiceField(Choice(label=f"{clash.record}: {clash.label.lower()}", required=True, options=options))
        field.name.setText(f"{clash.record}: {clash.label.lower()}")
        field.show_value(question.holds)
        field.changed.connect(lambda: self.answer(question.id, str(field.box.currentData())))
        return field

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, CannotRead):
            raise error
        self.outcome.show_wrong(str(error))
        self.cancel.setText("Close")
        self.cancel.setFocus()

    def _build(self) -> None:
        self.bring.setProperty("kind", "primary")
        names = [path.name for path in self._paths]
        shown = listed(names if len(names) <= 4 else [*names[:3], f"{len(names) - 3:,} more"])
        self.summary = look.label("", "strong", wrap=True)
        self._clashes = column(gap=look.space(1))
        self.decide = scroll(block(self._clashes))
        self.clashes_head = look.label("Changed here and there: which holds?", "heading")
        self._rest = QWidget()
        for part in (self.decide, self.clashes_head, self.rows):
            part.setVisible(False)
        column(
            look.label("Bring back workbooks", "title"), look.label(shown, "small", quiet=True, wrap=True),
            self.summary,
            self.clashes_head, self.decide, (self.rows, 1), (self._rest, 1),
            row((self.jobs, 1), STRETCH, self.cancel, self.bring, gap=look.space(1)),
            on=self, gap=look.space(1.25), edge=EDGE,
        )  # fmt: skip
        self.resize(look.space(130), look.space(84))


def _read(paths: Sequence[Path]) -> Iterator[Any]:
    from app.exchange.workbook.reading import came_back

    found: list[FileIn] = []
    for number, path in enumerate(paths):
        yield number, len(paths), f"Reading {path.name}"
        read = came_back(path)
        if read is None:
            raise CannotRead(f"“{path.name}” is no workbook that Goldthread wrote: bring it in with File > Import….")
        found.append(read)
    return found


def _rows_table() -> WholeTable[RowResult]:
    def what(said: RowResult) -> str:
        return said.outcome.capitalize()

    columns: list[Column[RowResult]] = [
        Column(name="place", title="Where", text=lambda r: r.place, sort=lambda r: (r.sheet, r.number), width=210),
        Column(name="outcome", title="What", text=what, width=130, delegate=TaggedDelegate,
               cell=lambda r: ("look",) if r.problem else ()),
        Column(name="title", title="Record", text=lambda r: r.title, width=240),
        Column(name="message", title="Message", text=lambda r: r.message, stretch=True),
    ]  # fmt: skip
    return WholeTable("brought back", columns, key=lambda r: r.place)
