"""What a chart says in words: the takeaway, the warnings, what rests on no source, and the alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from . import spc
from .figures import called, capital, counted, during, figure, gap, listed, recently
from .rating import Rating
from .records import BETTER, Indicator, Reading
from .rules import Bar
from .schedule import PartialDate
from .spc import Kind

if TYPE_CHECKING:
    from .trend import Annotation, Line, Point

POLARITY = {
    **BETTER,
    "unknown": "Nobody has said which way is better",
    "": "Neither direction is better",
}


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
        Kind.COMMON: "No special cause: the latest figure is within the usual variation",
        Kind.IMPROVEMENT: "Improvement: the latest figure is",
        Kind.CONCERN: "Concern: the latest figure is",
        Kind.NEUTRAL: "Change: the latest figure is",
    }
    return " ".join(filter(None, (words[latest.kind], latest.why))) + "."


def takeaway(
    indicator: Indicator, shown: Sequence[Reading], against: Bar | None, rating: Rating, points: Sequence[Point]
) -> str:
    """What the chart shows, in a sentence with the gap; how far it moved since the first reading that has a source.

    Where no earlier reading has one, it is the first of all, and said to be illustrative.
    """
    if not points:
        return "There is no reading yet."
    begin = next((n for n, point in enumerate(points[:-1]) if not point.illustrative), 0)
    first, latest = shown[begin], shown[-1]
    assert latest.period is not None
    assert first.period is not None
    said = f"{points[-1].text} {during(latest.period)}"
    if len(points) > 1 and first.value is not None and latest.value is not None:
        moved = latest.value - first.value
        way = f"{'up' if moved > 0 else 'down'} {gap(moved, indicator.unit)} from" if moved else "the same as"
        said += f", {way} {points[begin].text} {recently(first.period, latest.period)}"
        said += " (illustrative)" if points[begin].illustrative else ""
    if against is None:
        return capital(f"{said}; no target is set.")
    status = rating.status.word.lower()
    if rating.override:
        status += ", set by hand"
    elif not rating.status.rated:
        status += ", for the reading is too old" if indicator.better else ", for neither direction is better"
    return capital(f"{said}: {points[-1].gap}, {status}.")


def warnings(
    indicator: Indicator,
    against: Bar | None,
    lines: spc.Limits | None,
    assurance: spc.Assurance | None,
    points: Sequence[Point],
) -> Iterator[str]:
    """Where a target asks for nothing more than the process already does, or the trend moves away from it."""
    if lines is None or against is None or assurance is None:
        return
    drawn = lines.clipped(0, 100) if indicator.unit == "%" else lines
    low, high = (
        figure(round(Decimal(v.numerator) / v.denominator, 1), indicator.unit) for v in (drawn.lower, drawn.upper)
    )
    target = f"The {against.word} of {figure(against.value, indicator.unit)}"
    if assurance is spc.Assurance.HIT_OR_MISS:
        yield f"{target} lies within what the process already does, {low} to {high}: chance alone may meet it."
    elif assurance is spc.Assurance.MEETS:
        yield f"{target} asks for nothing more than the process already does, {low} to {high}."
    if points[-1].kind is Kind.CONCERN and "trend" in points[-1].why:
        yield f"The trend is moving away from the {against.word}."


def illustrative(points: Sequence[Point], target: Line | None, planned: Line | None, limits: bool) -> str:
    """What of the chart no source supports, in a sentence; empty when all of it is supported."""
    made_up = sum(point.illustrative for point in points)
    parts: list[str] = []
    if made_up:
        parts.append(f"{made_up} of {counted(len(points), 'reading')}")
    if made_up and limits:
        parts.append("the limits")
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
    target: Line | None,
    planned: Line | None,
    process: Sequence[Line | None],
    takeaway: str,
    annotations: Sequence[Annotation],
    illustrative: str,
) -> str:
    """What the chart shows, for somebody who does not see it."""
    title = f"Line chart of {called(indicator)}"
    if not points:
        return f"{title}, without a reading yet."
    said = [f"{title}, {counted(len(points), 'reading')}"]
    if len(points) > 1:
        low, high = (end(points, key=lambda point: point.value) for end in (min, max))
        said[0] += f" from {points[0].label} to {points[-1].label}"
        said.append(f"Lowest {low.text} ({low.label}), highest {high.text} ({high.label})")
    said.append(takeaway.removesuffix("."))
    said.append(POLARITY[indicator.better])
    said += [line.label for line in (target, *process) if line]
    if planned:
        day, value = planned.through[-1]
        said.append(f"Planned: {figure(value, indicator.unit)} by {PartialDate.month(day)}")
    special = sum(point.kind is not Kind.COMMON for point in points)
    if special:
        said.append(f"{counted(special, 'point')} with a special cause")
    if annotations:
        said.append(counted(len(annotations), "dated event"))
    return ". ".join([*said, *filter(None, [illustrative.removesuffix(".")])]) + "."
