"""Everything that changed since the last meeting."""

from __future__ import annotations

from itertools import groupby

from app.domain.schedule import show_date

from .. import blocks as b
from ..material import Material
from .chair import change_words


def changes(m: Material) -> tuple[b.Block, ...]:
    """Each change, under the kind of record that changed."""
    before = m.ratings.before
    if not m.since or not before:
        return ()
    said = f"Compared with {m.meeting_name(m.since)}, which looked at the plan as at {show_date(before.position)}."
    blocks: list[b.Block] = [
        b.Heading(1, b.words("Since the last meeting"), "changes"),
        b.Paragraph(b.words(said), "lead"),
    ]
    if not m.changes:
        return (*blocks, b.Paragraph(b.words("Nothing has changed since then.")))
    for kind, found in groupby(m.changes, key=lambda change: type(change.record)):
        blocks.append(b.Heading(2, b.words(kind.PLURAL), f"changes-{kind.TABLE}"))
        blocks.append(b.Bullets(tuple(map(change_words, found))))
    return tuple(blocks)
