"""The limits of an indicator as people judged: from how many figures they come, and where they begin anew.

Nothing here begins them by itself (NHS England, "Making Data Count": recalculate only where the cause of a step is
known and has held). What is offered is offered to a person, who says what changed and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from . import spc
from .figures import between, digits, figure, worked_out
from .plan import Plan
from .records import Indicator, Reading, Rebase
from .schedule import PartialDate


class NewLimitsOffer(NamedTuple):
    """What new limits would say, where a shift has held for its length.

    Attributes:
        starts: the period of the first figure of the shift.
        held: how many figures it has held for.
        lines: mean and limits of these.
        words: that in sentences.
    """

    starts: PartialDate
    held: int
    lines: spc.Limits
    words: str


def rebases(plan: Plan, indicator: Indicator) -> tuple[Rebase, ...]:
    """Where its limits begin anew, the earliest first."""
    found = [each for each in plan.children(indicator, Rebase, "indicator") if each.starts]
    return tuple(sorted(found, key=lambda each: each.starts.order if each.starts else ()))


def segments_of(plan: Plan, indicator: Indicator) -> Sequence[spc.Segment]:
    """The series of an indicator, cut where its limits begin anew; nothing without a figure."""
    series = plan.series(indicator)
    values = tuple(reading.value for reading in series if reading.value is not None)
    if not values:
        return ()
    baseline = indicator.limits_from
    baseline = baseline if baseline is not None and 12 <= baseline <= 20 else None  # a damaged file may hold any
    terms = plan.thresholds
    return _segments(values, cuts(series, rebases(plan, indicator)), baseline, terms.trend_length, terms.screened)


def segment_of(plan: Plan, indicator: Indicator) -> spc.Segment | None:
    """The latest stretch of a series between two beginnings of limits; None where it is too short to be shown."""
    if len(plan.series(indicator)) < spc.SHOWN_FROM:
        return None
    last = segments_of(plan, indicator)[-1]
    return last if last.shown else None


def cuts(series: Sequence[Reading], begun: Sequence[Rebase]) -> tuple[int, ...]:
    """The figures with which limits begin anew: each the first whose period does not begin before."""
    found: list[int] = []
    for each in begun:
        at = sum(1 for r in series if r.period and each.starts and r.period.first < each.starts.first)
        found += [at] if at < len(series) else []
    return tuple(found)


def cutting(plan: Plan, indicator: Indicator) -> list[Rebase]:
    """The beginnings of limits that have a figure before them and one after, earliest first."""
    return [each for each in rebases(plan, indicator) if any(cuts(plan.series(indicator), (each,)))]


def begun(plan: Plan, indicator: Indicator) -> Rebase | None:
    """The latest beginning of limits that has a figure, if any."""
    series = plan.series(indicator)
    there = [each for each in rebases(plan, indicator) if cuts(series, (each,))]
    return there[-1] if there else None


def offered(plan: Plan, indicator: Indicator) -> NewLimitsOffer | None:
    """What new limits would say; None where no shift of the latest limits has held until the latest figure."""
    segment, series = segment_of(plan, indicator), plan.series(indicator)
    if segment is None or segment.lines is None:
        return None
    values = [reading.value for reading in series[segment.start : segment.stop] if reading.value is not None]
    mean = segment.lines.mean
    above = values[-1] > mean
    run = list(takewhile(lambda value: value > mean if above else value < mean, reversed(values)))[::-1]
    starts = series[segment.stop - len(run)].period if run else None
    if len(run) < spc.SHIFT or len(run) == len(values) or starts is None:
        return None
    lines = spc.limits(run, screened=plan.thresholds.screened)
    return NewLimitsOffer(starts, len(run), lines, _offer_words(indicator, starts, run, lines))


def _offer_words(indicator: Indicator, starts: PartialDate, run: Sequence[Decimal], lines: spc.Limits) -> str:
    places, unit = digits(run), indicator.unit
    mean, low, high = (worked_out(each, places, unit) for each in (lines.mean, lines.lower, lines.upper))
    ends = between(low, high, unit).removeprefix("between ").replace(" and ", " to ")
    few = "" if len(run) >= spc.SHOWN_FROM else f" They would be shown from {spc.SHOWN_FROM} figures on."
    said = f"since {starts} the mean would be {figure(mean, unit)}, limits {ends}, from {len(run)} figures."
    return f"A shift has held: {said}{few}"


@lru_cache(maxsize=4096)  # a page asks again after each edit, which touches few of thousands of series
def _segments(
    values: tuple[Decimal, ...], begun_at: tuple[int, ...], baseline: int | None, trend: int, screened: bool
) -> Sequence[spc.Segment]:
    return tuple(spc.segments(values, rebases=begun_at, baseline=baseline, trend=trend, screened=screened))
