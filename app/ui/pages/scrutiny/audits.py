"""Audits and practice weeks: what was observed, and beside it what was done about it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import AUDITS, Audit, Finding, Record
from app.ui import look
from app.ui.dialogs.audit import edit_audit, new_audit
from app.ui.dialogs.finding import new_finding
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.entry import Entries, Entry, Lit

from .detail import Detail
from .findings import UNANSWERED, Told, told, unfold
from .rows import AUDITS_COLUMNS, Row, latest_first, unanswered, when
from .view import View


class AuditDetail(Detail[Audit]):
    """An audit: who took part, what it came to, and two columns: observed, done.

    Attributes:
        observations: one entry for each.
        add_button: enters one more.
        open_findings: lit while something was observed that nothing is done about.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self._chosen = ""
        self.dates = look.label(role="strong")
        self.took_part, self.summary = look.label(quiet=True, wrap=True), look.label(wrap=True)
        self.open_findings = Lit()
        self.add_button = QPushButton("Add")
        self.add_button.setProperty("kind", "link")
        self.add_button.setAccessibleName("Add what was observed")
        self.observations: Entries[Finding] = Entries()
        self._put_together()
        self.add_button.clicked.connect(self.add)
        self.observations.chosen.connect(self._unfold)

    def fill(self, record: Audit, plan: Plan) -> None:
        self.kicker.setText(AUDITS.get(record.kind, ""))
        self.title.setText(record.title)
        self.dates.setText(when(record))
        took_part = [line.strip() for line in record.took_part.splitlines() if line.strip()]
        self.say(self.took_part, f"Took part: {' · '.join(took_part)}" if took_part else "")
        self.say(self.summary, record.summary)
        missing = len(unanswered(plan, record))
        self.open_findings.words.setText(f"{counted(missing, 'observation')} that nothing is done about yet")
        self.open_findings.setVisible(bool(missing))
        self.add_button.setVisible(self.workspace.writable)
        found = plan.children(record, Finding, "of")
        self.observations.show_entries(
            [told(plan, finding) for finding in found],
            _entry,
            self._chosen,
            lambda entry: unfold(self, entry),
            "Nothing is entered.",
        )

    def show_record(self, record: Audit | None) -> None:
        if self.record is None or record is None or self.record.id != record.id:
            self._chosen = ""
        super().show_record(record)

    def choose(self, record: Record) -> None:
        self._unfold(record)
        entry = self.observations.entry_of(record.id)
        if entry is not None:
            entry.head.setFocus()
            self.area.ensureWidgetVisible(entry)

    def edit(self) -> None:
        if self.record is not None:
            edit_audit(self.workspace, self.record, self)

    def add(self) -> None:
        """Let the person enter what was observed."""
        if self.record is not None:
            made = new_finding(self.workspace, self.record, parent=self)
            if made is not None:
                self.opened.emit(made)

    def _unfold(self, finding: Record | None) -> None:
        self._chosen = finding.id if finding else ""
        if self.record is not None:
            self.fill(self.record, self.workspace.plan)

    def _put_together(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(look.space(2))
        heads.addSpacing(look.space(3))
        heads.addWidget(SectionHeader("What was observed"), 1)
        done = SectionHeader("What was done about it")
        done.row.addWidget(self.add_button)
        heads.addWidget(done, 1)
        for part in (self.dates, self.took_part, self.summary, self.open_findings):
            self.body.addWidget(part)
        table = QVBoxLayout()
        table.setSpacing(look.space(0.5))
        table.addLayout(heads)
        table.addWidget(rule())
        table.addWidget(self.observations)
        self.body.addLayout(table)


class AuditsView(View[AuditDetail]):
    """All audits and practice weeks."""

    KIND = Audit
    WHAT = "audits"
    NEW = "New audit"
    NOTHING = (
        "No audits or practice weeks yet",
        "Enter what the service looked at in its own practice: who took part, what was observed, and what was done "
        "about it.",
    )

    def __init__(self, page: Page):
        super().__init__(page, AUDITS_COLUMNS, AuditDetail(page))

    def rows(self) -> Iterable[Row]:
        return latest_first(self.page.workspace.plan, Audit)

    def new(self) -> Record | None:
        return new_audit(self.page.workspace, self)


def _entry(said: Told) -> Entry[Finding]:
    """Observed at the left, done at the right."""
    finding = said.finding
    made = Entry(finding, finding.title, illustrative=said.illustrative)
    done = made.add_column()
    for text, column in ((said.themes, made.words), (said.answered, done)):
        if column is done and finding.response.strip():
            done.addWidget(look.label(finding.response.strip(), wrap=True))
        if text:
            made.brief.append(look.label(text, "small", quiet=True, wrap=True))
            column.addWidget(made.brief[-1])
    if said.unanswered:
        done.addWidget(Lit(UNANSWERED["observed"]))
    for column in (made.words, done):
        column.addStretch()
    return made
