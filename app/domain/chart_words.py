"""What a chart says in words: the takeaway, what may come of it, what rests on no source, and the alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from . import spc
from .chart import Line, Point, Remark
from .choices import ChoiceWords
from .events import Annotation
from .figures import between, capital, counted, during, figure, gap, listed, recently, short_name
from .pace_of_change import AHEAD, Going, Outlook, Slope
from .plan import Plan
from .process import Process, said_limits
from .rating import Rating
from .records import BETTER, Indicator
from .schedule import FULL_MONTHS, PartialDate
from .spc import Variation
from .turning import Turn

POLARITY = ChoiceWords({**BETTER, "unknown": "Nobody has said which way is better", "": "Neither direction is better"})
"""Which way is better, in a sentence's words."""

_WHY_UNRATED = {
    "": "for neither direction is better",
    "unknown": "for nobody has said which way is better",
}
_NUMBERS = {6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}


def polarity(indicator: Indicator) -> str:
    """Which way is better: "Higher is better", "Best between 10 and 15 %"."""
    low, high = indicator.target, indicator.target_high
    if indicator.better == "band" and low is not None and high is not None:
        return f"Best {between(low, high, indicator.unit)}"
    return POLARITY[indicator.better]


def cause(special: spc.Special | None) -> str:
    """A special cause in words; empty for none."""
    if special is None:
        return ""
    match special.cause:
        case spc.Cause.OUTSIDE:
            return f"{'above the upper' if special.rising else 'below the lower'} process limit"
        case spc.Cause.TREND:
            return f"part of a {'rising' if special.rising else 'falling'} trend"
        case spc.Cause.TWO_OF_THREE:
            return f"one of two in three close to the {'upper' if special.rising else 'lower'} process limit"
        case spc.Cause.SHIFT:
            return f"part of a run {'above' if special.rising else 'below'} the mean"


def variation(points: Sequence[Point]) -> str:
    """What process control says of the latest point, in a sentence."""
    latest = points[-1]
    words = {
        Variation.COMMON: "No special cause: the latest figure is within the usual variation",
        Variation.IMPROVEMENT: "Improvement: the latest figure is",
        Variation.CONCERN: "Concern: the latest figure is",
        Variation.NEUTRAL: "Change: the latest figure is",
    }
    return " ".join(filter(None, (words[latest.kind], latest.why))) + "."


def stands(indicator: Indicator, rating: Rating, points: Sequence[Point]) -> str:
    """The latest figure against its bar: "87.9 % in December 2017: 7.1 points below target, off track"."""
    if not points:
        return "There is no reading yet"
    latest = points[-1]
    said = f"{latest.text} {during(latest.period)}"
    if indicator.is_context or not latest.gap:
        return capital(f"{said}, no target is {'meant' if indicator.is_context else 'set'}")
    status = rating.status.word.lower()
    if rating.override:
        status += ", set by hand"
    elif not rating.status.rated:
        status += f", {_WHY_UNRATED.get(indicator.better, 'for nothing newer is reported')}"
    return capital(f"{said}: {latest.gap}, {status}")


def movement(plan: Plan, before: Plan | None, indicator: Indicator, points: Sequence[Point], turn: Turn | None) -> str:
    """How the latest figure moved, without a full stop: since the last meeting, and from its best or worst.

    Without a figure at that meeting it is compared with the reading before it.
    """
    if len(points) < 2:
        return "one reading, no trend" if points else ""
    latest = points[-1]
    old = before.same(indicator) if before else None
    then = before.latest(old) if before and old else None
    turned = points[turn.at] if turn else None
    parts: list[str] = []
    silent = ""
    if before and then and then.value is not None and then.period:
        since = _day(before.position, latest.period)
        if then.period != latest.period:
            moved = latest.value - then.value
            made_up = f" ({figure(then.value, indicator.unit)} then, illustrative)"
            made_up = made_up if before.illustrative(then, "value") else ""
            way = _moved(moved, indicator.unit) if moved else "unchanged"
            parts.append(f"{way} since {since}{made_up}")
        elif then.value != latest.value:
            settled = "another, still provisional," if latest.provisional else "final"
            how = settled if then.provisional else "restated"
            parts.append(f"{how} since {since}, {figure(then.value, indicator.unit)} before")
        else:
            silent, then = f"no newer figure since {since}; ", None
    if then is None and turned is not points[-2]:
        parts.append(_from(points[-2], latest, indicator.unit))
    if turn and turned:
        parts.append(_from(turned, latest, indicator.unit, f"its {_extreme(indicator.better, highest=turn.highest)}, "))
    return silent + listed(parts) if parts else silent.removesuffix("; ")


def _moved(moved: Decimal, unit: str) -> str:
    return f"{'up' if moved > 0 else 'down'} {gap(moved, unit)}"


def _from(old: Point, latest: Point, unit: str, name: str = "") -> str:
    moved = latest.value - old.value
    way = f"{_moved(moved, unit)} from" if moved else "the same as"
    made_up = " (illustrative)" if old.illustrative else ""
    return f"{way} {name}{old.text} {recently(old.period, latest.period)}{made_up}"


def _extreme(better: str, *, highest: bool) -> str:
    if better not in ("higher", "lower"):
        return "highest" if highest else "lowest"
    return "best" if (better == "higher") == highest else "worst"


def _day(day: date, beside: PartialDate) -> str:
    year = "" if day.year == beside.last.year else f" {day.year}"
    return f"{day.day} {FULL_MONTHS[day.month - 1]}{year}"


def target_words(indicator: Indicator) -> str:
    """Such as "the target of 95 %", "the target of 10 to 15 %"."""
    assert indicator.target is not None
    if indicator.better == "band" and indicator.target_high is not None:
        low = (
            between(indicator.target, indicator.target_high, indicator.unit)
            .removeprefix("between ")
            .replace(" and ", " to ")
        )
        return f"the target of {low}"
    return f"the target of {figure(indicator.target, indicator.unit)}"


def assured(indicator: Indicator, process: Process, assurance: spc.Assurance | None) -> Remark:
    """What a stable process does while nothing changes, and what that means for its target.

    `assurance` is None where there is nothing to say of a target.
    """
    if not process.stable:
        return Remark("It is changing, so its limits say nothing of where it is going.")
    (low, high), unit = said_limits(indicator, process), indicator.unit
    stays = f"stay at {figure(low, unit)}" if low == high else f"vary {between(low, high, unit)}"
    said = f"While nothing changes it will {stays}"
    match assurance:
        case spc.Assurance.MISSES:
            return Remark(f"{said}: {target_words(indicator)} is out of its reach.")
        case spc.Assurance.MEETS:
            easy = "asks for nothing more than the process already does"
            return Remark(f"{said}: {target_words(indicator)} {easy}.", warns=True)
        case spc.Assurance.HIT_OR_MISS if low == high:
            return Remark(f"{said}, which meets {target_words(indicator)}.")
        case spc.Assurance.HIT_OR_MISS:
            within = "lies within what the process already does, so that chance alone may meet it"
            return Remark(f"{said}: {target_words(indicator)} {within}.", warns=True)
        case None:
            return Remark(f"{said}.")


def at_this_pace(found: Slope, outlook: Outlook, target: str) -> Remark | None:
    """What the pace of the last readings says of the target, such as "95 %"; None where it says nothing."""
    last = f"the last {_NUMBERS[found.readings]} readings"
    match outlook.going:
        case Going.MET:
            return None
        case Going.WORSE:
            return Remark("It is getting worse, though it still meets its target.", warns=True)
        case Going.AWAY:
            return Remark("It is moving away from its target.", warns=True)
        case Going.NOWHERE:
            return Remark(f"{capital(last)} {'do not move' if found.still else 'show no steady pace'}.")
        case Going.THERE:
            return Remark(f"At the pace of {last} it would {_reach(outlook, target)}.")


def _reach(outlook: Outlook, target: str) -> str:
    first, latest = outlook.first, outlook.last
    if outlook.past:
        return f"have reached {target} by now"
    if outlook.beyond:
        return f"not reach {target} within {AHEAD} months"
    if latest is None:
        early = f" in {first} at the earliest" if first else ""
        return f"reach {target}{early}, though perhaps not within {AHEAD} months"
    if first is None or first == latest:
        return f"reach {target} {'in' if first else 'by'} {latest}"
    begin = str(first) if first.first.year != latest.first.year else FULL_MONTHS[first.first.month - 1]
    return f"reach {target} between {begin} and {latest}"


def illustrative(
    points: Sequence[Point], target: Line | None, planned: Line | None, *, limits: bool, pace: bool
) -> str:
    """What of the chart no source supports, in a sentence; empty when all of it is supported."""
    made_up = sum(point.illustrative for point in points)
    parts: list[str] = []
    if made_up:
        parts.append(f"{made_up} of {counted(len(points), 'reading')}")
    if limits:
        parts.append("the limits")
    if pace:
        parts.append("the pace")
    if target and target.illustrative:
        parts.append("the target")
    if planned and planned.illustrative:
        parts.append("the planned values")
    if not parts:
        return ""
    one = len(parts) == 1 and (made_up == 1 or parts[0] == "the target")
    return capital(f"{listed(parts)} {'is' if one else 'are'} illustrative.")


def alt(
    indicator: Indicator,
    points: Sequence[Point],
    lines: Sequence[Line | None],
    planned: Line | None,
    sentences: Sequence[str],
    annotations: Sequence[Annotation],
) -> str:
    """What the chart shows, for somebody who does not see it; `sentences` are what it says itself."""
    title = f"Line chart of {short_name(indicator)}"
    if not points:
        return f"{title}, without a reading yet."
    said = [f"{title}, {counted(len(points), 'reading')}"]
    if len(points) > 1:
        low, high = (end(points, key=lambda point: point.value) for end in (min, max))
        said[0] += f" from {points[0].label} to {points[-1].label}"
        said.append(f"Lowest {low.text} ({low.label}), highest {high.text} ({high.label})")
    breaks = sum(not point.joined for point in points) - 1
    if breaks:
        said.append(f"{counted(breaks, 'gap')} where periods are missing")
    said.append(sentences[0].removesuffix("."))
    said.append(polarity(indicator))
    said += [line.label for line in lines if line]
    if planned:
        day, value = planned.through[-1]
        said.append(f"Planned: {figure(value, indicator.unit)} by {PartialDate.month(day)}")
    special = sum(point.kind is not Variation.COMMON for point in points)
    if special:
        said.append(f"{counted(special, 'point')} with a special cause")
    if annotations:
        said.append(counted(sum(len(annotation.events) for annotation in annotations), "dated event"))
    return ". ".join([*said, *(text.removesuffix(".") for text in sentences[1:] if text)]) + "."
