"""The panels of the page: of a recommendation, a visit, an audit, a partner, and a letter or evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.audit_grades import first_of, learning, sentences
from app.domain.figures import counted, listed
from app.domain.plan import Plan
from app.domain.records import (
    AUDITS,
    FINDINGS,
    Action,
    Attachment,
    Audit,
    AuditGrade,
    Finding,
    Partner,
    PartnerReport,
    Recommendation,
    Record,
    Theme,
    Visit,
)
from app.domain.schedule import show_date
from app.ui import kit, look, operations
from app.ui.dialogs.attachment import size_words
from app.ui.page import Page
from app.ui.record.copies import can_open
from app.ui.record.effects import DidItWork
from app.ui.record.panel import RecordPanel
from app.ui.record.parts import PartsSection
from app.ui.record.sections import FactLine, Facts, FoldingSection, PanelSection, entry_tools, say, sentence
from app.ui.record.thread_panel import ThreadPanel
from app.ui.widgets.card import ListRow, RowList
from app.ui.widgets.entry import Entry, WarningLine

from .rows import focus_areas, is_unanswered, owner_name, unanswered, visit_state, when

OLDER = {"progress": "progress_found", "further": "progress_needed"}
SHAPES = {"progress": "up", "further": "dot", "observed": "dot"}
UNANSWERED = {"further": "Nobody answers it yet", "observed": "Nothing is done about it yet"}
ONLY_SAVED = "This kind of file could be a program: it can be saved, but is not opened from here."


class FindingState(NamedTuple):
    """A finding, and what the plan says of it: its themes, the actions that answer it, whether nobody does."""

    finding: Finding
    themes: str
    answered: str
    unanswered: bool
    illustrative: bool

    @classmethod
    def of(cls, plan: Plan, finding: Finding) -> FindingState:
        """What a plan says of a finding."""
        themes = listed([f"Theme {theme.number}" for theme in plan.served(finding, Theme)])
        actions = listed([action.name for action in plan.serving(finding, Action)])
        answered = f"Answered by {actions}" if actions else ""
        return cls(finding, themes, answered, is_unanswered(plan, finding), plan.illustrative(finding))


class Findings(FoldingSection[Visit | Audit, Finding]):
    """The findings of one kind: progress, what is needed, or what an audit observed.

    Attributes:
        older: lines of a plan that was written before findings were records.
    """

    def __init__(self, page: Page, kind: str, title: str = ""):
        self.kind = kind
        super().__init__(
            page, title or FINDINGS[kind], operations.FINDING[kind],
            make=_observation if kind == "observed" else _finding, tools=lambda entry: _finding_tools(page, entry),
        )  # fmt: skip
        self.older = look.label(wrap=True)
        self.around(self.older)
        self.body.addStretch()

    def states(self, record: Visit | Audit, plan: Plan) -> Sequence[FindingState]:
        found = plan.children(record, Finding, "of")
        return [FindingState.of(plan, finding) for finding in found if finding.kind == self.kind]

    def nothing(self, record: Visit | Audit) -> str:
        if isinstance(record, Audit):
            return "Nothing is entered."
        lines = older_lines(getattr(record, OLDER[self.kind]))
        return "" if lines else "Nothing is entered." if record.happened else "It has not taken place yet."

    def show_record(self, record: Visit | Audit, plan: Plan) -> bool:
        super().show_record(record, plan)
        lines = older_lines(getattr(record, OLDER[self.kind])) if isinstance(record, Visit) else []
        say(self.older, "\n".join(f"• {line}" for line in lines))
        return True


class BothFindings(PanelSection[Visit]):
    """What is better and what is needed, side by side as in the letter of a visit.

    Attributes:
        made, needed: the two columns.
        convert_button: makes records of what an older plan holds as text.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.made, self.needed = Findings(page, "progress"), Findings(page, "further")
        self.convert_button = kit.button(
            "Make each line a finding", self.convert, "link",
            "Then it can be linked to its theme and to the actions that answer it",
        )  # fmt: skip
        self.columns: QHBoxLayout = kit.row((self.made, 1), (self.needed, 1), gap=look.space(2.5))
        self.body.addLayout(self.columns)
        self.body.addWidget(self.convert_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._visit: Visit | None = None

    def show_record(self, record: Visit, plan: Plan) -> bool:
        self._visit = record
        for column in (self.made, self.needed):
            column.show_record(record, plan)
            unfolded = any(entry.unfolded for entry in column.entries.entries)
            self.columns.setStretchFactor(column, 3 if unfolded else 2)  # room for what is linked to it
        older = record.progress_found.strip() or record.progress_needed.strip()
        self.convert_button.setVisible(bool(older) and self.page.can_edit)
        return True

    def unfold(self, record: Record) -> Any:
        return self.made.unfold(record) or self.needed.unfold(record)

    def convert(self) -> None:
        """Make a finding of each line that an older plan holds as text."""
        record, workspace = self._visit, self.page.workspace
        if record is not None:
            made = [
                workspace.draft(Finding, of=record.id, kind=kind, title=line[:300])
                for kind, name in OLDER.items()
                for line in older_lines(getattr(record, name))
            ]
            bare = replace(record, progress_found="", progress_needed="")
            label = f"Make findings of the text of {record.name}"
            self.page.attempt(lambda: workspace.save(bare, *made, label=label))


class Reports(FoldingSection[Partner, PartnerReport]):
    """What a partner reported, the latest first."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Reports", operations.ADD[PartnerReport],
            make=_report, tools=lambda entry: entry_tools(page, entry),
        )  # fmt: skip

    def states(self, record: Partner, plan: Plan) -> Sequence[tuple[PartnerReport, bool]]:
        found = plan.children(record, PartnerReport, "partner")
        found = sorted(found, key=lambda report: report.day.last.isoformat() if report.day else "", reverse=True)
        return [(report, plan.illustrative(report)) for report in found]

    def nothing(self, record: Partner) -> str:
        return "No report is entered."


class GradesPart(PartsSection[Audit, AuditGrade]):
    """How many cases were given which grade, by team.

    Attributes:
        said: what they come to, in per cent, and over time.
    """

    def __init__(self, page: Page):
        super().__init__(
            page, "Grades", AuditGrade, "audit", line=_grade, nothing="No grade is entered.",
            order=lambda each: (each.team, each.grade, each.moderated),
        )  # fmt: skip
        self.said = self.over()

    def show_record(self, record: Audit, plan: Plan) -> bool:
        say(self.said, "\n".join(sentences(plan, record)))
        return super().show_record(record, plan)


class Unanswered(PanelSection[Visit | Audit]):
    """Shown while something is found wanting that nobody answers.

    Attributes:
        lit: the sentence.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.lit = WarningLine()
        self.around(self.lit)

    def show_record(self, record: Visit | Audit, plan: Plan) -> bool:
        missing = len(unanswered(plan, record))
        visit = isinstance(record, Visit)
        about = "that nobody answers yet" if visit else "that nothing is done about yet"
        self.lit.words.setText(f"{counted(missing, 'finding' if visit else 'observation')} {about}")
        return bool(missing)


class Met(PanelSection[Recommendation]):
    """Whether it is accepted as met, and what shows it.

    Attributes:
        words: the sentence.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self.words, note = look.label(wrap=True), QFrame()
        note.setProperty("kind", "note")
        kit.column(self.words, on=note, edge=(look.space(1.5), look.space(1)))
        self.around(note)

    def show_record(self, record: Recommendation, plan: Plan) -> bool:
        self.words.setText(_met(record))
        return bool(self.words.text())


class File(Facts[Attachment]):
    """What a file is, and what it belongs to.

    Attributes:
        owner: leads to what it belongs to.
    """

    def __init__(self, page: Page):
        super().__init__(page, _file_facts, "The file")
        self.owner = RowList()
        self.owner.opened.connect(page.opened)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.owner)

    def show_record(self, record: Attachment, plan: Plan) -> bool:
        owner = plan.find(record.record)
        target = owner if owner is not None and self.page.can_open(owner) else None
        name, kind = owner_name(plan, record)
        row = ListRow(text=f"Belongs to {name}", detail="" if name.startswith(kind) else kind, target=target)
        self.owner.show_rows([row] if name else [])
        return super().show_record(record, plan)


def recommendation_panel(page: Page) -> RecordPanel[Recommendation]:
    """Progress and confidence, whether it is met, what answers it, the evidence."""
    return RecordPanel(
        page, lambda _plan, r: f"Recommendation {r.number}", Met(page), Facts(page, _recommendation_facts),
        acts=(operations.accept_as_met, operations.judge_confidence, operations.edit), rated=True,
        thread="What answers it", files="Evidence",
        gap=lambda plan, r: "" if r.met or plan.serving(r, Action) else "No action answers it yet",
    )  # fmt: skip


def visit_panel(page: Page) -> RecordPanel[Visit]:
    """A visit as a letter tells it: dates, focus, what is better and what is needed."""
    return RecordPanel(
        page, lambda _plan, _r: "Monitoring visit", Facts(page, _visit_facts), Unanswered(page), BothFindings(page),
        DidItWork(page, "What came after it"), thread="What it looked at", leave_out=(Attachment, Finding),
    )  # fmt: skip


def audit_panel(page: Page) -> RecordPanel[Audit]:
    """An audit: who took part, what it came to, and two columns: observed, done."""
    return RecordPanel(
        page, lambda _plan, audit: AUDITS.get(audit.kind, ""), Facts(page, _audit_facts), Unanswered(page),
        GradesPart(page), Findings(page, "observed", "What was observed, and what was done about it"),
    )  # fmt: skip


def partner_panel(page: Page) -> RecordPanel[Partner]:
    """A partner: focus areas, the themes it helps with, its reports."""
    return RecordPanel(
        page, lambda _plan, _r: "Improvement partner", Facts(page, _partner_facts), Reports(page),
        thread="What it helps with", leave_out=(Attachment, PartnerReport),
    )  # fmt: skip


def file_panel(page: Page) -> RecordPanel[Attachment]:
    """A file of the plan: what it belongs to, what is known of it, and the ways to read it."""
    return RecordPanel(
        page, lambda _plan, _r: "Letter or evidence", File(page), files="",
        acts=(operations.open_copy, operations.save_copy, operations.edit),
    )  # fmt: skip


def older_lines(text: str) -> list[str]:
    """One finding per line of `text`, without what people put before it."""
    return [line.strip(" -•–") for line in text.splitlines() if line.strip(" -•–")]


# -- words


def _recommendation_facts(plan: Plan, record: Recommendation) -> list[FactLine]:
    return [FactLine("Detail", record.detail), FactLine("Owner", record.owner)]


def _visit_facts(plan: Plan, visit: Visit) -> list[FactLine]:
    return [
        FactLine("When", f"{when(visit)} · {visit_state(visit, plan)}"), FactLine("Focus", visit.focus),
        FactLine("Letter", visit.letter),
    ]  # fmt: skip


def _audit_facts(plan: Plan, audit: Audit) -> list[FactLine]:
    took_part = [line.strip() for line in audit.took_part.splitlines() if line.strip()]
    return [
        FactLine("When", when(audit)),
        FactLine("Took part", " · ".join(took_part)),
        FactLine("Summary", audit.summary),
        FactLine("Themes of learning", "\n".join(f"• {line}" for line in learning(audit))),
    ]


def _partner_facts(plan: Plan, partner: Partner) -> list[FactLine]:
    by = f"by {partner.appointed_by}" if partner.appointed_by else ""
    return [
        FactLine("Appointed", " ".join(filter(None, (str(partner.appointed or ""), by)))),
        FactLine("Focus areas", "\n".join(focus_areas(partner)) or "No focus area is entered."),
    ]


def _file_facts(plan: Plan, file: Attachment) -> list[FactLine]:
    return [
        FactLine("Date", str(file.day or "Not given")), FactLine("File", file.filename),
        FactLine("Size", size_words(file.size or 0)),
        FactLine("SHA-256 digest", f"{file.digest[:32]}\n{file.digest[32:]}"),
        FactLine("Opening it", "" if can_open(file.filename) else ONLY_SAVED),
    ]  # fmt: skip


def _met(record: Recommendation) -> str:
    evidence = sentence(record.evidence)
    if record.met is None:
        return f"Evidence so far: {evidence}" if evidence else ""
    return f"Accepted as met on {show_date(record.met)}. {evidence}".strip()


def _grade(plan: Plan, grade: AuditGrade) -> ListRow:
    """A line of its own, moderated or not; a moderated one says what it was at first."""
    first = first_of(plan, grade)
    at_first = f", {first.number or 0:,} at first" if first else ""
    return ListRow(grade.name, word=f"{counted(grade.number or 0, 'case')}{at_first}")


def _finding(said: FindingState) -> Entry[Finding]:
    """A finding in words."""
    finding = said.finding
    made = Entry(finding, finding.title, SHAPES[finding.kind], illustrative=said.illustrative)
    for text in filter(None, (said.themes, said.answered)):
        made.brief.append(look.label(text, "small", quiet=True, wrap=True))
        made.words.addWidget(made.brief[-1])
    if finding.response.strip():
        made.words.addWidget(look.label(finding.response.strip(), "small", wrap=True))
    if said.unanswered:
        made.words.addWidget(WarningLine(UNANSWERED[finding.kind]))
    return made


def _observation(said: FindingState) -> Entry[Finding]:
    """Observed at the left, done at the right."""
    finding = said.finding
    made = Entry(finding, finding.title, illustrative=said.illustrative)
    done = made.add_column()
    if finding.response.strip():
        done.addWidget(look.label(finding.response.strip(), wrap=True))
    for text, column in ((said.themes, made.words), (said.answered, done)):
        if text:
            made.brief.append(look.label(text, "small", quiet=True, wrap=True))
            column.addWidget(made.brief[-1])
    if said.unanswered:
        done.addWidget(WarningLine(UNANSWERED["observed"]))
    for column in (made.words, done):
        column.addStretch()
    return made


def _report(state: tuple[PartnerReport, bool]) -> Entry[PartnerReport]:
    report, illustrative = state
    made = Entry(report, report.title, illustrative=illustrative)
    if report.day:
        made.words.addWidget(look.label(str(report.day), "small", quiet=True))
    if report.summary.strip():
        made.words.addWidget(look.label(report.summary.strip(), "small", wrap=True))
    return made


def _finding_tools(page: Page, entry: Entry[Finding]) -> None:
    """What a finding is linked to, its files, and what can be done with it."""
    thread = ThreadPanel(page.session, leave_out=(Attachment, Visit, Audit), whole=False)
    entry.tools.addWidget(thread)
    thread.show_record(entry.record)
    entry_tools(page, entry)
