"""Did it work? A figure before and after what was done, decided or seen, in the terms of process control.

It says what came after, never because of what: a chart cannot say why. A change counts as coming after where its first
point does. Without one, nothing is said of it before as many figures have come as a shift is long: only then would
a change of level have to show (NHS England, "Making Data Count").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from . import spc
from .broken_rules import number_word
from .chart_words import cause
from .figures import capital, counted, during, figure, listed
from .frozen import FrozenInOrder
from .limits import segments_of
from .plan import Plan
from .records import Action, Decision, Indicator, Meeting, Reading, Record, Visit
from .schedule import PartialDate
from .spc import Special, Variation

NOT_BECAUSE = "After it, not because of it: figures alone cannot say why."
ACTED = (Action, Decision, Visit)
"""After what a figure is looked at."""


class EffectVerdict(StrEnum):
    """What the figures say; the value is what people read."""

    IMPROVEMENT = "an improvement after it"
    CONCERN = "a change for the worse after it"
    NEUTRAL = "a change after it"
    BOTH = "changes both ways after it"
    BEFORE = "it was changing before already"
    NONE = "no change after it"
    OPEN = "cannot be judged yet"


class EffectJudgement(NamedTuple):
    """A figure with what process control says of it, if it says anything."""

    reading: Reading
    special: Special | None

    @property
    def period(self) -> PartialDate:
        """Its period."""
        assert self.reading.period is not None
        return self.reading.period


class FigureEffect(FrozenInOrder):
    """What an indicator did before and after something.

    Attributes:
        record: the action, decision or visit.
        day: when it was done, decided or seen; None where nobody has said.
        verdict: what the figures say.
        figures: the last figure before and the latest since, as far as there are any: "74 % in November 2017 before".
        why: what the verdict rests on, in a sentence.
        illustrative: no source supports a figure, or the day, on which it rests.
    """

    record: Record
    indicator: Indicator
    day: PartialDate | None
    verdict: EffectVerdict
    figures: str
    why: str
    illustrative: bool = False

    @property
    def when(self) -> str:
        """Such as "done 12 Dec 2017"; what is not known is said."""
        words = (("done", Action), ("decided", Decision), ("visit", Visit))
        word = next(word for word, kind in words if isinstance(self.record, kind))
        return f"{word} {self.day}" if self.day else "day not given"

    @property
    def rests_on(self) -> str:
        """The figures, and what else the verdict rests on."""
        return " ".join(filter(None, (self.figures, self.why)))


class Occasion(NamedTuple):
    """Something that was done, decided or seen about an indicator, and on which day, where that is known."""

    indicator: Indicator
    record: Record
    day: PartialDate | None


def occasions(plan: Plan, indicators: Iterable[Indicator]) -> list[Occasion]:
    """All that was done, decided or seen about indicators so far, the latest first; what has no day last."""
    found = [Occasion(indicator, *each) for indicator in indicators for each in _linked(plan, indicator)]
    return sorted(found, key=lambda each: each.day.last if each.day else date.min, reverse=True)


def occasions_of(plan: Plan, record: Record) -> list[Occasion]:
    """The same of one action, decision or visit, by the indicators to which it is linked."""
    if not isinstance(record, ACTED):
        return []
    tied = {each.id: each for each in (*plan.served(record, Indicator), *plan.serving(record, Indicator))}
    return [each for each in occasions(plan, tied.values()) if each.record.id == record.id]


def judged(plan: Plan, indicator: Indicator) -> tuple[list[EffectJudgement], list[int]]:
    """The figures of a series, oldest first, with their special causes, and with which of them limits begin."""
    series, found = plan.series(indicator), segments_of(plan, indicator)
    special = [each for part in found for each in (part.special if part.shown else (None,) * len(part.special))]
    return [*map(EffectJudgement, series, special)], [part.start for part in found]


def judge(
    points: Sequence[EffectJudgement], starts: Sequence[int], day: PartialDate, better: str
) -> tuple[EffectVerdict, str]:
    """What figures say of what happened on a day, and why they say so.

    Args:
        points: the series, oldest first.
        starts: with which points limits begin; the first of them is 0.
        day: when it happened. A figure whose period it lies within belongs neither before nor after.
        better: which way is better.
    """
    after = [number for number, point in enumerate(points) if is_after(point.period, day)]
    if not after:
        return EffectVerdict.OPEN, "No figure since."
    if not any(is_before(point.period, day) for point in points):
        return EffectVerdict.OPEN, "No figure before."
    first = after[0]
    start, stop = next(span for span in _spans(starts, len(points)) if span[0] <= first < span[1])
    if not any(is_before(point.period, day) for point in points[start:stop]):
        return EffectVerdict.OPEN, f"Its limits begin anew {during(points[start].period)}, so that it is not compared."
    if stop - start < spc.SHOWN_FROM:
        there = counted(stop - start, "figure")
        return EffectVerdict.OPEN, f"Limits need {spc.SHOWN_FROM} figures; there {_is(stop - start)} {there}."
    found = [*_stretches(points, start, stop)]
    since = [each for each in found if each[0] >= first - (_cause(points, each) is spc.Cause.TREND)]
    if since:
        return _change(points, since, better)
    if going := [each for each in found if each[1] > first]:
        begun = points[going[0][0]]
        return EffectVerdict.BEFORE, f"{capital(cause(begun.special))} from {begun.period} on."
    count = stop - first
    if count < spc.SHIFT:
        return EffectVerdict.OPEN, f"{capital(number_word(count))} {'figure' if count == 1 else 'figures'} since."
    return EffectVerdict.NONE, f"{capital(number_word(count))} figures since, all within the usual variation."


def is_before(period: PartialDate, day: PartialDate) -> bool:
    """Whether a period was over when something happened."""
    return period.last <= day.first


def is_after(period: PartialDate, day: PartialDate) -> bool:
    """Whether a period began once something had happened."""
    return period.first >= day.last and not is_before(period, day)


def _change(
    points: Sequence[EffectJudgement], since: Sequence[tuple[int, int]], better: str
) -> tuple[EffectVerdict, str]:
    kinds = [spc.kind(points[start].special, better) for start, _stop in since]
    said = [
        f"{cause(points[start].special)} {'in' if stop - start == 1 else 'from'} {points[start].period}"
        for start, stop in since
    ]
    shown = said if len(said) < 3 else [said[0], said[-1]]
    more = f", with {number_word(len(said) - 2)} more between" if len(said) > 2 else ""
    verdict = EffectVerdict.BOTH if len({_rises(points, each) for each in since}) > 1 else _VERDICTS[kinds[0]]
    ended = since[-1][1] < len(points)
    back = " The latest figure is within the usual variation." if ended and points[-1].special is None else ""
    return verdict, f"{capital(listed(shown))}{more}.{back}"


_VERDICTS = {
    Variation.IMPROVEMENT: EffectVerdict.IMPROVEMENT,
    Variation.CONCERN: EffectVerdict.CONCERN,
    Variation.NEUTRAL: EffectVerdict.NEUTRAL,
}


def _rises(points: Sequence[EffectJudgement], stretch: tuple[int, int]) -> bool:
    special = points[stretch[0]].special
    return special is not None and special.rising


def _spans(starts: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    yield from pairwise([*starts, count])


def _stretches(points: Sequence[EffectJudgement], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where figures in a row have special causes the same way: the first of each stretch, and the one past its last."""
    at = start
    while at < stop:
        end, special = at + 1, points[at].special
        if special is not None:
            while end < stop and (step := _goes_on(points, end, stop, special)):
                end += step
            yield at, end
        at = end


def _goes_on(points: Sequence[EffectJudgement], at: int, stop: int, special: Special) -> int:
    """By how many figures a stretch goes on at one; of two in three the third is none itself."""
    there = points[at].special
    if there is not None:
        return there.rising == special.rising
    two = Special(spc.Cause.TWO_OF_THREE, special.rising)
    return 2 * (at + 1 < stop and points[at - 1].special == two == points[at + 1].special)


def _cause(points: Sequence[EffectJudgement], stretch: tuple[int, int]) -> spc.Cause | None:
    special = points[stretch[0]].special
    return special.cause if special else None


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _linked(plan: Plan, indicator: Indicator) -> Iterator[tuple[Record, PartialDate | None]]:
    """What was done, decided or seen about an indicator by the position date, each with its day."""
    actions = {each.id: each for each in (*plan.serving(indicator, Action), *plan.served(indicator, Action))}
    for action in actions.values():
        if action.done:
            yield action, action.done_on
    for decision in plan.serving(indicator, Decision):
        meeting = plan.get(Meeting, decision.meeting)
        if meeting and meeting.day and meeting.day <= plan.position:
            yield decision, PartialDate.of(meeting.day)
    for visit in plan.serving(indicator, Visit):
        if visit.happened:
            yield visit, visit.ends or visit.starts


def effect(plan: Plan, occasion: Occasion) -> FigureEffect:
    """What an indicator did before and after something that was done, decided or seen."""
    indicator, record, day = occasion
    if day is None:
        return FigureEffect(record, indicator, None, EffectVerdict.OPEN, "", "Nobody has said on which day.")
    points, starts = judged(plan, indicator)
    verdict, why = judge(points, starts, day, indicator.better)
    before = [point for point in points if is_before(point.period, day)]
    since = [point for point in points if is_after(point.period, day)]
    told = [f"{_figure(indicator, before[-1])} before"] if before else []
    told += [f"{_figure(indicator, since[-1])} since"] if since else []
    name = "done_on" if isinstance(record, Action) else "starts" if isinstance(record, Visit) else "meeting"
    rests = [point.reading for point in (points if len(points) >= spc.SHOWN_FROM else (*before[-1:], *since[-1:]))]
    made_up = plan.illustrative(record, name) or any(plan.illustrative(reading, "value") for reading in rests)
    return FigureEffect(record, indicator, day, verdict, f"{capital(', '.join(told))}." if told else "", why, made_up)


def _figure(indicator: Indicator, point: EffectJudgement) -> str:
    assert point.reading.value is not None
    about = "about " if point.reading.about else ""
    return f"{about}{figure(point.reading.value, indicator.unit)} {during(point.period)}"
