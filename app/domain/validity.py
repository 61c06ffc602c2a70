"""Which ratings hold over a change, and how long while nothing but the day changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from . import action_rules
from .plan import Plan
from .records import (
    Action,
    Body,
    Category,
    DateChange,
    Dependency,
    Finding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Override,
    Reading,
    Rebase,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    TargetStep,
    Visit,
)
from .schedule import PartialDate
from .series import fresh_until
from .targets import steps


def holds_until(plan: Plan, record: Record) -> date:
    """The first day after the plan's on which status or forecast of a record may be another by its rule.

    The day itself for what is added up, and for what has no status.
    """
    match record:
        case Action():
            days = _action(plan, record) if record.is_open else ()
        case Milestone():
            days = _overdue(plan, record.due) if record.due and not record.done else ()
        case Risk():
            days = _risk(plan, record)
        case Indicator():
            days = _indicator(plan, record)
        case _:
            return plan.position
    return min((day for day in days if day > plan.position), default=date.max)


def terms(plan: Plan) -> tuple[object, ...]:
    """What all ratings of a plan rest on: its day, thresholds, programme, scale, categories that may count again."""
    return plan.position, plan.thresholds, plan.programme, *map(plan.unordered, (Category, ScaleCell, ScaleLevel))


def touched(old: Plan, new: Plan, differing: Iterable[Record] | None = None) -> set[str]:
    """The keys of the records whose ratings may be others than they were: what differs, and what rests on it.

    `differing` are the records of both plans that the other does not hold so, where that is known already.
    """
    found: set[str] = set()
    for record in (*old.differing(new), *new.differing(old)) if differing is None else differing:
        match record:
            case Reading() | TargetStep() | Rebase():
                found.add(record.indicator)
            case Override() | DateChange():
                found.add(record.record)
            case Dependency() | Milestone():
                found.update((record.id, record.action))
            case Link():
                found.update((record.item, record.serves))
            case Category():
                found.update(risk.id for plan in (old, new) for risk in plan.children(record, Risk, "category"))
            case Visit():
                found.update(finding.id for plan in (old, new) for finding in plan.children(record, Finding, "of"))
            case Body():
                found.update(action.id for plan in (old, new) for action in plan.all(Action))
            case Meeting() if old.last_closed == new.last_closed:
                pass
            case Meeting():
                found.update(change.record for plan in (old, new) for change in plan.all(DateChange))
                found.update(key for plan in (old, new) for key in plan.log.moved)
            case _:
                found.add(record.id)
    found |= old.log.differing(new.log)
    for plan in (old, new):
        actions = [action for key in found if (action := plan.get(Action, key)) is not None]
        found.update(d.action for action in actions for d in plan.children(action, Dependency, "waits_for"))
    served = _served(old, new, found)
    found |= served | _served(old, new, served)  # an action answers a finding, which concerns a theme
    return found | {old.programme.id, new.programme.id} if found else found


def in_either(old: Plan, new: Plan, key: str) -> Iterable[tuple[Plan, Record]]:
    """The record with a key in each plan that holds it."""
    return ((plan, record) for plan in (old, new) if (record := plan.find(key)) is not None)


def _served(old: Plan, new: Plan, keys: Iterable[str]) -> set[str]:
    return {
        link.serves for key in keys for plan, record in in_either(old, new, key) for link in plan.links_from(record)
    }


def same_terms(plan: Plan, other: Plan) -> bool:
    """Whether two plans rate by the same thresholds, scale and programme, whatever their days."""
    programmes = (replace(each.programme, position=None) for each in (plan, other))
    if plan.thresholds != other.thresholds or next(programmes) != next(programmes):
        return False
    return plan.unordered(ScaleCell) is other.unordered(ScaleCell) or plan.scale.rates_as(other.scale)


def _action(plan: Plan, record: Action) -> Iterator[date]:
    if record.due:
        yield from _course(plan, record, record.due)
    for other in action_rules.waits_for(plan, record):
        if other.due:
            yield from _course(plan, other, other.due)
    said = record.reported.last if record.reported else record.starts.first if record.starts else None
    if said := said or plan.log.silent_from.get(record.id):
        yield said + timedelta(action_rules.silent_after(plan) + 1)
    for step in plan.children(record, Milestone, "action"):
        withdrawn = plan.log.withdrawn.get(step.id)
        if due := step.due or (withdrawn.values.get("due") if withdrawn else None):
            yield from _overdue(plan, due)


def _course(plan: Plan, record: Action, due: PartialDate) -> Iterator[date]:
    limits, start = plan.thresholds, action_rules.begins(plan, record)
    yield due.last - timedelta(limits.due_soon_days)
    yield from _overdue(plan, due)
    if start is None:
        return
    whole, percent = max((due.last - start).days, 0), action_rules.share_done(plan, record)[0]
    yield start + timedelta(action_rules.PACE_FROM_DAYS)
    yield start + timedelta(-(-action_rules.PACE_FROM_SHARE * whole // 100))
    yield start + timedelta(-(-whole // 2))
    for limit in (limits.pace_amber, limits.pace_green):
        if percent is not None and limit:
            yield start + timedelta(min(percent * whole // limit, whole) + 1)


def _overdue(plan: Plan, due: PartialDate) -> Iterator[date]:
    yield due.last + timedelta(1)
    yield due.last + timedelta(plan.thresholds.overdue_days + 1)


def _risk(plan: Plan, record: Risk) -> Iterator[date]:
    if record.review:
        yield record.review.last + timedelta(plan.thresholds.review_late_days + 1)


def _indicator(plan: Plan, record: Indicator) -> Iterator[date]:
    for reading in reversed(plan.readings(record)):
        if reading.period is None or reading.period.last <= plan.position:
            break
        yield reading.period.first
    if (latest := plan.latest(record)) is not None:
        yield fresh_until(record, latest) + timedelta(1)
    if record.target_by:
        yield record.target_by.last
    yield from (step.starts.first for step in steps(plan, record) if step.starts)
    if plan.programme.goal:
        yield plan.programme.goal
