"""What follows from what a person or a sheet enters: the day of a report, and from where a target is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from .counts import computed
from .plan import Plan
from .records import Action, Indicator, Reading
from .schedule import PartialDate
from .takeaway import mark

A = TypeVar("A", bound=Action)

REPORTS = ("progress", "percent", "blocked")
"""The fields of an action whose change is a report."""


def reported_now(action: A, before: Action | None, position: date) -> A:
    """An action with the position date as the day of its last report, where something of it was reported just now.

    A day that is entered with it stands.
    """
    earlier = before or Action(id=action.id, title=action.title)
    told = any(getattr(action, name) != getattr(earlier, name) for name in REPORTS)
    if not told or action.reported != earlier.reported:
        return action
    return replace(action, reported=PartialDate.of(position))


def read_now(plan: Plan, reading: Reading, before: Reading | None) -> Reading:
    """A reading with the figure that its counts come to, where none is given, and the day on which it was restated.

    A day that is entered with it stands.
    """
    indicator = plan.get(Indicator, reading.indicator)
    if reading.value is None and not reading.gap and indicator is not None:
        reading = replace(reading, value=computed(indicator, reading.numerator, reading.denominator))
    was = (before.value, before.corrected_from, before.restated_on) if before else (None, None, None)
    restated = reading.corrected_from is not None and (reading.value, reading.corrected_from) != was[:2]
    return replace(reading, restated_on=plan.position) if restated and reading.restated_on == was[2] else reading


def taken_away(plan: Plan, indicator: Indicator, before: Indicator | None) -> Indicator:
    """An indicator with the day on which its takeaway was written just now, and a mark of the figures it speaks of."""
    if indicator.takeaway == (before.takeaway if before else ""):
        return indicator
    if not indicator.takeaway.strip():
        return replace(indicator, takeaway_on=None, takeaway_of="")
    on = indicator.takeaway_on if before and indicator.takeaway_on != before.takeaway_on else plan.position
    return replace(indicator, takeaway_on=on, takeaway_of=mark(plan, indicator))


def counted_from(plan: Plan, indicator: Indicator, before: Indicator | None) -> Indicator:
    """An indicator with its first reading as the starting one, where a target was set just now.

    It is kept, so that older figures brought in later do not move the line to the target.
    """
    if indicator.target is None or indicator.baseline is not None:
        return indicator
    if before is not None and (before.target, before.target_by) == (indicator.target, indicator.target_by):
        return indicator
    series = plan.series(indicator)
    return replace(indicator, baseline=series[0].period) if series else indicator
