"""The chair's page: how the programme stands, what to look at, what changed, what to ask, what comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.attention import Attention
from app.domain.figures import capital
from app.domain.schedule import show_date
from app.domain.since import RATED, Change, fold

from .. import blocks as b
from ..material import BriefingContext
from ..phrases import aside, badge, sentence, status_cell, titled
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
        if m.compares and changed:
            changed.insert(1, b.Paragraph(b.words(m.compares)))
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
    columns = (b.TableColumn("Theme", 4, names=True), b.TableColumn("Status", 3.3), b.TableColumn("Why", 9.7))
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
