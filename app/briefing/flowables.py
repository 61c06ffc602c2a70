"""What stands on a page beside paragraphs and tables: headings, states, pictures, rules, lines of the contents."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth

from . import blocks as b
from . import palette
from .canvas import TaggedCanvas
from .chart_part_drawing import draw
from .fonts import BODY, BOLD, SYMBOLS, width_in
from .page_part import PagePart
from .structure import Element
from .styles import STYLES, colour
from .text import one_line, plain, replace_all
from .text_block import TextBlock, TextLine


class DrawnHeading(TextBlock):
    """A heading that enters itself in the outline; `heading` is None in a part that goes on overleaf."""

    heading: b.Heading | None

    def __init__(self, heading: b.Heading, level: int, element: Element):
        super().__init__(one_line(heading.words), STYLES[f"h{min(level, 3)}"], element)
        self.heading, self.level = heading, level

    def _of(self, lines, *, first: bool) -> TextBlock:
        part = super()._of(lines, first=first)
        if not first and isinstance(part, DrawnHeading):
            part.heading = None
        return part

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        if self.heading:
            title = plain(b.text_of(tuple(run for run in self.heading.words if run.tone != "muted")))
            sheet.bookmarkHorizontal(self.heading.key, left, top)
            sheet.addOutlineEntry(title or plain(b.text_of(self.heading.words)), self.heading.key, self.level - 1)
        super().draw(sheet, left, top, width)


class ContentsLine(TextBlock):
    """A heading and, at the right, its page; both lead there."""

    NUMBER = 34.0

    def __init__(self, heading: b.Heading, element: Element, page_of: Callable[[str], str]):
        super().__init__(replace_all(one_line(heading.words), to=heading.key), STYLES["pair"], element)
        self.key, self.page_of = heading.key, page_of
        self.after = 0.0
        self.ends = True  # the page stands beside the last line

    def height(self, width: float) -> float:
        return super().height(width - self.NUMBER)

    def _of(self, lines, *, first: bool) -> TextBlock:
        part = super()._of(lines, first=first)
        if first and isinstance(part, ContentsLine):
            part.ends = False
        return part

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        if not self.ends:
            super().draw(sheet, left, top, width - self.NUMBER)
            return
        number, last = self.page_of(self.key), self.lines[-1]
        text, manner = last.runs[-1]
        *lines, _ = self.lines
        self.lines = (*lines, TextLine((*last.runs[:-1], (text.rstrip() + " ", manner)), last.width))
        super().draw(sheet, left, top, width - self.NUMBER)
        base = top - (len(self.lines) - 1) * self.style.leading - pdfmetrics.getAscent(BODY, self.style.size)
        right = left + width
        wide = width_in(number, BODY) * self.style.size
        with sheet.furniture():
            sheet.setStrokeColor(colour(palette.FAINT))
            sheet.setLineWidth(0.8)
            sheet.setDash(0.8, 3)
            if left + last.width + 8 < right - wide - 6:
                sheet.line(left + last.width + 8, base + 1, right - wide - 6, base + 1)
            sheet.setDash()
        if manner.link:
            with sheet.marking(manner.link):
                sheet.setFillColor(colour(palette.INK))
                sheet.setFont(BODY, self.style.size)
                sheet.drawString(right - wide, base, number)
            sheet.lead(manner.link, self.key, (right - self.NUMBER, base - 3, right, base + self.style.size))


class DrawnBadge(PagePart):
    """A state as a filled label, then what it rests on, then how far and which way."""

    HIGH, SIZE, GAP, MARK = 19.0, 11.0, 8.0, 9.0

    def __init__(self, badge: b.Badge, element: Element, small: bool = False):
        self.badge, self.sign, self.element = badge, palette.SIGNS[badge.state], element
        self.beside = TextBlock(badge.beside, STYLES["cell" if small else "body"], element) if badge.beside else None
        self.after = 0.0 if small else 7.0

    def _lengths(self) -> tuple[float, list[float]]:
        first = 24 + stringWidth(self.badge.word, BOLD, self.SIZE) + 8
        return first, [stringWidth(mark, BOLD, self.MARK) + 12 for mark in self.badge.marks]

    def least_width(self) -> float:
        return self._lengths()[0]

    def _used(self) -> float:
        first, marks = self._lengths()
        return first + sum(length + self.GAP for length in marks) + self.GAP

    def _below(self, width: float) -> bool:
        """Whether the words have so little room beside the label that they stand under it."""
        return width - self._used() < min(150, width * 0.35)

    def height(self, width: float) -> float:
        if not self.beside:
            return self.HIGH
        if self._below(width):
            return self.HIGH + 3 + self.beside.height(width)
        return max(self.HIGH, self.beside.height(width - self._used()))

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        first, marks = self._lengths()
        base = top - self.HIGH
        with sheet.furniture():
            sheet.setLineWidth(0.8)
            sheet.setFillColor(colour(self.sign.fill))
            sheet.setStrokeColor(colour(self.sign.outline))
            sheet.roundRect(left + 0.4, base + 0.4, first - 0.8, self.HIGH - 0.8, 3.5, fill=1)
            sheet.setFillColor(colour(self.sign.text))
            sheet.setFont(SYMBOLS, self.SIZE - 1)
            sheet.drawCentredString(left + 13, base + 5.6, self.sign.shape)
        with sheet.marking(self.element):
            sheet.setFillColor(colour(self.sign.text))
            sheet.setFont(BOLD, self.SIZE)
            sheet.drawString(left + 23, base + 5.6, self.badge.word + " ")
        x = left + first + self.GAP
        for mark, length in zip(self.badge.marks, marks, strict=True):
            with sheet.furniture():
                sheet.setStrokeColor(colour(palette.MUTED))
                sheet.setDash(2, 1.6)
                sheet.roundRect(x, base + 2, length, self.HIGH - 4, 3)
                sheet.setDash()
            with sheet.marking(self.element):
                sheet.setFillColor(colour(palette.MUTED))
                sheet.setFont(BOLD, self.MARK)
                sheet.drawString(x + 6, base + 6.4, mark + " ")
            x += length + self.GAP
        if not self.beside:
            return
        if self._below(width):
            self.beside.draw(sheet, left, base - 3, width)
        else:
            self.beside.draw(sheet, left + self._used(), top - 1.5, width - self._used())


class Picture(PagePart):
    """A drawing, with the words that stand for it."""

    after = 6.0

    def __init__(self, figure: b.PictureBlock, element: Element):
        self.figure, self.element = figure, element
        self.drawing: Drawing | None = None

    def height(self, width: float) -> float:
        if self.drawing is None or self.drawing.width != width:
            self.drawing = draw(self.figure.picture, width, self.figure.height)
        return self.drawing.height

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        low = top - self.height(width)
        assert self.drawing is not None
        self.element.says("Layout", "Placement", "/Block").says("Layout", "BBox", (left, low, left + width, top))
        with sheet.marking(self.element):
            renderPDF.draw(self.drawing, sheet, left, low)


class RuleLine(PagePart):
    """A short thick line, such as under the title of a paper."""

    after = 18.0

    def height(self, width: float) -> float:
        return 4.0

    def draw(self, sheet: TaggedCanvas, left: float, top: float, width: float) -> None:
        with sheet.furniture():
            sheet.setStrokeColor(colour(palette.ACCENT))
            sheet.setLineWidth(4)
            sheet.line(left, top - 2, left + 64, top - 2)
