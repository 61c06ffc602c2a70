"""The themes: status, what it rests on, what was done, what is hard, and what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.figures import counted, listed
from app.domain.lazy import Lazy
from app.domain.rating import Status
from app.domain.records import (
    CONFIDENCE,
    Action,
    Component,
    Confidence,
    Finding,
    Indicator,
    Record,
    Risk,
    Statement,
    Theme,
)
from app.domain.schedule import show_date

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import badge, clipped, left_out, sentence

_PARTS = (("focus", "Focus"), ("progress", "Progress"), ("challenge", "Challenge"), ("next_focus", "Next focus"))
_ORDER = (Status.RED, Status.AMBER, Status.GREEN, Status.COMPLETE, Status.NOT_RATED, Status.ENDED)


MOST_THEMES, _LONGEST = 6, 700
_LENGTHS = (700, 500, 360, 260, 200, 150, 110, 80, 50)


def themes(m: BriefingContext) -> tuple[b.Block, ...]:
    """A page with a part for each theme, in its own words; of very many the worst."""
    if not m.themes:
        return ()
    worst = m.worst_first(m.themes)[:MOST_THEMES]
    shown = [theme for theme in m.themes if theme in worst]
    left = left_out(len(shown), len(m.themes), "worst themes")
    return (b.Together((b.Fitting(Lazy(_LENGTHS, lambda longest: (*_page(m, shown, longest), *left))),)),)


def _page(m: BriefingContext, shown: Sequence[Theme], longest: int) -> Iterator[b.Block]:
    yield b.Heading(1, b.words("Themes"), "themes")
    for theme in shown:
        yield b.Heading(2, clipped(b.words(theme.name), longest), f"theme-{theme.id}")
        yield badge(m.ratings.of(theme))
        yield from _counted(m, theme)
        told = [(title, text) for name, title in _PARTS[1:] if (text := getattr(theme, name))]
        said = [b.words(b.bold(f"{title}: "), clipped(b.words(text), longest), " ") for title, text in told]
        if said:
            yield b.Paragraph(b.words(*said))


def _counted(m: BriefingContext, theme: Theme) -> Iterator[b.Block]:
    """What its status rests on, by number; and what the facts alone give."""
    rating, items = m.ratings.of(theme), m.ratings.linked(theme)
    alone = f" {sentence(rating.alone_words)}" if rating.alone else ""
    if items:
        yield b.Paragraph(b.words(_counts(m, items), alone), "small")


def theme_head(m: BriefingContext, theme: Theme) -> list[b.Block]:
    """Why a theme stands as it does, how sure somebody is of it, its own words, and what it serves."""
    rating = m.ratings.of(theme)
    blocks: list[b.Block] = [b.Paragraph(b.words(rating.reason), "lead")]
    if rating.alone:
        why = f" {rating.alone.reason}" if rating.alone.status.rated else ""
        known = f", {rating.alone.known_words}" if rating.alone.partial else ""  # the reason says it
        words = sentence(rating.alone_words.removesuffix(known))
        blocks.append(b.Paragraph(b.words(f"{words}{why}"), "small"))
    blocks += _confidence(m, theme)
    for name, title in _PARTS:
        if text := getattr(theme, name):
            blocks += [b.Paragraph(b.words(title), "label"), b.Paragraph(clipped(b.words(text), _LONGEST))]
    serves = sorted(m.plan.served(theme, Component), key=lambda component: component.number or 0)
    if serves:
        named = "; ".join(component.title for component in serves)
        blocks += [
            b.Paragraph(b.words("Serves the vision’s components"), "label"),
            b.Paragraph(clipped(b.words(sentence(named)), _LONGEST)),
        ]
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


def said_of(m: BriefingContext, theme: Theme) -> list[b.Words]:
    """What sources say of the theme without a figure, what still needs improvement first; and what was found."""
    said = sorted(m.plan.serving(theme, Statement), key=lambda s: not s.concern)
    return [
        *(b.words(b.bold(f"{s.title}: "), sentence(s.says), b.muted(f" ({s.standing})" if s.standing else ""))
          for s in said),
        *(b.words(b.bold("Found: "), sentence(f.title)) for f in m.plan.serving(theme, Finding)),
    ]  # fmt: skip


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
