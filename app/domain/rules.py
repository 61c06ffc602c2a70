"""The rules for one indicator, action, milestone or risk. `rollup` adds them up; `rating` says the result.

Where two cells of the table of rules fit, the worse wins. Ageing is against the plan's position date.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from . import risk as risk_bands
from .figures import called, capital, during, figure, gap
from .plan import Plan, place
from .records import Action, Dependency, Indicator, Milestone, Reading, Risk, Thresholds
from .schedule import PartialDate, days, periods_since
from .status import Status, Verdict

STALE_AFTER = 2
"""A reading older than this many periods says nothing of today."""

_PERIODS = {"month": "months", "quarter": "quarters", "year": "years"}


class Bar(NamedTuple):
    """What a reading is judged against: a value in the indicator's unit, and its word, "target" or "plan"."""

    value: Decimal
    word: str


def bar(indicator: Indicator, reading: Reading | None) -> Bar | None:
    """What the trajectory plans for the reading's period; without that the final target; None without either."""
    if reading is not None and reading.planned is not None:
        return Bar(reading.planned, "plan")
    return None if indicator.target is None else Bar(indicator.target, "target")


def tolerance(indicator: Indicator, against: Decimal, thresholds: Thresholds) -> Decimal:
    """How far worse than `against` is still at risk, in the indicator's unit; 0 or more."""
    if indicator.tolerance is not None:
        return indicator.tolerance
    if indicator.unit == "%":
        return thresholds.tolerance_points
    return abs(against) * thresholds.tolerance_share / 100


def judged(indicator: Indicator, thresholds: Thresholds) -> str:
    """How a reading is judged against the final target, in a sentence; what is missing where it cannot be."""
    if indicator.target is None:
        return "Not judged: there is no target."
    if not indicator.better:
        return "Not judged: neither direction is better."
    room, unit = tolerance(indicator, indicator.target, thresholds), indicator.unit
    higher = indicator.better == "higher"
    limit = figure(indicator.target - room if higher else indicator.target + room, unit)
    more, down, below = ("more", "down to", "below") if higher else ("less", "up to", "above")
    at_risk = f"at risk {down} {limit}, " if room else ""
    return f"On track at {figure(indicator.target, unit)} or {more}, {at_risk}off track {below} that."


def gap_words(indicator: Indicator, value: Decimal, against: Bar) -> str:
    """Such as "7.1 points below target", "£200 above plan", "at target"."""
    difference = value - against.value
    if not difference:
        return f"at {against.word}"
    return f"{gap(difference, indicator.unit)} {'above' if difference > 0 else 'below'} {against.word}"


def stale(indicator: Indicator, reading: Reading, position: date) -> bool:
    """Whether a reading is too old to rate by."""
    assert reading.period is not None
    return periods_since(reading.period, position, indicator.cadence) > STALE_AFTER


def indicator(plan: Plan, record: Indicator) -> Verdict:
    """The latest reading against the trajectory for its period, or else against the final target.

    What keeps it from being rated is said in the order in which it would have to be mended: no reading, no
    target, no better direction, too old a reading.
    """
    reading = plan.latest(record)
    if reading is None:
        return _unrated(record, f"no reading up to {PartialDate.of(plan.position)}")
    assert reading.period is not None
    assert reading.value is not None
    shown = ("about " if reading.about else "") + figure(reading.value, record.unit)
    when = during(reading.period)
    against = bar(record, reading)
    if against is None:
        return _unrated(record, f"{shown} {when}, no target")
    short = f"{shown} against {figure(against.value, record.unit)}"
    if not record.better:
        return _unrated(record, f"{short} {when}, neither direction is better")
    if stale(record, reading, plan.position):
        return _unrated(record, f"{shown} {when}, older than {STALE_AFTER} {_PERIODS[record.cadence]}")
    distance = gap_words(record, reading.value, against)
    worse = against.value - reading.value if record.better == "higher" else reading.value - against.value
    if worse <= 0:
        status = Status.GREEN
    elif worse <= tolerance(record, against.value, plan.thresholds):
        status = Status.AMBER
    else:
        status = Status.RED
    return Verdict(
        status=status,
        reason=f"{capital(called(record))} stood at {short} {when}: {distance}, {status.word.lower()}.",
        short=f"{short}, {distance}",
        distance=distance,
    )


def action(plan: Plan, record: Action) -> Verdict:
    """By its due date, its pace, and what blocks it.

    The pace is the share done of the share of time gone, from the first day of the start to the last day of
    the due date; once that has passed, all the time is gone, so that an action overdue by a day and half
    done is off track. A blocked action is at risk even without a due date: that somebody said it is held up must
    not hide behind "not rated". One that waits for another that is late is blocked by that (`held_up`).
    """
    if record.done:
        return _done(record, record.done_on)
    held = held_up(plan, record)
    found = [(Status.AMBER, f"blocked by {held}")] if held else []
    if record.due is None:
        if held:
            return _by_day(record, None, found, "no due date", forecast=True)
        return _unrated(record, "no due date")
    own, done = _course(plan, record, record.due)
    return _by_day(record, plan.position, found + own, done, forecast=plan.position <= record.due.last)


def held_up(plan: Plan, record: Action) -> str:
    """What blocks an open action, or empty: what its people say, and what it waits for that is overdue or off track.

    That other action is judged on its own: what blocks it in turn makes it at risk at worst, so that nothing is
    missed, and actions that wait for each other in a circle do no harm.
    """
    if record.done:
        return ""
    said = [record.blocked.strip().removesuffix(".")] if record.blocked.strip() else []
    for other in waits_for(plan, record):
        if other.done or other.due is None:
            continue
        late = (plan.position - other.due.last).days
        if late > 0 or any(status is Status.RED for status, _ in _course(plan, other, other.due)[0]):
            said.append(f"{other.ref or called(other)}, {f'{days(late)} overdue' if late > 0 else 'behind its pace'}")
    return " and by ".join(said)


def waits_for(plan: Plan, record: Action) -> tuple[Action, ...]:
    """The actions that must be done before this one can go on, finished ones too."""
    waits = plan.children(record, Dependency, "action")
    found = [other for d in waits if (other := plan.get(Action, d.waits_for))]
    return tuple(sorted(found, key=place))


def _course(plan: Plan, record: Action, due: PartialDate) -> tuple[list[tuple[Status, str]], str]:
    """What its due date and its pace make of an open action, and how much of it is done in words."""
    found = _ageing(plan, due, record.percent, "per cent done not given")
    done = "" if record.percent is None else f"{record.percent} % done"
    if record.starts and record.percent is not None:
        gone, whole = time_gone(record.starts, due, plan.position)
        done = f"{done} with {round(100 * gone / whole)} % of the time gone"
        pace, needed = record.percent * whole, gone
        if pace < plan.thresholds.pace_amber * needed:
            found.append((Status.RED, ""))
        elif pace < plan.thresholds.pace_green * needed:
            found.append((Status.AMBER, ""))
    return found, done


def milestone(plan: Plan, record: Milestone) -> Verdict:
    """By its due date alone: a step is reached or not, so that close to it nothing is known of how much is done."""
    if record.done:
        return _done(record, record.done_on)
    if record.due is None:
        return _unrated(record, "no due date")
    found = _ageing(plan, record.due, None, "")
    return _by_day(record, plan.position, found, "", forecast=plan.position <= record.due.last)


def risk(plan: Plan, record: Risk) -> Verdict:
    """By its current score. High or above appetite is off track, even at target; medium is on track only at target.

    "At or below target" decides in the medium band alone: low is on track anyway, and a target in the high
    band does not make a high risk acceptable.
    """
    if record.closed:
        day = PartialDate.of(record.closed)
        return Verdict(
            status=Status.COMPLETE,
            reason=f"{capital(called(record))}: closed on {day}, complete.",
            short=f"closed on {day}",
        )
    if record.score is None:
        return _unrated(record, "not scored")
    limits, score, target = plan.thresholds, record.score, record.target_score
    band = risk_bands.band(score, limits)
    at_target = target is not None and score <= target
    parts = [f"score {score} of 25, {band}"]
    if limits.appetite is not None and score > limits.appetite:
        status = Status.RED
        parts.append(f"above the appetite of {limits.appetite}")
    elif band == "high":
        status = Status.RED
    elif band == "medium" and not at_target:
        status = Status.AMBER
    else:
        status = Status.GREEN
    parts.append("no target" if target is None else f"target {target}")
    return Verdict(
        status=status,
        reason=f"{capital(called(record))}: {', '.join(parts)}, {status.word.lower()}.",
        short=f"score {score}" + ("" if target is None else f", target {target}"),
        distance=f"score {score}, " + ("no target" if target is None else f"target {target}"),
    )


def time_gone(starts: PartialDate, due: PartialDate, position: date) -> tuple[int, int]:
    """Days gone and days in all, 0 <= gone <= all and 1 <= all; what starts and ends on one day is gone on that day."""
    whole = (due.last - starts.first).days
    gone = (position - starts.first).days
    if whole <= 0:
        return int(gone >= 0), 1
    return min(max(gone, 0), whole), whole


def _ageing(plan: Plan, due: PartialDate, percent: int | None, unknown: str) -> list[tuple[Status, str]]:
    limits, left = plan.thresholds, (due.last - plan.position).days
    if left < 0:
        return [(Status.AMBER if -left <= limits.overdue_days else Status.RED, "")]
    if left <= limits.due_soon_days:
        if percent is None:
            return [(Status.AMBER, unknown)]
        if percent < limits.due_soon_percent:
            return [(Status.AMBER, "")]
    return []


def _by_day(
    record: Action | Milestone, position: date | None, found: list[tuple[Status, str]], done: str, *, forecast: bool
) -> Verdict:
    status = min((s for s, _ in found), key=lambda s: s.rank, default=Status.GREEN)
    distance, due = "", ""
    if record.due and position:
        left = (record.due.last - position).days
        by = f"due {'' if record.due.precision == 'day' else 'by '}{record.due}"
        if left < 0:
            distance, due = f"{days(-left)} overdue", f"{by}, {days(-left)} overdue"
        elif left:
            distance, due = f"due in {days(left)}", f"{by}, in {days(left)}"
        else:
            distance, due = "due today", f"{by}, today"
    blocked = [why for _, why in found if why.startswith("blocked")]
    unknown = [why for _, why in found if why and not why.startswith("blocked")]
    parts = [*blocked, due, done, *unknown]
    said = ", ".join(part for part in parts if part)
    return Verdict(
        status=status,
        reason=f"{capital(called(record))}: {said}, {status.word.lower()}.",
        short=", ".join(part for part in (*blocked, distance, done) if part),
        distance=distance,
        forecast=forecast,
    )


def _done(record: Action | Milestone, day: PartialDate | None) -> Verdict:
    said = f"done {during(day)}" if day else "done, date not given"
    return Verdict(status=Status.COMPLETE, reason=f"{capital(called(record))}: {said}, complete.", short=said)


def _unrated(record: Indicator | Action | Milestone | Risk, why: str) -> Verdict:
    return Verdict(status=Status.NOT_RATED, reason=f"{capital(called(record))}: {why}, not rated.", short=why)
