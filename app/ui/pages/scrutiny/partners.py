"""The improvement partners: who helps with what, and what they reported."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.plan import Plan
from app.domain.records import Attachment, Partner, PartnerReport, Record
from app.ui import look
from app.ui.dialogs.partner import edit_partner, new_partner
from app.ui.dialogs.partner_report import edit_report, new_report
from app.ui.page import Page
from app.ui.widgets.card import SectionHeader, rule
from app.ui.widgets.entry import Entries, Entry
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.thread_panel import ThreadPanel

from .detail import Detail, heading
from .findings import tools
from .rows import PARTNERS, Row, focus_areas
from .view import View


class PartnerDetail(Detail[Partner]):
    """A partner: focus areas, the themes it helps with, its reports.

    Attributes:
        areas: one tag for each.
        reports: one entry for each, the latest first; `add_button` enters one more.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self._chosen = ""
        self._areas: list[str] | None = None
        self.appointed = look.label(role="strong", wrap=True)
        self.areas, self.no_areas = QWidget(), look.label("No focus area is entered.", quiet=True)
        self._flow = FlowLayout(self.areas)
        self.strands = ThreadPanel(page.attempt, page.can_open, leave_out=(Attachment, PartnerReport))
        self.reports: Entries[PartnerReport] = Entries()
        self.header = SectionHeader("Reports")
        self.add_button = QPushButton("Add a report")
        self.add_button.setProperty("kind", "link")
        self.header.row.addWidget(self.add_button)
        self._put_together()
        self.add_button.clicked.connect(self.add)
        self.reports.chosen.connect(self._unfold)
        self.strands.opened.connect(self.opened)

    def fill(self, record: Partner, plan: Plan) -> None:
        self.kicker.setText("Improvement partner")
        self.title.setText(record.title)
        since = f"Appointed {record.appointed}" if record.appointed else ""
        by = f"by {record.appointed_by}" if record.appointed_by else ""
        self.say(self.appointed, " ".join(filter(None, (since or ("Appointed" if by else ""), by))))
        self._show_areas(record)
        self.strands.show_record(self.workspace, record)
        self.add_button.setVisible(self.workspace.writable)
        found = plan.children(record, PartnerReport, "partner")
        found = sorted(found, key=lambda report: report.day.last.isoformat() if report.day else "", reverse=True)
        self.header.note.setText(f"{len(found):,}" if found else "")
        self.reports.show_entries(
            [(report, plan.illustrative(report)) for report in found],
            _entry,
            self._chosen,
            self._tools,
            "No report is entered.",
        )

    def show_record(self, record: Partner | None) -> None:
        if self.record is None or record is None or self.record.id != record.id:
            self._chosen = ""
        super().show_record(record)

    def choose(self, record: Record) -> None:
        self._unfold(record)
        entry = self.reports.entry_of(record.id)
        if entry is not None:
            entry.head.setFocus()
            self.area.ensureWidgetVisible(entry)

    def edit(self) -> None:
        if self.record is not None:
            edit_partner(self.workspace, self.record, self)

    def add(self) -> None:
        """Let the person enter a report."""
        if self.record is not None:
            made = new_report(self.workspace, self.record, self)
            if made is not None:
                self.opened.emit(made)

    def _tools(self, entry: Entry[PartnerReport]) -> None:
        report = entry.record
        tools(self, entry, lambda: edit_report(self.workspace, report, self))

    def _unfold(self, report: Record | None) -> None:
        self._chosen = report.id if report else ""
        if self.record is not None:
            self.fill(self.record, self.workspace.plan)

    def _show_areas(self, record: Partner) -> None:
        areas = focus_areas(record)
        if areas == self._areas:
            return
        self._areas = areas
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for area in areas:
            tag = Tag(area)
            self._flow.addWidget(tag)
            tag.show()
        self.areas.setVisible(bool(areas))
        self.no_areas.setVisible(not areas)

    def _put_together(self) -> None:
        for part in (self.appointed, heading("Focus areas"), self.areas, self.no_areas, heading("What it helps with"),
                     self.strands):  # fmt: skip
            self.body.addWidget(part)
        reports = QVBoxLayout()
        reports.setSpacing(look.space(0.5))
        for part in (self.header, rule(), self.reports):
            reports.addWidget(part)
        self.body.addLayout(reports)


class PartnersView(View[PartnerDetail]):
    """All partners."""

    KIND = Partner
    WHAT = "partners"
    NEW = "New partner"
    NOTHING = (
        "No improvement partners yet",
        "Enter who helps from outside, in which areas, and what they report.",
    )

    def __init__(self, page: Page):
        super().__init__(page, PARTNERS, PartnerDetail(page))

    def rows(self) -> Iterable[Row]:
        plan = self.page.workspace.plan
        return [Row(partner, plan) for partner in plan.all(Partner)]

    def new(self) -> Record | None:
        return new_partner(self.page.workspace, self)


def _entry(told: tuple[PartnerReport, bool]) -> Entry[PartnerReport]:
    report, illustrative = told
    made = Entry(report, report.title, illustrative=illustrative)
    if report.day:
        made.words.addWidget(look.label(str(report.day), "small", quiet=True))
    if report.summary.strip():
        made.words.addWidget(look.label(report.summary.strip(), "small", wrap=True))
    return made
