"""An improvement partner: somebody outside who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Partner

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class PartnerDialog(RecordDialog[Partner]):
    """Who helps, since when, and in which areas."""

    ROWS = ["title", ("appointed", "appointed_by"), "focus"]
    WIDTH = 600


def new_partner(workspace: Workspace, parent: QWidget | None = None) -> Partner | None:
    """Ask for a new improvement partner and save it."""
    return write(PartnerDialog, workspace, workspace.draft(Partner, title=""), "New partner", "Add", parent)


def edit_partner(workspace: Workspace, partner: Partner, parent: QWidget | None = None) -> Partner | None:
    """Let the person change an improvement partner."""
    return write(PartnerDialog, workspace, partner, "Edit partner", "Edit", parent)
