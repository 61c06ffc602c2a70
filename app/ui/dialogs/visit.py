"""A monitoring visit: when it is and what it looks at. What was found is entered finding by finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Visit

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class VisitDialog(RecordDialog[Visit]):
    """When it is, whether it has been, and what it looks at."""

    ROWS = ["title", ("starts", "ends"), "happened", "focus", "letter"]


def new_visit(workspace: Workspace, parent: QWidget | None = None) -> Visit | None:
    """Ask for a new visit and save it."""
    return write(VisitDialog, workspace, workspace.draft(Visit, title=""), "New monitoring visit", "Add", parent)


def edit_visit(workspace: Workspace, visit: Visit, parent: QWidget | None = None) -> Visit | None:
    """Let the person change a visit."""
    return write(VisitDialog, workspace, visit, "Edit monitoring visit", "Edit", parent)
