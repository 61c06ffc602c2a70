"""An item of a meeting's agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.meetings import meeting_name, next_number
from app.domain.records import (
    Action,
    AgendaItem,
    BudgetLine,
    Indicator,
    Meeting,
    Partner,
    Recommendation,
    Risk,
    Section,
    Theme,
    Visit,
)
from app.ui import look

from .choices import typed
from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace

ABOUT = (Theme, Recommendation, Action, Indicator, Risk, Visit, Partner, BudgetLine, Section)
"""What an item can be about."""


class AgendaItemDialog(RecordDialog[AgendaItem]):
    """What is to be spoken of, why, who presents it, and which record it is about."""

    ROWS = ["title", ("number", "purpose"), "presenter", "about", "detail"]
    WIDTH = 600


def new_item(workspace: Workspace, meeting: Meeting, parent: QWidget | None = None) -> AgendaItem | None:
    """Ask for the next item of a meeting's agenda and save it."""
    number = next_number(workspace.plan, meeting)
    draft = workspace.draft(AgendaItem, meeting=meeting.id, number=number, title="")
    return _write(workspace, draft, meeting, "New agenda item", "Add", parent)


def edit_item(workspace: Workspace, item: AgendaItem, parent: QWidget | None = None) -> AgendaItem | None:
    """Let the person change an item."""
    meeting = workspace.plan.get(Meeting, item.meeting)
    return _write(workspace, item, meeting, "Edit agenda item", "Edit", parent)


def _write(
    workspace: Workspace, item: AgendaItem, meeting: Meeting | None, title: str, verb: str, parent: QWidget | None
) -> AgendaItem | None:
    note = look.label(meeting_name(workspace.plan, meeting), quiet=True, wrap=True) if meeting else None
    options = {"about": typed(workspace, *ABOUT)}
    options["about"].what = "record"
    return write(AgendaItemDialog, workspace, item, title, verb, parent, options=options, note=note)
