"""The page: a register of all indicators, and the chosen one's trend, readings and what it is beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.figures import counted
from app.domain.plan import Plan
from app.domain.records import Indicator, Reading, Record, Risk, Theme
from app.domain.status import Status
from app.ui import operations
from app.ui.page import Page
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import Facts
from app.ui.register.page import RegisterPage
from app.ui.register.register import Register
from app.ui.session import Session
from app.ui.widgets.combo import Combo

from .panel import Events, Readings, Trend, facts
from .rows import CONTEXT, IndicatorRow, columns

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
            page, _kicker, self.trend, self.readings, Facts(page, facts, "About"), self.events, rated=True,
            acts=(operations.enter_reading, operations.edit, operations.set_status), thread="Golden thread",
        )  # fmt: skip
        super().__init__(page, "indicators", columns(self._is_out), panel)
        self.trend.point_chosen.connect(panel.choose)
        for combo in (self.by_status, self.by_theme):
            combo.currentIndexChanged.connect(self.narrow)

    def rows(self) -> Iterable[IndicatorRow]:
        plan, ratings = self.workspace.plan, self.workspace.ratings
        self._offer_themes()
        return [IndicatorRow(indicator, ratings) for indicator in plan.all(Indicator)]

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


class IndicatorsPage(RegisterPage):
    """All indicators and the chosen one."""

    title = "Indicators"

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(session, parent)
        self.indicators = IndicatorRegister(self)
        for combo in (self.indicators.by_status, self.indicators.by_theme):
            self.header.row.addWidget(combo)
        self.show_registers({"Indicators": self.indicators})
        enter = QShortcut(QKeySequence("Ctrl+Return"), self)
        enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        enter.activated.connect(lambda: self.indicators.panel.do(operations.enter_reading))

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        if kinds - _IRRELEVANT:
            super().reload(kinds)

    def whole(self, record: Record) -> Record | None:
        return self.workspace.find(record.indicator) if isinstance(record, Reading) else record

    def summary(self, plan: Plan) -> str:
        """Such as "24 indicators, 6 off track"."""
        found = plan.all(Indicator)
        off = sum(self.workspace.ratings.of(each).status is Status.RED for each in found if not each.is_context)
        return counted(len(found), "indicator") + (f", {off:,} off track" if off else "") if found else ""


def _kicker(plan: Plan, indicator: Indicator) -> str:
    marks = [indicator.ref, "key indicator" if indicator.key else "", "for context" if indicator.is_context else ""]
    return " · ".join(filter(None, marks))
