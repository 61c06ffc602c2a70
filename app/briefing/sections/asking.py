"""What the meeting is asked: its agenda, each item with its purpose, recommendation, presenter and papers."""

from __future__ import annotations

from app.domain.figures import listed
from app.domain.records import PURPOSES, AgendaItem, Attachment, Section

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import MOST, clipped, left_out, sentence

_LONGEST = 420  # characters of an item


def asking(m: BriefingContext, most: int = MOST) -> tuple[b.Block, ...]:
    """The agenda of the meeting of this paper, so many items of it; or that nothing is on it yet."""
    if not m.meeting:
        return ()
    head = b.Heading(1, b.words("What the meeting is asked"), "asking")
    if not m.agenda:
        return (b.Need(0.15), head, b.Paragraph(b.words(nothing_asked(m))))
    items = tuple(clipped(_item(m, item), _LONGEST) for item in m.agenda[:most])
    return (b.Need(0.25), head, b.Bullets(items, numbered=True), *left_out(len(items), len(m.agenda)))


def nothing_asked(m: BriefingContext) -> str:
    """That the agenda of its meeting is empty; nothing without a meeting."""
    return f"Nothing is on the agenda of {m.meeting_name(m.meeting)} yet." if m.meeting else ""


def asked_line(item: AgendaItem) -> b.Words:
    """An item in a line: what is asked, and for what."""
    asked = sentence(item.recommendation or item.title)
    return b.words(b.bold(asked), b.muted(f" {PURPOSES.get(item.purpose, item.purpose)}."))


def _item(m: BriefingContext, item: AgendaItem) -> b.Words:
    papers = [each.title for each in m.plan.children(item, Attachment, "record")]
    about = m.plan.find(item.about) if item.about else None
    beside = [PURPOSES.get(item.purpose, item.purpose)]
    beside += [f"presented by {item.presenter}"] if item.presenter else []
    beside += [f"about {about.name}"] if about and not isinstance(about, Section) else []
    beside += [f"paper: {listed(papers)}"] if papers else []
    detail = f" {sentence(item.detail)}" if item.detail.strip() else ""
    asked = f" {sentence(item.recommendation)}" if item.recommendation.strip() else ""
    return b.words(b.bold(sentence(item.title)), asked, detail, b.muted(f" {sentence(', '.join(beside))}"))


def recommended(m: BriefingContext) -> tuple[b.Words, ...]:
    """What the meeting is asked to agree, in the words of its items for decision; else of all of them."""
    items = [item for item in m.agenda if item.purpose == "decision"] or list(m.agenda)
    return tuple(
        clipped(b.words(sentence(item.recommendation or item.title), _aside(item)), _LONGEST) for item in items[:MOST]
    )


def _aside(item: AgendaItem) -> str:
    return f" {sentence(item.detail)}" if item.detail.strip() else ""


def purposes(m: BriefingContext) -> str:
    """What the meeting has the paper for: "For decision and for noting"; that nothing is on its agenda yet."""
    words = dict.fromkeys(PURPOSES.get(item.purpose, item.purpose) for item in m.agenda)
    said = listed([word if not place else word[:1].lower() + word[1:] for place, word in enumerate(words)])
    return said or "Nothing is on the agenda yet"
