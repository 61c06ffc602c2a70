"""The monitoring visits: when, on what, and what was found in two columns, each finding with who answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import FINDINGS, Finding, Record, Visit
from app.ui import look
from app.ui.dialogs.finding import new_finding
from app.ui.dialogs.visit import edit_visit, new_visit
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.entry import Entries, Lit

from .detail import Detail
from .findings import finding_entry, told, unfold
from .rows import VISITS, Row, latest_first, unanswered, visit_state, when
from .view import View

OLDER = {"progress": "progress_found", "further": "progress_needed"}


class FindingsColumn(QWidget):
    """The findings of one kind.

    Attributes:
        add_button: enters one more.
        entries: the findings.
        older: lines of a plan that was written before findings were records.
    """

    def __init__(self, kind: str):
        super().__init__()
        self.kind = kind
        self.header = SectionHeader(FINDINGS[kind])
        self.add_button = QPushButton("Add")
        self.add_button.setProperty("kind", "link")
        self.add_button.setAccessibleName(f"Add a finding: {FINDINGS[kind].lower()}")
        self.header.row.addWidget(self.add_button)
        self.entries: Entries[Finding] = Entries()
        self.older = look.label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        for part in (self.header, rule(), self.entries, self.older):
            column.addWidget(part)
        column.addStretch()


class VisitDetail(Detail[Visit]):
    """A visit as a letter tells it: dates, focus, what is better and what is needed.

    Attributes:
        made, needed: the two columns of findings.
        focus, letter: what it looked at; where its letter is.
        open_findings: lit while something is needed that nobody answers.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self._chosen = ""
        self.dates = look.label(role="strong")
        self.focus, self.letter = look.label(wrap=True), look.label(quiet=True, wrap=True)
        self.open_findings = Lit()
        self.made, self.needed = FindingsColumn("progress"), FindingsColumn("further")
        self.convert_button = self.button("Make each line a finding", self.convert, link=True)
        self.convert_button.setToolTip("Then it can be linked to its theme and to the actions that answer it")
        self._put_together()

    def fill(self, record: Visit, plan: Plan) -> None:
        self.kicker.setText("Monitoring visit")
        self.title.setText(record.title)
        self.dates.setText(f"{when(record)} · {visit_state(record, plan)}")
        self.say(self.focus, record.focus)
        self._focus.setVisible(bool(record.focus))
        self.say(self.letter, f"Letter: {record.letter}" if record.letter else "")
        missing = len(unanswered(plan, record))
        self.open_findings.words.setText(f"{counted(missing, 'finding')} that nobody answers yet")
        self.open_findings.setVisible(bool(missing))
        found = plan.children(record, Finding, "of")
        for column in (self.made, self.needed):
            lines = older_lines(getattr(record, OLDER[column.kind]))
            mine = [finding for finding in found if finding.kind == column.kind]
            empty = "" if lines else "Nothing is entered." if record.happened else "It has not taken place yet."
            column.entries.show_entries(
                [told(plan, finding) for finding in mine],
                finding_entry,
                self._chosen,
                lambda entry: unfold(self, entry),
                empty,
            )
            column.header.note.setText(f"{len(mine) + len(lines):,}" if mine or lines else "")
            column.add_button.setVisible(self.workspace.writable)
            self.say(column.older, "\n".join(f"• {line}" for line in lines))
            unfolded = any(entry.unfolded for entry in column.entries.entries)
            self._columns.setStretchFactor(column, 3 if unfolded else 2)  # room for what is linked to it
        older = record.progress_found.strip() or record.progress_needed.strip()
        self.convert_button.setVisible(bool(older) and self.workspace.writable)

    def show_record(self, record: Visit | None) -> None:
        if self.record is None or record is None or self.record.id != record.id:
            self._chosen = ""
        super().show_record(record)

    def choose(self, record: Record) -> None:
        self._unfold(record)
        for column in (self.made, self.needed):
            entry = column.entries.entry_of(record.id)
            if entry is not None:
                entry.head.setFocus()
                self.area.ensureWidgetVisible(entry)

    def edit(self) -> None:
        if self.record is not None:
            edit_visit(self.workspace, self.record, self)

    def add(self, kind: str) -> None:
        """Let the person enter a finding."""
        if self.record is not None:
            made = new_finding(self.workspace, self.record, kind, self)
            if made is not None:
                self.opened.emit(made)

    def convert(self) -> None:
        """Make a finding of each line that an older plan holds as text."""
        record, workspace = self.record, self.workspace
        if record is not None:
            made = [
                workspace.draft(Finding, of=record.id, kind=kind, title=line[:300])
                for kind, name in OLDER.items()
                for line in older_lines(getattr(record, name))
            ]
            bare = replace(record, progress_found="", progress_needed="")
            label = f"Make findings of the text of {record.name}"
            self.page.attempt(lambda: workspace.save(bare, *made, label=label))

    def _unfold(self, finding: Record | None) -> None:
        self._chosen = finding.id if finding else ""
        if self.record is not None:
            self.fill(self.record, self.workspace.plan)

    def _put_together(self) -> None:
        self._focus = QFrame()
        self._focus.setProperty("kind", "note")
        inside = QVBoxLayout(self._focus)
        inside.setContentsMargins(look.space(1.5), look.space(1), look.space(1.5), look.space(1))
        inside.setSpacing(look.space(0.25))
        inside.addWidget(look.label("Focus", "small", quiet=True))
        inside.addWidget(self.focus)
        self._columns = columns = QHBoxLayout()
        columns.setSpacing(look.space(2.5))
        for column in (self.made, self.needed):
            columns.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)
            column.entries.chosen.connect(self._unfold)
            column.add_button.clicked.connect(lambda _=False, kind=column.kind: self.add(kind))
        for part in (self.dates, self._focus, self.open_findings):
            self.body.addWidget(part)
        self.body.addLayout(columns)
        self.body.addWidget(self.convert_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.letter)


class VisitsView(View[VisitDetail]):
    """All visits."""

    KIND = Visit
    WHAT = "visits"
    NEW = "New visit"
    SHARE = 350
    NOTHING = (
        "No monitoring visits yet",
        "Enter when the inspectors come and what they look at; afterwards what they found, so that each finding is "
        "answered.",
    )

    def __init__(self, page: Page):
        super().__init__(page, VISITS, VisitDetail(page))

    def rows(self) -> Iterable[Row]:
        return latest_first(self.page.workspace.plan, Visit)

    def first(self, rows: Sequence[Any]) -> Any:
        return next((row for row in rows if row.record.happened), rows[0])

    def new(self) -> Record | None:
        return new_visit(self.page.workspace, self)


def older_lines(text: str) -> list[str]:
    """One finding per line of `text`, without what people put before it."""
    return [line.strip(" -•–") for line in text.splitlines() if line.strip(" -•–")]
