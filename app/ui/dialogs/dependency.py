"""What an action waits for: both are named by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Action, Dependency, Record

from .choices import typed
from .record_dialog import RecordDialog

if TYPE_CHECKING:
    from app.workspace import Workspace


class DependencyDialog(RecordDialog[Dependency]):
    """Which action waits, for which other, and why."""

    ROWS = ["action", "waits_for", "why"]
    WIDTH = 600

    def __init__(self, workspace: Workspace, dependency: Dependency, title: str, parent: QWidget | None = None):
        choices = typed(workspace, Action)
        super().__init__(
            dependency, title, lambda made: save(workspace, made), parent, {"action": choices, "waits_for": choices}
        )


def new_dependency(
    workspace: Workspace, action: Action | None = None, parent: QWidget | None = None
) -> Dependency | None:
    """Ask what waits for what and save it; `action` is the one that waits unless the person says otherwise."""
    draft = workspace.draft(Dependency, action=action.id if action else "", waits_for="")
    dialog = DependencyDialog(workspace, draft, "New dependency", parent)
    if action is not None:
        dialog.form.fields["waits_for"].control.setFocus()
    dialog.exec()
    made = dialog.saved  # its key is made of both actions when it is saved
    kept = (d for d in workspace.all(Dependency) if made and (d.action, d.waits_for) == (made.action, made.waits_for))
    return next(kept, None)


def edit_dependency(workspace: Workspace, dependency: Dependency, parent: QWidget | None = None) -> Dependency | None:
    """Let the person change why an action waits; to wait for another is another dependency."""
    dialog = DependencyDialog(workspace, dependency, "Why it waits", parent)
    for name in ("action", "waits_for"):
        dialog.form.fields[name].control.setEnabled(False)
    dialog.form.fields["why"].control.setFocus()
    dialog.exec()
    return dialog.saved


def save(workspace: Workspace, dependency: Dependency) -> None:
    """Save a dependency. Raises NotSaved, as when it would close a circle."""
    waiting, other = workspace.find(dependency.action), workspace.find(dependency.waits_for)
    workspace.save(dependency, label=f"{_short(waiting)} waits for {_short(other)}")


def remove(workspace: Workspace, dependency: Dependency) -> None:
    """Take a dependency away. Raises NotSaved."""
    waiting, other = workspace.find(dependency.action), workspace.find(dependency.waits_for)
    workspace.remove(dependency, label=f"{_short(waiting)} no longer waits for {_short(other)}")


def _short(record: Record | None) -> str:
    return "" if record is None else getattr(record, "ref", "") or record.name
