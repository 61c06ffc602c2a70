"""Writing a paper that was chosen, or what was compared: where to; progress; and then the way to the file."""

from __future__ import annotations

import os
from collections.abc import Generator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app import resources, settings
from app.briefing import PAPERS, PaperOptions
from app.domain.fields import Choice, Flag, Text
from app.domain.figures import listed
from app.domain.meetings import meeting_name, next_meeting
from app.domain.plan import Plan
from app.domain.public import exempt
from app.domain.records import Body, IssuedPaper, Meeting
from app.domain.schedule import show_date
from app.endings import PAPER
from app.jobs import Job, Steps
from app.papers import PUBLIC, VERSIONS, PaperChoice, apart, files_of, made_of
from app.ui import look
from app.ui.dialogs.dialog import EDGE, JobDialog
from app.ui.dialogs.protecting import PasswordFields, beside
from app.ui.kit import STRETCH, column, keep_nothing_of, row
from app.ui.widgets.fields import ChoiceField, FlagField, LineField
from app.ui.widgets.form import level
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.message import Message

if TYPE_CHECKING:
    from app.issuing import PaperVersion
    from app.workspace import Issue, Workspace

MOST_CLOSED = 10
VERSION = Choice(label="Classification", required=True, options=VERSIONS)
DRAFT = Flag(label="Mark it as a draft", help="The word “Draft” stands across every page.")
ISSUE = Flag(label="Record it as issued", help="The plan keeps which version was handed out, and its file.")
FACTS = Flag(label="Report’s facts only", help="Everything illustrative is left out.")
FILE = Text(label="File", required=True)
_FORMS = f"PDF (*{PAPER});;Web page (*.html);;Word (*.docx)"


class Comparison(NamedTuple):
    """Two moments of which only what changed is written: their plans, and their meetings where they have one."""

    plan: Plan
    before: Plan
    meeting: Meeting | None
    since: Meeting


class ExportDialog(JobDialog):
    """Where to and how; it stays until the paper is written or the person thought better of it.

    What goes out is chosen on the page of the papers; of what was compared, it is asked here what of it may be told.

    Attributes:
        version, facts_only, draft, issue, password, file: what is asked.
        told: what will be written, and where.
        jobs: progress, with a button that stops it.
        outcome: what came of it, with what can be done then.
        written: the file, or the first of two, once it is there.
        issued: what was recorded as issued.
    """

    def __init__(
        self, workspace: Workspace, suggested: Path, parent: QWidget | None = None, compared: Comparison | None = None,
        *, choice: PaperChoice | None = None, issue: bool | None = None,
    ):  # fmt: skip
        """A dialog that proposes to write the paper of a choice, or what was `compared`, to `suggested`.

        `issue` is whether it is proposed to record it as issued; None where the plan cannot be changed now.
        """
        super().__init__(parent)
        self._compared, self._choice, self._can_issue = compared, choice or PaperChoice(), issue is not None
        self.setWindowTitle("Export a paper")
        keep_nothing_of(self)
        self._suggested = suggested
        self._workspace = workspace
        self.written: Path | None = None
        self.issued: list[IssuedPaper] = []
        self._warned = False
        self._told: set[str] = set()
        plan = workspace.plan
        self.version = ChoiceField(VERSION, VERSION.options)
        self.draft, self.issue = FlagField(DRAFT), FlagField(ISSUE)
        self.facts_only, self.password, self.file = FlagField(FACTS), PasswordFields(), LineField(FILE)
        self.choose, self.export, self.cancel = QPushButton("Choose…"), QPushButton("Export"), QPushButton("Cancel")
        self.jobs, self.outcome = JobBar(), Message(self)
        self._build()
        self._fill(plan, issue=bool(issue))
        self.choose.clicked.connect(self._choose)
        self.export.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        for field in (self.file, self.version, self.issue, self.draft):
            field.changed.connect(self._say_what)

    @classmethod
    def ask(
        cls, workspace: Workspace, suggested: Path, parent: QWidget | None = None, compared: Comparison | None = None,
        *, choice: PaperChoice | None = None, issue: bool | None = None,
    ) -> Path | None:  # fmt: skip
        """Let the person write a paper, or what was compared; where it lies, or None."""
        dialog = cls(workspace, suggested, parent, compared, choice=choice, issue=issue)
        dialog.exec()
        return dialog.written

    def path(self) -> Path:
        """Where to, as it is typed; with the ending of a PDF, where it has none."""
        from app.briefing.export import CannotExport, paper_path

        typed = self._typed()
        try:
            return paper_path(typed)
        except CannotExport:
            return typed

    def accept(self) -> None:
        """Write the paper; what is refused is said beside the file."""
        from app.workspace import Refusal

        if self.jobs.job is not None:
            return
        self.file.say("")  # what was said of the last try may hold no more
        self.file.reveal_problem()
        if self.file.problem() or not self._is_whole():
            self.file.control.setFocus()
            return
        if self.password.problem():
            return
        if self.password.password() and self.path().suffix.casefold() != PAPER:
            self.file.say("Only a PDF can ask for a password: give the file that ending, or leave the password empty.")
            return
        try:
            steps = self._writing()
        except Refusal as refusal:
            self.file.say(str(refusal))
            return
        job = Job(self._of_what_is_believed(steps), self)
        job.finished.connect(self._on_written)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.outcome.hide()
        self.jobs.watch(job, "Gathering what to say")
        self.let_go_on(False)

    def choice(self) -> PaperChoice:
        """What goes out."""
        if self._compared is None:
            return self._choice
        version = str(self.version.box.currentData() or PUBLIC)
        return PaperChoice(template="changes", version=version, facts_only=self.facts_only.box.isChecked())

    def _writing(self) -> Steps:
        """What writes each version that is asked for; it comes to what is recorded of them. Raises Refusal."""
        from app.briefing.export import export

        workspace, compared, choice = self._workspace, self._compared, self.choice()
        material = made_of(workspace, choice)
        if compared is not None:
            material |= {
                "plan": apart(compared.plan), "before": apart(compared.before), "meeting": compared.meeting,
                "since": compared.since, "closed_by": workspace.closed_by(compared.since), "as_at": "",
                "up_to_meeting": compared.meeting is not None,
            }  # fmt: skip
        write = partial(
            export, draft=self._is_draft(), password=self.password.password(), warn=self._tell_once, **material
        )
        versions = [
            (path, options, self._version(path, options, material) if self._is_issue() else None)
            for path, options in self._files()
        ]

        def steps() -> Generator[tuple[int, int, str], None, list[Issue]]:
            issues: list[Issue] = []
            for path, options, version in versions:
                written = yield from write(path=path, options=version.options if version else options)
                issues += [version.issue(*written)] if version else []
            return issues

        return steps()

    def _version(self, path: Path, options: PaperOptions, material: dict[str, Any]) -> PaperVersion:
        """The version that is issued. Raises Refusal."""
        from app.issuing import PaperVersion

        given = {name: material[name] for name in ("template", "plan", "before", "meeting", "since", "facts_only")}
        locked = bool(self.password.password())
        return PaperVersion.of(self._workspace, path, asked=options, locked=locked, **given)

    def _files(self) -> list[tuple[Path, PaperOptions]]:
        """The files that are asked for, and what each holds."""
        return files_of(self.choice(), self.path())

    def _is_draft(self) -> bool:
        return self.draft.box.isChecked() and not self._is_issue()

    def _is_issue(self) -> bool:
        return self.issue.box.isChecked() and self.issue.box.isEnabled()

    def _of_what_is_believed(self, steps: Steps) -> Steps:
        """Write it once the plan was held against its history; of a damaged one only when it is asked for again."""
        from app.briefing.export import CannotExport

        workspace = self._workspace
        if not workspace.verified:
            workspace.note_faults((yield from workspace.verification()))
        if workspace.damage and not self._warned:
            self._warned = True
            first, *more = workspace.damage
            also = f" And {len(more):,} more." if more else ""
            raise CannotExport(
                f"The plan is damaged, so that nothing was written yet: {first.said}{also} Put it right first, by the"
                " line above the page; or export again to write it as it is."
            )
        return (yield from steps)

    def _tell_once(self, said: str) -> None:
        """Say it before anything is written; exported again, it is written all the same. Raises CannotExport."""
        from app.briefing.export import CannotExport

        if said not in self._told:
            self._told.add(said)
            raise CannotExport(f"Nothing was written yet. {said} Export again to write the PDF all the same.")

    def _is_whole(self) -> bool:
        """Whether what is typed says in which folder; a name alone would land wherever the program was started."""
        typed = self._typed()
        if not typed.is_absolute():
            self.file.say("Give the whole path of the file, its folder included, or choose it.")
        elif os.path.isdir(typed):  # noqa: PTH112 - Path.is_dir fails on names that no disk can hold
            self.file.say("This is a folder: give the file a name as well.")
        else:
            return self._ends_well()
        return False

    def _ends_well(self) -> bool:
        """Whether the file may end so; where not, that is said beside it."""
        from app.briefing.export import CannotExport, paper_path

        try:
            paper_path(self._typed())
        except CannotExport as error:
            self.file.say(str(error))
            return False
        return True

    def _typed(self) -> Path:
        typed = Path(self.file.text().strip())
        try:
            return typed.expanduser()
        except RuntimeError:  # "~somebody" who is not known here
            return typed

    def _on_written(self, issues: list[Issue]) -> None:
        from app.workspace import Refusal

        (path, _options), *more = self._files()
        self.written, said = path, f"The paper was written: {path.name}"
        said += f" and {more[0][0].name}" if more else ""
        self.password.forget()
        try:
            self.issued = self._workspace.issue(*issues) if issues else []
            said += f". Recorded as issued: version {self.issued[0].version}." if issues else ""
        except Refusal as refusal:
            said += f". It was not recorded as issued: {refusal}"
        settings.put(settings.EXPORTS, str(path.parent))
        self.let_go_on(True)
        self.cancel.setMinimumWidth(self.cancel.width())  # a shorter word moves nothing beside it
        self.cancel.setText("Close")
        self.outcome.show_note(
            said,
            ("Open", lambda: _show(path)),
            ("Show in folder", lambda: _show(path.parent)),
        )

    def _on_failed(self, error: BaseException) -> None:
        from app.briefing.export import CannotExport

        self.let_go_on(True)
        if not isinstance(error, CannotExport | resources.Missing):
            raise error
        self.file.say(str(error))
        self.file.control.setFocus()

    def _on_cancelled(self) -> None:
        self.let_go_on(True)
        self.outcome.show_note("It was stopped; no paper was written.")

    def let_go_on(self, on: bool) -> None:
        for part in (
            self.version,
            self.draft,
            self.issue,
            self.facts_only,
            self.password,
            self.file,
            self.choose,
            self.export,
        ):
            part.setEnabled(on)
        self.cancel.setVisible(on)
        if on:
            self.facts_only.setEnabled(not self._workspace.facts_only)
            self._say_what()

    def _choose(self) -> None:
        at = str(self.path() if self.file.text().strip() else self._suggested)
        name, _ = QFileDialog.getSaveFileName(self, "Export a paper", at, _FORMS)
        if name:
            self.file.set_text(name)
            self._ends_well()

    def _say_what(self) -> None:
        """Say what will be written, and where, before it is."""
        self.outcome.hide()
        self.cancel.setText("Cancel")
        self.issue.box.setEnabled(self._can_issue and not self.draft.box.isChecked())
        self.draft.box.setEnabled(not self._is_issue())
        files = [path for path, _options in self._files()]
        there = [path.name for path in files if os.path.isfile(path)]  # noqa: PTH113 - Path.is_file fails on names that no disk can hold
        said = [f"Writes {listed([path.name for path in files])} into {files[0].parent}." if files[0].name else ""]
        said += [f"{listed(there)} {'is' if len(there) == 1 else 'are'} there already and will be replaced."] * bool(
            there
        )
        said += [f"{files[-1].name} holds what is exempt."] * (self.choice().version != PUBLIC)
        said += [f"The plan keeps {'it' if len(files) == 1 else 'both'} as issued."] * self._is_issue()
        self.told.setText(" ".join(filter(None, said)))

    def _fill(self, plan: Plan, *, issue: bool) -> None:
        compares = self._compared is not None
        self.draft.show_value(False)
        self.issue.show_value(issue and self._can_issue)
        self.version.show_value(PUBLIC)
        self.version.setVisible(compares and bool(exempt(plan) or self._workspace.kept_back))
        self.facts_only.show_value(self._workspace.facts_only)
        self.facts_only.setVisible(compares and (self._workspace.facts_only or plan.facts_only is not plan))
        self.facts_only.setEnabled(not self._workspace.facts_only)
        self.file.show_value(str(self._suggested))
        self._say_what()

    def _build(self) -> None:
        self.export.setProperty("kind", "primary")
        self.export.setDefault(True)
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName("Choose the file")
        self.told = look.label("", "small", quiet=True, wrap=True)
        self.file.name.setText(FILE.label)  # both are filled in from the beginning
        self.version.name.setText(VERSION.label)
        choice, plan = self.choice(), self._workspace.plan
        past = self._workspace.past if self._compared is None else None
        said = [f"The plan as it was at {past.title}."] if past else []
        meeting = self._workspace.find(choice.meeting)
        if isinstance(meeting, Meeting):
            said.append(f"For {meeting_name(plan, meeting)}.")
        since = self._compared.since if self._compared else self._workspace.compared_with(choice.since)
        if since is not None:
            said.append(f"It tells what changed since {meeting_name(plan, since)}.")
        said.append("By the ending of its name it is a PDF, a web page (.html) or a document for Word (.docx).")
        gap = look.space(1)
        column(
            look.label(f"Export: {PAPERS[choice.template]}", "title"),
            look.label(" ".join(said), quiet=True, wrap=True), beside(self.version, self.facts_only),
            beside(self.draft, self.issue), self.password,
            row((column(self.file, STRETCH), 1), level(self.file, self.choose), gap=gap), self.told, self.jobs,
            STRETCH, row(STRETCH, self.cancel, self.export, gap=gap), on=self, gap=look.space(1.5), edge=EDGE,
        )  # fmt: skip
        self.setMinimumWidth(look.space(76))


def meetings(plan: Plan) -> dict[str, str]:
    """The meetings that a briefing can be for, by key: the plan's next one, the others ahead, what is still open.

    Last come those that were closed, the newest first, as many as one looks through.
    """
    dated = [m for m in plan.all(Meeting) if m.day]
    waiting = sorted((m for m in dated if not m.closed), key=lambda m: (_past(plan, m), m.day))
    closed = sorted((m for m in dated if m.closed), key=lambda m: m.day or date.min, reverse=True)
    first = next_meeting(plan)
    found = [*([first] if first else []), *waiting, *closed[:MOST_CLOSED]]
    return {m.id: _meeting_name(plan, m) for m in found}


def _past(plan: Plan, meeting: Meeting) -> bool:
    return meeting.day is not None and meeting.day < plan.position


def _meeting_name(plan: Plan, meeting: Meeting) -> str:
    body = plan.find(meeting.body)
    day = show_date(meeting.day) if meeting.day else ""
    closed = "closed" if meeting.closed else ""
    return ", ".join(filter(None, (body.title if isinstance(body, Body) else "", day, closed)))


def _show(place: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
