"""What is over: an action that ended without being done, a risk that is closed, a recommendation that is met."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import NOT_GIVEN, Action, Recommendation, Risk
from app.domain.schedule import PartialDate
from app.ui import look

from .special import edit_name
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


def end_action(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Action | None:
    """Ask why and when an action ended without being done; the day that the plan speaks of is proposed."""
    title = f"End {action.ref or action.title} without being done"
    return write(
        workspace, replace(action, ended=PartialDate.of(workspace.plan.position)), title, "End", parent,
        rows=("ended_why", "ended"), width=520, save_word="End it", label=title,
        finish=lambda ended: replace(ended, ended_why=ended.ended_why or NOT_GIVEN),
    )  # fmt: skip


def close_risk(workspace: Workspace, risk: Risk, parent: QWidget | None = None, why: str = "") -> Risk | None:
    """Ask why and from when a risk is closed; the day that the plan speaks of is proposed, and a reason may be."""
    title = f"Close {edit_name(risk)}"
    return write(
        workspace, replace(risk, closed=workspace.plan.position, closed_why=why), title, "Close", parent,
        rows=("closed_why", "closed"), width=520, save_word="Close risk", label=title,
        finish=lambda closed: replace(closed, closed_why=closed.closed_why or NOT_GIVEN),
    )  # fmt: skip


def accept_as_met(
    workspace: Workspace, recommendation: Recommendation, parent: QWidget | None = None
) -> Recommendation | None:
    """Ask what shows that a recommendation is met, and since when: the day the plan speaks of, unless changed."""
    met = replace(recommendation, met=workspace.plan.position)
    note = look.label(recommendation.name, "strong", wrap=True)
    return write(
        workspace, met, "Accept as met", "Accept as met:", parent, rows=("evidence", "met"), width=560, note=note
    )
