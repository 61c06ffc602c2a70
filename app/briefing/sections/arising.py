"""The action log: what arose at meetings, meeting by meeting, the latest first."""

from __future__ import annotations

from datetime import date

from app.domain.meetings import meeting_name
from app.domain.records import Action, Meeting

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import brief, mark, sentence, small_lines, status_cell


def arising(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table for each meeting at which an action arose."""
    meetings = sorted(m.plan.all(Meeting), key=lambda meeting: meeting.day or date.min, reverse=True)
    groups = [(meeting, m.plan.children(meeting, Action, "meeting")) for meeting in meetings]
    blocks: list[b.Block] = []
    for meeting, found in groups:
        if found:
            name = meeting_name(m.plan, meeting)
            blocks.append(b.Heading(2, b.words(name), f"arising-{meeting.id}"))
            blocks.append(_table(m, name, found))
    return (b.Need(0.3), b.Heading(1, b.words("Actions from meetings"), "arising"), *blocks) if blocks else ()


def _table(m: BriefingContext, name: str, found: tuple[Action, ...]) -> b.Table:
    columns = (
        b.TableColumn("Ref", 1.4, names=True), b.TableColumn("Action", 7), b.TableColumn("Owner", 3),
        b.TableColumn("Due", 2.4), b.TableColumn("Status", 3.2),
    )  # fmt: skip
    return b.Table(columns, tuple(_row(m, action) for action in found), f"Actions that arose at {name}")


def _row(m: BriefingContext, action: Action) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(action)
    text = [b.words(b.bold(action.title)), *([b.words(sentence(action.progress))] if action.progress else [])]
    due = brief(action.due) or "No date"
    return (
        b.cell(action.ref),
        b.cell(*text),
        (*b.cell(action.owner or "No owner"), *mark(m.plan, action, "owner")),
        (*b.cell(due), *small_lines(rating.distance), *mark(m.plan, action, "due")),
        status_cell(rating),
    )
