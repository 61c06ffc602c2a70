"""The process behind a series: its limits as they are drawn, and whether it is stable enough to say what it will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from . import spc
from .figures import digits, figure, worked_out
from .records import Indicator, Rebase, Thresholds
from .turning import Turn


@dataclass(frozen=True)
class Process:
    """What 13 points or more say of the process behind them.

    Attributes:
        limits: unclipped, by which everything is judged.
        drawn: held to what the figures can be: percentages to 0 and 100 where every figure respects that, counts and
            times to 0.
        stable: the latest point is no special cause, and the series has not turned and run away from there.
        beyond: bounds that figures break, so that limits are drawn beyond them too: "100 %".
        places: decimal places of the figures it comes from.
        fixed: its limits come from the first figures alone.
        begun: where its limits were begun anew, if they were.
    """

    limits: spc.Limits
    drawn: spc.Limits
    stable: bool
    beyond: tuple[str, ...]
    places: int
    fixed: bool = False
    begun: Rebase | None = None

    def settings(self, thresholds: Thresholds) -> str:
        """How it was worked out, in plain words."""
        outliers = "left out" if thresholds.screened else "kept in"
        first = "the first " if self.fixed else ""
        anew = f", begun anew from {begun_words(self.begun)};" if self.begun else ","
        trend = f"trend of {thresholds.trend_length}, outliers {outliers}"
        said = f"Limits from {first}{self.limits.points} points{anew} {trend}."
        uncut = "".join(f" Figures lie beyond {bound}, so the limits are not cut there." for bound in self.beyond)
        return said + uncut


def begun_words(begun: Rebase) -> str:
    """From when on and why limits were begun anew: "April 2018: new recording"."""
    why = begun.title.strip().removesuffix(".")
    return f"{begun.starts}: {why[:1].lower() + why[1:] if why[1:2].islower() else why}"


def process_of(
    indicator: Indicator, values: Sequence[Decimal], segment: spc.Segment | None, turn: Turn | None,
    begun: Rebase | None = None,
) -> Process | None:  # fmt: skip
    """The process of a series; `segment` is the latest of it, None where there are too few points."""
    if segment is None or segment.lines is None:
        return None
    lines, unit = segment.lines, indicator.unit
    fixed = lines.points < segment.stop - segment.start
    low = None if unit == "£" or min(values) < 0 else 0
    high = 100 if unit == "%" and max(values) <= 100 else None
    beyond: list[str] = []
    if unit == "%":
        beyond += [figure(100, unit)] if high is None and lines.upper > 100 else []
        beyond += [figure(0, unit)] if low is None and lines.lower < 0 else []
    runs = turn is not None and turn.runs(lines.upper - lines.mean)
    stable = segment.special[-1] is None and not runs
    return Process(lines, lines.clipped(low, high), stable, tuple(beyond), digits(values), fixed, begun)


def aim(indicator: Indicator) -> Decimal | tuple[Decimal, Decimal] | None:
    """What a process is to meet: its target, or a band from and to; nothing of an indicator for context."""
    if indicator.is_context:
        return None
    low, high = indicator.target, indicator.target_high
    if indicator.better == "band" and high is not None:
        return None if low is None else (low, high)
    return low


def said_limits(indicator: Indicator, process: Process) -> tuple[Decimal, Decimal]:
    """Its limits as figures to be said: rounded, but never to the other side of a target."""
    target = aim(indicator)
    ends = target if isinstance(target, tuple) else (target,) if target is not None else ()
    found: list[Decimal] = []
    for exact in (process.drawn.lower, process.drawn.upper):
        said = worked_out(exact, process.places, indicator.unit)
        step = Decimal(1).scaleb(int(said.as_tuple().exponent))
        if any(end <= said for end in ends if end > exact):
            said = (Decimal(exact.numerator) / exact.denominator).quantize(step, ROUND_FLOOR)
        elif any(end >= said for end in ends if end < exact):
            said = (Decimal(exact.numerator) / exact.denominator).quantize(step, ROUND_CEILING)
        found.append(said)
    return found[0], found[1]
