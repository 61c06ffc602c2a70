"""The written report: its sections with live figures filled in, author and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from app.domain.records import Section
from app.domain.schedule import show_date
from app.exchange.prose import TextRun, filled

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import ILLUSTRATIVE


def written(m: BriefingContext, section: Section, level: int = 2, common: str = "") -> Iterator[b.Block]:
    """The text of a section: paragraphs numbered as the section is ("3.1"), lists, its own headings, who wrote it.

    `common` says who wrote most of the report, and is not said again.
    """
    items: list[b.Words] = []
    paragraph = 0
    for block in filled(section.body, m.plan, m.ratings):
        said = _words(block.runs)
        if block.depth:
            mark = f"{block.mark} " if block.mark and block.mark != "•" else ""
            items.append(b.words(b.muted(mark) if mark else "", said))
            continue
        if items:
            yield b.Bullets(tuple(items))
            items = []
        if block.heading:
            yield b.Heading(min(level + 1, 3), said, f"section-{section.id}-{paragraph}-{len(said)}")
        elif said:
            paragraph += 1
            number = f"{section.number}.{paragraph}  " if section.number else ""
            yield b.Paragraph(b.words(b.muted(number) if number else "", said))
    if items:
        yield b.Bullets(tuple(items))
    if (signed := _signed(section)) and signed != common:
        yield b.Paragraph(b.words(signed), "small")


def _words(runs: Iterable[TextRun]) -> b.Words:
    """The words of a block; the address of a link stands behind it, as paper cannot be clicked."""
    found: list[b.Run] = []
    for run in runs:
        found.append(b.Run(run.text, bold=run.bold, italic=run.italic))
        address = run.link.removeprefix("mailto:")
        if run.link and address not in run.text:
            found.append(b.Run(f" ({address})"))
        if run.piece and run.piece.illustrative:
            found.append(b.muted(f" ({ILLUSTRATIVE})"))
    return tuple(found)


def _signed(section: Section) -> str:
    """By whom and when it was written."""
    on = show_date(section.day) if section.day else ""
    by = f"Written by {section.author}" if section.author else "Written" if on else ""
    return f"{by}{f', {on}' if section.author and on else f' on {on}' if on else ''}." if by else ""


def written_by(sections: Iterable[Section]) -> str:
    """Who wrote most of some sections, and when: "Written by Improvement team, 30 Jan 2018."; empty for one alone."""
    signed = Counter(filter(None, map(_signed, sections)))
    return next((said for said, count in signed.most_common(1) if count > 1), "")
