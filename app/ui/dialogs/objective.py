"""An objective: what a theme wants to reach, under which its actions are grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Objective, Theme

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ObjectiveDialog(RecordDialog[Objective]):
    """What is to be reached, and for which theme."""

    ROWS = ["title", "theme", "detail", "ref"]
    WIDTH = 600


def new_objective(workspace: Workspace, theme: Theme | None = None, parent: QWidget | None = None) -> Objective | None:
    """Ask for a new objective and save it; of `theme`, or of the plan's only one, unless the person says otherwise."""
    themes = workspace.all(Theme)
    first = theme or (themes[0] if len(themes) == 1 else None)
    draft = workspace.draft(Objective, theme=first.id if first else "", title="")
    return _write(workspace, draft, "New objective", "Add", parent)


def edit_objective(workspace: Workspace, objective: Objective, parent: QWidget | None = None) -> Objective | None:
    """Let the person change an objective."""
    return _write(workspace, objective, "Edit objective", "Edit", parent)


def _write(
    workspace: Workspace, objective: Objective, title: str, verb: str, parent: QWidget | None
) -> Objective | None:
    themes = {theme.id: theme.name for theme in workspace.all(Theme)}
    return write(ObjectiveDialog, workspace, objective, title, verb, parent, options={"theme": themes})
