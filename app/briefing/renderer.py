"""Blocks as flowables: the one place where a kind of block becomes something that is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import singledispatchmethod

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, Spacer, Table, TableStyle

from . import blocks as b
from . import palette
from .flowables import Break, DrawnBadge, DrawnHeading, Picture, Rows, least_of, stacked
from .styles import HEIGHT, WIDTH, aligned, styles
from .text import BODY, PIECE, bullet, lines, markup, replace_all, run_markup

_PAD = 5


class Renderer:
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
        lead: list[Flowable] = []  # what must not end a page, and waits for what it speaks of
        opened = False  # whether that holds a short text already, beside its headings
        for block in matter:
            flowables = list(self.make(block))
            if not flowables:
                continue
            if _leads(block):
                if opened:
                    made += [Break(stacked(lead)), *lead]
                    lead, opened = [], False
                lead += flowables
            elif lead and not opened and _opens(block, flowables):
                lead, opened = lead + flowables, True
            else:
                made += [Break(min(HEIGHT, stacked(lead) + least_of(flowables))), *lead] if lead else []
                made += flowables
                lead, opened = [], False
        return [*made, *lead]

    @singledispatchmethod
    def make(self, block) -> Iterator[Flowable]:
        """The flowables of one block."""
        raise TypeError(f"There is no way to print {block!r}.")

    @make.register
    def _(self, block: b.Heading):
        for number, line in enumerate(lines(block.words)):
            if number == 0:
                yield DrawnHeading.made(block, line, self.reached)
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
                mark = f"<bullet>{number}.</bullet>" if block.numbered else bullet(first.sign)
                rest = (replace(first, sign=""), *line[1:])
                yield Paragraph((mark if place == 0 else "") + run_markup(rest), styles()["list"])

    @make.register
    def _(self, block: b.Badge):
        yield DrawnBadge(block)

    @make.register
    def _(self, block: b.PictureBlock):
        yield Picture(block)

    @make.register
    def _(self, block: b.Table):
        yield self.table(block)

    @make.register
    def _(self, block: b.Pairs):
        columns = b.columns(("", 3.2), ("", 10))
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
        columns = b.columns(("Section", 14), ("Page", 1.2, "right"))
        rows = tuple(
            (b.cell(replace_all(heading.words, to=heading.key)), b.cell(str(self.pages.get(heading.key, ""))))
            for heading in self.headings
            if heading.level == 1
        )
        yield self.table(b.Table(columns, rows, "Contents", headed=False), manner="cell", padding=1.2)

    @make.register
    def _(self, block: b.Together):
        story = [each for each in self.story(block.blocks) if not isinstance(each, Break)]
        yield Break(min(HEIGHT, stacked(story)))
        yield from story

    @make.register
    def _(self, block: b.Fitting):
        first, last = 0, len(block.variants) - 1
        while first < last:  # each is shorter than the one before
            middle = (first + last) // 2
            if stacked(self.story(block.variants[middle])) <= HEIGHT:
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

    def table(self, block: b.Table, manner: str = "cell", padding: float | None = None) -> Rows:
        """A table as wide as the text, its header repeated on each page; `padding`: points above and below a row."""
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
        if padding is not None:
            made.setStyle(TableStyle([(f"{side}PADDING", (0, 0), (-1, -1), padding) for side in ("TOP", "BOTTOM")]))
        return made

    def _cell(self, cell: b.Cell, column: b.TableColumn, manner: str) -> list[Flowable]:
        made: list[Flowable] = []
        for part in cell:
            if isinstance(part, b.PictureBlock):
                made.append(Picture(part))
            elif isinstance(part, b.Badge):
                made.append(DrawnBadge(part, small=True))
            else:
                style = aligned("cell small" if part.manner == "small" else manner, column.align)
                made += [Paragraph(run_markup(line), style) for line in lines(part.words)]
        return made


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
    return isinstance(block, b.Paragraph) and stacked(flowables) < 100
