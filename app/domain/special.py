"""Figures that are more than chance: which they are, in words, and of which nobody has said why.

The rules are those of `spc`; here each is told of the figure in the periods that people count in ("7 months running").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from . import spc
from .axis import follows
from .figures import capital, digits, figure, worked_out
from .limits import segment_of, segments_of
from .plan import Plan
from .records import Indicator, Reading
from .schedule import PERIOD_DAYS, PERIOD_MONTHS, PartialDate
from .spc import Cause, Special, Variation

_KINDS = {Variation.IMPROVEMENT: "improvement", Variation.CONCERN: "concern", Variation.NEUTRAL: "change"}
_PERIODS = {
    **{cadence: f"{cadence}s" for cadence in (*PERIOD_MONTHS, *PERIOD_DAYS)},
    **dict.fromkeys(("year", "financial year", "calendar year"), "years"),
}


@dataclass(frozen=True)
class SpecialFigure:
    """A figure that is more than chance.

    Attributes:
        cause: by which rule, and in which direction.
        kind: improvement, concern, or a change where neither direction is better.
        why: the rule in words: "7 months running above the mean of 84.2 %".
        is_latest: it is the latest figure of its indicator.
    """

    indicator: Indicator
    reading: Reading
    cause: Special
    kind: Variation
    why: str
    is_latest: bool

    @property
    def words(self) -> str:
        """Such as "Concern: 7 months running below the mean of 84.2 %"."""
        return f"{capital(_KINDS[self.kind])}: {self.why}"

    @property
    def asks(self) -> bool:
        """Whether a word is wanted: none is given, and it is the latest, or itself beyond a limit.

        Of a run or a trend each figure is a part, and one word about the latest serves for all.
        """
        return not self.reading.note.strip() and (self.is_latest or self.cause.cause is Cause.OUTSIDE)


def special_figures(plan: Plan, indicator: Indicator) -> Mapping[str, SpecialFigure]:
    """The figures of an indicator that are more than chance, by the key of the reading; none of fewer than 13."""
    series = plan.series(indicator)
    if len(series) < spc.SHOWN_FROM:
        return {}
    return {
        each.reading.id: each
        for segment in segments_of(plan, indicator)
        for each in _of_segment(indicator, series, segment, range(len(segment.special)))
    }


def latest_special(plan: Plan, indicator: Indicator) -> SpecialFigure | None:
    """The latest figure of an indicator where it is more than chance."""
    segment, series = segment_of(plan, indicator), plan.series(indicator)
    last = len(segment.special) - 1 if segment else 0
    return next(_of_segment(indicator, series, segment, (last,)), None) if segment else None


def _of_segment(
    indicator: Indicator, series: Sequence[Reading], segment: spc.Segment, among: Iterable[int]
) -> Iterator[SpecialFigure]:
    """Those among the figures of a segment that are more than chance; nothing of one that is too short."""
    if not segment.shown or segment.lines is None:
        return
    found = [at for at in among if segment.special[at] is not None]
    readings = series[segment.start : segment.stop]
    for at, cause, why in _told(indicator, readings, segment, found) if found else ():
        kind = spc.kind(cause, indicator.better)
        yield SpecialFigure(indicator, readings[at], cause, kind, why, readings[at] is series[-1])


def _told(
    indicator: Indicator, readings: Sequence[Reading], segment: spc.Segment, among: Iterable[int]
) -> Iterator[tuple[int, Special, str]]:
    """Figures of a segment that are more than chance: the number, by which rule, and that in words."""
    assert segment.lines is not None
    values = [reading.value for reading in readings if reading.value is not None]
    periods = [reading.period for reading in readings if reading.period is not None]
    lines, places = segment.lines, digits(values)
    above = [(value > lines.mean) - (value < lines.mean) for value in values]
    steps = [0, *((after > before) - (after < before) for before, after in pairwise(values))]
    for at in among:
        special = segment.special[at]
        assert special is not None
        side = "above" if special.rising else "below"
        limit = lines.upper if special.rising else lines.lower
        end = f"the {'upper' if special.rising else 'lower'} limit of {_line(limit, places, indicator)}"
        match special.cause:
            case Cause.OUTSIDE:
                why = f"{side} {end}"
            case Cause.TWO_OF_THREE:
                why = f"one of two in three that lie close to {end}"
            case Cause.TREND:
                first, last = _run(steps, at if steps[at] == (1 if special.rising else -1) else at + 1)
                count = _count(indicator, periods, first - 1, last, at)
                why = f"{count} {'rising' if special.rising else 'falling'} in a row"
            case Cause.SHIFT:
                count = _count(indicator, periods, *_run(above, at), at)
                why = f"{count} running {side} the mean of {_line(lines.mean, places, indicator)}"
        yield at, special, why


def _run(signs: Sequence[int], at: int) -> tuple[int, int]:
    """The first and the last of the equal signs around one."""
    first = last = at
    while first and signs[first - 1] == signs[at]:
        first -= 1
    while last + 1 < len(signs) and signs[last + 1] == signs[at]:
        last += 1
    return first, last


def _count(indicator: Indicator, periods: Sequence[PartialDate], first: int, last: int, at: int) -> str:
    """Such as "7 months"; of one before the last of them "one of 8 months", and "figures" where a period is missing."""
    run = periods[first : last + 1]
    whole = all(_joined(before, after, indicator.cadence) for before, after in pairwise(run))
    count = f"{len(run)} {_PERIODS.get(indicator.cadence, 'figures') if whole else 'figures'}"
    return count if at == last else f"one of {count}"


def _joined(before: PartialDate, after: PartialDate, cadence: str) -> bool:
    days = PERIOD_DAYS.get(cadence)
    return follows(before, after, cadence) if days is None else (after.last - before.last).days < days * 3 / 2


def _line(value: Fraction, places: int, indicator: Indicator) -> str:
    return figure(worked_out(value, places, indicator.unit), indicator.unit)
