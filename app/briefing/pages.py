"""A briefing of plain blocks as a PDF: pages with their running head and foot, outline, and page x of y."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.resources import program_version

from . import blocks as b
from . import palette
from .canvas import TaggedCanvas
from .charts import width_of
from .flowables import DrawnHeading
from .fonts import BODY, BOLD, SHAPED, register_fonts, shaped, width_in
from .page_part import PagePart, Placement, closed_up, paginate
from .renderer import Renderer
from .structure import Element
from .structure_tree import write_description, write_structure
from .styles import HEIGHT, MARGIN, SHEET, TOP, WIDTH, colour
from .text import font_runs, plain

LANGUAGE = "en-GB"
_MM = 72 / 25.4


@dataclass
class Arranged:
    """A briefing whose every part has its place.

    Attributes:
        briefing: what it was made of.
        root: its structure.
        pages: what stands on each page.
        page_of: the page of each heading, by its key.
    """

    briefing: b.Briefing
    root: Element
    pages: list[list[Placement]]
    page_of: dict[str, int]


def lay_out(briefing: b.Briefing, printed: date | None = None) -> Generator[tuple[int, int, str], None, bytes]:
    """Lay a briefing out, telling how far it is as (done, total, what); the generator's value is the PDF, as bytes.

    First every part is given its place, so that all numbers of pages are known; then the pages are drawn. The same
    briefing, printed on the same day, gives the same bytes.
    """
    day, target = printed or date.today(), BytesIO()
    arranged = yield from arrange(briefing)
    sheet = blank_sheet(target, briefing, day)
    yield from draw_pages(sheet, arranged)
    write_structure(sheet, arranged.root)
    write_description(sheet, LANGUAGE, day)
    sheet.save()
    return target.getvalue()


def arrange(briefing: b.Briefing) -> Generator[tuple[int, int, str], None, Arranged]:
    """Give every part its place, telling how far it is up to 30 of 100."""
    register_fonts()
    headings = b.headings(tuple(block for section in briefing.sections for block in section.blocks))
    page_of: dict[str, int] = {}
    renderer = Renderer(headings, lambda key: str(page_of.get(key, "")))
    parts: list[PagePart] = []
    for number, section in enumerate(briefing.sections):
        yield number * 30 // len(briefing.sections), 100, "Setting the text"
        parts += renderer.section(section)
    pages: list[list[Placement]] = []
    for page in paginate(parts, WIDTH, HEIGHT):
        pages.append(page)
        yield 30, 100, f"Laying out page {len(pages)}"
    pages = closed_up(pages, parts, WIDTH, HEIGHT)
    for number, page in enumerate(pages, 1):
        for each in page:
            if isinstance(each.part, DrawnHeading) and each.part.heading:
                page_of.setdefault(each.part.heading.key, number)
    return Arranged(briefing, renderer.root, pages or [[]], page_of)


def draw_pages(sheet: TaggedCanvas, arranged: Arranged) -> Iterator[tuple[int, int, str]]:
    """Draw each page, telling how far it is from 30 to 98 of 100."""
    total = len(arranged.pages)
    for number, page in enumerate(arranged.pages, 1):
        yield 30 + number * 68 // total, 100, f"Drawing page {number} of {total}"
        _furniture(sheet, arranged.briefing, number, total)
        for each in page:
            each.part.draw(sheet, MARGIN, SHEET[1] - TOP - each.down, WIDTH)
        sheet.showPage()


def blank_sheet(
    target: BytesIO, briefing: b.Briefing, day: date, kind: type[TaggedCanvas] = TaggedCanvas
) -> TaggedCanvas:
    """A canvas that knows what the paper is called, and no clock."""
    sheet = kind(
        target, pagesize=SHEET, invariant=1, pdfVersion=(1, 7), lang=LANGUAGE, initialFontName=BODY,
        initialFontSize=12, pageCompression=1,
    )  # fmt: skip
    sheet.setTitle(plain(briefing.title) or "Untitled")
    sheet.setAuthor(plain(briefing.author))
    sheet.setSubject(plain(briefing.subject))
    sheet.setCreator(f"Goldthread {program_version()}".strip())
    sheet.setProducer("ReportLab")
    sheet.print_on(day)
    return sheet


def _furniture(sheet: TaggedCanvas, briefing: b.Briefing, page: int, total: int) -> None:
    """Head and foot of a page: nothing that belongs to the text."""
    right = SHEET[0] - MARGIN
    if mark := plain(briefing.watermark, 20):
        _watermark(sheet, mark)
    with sheet.furniture():
        sheet.setStrokeColor(colour(palette.RULE))
        sheet.setFillColor(colour(palette.MUTED))
        sheet.setLineWidth(0.6)
        if page > 1:
            top = SHEET[1] - 14 * _MM
            draw_line(sheet, MARGIN, top, plain(briefing.running[0], 70), BOLD, 9)
            draw_line(sheet, right, top, plain(briefing.running[1], 50), BODY, 9, anchor="end")
            sheet.line(MARGIN, top - 6, right, top - 6)
        foot = 10.5 * _MM
        draw_line(sheet, MARGIN, foot, plain(briefing.foot, 95), BODY, 9)
        draw_line(sheet, right, foot, f"Page {page} of {total}", BODY, 9, anchor="end")


def _watermark(sheet: TaggedCanvas, mark: str) -> None:
    """A word across the page, so pale that the text over it keeps its contrast."""
    size = min(150.0, 0.75 * SHEET[1] / width_of(mark, BOLD, 1))
    with sheet.furniture():
        sheet.saveState()
        sheet.translate(SHEET[0] / 2, SHEET[1] / 2)
        sheet.rotate(55)
        sheet.setFillColor(colour(palette.WATERMARK))
        draw_line(sheet, -width_of(mark, BOLD, size) / 2, -size / 3, mark, BOLD, size)
        sheet.restoreState()


def draw_line(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, anchor: str = "start") -> None:
    """One line of text in the faces that have it, from `x` or ending there (`anchor` "end")."""
    runs = list(font_runs(text, font))
    if anchor == "end":
        x -= sum(width_in(run, face) * size for face, run in runs)
    for face, run in runs:
        canvas.setFont(face, size)
        canvas.drawString(x, y, shaped(run, face) if face in SHAPED else run)
        x += width_in(run, face) * size
