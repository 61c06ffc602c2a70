"""The page: budget lines and their totals, the workforce in figures and words, and the chosen record beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures import counted
from app.domain.money import sums
from app.domain.records import BudgetLine, Indicator, Record, Statement
from app.ui import look
from app.ui.page import Page, Several, Target
from app.ui.session import Session
from app.ui.widgets.card import SectionHeader
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.rag_badge import Tag
from app.ui.widgets.record_table import FilterLine, RecordTable

from .detail import Detail
from .rows import BUDGET, DISAGREE, STATEMENTS, WORKFORCE, BudgetRow, StatementRow, WorkforceRow

_SEEN = {"budget": 3, "workforce": 2, "statements": 2}  # rows of each table that are seen however low the window is


class MoneyPage(Page):
    """Money and workforce.

    Attributes:
        budget, workforce, statements: the tables.
        line: narrows all three.
        totals: what the budget lines add up to, or why they do not.
        every: shows also statements that are not about the workforce.
        detail: the chosen budget line or statement.
        empty: what stands there while there is nothing, with a button for each kind of what belongs here.
    """

    title = "Money and workforce"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.header, self.line = PageHeader(self.title), FilterLine()
        self.budget: RecordTable[BudgetRow] = RecordTable("budget", BUDGET, two_lines=True)
        self.workforce: RecordTable[WorkforceRow] = RecordTable("workforce", WORKFORCE)
        self.statements: RecordTable[StatementRow] = RecordTable("statements", STATEMENTS)
        self.totals, self.total_tag = look.label(wrap=True), Tag()
        self.new_line_button = QPushButton("New &budget line")
        self.new_indicator_button = QPushButton("New indicator")
        self.new_statement_button = QPushButton("New &statement")
        self.every = QPushButton()
        self.detail = Detail(self)
        self.empty = EmptyState(
            "No money and no workforce yet",
            "Enter each sum with its years, whether it is one-off or growth, and who pays. Indicators about the "
            "workforce, and what is said of it without a figure, stand beside it.",
            "New budget line",
        )
        self.first_statement, self.first_indicator = self.empty.add("New statement"), self.empty.add("New indicator")
        self._chosen = ""
        self._assemble()
        self._connect()

    # -- what the window asks for

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        workspace, plan = self.workspace, self.workspace.plan
        lines, statements = plan.all(BudgetLine), plan.all(Statement)
        people = [indicator for indicator in plan.all(Indicator) if indicator.workforce]
        ours = [statement for statement in statements if statement.workforce]
        with _Quiet(self):
            self.budget.show_records(BudgetRow(line, plan) for line in lines)
            self.workforce.show_records(WorkforceRow(i, plan, workspace.ratings) for i in people)
            shown = statements if self.every.isChecked() else ours
            self.statements.show_records(StatementRow(statement, plan) for statement in shown)
        for head, table, found in zip(self._heads, self._tables(), (lines, people, shown), strict=True):
            head.note.setText(f"{len(found):,}" if found else "")
            table.setVisible(bool(found))
        for nothing, table in zip(self._nothing, self._tables(), strict=True):
            nothing.setVisible(table.isHidden())
        self.every.setVisible(len(ours) < len(statements))
        whole = f"All {len(statements):,} statements" if len(statements) > 1 else "The one statement"
        self.every.setText("Workforce only" if self.every.isChecked() else whole)
        self._show_totals()
        self._share_height()
        for button in (self.new_line_button, self.new_indicator_button, self.new_statement_button):
            button.setEnabled(workspace.writable)
            button.setToolTip(workspace.why_read_only)
        apart = sum(DISAGREE in row.tags for row in self.budget.records.rows)
        said = [counted(len(lines), "budget line"), f"sources disagree about {apart:,}" if apart else "",
                counted(len(people), "workforce indicator"), counted(len(ours), "statement")]  # fmt: skip
        self.header.tell(self.title, ", ".join(part for part in said if part))
        there = bool(lines or people or statements)
        self.empty.tell(self.empty.heading.text(), self.empty.sentence.text(), can_start=workspace.writable)
        self._views.setCurrentIndex(0 if there else 1)
        self._show(workspace.find(self._chosen) or self._first())

    def reveal(self, target: Target) -> None:
        if isinstance(target, Several):
            target = next((r for r in self.workspace.all(target.kind) if r.id in target.keys), None)
        if target is None:
            self.line.clear()
            return
        if not isinstance(target, BudgetLine | Statement):
            return
        table = self.budget if isinstance(target, BudgetLine) else self.statements
        if table.records.row_of(target.id) < 0:
            self.line.clear()
        if table.records.row_of(target.id) < 0 and isinstance(target, Statement):
            self.every.setChecked(True)
        self._show(target)
        table.setFocus()

    def find(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    # -- what the person does

    def new_line(self) -> None:
        """Let the person write a new budget line."""
        from app.ui.dialogs.budget_line import new_budget_line

        self._show_new(new_budget_line(self.workspace, self))

    def new_statement(self) -> None:
        """Let the person write a new statement."""
        from app.ui.dialogs.statement import new_statement

        self._show_new(new_statement(self.workspace, self, workforce=not self.every.isChecked()))

    def new_indicator(self) -> None:
        """Let the person write a new indicator about the workforce."""
        from app.ui.dialogs.indicator import IndicatorDialog

        draft = self.workspace.draft(Indicator, title="", workforce=True)
        dialog = IndicatorDialog(self.workspace, draft, "New workforce indicator", "Add", self)
        dialog.exec()
        if dialog.saved is not None:
            self.session.say(f"Added {dialog.saved.name}.")

    def edit(self) -> None:
        """Let the person change what is shown."""
        from app.ui.dialogs.budget_line import edit_budget_line
        from app.ui.dialogs.statement import edit_statement

        record = self.detail.record
        if not self.workspace.writable:
            return
        if isinstance(record, BudgetLine):
            edit_budget_line(self.workspace, record, self)
        elif isinstance(record, Statement):
            edit_statement(self.workspace, record, self)

    def remove(self) -> None:
        """Take what is shown out of the plan."""
        record = self.detail.record
        if record is not None:
            self.attempt(
                lambda: self.workspace.remove(record, label=f"Remove {record.name}"),
                f"Removed the {record.NAME.lower()}.",
            )

    # -- inside

    def _assemble(self) -> None:
        self.line.setPlaceholderText("Filter money and workforce")
        self.line.setAccessibleName("Filter money and workforce")
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(look.space(36))
        self.header.row.addWidget(self.line)
        self.every.setCheckable(True)
        left = QWidget()
        self._left = column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(0.75))
        self._heads: list[SectionHeader] = []
        self._nothing: list[QWidget] = []
        for title, table, buttons, nothing in (
            ("Money", self.budget, [self.new_line_button], "No budget line yet."),
            ("Workforce", self.workforce, [self.new_indicator_button],
             "No indicator is about the workforce yet: “Edit” of an indicator is where that is said."),
            ("Said without a figure", self.statements, [self.every, self.new_statement_button],
             "Nothing is said without a figure yet."),
        ):  # fmt: skip
            head = SectionHeader(title)
            for button in buttons:
                button.setProperty("kind", "link")
                head.row.addWidget(button)
            table.setAccessibleName(title)
            label = look.label(nothing, quiet=True, wrap=True)
            self._heads.append(head)
            self._nothing.append(label)
            for part in (head, label, table):
                column.addWidget(part)
            if table is self.budget:
                column.addWidget(self.total_tag)
                column.addWidget(self.totals)
        column.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(look.space(2))
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([680, 376])
        self._views = QStackedWidget()
        self._views.addWidget(split)
        self._views.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(look.space(3), look.space(2), look.space(3), look.space(2))
        whole.setSpacing(look.space(1.5))
        whole.addWidget(self.header)
        whole.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._narrow)
        self.line.left.connect(self.budget.setFocus)
        for table in (self.budget, self.statements):
            table.chosen.connect(self._choose)
            table.opened.connect(self.edit)
        self.workforce.opened.connect(lambda row: self.opened.emit(row.indicator))
        self.workforce.clicked.connect(self._open_indicator)
        self.every.toggled.connect(lambda: self.reload(frozenset({Statement})))
        self.new_line_button.clicked.connect(self.new_line)
        self.new_indicator_button.clicked.connect(self.new_indicator)
        self.new_statement_button.clicked.connect(self.new_statement)
        self.empty.started.connect(self.new_line)
        self.first_statement.clicked.connect(self.new_statement)
        self.first_indicator.clicked.connect(self.new_indicator)
        self.detail.opened.connect(self.opened)
        self.detail.edit_wanted.connect(self.edit)
        self.detail.remove_wanted.connect(self.remove)

    def _tables(self) -> tuple[RecordTable[Any], ...]:
        return self.budget, self.workforce, self.statements

    def _open_indicator(self) -> None:
        row = self.workforce.current()
        if row is not None:
            self.opened.emit(row.indicator)

    def _choose(self, row: Any) -> None:
        record = None if row is None else self.workspace.find(row.id)
        if record is not None and record.id != self._chosen:
            self._show(record)

    def _show(self, record: Record | None) -> None:
        """Show a record at the right, and choose its row and no other."""
        self._chosen = record.id if record else ""
        with _Quiet(self):
            for table in (self.budget, self.statements):
                if record is None or not table.select(record.id):
                    table.clearSelection()
                    table.setCurrentIndex(QModelIndex())
        shown = record if isinstance(record, BudgetLine | Statement) else None
        self.detail.show_record(self.workspace, shown)

    def _first(self) -> Record | None:
        rows = [row for table in (self.budget, self.statements) for row in table.records.rows]
        return self.workspace.find(rows[0].id) if rows else None

    def _show_totals(self) -> None:
        found = sums(self.workspace.plan)
        said = [total.sentence for total in found.totals] + ([found.left_out] if found.left_out else [])
        self.totals.setText("\n".join(said))
        self.totals.setVisible(bool(said))
        look.restyle(self.totals, "quiet", not found.totals)
        self.total_tag.setVisible(any(total.illustrative for total in found.totals))

    def _share_height(self) -> None:
        """Each table is as high as its rows where there is room, and none takes the room of the others."""
        for table in self._tables():
            row, rows = table.verticalHeader().defaultSectionSize(), table.records.total()
            head = table.horizontalHeader().sizeHint().height() + 3
            table.setMinimumHeight(head + row * min(rows, _SEEN[table.name]))
            table.setMaximumHeight(head + row * rows)
            self._left.setStretchFactor(table, 1000 + rows)

    def _show_new(self, made: Record | None) -> None:
        if made is not None:
            self.opened.emit(made)

    def _narrow(self, text: str) -> None:
        with _Quiet(self):
            for table in self._tables():
                table.filter(text)


class _Quiet:
    """While tables are changed from inside, their choices are not the person's."""

    def __init__(self, page: MoneyPage):
        self._tables: tuple[RecordTable[Any], ...] = (page.budget, page.workforce, page.statements)

    def __enter__(self) -> None:
        for table in self._tables:
            table.blockSignals(True)

    def __exit__(self, *_: object) -> None:
        for table in self._tables:
            table.blockSignals(False)
