"""The inspectorate's monitoring visits and what they found."""

from __future__ import annotations

from app.domain.figures import span
from app.domain.records import Visit

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import mark, sentence
from .findings import found_by


def visits(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each visit, those without a date first and then by date."""
    found = sorted(
        m.plan.all(Visit), key=lambda v: (v.starts is not None, v.starts.first if v.starts else m.plan.position)
    )
    if not found:
        return ()
    blocks: list[b.Block] = [b.Heading(1, b.words("Monitoring visits"), "visits")]
    for visit in found:
        state = "Took place" if visit.happened else "Planned"
        when = span(visit.starts, visit.ends) or "date not given"
        blocks.append(b.Heading(2, b.words(visit.title), f"visit-{visit.id}"))
        blocks.append(
            b.Paragraph(b.words(b.bold(f"{state}, {when}."), f" {sentence(visit.focus)}" if visit.focus else ""))
        )
        for title, text in (
            ("Progress found", visit.progress_found),
            ("Further progress needed", visit.progress_needed),
        ):
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if lines:
                blocks += [b.Paragraph(b.words(title), "label"), b.Bullets(tuple(b.words(line) for line in lines))]
        blocks += found_by(m, visit)
        if visit.letter:
            blocks.append(b.Paragraph(b.words(f"Letter: {sentence(visit.letter)}"), "small"))
        if mark(m.plan, visit, "starts", "ends", "focus"):
            blocks.append(b.Paragraph(b.words("Some of this is illustrative."), "small"))
    return tuple(blocks)
