"""The stages of the journey, and what each sets out to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Stage, StageAim

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class StageDialog(RecordDialog[Stage]):
    """A stage: from when to when, and what it is about."""

    ROWS = ["title", ("starts", "ends"), "summary", "number"]


class StageAimDialog(RecordDialog[StageAim]):
    """An aim of a stage, with what came of it."""

    ROWS = ["title", "progress"]


def new_stage(workspace: Workspace, parent: QWidget | None = None) -> Stage | None:
    """Ask for a new stage and save it."""
    return write(StageDialog, workspace, workspace.draft(Stage, title=""), "New stage", "Add", parent)


def edit_stage(workspace: Workspace, stage: Stage, parent: QWidget | None = None) -> Stage | None:
    """Let the person change a stage."""
    return write(StageDialog, workspace, stage, "Edit stage", "Edit", parent)


def new_aim(workspace: Workspace, stage: Stage, parent: QWidget | None = None) -> StageAim | None:
    """Ask for a new aim of a stage and save it."""
    aim = workspace.draft(StageAim, stage=stage.id, title="")
    return write(StageAimDialog, workspace, aim, f"New aim of stage {stage.number}", "Add aim", parent)


def edit_aim(workspace: Workspace, aim: StageAim, parent: QWidget | None = None) -> StageAim | None:
    """Let the person change an aim."""
    return write(StageAimDialog, workspace, aim, "Edit aim", "Edit aim", parent)
