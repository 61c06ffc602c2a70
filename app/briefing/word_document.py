"""A briefing as a document for Word, in which legal and finance write their comments: the blocks of the PDF again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import singledispatchmethod
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from . import blocks as b
from . import palette
from .picture_files import as_png, drawing_of
from .renderer import as_printed
from .styles import BOTTOM, MARGIN, SHEET, TOP, WIDTH
from .text import clean_lines, lines, one_line, plain

_SIDES = {"left": None, "right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER}
_FACE = "Arial"  # there on every machine with Word, which Lato is not
_SMALL = {"small", "caption"}


def word_document(briefing: b.Briefing, printed: date) -> Iterator[tuple[str, bytes]]:
    """Write it, telling the key of each section with what is there so far: nothing, until the last, which has all."""
    blocks = [(section.key, list(as_printed(section.blocks))) for section in briefing.sections]
    writer = _WordWriter(briefing, printed, [block for _, found in blocks for block in found])
    for key, found in blocks:
        yield key, b""
        for block in found:
            writer.add(block)
    target = BytesIO()
    writer.document.save(target)
    yield "", target.getvalue()


class _WordWriter:
    """Fills one document."""

    def __init__(self, briefing: b.Briefing, printed: date, blocks: Sequence[b.Block]):
        self.document: Any = Document()
        self.headings = [heading for heading in b.headings(tuple(blocks)) if heading.level == 1]
        self.where: Any = self.document  # the document, or the cell that is being filled
        self.level, self.marks = 0, 0
        figures = [(block, WIDTH) for block in blocks if isinstance(block, b.PictureBlock)]
        figures += [each for block in blocks if isinstance(block, b.Table) for each in _figures(block)]
        drawings = [drawing_of(figure, width) for figure, width in figures]
        self.pictures = {
            (id(figure), width): (png, drawing.width)
            for (figure, width), drawing, png in zip(figures, drawings, as_png(drawings), strict=True)
        }
        _set_up(self.document, briefing, printed)
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self.numbered = _numbered(self.document)

    def _paragraph(self, style: str = "Normal") -> Any:
        """A new paragraph in a style. The library would look all styles through for each."""
        made = self.where.add_paragraph()
        if style != "Normal":
            made._p.style = self.styles[style]
        return made

    @singledispatchmethod
    def add(self, block) -> None:
        """Write one block."""
        raise TypeError(f"There is no way to write {block!r} into a document for Word.")

    @add.register
    def _(self, block: b.Heading) -> None:
        self.level = min(block.level, self.level + 1)  # none is left out on the way down
        paragraph = self._paragraph(f"Heading {self.level}")
        self._bookmark(paragraph, block.key)
        self._write(paragraph, one_line(block.words))

    @add.register
    def _(self, block: b.Paragraph) -> None:
        for line in lines(block.words):
            style = "Small" if block.manner in _SMALL else "Normal"
            paragraph = self._paragraph(style)
            self._write(paragraph, line, bold=block.manner == "label")
            if block.manner == "label":
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_after = Pt(0)

    @add.register
    def _(self, block: b.Bullets) -> None:
        start = True
        for item in block.items:
            for number, line in enumerate(lines(item)):
                style = "List Continue" if number else "List Number" if block.numbered else "List Bullet"
                paragraph = self._paragraph(style)
                if block.numbered and not number:
                    _number(paragraph, self.document, self.numbered, start=start)
                    start = False
                self._write(paragraph, line)

    @add.register
    def _(self, block: b.Badge) -> None:
        marks = b.words(*(b.muted(f" ({mark})") for mark in block.marks))
        beside = b.words(" · ", one_line(block.beside)) if block.beside else ()
        self._write(self._paragraph(), b.words(b.Run(block.word, bold=True, sign=block.state), marks, beside))

    @add.register
    def _(self, block: b.PictureBlock) -> None:
        self._picture(block, WIDTH)

    def _picture(self, block: b.PictureBlock, width: float) -> None:
        png, wide = self.pictures[id(block), width]
        run = self._paragraph().add_run()
        shape = run.add_picture(BytesIO(png), width=Pt(wide))
        shape._inline.docPr.set("descr", plain(block.alt, 2_000))

    @add.register
    def _(self, block: b.Table) -> None:
        whole = sum(column.share for column in block.columns)
        table = self.document.add_table(rows=0, cols=len(block.columns))
        table.autofit = False
        _describe(table, plain(block.about))
        widths = [Pt(WIDTH * column.share / whole) for column in block.columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if block.headed:
            row = table.add_row()
            _repeat(row)
            for cell, column in zip(row.cells, block.columns, strict=True):
                self._write(_first(cell, column), one_line(b.words(b.bold(column.title))))
        for cells in block.rows:
            row = table.add_row()
            for cell, held, column in zip(row.cells, cells, block.columns, strict=True):
                self._fill(cell, held, column, WIDTH * column.share / whole)
        self._paragraph("Small")

    def _fill(self, cell: Any, held: b.Cell, column: b.TableColumn, width: float) -> None:
        """What a cell holds; its first text takes the paragraph that is there."""
        self.where, before = cell, self.where
        for part in held:
            if isinstance(part, b.PictureBlock):
                self._picture(part, width)
            else:
                self.add(part)
        first, *rest = cell.paragraphs
        if rest:
            first._p.getparent().remove(first._p)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
            paragraph.alignment = _SIDES[column.align]
        self.where = before

    @add.register
    def _(self, block: b.Pairs) -> None:
        columns = (b.TableColumn("", 3.4, names=True), b.TableColumn("", 10))
        rows = tuple((b.cell(b.muted(name)), b.cell(value)) for name, value in block.pairs)
        self.add(b.Table(columns, rows, block.about, headed=False))

    @add.register
    def _(self, block: b.Note) -> None:
        for line in lines(block.words):
            self._write(self._paragraph("Note"), line)

    @add.register
    def _(self, block: b.Cover) -> None:
        if block.council:
            self._write(self._paragraph(), b.words(b.bold(plain(block.council))))
        self._write(self._paragraph("Title"), b.words(" ".join(clean_lines(block.title))))
        self._write(self._paragraph("Subtitle"), b.words(plain(block.subtitle)))

    @add.register
    def _(self, block: b.Contents) -> None:
        for heading in self.headings:
            line = b.words(*(b.Run(run.text, to=heading.key) for run in one_line(heading.words)))
            self._write(self._paragraph("Contents"), line)

    def _write(self, paragraph: Any, said: b.Words, *, bold: bool = False) -> None:
        """Add words to a paragraph."""
        for run in said:
            within = _link(paragraph, _bookmark_name(run.to)) if run.to else None
            if run.sign:
                sign = palette.SIGNS[run.sign]
                _coloured(paragraph.add_run(f"{sign.shape}\u00a0"), sign.ink)
            made = paragraph.add_run(run.text)
            made.bold, made.italic = (run.bold or bold) or None, run.italic or None
            if run.tone:
                _coloured(made, palette.MUTED if run.tone == "muted" else palette.ACCENT)
            if within is not None:
                within.append(made._r)

    def _bookmark(self, paragraph: Any, key: str) -> None:
        self.marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self.marks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), _bookmark_name(key))
            paragraph._p.append(mark)


def _figures(block: b.Table) -> Iterator[tuple[b.PictureBlock, float]]:
    """The pictures in a table, each with the width of its column."""
    whole = sum(column.share for column in block.columns)
    for row in block.rows:
        for cell, column in zip(row, block.columns, strict=True):
            yield from ((p, WIDTH * column.share / whole) for p in cell if isinstance(p, b.PictureBlock))


def _set_up(document: Any, briefing: b.Briefing, printed: date) -> None:
    """The sheet, the styles, the head and foot, and what the document says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Pt(SHEET[0]), Pt(SHEET[1])
    page.left_margin = page.right_margin = Pt(MARGIN)
    page.top_margin, page.bottom_margin = Pt(TOP), Pt(BOTTOM)
    page.header.paragraphs[0].text = plain(" · ".join(filter(None, (briefing.watermark, *briefing.running))))
    _page_number(page.footer.paragraphs[0], plain(briefing.foot))
    styles = document.styles
    sizes = {"Normal": 12, "Title": 28, "Subtitle": 16, "Heading 1": 20, "Heading 2": 15, "Heading 3": 13}
    small = styles.add_style("Small", 1)
    contents = styles.add_style("Contents", 1)
    small.base_style = contents.base_style = styles["Normal"]
    note = styles.add_style("Note", 1)
    note.base_style = styles["Normal"]
    note.paragraph_format.left_indent = Pt(8)
    _boxed(note.element.get_or_add_pPr())
    styles["Subtitle"].font.italic = False
    small.font.size, small.font.color.rgb = Pt(10), _rgb(palette.MUTED)
    contents.paragraph_format.space_after = Pt(2)
    for name, size in sizes.items():
        style = styles[name]
        style.font.name, style.font.size = _FACE, Pt(size)
        style.font.color.rgb = _rgb(palette.ACCENT if name in ("Title", "Heading 1") else palette.INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    styles["Normal"].element.get_or_add_rPr().append(language)
    said = document.core_properties
    said.title, said.subject = plain(briefing.title, 250), plain(briefing.subject, 250)
    said.author = said.last_modified_by = plain(briefing.author, 250)
    said.language, said.comments = "en-GB", ""
    said.created = said.modified = datetime.combine(printed, time())


def _page_number(paragraph: Any, foot: str) -> None:
    """The foot of a page with its number, which Word counts."""
    paragraph.add_run(f"{foot} · Page ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _numbered(document: Any) -> int:
    """How numbered lists are counted in this document: the definition to which their style leads."""
    kind = document.styles["List Number"].element.pPr.numPr.numId.val
    return _numbering(document).num_having_numId(kind).abstractNumId.val


def _numbering(document: Any) -> Any:
    return document.part.numbering_part.element


def _number(paragraph: Any, document: Any, numbered: int, *, start: bool) -> None:
    """Make a paragraph an item of a numbered list; with `start`, of one that begins at 1."""
    numbering = _numbering(document)
    if start:
        numbering.add_num(numbered).add_lvlOverride(ilvl=0).add_startOverride(1)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = max(each.numId for each in numbering.num_lst)


def _describe(table: Any, about: str) -> None:
    """Rule a table between its rows, and say to those who hear it what it holds."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_border(side, 4, palette.FAINT))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    said = OxmlElement("w:tblDescription")
    said.set(qn("w:val"), about)
    properties.append(said)


def _boxed(properties: Any) -> None:
    """Set a paragraph apart by its ground and a bar at its left."""
    borders = OxmlElement("w:pBdr")
    borders.append(_border("left", 24, palette.ACCENT))
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", palette.ACCENT_TINT.lstrip("#"))):
        ground.set(qn(f"w:{name}"), value)
    indent = properties.find(qn("w:ind"))
    for part in (borders, ground):
        indent.addprevious(part)


def _border(side: str, eighths: int, ink: str) -> Any:
    """One line of a frame, so many eighths of a point thick."""
    made = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", ink.lstrip("#"))):
        made.set(qn(f"w:{name}"), value)
    return made


def _repeat(row: Any) -> None:
    """Mark a row as the head of its table, on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _first(cell: Any, column: b.TableColumn) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _SIDES[column.align]
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _link(paragraph: Any, anchor: str) -> Any:
    made = OxmlElement("w:hyperlink")
    made.set(qn("w:anchor"), anchor)
    paragraph._p.append(made)
    return made


def _bookmark_name(key: str) -> str:
    """A name that Word takes: letters, digits and underscores, at most 40, a letter first."""
    return ("k_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in key))[:40]


def _coloured(run: Any, ink: str) -> None:
    run.font.color.rgb = _rgb(ink)


def _rgb(ink: str) -> RGBColor:
    return RGBColor.from_string(ink.lstrip("#"))
