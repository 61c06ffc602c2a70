"""Where the colours change: the plan's own thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Thresholds
from app.ui import look
from app.ui.widgets.form import Heading

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace

ABOUT = "Every status in this plan is worked out with these. A change shows at once, everywhere, and can be undone."


class ThresholdsDialog(RecordDialog[Thresholds]):
    """The thresholds, by what they judge."""

    ROWS = [
        Heading("Indicators"),
        ("tolerance_points", "tolerance_share"),
        Heading("Actions and milestones"),
        ("pace_green", "pace_amber"),
        ("due_soon_days", "due_soon_percent"),
        ("overdue_days", "silent_days"),
        Heading("Risks"),
        ("risk_low_to", "risk_medium_to"),
        ("appetite", "review_late_days"),
        Heading("Charts"),
        "trend_length",
        "screened",
    ]


def edit_thresholds(workspace: Workspace, parent: QWidget | None = None) -> Thresholds | None:
    """Let the person change the thresholds; a plan that has none yet gets them."""
    there = workspace.all(Thresholds)
    thresholds = there[0] if there else workspace.draft(Thresholds)
    note = look.label(ABOUT, quiet=True, wrap=True)
    return write(ThresholdsDialog, workspace, thresholds, "Thresholds", "Change", parent, note=note)
