"""What is done with an action, and a milestone of it, beside what is done with any record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan
from app.domain.records import Action, Milestone
from app.domain.schedule import PartialDate
from app.domain.timeline import is_open
from app.ui.acts import act, brief

if TYPE_CHECKING:
    from app.ui.session import Session


@act("Mark done", Action, when=lambda _s, action: action.is_open)
def mark_done(session: Session, action: Action, parent: QWidget | None) -> None:
    """Say that it is done on the day that the plan speaks of."""
    day = action.done_on or PartialDate.of(session.workspace.plan.position)
    done = replace(action, done=True, done_on=day, percent=None if action.percent is None else 100)
    session.attempt(lambda: session.workspace.save(done, label=f"{brief(action)} is done"))


def can_confirm(plan: Plan, action: Action) -> bool:
    """Whether that nothing changed would be news: it is open, and not reported yet on the day the plan speaks of."""
    return action.is_open and action.reported != PartialDate.of(plan.position)


@act(
    "Confirm no change", Action, when=lambda s, action: can_confirm(s.workspace.plan, action),
    tip="Nothing is new: it counts as reported on the day that the plan speaks of",
)  # fmt: skip
def confirm_no_change(session: Session, action: Action, parent: QWidget | None) -> None:
    """Say that nothing changed, which is a report too."""
    reported = replace(action, reported=PartialDate.of(session.workspace.plan.position))
    session.attempt(lambda: session.workspace.save(reported, label=f"Confirm no change in {brief(action)}"))


@act("End without being done…", Action, when=lambda _s, action: action.is_open)
def end_action(session: Session, action: Action, parent: QWidget | None) -> None:
    """Ask why and when it ended without being done."""
    from app.ui.dialogs import closing

    closing.end_action(session.workspace, action, parent)


@act(
    "Move the due date…", Action, Milestone,
    when=lambda s, dated: dated.due is not None and is_open(s.workspace.plan, dated),
    tip="With a reason; the date that was first given is kept",
)  # fmt: skip
def move_due_date(session: Session, dated: Action | Milestone, parent: QWidget | None) -> Action | Milestone | None:
    """Ask for another due date, and why."""
    from app.ui.dialogs.move_date import move_date

    return move_date(session.workspace, dated, parent)
