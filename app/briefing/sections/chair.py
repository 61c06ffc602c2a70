"""The chair's page, with the first of what to look at, what changed, what to ask and what comes; then all of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.attention import Attention
from app.domain.figures import capital
from app.domain.meaning import MEANINGS
from app.domain.meetings import compared
from app.domain.records import Meeting
from app.domain.schedule import show_date
from app.domain.since import RATED, Change, fold

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import aside, badge, sentence, small_lines, status_cell, tabled, titled
from ..questions import questions
from .programme import journey


class Room(NamedTuple):
    """How many of each list the page shows."""

    attention: int
    changes: int
    questions: int
    coming: int


MOST, LEAST = Room(7, 6, 5, 5), Room(2, 2, 2, 1)


def chair(m: BriefingContext) -> tuple[b.Block, ...]:
    """One page, with as many exceptions, changes and questions as it holds."""
    asked = questions(m)
    there = Room(len(m.attention), len(fold(m.changes).first), len(asked), len(m.coming))
    room = Room(*map(min, there, MOST))
    variants = [_page(m, asked, room)]
    while shorter := _shorter(room):
        room = shorter
        variants.append(_page(m, asked, room))
    return (b.NewPage(), b.Fitting(tuple(variants)))


def _shorter(room: Room) -> Room | None:
    """One item less in the list that is longest beyond what it needs; None when none is."""
    spare = [count - least for count, least in zip(room, LEAST, strict=True)]
    if max(spare) <= 0:
        return None
    longest = spare.index(max(spare))
    return Room(*(count - (place == longest) for place, count in enumerate(room)))


def _page(m: BriefingContext, asked: Sequence[str], room: Room) -> tuple[b.Block, ...]:
    rating = m.ratings.of(m.programme)
    blocks: list[b.Block] = [
        b.Heading(1, b.words("For the chair"), "chair"),
        badge(rating),
        b.Paragraph(b.words(rating.reason)),
        *journey(m),
    ]
    if m.themes:
        blocks += [b.Heading(2, b.words("How each theme stands"), "chair-themes"), theme_table(m)]
    attention = [attention_words(m, each) for each in m.attention[: room.attention]]
    blocks += _listed("What needs attention", "chair-attention", attention, len(m.attention))
    if m.since and m.ratings.before:
        title = f"What changed since {show_date(m.since.day or m.ratings.before.position)}"
        told = fold(m.changes)
        news = [change_words(each, brief=True) for each in told.first[: room.changes]]
        changed = _listed(title, "chair-changes", news, len(told.first), told.words)
        if changed and (said := " ".join(filter(None, (m.compares, m.closed_by)))):
            changed.insert(1, b.Paragraph(b.words(said)))
        blocks += changed
    if asked:
        questioned = tuple(b.words(each) for each in asked[: room.questions])
        blocks.append(b.Heading(2, b.words("Questions worth asking"), "chair-questions"))
        blocks.append(b.Bullets(questioned, numbered=True))
    coming = [
        b.words(b.bold(f"{capital(each.when)}:"), f" {sentence(each.what)}", aside(each.illustrative))
        for each in m.coming[: room.coming]
    ]
    blocks += _listed("Coming up", "chair-coming", coming, len(m.coming))
    return tuple(blocks)


def theme_table(m: BriefingContext) -> b.Table:
    """Each theme with its status and the reason."""
    columns = b.columns(("Theme", 4), ("Status", 3.3), ("Why", 9.7))
    rows: list[tuple[b.Cell, ...]] = []
    for theme in m.themes:
        rating = m.ratings.of(theme)
        title = b.words(f"{theme.number}. " if theme.number else "", b.Run(theme.title, to=f"theme-{theme.id}"))
        rows.append((b.cell(title), status_cell(rating), b.cell(rating.reason)))
    return b.Table(columns, tuple(rows), "Status of each theme, with the reason")


def attention_words(m: BriefingContext, each: Attention) -> b.Words:
    """One thing to look at, with its status."""
    word = status_word(m, each)
    sign = b.Run("", sign=each.status.value)
    said = b.muted(f" · {word}" if word else "")
    return b.words(sign, titled(each.what, each.records[0]), said, aside(each.illustrative))


def status_word(m: BriefingContext, each: Attention) -> str:
    """The status of the record that needs a look, in its own words; empty where not a status is what needs it."""
    if each.kind != each.records[0].NAME or not isinstance(each.records[0], RATED) or not each.status.rated:
        return ""
    return m.ratings.of(each.records[0]).word.lower()


def change_words(each: Change, *, brief: bool = False) -> b.Words:
    """One change with its sign; unless `brief`, with what else changed and why."""
    sign = b.Run("", sign=each.direction.value if each.direction else "new")
    detail = f" {sentence(each.detail)}" if each.detail and not brief else ""
    told = each.direction is None or re.search(rf"\b{re.escape(each.word)}\b", each.said.lower())  # "new action"
    word = b.Run(".") if told else b.muted(f" · {each.word}.")
    return b.words(sign, titled(each.text.rstrip("."), each.record), word, detail, aside(each.illustrative))


def _listed(title: str, key: str, items: Sequence[b.Words], whole: int, folded: str = "") -> list[b.Block]:
    """A list under its heading, which says how many there are in all, and what is only counted."""
    if not items:
        return []
    counts = [f"{len(items)} of {whole}" if whole > len(items) else "", f"and {folded}" if folded else ""]
    more = ", ".join(filter(None, counts))
    heading = b.words(title, b.muted(f" ({more})" if more else ""))
    return [b.Heading(2, heading, key), b.Bullets(tuple(items))]


def attention(m: BriefingContext) -> tuple[b.Block, ...]:
    """A table of what and why."""
    title, columns = "What needs attention", b.columns(("What", 8.4), ("Why", 8.6))
    rows = (_attention(m, each) for each in m.attention)
    return tabled("attention", title, f"{title}, and why", columns, rows, need=0.4)


def _attention(m: BriefingContext, each: Attention) -> tuple[b.Cell, ...]:
    what = b.words(b.Run("", sign=each.status.value), titled(each.what, each.records[0]))
    word = status_word(m, each)  # sources that disagree have none: they are not "at risk"
    kind = f"{each.kind} · {word}" if word else each.kind
    return (*b.cell(what), *small_lines(kind)), b.cell(b.words(sentence(each.why), aside(each.illustrative)))


def changes(m: BriefingContext) -> tuple[b.Block, ...]:
    """Each change, under what it means, what matters most first; edits of wording with what was and what is."""
    blocks = _compared_with(m)
    for means, heading in MEANINGS.items() if blocks else ():
        if found := [change for change in m.changes if change.means == means]:
            blocks.append(b.Heading(2, b.words(heading, b.muted(f" ({len(found):,})")), f"changes-{means}"))
            blocks.append(b.Bullets(tuple(map(change_words, found))))
    return tuple(blocks)


def changed(m: BriefingContext) -> tuple[b.Block, ...]:
    """The same on pages of its own, or why nothing can be told."""
    none = (b.Heading(1, b.words("Since the last meeting"), "changes"), b.Paragraph(b.words(f"{m.not_compared}.")))
    return (b.NewPage(), *(changes(m) or none))


def _compared_with(m: BriefingContext) -> list[b.Block]:
    """The heading and what is compared; nothing without an earlier meeting."""
    before = m.ratings.before
    if not m.since or not before:
        return []
    to = f" What is told goes up to {m.meeting_name(m.meeting)}." if m.meeting and m.up_to_meeting else ""
    said = f"Compared with {m.meeting_name(m.since)}, which looked at the plan as at {show_date(before.position)}.{to}"
    if m.compares:
        said = f"{m.compares} It looked at the plan as at {show_date(before.position)}.{to}"
    if m.closed_by:
        said = f"{said} {m.closed_by}"
    nothing = [] if m.changes else [b.Paragraph(b.words("Nothing has changed since then."))]
    closed = {meeting.id: str(meeting.day) for meeting in m.plan.all(Meeting) if meeting.closed}
    is_last = not to and compared(m.plan, closed) in (None, m.since)
    title = "Since the last meeting" if is_last else f"Since {m.meeting_name(m.since)}"
    return [b.Heading(1, b.words(title), "changes"), b.Paragraph(b.words(said), "lead"), *nothing]
