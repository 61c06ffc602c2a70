"""What stands on a page: something as wide as its place, that may go on overleaf; and how such things become pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .canvas import TaggedCanvas

_NEARLY = 1e-6
_LITTLE, _CLOSER = 0.2, 0.7
_TWO_LINES, _GIVEN = 0.1, 0.2  # of a page: so little stands on none alone, and so much the page before gives it


class PagePart:
    """Something that is drawn; by itself room and nothing else.

    Attributes:
        before, after: the room that it asks for above and below, in points; of two neighbours the larger holds.
    """

    before = 0.0
    after = 0.0

    def height(self, width: float) -> float:
        """How high it is where it is so wide, in points."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple[PagePart, PagePart] | None:
        """What fits into `room` points, and the rest; None where it stays whole or nothing of it fits."""
        return None

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        """Draw it below `top`."""

    def least_width(self) -> float:
        """How wide it must be at least, in points, so that no word is broken."""
        return 0.0

    def least_height(self, width: float, page: float) -> float:
        """How much of it must stand under a heading, on a page so high."""
        whole = self.height(width) + self.before + self.after
        return whole if whole < page * 0.9 else page / 4


class Blank(PagePart):
    """Room between two matters."""

    def __init__(self, points: float):
        self.points = points

    def height(self, width: float) -> float:
        return self.points


class PageEnd(PagePart):
    """What follows begins a page."""

    def height(self, width: float) -> float:
        return 0.0


class Break(PagePart):
    """Ends the page unless there is so much room left; otherwise as if it were not there."""

    def __init__(self, room: float):
        self.room = room

    def height(self, width: float) -> float:
        return 0.0

    def least_height(self, width: float, page: float) -> float:
        return self.room


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a part stands: so many points below the top of the page's text."""

    part: PagePart
    down: float


def paginate(
    parts: Iterable[PagePart], width: float, whole: float, room: float = 1.0, given: Mapping[int, float] = {}
) -> Iterator[list[Placement]]:
    """The parts on pages of this size, one after the other; no page is empty.

    Args:
        parts: in order.
        width: of what a page holds, in points.
        whole: how high that is.
        room: how much of the room that they ask for above and below they are given.
        given: by the place of a page, from 0: how much of its height stays free.
    """
    waiting, page, down, after, place = deque(parts), list[Placement](), 0.0, 0.0, 0
    height = whole - given.get(place, 0.0)
    while waiting:
        part = waiting.popleft()
        if isinstance(part, Break):
            ends = part.room + _room_before(waiting, after) > height - down + _NEARLY
        else:
            ends = isinstance(part, PageEnd)
        if not ends and not isinstance(part, Break):
            down += room * max(0.0, part.before - after) if page else 0.0
            rest: PagePart | None = None
            if part.height(width) > height - down + _NEARLY:
                parted = part.split(width, height - down)
                if not parted and page:
                    waiting.appendleft(part)
                    yield page
                    page, down, after, place = [], 0.0, 0.0, place + 1
                    height = whole - given.get(place, 0.0)
                    continue
                part, rest = parted or (part, None)  # what fits on no page stands on one of its own
            page.append(Placement(part, down))
            down, after = down + part.height(width) + room * part.after, part.after
            if rest:
                waiting.appendleft(rest)
                ends = True
        if ends and page:
            yield page
            page, down, after, place = [], 0.0, 0.0, place + 1
            height = whole - given.get(place, 0.0)
    if page:
        yield page


def closed_up(
    pages: list[list[Placement]], parts: Sequence[PagePart], width: float, height: float
) -> list[list[Placement]]:
    """These pages of the parts; where little stands on the last, the parts closer together, if that saves one.

    Of a page with no more than two lines the one before gives it some.
    """
    if len(pages) > 1 and foot_of(pages[-1], width) < _LITTLE * height:
        closer = list(paginate(parts, width, height, _CLOSER))
        if len(closer) < len(pages):
            return _evened(closer, parts, width, height, _CLOSER)
    return _evened(pages, parts, width, height, 1.0)


def foot_of(page: Sequence[Placement], width: float) -> float:
    """How far down a page something stands, in points."""
    return page[-1].down + page[-1].part.height(width)


def _evened(
    pages: list[list[Placement]], parts: Sequence[PagePart], width: float, height: float, room: float
) -> list[list[Placement]]:
    """The pages, of which none holds but two lines where the one before can give it more."""
    given: dict[int, float] = {}
    for place in range(1, len(pages)):
        if foot_of(pages[place], width) < _TWO_LINES * height:
            more = given | {place - 1: _GIVEN * height}
            found = list(paginate(parts, width, height, room, more))
            if len(found) == len(pages) and foot_of(found[place], width) >= _TWO_LINES * height:
                pages, given = found, more
    return pages


def _room_before(waiting: deque[PagePart], after: float) -> float:
    return max(0.0, waiting[0].before - after) if waiting else 0.0


def stacked(parts: Sequence[PagePart], width: float) -> float:
    """The height of parts one under the other, the room between two being the larger that they ask for."""
    whole, after, first = 0.0, 0.0, True
    for part in parts:
        if isinstance(part, Break):
            continue
        whole += part.height(width) + (0.0 if first else max(after, part.before))
        after, first = part.after, False
    return whole


def draw_stack(parts: Sequence[PagePart], sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
    """Draw parts one under the other."""
    after, first = 0.0, True
    for part in parts:
        top -= 0.0 if first else max(after, part.before)
        part.draw(sheet, left, top, width)
        top -= part.height(width)
        after, first = part.after, False


def split_stack(parts: Sequence[PagePart], width: float, room: float) -> tuple[list[PagePart], list[PagePart]]:
    """Those of a stack that fit into `room` points, the last perhaps in part, and the rest."""
    fits: list[PagePart] = []
    left, after = room, 0.0
    for place, part in enumerate(parts):
        left -= max(after, part.before) if fits else 0.0
        if part.height(width) <= left + _NEARLY:
            fits.append(part)
            left, after = left - part.height(width), part.after
            continue
        parted = part.split(width, left)
        if not parted:
            return fits, list(parts[place:])
        return [*fits, parted[0]], [parted[1], *parts[place + 1 :]]
    return fits, []
