"""Writing the plan to Excel: what goes out, and where to; a workbook to work in, or an update sheet for each owner."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app import settings
from app.domain.fields import Choice, Flag, Text
from app.domain.figures import counted
from app.domain.kinds import ANYWHERE
from app.domain.records import BY_TABLE, KINDS, Record, Theme, rules
from app.endings import WrongEnding, ended
from app.jobs import Job
from app.named_file import NoSuchFile, why_not_written, write_whole
from app.ui import look
from app.ui.dialogs.dialog import EDGE, JobDialog
from app.ui.kit import STRETCH, column, keep_nothing_of, row
from app.ui.widgets.fields import ChoiceField, FlagField, LineField
from app.ui.widgets.form import level
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message

if TYPE_CHECKING:
    from app.domain.plan import Plan
    from app.exchange.workbook.scope import Scope
    from app.workspace import Workspace

ENDING = ".xlsx"
BOOK, SHEETS = "workbook", "sheets"
WRITE = Choice(
    label="What", required=True,
    options={BOOK: "A workbook to work in", SHEETS: "Update sheets, one for each owner"},
)  # fmt: skip
KIND = Choice(label="Which records", options={})
THEME = Choice(label="Which theme", options={})
OWNER = Choice(label="Whose", options={})
EXEMPT = Flag(label="What is kept out of public papers goes as well")
FILE = Text(label="Where", required=True)
_SAID = {
    BOOK: "An Excel workbook with a sheet for each kind of record. What people change in it comes back with “Bring back"
    " workbooks…”; what nobody touched changes nothing.",
    SHEETS: "A folder with one Excel file for everybody who owns an open action: what is due first, with room for"
    " progress, per cent, a new date and its reason. All of them come back at once.",
}


class WorkbookDialog(JobDialog):
    """What goes out and where to; it stays until that is written or the person thought better of it.

    Attributes:
        write, kind, theme, owner, exempt, file: what is asked.
        written: the file or folder, once it is there.
        said: what was written, in words.
    """

    def __init__(self, workspace: Workspace, suggested: Path, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Export workbook")
        keep_nothing_of(self)
        self._workspace, self._suggested = workspace, suggested
        self.written: Path | None = None
        self.said = ""
        plan = workspace.plan
        kinds: dict[str, str] = {"": "All of them"} | {k.TABLE: k.PLURAL for k in ANYWHERE if plan.all(k)}
        self.write = ChoiceField(WRITE)
        self.kind = ChoiceField(KIND, kinds)
        self.theme = ChoiceField(THEME, {"": "All of them"} | {t.id: t.name for t in plan.all(Theme)})
        self.owner = ChoiceField(OWNER, {"": "Everybody’s"} | _people(plan))
        self.exempt, self.file = FlagField(EXEMPT), LineField(FILE)
        self.choose, self.export, self.cancel = QPushButton("Choose…"), QPushButton("Export"), QPushButton("Cancel")
        self.jobs, self.outcome = JobBar(), Message(self)
        self._build()
        self.write.show_value(BOOK)
        for field in (self.kind, self.theme, self.owner):
            field.show_value("")
        self.exempt.show_value(False)
        self._on_what()
        self.write.changed.connect(self._on_what)
        self.file.changed.connect(self._note_replacing)
        self.choose.clicked.connect(self._choose)
        self.export.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    @classmethod
    def ask(cls, workspace: Workspace, suggested: Path, parent: QWidget | None = None) -> str:
        """Let the person write a workbook or update sheets; what was written in words, or nothing."""
        dialog = cls(workspace, suggested, parent)
        dialog.exec()
        return dialog.said

    @property
    def sheets(self) -> bool:
        """Whether update sheets are asked for."""
        return self.write.box.currentData() == SHEETS

    def path(self) -> Path:
        """Where to, as it is typed; of a workbook with its ending."""
        typed = Path(os.path.expanduser(self.file.text().strip()))  # noqa: PTH111 - of a name nobody knows, as it is
        try:
            return typed if self.sheets else ended(typed, ENDING, "A workbook")
        except WrongEnding:
            return typed

    def accept(self) -> None:
        """Write it; what is refused is said beside the file."""
        self.file.reveal_problem()
        if self.jobs.job is not None:
            return
        if self.file.problem() or not self._is_whole():
            self.file.control.setFocus()
            return
        path, plan = self.path(), self._workspace.plan.complete()  # it is read on another thread
        job = Job(self._steps(path, plan, self._scope(), sheets=self.sheets), self)
        job.finished.connect(lambda said: self._on_written(path, str(said)))
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: self.let_go_on(True))
        self.outcome.hide()
        self.jobs.watch(job, "Gathering what goes out")
        self.let_go_on(False)

    # -- writing, on a thread of its own

    def _steps(self, path: Path, plan: Plan, scope: Scope, *, sheets: bool) -> Iterator[Any]:
        from app.exchange.workbook.leaving import update_sheets, workbook
        from app.workspace.leaving import history_of

        workspace = self._workspace
        if not workspace.verified:
            workspace.note_faults((yield from workspace.verification()))
        if workspace.damage:
            raise NotWritten("The plan is damaged, so that nothing was written: put it right first, by the line above"
                             " the page.")  # fmt: skip
        if sheets:
            found = yield from update_sheets(plan, scope, workspace.kept_back)
            if not found:
                raise NotWritten("Nothing is open that anybody could report on.")
            _made(path)
            for name, content in found.items():
                _put(path / name, content)
            return f"{counted(len(found), 'update sheet')} for as many owners in {path.name}"

        def history(part: Plan) -> Iterator[tuple[str, str, str, str]]:
            return history_of(workspace, part, exempt=scope.exempt)

        content = yield from workbook(plan, scope, workspace.kept_back, history)
        _put(path, content)
        return f"The workbook is in {path.name}"

    def _scope(self) -> Scope:
        from app.exchange.workbook.scope import Scope

        table, theme = str(self.kind.box.currentData() or ""), str(self.theme.box.currentData() or "")
        kinds: tuple[type[Record], ...] = (BY_TABLE[table],) if table and not self.sheets else ()
        found = self._workspace.find(theme) if theme else None
        return Scope(
            kinds,
            found if isinstance(found, Theme) else None,
            str(self.owner.box.currentData() or ""),
            self.exempt.box.isChecked(),
        )

    # -- what is asked

    def _is_whole(self) -> bool:
        path = Path(self.file.text().strip())
        if not self.path().is_absolute():
            self.file.say("Give the whole path, its folder included, or choose it.")
        elif not self.sheets and os.path.isdir(self.path()):  # noqa: PTH112 - any name
            self.file.say("This is a folder: give the file a name as well.")
        elif not self.sheets and self.path().suffix.casefold() != ENDING:
            self.file.say(f"A workbook is written as {ENDING}, not as {path.suffix}: give it another name.")
        else:
            return True
        return False

    def _on_what(self) -> None:
        self.about.setText(_SAID[SHEETS if self.sheets else BOOK])
        self.kind.setVisible(not self.sheets)
        suggested = self._suggested
        self.file.show_value(str(suggested.with_name(f"{suggested.stem} updates") if self.sheets else suggested))
        self._note_replacing()

    def _choose(self) -> None:
        at = str(self.path() if self.file.text().strip() else self._suggested)
        if self.sheets:
            name = QFileDialog.getExistingDirectory(self, "Export update sheets", str(Path(at).parent))
        else:
            name, _ = QFileDialog.getSaveFileName(self, "Export workbook", at, f"Excel (*{ENDING})")
        if name:
            self.file.set_text(name)

    def _note_replacing(self) -> None:
        self.outcome.hide()
        self.cancel.setText("Cancel")
        self.replaces.setVisible(not self.sheets and os.path.isfile(self.path()))  # noqa: PTH113 - any name

    def _on_written(self, path: Path, said: str) -> None:
        self.written, self.said = path, said
        settings.put(settings.EXPORTS, str(path.parent))
        super().accept()

    def _on_failed(self, error: BaseException) -> None:
        from app.exchange.workbook.scope import NotThere

        self.let_go_on(True)
        if not isinstance(error, NotWritten | NotThere):
            raise error
        self.file.say(str(error))
        self.file.control.setFocus()

    def let_go_on(self, on: bool) -> None:
        for part in (self.write, self.kind, self.theme, self.owner, self.exempt, self.file, self.choose, self.export):
            part.setEnabled(on)
        self.cancel.setVisible(on)

    def _build(self) -> None:
        self.export.setProperty("kind", "primary")
        self.export.setDefault(True)
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName("Choose where")
        self.replaces = look.label("This file is there already; it will be replaced.", "small", quiet=True)
        self.about = look.label("", quiet=True, wrap=True)
        for field in (self.write, self.file):
            field.name.setText(field.rule.label)
        gap = look.space(1)
        column(
            look.label("Export a workbook", "title"), self.write, self.about,
            row((self.kind, 1), (self.theme, 1), (self.owner, 1), gap=gap), self.exempt,
            row((column(self.file, STRETCH), 1), level(self.file, self.choose), gap=gap), self.replaces, self.jobs,
            STRETCH, row(STRETCH, self.cancel, self.export, gap=gap), on=self, gap=look.space(1.5), edge=EDGE,
        )  # fmt: skip
        self.setMinimumWidth(look.space(92))


class NotWritten(Exception):
    """Why nothing was written, in a sentence."""


def _people(plan: Plan) -> dict[str, str]:
    from app.exchange.workbook.scope import owners

    return {name: name for name in owners(plan, [kind for kind in KINDS if "owner" in rules(kind)]).values()}


def _made(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NotWritten(f"The folder cannot be made: {why_not_written(error)}.") from None


def _put(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except NoSuchFile as error:
        raise NotWritten(str(error)) from None
    except (OSError, ValueError) as error:
        why = why_not_written(error) if isinstance(error, OSError) else "its name cannot be used"
        raise NotWritten(f"{path.name} cannot be written: {why}.") from None
