"""A table on paper: rows as high as their cells, its head on each page, columns no narrower than their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import palette
from .canvas import TaggedCanvas
from .page_part import PagePart, draw_stack, split_stack, stacked
from .styles import HEIGHT, colour

_NEARLY = 1e-6
_MOST_OF_A_TABLE = 0.45  # of its width, that one word may ask for
_TALL = 0.4  # of a page: a row that is higher may go on overleaf
_TALL_ENOUGH = 60.0  # points of a row, to begin a table alone
_LEAST_OF_A_ROW = 100.0  # points of it that a page shows


@dataclass(frozen=True)
class TableLook:
    """The room within a table and what lies under it.

    Attributes:
        beside: points at the left and right of a cell; none at the edges of the table, unless `inset`.
        above, below: points over and under what a row holds.
        rules: whether a line stands below each row.
        ground, bar: colours of the area under it and of the bar at its left, where there are such.
    """

    beside: float = 5.0
    above: float = 4.0
    below: float = 5.5
    rules: bool = True
    inset: float = 0.0
    ground: str = ""
    bar: str = ""


@dataclass
class PrintedRow:
    """The cells of one row, each a stack of parts."""

    cells: list[list[PagePart]]
    heights: dict[tuple[float, ...], float] = field(default_factory=dict)

    def height(self, widths: Sequence[float], look: TableLook) -> float:
        """How high it is with columns that leave its cells so much room, in points."""
        key = tuple(widths)
        if key not in self.heights:
            highest = max((stacked(cell, wide) for cell, wide in zip(self.cells, widths, strict=True)), default=0.0)
            self.heights = {key: highest + look.above + look.below}
        return self.heights[key]

    def split(self, widths: Sequence[float], room: float) -> tuple[PrintedRow, PrintedRow] | None:
        """What of it fits into `room` points, and the rest; None where that is nothing."""
        parted = [split_stack(cell, wide, room) for cell, wide in zip(self.cells, widths, strict=True)]
        if not any(fits for fits, _ in parted):
            return None
        return PrintedRow([fits for fits, _ in parted]), PrintedRow([rest for _, rest in parted])


class PrintedTable(PagePart):
    """Rows under a head.

    Attributes:
        rows: those of this part of the table.
        widths: of the columns, in points.
        head: what is repeated over each part, at the second as furniture of the page.
    """

    def __init__(
        self, rows: Sequence[PrintedRow], widths: Sequence[float], look: TableLook, head: PrintedRow | None = None,
        after: float = 10.0,
    ):  # fmt: skip
        self.rows, self.widths, self.look, self.head, self.after = rows, tuple(widths), look, head, after
        self.goes_on = False
        self.inner = inner_widths(widths, look)

    def row_heights(self) -> list[float]:
        """Of the rows under the head, in points."""
        return [row.height(self.inner, self.look) for row in self.rows]

    def _head_height(self) -> float:
        return self.head.height(self.inner, self.look) if self.head else 0.0

    def height(self, width: float) -> float:
        return self._head_height() + sum(self.row_heights())

    def least_height(self, width: float, page: float) -> float:
        first, *more = [row.height(self.inner, self.look) for row in self.rows[:2]] or [0.0]
        lone = more[0] if more and first < _TALL_ENOUGH else 0.0  # a short first row takes the second with it
        return min(self._head_height() + first + lone, page / 2)

    def split(self, width: float, room: float) -> tuple[PagePart, PagePart] | None:
        left, count = room - self._head_height(), 0
        for row in self.rows:
            high = row.height(self.inner, self.look)
            if high > left + _NEARLY:
                break
            left, count = left - high, count + 1
        if count == len(self.rows):
            return None
        rows, rest = list(self.rows[:count]), list(self.rows[count:])
        if rest[0].height(self.inner, self.look) > _TALL * HEIGHT and left > _LEAST_OF_A_ROW:
            parted = rest[0].split(self.inner, left - self.look.above - self.look.below)
            if parted:
                rows.append(parted[0])
                rest[0] = parted[1]
        elif len(rest) == 1 and (len(rows) > 2 or (len(rows) == 2 and self._stands_alone(rows[0]))):
            rest.insert(0, rows.pop())  # a last row is not left alone
        return (self._of(rows), self._of(rest, goes_on=True)) if rows else None

    def _stands_alone(self, row: PrintedRow) -> bool:
        return row.height(self.inner, self.look) >= _TALL_ENOUGH

    def _of(self, rows: Sequence[PrintedRow], *, goes_on: bool = False) -> PrintedTable:
        part = PrintedTable(rows, self.widths, self.look, self.head, self.after)
        part.goes_on = goes_on or self.goes_on
        return part

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        low = top - self.height(width)
        self._ground(sheet, left, top, low)
        lines: list[float] = []
        if self.head:
            if self.goes_on:
                with sheet.furniture():
                    self._row(sheet, self.head, left, top, foot=True)
            else:
                self._row(sheet, self.head, left, top, foot=True)
            top -= self._head_height()
        under_head = top
        for row in self.rows:
            self._row(sheet, row, left, top)
            top -= row.height(self.inner, self.look)
            lines.append(top)
        if not self.look.rules:
            return
        with sheet.furniture():
            right = left + sum(self.widths)
            sheet.setLineWidth(0.5)
            sheet.setStrokeColor(colour(palette.RULE))
            sheet.lines([(left, y, right, y) for y in lines])
            if self.head:
                sheet.setLineWidth(1.2)
                sheet.setStrokeColor(colour(palette.ACCENT))
                sheet.line(left, under_head, right, under_head)

    def _ground(self, sheet: TaggedCanvas, left: float, top: float, low: float) -> None:
        if not self.look.ground:
            return
        with sheet.furniture():
            sheet.setFillColor(colour(self.look.ground))
            sheet.rect(left, low, sum(self.widths), top - low, stroke=0, fill=1)
            sheet.setStrokeColor(colour(self.look.bar or self.look.ground))
            sheet.setLineWidth(3)
            sheet.line(left, low, left, top)

    def _row(self, sheet: TaggedCanvas, row: PrintedRow, left: float, top: float, *, foot: bool = False) -> None:
        """Draw the cells of a row; with `foot`, they stand on its lower edge."""
        high, last = row.height(self.inner, self.look), len(self.widths) - 1
        for place, (cell, whole, wide) in enumerate(zip(row.cells, self.widths, self.inner, strict=True)):
            if cell:
                at = left + (self.look.inset if place == 0 else self.look.beside)
                down = high - self.look.below - stacked(cell, wide) if foot else self.look.above
                draw_stack(cell, sheet, at, top - down, wide)
            left += whole if place < last else 0.0


def inner_widths(widths: Sequence[float], look: TableLook) -> tuple[float, ...]:
    """The room that columns leave their cells, in points."""
    last = len(widths) - 1
    return tuple(
        width - (look.inset if place == 0 else look.beside) - (look.inset if place == last else look.beside)
        for place, width in enumerate(widths)
    )


def fitted_widths(
    shares: Sequence[float], rows: Sequence[PrintedRow], whole: float, look: TableLook
) -> tuple[float, ...]:
    """The widths of columns by their shares, but each as wide as its longest word, at the cost of those with room.

    Args:
        shares: of the columns, any positive numbers.
        rows: all rows, the head among them.
        whole: the width of the table, in points.
        look: the room beside its cells.
    """
    widths = [whole * share / sum(shares) for share in shares]
    beside = [width - inner for width, inner in zip(widths, inner_widths(widths, look), strict=True)]
    least = [0.0] * len(widths)
    for row in rows:
        for place, cell in enumerate(row.cells):
            for part in cell:
                least[place] = max(least[place], part.least_width())
    limit = whole * _MOST_OF_A_TABLE
    least = [
        min(needed + side + 0.1, max(limit, width)) for needed, side, width in zip(least, beside, widths, strict=True)
    ]
    short = sum(max(0.0, needed - width) for needed, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - needed) for needed, width in zip(least, widths, strict=True))
    if not short or not spare:
        return tuple(widths)
    taken = min(1.0, short / spare)
    given = min(1.0, spare / short)
    return tuple(
        width + (needed - width) * (given if needed > width else taken)
        for needed, width in zip(least, widths, strict=True)
    )
