"""What the figures of an indicator say of the process behind them, of its target, and of where they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from . import chart_words, spc
from .chart import Remark
from .figures import figure
from .limits import begun, segment_of, segments_of
from .pace_of_change import Going, outlook, pace
from .plan import Plan
from .process import Process, aim, process_of
from .records import Indicator, Reading
from .spc import Variation
from .targets import held_now
from .turning import Turn, last_turn


@dataclass(frozen=True)
class Judgement:
    """What 1 figure or more say; of fewer than 13 nothing is said of a process.

    Attributes:
        values: the series, oldest first.
        start: with which of them the latest limits begin.
        segment: the latest stretch between two beginnings of limits, where it is long enough to be shown.
        turn: where the series turned last.
        process: its limits, and whether it is stable.
        assurance: whether the process, left as it is, will meet its target.
        at_pace: what the pace of the latest figures says of the target; nothing beside a stable process, whose limits
            say what it does: a slope of chance would say the contrary.
    """

    values: tuple[Decimal, ...]
    start: int
    segment: spc.Segment | None
    turn: Turn | None
    process: Process | None
    assurance: spc.Assurance | None
    at_pace: Remark | None

    @property
    def variation(self) -> spc.Special | None:
        """The special cause of the latest figure, if it has one."""
        return self.segment.special[-1] if self.segment else None


def judgement(plan: Plan, indicator: Indicator) -> Judgement:
    """What the series of an indicator says up to the position date."""
    indicator, series = held_now(plan, indicator), plan.series(indicator)
    values = tuple(reading.value for reading in series if reading.value is not None)
    segment, parts = segment_of(plan, indicator), segments_of(plan, indicator)
    start = parts[-1].start if parts else 0
    turn = turn_of(values[start:], indicator.better)
    turn = replace(turn, at=turn.at + start) if turn else None
    process = process_of(indicator, values, segment, turn, begun(plan, indicator))
    assurance = spc.assurance(aim(indicator), process.limits, indicator.better) if process else None
    changing = process is None or not process.stable
    at_pace = _at_this_pace(plan, indicator, series[start:], segment, turn) if changing else None
    return Judgement(values, start, segment, turn, process, assurance, at_pace)


turn_of = lru_cache(maxsize=4096)(last_turn)


def _at_this_pace(
    plan: Plan, indicator: Indicator, series: Sequence[Reading], segment: spc.Segment | None, turn: Turn | None
) -> Remark | None:
    """What the pace says of the target; nothing where the series has just turned for the worse."""
    target, better = indicator.target, indicator.better
    since = [(each.period, each.value) for each in series if each.period is not None and each.value is not None]
    found = pace(since)
    ends = aim(indicator)
    if isinstance(ends, tuple):
        below = since and since[-1][1] < ends[0]
        target, better = (ends[0], "higher") if below else (ends[1], "lower")
    if found is None or target is None or ends is None or better not in ("higher", "lower"):
        return None
    latest = since[-1]
    where = outlook(found, latest, target, rising=better == "higher", now=plan.position)
    special = segment.special[-1] if segment else None
    concern = spc.kind(special, indicator.better) is Variation.CONCERN
    falling_back = concern and special is not None and special.cause is spc.Cause.TREND
    if falling_back and where.going in (Going.NOWHERE, Going.THERE):
        where = replace(where, going=Going.AWAY)
    turned_back = turn is not None and turn.highest == (better == "higher")
    if where.going is Going.THERE and (turned_back or concern):
        return None
    return chart_words.at_this_pace(found, where, figure(target, indicator.unit))
