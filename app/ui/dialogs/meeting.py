"""A meeting of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Body, Meeting
from app.domain.schedule import show_date
from app.ui import look

from .body import new_body
from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class MeetingDialog(RecordDialog[Meeting]):
    """Who meets, when and where, and what for."""

    ROWS = [("body", "day"), "purpose", "place"]
    WIDTH = 600


def new_meeting(workspace: Workspace, body: Body | None = None, parent: QWidget | None = None) -> Meeting | None:
    """Ask for a new meeting and save it; where there is no body yet, ask for that first."""
    if body is None and not workspace.all(Body):
        body = new_body(workspace, parent)
        if body is None:
            return None
    meeting = workspace.draft(Meeting, body=body.id if body else "")
    return write(MeetingDialog, workspace, meeting, "New meeting", "Add", parent, options=_bodies(workspace))


def edit_meeting(workspace: Workspace, meeting: Meeting, parent: QWidget | None = None) -> Meeting | None:
    """Let the person change a meeting."""
    said = ""
    if meeting.closed:
        said = "This meeting is closed. What later changes are compared with stays as it was marked."
    elif meeting.planned:
        said = f"Planned for {show_date(meeting.planned)}, which stays known when the meeting is moved."
    note = look.label(said, quiet=True, wrap=True) if said else None
    return write(
        MeetingDialog, workspace, meeting, "Edit meeting", "Edit", parent, options=_bodies(workspace), note=note
    )


def _bodies(workspace: Workspace) -> dict[str, dict[str, str]]:
    bodies = sorted(workspace.all(Body), key=lambda body: body.title.casefold())
    return {"body": {body.id: body.title for body in bodies}}
