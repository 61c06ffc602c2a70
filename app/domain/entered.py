"""What follows from what a person or a sheet enters: the day of a report, and from where a target is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from .plan import Plan
from .records import Action, Indicator
from .schedule import PartialDate

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
