"""What a person judges over what is computed: a status set by hand, and the confidence in an outcome."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.meetings import judges_next
from app.domain.plan import Plan
from app.domain.rating import Rating
from app.domain.records import Confidence, Override, Record
from app.ui import look
from app.ui.kit import block, column
from app.ui.widgets.rag_badge import StatusMark
from app.ui.widgets.status_block import computed_reason

from .write import write

if TYPE_CHECKING:
    from app.workspace import Workspace

WITHOUT_MEETING = timedelta(days=90)
"""How long a status set by hand stands by default when no meeting lies ahead."""


def until(plan: Plan) -> date:
    """The day up to which a status set by hand stands by default: the next meeting's."""
    following = judges_next(plan)
    return following.day if following and following.day else plan.position + WITHOUT_MEETING


def set_status(workspace: Workspace, record: Record, parent: QWidget | None = None) -> Override | None:
    """Let the person set a record's status, or change one that is set."""
    plan, rating = workspace.plan, workspace.ratings.of(record)
    override = plan.override(record) or workspace.draft(Override, record=record.id, status="", reason="", by="")
    if rating.override is None:  # a new one, or one whose day has passed
        override = workspace.draft(
            Override, record=record.id, status="", reason=override.reason, until=until(plan), by=str(workspace.person)
        )
    note = computed_note(record, rating)
    verb = "Set by hand the status of"
    return write(workspace, override, "Set the status by hand", verb, parent, of=record, note=note)


def computed_note(record: Record, rating: Rating) -> QWidget:
    """What is computed, above the fields: who sets another status sees what it stands against."""
    reason = look.label(computed_reason(rating), quiet=True, wrap=True)
    parts = (look.label("Computed from the plan", "small", quiet=True), StatusMark(rating.computed), reason)
    head = look.label(record.name, "strong", wrap=True)
    return block(column(head, *parts, gap=look.space(0.5), edge=(0, 0, 0, look.space(1))))


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
