"""A due date moved: to when, and why. Both are kept, so that the date first given is never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan
from app.domain.records import Action, DateChange, Milestone
from app.domain.timeline import is_open
from app.ui.widgets.pick_line import Typed

from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace

Due = Action | Milestone
_LABELS = {"record": "What is moved", "now": "New due date", "reason": "Why it is moved"}


class MoveDateDialog(RecordDialog[DateChange]):
    """The new date and the reason; which record, where that is not clear from where one comes."""

    ROWS = ["record", "now", "reason"]
    WIDTH = 600

    def __init__(self, workspace: Workspace, change: DateChange, parent: QWidget | None = None):
        dated = Typed(lambda: {r.id: _named(workspace.plan, r) for r in dated_records(workspace.plan)}, "dated record")
        super().__init__(change, "Move the due date", lambda made: _save(workspace, made), parent, {"record": dated})
        for name, label in _LABELS.items():
            self.label(name, label)
        self.save_button.setText("Move")


def dated_records(plan: Plan) -> list[Due]:
    """The actions and milestones whose due date can be moved: those that have one and are still to be done."""
    return [r for kind in (Action, Milestone) for r in plan.all(kind) if r.due and is_open(plan, r)]


def move_date(workspace: Workspace, record: Due | None = None, parent: QWidget | None = None) -> Due | None:
    """Ask for a new due date and the reason, and save both as one edit; of which record, where none is given.

    Returns:
        What was moved, as it is now; None when nothing was.
    """
    plan = workspace.plan
    was = record.due if record else None
    draft = workspace.draft(
        DateChange, record=record.id if record else "", was=was, now=None, reason="", day=plan.position
    )
    dialog = MoveDateDialog(workspace, draft, parent)
    if record is not None:
        dialog.form.fields["record"].control.setEnabled(False)
        dialog.form.fields["record"].note(f"Due {was}.")
        dialog.form.fields["now"].control.setFocus()
    dialog.exec()
    found = workspace.find(dialog.saved.record) if dialog.saved else None
    return found if isinstance(found, Action | Milestone) else None


def told(change: DateChange) -> str:
    """Such as "30 Apr 2018 moved to 31 May 2018"."""
    return f"{change.was or 'No date'} moved to {change.now or 'no date'}"


def _save(workspace: Workspace, change: DateChange) -> None:
    """Move the date. Raises NotSaved, with sentences for the fields of the dialog."""
    from app.workspace import NotSaved

    record = workspace.find(change.record)
    if not isinstance(record, Action | Milestone):
        raise NotSaved("Say what is moved.", {"record": "Say what is moved."})
    if change.now is None:
        raise NotSaved("Say when it is due now.", {"now": "A new date is needed."})
    if change.now == record.due:
        raise NotSaved("The date is the same as before.", {"now": f"It is due {record.due} already."})
    try:
        workspace.move_date(record, change.now, change.reason)
    except NotSaved as refusal:
        problems = {"now" if name == "due" else name: sentence for name, sentence in refusal.problems.items()}
        raise NotSaved(str(refusal), problems) from refusal


def _named(plan: Plan, record: Due) -> str:
    """A milestone is named with its action, as several actions may have one of the same name."""
    action = plan.find(record.action) if isinstance(record, Milestone) else None
    of = f", of {getattr(action, 'ref', '') or action.name}" if action else ""
    return f"{record.name}{of}, due {record.due}"
