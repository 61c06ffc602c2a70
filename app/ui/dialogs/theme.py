"""A theme of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Theme

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ThemeDialog(RecordDialog[Theme]):
    """What the theme is called, and what is said of it."""

    ROWS = ["title", "focus", "progress", "challenge", "next_focus", "number"]


def new_theme(workspace: Workspace, parent: QWidget | None = None) -> Theme | None:
    """Ask for a new theme and save it."""
    return write(ThemeDialog, workspace, workspace.draft(Theme, title=""), "New theme", "Add", parent)


def edit_theme(workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> Theme | None:
    """Let the person change a theme."""
    return write(ThemeDialog, workspace, theme, "Edit theme", "Edit", parent)
