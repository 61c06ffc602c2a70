"""Targets that change: each figure is judged by the target that held in its period."""

from __future__ import annotations

from dataclasses import replace

from .plan import Plan
from .records import Indicator, TargetStep
from .schedule import PartialDate


def steps(plan: Plan, indicator: Indicator) -> tuple[TargetStep, ...]:
    """The targets that come in the place of the first one, in the order in which they hold."""
    if not (given := plan.children(indicator, TargetStep, "indicator")):
        return ()
    found = [each for each in given if each.starts and each.target is not None]
    return tuple(sorted(found, key=lambda each: each.starts.order if each.starts else ()))


def step_of(plan: Plan, indicator: Indicator, period: PartialDate) -> TargetStep | None:
    """The step that holds in a period, having begun with or before it; None where the indicator's own target does."""
    there = [each for each in steps(plan, indicator) if each.starts and each.starts.first <= period.first]
    return there[-1] if there else None


def held_to(plan: Plan | None, indicator: Indicator, period: PartialDate | None) -> Indicator:
    """The indicator with the target that holds in a period; the very same where that is its own."""
    step = step_of(plan, indicator, period) if plan is not None and period is not None else None
    if step is None:
        return indicator
    return replace(indicator, target=step.target, target_high=step.target_high)


def held_now(plan: Plan, indicator: Indicator) -> Indicator:
    """The indicator with the target by which its latest figure is judged; without one, that of the plan's day."""
    latest = plan.latest(indicator)
    return held_to(plan, indicator, latest.period if latest else PartialDate.of(plan.position))
