"""An action and its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Action, Milestone, Theme
from app.ui.widgets.rag_badge import ILLUSTRATIVE

from .record_dialog import RecordDialog
from .served_themes import ServedThemes
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ActionDialog(RecordDialog[Action]):
    """Who does what by when, how far it is, and which themes it serves.

    Attributes:
        themes: boxes to tick.
    """

    ROWS = [
        "title",
        "detail",
        ("owner", "ref"),
        ("starts", "due"),
        ("percent", "done_on"),
        "done",
        "blocked",
        "progress",
    ]

    def __init__(self, workspace: Workspace, action: Action, title: str, verb: str, parent: QWidget | None = None):
        """A dialog called `title`; `verb` begins the edit's line of history."""
        self._workspace, self._verb = workspace, verb
        super().__init__(action, title, self._write, parent)
        self.themes = ServedThemes(workspace, action)
        self.add(self.themes)
        for name, field in self.form.fields.items():
            if workspace.plan.illustrative(action, name):
                field.mark(ILLUSTRATIVE)

    def _write(self, action: Action) -> None:
        self._workspace.save(action, *self.themes.links(action), label=f"{self._verb} {action.name}")


class MilestoneDialog(RecordDialog[Milestone]):
    """A step that can be seen to be reached."""

    ROWS = ["title", ("due", "done_on"), "done"]
    WIDTH = 560


def new_action(workspace: Workspace, theme: Theme | None = None, parent: QWidget | None = None) -> Action | None:
    """Ask for a new action and save it; `theme` is ticked among those that it serves."""
    dialog = ActionDialog(workspace, workspace.draft(Action, title=""), "New action", "Add", parent)
    if theme is not None:
        dialog.themes.boxes[theme.id].setChecked(True)
    dialog.exec()
    return dialog.saved


def edit_action(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Action | None:
    """Let the person change an action."""
    dialog = ActionDialog(workspace, action, "Edit action", "Edit", parent)
    dialog.exec()
    return dialog.saved


def new_milestone(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Milestone | None:
    """Ask for a new milestone of an action and save it."""
    milestone = workspace.draft(Milestone, action=action.id, title="")
    return write(MilestoneDialog, workspace, milestone, "New milestone", "Add milestone", parent)


def edit_milestone(workspace: Workspace, milestone: Milestone, parent: QWidget | None = None) -> Milestone | None:
    """Let the person change a milestone."""
    return write(MilestoneDialog, workspace, milestone, "Edit milestone", "Edit milestone", parent)
