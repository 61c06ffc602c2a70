"""All indicators at once: small charts by theme or of a set, what wants the eye first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from app.domain import small_charts
from app.domain.records import Indicator, IndicatorSet, Theme
from app.domain.small_charts import ChartGroup, Order
from app.ui import kit, look
from app.ui.page import Page
from app.ui.widgets.chart_grid import ChartGrid
from app.ui.widgets.combo import Combo
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState

LEGEND = (
    "▲ ▼ the latest figure is more than chance: improvement (blue), concern (orange) or change (purple). "
    "∿ varies by chance. P will meet its target, F will miss it, ? hits or misses it by chance. "
    "Dashed: target. Dotted: limits. * rests on illustrative values."
)


class AllAtOnce(QWidget):
    """The view.

    Attributes:
        scope: all of them, those of a theme, or a set.
        order: what stands first; `same` whether axes are shared where units agree.
        grid: the charts; `state` says how many have a special cause.
        nothing: stands there while there is no indicator.
    """

    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.scope, self.order, self.same = Combo(), Combo(), QCheckBox("Same axis where units agree")
        self.scope.setAccessibleName("Which indicators")
        self.order.setAccessibleName("What stands first")
        self.order.offer({each.value: each.value for each in Order})
        self.same.setChecked(True)
        self.grid, self.state = ChartGrid(), ElidedLabel(quiet=True)
        self.nothing = EmptyState("No indicators yet", "Each is drawn here as a small chart.", "")
        legend = look.label(LEGEND, "small", quiet=True, wrap=True)
        head = kit.row(self.scope, self.order, self.same, (self.state, 1), gap=look.space(1.5))
        self._holder = QStackedWidget()
        whole = kit.block(kit.column(head, legend, (self.grid, 1), gap=look.space(1)))
        for view in (whole, self.nothing):
            self._holder.addWidget(view)
        kit.column(self._holder, on=self)
        self.grid.opened.connect(page.opened)
        for combo in (self.scope, self.order):
            combo.currentIndexChanged.connect(self.refresh)
        self.same.toggled.connect(self.refresh)

    def refresh(self) -> None:
        """Show them as they are now."""
        workspace = self.page.workspace
        plan, ratings = workspace.plan, workspace.ratings
        themes = [theme for theme in plan.all(Theme) if plan.serving(theme, Indicator)]
        sets = {each.id: f"Set: {each.title}" for each in plan.all(IndicatorSet)}
        self.scope.offer({"": "All indicators", **{each.id: each.name for each in themes}, **sets})
        groups = self._groups()
        order = Order(self.order.currentData() or Order.WORST)
        self.grid.show_groups(
            groups, lambda indicator: small_charts.small_chart(plan, indicator, ratings),
            lambda group: small_charts.in_order(plan, ratings, group.indicators, order),
            (lambda group: small_charts.shared_heights(plan, group.indicators)) if self.same.isChecked() else None,
        )  # fmt: skip
        count = len({each.id for group in groups for each in group.indicators})
        self.state.setText(f"{count:,} shown")
        self._holder.setCurrentIndex(0 if groups else 1)

    def _groups(self) -> Sequence[ChartGroup]:
        plan, wanted = self.page.workspace.plan, self.scope.currentData()
        if (of := plan.get(IndicatorSet, wanted or "")) is not None:
            those = plan.serving(of, Indicator)
            return [ChartGroup(of.title, of, those)] if those else []
        groups = small_charts.by_theme(plan)
        return [group for group in groups if not wanted or (group.record is not None and group.record.id == wanted)]
