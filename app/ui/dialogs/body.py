"""A body that meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Body

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class BodyDialog(RecordDialog[Body]):
    """What the body is called, how often it meets, who chairs it and who attends."""

    ROWS = ["title", ("every", "meets"), "chair", "members"]
    WIDTH = 600


def new_body(workspace: Workspace, parent: QWidget | None = None) -> Body | None:
    """Ask for a new body and save it."""
    return write(BodyDialog, workspace, workspace.draft(Body, title=""), "New body", "Add", parent)


def edit_body(workspace: Workspace, body: Body, parent: QWidget | None = None) -> Body | None:
    """Let the person change a body."""
    return write(BodyDialog, workspace, body, "Edit body", "Edit", parent)
