"""What a reading is judged against: the value planned for it, the straight line to a dated target, or the target.

Boards ask whether a figure is where it should be by now, so that a target with a date ahead asks for less before its
day. How, is said in docs/status.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .figures import figure, gap
from .plan import Plan
from .records import Indicator, Reading, Thresholds
from .schedule import PartialDate
from .targets import held_to, steps


class StraightLine(NamedTuple):
    """The line from a starting reading to a target that has a date.

    Attributes:
        start: the reading that it starts from.
        end: the month by which the target is to be reached.
    """

    start: Reading
    end: PartialDate
    target: Decimal

    def at(self, period: PartialDate) -> Decimal:
        """What it asks for in the month in which a period ends; never less than the start nor more than the target."""
        assert self.start.period is not None
        assert self.start.value is not None
        begin = _month(self.start.period.last)
        share = Decimal(_month(period.last) - begin) / (_month(self.end.last) - begin)
        return self.start.value + (self.target - self.start.value) * min(max(share, Decimal(0)), Decimal(1))


class Bar(NamedTuple):
    """What a reading is judged against.

    Attributes:
        value: in the indicator's unit; of a band its lower end.
        word: "target", "plan", "band", or for the straight line "the line to 75 % by March 2018".
        high: the upper end of a band.
        line: the straight line, where the value is of it.
    """

    value: Decimal
    word: str
    high: Decimal | None = None
    line: StraightLine | None = None

    def figure(self, unit: str) -> str:
        """As people read it: "95 %", "65.2 %", "10 % to 20 %"."""
        if self.high is not None:
            return f"{figure(self.value, unit)} to {figure(self.high, unit)}"
        return figure(self.value, unit)

    def worse_by(self, value: Decimal, better: str) -> Decimal:
        """By how much a value is worse; 0 or less where it is not, whichever of "higher", "lower", "band" is better."""
        if better == "band":
            return max(self.value - value, value - (self.value if self.high is None else self.high))
        return self.value - value if better == "higher" else value - self.value


def bar(indicator: Indicator, reading: Reading | None, plan: Plan | None = None) -> Bar | None:
    """What a reading is judged against; None where nothing is planned and no target set.

    Neither plan nor line asks for more than the target. Without `plan` nothing is known of other readings, so that
    there is no line.
    """
    indicator = held_to(plan, indicator, reading.period if reading else None)
    target = None if indicator.target is None else Bar(indicator.target, "target")
    if indicator.better == "band":
        if target and indicator.target_high is not None:
            return Bar(target.value, "band", indicator.target_high)
        return None
    if reading is not None and reading.planned is not None:
        return _no_more_than(target, Bar(reading.planned, "plan"), indicator.better)
    line = straight_line(plan, indicator) if plan is not None else None
    if line is None or reading is None or reading.period is None or not _lies_after(reading, line.start):
        return target
    value = rounded(line.at(reading.period), line.target, *([] if reading.value is None else [reading.value]))
    asked = Bar(value, f"the line to {figure(line.target, indicator.unit)} by {line.end}", line=line)
    return _no_more_than(target, asked, indicator.better)


def straight_line(plan: Plan, indicator: Indicator) -> StraightLine | None:
    """The line that the readings of an indicator are judged against now; None where the target itself is.

    There is one while the target has a date ahead and a reading is younger than the starting one: that of the period
    marked `baseline`, else the first. A date after the plan's goal counts as the goal. There is none once the target
    goes in steps.
    """
    if indicator.target is None or indicator.target_by is None or indicator.target_now or indicator.is_context:
        return None
    if indicator.better not in ("higher", "lower") or _goes_in_steps(plan, indicator):
        return None
    goal = plan.programme.goal
    end = min(indicator.target_by.last, goal) if goal else indicator.target_by.last
    start, latest = starting_reading(plan, indicator), plan.latest(indicator)
    if end <= plan.position or start is None or latest is None or not _lies_after(latest, start):
        return None
    assert start.period is not None
    if _month(end) <= _month(start.period.last):
        return None
    return StraightLine(start, PartialDate.month(end), indicator.target)


def _goes_in_steps(plan: Plan, indicator: Indicator) -> bool:
    return any(step.starts and step.starts.first <= plan.position for step in steps(plan, indicator))


def starting_reading(plan: Plan, indicator: Indicator) -> Reading | None:
    """The reading from which the way to the target is counted."""
    series, start = plan.series(indicator), indicator.baseline or plan.log.started.get(indicator.id)
    marked = (r for r in series if r.period == start)
    return next(marked, series[0] if series else None)


def tolerance(indicator: Indicator, thresholds: Thresholds, against: Decimal | None = None) -> Decimal:
    """How far worse than its bar is still at risk, in the indicator's unit; 0 or more.

    Its own where it has one. Else points of a per cent, a share of the target in other units, at least 1 of a count;
    these are never more than half the target. Without a target, `against` is meant.
    """
    if indicator.tolerance is not None:
        return indicator.tolerance
    target = abs(indicator.target if indicator.target is not None else against or Decimal(0))
    if indicator.unit == "%":
        room = thresholds.tolerance_points
    else:
        room = target * thresholds.tolerance_share / 100
        if not indicator.unit and target == target.to_integral_value():
            room = max(room, Decimal(1))
    return min(room, target / 2)


def judged(indicator: Indicator, thresholds: Thresholds) -> str:
    """How a reading is judged against the target itself, in a sentence; what is missing where it cannot be."""
    if indicator.context:
        return "For context only: never judged."
    if indicator.target is None:
        return "Not judged: there is no target."
    if indicator.better == "unknown":
        return "Not judged: nobody has said which way is better."
    if not indicator.better:
        return "Not judged: neither direction is better."
    room, unit = tolerance(indicator, thresholds), indicator.unit
    if indicator.better == "band":
        if indicator.target_high is None:
            return "Not judged: one end of its band is missing."
        inside = f"On track from {figure(indicator.target, unit)} to {figure(indicator.target_high, unit)}"
        return f"{inside}, {f'at risk within {gap(room, unit)} of that, ' if room else ''}off track beyond."
    higher = indicator.better == "higher"
    limit = figure(rounded(indicator.target - room if higher else indicator.target + room, indicator.target), unit)
    more, down, below = ("more", "down to", "below") if higher else ("less", "up to", "above")
    at_risk = f"at risk {down} {limit} (the minimum expectation), " if room else ""
    return f"On track at {figure(indicator.target, unit)} or {more}, {at_risk}off track {below} that."


def gap_words(indicator: Indicator, value: Decimal, against: Bar) -> str:
    """Such as "7.1 points below target", "£200 above plan", "at target", "3 points better than target"."""
    unit = indicator.unit
    if against.high is not None:
        worse = against.worse_by(value, "band")
        side = "below" if value < against.value else "above"
        return f"{gap(worse, unit)} {side} the band" if worse > 0 else "inside the band"
    difference = value - against.value
    if not difference:
        return f"at {against.word}"
    side = "above" if difference > 0 else "better than" if indicator.better == "lower" else "below"
    return f"{gap(difference, unit)} {side} {against.word}"


def rounded(value: Decimal, *given: Decimal) -> Decimal:
    """A computed value with as many decimals as the figures that it comes from, and with one where they have none."""
    return round(value, max(1, *(-int(each.normalize().as_tuple().exponent) for each in given)))


def _no_more_than(target: Bar | None, asked: Bar, better: str) -> Bar:
    if target is None:
        return asked
    more = asked.value > target.value if better != "lower" else asked.value < target.value
    return target if more else asked


def _lies_after(reading: Reading, start: Reading) -> bool:
    return bool(reading.period and start.period and reading.period > start.period)


def _month(day: date) -> int:
    return day.year * 12 + day.month
