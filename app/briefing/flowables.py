"""Blocks as reportlab's flowables. Everything that is drawn on the body of a page is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from . import blocks as b
from . import palette
from .drawings import draw
from .styles import HEIGHT, WIDTH, aligned, styles
from .text import BODY, BOLD, PIECE, SYMBOLS, clean_lines, markup, pieces, plain

_PAD = 5


class Heading(Paragraph):
    """A heading that tells the document where it came to stand and enters itself in the outline."""

    heading: b.Heading | None = None
    reached: Callable[[str], None] | None = None

    @classmethod
    def made(cls, heading: b.Heading, line: b.Words, reached: Callable[[str], None]) -> Heading:
        """The first line of a heading."""
        made = cls(run_markup(line), styles()[f"h{heading.level}"])
        made.heading, made.reached = heading, reached
        return made

    def split(self, availWidth, availHeight):
        parts = super().split(availWidth, availHeight)
        for part in parts[:1]:
            if isinstance(part, Heading):
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


class Badge(Flowable):
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

    def __init__(self, figure: b.Figure):
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


def run_markup(said: b.Words) -> str:
    """Words as reportlab's markup; what people wrote is escaped."""
    return "".join(map(_one_run, said))


def _one_run(run: b.Run) -> str:
    out = markup(run.text)
    tones = {"muted": palette.MUTED, "accent": palette.ACCENT}
    if run.bold:
        out = f"<b>{out}</b>"
    if run.italic:
        out = f"<i>{out}</i>"
    if run.tone:
        out = f'<font color="{tones[run.tone]}">{out}</font>'
    if run.sign:
        sign = palette.SIGNS[run.sign]
        out = f'<font name="{SYMBOLS}" color="{sign.ink}">{sign.shape}</font>\u00a0{out}'
    if run.to:
        out = f'<a href="#{run.to}">{out}</a>'
    return out


def lines(said: b.Words) -> Iterator[b.Words]:
    """The paragraphs of a text: one for each line, and several for a line too long to lay out at once."""
    line: list[b.Run] = []
    for run in said:
        for number, part in enumerate(clean_lines(run.text)):
            if number and line:
                yield tuple(line)
                line = []
            for place, piece in enumerate(pieces(part)):
                if line and (place or sum(len(each.text) for each in line) + len(piece) > PIECE):
                    yield tuple(line)
                    line = []
                if piece or run.sign:
                    line.append(replace(run, text=piece))
    if line:
        yield tuple(line)


class Maker:
    """Makes the flowables of one pass over a briefing.

    Attributes:
        headings: those of the whole briefing.
        pages: the page on which each stood in the pass before, by key.
        reached: told the key of each heading when it is drawn.
    """

    def __init__(self, headings: Sequence[b.Heading], pages: dict[str, int], reached: Callable[[str], None]):
        self.headings = headings
        self.pages = pages
        self.reached = reached

    def story(self, matter: Sequence[b.Block]) -> list[Flowable]:
        """The flowables of some blocks; no heading is left alone at the foot of a page."""
        made: list[Flowable] = []
        lead: list[Flowable] = []
        for block in matter:
            flowables = list(self.make(block))
            if _leads(block) or (lead and _opens(block, flowables)):
                lead += flowables
                continue
            if lead and flowables:
                made.append(Break(min(HEIGHT, _stacked(lead) + _least(flowables))))
                made += lead
                lead = []
            made += flowables
        return made + lead

    @singledispatchmethod
    def make(self, block) -> Iterator[Flowable]:
        """The flowables of one block."""
        raise TypeError(f"There is no way to print {block!r}.")

    @make.register
    def _(self, block: b.Heading):
        for number, line in enumerate(lines(block.words)):
            if number == 0:
                yield Heading.made(block, line, self.reached)
            else:
                yield Paragraph(run_markup(line), styles()[f"h{block.level}"])

    @make.register
    def _(self, block: b.Paragraph):
        for line in lines(block.words):
            yield Paragraph(run_markup(line), styles()[block.manner])

    @make.register
    def _(self, block: b.Bullets):
        for number, item in enumerate(block.items, 1):
            for place, line in enumerate(lines(item)):
                first = line[0]
                bullet = f"<bullet>{number}.</bullet>" if block.numbered else _bullet(first.sign)
                rest = (replace(first, sign=""), *line[1:])
                yield Paragraph((bullet if place == 0 else "") + run_markup(rest), styles()["list"])

    @make.register
    def _(self, block: b.Badge):
        yield Badge(block)

    @make.register
    def _(self, block: b.Figure):
        yield Picture(block)

    @make.register
    def _(self, block: b.Table):
        yield self.table(block)

    @make.register
    def _(self, block: b.Pairs):
        columns = (b.Column("", 3.2, names=True), b.Column("", 10))
        rows = tuple((b.cell(b.muted(name)), b.cell(value)) for name, value in block.pairs)
        yield self.table(b.Table(columns, rows, block.about, headed=False), manner="pair")

    @make.register
    def _(self, block: b.Note):
        inner = [Paragraph(run_markup(line), styles()["note"]) for line in lines(block.words)]
        box = Table([[inner]], colWidths=[WIDTH], splitInRow=1)
        box.setStyle(
            TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), BODY),
                    ("BACKGROUND", (0, 0), (-1, -1), HexColor(palette.ACCENT_TINT)),
                    ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(palette.ACCENT)),
                    ("LEFTPADDING", (0, 0), (-1, -1), 12),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                    ("TOPPADDING", (0, 0), (-1, -1), 8),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
                ]
            )
        )
        yield box
        yield Spacer(0, 12)

    @make.register
    def _(self, block: b.Cover):
        yield Spacer(0, 26)
        if block.council:
            yield Paragraph(markup(block.council), styles()["council"])
        for line in lines(b.words(block.title)):
            yield Paragraph(run_markup(line), styles()["title"])
        yield Paragraph(markup(block.subtitle), styles()["subtitle"])
        yield HRFlowable(width=64, thickness=4, color=HexColor(palette.ACCENT), hAlign="LEFT", spaceAfter=18)

    @make.register
    def _(self, block: b.Contents):
        columns = (b.Column("Section", 14, names=True), b.Column("Page", 1.2, "right"))
        rows = tuple(
            (b.cell(replace_all(heading.words, to=heading.key)), b.cell(str(self.pages.get(heading.key, ""))))
            for heading in self.headings
            if heading.level == 1
        )
        yield self.table(b.Table(columns, rows, "Contents", headed=False), manner="pair")

    @make.register
    def _(self, block: b.Together):
        story = [each for each in self.story(block.blocks) if not isinstance(each, Break)]
        yield Break(min(HEIGHT, _stacked(story)))
        yield from story

    @make.register
    def _(self, block: b.Fitting):
        first, last = 0, len(block.variants) - 1
        while first < last:  # each is shorter than the one before
            middle = (first + last) // 2
            if _stacked(self.story(block.variants[middle])) <= HEIGHT:
                last = middle
            else:
                first = middle + 1
        yield from self.story(block.variants[last])

    @make.register
    def _(self, block: b.NewPage):
        yield PageBreak()

    @make.register
    def _(self, block: b.Need):
        yield Break(block.share * HEIGHT)

    @make.register
    def _(self, block: b.Space):
        yield Spacer(0, block.height)

    def table(self, block: b.Table, manner: str = "cell") -> Rows:
        """A table as wide as the text, its header repeated on each page."""
        whole = sum(column.share for column in block.columns)
        widths = [WIDTH * column.share / whole for column in block.columns]
        head = [[[Paragraph(markup(c.title), aligned("head", c.align))] for c in block.columns]]
        body: list[list[list[Flowable]]] = []
        ends: list[int] = []
        for row in block.rows:
            cells = [self._cell(cell, column, manner) for cell, column in zip(row, block.columns, strict=True)]
            body += _rows(row, cells)
            ends.append(len(body) - 1 + int(block.headed))
        made = Rows(
            (head if block.headed else []) + body,
            colWidths=widths,
            repeatRows=int(block.headed),
            hAlign="LEFT",
            spaceAfter=10,
        )
        made.setStyle(TableStyle(_table_style(block, ends)))
        return made

    def _cell(self, cell: b.Cell, column: b.Column, manner: str) -> list[Flowable]:
        made: list[Flowable] = []
        for part in cell:
            if isinstance(part, b.Figure):
                made.append(Picture(part))
            elif isinstance(part, b.Badge):
                made.append(Badge(part, small=True))
            else:
                style = aligned("cell small" if part.manner == "small" else manner, column.align)
                made += [Paragraph(run_markup(line), style) for line in lines(part.words)]
        return made


def replace_all(said: b.Words, **changes) -> b.Words:
    """The same words, each run changed."""
    return tuple(replace(run, **changes) for run in said)


def _rows(row: tuple[b.Cell, ...], cells: list[list[Flowable]]) -> list[list[list[Flowable]]]:
    """A row as it is, or, where it would fill pages, in several: breaking one row over many pages takes minutes."""
    if all(sum(len(b.text_of(p.words)) for p in cell if isinstance(p, b.Paragraph)) <= PIECE for cell in row):
        return [cells]
    return [[cell[n : n + 1] for cell in cells] for n in range(max(map(len, cells)))]


def _table_style(block: b.Table, ends: list[int]) -> list[tuple]:
    """How a table looks; a line goes below each row in `ends`."""
    pad = 2 if block.dense else _PAD
    style: list[tuple] = [
        ("FONTNAME", (0, 0), (-1, -1), BODY),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5.5),
        *(("LINEBELOW", (0, row), (-1, row), 0.5, HexColor(palette.RULE)) for row in ends),
    ]
    if block.headed:
        style += [
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, HexColor(palette.ACCENT)),
        ]
    return style


def _leads(block: b.Block) -> bool:
    """Whether a block must not end a page, because it speaks of what follows."""
    return isinstance(block, b.Heading | b.Badge) or (isinstance(block, b.Paragraph) and block.manner == "label")


def _opens(block: b.Block, flowables: Sequence[Flowable]) -> bool:
    """Whether a block is a short opening under a heading, which stays with what comes after it."""
    return isinstance(block, b.Paragraph) and _stacked(flowables) < 100


def _bullet(sign: str) -> str:
    if not sign:
        return "<bullet>•</bullet>"
    shown = palette.SIGNS[sign]
    return f'<bullet><font name="{SYMBOLS}" size="9.5" color="{shown.ink}">{shown.shape}</font></bullet>'


def _stacked(flowables: Sequence[Flowable]) -> float:
    """The height of flowables one under the other, the room between two being the larger that they ask for."""
    whole, after = 0.0, 0.0
    for flowable in flowables:
        if isinstance(flowable, Break):
            continue
        _, height = flowable.wrap(WIDTH, HEIGHT)
        whole += height + max(0.0, flowable.getSpaceBefore() - after) + flowable.getSpaceAfter()
        after = flowable.getSpaceAfter()
    return whole - after


def _height(flowable: Flowable) -> float:
    _, height = flowable.wrap(WIDTH, HEIGHT)
    return height + flowable.getSpaceBefore() + flowable.getSpaceAfter()


def _least(flowables: Sequence[Flowable]) -> float:
    """How much of the first of some flowables must stand under a heading."""
    first = flowables[0]
    if isinstance(first, Break):
        return first.height
    height = _height(first)
    if isinstance(first, Rows):
        return min(sum(first.row_heights[: first.repeatRows + 2]), HEIGHT / 2)
    if isinstance(first, Paragraph):
        return min(height, 3 * first.style.leading)
    return height if height < HEIGHT * 0.9 else HEIGHT / 4
