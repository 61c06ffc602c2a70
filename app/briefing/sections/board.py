"""The paper of the board, page by page: each matter at most a page long, however much the plan holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from app.domain.lazy import Lazy

from .. import blocks as b
from ..context import BriefingContext
from .asking import asking
from .chair import news
from .exceptions import FIRST, MOST, in_full, off_track, opening_of
from .exempt import EXEMPT_LENGTHS, exempt_table
from .indicators import indicator_lines
from .key import key
from .meetings import forward, recent_decisions
from .risks import highest_risks
from .scrutiny import latest_visit, tracker

T = TypeVar("T")


def _page(lengths: Sequence[T], made: Callable[[T], Iterable[b.Block]]) -> tuple[b.Block, ...]:
    """A matter as long as it may be to stand on one page, and on no two; nothing where there is nothing to say."""
    variants = Lazy(lengths, lambda length: tuple(made(length)))
    return (b.Together((b.Fitting(variants),)),) if variants[0] else ()


def asked_and_new(m: BriefingContext) -> tuple[b.Block, ...]:
    """What the meeting is asked, and what changed since the last one."""
    return _page((18, 14, 11, 9, 7, 5, 3, 2), lambda most: (*asking(m, most), *news(m, most)))


def exceptions(m: BriefingContext) -> tuple[b.Block, ...]:
    """Two pages at most: what is off track, in full."""
    found, lengths = off_track(m), (400, 300, 220, 160, 110, 70)
    first = _page(lengths, lambda longest: (*opening_of(m, found), *in_full(m, found[:FIRST], longest=longest)))
    return (*first, *_page(lengths, lambda longest: in_full(m, found[FIRST:MOST], longest=longest)))


def indicators(m: BriefingContext) -> tuple[b.Block, ...]:
    """The indicators in a line each."""
    return _page((20, 16, 13, 10, 8, 6, 4), lambda most: indicator_lines(m, most))


def risks(m: BriefingContext) -> tuple[b.Block, ...]:
    """Matrix, movements, the highest."""
    return _page((10, 8, 6, 5, 4, 3, 2), lambda most: highest_risks(m, most))


def scrutiny(m: BriefingContext) -> tuple[b.Block, ...]:
    """The recommendations in a line each, what was decided last, and what is exempt, all of it where it has room."""
    if not m.exempt:
        return _page((20, 17, 14, 11, 8, 5, 3), lambda most: _tracked(m, most))
    whole, *shorter = EXEMPT_LENGTHS
    lengths = [*((most, whole) for most in (20, 14, 11, 8, 5, 3)), *zip((3, 3, 2, 1), shorter, strict=True)]
    return _page(lengths, lambda each: (*_tracked(m, each[0]), *exempt_table(m, *each[1])))


def _tracked(m: BriefingContext, most: int) -> tuple[b.Block, ...]:
    return (*tracker(m, most), *recent_decisions(m, (most + 2) // 3))


def ahead(m: BriefingContext) -> tuple[b.Block, ...]:
    """What the last visit asked for, what lies ahead, and the key."""
    lengths = ((6, 6), (5, 5), (4, 4), (4, 3), (4, 2), (4, 1), (2, 1), (1, 1))
    return _page(lengths, lambda most: (*latest_visit(m, most[0]), *forward(m, most[1]), *key(m)))
