"""The plan in time: themes, objectives, actions and milestones as a tree, each with its dates and what moved them.

The tree is cheap and holds everything; what stands in a row is worked out for the rows that are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .frozen import Frozen
from .plan import Plan, place
from .records import Action, DateChange, Dependency, Milestone, Objective, Record, Theme
from .rules import held_up, waits_for
from .schedule import PartialDate
from .thread import actions_of


class Branch(Frozen):
    """A record of the tree and what lies under it. `record` is None above the actions that serve no theme."""

    record: Record | None
    branches: tuple[Branch, ...] = ()

    def actions(self) -> Iterator[Action]:
        """The actions in it, its own record included."""
        if isinstance(self.record, Action):
            yield self.record
            return
        for branch in self.branches:
            yield from branch.actions()


class Row(Frozen):
    """What a row of the tree says.

    Attributes:
        starts, due: of a theme or objective, from its first start to its last due date.
        original: the first due date, where it was moved since; otherwise None.
        slipped: by how many days it was moved in all; below 0 when it was brought forward.
        changes: each move with its reason, oldest first.
        done, done_on: of a theme or objective, whether all its actions are done.
        finished, total: of a theme or objective, how many of its actions are done; of an action, its milestones.
        waits_for: the actions that must be done before this one, finished ones too.
        holds_up: the open actions that wait for it.
        blocked: what blocks it, or empty.
    """

    record: Record | None
    starts: PartialDate | None = None
    due: PartialDate | None = None
    original: PartialDate | None = None
    slipped: int = 0
    changes: tuple[DateChange, ...] = ()
    done: bool = False
    done_on: PartialDate | None = None
    finished: int = 0
    total: int = 0
    waits_for: tuple[Action, ...] = ()
    holds_up: tuple[Action, ...] = ()
    blocked: str = ""


def tree(plan: Plan, theme: Theme | None = None) -> tuple[Branch, ...]:
    """The plan as a tree: theme, objective, action, milestone.

    Every action stands in it once: under its objective, or else under the first theme it serves; what serves no
    theme comes last under a branch without a record. With `theme`, what lies under that theme alone, and every action
    that serves it.
    """
    if theme is not None:
        return _under(plan, theme, actions_of(plan, theme))
    homes: dict[str, list[Action]] = {}
    for action in plan.all(Action):
        homes.setdefault(_home(plan, action), []).append(action)
    branches = [
        Branch(record=theme, branches=_under(plan, theme, homes.get(theme.id, ()))) for theme in plan.all(Theme)
    ]
    if "" in homes:
        branches.append(Branch(record=None, branches=tuple(_action(plan, action) for action in homes[""])))
    return tuple(branches)


def _home(plan: Plan, action: Action) -> str:
    """The key of the theme under which an action stands."""
    objective = plan.get(Objective, action.objective)
    if objective and plan.get(Theme, objective.theme):
        return objective.theme
    links = plan.links_from(action)
    themes = [theme for link in links if (theme := plan.get(Theme, link.serves))]
    return min(themes, key=place).id if themes else ""


def _under(plan: Plan, theme: Theme, actions: Sequence[Action]) -> tuple[Branch, ...]:
    objectives = plan.children(theme, Objective, "theme")
    by_objective: dict[str, list[Branch]] = {objective.id: [] for objective in objectives}
    loose: list[Branch] = []
    for action in actions:
        by_objective.get(action.objective, loose).append(_action(plan, action))
    groups = (Branch(record=objective, branches=tuple(by_objective[objective.id])) for objective in objectives)
    return (*groups, *loose)


def _action(plan: Plan, action: Action) -> Branch:
    steps = tuple(Branch(record=step) for step in milestones(plan, action))
    return Branch(record=action, branches=steps)


def milestones(plan: Plan, action: Action) -> tuple[Milestone, ...]:
    """The milestones of an action by due date, those without one last."""
    found = plan.children(action, Milestone, "action")
    if len(found) < 2:
        return found
    return tuple(sorted(found, key=lambda step: (step.due is None, step.due.order if step.due else (), place(step))))


def row(plan: Plan, branch: Branch) -> Row:
    """What the row of a branch says."""
    match branch.record:
        case Action() as action:
            steps = [step.record for step in branch.branches]
            original, slipped, changes = moved(plan, action)
            return Row(
                record=action,
                starts=action.starts,
                due=action.due,
                original=original,
                slipped=slipped,
                changes=changes,
                done=action.done,
                done_on=action.done_on,
                finished=sum(isinstance(step, Milestone) and step.done for step in steps),
                total=len(steps),
                waits_for=waits_for(plan, action),
                holds_up=holds_up(plan, action),
                blocked=held_up(plan, action),
            )
        case Milestone() as step:
            original, slipped, changes = moved(plan, step)
            return Row(
                record=step,
                due=step.due,
                original=original,
                slipped=slipped,
                changes=changes,
                done=step.done,
                done_on=step.done_on,
            )
        case record:
            actions = list(branch.actions())
            finished = sum(action.done for action in actions)
            return Row(
                record=record,
                starts=min((a.starts for a in actions if a.starts), key=lambda day: day.first, default=None),
                due=max((a.due for a in actions if a.due), key=lambda day: day.order, default=None),
                done=bool(actions) and finished == len(actions),
                finished=finished,
                total=len(actions),
            )


def moved(plan: Plan, record: Action | Milestone) -> tuple[PartialDate | None, int, tuple[DateChange, ...]]:
    """The first due date of a record, by how many days it was moved since, and its changes, oldest first.

    The date is None, and the days 0, where it was never moved or stands again where it did.
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
    """The open actions that wait for this one; none once it is done."""
    if record.done:
        return ()
    found = (plan.get(Action, d.action) for d in plan.children(record, Dependency, "waits_for"))
    return tuple(sorted((other for other in found if other and not other.done), key=place))
