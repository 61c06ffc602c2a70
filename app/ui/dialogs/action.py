"""An action: who does what by when, how far it is, and what it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.closing import ENDINGS
from app.domain.records import Action, Objective, Theme
from app.ui.widgets.rag_badge import ILLUSTRATIVE
from app.ui.widgets.suggested import Suggested

from .choices import typed
from .moved import WhyMoved
from .record_dialog import RecordDialog
from .served_themes import ServedThemes

if TYPE_CHECKING:
    from app.workspace import Workspace


ENDED = ("ended", "ended_why")


class ActionDialog(RecordDialog[Action]):
    """Who does what by when, how far it is, which objective it works towards and which themes it serves.

    Attributes:
        moved: asks why, once a due date is another than it was.
        themes: boxes to tick.
    """

    ROWS = [
        "title",
        "detail",
        "objective",
        ("owner", "ref"),
        ("starts", "due"),
        ("percent", "done_on"),
        "done",
        ENDED,
        "reported",
        "blocked",
        "progress",
    ]

    def __init__(self, workspace: Workspace, action: Action, title: str, verb: str, parent: QWidget | None = None):
        """A dialog called `title`; `verb` begins the edit's line of history."""
        self._workspace, self._verb = workspace, verb
        if not action.is_ended:
            self.ROWS = [row for row in ActionDialog.ROWS or () if row != ENDED]
        offered = {"objective": typed(workspace, Objective), "ended_why": Suggested(ENDINGS)}
        super().__init__(action, title, self._write, parent, offered)
        self.moved = WhyMoved(workspace, action, self.form)
        self.add(self.moved)
        self.themes = ServedThemes(workspace, action)
        self.add(self.themes)
        for name, field in self.form.fields.items():
            if workspace.plan.illustrative(action, name):
                field.mark(ILLUSTRATIVE)

    def _write(self, action: Action) -> None:
        moves, links = self.moved.changes(action), self.themes.links(action)
        self._workspace.save(action, *moves, *links, label=f"{self._verb} {action.name}")


def new_action(
    workspace: Workspace,
    theme: Theme | None = None,
    parent: QWidget | None = None,
    *,
    objective: Objective | None = None,
) -> Action | None:
    """Ask for a new action and save it; `theme` is ticked among those that it serves."""
    draft = workspace.draft(Action, title="", objective=objective.id if objective else "")
    dialog = ActionDialog(workspace, draft, "New action", "Add", parent)
    if theme is not None:
        dialog.themes.boxes[theme.id].setChecked(True)
    dialog.exec()
    return dialog.saved


def edit_action(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Action | None:
    """Let the person change an action."""
    dialog = ActionDialog(workspace, action, "Edit action", "Edit", parent)
    dialog.exec()
    return dialog.saved
