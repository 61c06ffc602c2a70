"""An action and its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Action, Link, Milestone, Theme

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ActionDialog(RecordDialog[Action]):
    """Who does what by when, and how far it is."""

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


class MilestoneDialog(RecordDialog[Milestone]):
    """A step that can be seen to be reached."""

    ROWS = ["title", ("due", "done_on"), "done"]
    WIDTH = 560


def new_action(workspace: Workspace, theme: Theme | None = None, parent: QWidget | None = None) -> Action | None:
    """Ask for a new action and save it, linked to `theme` in the same edit."""
    action = workspace.draft(Action, title="")
    links = [workspace.draft(Link, item=action.id, serves=theme.id)] if theme else []
    title = f"New action for {theme.name.lower()[0]}{theme.name[1:]}" if theme else "New action"
    return write(ActionDialog, workspace, action, title, "Add", parent, also=links)


def edit_action(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Action | None:
    """Let the person change an action."""
    return write(ActionDialog, workspace, action, f"Edit action {action.ref}".strip(), "Edit", parent)


def new_milestone(workspace: Workspace, action: Action, parent: QWidget | None = None) -> Milestone | None:
    """Ask for a new milestone of an action and save it."""
    milestone = workspace.draft(Milestone, action=action.id, title="")
    return write(MilestoneDialog, workspace, milestone, "New milestone", "Add milestone", parent)


def edit_milestone(workspace: Workspace, milestone: Milestone, parent: QWidget | None = None) -> Milestone | None:
    """Let the person change a milestone."""
    return write(MilestoneDialog, workspace, milestone, "Edit milestone", "Edit milestone", parent)
