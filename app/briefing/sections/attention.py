"""What needs attention, all of it: what is off track, overdue, expired, contradictory or missing."""

from __future__ import annotations

from app.domain.attention import Attention

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import aside, sentence, small_lines, titled
from .chair import status_word


def attention(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table of what and why."""
    if not m.attention:
        return ()
    columns = (b.TableColumn("What", 8.4, names=True), b.TableColumn("Why", 8.6))
    rows = tuple(
        (
            (*b.cell(b.words(b.Run("", sign=a.status.value), titled(a.what, a.records[0]))), *small_lines(_kind(m, a))),
            b.cell(b.words(sentence(a.why), aside(a.illustrative))),
        )
        for a in m.attention
    )
    return (
        b.Need(0.4),
        b.Heading(1, b.words("What needs attention"), "attention"),
        b.Table(columns, rows, "What needs attention, and why"),
    )


def _kind(m: BriefingContext, each: Attention) -> str:
    """What it is, with the status where it is a record that has one: sources that disagree are not "at risk"."""
    word = status_word(m, each)
    return f"{each.kind} · {word}" if word else each.kind
