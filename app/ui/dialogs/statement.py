"""What a source says of something without a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Link, Statement, Theme

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class StatementDialog(RecordDialog[Statement]):
    """What it is about, what is said, which way it moves, when that was, and whether it is a concern."""

    ROWS = ["title", "says", ("moving", "period"), "concern", "workforce"]


def new_statement(
    workspace: Workspace, parent: QWidget | None = None, *, workforce: bool = False, theme: Theme | None = None
) -> Statement | None:
    """Ask for a new statement and save it, in the same edit linked to the `theme` of which it speaks."""
    draft = workspace.draft(Statement, title="", workforce=workforce)
    links = [workspace.draft(Link, item=draft.id, serves=theme.id)] if theme else []
    return write(StatementDialog, workspace, draft, "New statement", "Add", parent, also=links)


def edit_statement(workspace: Workspace, statement: Statement, parent: QWidget | None = None) -> Statement | None:
    """Let the person change a statement."""
    return write(StatementDialog, workspace, statement, "Edit statement", "Edit", parent)
