"""The plan in time: in what order steps come, which dates were moved, and what holds up what."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import counted
from .order import place
from .plan import Plan
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


def is_open(plan: Plan, record: Action | Milestone) -> bool:
    """Whether it is still to be done; a milestone falls with its action, where that ended without being done."""
    if isinstance(record, Action):
        return record.is_open
    above = plan.get(Action, record.action)
    return not record.done and not (above is not None and above.is_ended)


def how_many(actions: Sequence[Action]) -> str:
    """Such as "2 of 5 actions done, 1 ended": what ended without being done is never among the done."""
    ended = sum(action.is_ended for action in actions)
    done = f"{sum(action.done for action in actions)} of {counted(len(actions), 'action')} done"
    return f"{done}, {ended} ended" if ended else done


def holds_up(plan: Plan, record: Action) -> tuple[Action, ...]:
    """The open actions that wait for this one, none once it is done or ended. `rules.waits_for` is the other way."""
    if not record.is_open:
        return ()
    found = (plan.get(Action, d.action) for d in plan.children(record, Dependency, "waits_for"))
    return tuple(sorted((other for other in found if other and other.is_open), key=place))
