"""The service's own checks of its practice: audits, dip samples, practice weeks."""

from __future__ import annotations

from app.domain.figures import span
from app.domain.records import AUDITS, Audit

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import sentence
from .findings import found_by


def checks(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each check, those without a date first and then by date."""
    found = sorted(m.plan.all(Audit), key=lambda a: (a.starts is not None, a.starts.first if a.starts else m.printed))
    if not found:
        return ()
    blocks: list[b.Block] = [b.Need(0.3), b.Heading(1, b.words("Quality assurance"), "checks")]
    for audit in found:
        when = span(audit.starts, audit.ends)
        kind = AUDITS.get(audit.kind, audit.kind)
        blocks.append(b.Heading(2, b.words(audit.title), f"check-{audit.id}"))
        blocks.append(b.Paragraph(b.words(b.bold(sentence(f"{kind}, {when}" if when else kind)))))
        people = [line.strip() for line in audit.took_part.split("\n") if line.strip()]
        if people:
            named = sentence("; ".join(people))
            blocks += [b.Paragraph(b.words("Who took part"), "label"), b.Paragraph(b.words(named))]
        if audit.summary:
            blocks += [b.Paragraph(b.words("Summary"), "label"), b.Paragraph(b.words(audit.summary))]
        blocks += found_by(m, audit)
    return tuple(blocks)
