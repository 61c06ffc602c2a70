"""An indicator by its parts (teams, areas, groups): how each stands, and which of them hold it down.

Where the counts of all parts are known, each is weighed by its cases: what it takes off the whole is how far it lies
from where the whole should be, times its share of all cases. Else the one that is worst against the whole is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .bar import bar
from .counts import exactly, of_words
from .figures import digits, during, figure, gap, listed, short_name, worked_out
from .plan import Plan
from .records import Indicator, Reading
from .targets import held_to


class PartFigure(NamedTuple):
    """A part with its figure for the period of the latest one of the whole; None where it has none."""

    part: Indicator
    reading: Reading | None


def part_name(part: Indicator) -> str:
    """Such as "North (team)"."""
    kind = part.part.strip()
    return f"{short_name(part)} ({kind})" if kind else short_name(part)


def part_figures(plan: Plan, whole: Indicator) -> list[PartFigure]:
    """The parts of an indicator, in the order of their titles."""
    latest = plan.latest(whole)
    period = latest.period if latest else None
    return [
        PartFigure(part, next((r for r in plan.series(part) if r.period == period), None) if period else None)
        for part in plan.parts(whole)
    ]


def holds_down(plan: Plan, whole: Indicator) -> str:
    """Which parts hold an indicator down, in sentences; empty where it has none, or neither direction is better."""
    found, latest = part_figures(plan, whole), plan.latest(whole)
    if not found or latest is None or latest.value is None or latest.period is None:
        return ""
    known = [(each.part, each.reading) for each in found if each.reading is not None]
    silent = [short_name(each.part) for each in found if each.reading is None]
    missing = f" No figure {during(latest.period)} from {listed(silent)}." if silent else ""
    higher = held_to(plan, whole, latest.period).better == "higher"
    if not known or whole.better not in ("higher", "lower"):
        return missing.strip()
    said = _weighed(plan, whole, latest, known, 1 if higher else -1) if not silent else ""
    return (said or _furthest(whole, latest, known, 1 if higher else -1)) + missing


def _weighed(
    plan: Plan, whole: Indicator, latest: Reading, known: Sequence[tuple[Indicator, Reading]], way: int
) -> str:
    """By the cases of each part; empty where those of one are not known, or the unit is no share."""
    cases = [reading.denominator for _part, reading in known if reading.denominator]
    shares = [exactly(whole, reading.numerator, reading.denominator) for _part, reading in known]
    against = bar(whole, latest, plan)
    if len(cases) < len(known) or None in shares or against is None:
        return ""
    every = sum(Fraction(count) for count in cases)
    aim = Fraction(against.value)
    takes = [
        (aim - share) * way * Fraction(count) / every
        for share, count in zip(shares, cases, strict=True) if share is not None
    ]  # fmt: skip
    worst = max(range(len(takes)), key=takes.__getitem__)
    part, reading = known[worst]
    if takes[worst] <= 0:
        return f"None of its parts holds it down: each is at {against.word} or better."
    places = max(1, digits([latest.value] if latest.value is not None else []))
    cost = gap(worked_out(takes[worst], places, whole.unit), whole.unit)
    behind = [short_name(known[n][0]) for n, cost_of in enumerate(takes) if cost_of > 0 and n != worst]
    others = f" {listed(behind)} {'is' if len(behind) == 1 else 'are'} behind too." if behind else ""
    at = f"{_said(whole, reading)} ({of_words(whole, reading)})"
    return f"{short_name(part)} holds it down most: at {at} it takes {cost} off the whole.{others}"


def _furthest(whole: Indicator, latest: Reading, known: Sequence[tuple[Indicator, Reading]], way: int) -> str:
    """The part that is worst against the whole; of a number of cases, of which the parts are shares, nothing."""
    assert latest.value is not None
    if not whole.unit:
        return _most(whole, latest, known) if way < 0 else ""
    part, reading = min(known, key=lambda each: (each[1].value or 0) * way)
    assert reading.value is not None
    behind = (latest.value - reading.value) * way
    if behind <= 0:
        return "None of its parts with a figure is worse than the whole."
    worse = f"{gap(behind, whole.unit)} worse than the whole"
    return f"{short_name(part)} is furthest behind: {_said(whole, reading)}, {worse}."


def _most(whole: Indicator, latest: Reading, known: Sequence[tuple[Indicator, Reading]]) -> str:
    part, reading = max(known, key=lambda each: each[1].value or 0)
    if not reading.value:
        return ""
    return f"{short_name(part)} makes up the most of it: {_said(whole, reading)} of {_said(whole, latest)}."


def _said(whole: Indicator, reading: Reading) -> str:
    assert reading.value is not None
    return figure(reading.value, whole.unit)
