"""Blocks as parts of pages: the one place where a kind of block becomes something that is drawn and read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import singledispatchmethod

from . import blocks as b
from . import palette
from .flowables import ContentsLine, DrawnBadge, DrawnHeading, Picture, RuleLine
from .fonts import BODY, SYMBOLS
from .page_part import Blank, Break, PageEnd, PagePart, stacked
from .printed_table import PrintedRow, PrintedTable, TableLook, fitted_widths, inner_widths
from .structure import Element
from .styles import HEIGHT, STYLES, WIDTH, TextStyle, aligned
from .text import Manner, lines, one_line, plain, replace_all
from .text_block import ListLabel, TextBlock

_NOTE = TableLook(12, 8, 10, rules=False, inset=12, ground=palette.ACCENT_TINT, bar=palette.ACCENT)


class Renderer:
    """Makes the parts of a paper's pages and, beside them, its structure.

    Attributes:
        headings: those of the whole paper.
        page_of: the page of a heading's key, as it is known when pages are drawn; empty before.
        root: the structure.
    """

    def __init__(self, headings: Sequence[b.Heading], page_of: Callable[[str], str]):
        self.headings, self.page_of = headings, page_of
        self.root = Element("Document")
        self.within = self.root
        self._level = 0  # of the last heading

    def section(self, section: b.BriefingSection) -> list[PagePart]:
        """The parts of one section, which is a part of the structure, too."""
        self.within = self.root.add("Sect")
        return self.story(section.blocks)

    def story(self, matter: Sequence[b.Block]) -> list[PagePart]:
        """The parts of some blocks; no heading is left alone at the foot of a page."""
        made: list[PagePart] = []
        lead: list[PagePart] = []  # what must not end a page, and waits for what it speaks of
        opened = False  # whether that holds a short text already, beside its headings
        for block in matter:
            parts = list(self.make(block))
            if not parts:
                continue
            if _leads(block):
                if opened:
                    made += [Break(stacked(lead, WIDTH)), *lead]
                    lead, opened = [], False
                lead += parts
            elif lead and not opened and _opens(block, parts):
                lead, opened = lead + parts, True
            else:
                if lead:
                    least = max(lead[-1].after, parts[0].before) + parts[0].least_height(WIDTH, HEIGHT)
                    made += [Break(min(HEIGHT, stacked(lead, WIDTH) + least)), *lead]
                made += parts
                lead, opened = [], False
        return [*made, Break(stacked(lead, WIDTH)), *lead] if lead else made

    @singledispatchmethod
    def make(self, block) -> Iterator[PagePart]:
        """The parts of one block."""
        raise TypeError(f"There is no way to print {block!r}.")

    @make.register
    def _(self, block: b.Heading):
        level = min(block.level, self._level + 1)  # none is left out on the way down
        self._level = level
        yield DrawnHeading(block, level, self.within.add(f"H{level}"))

    @make.register
    def _(self, block: b.Paragraph):
        for line in lines(block.words):
            yield TextBlock(line, STYLES[block.manner], self.within.add("P"))

    @make.register
    def _(self, block: b.Bullets):
        if not block.items:
            return
        whole = self.within.add("L").says("List", "ListNumbering", "/Decimal" if block.numbered else "/Disc")
        for number, item in enumerate(block.items, 1):
            yield from self._item(whole.add("LI"), item, number if block.numbered else 0)

    def _item(self, element: Element, item: b.Words, number: int) -> Iterator[PagePart]:
        """One item of a list; its mark is its number, or the shape of its state, or a dot."""
        sign = item[0].sign if item else ""
        style = STYLES["list"]
        label = ListLabel("•", Manner(BODY, style.size, style.ink), element.add("Lbl"))
        if number:
            label = ListLabel(f"{number}.", label.manner, label.element, -2.0 if number > 99 else 1.0)
        elif sign:
            shown = palette.SIGNS[sign]
            label = ListLabel(shown.shape, Manner(SYMBOLS, 10, shown.ink), label.element)
            item = (*replace_all(item[:1], sign=""), *item[1:])
        body, found = element.add("LBody"), [line for line in lines(item) if b.text_of(line).strip()]
        for place, line in enumerate(found):
            words = body.add("P") if len(found) > 1 else body
            yield TextBlock(line, style, words, label if place == 0 else None)

    @make.register
    def _(self, block: b.Badge):
        yield DrawnBadge(block, self.within.add("P"))

    @make.register
    def _(self, block: b.PictureBlock):
        yield Picture(block, self.within.add("Figure", alt=plain(block.alt, 2_000)))

    @make.register
    def _(self, block: b.Table):
        yield self.table(block)

    @make.register
    def _(self, block: b.Pairs):
        columns = (b.TableColumn("", 3.4, names=True), b.TableColumn("", 10))
        rows = tuple((b.cell(b.muted(name)), b.cell(value)) for name, value in block.pairs)
        yield self.table(b.Table(columns, rows, block.about, headed=False), manner="pair")

    @make.register
    def _(self, block: b.Note):
        cell: list[PagePart] = [TextBlock(line, STYLES["note"], self.within.add("P")) for line in lines(block.words)]
        yield PrintedTable([PrintedRow([cell])], [WIDTH], _NOTE, after=12)

    @make.register
    def _(self, block: b.Cover):
        yield Blank(26)
        if block.council:
            yield TextBlock(b.words(plain(block.council)), STYLES["council"], self.within.add("P"))
        for line in lines(b.words(block.title)):
            yield TextBlock(line, STYLES["title"], self.within.add("Title"))
        yield TextBlock(b.words(plain(block.subtitle)), STYLES["subtitle"], self.within.add("P"))
        yield RuleLine()

    @make.register
    def _(self, block: b.Contents):
        whole = self.within.add("TOC")
        for heading in self.headings:
            if heading.level == 1 and plain(b.text_of(heading.words)):
                yield ContentsLine(heading, whole.add("TOCI").add("Reference"), self.page_of)

    @make.register
    def _(self, block: b.Together):
        story = [each for each in self.story(block.blocks) if not isinstance(each, Break)]
        yield Break(min(HEIGHT, stacked(story, WIDTH)))
        yield from story

    @make.register
    def _(self, block: b.Fitting):
        yield from self.story(self.fitting(block))

    def fitting(self, block: b.Fitting) -> tuple[b.Block, ...]:
        """The first of its lengths that fits on one page, or the last."""
        first, last = 0, len(block.variants) - 1
        while first < last:  # each is shorter than the one before
            middle = (first + last) // 2
            with self._trying():
                fits = stacked(self.story(block.variants[middle]), WIDTH) <= HEIGHT
            first, last = (first, middle) if fits else (middle + 1, last)
        return block.variants[last]

    @contextmanager
    def _trying(self) -> Iterator[None]:
        """What is made inside is measured, and becomes no part of the structure."""
        within, level = self.within, self._level
        self.within = Element("Div")
        yield
        self.within, self._level = within, level

    @make.register
    def _(self, block: b.NewPage):
        yield PageEnd()

    @make.register
    def _(self, block: b.Need):
        yield Break(block.share * HEIGHT)

    @make.register
    def _(self, block: b.Space):
        yield Blank(block.height)

    def table(self, block: b.Table, manner: str = "cell") -> PrintedTable:
        """A table as wide as the text, its header repeated on each page."""
        look = TableLook(beside=2.0 if block.dense else 5.0)
        whole = self.within.add("Table").says("Table", "Summary", plain(block.about))
        head = self._head(block, whole.add("THead").add("TR")) if block.headed else None
        body = whole.add("TBody")
        rows = [self._row(row, block.columns, body.add("TR"), manner) for row in block.rows]
        shares = [column.share for column in block.columns]
        widths = fitted_widths(shares, [*([head] if head else []), *rows], WIDTH, look)
        if head and head.height(inner_widths(widths, look), look) > HEIGHT / 3:
            rows, head = [head, *rows], None  # it would leave too little room for what it stands over
        return PrintedTable(rows, widths, look, head)

    def _head(self, block: b.Table, row: Element) -> PrintedRow:
        cells: list[list[PagePart]] = []
        for column in block.columns:
            element = row.add("TH").says("Table", "Scope", "/Column")
            title = one_line(b.words(column.title))
            cells.append([TextBlock(title, aligned("head", column.align), element)] if title else [])
        return PrintedRow(cells)

    def _row(self, row: tuple[b.Cell, ...], columns: Sequence[b.TableColumn], element: Element, manner: str):
        made: list[list[PagePart]] = []
        for cell, column in zip(row, columns, strict=True):
            names = column.names and any(not isinstance(part, b.PictureBlock) for part in cell)
            within = element.add("TH").says("Table", "Scope", "/Row") if names else element.add("TD")
            made.append(_cell(cell, column, manner, within))
        return PrintedRow(made)


def as_printed(matter: Sequence[b.Block]) -> Iterator[b.Block]:
    """The blocks that a paper shows, one after the other, without what only pages ask for: ends, breaks, lengths."""
    renderer = Renderer((), lambda key: "")
    for block in matter:
        if isinstance(block, b.Fitting):
            yield from as_printed(renderer.fitting(block))
        elif isinstance(block, b.Together):
            yield from as_printed(block.blocks)
        elif not isinstance(block, b.NewPage | b.Need | b.Space):
            yield block


def _cell(cell: b.Cell, column: b.TableColumn, manner: str, element: Element) -> list[PagePart]:
    """What stands in a cell; where that is one text, it is the cell's own."""
    texts: list[tuple[b.Words | b.PictureBlock | b.Badge, TextStyle]] = []
    for part in cell:
        if isinstance(part, b.Paragraph):
            style = aligned("cell small" if part.manner == "small" else manner, column.align)
            texts += [(line, style) for line in lines(part.words)]
        else:
            texts.append((part, STYLES[manner]))
    made: list[PagePart] = []
    for part, style in texts:
        if isinstance(part, b.PictureBlock):
            made.append(Picture(part, element.add("Figure", alt=plain(part.alt, 2_000))))
            continue
        own = element if len(texts) == 1 else element.add("P")
        made.append(DrawnBadge(part, own, small=True) if isinstance(part, b.Badge) else TextBlock(part, style, own))
    return made


def _leads(block: b.Block) -> bool:
    """Whether a block must not end a page, because it speaks of what follows."""
    return isinstance(block, b.Heading | b.Badge) or (isinstance(block, b.Paragraph) and block.manner == "label")


def _opens(block: b.Block, parts: Sequence[PagePart]) -> bool:
    """Whether a block is a short opening under a heading, which stays with what comes after it."""
    return isinstance(block, b.Paragraph) and stacked(parts, WIDTH) < 100
