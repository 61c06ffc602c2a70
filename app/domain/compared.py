"""How a figure compares with those of others: England, statistical neighbours, anybody."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import figure, gap
from .plan import Plan
from .records import Benchmark, Indicator, Reading
from .targets import held_to

MOST = 3
"""So many of those one compares oneself with are drawn on a chart; all of them are told."""


def benchmarks(plan: Plan, indicator: Indicator) -> tuple[Benchmark, ...]:
    """The figures of others by the position date, the latest first."""
    given = plan.children(indicator, Benchmark, "indicator")
    there = [b for b in given if b.period and b.value is not None and b.period.first <= plan.position]
    return (
        tuple(sorted(there, key=lambda b: (b.period.order if b.period else (), b.who), reverse=True)) if there else ()
    )


def latest_of_each(plan: Plan, indicator: Indicator) -> dict[str, Benchmark]:
    """The latest figure of each of the others, those with the latest first."""
    found: dict[str, Benchmark] = {}
    for each in benchmarks(plan, indicator):
        found.setdefault(each.who, each)
    return found


def beside(plan: Plan, indicator: Indicator, benchmark: Benchmark) -> Reading | None:
    """One's own figure that is compared: for the same period, else the last of those that lie within it."""
    series, period = plan.series(indicator), benchmark.period
    if period is None:
        return None
    same = next((r for r in series if r.period == period), None)
    within = [r for r in series if r.period and period.first <= r.period.first and r.period.last <= period.last]
    return same or (within[-1] if within else None)


def compared_words(plan: Plan, indicator: Indicator, benchmark: Benchmark) -> str:
    """Such as "here 81 % for March 2018, 3 points worse"; that nothing can be compared, where it cannot."""
    own = beside(plan, indicator, benchmark)
    if own is None or own.value is None or benchmark.value is None:
        return f"no figure here for {benchmark.period}"
    when = "" if own.period == benchmark.period else f" for {own.period}"
    return f"here {figure(own.value, indicator.unit)}{when}, {_difference(plan, indicator, own, benchmark)}"


def sentences(plan: Plan, indicator: Indicator) -> Sequence[str]:
    """Such as "England 84 % in 2017/18: here 81 %, 3 points worse.", of each of the others by their latest figure."""
    return [
        f"{b.who} {figure(b.value, indicator.unit)} in {b.period}: {compared_words(plan, indicator, b)}."
        for b in latest_of_each(plan, indicator).values()
        if b.value is not None
    ]


def _difference(plan: Plan, indicator: Indicator, own: Reading, benchmark: Benchmark) -> str:
    assert own.value is not None
    assert benchmark.value is not None
    away = own.value - benchmark.value
    if not away:
        return "the same"
    better = held_to(plan, indicator, own.period).better
    if better in ("higher", "lower"):
        return f"{gap(away, indicator.unit)} {'better' if (away > 0) == (better == 'higher') else 'worse'}"
    return f"{gap(away, indicator.unit)} {'more' if away > 0 else 'less'}"
