"""What stands around the figures of an indicator, in its panel: targets by period, benchmarks, and its limits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.breakdown import holds_down, part_name
from app.domain.compared import compared_words
from app.domain.counts import tiny
from app.domain.figures import between, capital, figure, opening
from app.domain.limits import offered
from app.domain.plan import Plan
from app.domain.records import Benchmark, Indicator, Rebase, Record, TargetStep
from app.domain.schedule import PartialDate
from app.ui import kit, look, operations
from app.ui.adding import PART
from app.ui.page import Page
from app.ui.record.parts import PartsSection
from app.ui.record.sections import say
from app.ui.widgets.card import ListRow
from app.ui.widgets.sparkline import SparkLine, spark_of


class Parts(PartsSection[Indicator, Indicator]):
    """The parts of an indicator, each with its own small chart, and which of them hold it down.

    Attributes:
        said: that, in a sentence.
    """

    def __init__(self, page: Page):
        super().__init__(
            page, "Its parts", Indicator, "part_of", line=self._part, order=lambda each: each.title,
            nothing="It is not broken down by team, area or group.",
        )  # fmt: skip
        self.said = self.over()
        self.add_button.setText("Add a part")
        self.add_button.setAccessibleName(PART.word)

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        say(self.said, holds_down(plan, record))
        there = super().show_record(record, plan)
        return there and not plan.is_part(record)

    def parts(self, record: Indicator, plan: Plan) -> Sequence[Indicator]:
        return plan.parts(record)

    def edit(self, part: Record) -> None:
        self.page.opened.emit(part)

    def _part(self, plan: Plan, part: Indicator) -> ListRow:
        rating, latest = self.page.workspace.ratings.of(part), plan.latest(part)
        value = "" if latest is None or latest.value is None else f"{figure(latest.value, part.unit)} {latest.period}"
        few = tiny(part, latest) if latest else ""
        said = ". ".join(filter(None, (rating.distance, few)))
        return ListRow(
            part_name(part), detail=said, word=value, status=str(rating.status), illustrative=rating.illustrative
        )

    def _pressed(self, row: ListRow, part: Indicator) -> QWidget:
        plan = self.page.workspace.plan
        line = SparkLine(spark_of(plan, part, str(self.page.workspace.ratings.of(part).status)))
        top = Qt.AlignmentFlag.AlignTop
        return kit.block(kit.row((super()._pressed(row, part), 1), (line, top), gap=look.space(0.5)))

    def _add(self) -> None:
        if self._of is not None and (made := operations.start(PART, self.page.session, self._of, self.page)):
            self.page.opened.emit(made)


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
    """Where the limits were begun anew, the latest first.

    Attributes:
        offer: that a shift has held, and what new limits would say.
    """

    def __init__(self, page: Page):
        super().__init__(
            page, "New limits", Rebase, "indicator", line=_rebase, order=lambda each: -_place(each.starts),
            nothing="The limits were never begun anew.",
        )  # fmt: skip
        self.offer = self.over()
        self.add_button.setText(operations.ADD[Rebase].word)

    def show_record(self, record: Indicator, plan: Plan) -> bool:
        offer = offered(plan, record)
        held = f"{offer.words} Begin them anew only where you know what changed." if offer else ""
        say(self.offer, held)
        return super().show_record(record, plan)


def _step(plan: Plan, step: TargetStep) -> ListRow:
    return ListRow(f"From {step.starts}: {step_words(step, _unit(plan, step.indicator))}", detail=opening(step.note))


def step_words(step: TargetStep, unit: str) -> str:
    """Such as "85 %", "between 10 and 20 %"."""
    if step.target is None:
        return ""
    return figure(step.target, unit) if step.target_high is None else between(step.target, step.target_high, unit)


def _benchmark(plan: Plan, benchmark: Benchmark) -> ListRow:
    indicator = plan.get(Indicator, benchmark.indicator)
    if indicator is None or benchmark.value is None:
        return ListRow(benchmark.who, word=str(benchmark.period), detail=opening(benchmark.note))
    said = "\n".join(filter(None, (capital(compared_words(plan, indicator, benchmark)), opening(benchmark.note))))
    return ListRow(
        f"{benchmark.who} {figure(benchmark.value, indicator.unit)}", word=str(benchmark.period), detail=said
    )


def _rebase(_plan: Plan, rebase: Rebase) -> ListRow:
    return ListRow(f"From {rebase.starts}: {rebase.title}", detail=opening(rebase.reason))


def _unit(plan: Plan, key: str) -> str:
    found: Record | None = plan.get(Indicator, key)
    return found.unit if isinstance(found, Indicator) else ""


def _place(period: PartialDate | None) -> int:
    return period.last.toordinal() if period else 0
