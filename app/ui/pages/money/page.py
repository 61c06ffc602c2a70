"""The page: budget lines and their totals, the workforce in figures, and what is said of it without one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.disputes import disputes_of
from app.domain.figures import counted
from app.domain.money import sums
from app.domain.plan import Plan
from app.domain.records import MOVING, NATURE, BudgetLine, Indicator, Record, Statement
from app.ui import look, operations
from app.ui.dialogs.write import new_record
from app.ui.page import Page
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import FactLine, Facts
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.session import Session
from app.ui.widgets.card import Card
from app.ui.widgets.rag_badge import Tag

from .rows import BUDGET, STATEMENTS, WORKFORCE, BudgetRow, StatementRow, WorkforceRow, amount


class BudgetRegister(Register):
    """Budget lines.

    Attributes:
        totals: what they add up to, or why they do not.
    """

    KIND, WHAT, NEW, SHARE = BudgetLine, "budget line", "New budget line", 600
    NOTHING = ("No money yet", "Enter each sum with its years, whether it is one-off or growth, and who pays.")

    def __init__(self, page: Page):
        self.totals, self.total_tag = look.label(wrap=True), Tag()
        panel = RecordPanel[BudgetLine](
            page, lambda _plan, _r: "Budget line", Facts(page, _budget_facts), acts=(operations.edit,), files="",
            thread="What it pays for in the plan",
        )  # fmt: skip
        super().__init__(page, "budget", BUDGET, panel)

    def rows(self) -> Iterable[BudgetRow]:
        plan = self.workspace.plan
        found = sums(plan)
        said = [total.sentence for total in found.totals] + ([found.left_out] if found.left_out else [])
        self.totals.setText("\n".join(said))
        look.restyle(self.totals, "quiet", not found.totals)
        self.total_tag.setVisible(any(total.illustrative for total in found.totals))
        self._total.setVisible(bool(said))
        return [BudgetRow(line, plan) for line in plan.all(BudgetLine)]

    def below(self) -> QWidget:
        self._total = Card("In total")
        self._total.header.row.insertWidget(1, self.total_tag)
        self._total.body.addWidget(self.totals)
        return self._total

    def new(self) -> Record | None:
        return new_record(self.workspace, BudgetLine, self)


class WorkforceRegister(Register):
    """Indicators about the workforce, which open on their own page."""

    KIND, WHAT, NEW = Indicator, "workforce indicator", "New indicator"
    NOTHING = (
        "No indicator is about the workforce yet", "Enter one here, or say so of an indicator where it is edited.",
    )  # fmt: skip

    def __init__(self, page: Page):
        super().__init__(page, "workforce", WORKFORCE, two_lines=False)

    def rows(self) -> Iterable[WorkforceRow]:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        return [WorkforceRow(indicator, plan, ratings) for indicator in plan.all(Indicator) if indicator.workforce]

    def add(self) -> None:
        """Let the person write a new indicator, and stay here."""
        made = new_record(self.workspace, Indicator, self, title="New workforce indicator", workforce=True)
        if made is not None:
            self.page.session.say(f"Added {made.name}.")


class StatementRegister(Register):
    """What is said without a figure.

    Attributes:
        every: shows also statements that are not about the workforce.
    """

    KIND, WHAT, NEW, SHARE = Statement, "statement", "New statement", 600
    NOTHING = ("Nothing is said without a figure yet", "Enter what a source says of the workforce without a figure.")

    def __init__(self, page: Page):
        self.every = QPushButton()
        self.every.setCheckable(True)
        panel = RecordPanel[Statement](
            page, lambda _plan, _r: "Statement without a figure", Facts(page, _statement_facts), files="",
            thread="What it speaks of",
        )  # fmt: skip
        super().__init__(page, "statements", STATEMENTS, panel, two_lines=False)
        self.bar.row.insertWidget(2, self.every)
        self.every.toggled.connect(self.refresh)

    def rows(self) -> Iterable[StatementRow]:
        every = self.workspace.all(Statement)
        ours = [statement for statement in every if statement.workforce]
        self.every.setVisible(len(ours) < len(every))
        whole = f"All {len(every):,} statements" if len(every) > 1 else "The one statement"
        self.every.setText("Workforce only" if self.every.isChecked() else whole)
        shown = every if self.every.isChecked() or not ours else ours
        return [StatementRow(statement, self.workspace.plan) for statement in shown]

    def open(self, record: Record) -> None:
        if isinstance(record, Statement) and not record.workforce:
            self.every.setChecked(True)
        super().open(record)

    def new(self) -> Record | None:
        return new_record(self.workspace, Statement, self, workforce=not self.every.isChecked())


class MoneyPage(RegisterPage):
    """Money and workforce."""

    title = "Money and workforce"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.budget, self.workforce = BudgetRegister(self), WorkforceRegister(self)
        self.statements = StatementRegister(self)
        self.show_registers({
            "&Money": self.budget, "&Workforce": self.workforce, "Said without a &figure": self.statements,
        })  # fmt: skip

    def summary(self, plan: Plan) -> str:
        """Such as "4 budget lines, sources disagree about 1, 2 workforce indicators, 3 statements"."""
        lines = plan.all(BudgetLine)
        apart = sum(any(each.settlement is None for each in disputes_of(plan, line)) for line in lines)
        people = sum(indicator.workforce for indicator in plan.all(Indicator))
        ours = sum(statement.workforce for statement in plan.all(Statement))
        said = [counted(len(lines), "budget line"), f"sources disagree about {apart:,}" if apart else "",
                counted(people, "workforce indicator"), counted(ours, "statement")]  # fmt: skip
        return ", ".join(part for part in said if part)


def _budget_facts(plan: Plan, line: BudgetLine) -> list[FactLine]:
    said = [
        ("Amount", amount(line), "amount"), ("Years", line.years or "Not said", "years"),
        ("Nature", NATURE[line.nature], "nature"), ("Paid from", line.funding or "Not said", "funding"),
        ("Pays for", line.pays_for, "pays_for"), ("Note", line.note, "note"),
    ]  # fmt: skip
    return [FactLine(label, text, plan.illustrative(line, name)) for label, text, name in said]


def _statement_facts(plan: Plan, statement: Statement) -> list[FactLine]:
    said = [
        ("What is said", statement.says, "says"), ("Moves", MOVING[statement.moving], "moving"),
        ("Period", str(statement.period or "Not said"), "period"),
        ("Concern", "The source says that it still needs improvement." if statement.concern else "", "concern"),
        ("Shown with", "The workforce" if statement.workforce else "", "workforce"),
    ]  # fmt: skip
    return [FactLine(label, text, plan.illustrative(statement, name)) for label, text, name in said]
