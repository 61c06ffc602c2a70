"""What stands around the figures of an indicator, in its panel: targets by period, benchmarks, and its limits."""

from __future__ import annotations

from app.domain.figures import between, figure, opening
from app.domain.plan import Plan
from app.domain.records import Benchmark, Indicator, Rebase, Record, TargetStep
from app.domain.schedule import PartialDate
from app.ui.page import Page
from app.ui.record.parts import PartsSection
from app.ui.widgets.card import ListRow


class TargetSteps(PartsSection[Indicator, TargetStep]):
    """The targets that come in the place of the first one, in the order in which they hold."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Targets that change", TargetStep, "indicator", line=_step, order=lambda each: _place(each.starts),
            nothing="One target holds throughout.",
        )  # fmt: skip


class Benchmarks(PartsSection[Indicator, Benchmark]):
    """The figures of others, the latest first."""

    def __init__(self, page: Page):
        super().__init__(
            page, "Compared with", Benchmark, "indicator", line=_benchmark, nothing="No figure of others is entered.",
            order=lambda each: (-_place(each.period), each.who),
        )  # fmt: skip


class NewLimits(PartsSection[Indicator, Rebase]):
    """Where the limits were begun anew, the latest first."""

    def __init__(self, page: Page):
        super().__init__(
            page, "New limits", Rebase, "indicator", line=_rebase, order=lambda each: -_place(each.starts),
            nothing="The limits were never begun anew.",
        )  # fmt: skip


def _step(plan: Plan, step: TargetStep) -> ListRow:
    return ListRow(f"From {step.starts}: {step_words(step, _unit(plan, step.indicator))}", detail=opening(step.note))


def step_words(step: TargetStep, unit: str) -> str:
    """Such as "85 %", "between 10 and 20 %"."""
    if step.target is None:
        return ""
    return figure(step.target, unit) if step.target_high is None else between(step.target, step.target_high, unit)


def _benchmark(plan: Plan, benchmark: Benchmark) -> ListRow:
    value = "" if benchmark.value is None else figure(benchmark.value, _unit(plan, benchmark.indicator))
    return ListRow(f"{benchmark.who} {value}", word=str(benchmark.period), detail=opening(benchmark.note))


def _rebase(_plan: Plan, rebase: Rebase) -> ListRow:
    return ListRow(f"From {rebase.starts}: {rebase.title}", detail=opening(rebase.reason))


def _unit(plan: Plan, key: str) -> str:
    found: Record | None = plan.get(Indicator, key)
    return found.unit if isinstance(found, Indicator) else ""


def _place(period: PartialDate | None) -> int:
    return period.last.toordinal() if period else 0
