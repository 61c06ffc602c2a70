"""Money and workforce: what the programme costs and who pays; the people who do the work, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.bar import bar
from app.domain.disputes import disputes_of
from app.domain.figures import counted, figure
from app.domain.money import sums
from app.domain.plan import Plan
from app.domain.records import MOVING, NATURE, BudgetLine, Indicator, Reading, Record, Statement
from app.ui import look, operations
from app.ui.dialogs.write import new_record
from app.ui.page import Page
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import FactLine, Facts
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.register.row import RecordRow
from app.ui.session import Session
from app.ui.widgets.card import Card
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE, Tag
from app.ui.widgets.record_model import Column
from app.ui.widgets.sparkline import SparklineDelegate, spark_of
from app.ui.widgets.tagged import TaggedDelegate

DISAGREE, CONCERN = "sources disagree", "concern"


class BudgetRow(RecordRow[BudgetLine]):
    """A budget line, and whether sources disagree about it."""

    @cached_property
    def tags(self) -> tuple[str, ...]:
        apart = any(dispute.settlement is None for dispute in disputes_of(self.plan, self.record))
        marked = any(self.plan.illustrative(self.record, name) for name in ("", "amount", "years", "nature", "funding"))
        return (*((DISAGREE,) if apart else ()), *((ILLUSTRATIVE,) if marked else ()))


class WorkforceRow(RecordRow[Indicator]):
    """An indicator about the workforce, as it stands."""

    @property
    def latest(self) -> Reading | None:
        return self.plan.latest(self.record)

    @property
    def value(self) -> str:
        if self.latest is None or self.latest.value is None:
            return "No reading"
        return ("about " if self.latest.about else "") + figure(self.latest.value, self.record.unit)

    @property
    def target(self) -> str:
        against = bar(self.record, self.latest, self.plan)
        return against.figure(self.record.unit) if against else ""


class StatementRow(RecordRow[Statement]):
    """A statement, and whether no source supports it."""

    @property
    def tags(self) -> tuple[str, ...]:
        own = (CONCERN,) if self.record.concern else ()
        return (*own, ILLUSTRATIVE) if self.plan.illustrative(self.record) else own


def amount(line: BudgetLine) -> str:
    """Such as "£5,200,000"."""
    return figure(line.amount, "£") if line.amount is not None else "No sum named"


def _period(row: WorkforceRow) -> str:
    return str(row.latest.period or "") if row.latest else ""


BUDGET = [
    Column[BudgetRow](
        name="title", title="Budget line", text=lambda r: r.record.title, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: tuple(tag for tag in r.tags if tag != DISAGREE), second=lambda r: r.record.pays_for,
        tip=lambda r: f"{r.record.title}. {r.record.pays_for}",
    ),
    Column[BudgetRow](
        name="amount", title="Amount", text=lambda r: amount(r.record), right=True, width=128,
        second=lambda r: DISAGREE if DISAGREE in r.tags else "",
        sort=lambda r: r.record.amount,
    ),
    Column[BudgetRow](
        name="years", title="Years", text=lambda r: r.record.years or "Years not said", width=112,
        second=lambda r: NATURE[r.record.nature] if r.record.nature else "Nature not said",
        sort=lambda r: r.record.years or None,
    ),
    Column[BudgetRow](
        name="nature", title="Nature", text=lambda r: NATURE[r.record.nature], width=80, shown=False, gives_way=2,
    ),
    Column[BudgetRow](
        name="funding", title="Paid from", text=lambda r: r.record.funding or "Not said", width=150, gives_way=1,
    ),
]  # fmt: skip

WORKFORCE = [
    Column[WorkforceRow](
        name="title", title="Workforce indicator", text=lambda r: r.record.title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.rating.illustrative else (),
    ),
    Column[WorkforceRow](
        name="trend", title="Trend", text=lambda r: r.rating.distance, width=72, delegate=SparklineDelegate,
        cell=lambda r: spark_of(r.plan, r.record, r.rating.status), tip=lambda r: r.rating.reason, gives_way=1,
    ),
    Column[WorkforceRow](
        name="value", title="Latest", text=lambda r: r.value, right=True, width=92, tip=_period,
    ),
    Column[WorkforceRow](name="period", title="Period", text=_period, width=128, gives_way=2),
    Column[WorkforceRow](name="target", title="Target", text=lambda r: r.target, right=True, width=64),
    Column[WorkforceRow](
        name="status", title="Status", text=lambda r: r.rating.word, width=98, delegate=StatusDelegate,
        cell=lambda r: r.rating.status, tip=lambda r: r.rating.reason,
        sort=lambda r: -r.rating.status.rank if r.rating.status.rated else None,
    ),
    Column[WorkforceRow](
        name="direction", title="Since", text=lambda r: str(r.rating.direction or ""), width=74,
        delegate=DirectionDelegate, cell=lambda r: r.rating.direction, tip=lambda r: "Since the last closed meeting",
    ),
]  # fmt: skip

STATEMENTS = [
    Column[StatementRow](
        name="title", title="Without a figure", text=lambda r: r.record.title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: r.tags,
        tip=lambda r: f"{r.record.title}. {r.record.says}",
    ),
    Column[StatementRow](name="says", title="What is said", text=lambda r: r.record.says, width=240),
    Column[StatementRow](
        name="moving", title="Moves", width=84,
        text=lambda r: MOVING[r.record.moving] if r.record.moving else "",
    ),
    Column[StatementRow](
        name="period", title="Period", text=lambda r: str(r.record.period or ""), width=128, gives_way=1,
        sort=lambda r: r.record.period,
    ),
]  # fmt: skip


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
        return [BudgetRow(line, self.workspace.ratings) for line in plan.all(BudgetLine)]

    def below(self) -> QWidget:
        self._total = Card("In total")
        self._total.header.row.insertWidget(1, self.total_tag)
        self._total.body.addWidget(self.totals)
        return self._total


class WorkforceRegister(Register):
    """Indicators about the workforce, which open on their own page."""

    KIND, WHAT, NEW = Indicator, "workforce indicator", "New indicator"
    NOTHING = (
        "No indicator is about the workforce yet", "Enter one here, or say so of an indicator where it is edited.",
    )  # fmt: skip

    def __init__(self, page: Page):
        super().__init__(page, "workforce", WORKFORCE, two_lines=False)

    def rows(self) -> Iterable[WorkforceRow]:
        ratings = self.workspace.ratings
        return [WorkforceRow(each, ratings) for each in ratings.plan.wholes if each.workforce]

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
        return [StatementRow(statement, self.workspace.ratings) for statement in shown]

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
            "Money": self.budget, "Workforce": self.workforce, "Said without a figure": self.statements,
        })  # fmt: skip

    def summary(self, plan: Plan) -> str:
        """Such as "4 budget lines, sources disagree about 1, 2 workforce indicators, 3 statements"."""
        lines = plan.all(BudgetLine)
        apart = sum(any(each.settlement is None for each in disputes_of(plan, line)) for line in lines)
        people = sum(indicator.workforce for indicator in plan.wholes)
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
