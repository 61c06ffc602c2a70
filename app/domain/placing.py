"""Where a label stands beside a point, neither cut nor struck through: geometry, for the screen and the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: from `left` to `right` and from `low` to `high`, whichever way up the axis of the drawing goes."""

    left: float
    low: float
    right: float
    high: float


Place = tuple[float, float]


def beside(
    place: Place, wide: float, high: float, apart: float, area: Box, lines: Sequence[Sequence[Place]],
    points: Sequence[Place],
) -> Box:  # fmt: skip
    """Where a label of that size stands `apart` from a point: within the area, across no line and over no other point.

    Above and below come first, then the corners and the sides, then further away. Where there is no such place, it is
    over no point, and across as few lines as may be.
    """
    x, y = place
    boxes = [
        within(Box(x + dx, y + dy, x + dx + wide, y + dy + high), area)
        for far in (apart, apart + high, apart + 2 * high)
        for dy in (far, -far - high, -high / 2)
        for dx in (-wide / 2, -wide - far, far)
    ]
    left, right = min(box.left for box in boxes) - apart, max(box.right for box in boxes) + apart
    there = [point for point in (*points, place) if left <= point[0] <= right]
    parts = [
        (a, b) for line in lines for a, b in pairwise(line) if max(a[0], b[0]) >= left and min(a[0], b[0]) <= right
    ]
    best, least = boxes[0], None
    for box in boxes:
        over = sum(_near(box, point, apart / 2) for point in there)
        struck = sum(strikes(box, a, b) for a, b in parts)
        if not struck and not over:
            return box
        if least is None or (over, struck) < least:
            best, least = box, (over, struck)
    return best


def alongside(
    x: float, wide: float, high: float, apart: float, area: Box, lines: Sequence[Sequence[Place]],
    points: Sequence[Place],
) -> Box:  # fmt: skip
    """Where the name of an upright line at `x` stands `apart` from it: across no other line and over no point.

    The low end of the area comes first, and the right of the line before its left. Where there is no such place, it is
    over as few points and lines as may be.
    """
    rows = max(1, int((area.high - area.low) // high))
    boxes = [
        within(Box(left, area.low + row * high, left + wide, area.low + (row + 1) * high), area)
        for row in range(rows)
        for left in (x + apart, x - apart - wide)
    ]
    parts = [part for line in lines for part in pairwise(line) if part[0][0] != x]

    def over(box: Box) -> tuple[bool, int, int]:
        on_it = box.left < x < box.right  # it was moved into the area, over the line itself
        return on_it, sum(_near(box, p, apart) for p in points), sum(strikes(box, *part) for part in parts)

    return min(boxes, key=over)


def outline(box: Box) -> list[Place]:
    """A line over a box from corner to corner, so that nothing else is placed there."""
    return [
        *((box.left, box.low), (box.right, box.high), (box.left, box.high), (box.right, box.low)),
        *((box.left, box.low), (box.left, box.high)),
    ]


def _near(box: Box, place: Place, apart: float) -> bool:
    x, y = place
    return box.left - apart < x < box.right + apart and box.low - apart < y < box.high + apart


class Bubble(NamedTuple):
    """A mark that stands over its lines.

    Attributes:
        at: where its middle is.
        wide: how wide it is.
        first, last: the marks that it stands for, from one to the other; one and the same where it had room.
    """

    at: float
    wide: float
    first: int
    last: int


def bubbles(
    places: Sequence[float], wide: Callable[[int, int], float], apart: float, low: float, high: float
) -> list[Bubble]:
    """Marks at these places, ascending; those without room beside each other become one, midway between its own.

    `wide` says how wide the mark from one to another number is. All stand between `low` and `high`.
    """

    def bubble(first: int, last: int) -> Bubble:
        size = wide(first, last)
        at = (places[first] + places[last]) / 2
        return Bubble(max(low + size / 2, min(at, high - size / 2)), size, first, last)

    found = [bubble(number, number) for number in range(len(places))]
    while len(found) > 1:
        room = [b.at - a.at - (a.wide + b.wide) / 2 for a, b in pairwise(found)]
        least = min(range(len(room)), key=room.__getitem__)
        if room[least] >= apart:
            break
        found[least : least + 2] = [bubble(found[least].first, found[least + 1].last)]
    return found


def within(box: Box, area: Box) -> Box:
    """The box, moved into the area."""
    dx = max(area.left - box.left, 0) or min(area.right - box.right, 0)
    dy = max(area.low - box.low, 0) or min(area.high - box.high, 0)
    return Box(box.left + dx, box.low + dy, box.right + dx, box.high + dy)


def strikes(box: Box, start: Place, end: Place) -> bool:
    """Whether a straight line from one place to another runs through the box."""
    if (start[1] <= box.low and end[1] <= box.low) or (start[1] >= box.high and end[1] >= box.high):
        return False  # as most are: a chart asks of thousands
    if (start[0] <= box.left and end[0] <= box.left) or (start[0] >= box.right and end[0] >= box.right):
        return False
    enters, leaves = 0.0, 1.0
    for at, to, low, high in ((start[0], end[0], box.left, box.right), (start[1], end[1], box.low, box.high)):
        if at == to:
            if not low < at < high:
                return False
            continue
        first, last = sorted(((low - at) / (to - at), (high - at) / (to - at)))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters < leaves


def spread(heights: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights from top to bottom, moved so that neighbours are `apart` and all lie from `top` to `bottom`."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, top, placed[-1] + apart) if placed else max(height, top))
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], bottom)
        bottom = placed[number] - apart
    return placed
