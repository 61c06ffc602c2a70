"""A theme in depth: how it stands and why, what is off track in full, its figures, risks and actions, what is found."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.figures import counted
from app.domain.records import Action, Indicator, Objective, Risk, Theme
from app.domain.risk import from_the_highest

from .. import blocks as b
from ..context import BriefingContext
from ..phrases import clipped, left_out, small_lines, status_line
from .exceptions import in_full, off_track
from .indicators import indicator_charts
from .risks import scored_line
from .themes import said_of, theme_head

MOST_EXCEPTIONS, MOST_CHARTS, MOST_LINES, MOST_THEMES = 4, 6, 12, 6


def in_depth(m: BriefingContext) -> tuple[b.Block, ...]:
    """The theme that was chosen; without one the worst of them, each on pages of its own."""
    chosen = [theme for theme in m.themes if theme.id == m.options.theme]
    shown = chosen or m.worst_first(m.themes)[:MOST_THEMES]
    blocks: list[b.Block] = []
    for theme in shown:
        blocks += [b.NewPage(), *_theme(m, theme)]
    if not chosen:
        blocks += left_out(len(shown), len(m.themes), "worst themes")
    return tuple(blocks) or (
        b.Heading(1, b.words("Themes"), "themes"),
        b.Paragraph(b.words("The plan has no theme yet.")),
    )


def _theme(m: BriefingContext, theme: Theme) -> Iterator[b.Block]:
    yield b.Heading(1, b.words(theme.name), f"theme-{theme.id}")
    yield from theme_head(m, theme)
    found = off_track(m, theme)
    if found:
        yield b.Heading(2, b.words("Exceptions"), f"exceptions-{theme.id}")
        yield from in_full(m, found[:MOST_EXCEPTIONS], level=3, longest=260)
        yield from left_out(min(MOST_EXCEPTIONS, len(found)), len(found), "worst")
    told = set(found[:MOST_EXCEPTIONS])
    yield from _charts(m, theme)
    yield from _objectives(m, theme)
    yield from _lines(m, theme, told)
    said = said_of(m, theme)
    if said:
        yield b.Heading(2, b.words("What is said and found"), f"said-{theme.id}")
        yield b.Bullets(tuple(clipped(each, 200) for each in said[:MOST_LINES]))
        yield from left_out(min(MOST_LINES, len(said)), len(said))


def _charts(m: BriefingContext, theme: Theme) -> Iterator[b.Block]:
    known = m.worst_first(m.plan.serving(theme, Indicator))
    shown = [indicator for indicator in known if m.plan.latest(indicator)][:MOST_CHARTS]
    silent = [indicator for indicator in known if not m.plan.latest(indicator)]
    if shown or silent:
        yield from (block for block in indicator_charts(m, [*shown, *silent], key=theme.id, level=2))
        yield from left_out(len(shown), len(known) - len(silent), "furthest from their target")


def _objectives(m: BriefingContext, theme: Theme) -> Iterator[b.Block]:
    found = m.plan.children(theme, Objective, "theme")
    if found:
        yield b.Heading(2, b.words("Objectives"), f"objectives-{theme.id}")
        lines = (
            b.words(b.bold(o.name), f": {counted(len(m.plan.children(o, Action, 'objective')), 'action')}.")
            for o in found
        )
        yield b.Bullets(tuple(clipped(line, 300) for line in lines)[:MOST_LINES])
        yield from left_out(min(MOST_LINES, len(found)), len(found))


def _lines(m: BriefingContext, theme: Theme, told: set[Indicator | Action | Risk]) -> Iterator[b.Block]:
    """Risks and actions in a line each, the worst first; what is done or ended by its number."""
    for kind in (Risk, Action):
        items = [item for item in m.plan.serving(theme, kind) if item not in told]
        over = [item for item in items if not _is_open(item)]
        items = m.worst_first(from_the_highest(m.plan, items) if kind is Risk else items)  # pyright: ignore[reportArgumentType]
        items = [item for item in items if _is_open(item)]
        if not items and not over:
            continue
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
