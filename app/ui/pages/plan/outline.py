"""The plan's outline: what lies under what. Each answer costs as much as it is long, not as the plan is."""

from __future__ import annotations

from app.domain import timeline
from app.domain.plan import Plan
from app.domain.records import Action, Dependency, Link, Milestone, Objective, Record, Theme


def objectives(plan: Plan, theme: Theme) -> tuple[Objective, ...]:
    """A theme's objectives."""
    return plan.children(theme, Objective, "theme")


def actions(plan: Plan, above: Theme | Objective) -> tuple[Action, ...]:
    """The actions right under an objective; or those that serve a theme, but work towards none of its objectives."""
    if isinstance(above, Objective):
        return plan.children(above, Action, "objective")
    own = {objective.id for objective in objectives(plan, above)}
    return tuple(action for action in plan.serving(above, Action) if action.objective not in own)


def unplaced(plan: Plan) -> tuple[Action, ...]:
    """The actions that serve no theme and work towards no objective."""

    def found() -> tuple[Action, ...]:
        return tuple(
            action
            for action in plan.all(Action)
            if not (action.objective and plan.get(Objective, action.objective))
            and not any(plan.get(Theme, link.serves) for link in plan.links_from(action))
        )

    return plan.kept("unplaced", (Action, Link, Objective, Theme), found)


def themes(plan: Plan, action: Action) -> tuple[Theme, ...]:
    """The themes that an action counts towards: those it serves, and that of its objective; by number."""
    objective = plan.get(Objective, action.objective) if action.objective else None
    own = plan.get(Theme, objective.theme) if objective else None
    served = plan.served(action, Theme)
    if own is None or own in served:
        return served
    return tuple(sorted((own, *served), key=lambda theme: theme.number or 0))


def waits(plan: Plan, action: Action) -> list[tuple[Dependency, Action]]:
    """What an action waits for: the dependencies, each with the other action."""
    found = plan.children(action, Dependency, "action")
    return [(d, other) for d in found if (other := plan.get(Action, d.waits_for))]


def holds_up(plan: Plan, action: Action) -> list[tuple[Dependency, Action]]:
    """What waits for an action."""
    found = plan.children(action, Dependency, "waits_for")
    return [(d, other) for d in found if (other := plan.get(Action, d.action))]


def is_overdue(plan: Plan, record: Action | Milestone) -> bool:
    """Whether it is still to be done, and its day lies behind the one that the plan speaks of."""
    return bool(record.due and timeline.is_open(plan, record) and record.due.last < plan.position)


def below(plan: Plan, record: Record | None) -> tuple[Action, ...]:
    """All actions under a theme, an objective, or (None) the heading over what serves nothing."""
    match record:
        case Theme():
            parts = [actions(plan, objective) for objective in objectives(plan, record)]
            return tuple(action for part in (*parts, actions(plan, record)) for action in part)
        case Objective():
            return actions(plan, record)
        case None:
            return unplaced(plan)
        case _:
            return ()
