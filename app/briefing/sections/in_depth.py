"""A theme in depth: how it stands and why, what is off track in full, its figures, risks and actions, what is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from app.domain.figures import counted
from app.domain.records import Action, Indicator, Objective, Risk, Theme
from app.domain.risk import from_the_highest

from .. import blocks as b
from ..context import BriefingContext
from ..paper_parts import PaperPart
from ..phrases import badge, clipped, left_out, small_lines, status_line
from .exceptions import Exceptional, in_full, off_track
from .indicators import indicator_charts
from .risks import scored_line
from .themes import said_of, theme_head

MOST_EXCEPTIONS, MOST_CHARTS, MOST_LINES, MOST_THEMES = 4, 6, 12, 6
Told: TypeAlias = frozenset[Exceptional]
"""What is told of a theme in full."""


def in_depth(m: BriefingContext, parts: Sequence[PaperPart] | None = None) -> tuple[b.Block, ...]:
    """The theme that was chosen; without one the worst of them, each on pages of its own with these parts of it."""
    chosen = [theme for theme in m.themes if theme.id == m.options.theme]
    shown = chosen or m.worst_first(m.themes)[:MOST_THEMES]
    blocks: list[b.Block] = []
    for theme in shown:
        blocks += [b.NewPage(), *_theme(m, theme, IN_DEPTH if parts is None else parts)]
    if not chosen:
        blocks += left_out(len(shown), len(m.themes), "worst themes")
    return tuple(blocks) or (
        b.NewPage(),
        b.Heading(1, b.words("Themes"), "themes"),
        b.Paragraph(b.words("The plan has no theme yet.")),
    )


def _theme(m: BriefingContext, theme: Theme, parts: Sequence[PaperPart]) -> Iterator[b.Block]:
    yield b.Heading(1, b.words(theme.name), f"theme-{theme.id}")
    yield badge(m.ratings.of(theme))
    in_full = any(part.make is exceptions for part in parts)
    told = frozenset(off_track(m, theme)[:MOST_EXCEPTIONS] if in_full else ())
    for part in parts:
        yield from part.make(m, theme, told)


def standing(m: BriefingContext, theme: Theme, _: Told) -> tuple[b.Block, ...]:
    """Why it stands so, how sure somebody is of it, its own words, and what it serves."""
    return tuple(theme_head(m, theme))


def exceptions(m: BriefingContext, theme: Theme, _: Told) -> tuple[b.Block, ...]:
    """What is off track, told in full."""
    found = off_track(m, theme)
    if not found:
        return ()
    return (
        b.Heading(2, b.words("Exceptions"), f"exceptions-{theme.id}"),
        *left_out(min(MOST_EXCEPTIONS, len(found)), len(found), "worst"),
        *in_full(m, found[:MOST_EXCEPTIONS], level=3, longest=260),
    )


def indicators(m: BriefingContext, theme: Theme, _: Told) -> tuple[b.Block, ...]:
    """A chart of each indicator of the theme, the worst first."""
    known = m.worst_first(m.plan.serving(theme, Indicator))
    shown = [indicator for indicator in known if m.plan.latest(indicator)][:MOST_CHARTS]
    silent = [indicator for indicator in known if not m.plan.latest(indicator)]
    if not shown and not silent:
        return ()
    blocks = indicator_charts(m, [*shown, *silent], key=theme.id, level=2)
    return (*blocks, *left_out(len(shown), len(known) - len(silent), "furthest from their target"))


def objectives(m: BriefingContext, theme: Theme, _: Told) -> tuple[b.Block, ...]:
    """Each objective, with how many actions carry it out."""
    found = m.plan.children(theme, Objective, "theme")
    if not found:
        return ()
    lines = (
        b.words(b.bold(o.name), f": {counted(len(m.plan.children(o, Action, 'objective')), 'action')}.") for o in found
    )
    return (
        b.Heading(2, b.words("Objectives"), f"objectives-{theme.id}"),
        b.Bullets(tuple(clipped(line, 300) for line in lines)[:MOST_LINES]),
        *left_out(min(MOST_LINES, len(found)), len(found)),
    )


def risks(m: BriefingContext, theme: Theme, told: Told) -> tuple[b.Block, ...]:
    """Its risks in a line each, the highest first, without those that are told in full."""
    return tuple(_lines(m, theme, Risk, told))


def actions(m: BriefingContext, theme: Theme, told: Told) -> tuple[b.Block, ...]:
    """Its actions in a line each, the worst first, without those that are told in full."""
    return tuple(_lines(m, theme, Action, told))


def said(m: BriefingContext, theme: Theme, _: Told) -> tuple[b.Block, ...]:
    """What sources say of it without a figure, and what inspectors found."""
    found = said_of(m, theme)
    if not found:
        return ()
    return (
        b.Heading(2, b.words("What is said and found"), f"said-{theme.id}"),
        b.Bullets(tuple(clipped(each, 200) for each in found[:MOST_LINES])),
        *left_out(min(MOST_LINES, len(found)), len(found)),
    )


IN_DEPTH = (
    PaperPart("How it stands, and why", standing),
    PaperPart("Exceptions", exceptions),
    PaperPart("Indicators", indicators),
    PaperPart("Objectives", objectives),
    PaperPart("Risks", risks),
    PaperPart("Actions", actions),
    PaperPart("What is said and found", said),
)
"""What is told of a theme under its name and status, in this order."""


def _lines(m: BriefingContext, theme: Theme, kind: type[Risk] | type[Action], told: Told) -> Iterator[b.Block]:
    """Risks or actions in a line each; what is done or ended by its number."""
    items = [item for item in m.plan.serving(theme, kind) if item not in told]
    over = [item for item in items if not _is_open(item)]
    items = m.worst_first(from_the_highest(m.plan, items) if kind is Risk else items)  # pyright: ignore[reportArgumentType]
    items = [item for item in items if _is_open(item)]
    if not items and not over:
        return
    yield b.Heading(2, b.words(kind.PLURAL), f"{kind.TABLE}-of-{theme.id}")
    if items:
        columns = b.columns((kind.NAME, 8), ("Owner", 3), ("Status", 4.4))
        rows = tuple(_line(m, item) for item in items[:MOST_LINES])
        yield b.Table(columns, rows, f"{kind.PLURAL} of {theme.name}, the worst first")
        yield from left_out(len(rows), len(items), "worst")
    if over:
        word = "closed" if kind is Risk else "done or ended"
        yield b.Paragraph(b.words(f"{len(over):,} {word}."), "small")


def _is_open(item: Risk | Action | Indicator) -> bool:
    return not item.is_closed if isinstance(item, Risk) else item.is_open if isinstance(item, Action) else True


def _line(m: BriefingContext, item: Risk | Action) -> tuple[b.Cell, ...]:
    rating = m.ratings.of(item)
    owner = b.cell(item.owner or b.muted("No owner"))
    name = b.cell(clipped(b.words(item.name), 160))
    if isinstance(item, Risk):
        return name, owner, b.cell(scored_line(m, item))
    return name, owner, (*status_line(rating), *small_lines(rating.distance))
