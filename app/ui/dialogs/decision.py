"""What a meeting decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.meetings import agenda, meeting_name
from app.domain.records import AgendaItem, Decision, Meeting
from app.ui import look

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class DecisionDialog(RecordDialog[Decision]):
    """The decision, under which item it was taken, and why. What it concerns is linked where it is read."""

    ROWS = ["title", "detail", ("item", "ref")]
    WIDTH = 600


def new_decision(
    workspace: Workspace, meeting: Meeting, parent: QWidget | None = None, *, item: AgendaItem | None = None
) -> Decision | None:
    """Ask for a decision of a meeting and save it; `item` is the one that it was taken under."""
    draft = workspace.draft(Decision, meeting=meeting.id, item=item.id if item else "", title="")
    return _write(workspace, draft, "New decision", "Add decision", parent)


def edit_decision(workspace: Workspace, decision: Decision, parent: QWidget | None = None) -> Decision | None:
    """Let the person change a decision."""
    return _write(workspace, decision, "Edit decision", "Edit decision", parent)


def _write(workspace: Workspace, decision: Decision, title: str, verb: str, parent: QWidget | None) -> Decision | None:
    plan = workspace.plan
    meeting = plan.get(Meeting, decision.meeting)
    items = {item.id: f"{item.number}. {item.title}" for item in agenda(plan, meeting)} if meeting else {}
    note = look.label(meeting_name(plan, meeting), quiet=True, wrap=True) if meeting else None
    return write(DecisionDialog, workspace, decision, title, verb, parent, options={"item": items}, note=note)
