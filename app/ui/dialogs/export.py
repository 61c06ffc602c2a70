"""Writing the briefing: for which meeting, from what, and where to; progress; and then the way to the file."""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app import resources, settings
from app.briefing import PAPERS, PaperOptions
from app.domain.fields import Choice, Flag, Reference, Text
from app.domain.figures import listed
from app.domain.meetings import meeting_name, next_meeting
from app.domain.plan import Plan
from app.domain.public import exempt
from app.domain.records import Body, IssuedPaper, Meeting, Theme
from app.domain.schedule import show_date
from app.endings import PAPER
from app.jobs import Job, Steps
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
MEETING = Reference(label="Meeting", to="meeting", required=True, help="The briefing is written for this meeting.")
PAPER_KIND = Choice(
    label="Paper", options={name: words for name, words in PAPERS.items() if name != "changes"}, required=True
)
THEME = Reference(label="Theme", to="theme", required=True)
ANNEX = Flag(label="With the annex", help="Every list that the paper cuts short.")
VERSION = Choice(
    label="Version", required=True,
    options={"public": "Public", "exempt": "Not for publication, with what is exempt", "pair": "Both, as two files"},
)  # fmt: skip
DRAFT = Flag(label="Mark it as a draft", help="The word “Draft” stands across every page.")
ISSUE = Flag(label="Record it as issued", help="The plan keeps which version was handed out, and its file.")
FACTS = Flag(label="Report’s facts only", help="Everything illustrative is left out.")
FILE = Text(label="File", required=True)


class Comparison(NamedTuple):
    """Two moments of which only what changed is written: their plans, and their meetings where they have one."""

    plan: Plan
    before: Plan
    meeting: Meeting | None
    since: Meeting


class ExportDialog(JobDialog):
    """Where to and from what; it stays until the briefing is written or the person thought better of it.

    Attributes:
        paper, theme, meeting, version, annex, draft, issue, facts_only, password, file: what is asked.
        told: what will be written, and where.
        jobs: progress, with a button that stops it.
        outcome: what came of it, with what can be done then.
        written: the file, or the first of two, once it is there.
        issued: what was recorded as issued.
    """

    def __init__(
        self, workspace: Workspace, suggested: Path, parent: QWidget | None = None, compared: Comparison | None = None,
        *, meeting: Meeting | None = None,
    ):  # fmt: skip
        """A dialog that proposes to write the briefing, or what was `compared`, to `suggested`.

        With a meeting, a paper is to be issued for that.
        """
        super().__init__(parent)
        self._compared = compared
        self.setWindowTitle("Export briefing")
        keep_nothing_of(self)
        self._suggested = suggested
        self._workspace = workspace
        self.written: Path | None = None
        self.issued: list[IssuedPaper] = []
        self._warned = False
        self._told: set[str] = set()
        plan = workspace.plan
        self.meeting = ChoiceField(MEETING, meetings(plan))
        self.paper = ChoiceField(PAPER_KIND, PAPER_KIND.options)
        self.theme = ChoiceField(THEME, {theme.id: theme.name for theme in plan.all(Theme)})
        self.version = ChoiceField(VERSION, VERSION.options)
        self.annex, self.draft, self.issue = FlagField(ANNEX), FlagField(DRAFT), FlagField(ISSUE)
        self.facts_only, self.password, self.file = FlagField(FACTS), PasswordFields(), LineField(FILE)
        self.choose, self.export, self.cancel = QPushButton("Choose…"), QPushButton("Export"), QPushButton("Cancel")
        self.jobs, self.outcome = JobBar(), Message(self)
        self._build()
        self._fill(plan, meeting)
        self.choose.clicked.connect(self._choose)
        self.export.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        for field in (self.file, self.version, self.issue, self.paper, self.theme, self.meeting):
            field.changed.connect(self._say_what)
        self.draft.changed.connect(self._suit)
        self.paper.changed.connect(self._suit)

    @classmethod
    def ask(
        cls, workspace: Workspace, suggested: Path, parent: QWidget | None = None, compared: Comparison | None = None,
        *, meeting: Meeting | None = None,
    ) -> Path | None:  # fmt: skip
        """Let the person write a briefing, or what was compared, or issue one for a meeting; where it lies, or None."""
        dialog = cls(workspace, suggested, parent, compared, meeting=meeting)
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
        """Write the briefing; what is refused is said beside the file."""
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

    def _writing(self) -> Steps:
        """What writes each version that is asked for; it comes to what is recorded of them. Raises Refusal."""
        from app.briefing.export import export

        workspace = self._workspace
        found = workspace.find(str(self.meeting.box.currentData() or ""))
        compared, past, before = self._compared, workspace.past, workspace.paper_before
        meeting = found if isinstance(found, Meeting) else past.meeting if past else None
        since = compared.since if compared else workspace.paper_meeting
        plan, facts_only = (compared.plan if compared else workspace.plan).complete(), self.facts_only.box.isChecked()
        before = compared.before if compared else before
        meeting = compared.meeting if compared else meeting
        write = partial(
            export,
            plan,  # it is read on another thread
            before=before and before.complete(),
            meeting=meeting,
            since=since,
            facts_only=facts_only,
            template="changes" if compared else self._template(),
            as_at=past.title if past and not compared else "",
            kept_back=workspace.kept_back,
            closed_by=workspace.closed_by(since),
            up_to_meeting=meeting is not None if compared else past is not None and meeting == past.meeting,
            draft=self._is_draft(),
            password=self.password.password(),
            warn=self._tell_once,
        )
        versions = [
            (path, options, self._version(path, options, plan, before, meeting, since) if self._is_issue() else None)
            for path, options in self._files()
        ]

        def steps() -> Generator[tuple[int, int, str], None, list[Issue]]:
            issues: list[Issue] = []
            for path, options, version in versions:
                written = yield from write(path, options=version.options if version else options)
                issues += [version.issue(*written)] if version else []
            return issues

        return steps()

    def _version(
        self, path: Path, options: PaperOptions, plan: Plan, before: Plan | None, meeting: Meeting | None,
        since: Meeting | None,
    ) -> PaperVersion:  # fmt: skip
        """The version that is issued. Raises Refusal."""
        from app.issuing import PaperVersion

        for_ = meeting or next_meeting(plan)
        like = IssuedPaper(
            id="", paper="changes" if self._compared else self._template(), meeting=for_.id if for_ else "",
            since=since.id if since else "", theme=options.theme, form=path.suffix[1:].casefold(),
            locked=bool(self.password.password()),
        )  # fmt: skip
        return PaperVersion.of(
            self._workspace, like, options, plan=plan, before=before, facts_only=self.facts_only.box.isChecked()
        )

    def _files(self) -> list[tuple[Path, PaperOptions]]:
        """The files that are asked for, and what each holds."""
        path, options, asked = self.path(), self._options(), str(self.version.box.currentData() or "public")
        beside = path.with_stem(f"{path.stem} exempt") if asked == "pair" else path
        found = [] if asked == "exempt" else [(path, options)]
        return found if asked == "public" else [*found, (beside, replace(options, exempt=True))]

    def _is_draft(self) -> bool:
        return self.draft.box.isChecked() and not self._is_issue()

    def _is_issue(self) -> bool:
        return self.issue.box.isChecked() and self.issue.box.isEnabled()

    def _template(self) -> str:
        return str(self.paper.box.currentData() or "board")

    def _options(self) -> PaperOptions:
        """What is chosen of the paper; what it does not have is not meant."""
        template = "" if self._compared else self._template()
        return PaperOptions(
            theme=str(self.theme.box.currentData() or "") if template == "theme" else "",
            annex=template == "board" and self.annex.box.isChecked(),
        )

    def _suit(self) -> None:
        """Ask what belongs to the paper that is chosen."""
        self.theme.setVisible(self._compared is None and self._template() == "theme" and self.theme.box.count() > 0)
        self.annex.setVisible(self._compared is None and self._template() == "board")
        self._say_what()

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
        self.written, said = path, f"The briefing was written: {path.name}"
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
        self.outcome.show_note("It was stopped; no briefing was written.")

    def let_go_on(self, on: bool) -> None:
        asked = (self.paper, self.theme, self.meeting, self.version, self.annex, self.draft, self.issue)
        for part in (*asked, self.facts_only, self.password, self.file, self.choose, self.export):
            part.setEnabled(on)
        self.cancel.setVisible(on)
        if on:
            self.facts_only.setEnabled(not self._workspace.facts_only)
            self._say_what()

    def _choose(self) -> None:
        at = str(self.path() if self.file.text().strip() else self._suggested)
        name, _ = QFileDialog.getSaveFileName(self, "Export briefing", at, f"PDF (*{PAPER})")
        if name:
            self.file.set_text(name)
            self._ends_well()

    def _say_what(self) -> None:
        """Say what will be written, and where, before it is."""
        self.outcome.hide()
        self.cancel.setText("Cancel")
        self.issue.box.setEnabled(self._can_issue() and not self.draft.box.isChecked())
        self.draft.box.setEnabled(not self._is_issue())
        files = [path for path, _options in self._files()]
        there = [path.name for path in files if os.path.isfile(path)]  # noqa: PTH113 - as in `_is_whole`
        said = [f"Writes {listed([path.name for path in files])} into {files[0].parent}." if files[0].name else ""]
        said += [f"{listed(there)} {'is' if len(there) == 1 else 'are'} there already and will be replaced."] * bool(
            there
        )
        said += [f"{files[-1].name} holds what is exempt."] * (str(self.version.box.currentData()) != "public")
        said += [f"The plan keeps {'it' if len(files) == 1 else 'both'} as issued."] * self._is_issue()
        self.told.setText(" ".join(filter(None, said)))

    def _can_issue(self) -> bool:
        return self._workspace.writable and not self._workspace.facts_only  # then nothing else can be edited either

    def _fill(self, plan: Plan, meeting: Meeting | None) -> None:
        offered = meetings(plan)
        chosen = meeting.id if meeting and meeting.id in offered else next(iter(offered), "")
        self.meeting.show_value(chosen)
        self.meeting.setVisible(bool(chosen) and self._compared is None)
        self.paper.show_value("board")
        self.paper.setVisible(self._compared is None)
        self.theme.show_value(next(iter(plan.all(Theme)), Theme(id="")).id)
        for flag in (self.annex, self.draft):
            flag.show_value(False)
        self.issue.show_value(meeting is not None and self._can_issue())
        self.version.show_value("public")
        self.version.setVisible(bool(exempt(plan) or self._workspace.kept_back))
        self.facts_only.show_value(self._workspace.facts_only)
        self.facts_only.setVisible(self._workspace.facts_only or plan.facts_only is not plan)
        self.facts_only.setEnabled(not self._workspace.facts_only)
        self.file.show_value(str(self._suggested))
        self._suit()

    def _build(self) -> None:
        self.export.setProperty("kind", "primary")
        self.export.setDefault(True)
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName("Choose the file")
        self.told = look.label("", "small", quiet=True, wrap=True)
        self.meeting.name.setText(MEETING.label)  # both are filled in from the beginning
        self.file.name.setText(FILE.label)
        for field, rule in ((self.paper, PAPER_KIND), (self.theme, THEME), (self.version, VERSION)):
            field.name.setText(rule.label)
        title = "Export what changed" if self._compared else "Export a paper"
        past = self._workspace.past if self._compared is None else None
        said = f"The plan as it was at {past.title}." if past else "A PDF to read, print and hand on."
        since = self._workspace.paper_meeting if self._compared is None else None
        if since is not None:
            said += f" It tells what changed since {meeting_name(self._workspace.plan, since)}."
        gap = look.space(1)
        column(
            look.label(title, "title"), look.label(said, quiet=True, wrap=True),
            beside(self.paper, self.theme), beside(self.meeting, self.version),
            beside(self.annex, self.facts_only), beside(self.draft, self.issue), self.password,
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
