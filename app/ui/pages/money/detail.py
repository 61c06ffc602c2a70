"""The chosen budget line or statement: what it says, what it is tied to, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.records import MOVING, NATURE, BudgetLine, Provenance, Statement
from app.ui import look
from app.ui.dialogs.question import let_ask
from app.ui.dialogs.settle import let_settle
from app.ui.page import Page
from app.ui.widgets.card import ListArea, SectionHeader, rule
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_menu import RecordMenu, mark
from app.ui.widgets.record_story import Disagreements, HistoryLines, SourceLines
from app.ui.widgets.thread_panel import ThreadPanel

from .rows import amount

if TYPE_CHECKING:
    from app.workspace import Workspace


class Detail(QFrame):
    """One record.

    Attributes:
        record: what is shown; None while there is nothing.
        amount, says: the telling part of a budget line, and of a statement.
        apart: what sources disagree about.
        strands: what it pays for or speaks of.

    Signals:
        opened: the person wants to see another record.
        edit_wanted, remove_wanted: a button was pressed.
    """

    opened = Signal(object)
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, page: Page, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._page = page
        self.record: BudgetLine | Statement | None = None
        self.kicker, self.title = look.label(role="small", quiet=True), look.label(role="heading", wrap=True)
        self.edit_button, self.remove_button = QPushButton("Ed&it"), QPushButton("Remove")
        self.more = RecordMenu()
        self.amount, self.says = look.label(role="title"), look.label(wrap=True)
        self.facts = QWidget()
        self.tied = SectionHeader()
        self.strands = ThreadPanel(page.attempt, page.can_open)
        self.apart, self.sources, self.history = Disagreements(), SourceLines(apart=False), HistoryLines()
        self._assemble()
        self.edit_button.clicked.connect(self.edit_wanted)
        self.remove_button.clicked.connect(self.remove_wanted)
        self.strands.opened.connect(self.opened)
        self.sources.adopted.connect(self._adopt)
        self.history.opened.connect(self.opened)
        let_settle(self.apart, lambda: page.workspace, page.attempt, self)
        let_ask(self.sources.asked, lambda: page.workspace, self)

    def show_record(self, workspace: Workspace, record: BudgetLine | Statement | None) -> None:
        """Show a record as it is now."""
        another = self.record is None or record is None or self.record.id != record.id
        self.record = record
        self._inside.setVisible(record is not None)
        if record is None:
            return
        if another:
            self.area.verticalScrollBar().setValue(0)
        plan, writable = workspace.plan, workspace.writable
        self.more.show_record(record)
        if record is not None:
            mark(self, record)
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(writable)
            button.setToolTip(workspace.why_read_only)
        self.kicker.setText("Budget line" if isinstance(record, BudgetLine) else "Statement without a figure")
        self.title.setText(record.title)
        self.amount.setVisible(isinstance(record, BudgetLine))
        self.says.setVisible(isinstance(record, Statement))
        if isinstance(record, BudgetLine):
            self.amount.setText(amount(record))
            self.tied.title.setText("What it pays for in the plan")
            lines = [("Years", record.years or "Not said", "years"), ("Nature", NATURE[record.nature], "nature"),
                     ("Paid from", record.funding or "Not said", "funding"), ("Pays for", record.pays_for, "pays_for"),
                     ("Note", record.note, "note")]  # fmt: skip
        else:
            self.says.setText(record.says)
            self.tied.title.setText("What it speaks of")
            lines = [("Moves", MOVING[record.moving], "moving"), ("Period", str(record.period or "Not said"), "period")]
            concern = "The source says that it still needs improvement." if record.concern else ""
            lines.append(("Concern", concern, "concern"))
            lines += [("Shown with", "The workforce", "workforce")] if record.workforce else []
        self._show_facts([(label, text, plan.illustrative(record, name)) for label, text, name in lines if text])
        self.apart.show_record(plan, record, writable=writable)
        self.strands.show_record(workspace, record)
        self.sources.show_record(plan, record, writable=writable)
        self.history.show_record(workspace, record)

    def _show_facts(self, lines: Sequence[tuple[str, str, bool]]) -> None:
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space(2))
        grid.setVerticalSpacing(look.space(0.75))
        grid.setColumnStretch(1, 1)
        for number, (label, text, illustrative) in enumerate(lines):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(look.label(label, quiet=True), number, 0, top)
            grid.addWidget(look.label(text, wrap=True), number, 1, top)
            if illustrative:
                grid.addWidget(Tag(), number, 2, top)
        self._body.replaceWidget(self.facts, facts)
        self.facts.hide()
        self.facts.deleteLater()
        self.facts = facts

    def _adopt(self, marks: Sequence[Provenance]) -> None:
        record, workspace = self.record, self._page.workspace
        if record is not None:
            label = f"Confirm values of {record.name}"
            self._page.attempt(lambda: workspace.remove(*marks, label=label), "The mark was taken away.")

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.space(1))
        head.setContentsMargins(0, 0, look.space(1.5), 0)
        head.addWidget(self.kicker, 1)
        head.addWidget(self.edit_button)
        head.addWidget(self.remove_button)
        head.addWidget(self.more)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, look.space(1), look.space(1.5), look.space(1))
        self._body.setSpacing(look.space(1.5))
        where, past = SectionHeader("Where this comes from"), SectionHeader("History")
        for part in (self.amount, self.says, self.facts, self.apart, self.tied, self.strands, where, self.sources, past,
                     self.history):  # fmt: skip
            self._body.addWidget(part)
        self._body.addStretch()
        self.area = ListArea()
        self.area.setWidget(body)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.5))
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(rule())
        column.addWidget(self.area, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(look.space(2), look.space(1.5), look.space(0.5), look.space(0.5))
        outside.addWidget(self._inside)
