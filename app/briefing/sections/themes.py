"""The themes: status, reason, what was done, what is hard, and every item behind the status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.figures import counted, listed
from app.domain.rating import Status
from app.domain.records import (
    CONFIDENCE,
    Action,
    Component,
    Confidence,
    Indicator,
    Record,
    Risk,
    Statement,
    Theme,
)
from app.domain.schedule import show_date

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import badge, sentence, status_cell

_PARTS = (("focus", "Focus"), ("progress", "Progress"), ("challenge", "Challenge"), ("next_focus", "Next focus"))
_ORDER = (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE, Status.NOT_RATED, Status.ENDED)


def themes(m: BriefingContext) -> tuple[b.Block, ...]:
    """A part for each theme."""
    if not m.themes:
        return ()
    blocks: list[b.Block] = [b.Need(0.4), b.Heading(1, b.words("Themes"), "themes")]
    for number, theme in enumerate(m.themes):
        blocks += [b.Need(0.3), b.Space(8)] if number else []
        blocks += _theme(m, theme)
    return tuple(blocks)


def _theme(m: BriefingContext, theme: Theme) -> list[b.Block]:
    rating, items = m.ratings.of(theme), m.ratings.linked(theme)
    blocks: list[b.Block] = [
        b.Heading(2, b.words(theme.name), f"theme-{theme.id}"),
        badge(rating),
        b.Paragraph(b.words(rating.reason), "lead"),
    ]
    if rating.alone:
        why = f" {rating.alone.reason}" if rating.alone.status.rated else ""
        known = f", {rating.alone.known_words}" if rating.alone.partial else ""  # the reason says it
        words = sentence(rating.alone_words.removesuffix(known))
        blocks.append(b.Paragraph(b.words(f"{words}{why}"), "small"))
    blocks += _confidence(m, theme)
    for name, title in _PARTS:
        text = getattr(theme, name)
        if text:
            blocks += [b.Paragraph(b.words(title), "label"), b.Paragraph(b.words(text))]
    serves = sorted(m.plan.served(theme, Component), key=lambda component: component.number or 0)
    if serves:
        named = "; ".join(component.title for component in serves)
        blocks += [
            b.Paragraph(b.words("Serves the vision’s components"), "label"),
            b.Paragraph(b.words(sentence(named))),
        ]
    blocks += _said(m, theme)
    if items:
        blocks.append(b.Heading(3, b.words("What the status rests on"), f"items-{theme.id}"))
        blocks.append(b.Paragraph(b.words(_counts(m, items))))
        blocks += _tables(m, theme, items)
    return blocks


def _confidence(m: BriefingContext, theme: Theme) -> list[b.Block]:
    found = m.plan.children(theme, Confidence, "record")
    said: list[b.Block] = []
    for each in found:
        because = f": {sentence(each.reason)}" if each.reason else "."
        when = f", {show_date(each.day)}" if each.day else ""
        judged = f" Confidence in the outcome, judged by {each.by}{when}{because}"
        said.append(b.Paragraph(b.words(b.bold(f"{CONFIDENCE.get(each.level, each.level)}."), judged)))
    return said


def _said(m: BriefingContext, theme: Theme) -> Iterator[b.Block]:
    """What sources say of the theme without a figure, and what was found about it."""
    said = [
        b.words(b.bold(f"{s.title}: "), sentence(s.says), b.muted(f" ({s.standing})" if s.standing else ""))
        for s in sorted(m.plan.serving(theme, Statement), key=lambda s: not s.concern)
    ]
    if said:
        yield b.Paragraph(b.words("Said without a figure"), "label")
        yield b.Bullets(tuple(said))


def _counts(m: BriefingContext, items: Sequence[Record]) -> str:
    kinds = [
        counted(number, kind.NAME.lower(), kind.PLURAL.lower())
        for kind in (Indicator, Action, Risk)
        if (number := sum(isinstance(item, kind) for item in items))
    ]
    states = [
        f"{number} {status.word.lower()}"
        for status in _ORDER
        if (number := sum(m.ratings.of(item).status is status for item in items))
    ]
    return f"{listed(kinds)}: {listed(states)}."


def _tables(m: BriefingContext, theme: Theme, items: Sequence[Record]) -> Iterator[b.Block]:
    """The items by kind, the worst first."""
    for kind in (Indicator, Action, Risk):
        found = [item for item in items if isinstance(item, kind)]
        if not found:
            continue
        found.sort(key=lambda item: _ORDER.index(m.ratings.of(item).status))
        columns = b.columns((kind.NAME, 8.2), ("Status", 3.4), ("Where it stands", 5.4))
        rows = tuple(_row(m, item) for item in found)
        yield b.Table(columns, rows, f"{kind.PLURAL} of {theme.name} with their status")


def _row(m: BriefingContext, item: Record) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(item)
    key = " · key indicator" if rating.key else ""
    name = b.words(item.name, b.muted(key))
    return b.cell(name), status_cell(rating), b.cell(rating.distance or rating.short)
