"""Whether a role attended, and who came in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Attendance

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class AttendanceDialog(RecordDialog[Attendance]):
    """Whether the role attended, and what to know of it."""

    ROWS = ["state", "note"]
    WIDTH = 520


def edit_attendance(workspace: Workspace, attendance: Attendance, parent: QWidget | None = None) -> Attendance | None:
    """Let the person say how a role attended, and what to know of it."""
    return write(
        AttendanceDialog, workspace, attendance, attendance.role, "Edit attendance of", parent,
        gone=("Not recorded", "Forget attendance of"),
    )  # fmt: skip
