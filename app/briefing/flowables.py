"""The flowables of a briefing's pages: what reportlab does not have, or does otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from . import blocks as b
from . import palette
from .styles import HEIGHT, WIDTH, styles
from .text import BOLD, SYMBOLS, plain, run_markup
from .trend_drawing import draw


class DrawnHeading(Paragraph):
    """A heading that tells the document where it came to stand and enters itself in the outline."""

    heading: b.Heading | None = None
    reached: Callable[[str], None] | None = None

    @classmethod
    def made(cls, heading: b.Heading, line: b.Words, reached: Callable[[str], None]) -> DrawnHeading:
        """The first line of a heading."""
        made = cls(run_markup(line), styles()[f"h{heading.level}"])
        made.heading, made.reached = heading, reached
        return made

    def split(self, availWidth, availHeight):
        parts = super().split(availWidth, availHeight)
        for part in parts[:1]:
            if isinstance(part, DrawnHeading):
                part.heading, part.reached = self.heading, self.reached
        return parts

    def draw(self):
        if self.heading and self.reached:
            canvas, key = self.canv, self.heading.key
            canvas.bookmarkHorizontal(key, 0, self.height)
            canvas.addOutlineEntry(
                plain(b.text_of(tuple(run for run in self.heading.words if run.tone != "muted"))),
                key,
                self.heading.level - 1,
            )
            self.reached(key)
        super().draw()


class Break(CondPageBreak):
    """Ends the page unless there is so much room left; otherwise as if it were not there, spaces included."""

    _SPACETRANSFER = _ZEROSIZE = True

    def wrap(self, availWidth, availHeight):
        if availHeight < 0:  # the page ends here anyhow; to end it once more would leave one empty
            return 0, 0
        return super().wrap(availWidth, availHeight)


class DrawnBadge(Flowable):
    """A state as a filled label, then how far, which way, and what it rests on."""

    HEIGHT, SIZE, GAP = 18.0, 10.0, 8.0

    def __init__(self, badge: b.Badge, small: bool = False):
        super().__init__()
        self.badge, self.sign = badge, palette.SIGNS[badge.state]
        style = styles()["cell" if small else "body"]
        self.beside = Paragraph(run_markup(badge.beside), style) if badge.beside else None
        self.spaceAfter = 0 if small else 7

    def _lengths(self) -> tuple[float, list[float]]:
        first = 24 + stringWidth(self.badge.word, BOLD, self.SIZE) + 8
        return first, [stringWidth(mark, BOLD, 8.5) + 12 for mark in self.badge.marks]

    def wrap(self, availWidth, availHeight):
        first, marks = self._lengths()
        used = first + sum(length + self.GAP for length in marks) + self.GAP
        self.below = self.beside is not None and availWidth - used < min(150, availWidth * 0.35)
        self.height = self.HEIGHT
        if self.beside:
            self.left = 0.0 if self.below else used
            _, text = self.beside.wrap(availWidth - self.left, availHeight)
            self.text = text
            self.height = self.HEIGHT + 3 + text if self.below else max(self.HEIGHT, text)
        self.width = availWidth
        return availWidth, self.height

    def draw(self):
        canvas, sign, (first, marks) = self.canv, self.sign, self._lengths()
        base = self.height - self.HEIGHT
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setFillColor(HexColor(sign.fill))
        canvas.setStrokeColor(HexColor(sign.outline))
        canvas.roundRect(0.4, base + 0.4, first - 0.8, self.HEIGHT - 0.8, 3.5, fill=1)
        canvas.setFillColor(HexColor(sign.text))
        canvas.setFont(SYMBOLS, self.SIZE)
        canvas.drawCentredString(13, base + 5.4, sign.shape)
        canvas.setFont(BOLD, self.SIZE)
        canvas.drawString(23, base + 5.4, self.badge.word)
        x = first + self.GAP
        canvas.setStrokeColor(HexColor(palette.MUTED))
        canvas.setFillColor(HexColor(palette.MUTED))
        canvas.setDash(2, 1.6)
        canvas.setFont(BOLD, 8.5)
        for mark, length in zip(self.badge.marks, marks, strict=True):
            canvas.roundRect(x, base + 2, length, self.HEIGHT - 4, 3)
            canvas.drawString(x + 6, base + 6, mark)
            x += length + self.GAP
        canvas.restoreState()
        if self.beside:
            y = 0 if self.below else base + (self.HEIGHT - min(self.text, 15.5)) / 2 - max(0, self.text - 15.5)
            self.beside.drawOn(canvas, self.left, max(0, y) + (0 if self.below else 0.5))


class Picture(Flowable):
    """A drawing, with the words that stand for it."""

    def __init__(self, figure: b.PictureBlock):
        super().__init__()
        self.figure = figure
        self.width = -1.0
        self.spaceAfter = 6

    def wrap(self, availWidth, availHeight):
        if self.width != availWidth:
            self.drawing = draw(self.figure.picture, availWidth, self.figure.height)
            self.width, self.height = availWidth, self.drawing.height
        return self.width, self.height

    def draw(self):
        self.drawing.drawOn(self.canv, 0, 0)


class Rows(Table):
    """A table whose rows are broken over pages only where a single one is taller than a page."""

    @property
    def row_heights(self) -> list[float]:
        """In points, once the table has been wrapped."""
        return list(self._rowHeights)  # pyright: ignore[reportAttributeAccessIssue]

    def split(self, availWidth, availHeight):
        self.splitInRow = int(sum(self.row_heights[: self.repeatRows + 1]) > HEIGHT)
        return super().split(availWidth, availHeight)


def stacked(flowables: Sequence[Flowable]) -> float:
    """The height of flowables one under the other, the room between two being the larger that they ask for."""
    whole, after = 0.0, 0.0
    for flowable in flowables:
        if isinstance(flowable, Break):
            continue
        _, height = flowable.wrap(WIDTH, HEIGHT)
        whole += height + max(0.0, flowable.getSpaceBefore() - after) + flowable.getSpaceAfter()
        after = flowable.getSpaceAfter()
    return whole - after


def height_of(flowable: Flowable) -> float:
    """Its height with the room that it asks for above and below, in points."""
    _, height = flowable.wrap(WIDTH, HEIGHT)
    return height + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def least_of(flowables: Sequence[Flowable]) -> float:
    """How much of the first of some flowables must stand under a heading."""
    first = flowables[0]
    if isinstance(first, Break):
        return first.height
    height = height_of(first)
    if isinstance(first, Rows):
        return min(sum(first.row_heights[: first.repeatRows + 2]), HEIGHT / 2)
    if isinstance(first, Paragraph):
        return min(height, 3 * first.style.leading)
    return height if height < HEIGHT * 0.9 else HEIGHT / 4
