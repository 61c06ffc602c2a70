"""A next step: a priority of the coming period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import NextStep

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class NextStepDialog(RecordDialog[NextStep]):
    """What comes next, in its order, and for which period."""

    ROWS = ["title", "detail", ("number", "period")]
    WIDTH = 600


def new_next_step(workspace: Workspace, parent: QWidget | None = None) -> NextStep | None:
    """Ask for a new next step and save it; its period is that of the steps there are."""
    periods = [step.period for step in workspace.all(NextStep) if step.period]
    draft = workspace.draft(NextStep, title="", period=periods[-1] if periods else None)
    return write(NextStepDialog, workspace, draft, "New next step", "Add next step", parent)


def edit_next_step(workspace: Workspace, step: NextStep, parent: QWidget | None = None) -> NextStep | None:
    """Let the person change a next step."""
    return write(NextStepDialog, workspace, step, "Edit next step", "Edit next step", parent)
