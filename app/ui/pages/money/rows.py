"""Budget lines, workforce indicators and statements as rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.domain.bar import bar
from app.domain.disputes import disputes_of
from app.domain.figures import figure
from app.domain.plan import Plan
from app.domain.rating import Rating, Ratings
from app.domain.records import MOVING, NATURE, BudgetLine, Indicator, Statement
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.record_model import Column
from app.ui.widgets.sparkline import SparklineDelegate, spark_of
from app.ui.widgets.tagged import TaggedDelegate

DISAGREE, CONCERN = "sources disagree", "concern"


@dataclass(frozen=True)
class BudgetRow:
    """A budget line with the plan that says whether sources disagree about it."""

    line: BudgetLine
    plan: Plan

    @property
    def id(self) -> str:
        return self.line.id

    @cached_property
    def tags(self) -> tuple[str, ...]:
        apart = any(dispute.settlement is None for dispute in disputes_of(self.plan, self.line))
        marked = any(self.plan.illustrative(self.line, name) for name in ("", "amount", "years", "nature", "funding"))
        return (*((DISAGREE,) if apart else ()), *((ILLUSTRATIVE,) if marked else ()))


@dataclass(frozen=True)
class WorkforceRow:
    """An indicator about the workforce, as it stands."""

    indicator: Indicator
    plan: Plan
    ratings: Ratings

    @property
    def id(self) -> str:
        return self.indicator.id

    @cached_property
    def rating(self) -> Rating:
        return self.ratings.of(self.indicator)

    @property
    def value(self) -> str:
        reading = self.plan.latest(self.indicator)
        if reading is None or reading.value is None:
            return "No reading"
        return ("about " if reading.about else "") + figure(reading.value, self.indicator.unit)

    @property
    def period(self) -> str:
        reading = self.plan.latest(self.indicator)
        return str(reading.period) if reading and reading.period else ""

    @property
    def target(self) -> str:
        against = bar(self.indicator, self.plan.latest(self.indicator), self.plan)
        return against.figure(self.indicator.unit) if against else ""


@dataclass(frozen=True)
class StatementRow:
    """A statement, and whether no source supports it."""

    statement: Statement
    plan: Plan

    @property
    def id(self) -> str:
        return self.statement.id

    @property
    def moving(self) -> str:
        return MOVING[self.statement.moving] if self.statement.moving else ""

    @property
    def tags(self) -> tuple[str, ...]:
        own = (CONCERN,) if self.statement.concern else ()
        return (*own, ILLUSTRATIVE) if self.plan.illustrative(self.statement) else own


def amount(line: BudgetLine) -> str:
    """Such as "£5,200,000"."""
    return figure(line.amount, "£") if line.amount is not None else "No sum named"


BUDGET = [
    Column[BudgetRow](
        name="title", title="Budget line", text=lambda r: r.line.title, stretch=True, delegate=TaggedDelegate,
        cell=lambda r: tuple(tag for tag in r.tags if tag != DISAGREE), second=lambda r: r.line.pays_for,
        tip=lambda r: f"{r.line.title}. {r.line.pays_for}",
    ),
    Column[BudgetRow](
        name="amount", title="Amount", text=lambda r: amount(r.line), right=True, width=128,
        second=lambda r: DISAGREE if DISAGREE in r.tags else "",
        sort=lambda r: r.line.amount,
    ),
    Column[BudgetRow](
        name="years", title="Years", text=lambda r: r.line.years or "Years not said", width=112,
        second=lambda r: NATURE[r.line.nature] if r.line.nature else "Nature not said",
        sort=lambda r: r.line.years or None,
    ),
    Column[BudgetRow](
        name="nature", title="Nature", text=lambda r: NATURE[r.line.nature], width=80, shown=False, gives_way=2,
    ),
    Column[BudgetRow](
        name="funding", title="Paid from", text=lambda r: r.line.funding or "Not said", width=150, gives_way=1,
    ),
]  # fmt: skip

WORKFORCE = [
    Column[WorkforceRow](
        name="title", title="Workforce indicator", text=lambda r: r.indicator.title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: (ILLUSTRATIVE,) if r.rating.illustrative else (),
    ),
    Column[WorkforceRow](
        name="trend", title="Trend", text=lambda r: r.rating.distance, width=72, delegate=SparklineDelegate,
        cell=lambda r: spark_of(r.plan, r.indicator, r.rating.status), tip=lambda r: r.rating.reason, gives_way=1,
    ),
    Column[WorkforceRow](
        name="value", title="Latest", text=lambda r: r.value, right=True, width=92, tip=lambda r: r.period,
    ),
    Column[WorkforceRow](name="period", title="Period", text=lambda r: r.period, width=128, gives_way=2),
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
        name="title", title="Without a figure", text=lambda r: r.statement.title, stretch=True,
        delegate=TaggedDelegate, cell=lambda r: r.tags,
        tip=lambda r: f"{r.statement.title}. {r.statement.says}",
    ),
    Column[StatementRow](name="says", title="What is said", text=lambda r: r.statement.says, width=240),
    Column[StatementRow](name="moving", title="Moves", text=lambda r: r.moving, width=84),
    Column[StatementRow](
        name="period", title="Period", text=lambda r: str(r.statement.period or ""), width=128, gives_way=1,
        sort=lambda r: r.statement.period,
    ),
]  # fmt: skip
