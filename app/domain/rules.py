"""The rules for one indicator or risk; `action_rules` has those for actions. `rollup` adds them up.

Where two cells of the table of rules fit, the worse wins. Ageing is against the plan's position date. The rules in
words are in `rules_described`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from . import risk as risk_bands
from .bar import Bar, bar, gap_words, judged, tolerance
from .figures import capital, during, figure, happened, recently, short_name
from .plan import Plan
from .records import Action, Category, Indicator, Milestone, Reading, Record, Risk, reason_given
from .scale import OUTSIDE
from .schedule import PartialDate, days, show_date
from .series import fresh_until, late, stale
from .status import Status, Stood, Verdict
from .targets import held_to

__all__ = ["Bar", "bar", "gap_words", "indicator", "judged", "risk", "stale", "stood_before", "unrated"]

R = TypeVar("R", bound=Record)


def indicator(plan: Plan, record: Indicator) -> Verdict:
    """The latest reading against its bar: what is planned for its period, the straight line, or the target.

    What keeps it from being rated is said in the order in which it would have to be mended: no reading, no target,
    nobody has said which way is better, too old a reading. It then counts as it last stood.
    """
    if record.is_context and (record.context or record.id not in plan.log.withdrawn):
        return unrated(record, "shown for context, no target is meant")
    reading = plan.latest(record)
    if reading is None:
        none = "no reading fits its cadence" if plan.unfit(record) else f"no reading up to {show_date(plan.position)}"
        return unrated(record, none)
    assert reading.period is not None
    assert reading.value is not None
    record = held_to(plan, record, reading.period)
    shown = ("about " if reading.about else "") + figure(reading.value, record.unit)
    when = during(reading.period)
    against = bar(record, reading, plan)
    if against is None and record.target is None:
        return unrated(record, f"{shown} {when}, no target", stood_before(plan, record, indicator))
    if record.better in ("unknown", ""):
        why = "neither direction is better" if not record.better else "nobody has said which way is better"
        target = f" against {figure(record.target, record.unit)}" if record.target is not None else ""
        return unrated(record, f"{shown}{target} {when}, {why}", stood_before(plan, record, indicator))
    if against is None:
        missing = "one end of its band is missing"
        return unrated(record, f"{shown} {when}, {missing}", stood_before(plan, record, indicator))
    if stale(record, reading, plan.position):
        return _stale(plan, record, reading, shown)
    status = _measured(plan, record, reading, against)
    distance = gap_words(record, reading.value, against)
    short = f"{shown} against {against.figure(record.unit)}"
    told = f"{shown} {when}" if against.line else f"{short} {when}"
    said = [
        f"{capital(short_name(record))} stood at {told}: {_distances(record, reading.value, reading.period, against)}"
    ]
    tail = [status.word.lower()]
    if late(record, reading, plan.position):
        tail.append(f"as at {reading.period}; the next figure is late")
    unfit = [r for r in plan.unfit(record) if r.period and r.period.last >= reading.period.last]
    left_out = f" The figure for {unfit[-1].period} does not fit the cadence and is left out." if unfit else ""
    return Verdict(
        status=status,
        reason=f"{', '.join([*said, *tail])}.{left_out}",
        short=f"{short}, {distance}",
        distance=distance,
        at_target=_at_target(record, reading.value),
    )


def _stale(plan: Plan, record: Indicator, reading: Reading, shown: str) -> Verdict:
    """A reading that is too old to rate by counts as it stood on the last day on which it was not."""
    assert reading.period is not None
    assert reading.value is not None
    then = plan.at(fresh_until(record, reading))
    against = bar(record, reading, then)
    assert against is not None
    stood = Stood(_measured(then, record, reading, against), f"as at {reading.period}")
    figures = f"{shown} against {against.figure(record.unit)} {during(reading.period)}"
    distance = gap_words(record, reading.value, against)
    return unrated(record, f"{figures}, {distance}, not reported since {reading.period}", stood)


def _measured(plan: Plan, record: Indicator, reading: Reading, against: Bar) -> Status:
    assert reading.value is not None
    worse = against.worse_by(reading.value, record.better)
    if worse <= 0:
        return Status.GREEN
    return Status.AMBER if worse <= tolerance(record, plan.thresholds, against.value) else Status.RED


def _at_target(record: Indicator, value: Decimal) -> bool:
    """Whether a value is at or better than the target itself, whatever the line asks for by now."""
    if record.target is None:
        return False
    return Bar(record.target, "target", record.target_high).worse_by(value, record.better) <= 0


def _distances(record: Indicator, value: Decimal, period: PartialDate, against: Bar) -> str:
    """How far from its bar; of a line also its figure and how far from the target itself."""
    distance = gap_words(record, value, against)
    if against.line is None:
        return distance
    target = gap_words(record, value, Bar(against.line.target, "the target itself"))
    return f"{distance} ({against.figure(record.unit)} {recently(period, period)}), {target}"


def risk(plan: Plan, record: Risk) -> Verdict:
    """By its current score, in the register's own words: high, medium, low.

    Above its appetite it is off track, even at its target; so is a high one where the board has set no appetite. At its
    target a medium one is on track. A target above the score helps nothing.
    """
    if record.is_closed:
        day = f"closed {happened(record.closed, plan.position)}" if record.closed else "closed, date not given"
        said = ", ".join((day, *([] if reason_given(record.closed_why) else ["reason not given"])))
        reason = f"{capital(short_name(record))}: {said}, complete."
        return Verdict(status=Status.COMPLETE, reason=reason, short=said, word="Closed")
    score, target = risk_bands.score_of(plan, record), risk_bands.score_of(plan, record, "target")
    if score is None and record.is_scored:
        said = f"{risk_bands.with_score(plan, record)}: to be scored anew"
        return unrated(record, said, word=capital(OUTSIDE))
    if score is None:
        return unrated(record, "not scored", stood_before(plan, record, risk), "Not scored")
    limits = plan.thresholds
    category, appetite = plan.get(Category, record.category), risk_bands.appetite_of(plan, record)
    band = risk_bands.band_of(plan, record)
    above, at_target = appetite is not None and score > appetite, target == score
    said = [f"score {score} of {plan.scale.highest}, {band}"]
    if above:
        status = Status.RED
        whose = f" of {short_name(category)}" if category and category.appetite is not None else ""
        said.append(f"above the appetite of {appetite}{whose}")
    elif band == "high":
        status = Status.RED if appetite is None else Status.AMBER
    elif band == "low" or at_target:
        status = Status.GREEN
    else:
        status = Status.AMBER
    said.append(_target_words(score, target))
    overdue = (plan.position - record.review.last).days if record.review else 0
    if overdue > 0:
        said.append(f"review {days(overdue)} overdue")
    if overdue > limits.review_late_days and status is Status.GREEN:
        status = Status.AMBER
    distance = f"score {score}, " + ("no target" if target is None else f"target {target}")
    return Verdict(
        status=status,
        reason=f"{capital(short_name(record))}: {', '.join(said)}, {status.word.lower()}.",
        short=f"score {score}"
        + ("" if target is None else f", target {target}")
        + (", above appetite" if above else ""),
        distance=distance,
        word=capital(band),
        at_target=at_target,
    )


def _target_words(score: int, target: int | None) -> str:
    if target is None:
        return "no target"
    if target > score:
        return f"target {target} lies above the score, which cannot be meant"
    return f"at its target of {target}" if target == score else f"target {target}"


def stood_before(plan: Plan, record: R, judge: Callable[[Plan, R], Verdict]) -> Stood | None:
    """How a record stood when what it was rated by was taken away; None where that was well, or is not known."""
    withdrawn = plan.log.withdrawn.get(record.id)
    before = withdrawn.restored(record) if withdrawn else record
    if withdrawn is None or before == record:
        return None
    verdict = judge(plan.at(withdrawn.day), before)
    return verdict.stood or Stood(verdict.status, f"as at {show_date(withdrawn.day)}")


def unrated(
    record: Indicator | Action | Milestone | Risk, why: str, stood: Stood | None = None, word: str = ""
) -> Verdict:
    """Not rated, and why; with how it last stood where that was not well."""
    if stood is not None and not stood.weighs:
        stood = None
    tail = f", {stood.status.word.lower()} {stood.when}" if stood else ""
    return Verdict(
        status=Status.NOT_RATED,
        reason=f"{capital(short_name(record))}: {why}, not rated{tail}.",
        short=f"{why}{tail}",
        stood=stood,
        word=word,
    )
