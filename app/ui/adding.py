"""Adding a record of any kind in its dialog; what belongs to a theme can be linked to it in the same edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.kinds import KINDS
from app.domain.records import Record, Theme

if TYPE_CHECKING:
    from app.workspace import Workspace


def can_add(workspace: Workspace | None, kind: type[Record]) -> bool:
    """Whether a record of this kind can be added now."""
    needed = KINDS[kind].needs
    return workspace is not None and workspace.writable and (needed is None or bool(workspace.all(needed)))


def add(workspace: Workspace, kind: type[Record], theme: Theme | None, parent: QWidget | None) -> Record | None:
    """Ask for a new record and save it; one that belongs to a theme is linked to `theme` in the same edit.

    Returns:
        The record as it was saved; None when nothing was.
    """
    from app.ui.dialogs.write import new_record

    return new_record(workspace, kind, parent, theme=theme)
