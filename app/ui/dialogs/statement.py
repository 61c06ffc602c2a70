"""What a source says of something without a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Statement

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class StatementDialog(RecordDialog[Statement]):
    """What it is about, what is said, which way it moves and when that was."""

    ROWS = ["title", "says", ("moving", "period"), "workforce"]


def new_statement(workspace: Workspace, parent: QWidget | None = None, *, workforce: bool = False) -> Statement | None:
    """Ask for a new statement and save it; about the workforce unless the person says otherwise."""
    draft = workspace.draft(Statement, title="", workforce=workforce)
    return write(StatementDialog, workspace, draft, "New statement", "Add", parent)


def edit_statement(workspace: Workspace, statement: Statement, parent: QWidget | None = None) -> Statement | None:
    """Let the person change a statement."""
    return write(StatementDialog, workspace, statement, "Edit statement", "Edit", parent)
