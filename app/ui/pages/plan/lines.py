"""What belongs to an action, as lines of its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import timeline
from app.domain.figures import capital
from app.domain.plan import Plan
from app.domain.records import Action, DateChange, Dependency, Milestone, NextStep, Record
from app.domain.schedule import show_date
from app.ui.dialogs.move_date import told

from . import outline
from .items import Item

if TYPE_CHECKING:
    from app.workspace import Workspace


def step(workspace: Workspace, milestone: Milestone) -> Item:
    """A milestone: a box to tick, when it is due or was reached, and what it was moved from."""
    rating = workspace.ratings.of(milestone)
    if milestone.done:
        when = f"reached {milestone.done_on}" if milestone.done_on else "reached, date not given"
    else:
        when = f"due {milestone.due}" if milestone.due else "no due date"
    original = timeline.moved(workspace.plan, milestone)[0]
    was = f"was {original}" if original else ""
    late = rating.distance if outline.is_overdue(workspace.plan, milestone) else ""
    return Item(
        milestone, milestone.title, capital(", ".join(filter(None, (when, was, late)))), ticked=milestone.done,
        tick_name=f"{milestone.title} is reached", status=rating.status, opens=milestone, removes=True,
        illustrative=workspace.plan.illustrative(milestone),
    )  # fmt: skip


def tie(workspace: Workspace, dependency: Dependency, other: Action, *, removes: bool) -> Item:
    """An action that waits or is waited for, how it stands, and why they are tied."""
    rating = workspace.ratings.of(other)
    detail = ". ".join(filter(None, (capital(rating.short), dependency.why)))
    return Item(
        dependency, other.name, detail, status=rating.status, opens=other, edits=True, removes=removes,
        illustrative=workspace.plan.illustrative(dependency),
    )  # fmt: skip


def moves(plan: Plan, action: Action) -> list[Item]:
    """How the dates of an action and of its milestones were moved, and why."""
    records = (action, *timeline.milestones(plan, action))
    return [_move(plan, change, record, action) for record in records for change in timeline.moved(plan, record)[2]]


def _move(plan: Plan, change: DateChange, moved: Action | Milestone, action: Action) -> Item:
    what = "" if moved is action else f"{moved.name}: "
    on = f", on {show_date(change.day)}" if change.day else ""
    return Item(
        change, f"{what}{told(change)}", f"{change.reason}{on}", edits=True, removes=True,
        illustrative=plan.illustrative(change),
    )  # fmt: skip


def served(record: Record, keys: set[str]) -> Item:
    """A theme or next step: ticked where it is among `keys`, those that the action serves."""
    verb = "Carries out" if isinstance(record, NextStep) else "Serves"
    number = getattr(record, "number", None)
    text = f"{number}. {getattr(record, 'title', '')}" if isinstance(record, NextStep) else record.name
    return Item(record, text, ticked=record.id in keys, tick_name=f"{verb} {record.name}", opens=record)
