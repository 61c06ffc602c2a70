"""What is done with an action in one press: in its panel and in the menu of its row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.plan import Plan
from app.domain.records import Action
from app.domain.schedule import PartialDate

from .action_form import called

if TYPE_CHECKING:
    from app.workspace import Workspace

NO_CHANGE_TIP = "Nothing is new: it counts as reported on the day that the plan speaks of"
REPORTED_TODAY = "It is reported already on the day that the plan speaks of"


def mark_done(workspace: Workspace, action: Action) -> None:
    """Say that it is done on the day that the plan speaks of. Raises Refusal."""
    day = action.done_on or PartialDate.of(workspace.plan.position)
    done = replace(action, done=True, done_on=day, percent=None if action.percent is None else 100)
    workspace.save(done, label=f"{called(action)} is done")


def can_confirm(plan: Plan, action: Action) -> bool:
    """Whether that nothing changed would be news: it is open, and not reported yet on the day the plan speaks of."""
    return action.is_open and action.reported != PartialDate.of(plan.position)


def confirm_no_change(workspace: Workspace, action: Action) -> None:
    """Say that nothing changed, which is a report too. Raises Refusal."""
    reported = replace(action, reported=PartialDate.of(workspace.plan.position))
    workspace.save(reported, label=f"Confirm no change in {called(action)}")


def reopen(workspace: Workspace, action: Action) -> None:
    """Say that what is done or ended is to be done after all; how much is then done nobody knows. Raises Refusal."""
    percent = None if action.done and action.percent == 100 else action.percent
    opened = replace(action, done=False, done_on=None, ended=None, ended_why="", percent=percent)
    workspace.save(opened, label=f"Reopen {called(action)}")
