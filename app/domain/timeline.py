"""The plan in time: in what order steps come, which dates were moved, and what holds up what."""

from __future__ import annotations

from .plan import Plan, place
from .records import Action, DateChange, Dependency, Milestone
from .schedule import PartialDate


def milestones(plan: Plan, action: Action) -> tuple[Milestone, ...]:
    """The milestones of an action by due date, those without one last."""
    found = plan.children(action, Milestone, "action")
    if len(found) < 2:
        return found
    return tuple(sorted(found, key=lambda step: (step.due is None, step.due.order if step.due else (), place(step))))


def moved(plan: Plan, record: Action | Milestone) -> tuple[PartialDate | None, int, tuple[DateChange, ...]]:
    """The first due date of a record, by how many days it was moved since, and its changes, oldest first.

    The date is None, and the days 0, where it was never moved or stands again where it did; the days are below 0
    where it was brought forward.
    """
    changes = plan.children(record, DateChange, "record")
    if not changes:
        return None, 0, ()
    changes = tuple(sorted(changes, key=lambda change: (change.day is not None, change.day, change.id)))
    original = changes[0].was
    if original is None or original == record.due:
        return None, 0, changes
    return original, (record.due.last - original.last).days if record.due else 0, changes


def holds_up(plan: Plan, record: Action) -> tuple[Action, ...]:
    """The open actions that wait for this one, none once it is done. `rules.waits_for` is the other way round."""
    if record.done:
        return ()
    found = (plan.get(Action, d.action) for d in plan.children(record, Dependency, "waits_for"))
    return tuple(sorted((other for other in found if other and not other.done), key=place))
