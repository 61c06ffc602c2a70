"""A component of the vision of a good service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Component
from app.ui import look

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ComponentDialog(RecordDialog[Component]):
    """What good looks like, in one line, and where it stands in the list."""

    ROWS = ["title", "number"]
    WIDTH = 560


def new_component(workspace: Workspace, parent: QWidget | None = None) -> Component | None:
    """Ask for a new component of the vision and save it."""
    note = look.label("Part of what a good service looks like. Themes serve it.", quiet=True, wrap=True)
    draft = workspace.draft(Component, title="")
    return write(ComponentDialog, workspace, draft, "New vision component", "Add", parent, note=note)


def edit_component(workspace: Workspace, component: Component, parent: QWidget | None = None) -> Component | None:
    """Let the person change a component of the vision."""
    return write(ComponentDialog, workspace, component, "Edit vision component", "Edit", parent)
