"""The programme itself: its judgement, its goal, and the day the plan speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Body, Programme
from app.ui.widgets.form import Heading

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class ProgrammeDialog(RecordDialog[Programme]):
    """The programme's fields."""

    ROWS = [
        "title",
        "council",
        "body",
        Heading("From where to where"),
        ("judgement", "judged_on"),
        ("wanted", "goal"),
        ("started", "position"),
        "quarters",
        Heading("In words"),
        "summary",
        "capacity",
    ]


def edit_programme(workspace: Workspace, parent: QWidget | None = None) -> Programme | None:
    """Let the person change the programme; a plan that has none yet gets it."""
    there = workspace.all(Programme)
    programme = there[0] if there else workspace.draft(Programme, title="")
    bodies = {"": "Any body", **{body.id: body.title for body in workspace.all(Body)}}
    return write(
        ProgrammeDialog, workspace, programme, "Edit programme", "Edit", parent, options={"body": bodies},
    )  # fmt: skip
