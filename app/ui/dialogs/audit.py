"""An audit or a practice week: a check that the service makes of its own practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Audit

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class AuditDialog(RecordDialog[Audit]):
    """What was looked at, when, by whom, and what it came to."""

    ROWS = ["title", "kind", ("starts", "ends"), "took_part", "summary"]


def new_audit(workspace: Workspace, parent: QWidget | None = None) -> Audit | None:
    """Ask for a new audit or practice week and save it."""
    draft = workspace.draft(Audit, title="")
    return write(AuditDialog, workspace, draft, "New audit or practice week", "Add", parent)


def edit_audit(workspace: Workspace, audit: Audit, parent: QWidget | None = None) -> Audit | None:
    """Let the person change an audit."""
    return write(AuditDialog, workspace, audit, f"Edit {_word(audit)}", "Edit", parent)


def _word(audit: Audit) -> str:
    return "practice week" if audit.kind == "practice week" else "audit"
