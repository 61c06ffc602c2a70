"""A report of an improvement partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.records import Partner, PartnerReport

from .record_dialog import RecordDialog
from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


class PartnerReportDialog(RecordDialog[PartnerReport]):
    """Whose report it is, of what day, and what it says."""

    ROWS = ["title", ("partner", "day"), "summary"]
    WIDTH = 600


def new_report(workspace: Workspace, partner: Partner, parent: QWidget | None = None) -> PartnerReport | None:
    """Ask for a new report of a partner and save it."""
    draft = workspace.draft(PartnerReport, partner=partner.id, title="")
    return _write(workspace, draft, "New report", "Add", parent)


def edit_report(workspace: Workspace, report: PartnerReport, parent: QWidget | None = None) -> PartnerReport | None:
    """Let the person change a partner's report."""
    return _write(workspace, report, "Edit report", "Edit", parent)


def _write(
    workspace: Workspace, report: PartnerReport, title: str, verb: str, parent: QWidget | None
) -> PartnerReport | None:
    partners = {partner.id: partner.name for partner in workspace.all(Partner)}
    return write(PartnerReportDialog, workspace, report, title, verb, parent, options={"partner": partners})
