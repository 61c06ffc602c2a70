"""How confident somebody is that an outcome will be reached: a judgement, shown beside the status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.plan import Plan
from app.domain.records import Confidence, Record
from app.ui import look

from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace


def confidence_in(plan: Plan, record: Record) -> Confidence | None:
    """The confidence that somebody judged for a record."""
    return next((c for c in plan.all(Confidence) if c.record == record.id), None)


def judge_confidence(workspace: Workspace, record: Record, parent: QWidget | None = None) -> Confidence | None:
    """Let the person judge, signed and dated anew, from what was judged before; or take that away."""
    before = confidence_in(workspace.plan, record)
    confidence = workspace.draft(
        Confidence,
        record=record.id,
        level=before.level if before else "",
        reason=before.reason if before else "",
        by=str(workspace.person),
        day=workspace.plan.position,
    )
    note = look.label(record.name, "strong", wrap=True)
    verb = "Judge the confidence in"
    gone = ("Withdraw the judgement", "Withdraw the confidence in") if before else None
    return write(workspace, confidence, "Judge the confidence", verb, parent, of=record, note=note, gone=gone)
