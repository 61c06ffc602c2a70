"""The page: a register of all indicators, and the chosen one's trend, readings and what it is beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.bar import Bar, bar
from app.domain.figures import counted, figure, listed
from app.domain.plan import Plan
from app.domain.records import (
    Benchmark,
    Indicator,
    IndicatorSet,
    Reading,
    Rebase,
    Record,
    Risk,
    TargetStep,
    Theme,
)
from app.domain.schedule import MONTHS, PartialDate
from app.domain.status import Status
from app.ui import operations
from app.ui.page import Page
from app.ui.record.effects import DidItWork
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import FactLine, Facts
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.register.row import RecordRow
from app.ui.session import Session
from app.ui.widgets.combo import Combo
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.rag_badge import ILLUSTRATIVE, ILLUSTRATIVE_TIP
from app.ui.widgets.record_model import Column
from app.ui.widgets.sparkline import Spark, SparklineDelegate, spark_of
from app.ui.widgets.tagged import TaggedDelegate

from .all_at_once import AllAtOnce
from .around import Benchmarks, NewLimits, Parts, TargetSteps
from .mending import WarningList, Warnings
from .month_end import MonthEnd
from .panel import Events, Readings, Trend, facts

KEY, CONTEXT, PART = "key", "context", "part"


class IndicatorRow(RecordRow[Indicator]):
    """An indicator, as it stands."""

    @cached_property
    def latest(self) -> Reading | None:
        return self.plan.latest(self.record)

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes it serves, by number."""
        return tuple(sorted(self.plan.served(self.record, Theme), key=lambda theme: theme.number or 0))

    @cached_property
    def against(self) -> Bar | None:
        """What the latest reading is judged against."""
        return bar(self.record, self.latest, self.plan)

    @property
    def value(self) -> str:
        reading = self.latest
        if reading is None or reading.value is None:
            return ""
        return ("about " if reading.about else "") + figure(reading.value, self.record.unit)

    @property
    def period(self) -> str:
        return short_period(self.latest.period) if self.latest and self.latest.period else ""

    @property
    def target(self) -> str:
        if self.against is None or self.record.is_context:
            return ""
        return self.against.figure(self.record.unit)

    @property
    def short(self) -> float | None:
        """How far it is worse than it should be, as a share of that; below 0 where it is better; None if unknown."""
        judged = self.record.better not in ("unknown", "") and not self.record.is_context
        if self.latest is None or self.latest.value is None or self.against is None or not judged:
            return None
        worse = self.against.worse_by(self.latest.value, self.record.better)
        return float(worse) / (abs(float(self.against.value)) or 1)

    @property
    def gap(self) -> str:
        """The distance in few words: of a straight line only that it is one."""
        against = self.against
        return (
            self.rating.distance.replace(against.word, "the line") if against and against.line else self.rating.distance
        )

    @property
    def tags(self) -> tuple[str, ...]:
        own = [KEY] if self.record.key else [self.record.part or PART] if self.plan.is_part(self.record) else []
        return (*own, *((ILLUSTRATIVE,) if self.rating.illustrative else ()))

    @property
    def spark(self) -> Spark:
        return spark_of(self.plan, self.record, self.rating.status)

    @property
    def tip(self) -> str:
        notes = ["A key indicator: off track, it puts its themes off track."] if self.record.key else []
        notes += ["For context only: no target is meant, so that it is never rated."] if self.record.is_context else []
        notes += [ILLUSTRATIVE_TIP] if self.rating.illustrative else []
        return " ".join([self.record.title, *(f"({note})" for note in notes)])


def short_period(period: PartialDate) -> str:
    """Such as "Dec 2017", for columns of periods."""
    return f"{MONTHS[period.first.month - 1]} {period.first.year}" if period.precision == "month" else str(period)


def columns(is_out: Callable[[str], bool]) -> list[Column[IndicatorRow]]:
    """What the register shows; what a column says that `is_out` stands in a second line instead."""
    return [
        Column[IndicatorRow](name="ref", title="Ref", text=lambda r: r.record.ref, width=52),
        Column[IndicatorRow](
            name="title", title="Indicator", text=lambda r: r.record.title, stretch=True, delegate=TaggedDelegate,
            cell=lambda r: r.tags, tip=lambda r: r.tip, second=lambda r: r.gap if is_out("gap") else "",
        ),
        Column[IndicatorRow](
            name="trend", title="Trend", text=lambda r: r.rating.distance, sort=lambda r: len(r.spark.values), width=70,
            delegate=SparklineDelegate, cell=lambda r: r.spark, gives_way=2, tip=lambda r: r.rating.reason,
        ),
        Column[IndicatorRow](
            name="value", title="Latest", text=lambda r: r.value, right=True, width=92,
            second=lambda r: r.period if is_out("period") else "", sort=lambda r: r.latest.value if r.latest else None,
        ),
        Column[IndicatorRow](
            name="period", title="Period", text=lambda r: r.period, width=80, gives_way=5,
            sort=lambda r: r.latest.period if r.latest else None,
        ),
        Column[IndicatorRow](
            name="target", title="Target", text=lambda r: r.target, right=True, width=64, gives_way=1,
            sort=lambda r: r.against.value if r.against else None,
        ),
        Column[IndicatorRow](
            name="gap", title="Gap", text=lambda r: r.gap, width=186, sort=lambda r: r.short, gives_way=6,
            tip=lambda r: r.rating.distance,
        ),
        Column[IndicatorRow](
            name="status", title="Status", width=98, delegate=StatusDelegate,
            text=lambda r: "For context" if r.record.is_context else r.rating.word,
            cell=lambda r: None if r.record.is_context else r.rating.status,
            sort=lambda r: -r.rating.status.rank if r.rating.status.rated else None,
            second=lambda r: str(r.rating.direction or "") if is_out("direction") else "",
            tip=lambda r: r.rating.reason,
        ),
        Column[IndicatorRow](
            name="direction", title="Direction", text=lambda r: str(r.rating.direction or ""), width=92,
            delegate=DirectionDelegate, cell=lambda r: r.rating.direction, gives_way=3,
            tip=lambda r: "Since the last closed meeting",
        ),
        Column[IndicatorRow](
            name="themes", title="Themes", text=lambda r: ", ".join(str(t.number) for t in r.themes), width=74,
            gives_way=4, tip=lambda r: "; ".join(t.name for t in r.themes),
        ),
        Column[IndicatorRow](
            name="owner", title="Owner", text=lambda r: r.record.owner, width=140, shown=False, gives_way=5,
        ),
    ]  # fmt: skip


SETS = [
    Column[RecordRow[IndicatorSet]](name="title", title="Set", text=lambda r: r.record.title, stretch=True),
    Column[RecordRow[IndicatorSet]](
        name="shows", title="Shows", text=lambda r: listed([each.name for each in members(r.plan, r.record)]),
        width=420,
    ),
]  # fmt: skip


def members(plan: Plan, of: IndicatorSet) -> tuple[Indicator, ...]:
    """The indicators that a set shows."""
    return plan.serving(of, Indicator)


_IRRELEVANT = frozenset({Risk})


class IndicatorRegister(Register):
    """All indicators.

    Attributes:
        by_status, by_theme: narrow the table too.
        trend, readings, events: parts of the panel.
    """

    KIND, WHAT, NEW, SHARE = Indicator, "indicator", "New indicator", 470
    NOTHING = (
        "No indicators yet",
        "An indicator is something measured again and again, with where it should be: such as the share of contacts "
        "decided within a day. Its status follows from its readings.",
    )

    def __init__(self, page: Page):
        self.by_status, self.by_theme = Combo(), Combo()
        self.by_status.setAccessibleName("Status")
        self.by_status.addItem("Any status", None)
        for status in (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_RATED):
            self.by_status.addItem(status.word, status)
        self.by_status.addItem("For context", CONTEXT)
        self.by_theme.setAccessibleName("Theme")
        self.trend, self.readings = Trend(page), Readings(page)
        self.events = Events(page, self.trend)
        panel = RecordPanel[Indicator](
            page, _kicker, self.trend, Warnings(page), self.readings, Facts(page, facts, "About"), DidItWork(page),
            Parts(page), TargetSteps(page), Benchmarks(page), NewLimits(page), self.events, rated=True,
            acts=(operations.enter_reading, operations.edit, operations.set_status), thread="Golden thread",
        )  # fmt: skip
        super().__init__(page, "indicators", columns(self._is_out), panel)
        self.trend.point_chosen.connect(panel.choose)
        for combo in (self.by_status, self.by_theme):
            combo.currentIndexChanged.connect(self.narrow)

    def rows(self) -> Iterable[IndicatorRow]:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        self._offer_themes()
        return [IndicatorRow(each, ratings) for whole in plan.wholes for each in (whole, *plan.parts(whole))]

    def accepts(self, row: Any) -> bool:
        status, theme = self.by_status.currentData(), self.by_theme.currentData()
        return (
            super().accepts(row)
            and (status is None or status == (CONTEXT if row.record.is_context else row.rating.status))
            and (theme is None or any(each.id == theme for each in row.themes))
        )

    def is_narrowed(self) -> bool:
        return super().is_narrowed() or any(c.currentData() is not None for c in (self.by_status, self.by_theme))

    def widen(self) -> None:
        super().widen()
        for combo in (self.by_status, self.by_theme):
            combo.setCurrentIndex(0)

    def _is_out(self, name: str) -> bool:
        """Whether a column is not shown, so that what it says stands under another."""
        number = next(n for n, column in enumerate(self.table.records.columns) if column.name == name)
        return self.table.isColumnHidden(number)

    def _offer_themes(self) -> None:
        themes = sorted(self.workspace.all(Theme), key=lambda theme: theme.number or 0)
        self.by_theme.offer({None: "Any theme", **{theme.id: theme.name for theme in themes}})


class SetRegister(Register):
    """The sets of indicators that are looked at together."""

    KIND, WHAT, NEW = IndicatorSet, "set", "New set"
    NOTHING = (
        "No sets yet",
        "A set shows indicators that are read together, such as caseload, vacancies, agency staff and turnover.",
    )

    def __init__(self, page: Page):
        panel = RecordPanel[IndicatorSet](
            page, lambda _plan, _set: "Set of indicators", Facts(page, _set_facts), files="",
            thread="What it shows",
        )  # fmt: skip
        super().__init__(page, "indicator sets", SETS, panel)


class IndicatorsPage(RegisterPage):
    """All indicators and the chosen one; beside them the grid in which a month's figures are entered.

    Attributes:
        indicators: the register; `month_end`: the grid; `warnings`: what is amiss;
            `at_once`: small charts of all.
    """

    title = "Indicators"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.indicators = IndicatorRegister(self)
        self.month_end, self.warnings, self.at_once = MonthEnd(self), WarningList(self), AllAtOnce(self)
        for combo in (self.indicators.by_status, self.indicators.by_theme):
            self.header.row.addWidget(combo)
        self.show_registers(
            {"Indicators": self.indicators, "Sets": SetRegister(self)},
            {
                "Month end": (self.month_end, self.month_end.refresh),
                "Worth a look": (self.warnings, self.warnings.refresh),
                "All at once": (self.at_once, self.at_once.refresh),
            },
        )
        self.tabs.words.currentChanged.connect(self._changed_view)
        enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.activated.connect(self._enter_reading)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        if kinds - _IRRELEVANT:
            super().reload(kinds)

    def find(self) -> None:
        self._to_register()
        super().find()

    def new_row(self) -> bool:
        self._to_register()
        return super().new_row()

    def _to_register(self) -> None:
        if self.tabs.words.currentIndex() >= len(self.registers):
            self.tabs.words.setCurrentIndex(0)

    def _enter_reading(self) -> None:
        if self.tabs.words.currentIndex() == 0:
            self.indicators.panel.do(operations.enter_reading)

    def _changed_view(self, number: int) -> None:
        """What narrows the register belongs to it; month end begins where one types."""
        for combo in (self.indicators.by_status, self.indicators.by_theme):
            combo.setVisible(number == 0)
        views = (self.month_end.table, self.warnings.table, self.at_once.grid)
        if 0 <= (view := number - len(self.registers)) < len(views):
            views[view].setFocus()

    def whole(self, record: Record) -> Record | None:
        if isinstance(record, Reading | TargetStep | Benchmark | Rebase):
            return self.workspace.find(record.indicator)
        return record

    def summary(self, plan: Plan) -> str:
        """Such as "24 indicators, 6 off track"."""
        found = plan.wholes
        off = sum(self.workspace.ratings.of(each).status is Status.RED for each in found if not each.is_context)
        return counted(len(found), "indicator") + (f", {off:,} off track" if off else "") if found else ""


def _set_facts(_plan: Plan, shown: IndicatorSet) -> list[FactLine]:
    return [FactLine("Note", shown.note)]


def _kicker(plan: Plan, indicator: Indicator) -> str:
    marks = [indicator.ref, "key indicator" if indicator.key else "", "for context" if indicator.is_context else ""]
    return " · ".join(filter(None, marks))
