"""What is amiss with a figure or its target, and what mends it: one list for the page and for each indicator.

A target is warned of only while the process is stable: while it changes, its limits say nothing of where it is going.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from .adding_up import added_up
from .axis import follows
from .bar import tolerance
from .chart_words import assured
from .figures import capital, during, figure, listed
from .frozen import FrozenInOrder
from .judgement import Judgement, judgement
from .month_end import PERIOD_MONTHS
from .plan import Plan
from .rating import Ratings, Status
from .records import Indicator, Reading, Record
from .schedule import CADENCES, PartialDate, period_at
from .series import awaited, fits, late, stale
from .spc import Assurance
from .targets import held_now

NAMED = 3
"""So many periods of a kind are named."""


class WarningKind(StrEnum):
    """What a warning is about, the gravest first; the value is what people read."""

    POLARITY = "Nobody has said which way is better"
    AWAY = "Moving away from its target"
    REACH = "Target out of reach"
    COMMENT = "Off track, no commentary"
    LATE = "Late"
    TWICE = "Two figures for a period"
    PARTS = "Not what its parts come to"
    CADENCE = "Another cadence"
    GAP = "Periods missing"
    STRETCH = "Target without stretch"
    TOLERANCE = "Tolerance that decides nothing"


class Mend(StrEnum):
    """What mends it; the value is the word of its button."""

    ENTER = "Enter reading"
    CORRECT = "Correct"
    COMMENT = "Say what happened"
    EDIT = "Edit"
    ACT = "Add an action"


class FigureWarning(FrozenInOrder):
    """One thing amiss.

    Attributes:
        what: it in a sentence, with figures.
        mend: what mends it: `record` is the reading that is corrected, else the indicator.
        field: of the form to which the mend leads, where there is one.
        period: whose figure is to be entered.
        illustrative: without illustrative values this might not be said.
    """

    kind: WarningKind
    indicator: Indicator
    what: str
    mend: Mend
    record: Record
    field: str = ""
    period: PartialDate | None = None
    illustrative: bool = False


def warnings(plan: Plan, ratings: Ratings, indicators: Iterable[Indicator] | None = None) -> list[FigureWarning]:
    """All that is amiss, the gravest kind first, then in the order of the indicators."""
    every = plan.wholes if indicators is None else indicators
    found = [each for indicator in every for each in warnings_of(plan, ratings, indicator)]
    order = list(WarningKind)
    return sorted(found, key=lambda each: order.index(each.kind))


def warnings_of(plan: Plan, ratings: Ratings, indicator: Indicator) -> list[FigureWarning]:
    """What is amiss with one indicator."""
    order = list(WarningKind)
    found = [*_of_figures(plan, indicator), *_of_target(plan, ratings, indicator)]
    return sorted(found, key=lambda each: order.index(each.kind))


def _of_figures(plan: Plan, indicator: Indicator) -> Iterator[FigureWarning]:
    latest = plan.latest(indicator)
    if latest is not None and latest.period is not None:
        next_one = _next(indicator, latest.period)
        if stale(indicator, latest, plan.position):
            said = f"Not reported since {latest.period}."
            yield FigureWarning(WarningKind.LATE, indicator, said, Mend.ENTER, indicator, "value", next_one)
        elif late(indicator, latest, plan.position):
            said = f"As at {latest.period}: the figure for {awaited(indicator, latest)} should be there by now."
            yield FigureWarning(WarningKind.LATE, indicator, said, Mend.ENTER, indicator, "value", next_one)
        others = (each for each in added_up(plan, indicator, latest.period) if each.differs)
        if (found := next(others, None)) is not None and latest.value is not None:
            said = f"{found.words}, not {figure(latest.value, indicator.unit)}, {during(latest.period)}."
            yield FigureWarning(WarningKind.PARTS, indicator, said, Mend.CORRECT, latest, "value")
    unfit = plan.unfit(indicator)
    if twice := [reading for reading in unfit if _fits(reading, indicator)]:
        said = f"Two figures for {_periods(twice)}: the later counts."
        yield FigureWarning(WarningKind.TWICE, indicator, said, Mend.CORRECT, twice[-1], "period")
    if other := [reading for reading in unfit if not _fits(reading, indicator)]:
        cadence = CADENCES[indicator.cadence].lower()
        said = f"Measured {cadence}, with {_figures(other)} for {_periods(other)}: left out of the series."
        yield FigureWarning(WarningKind.CADENCE, indicator, said, Mend.EDIT, indicator, "cadence")
    if missing := _missing(plan, indicator):
        said = f"No figure for {_named([str(period) for period in missing])}, and no reason why."
        yield FigureWarning(WarningKind.GAP, indicator, said, Mend.ENTER, indicator, "value", missing[-1])


def _of_target(plan: Plan, ratings: Ratings, indicator: Indicator) -> Iterator[FigureWarning]:
    if indicator.is_context:
        return
    if indicator.better == "unknown" or (not indicator.better and indicator.target is not None):
        asked = "its target judges nothing" if indicator.target is not None else "nothing it reports can be judged"
        said = f"{WarningKind.POLARITY}, so that {asked}."
        yield FigureWarning(WarningKind.POLARITY, indicator, said, Mend.EDIT, indicator, "better")
        return
    found = judgement(plan, indicator)
    yield from _of_process(plan, ratings, indicator, found)
    if (said := _undecided(plan, held_now(plan, indicator), found.values)) and plan.latest(indicator):
        yield FigureWarning(WarningKind.TOLERANCE, indicator, said, Mend.EDIT, indicator, "tolerance")
    latest, rating = plan.latest(indicator), ratings.of(indicator)
    if rating.status is Status.RED and latest is not None and not latest.note.strip():
        said = (
            f"Off track, and nothing is said of {figure(latest.value or Decimal(0), indicator.unit)} {_during(latest)}."
        )
        yield FigureWarning(
            WarningKind.COMMENT, indicator, said, Mend.COMMENT, latest, "note", illustrative=rating.illustrative
        )


def _of_process(plan: Plan, ratings: Ratings, indicator: Indicator, found: Judgement) -> Iterator[FigureWarning]:
    """What the limits, or else the pace, say of the target."""
    made_up = any(plan.illustrative(reading, "value") for reading in plan.series(indicator))
    made_up = made_up or plan.illustrative(indicator, "target")
    if found.process is not None and found.process.stable and found.assurance is not None:
        said = assured(held_now(plan, indicator), found.process, found.assurance)
        kind = WarningKind.REACH if found.assurance is Assurance.MISSES else WarningKind.STRETCH
        mend = (Mend.ACT, "") if kind is WarningKind.REACH else (Mend.EDIT, "target")
        if kind is WarningKind.REACH or said.warns:
            yield FigureWarning(kind, indicator, said.text, mend[0], indicator, mend[1], illustrative=made_up)
    elif found.at_pace is not None and found.at_pace.warns:
        said = f"{capital(ratings.of(indicator).distance)}. {found.at_pace.text}"
        yield FigureWarning(WarningKind.AWAY, indicator, said, Mend.ACT, indicator, illustrative=made_up)


def _undecided(plan: Plan, indicator: Indicator, values: Iterable[Decimal]) -> str:
    """Why a tolerance of its own can never make an indicator at risk, or never off track; empty where it can."""
    target, room, unit = indicator.target, indicator.tolerance, indicator.unit
    if target is None or room is None or indicator.better not in ("higher", "lower", "band"):
        return ""
    if not room:
        return "With a tolerance of 0 it is never at risk: on track, or off track at once."
    whole = not unit and all(value == value.to_integral_value() for value in (target, *values))
    if whole and room < 1:
        return f"A tolerance of {figure(room, unit)} is less than one: it is never at risk, for it is counted whole."
    usual = tolerance(indicator, plan.thresholds)
    never = indicator.better == "higher" and target - usual <= 0 and min((*values, target)) >= 0
    never = never or (indicator.better == "lower" and unit == "%" and target + usual >= 100)
    return f"A tolerance of {figure(room, unit)} reaches the end of the scale: it is never off track." if never else ""


def _missing(plan: Plan, indicator: Indicator) -> list[PartialDate]:
    """The periods between the first and the latest figure for which there is neither a figure nor a reason."""
    length = PERIOD_MONTHS.get(indicator.cadence)
    if not length:
        return []
    explained = {_month(r.period) for r in plan.readings(indicator) if r.period and r.value is None and r.gap}
    found: list[PartialDate] = []
    periods = [reading.period for reading in plan.series(indicator) if reading.period]
    for before, after in pairwise(periods):
        if not follows(before, after, indicator.cadence):
            months = range(_month(before) + length, _month(after), length)
            found += [_period(before, month) for month in months if month not in explained]
    return found


def _next(indicator: Indicator, period: PartialDate) -> PartialDate | None:
    length = PERIOD_MONTHS.get(indicator.cadence)
    return _period(period, _month(period) + length) if length else None


def _period(like: PartialDate, month: int) -> PartialDate:
    """The period that ends in a month, written as another is."""
    kind = "council year" if like.is_council_year else like.precision
    return period_at(month, kind if kind != "day" else "month")


def _month(period: PartialDate) -> int:
    return period.last.year * 12 + period.last.month - 1


def _fits(reading: Reading, indicator: Indicator) -> bool:
    return reading.period is not None and fits(reading.period, indicator.cadence)


def _during(reading: Reading) -> str:
    assert reading.period is not None
    return during(reading.period)


def _figures(readings: list[Reading]) -> str:
    return "a figure" if len(readings) == 1 else "figures"


def _periods(readings: list[Reading]) -> str:
    return _named([str(reading.period) for reading in readings])


def _named(periods: list[str]) -> str:
    """The latest of some periods, and how many more there are."""
    more = [f"{len(periods) - NAMED:,} more"] if len(periods) > NAMED else []
    return listed([*periods[-NAMED:], *more])
