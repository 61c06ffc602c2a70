"""Everything that changed since the last meeting, or between any two."""

from __future__ import annotations

from app.domain.meaning import MEANINGS
from app.domain.meetings import compared
from app.domain.records import Meeting
from app.domain.schedule import show_date

from .. import blocks as b
from ..material import BriefingContext
from .chair import change_words


def changes(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each change, under what it means, what matters most first; edits of wording with what was and what is."""
    blocks = _lead(m)
    for means, heading in MEANINGS.items() if blocks else ():
        if found := [change for change in m.changes if change.means == means]:
            blocks.append(b.Heading(2, b.words(heading, b.muted(f" ({len(found):,})")), f"changes-{means}"))
            blocks.append(b.Bullets(tuple(map(change_words, found))))
    return tuple(blocks)


def changed(m: BriefingContext) -> tuple[b.Block, ...]:
    """The same on pages of its own, or why nothing can be told."""
    none = (b.Heading(1, b.words("Since the last meeting"), "changes"), b.Paragraph(b.words(f"{m.not_compared}.")))
    return (b.NewPage(), *(changes(m) or none))


def _lead(m: BriefingContext) -> list[b.Block]:
    """The heading and what is compared; nothing without an earlier meeting."""
    before = m.ratings.before
    if not m.since or not before:
        return []
    to = f" What is told goes up to {m.meeting_name(m.meeting)}." if m.meeting and m.up_to_meeting else ""
    said = f"Compared with {m.meeting_name(m.since)}, which looked at the plan as at {show_date(before.position)}.{to}"
    if m.compares:
        said = f"{m.compares} It looked at the plan as at {show_date(before.position)}.{to}"
    nothing = [] if m.changes else [b.Paragraph(b.words("Nothing has changed since then."))]
    closed = {meeting.id: str(meeting.day) for meeting in m.plan.all(Meeting) if meeting.closed}
    is_last = not to and compared(m.plan, closed) in (None, m.since)
    title = "Since the last meeting" if is_last else f"Since {m.meeting_name(m.since)}"
    return [b.Heading(1, b.words(title), "changes"), b.Paragraph(b.words(said), "lead"), *nothing]
