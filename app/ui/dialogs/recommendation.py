"""A recommendation of the inspectors, and that it is accepted as met."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Recommendation
from app.ui import look

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class RecommendationDialog(RecordDialog[Recommendation]):
    """What was recommended, who sees to it, and what shows that it is met."""

    ROWS = ["title", "detail", ("owner", "number"), "evidence", "met"]


class MetDialog(RecordDialog[Recommendation]):
    """What shows that it is met, and since when."""

    ROWS = ["evidence", "met"]
    WIDTH = 560


def new_recommendation(workspace: Workspace, parent: QWidget | None = None) -> Recommendation | None:
    """Ask for a new recommendation and save it."""
    draft = workspace.draft(Recommendation, title="")
    return write(RecommendationDialog, workspace, draft, "New recommendation", "Add", parent)


def edit_recommendation(
    workspace: Workspace, recommendation: Recommendation, parent: QWidget | None = None
) -> Recommendation | None:
    """Let the person change a recommendation."""
    return write(RecommendationDialog, workspace, recommendation, "Edit recommendation", "Edit", parent)


def accept_as_met(
    workspace: Workspace, recommendation: Recommendation, parent: QWidget | None = None
) -> Recommendation | None:
    """Ask what shows that a recommendation is met, and since when: the day the plan speaks of, unless changed."""
    met = replace(recommendation, met=workspace.plan.position)
    note = look.label(recommendation.name, "strong", wrap=True)
    return write(MetDialog, workspace, met, "Accept as met", "Accept as met:", parent, note=note)
