"""A milestone: a step of an action that can be seen to be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Action, Milestone
from app.ui.widgets.rag_badge import ILLUSTRATIVE

from .choices import typed
from .moved import WhyMoved
from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace


class MilestoneDialog(RecordDialog[Milestone]):
    """Of which action it is a step, when it is due, and whether it is reached.

    Attributes:
        moved: asks why, once a due date is another than it was.
    """

    ROWS = ["title", "action", ("due", "done_on"), "done"]
    WIDTH = 600

    def __init__(
        self, workspace: Workspace, milestone: Milestone, title: str, verb: str, parent: QWidget | None = None
    ):
        """A dialog called `title`; `verb` begins the edit's line of history."""
        self._workspace, self._verb = workspace, verb
        super().__init__(milestone, title, self._write, parent, {"action": typed(workspace, Action)})
        self.moved = WhyMoved(workspace, milestone, self.form)
        self.add(self.moved)
        for name, field in self.form.fields.items():
            if workspace.plan.illustrative(milestone, name):
                field.mark(ILLUSTRATIVE)

    def _write(self, milestone: Milestone) -> None:
        moves = self.moved.changes(milestone)
        self._workspace.save(milestone, *moves, label=f"{self._verb} {milestone.name}")


def new_milestone(workspace: Workspace, action: Action | None, parent: QWidget | None = None) -> Milestone | None:
    """Ask for a new milestone and save it; of `action`, or of the one that the person names."""
    draft = workspace.draft(Milestone, action=action.id if action else "", title="")
    dialog = MilestoneDialog(workspace, draft, "New milestone", "Add milestone", parent)
    dialog.exec()
    return dialog.saved


def edit_milestone(workspace: Workspace, milestone: Milestone, parent: QWidget | None = None) -> Milestone | None:
    """Let the person change a milestone."""
    dialog = MilestoneDialog(workspace, milestone, "Edit milestone", "Edit milestone", parent)
    dialog.exec()
    return dialog.saved
