"""What is exempt: of each record the paragraph of Schedule 12A and the reason why it may not be published."""

from __future__ import annotations

from app.domain.exemption import exemption
from app.domain.lazy import Lazy

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import MOST, NOT_SAID, clipped, tabled

_SOURCE = (
    "Exempt information under Part 1 of Schedule 12A to the Local Government Act 1972. The public paper is without it,"
    " and its statuses are worked out without it."
)


EXEMPT_LENGTHS = (MOST, 300), (MOST, 120), (14, 90), (9, 90), (4, 70)
"""How many records are told, and in how many characters a reason, where there is ever less room."""


def exempt(m: BriefingContext) -> tuple[b.Block, ...]:
    """At most a page of it, in papers that are not for publication."""
    return (b.Fitting(Lazy(EXEMPT_LENGTHS, lambda length: exempt_table(m, *length))),) if m.exempt else ()


def exempt_table(m: BriefingContext, most: int, longest: int) -> tuple[b.Block, ...]:
    """A table of at most so many records, each reason in at most so many characters."""
    columns = b.columns(("What is exempt", 8), ("Paragraph", 2.6), ("Reason", 6.4))
    rows: list[tuple[b.Cell, ...]] = []
    for record in m.exempt[:most]:
        paragraph, reason = exemption(record.exempt)
        number = str(paragraph) if paragraph else b.muted(NOT_SAID)
        why = clipped(b.words(reason), longest) if reason else b.words(b.muted(NOT_SAID))
        rows.append(
            (b.cell(clipped(b.words(f"{record.NAME}: {record.name}"), longest * 2 // 3)), b.cell(number), b.cell(why))
        )
    about = "What is exempt, with paragraph and reason"
    return tabled("exempt", "Not for publication", about, columns, rows, lead=_SOURCE, whole=len(m.exempt))
