"""A briefing of plain blocks as a PDF: pages with their running head and foot, outline, and page x of y."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.resources import program_version

from . import blocks as b
from . import palette
from .renderer import Renderer
from .styles import BOTTOM, HEIGHT, MARGIN, SHEET, WIDTH
from .text import BODY, BOLD, SYMBOLS, font_runs, plain, register_fonts

_PASSES = 5


@dataclass(frozen=True)
class Numbers:
    """Where things came to stand: the number of pages, and the page of each heading by its key."""

    total: int = 0
    pages: dict[str, int] = field(default_factory=dict)


class BriefingDocument(BaseDocTemplate):
    """One pass over a briefing; `seen` is what the pass before found."""

    def __init__(self, target: BytesIO, briefing: b.Briefing, seen: Numbers):
        super().__init__(
            target, pagesize=SHEET, title=plain(briefing.title), author=plain(briefing.author),
            subject=plain(briefing.subject), creator=f"Goldthread {program_version()}".strip(), lang="en-GB",
            initialFontName=BODY, initialFontSize=11, displayDocTitle=True,
        )  # fmt: skip
        self.briefing, self.seen = briefing, seen
        self.found: dict[str, int] = {}
        frame = Frame(MARGIN, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0, id="body")
        self.addPageTemplates([PageTemplate("page", [frame], onPage=lambda canvas, _: self.furniture(canvas))])

    def steps(self, story: list[Flowable]) -> Iterator[int]:
        """Lay `story` out and save, telling after each flowable how many are left."""
        self._startBuild(None, Canvas)  # pyright: ignore[reportAttributeAccessIssue]
        self.canv._doctemplate = self  # pyright: ignore[reportAttributeAccessIssue] - where breaks look for their page
        while story:
            self.clean_hanging()
            self.handle_flowable(story)
            yield len(story)
        self._endBuild()  # pyright: ignore[reportAttributeAccessIssue]

    def reached(self, key: str) -> None:
        """A heading is being drawn on this page."""
        self.found.setdefault(key, self.page)

    def furniture(self, canvas: Canvas) -> None:
        """Head and foot of a page: nothing that belongs to the text."""
        page, right = self.page, SHEET[0] - MARGIN
        canvas.saveState()
        canvas.setStrokeColor(HexColor(palette.RULE))
        canvas.setFillColor(HexColor(palette.MUTED))
        canvas.setLineWidth(0.6)
        if page > 1:
            top = SHEET[1] - 14 * 72 / 25.4
            draw_line(canvas, MARGIN, top, plain(self.briefing.running[0], 70), BOLD, 9)
            draw_line(canvas, right, top, plain(self.briefing.running[1], 50), BODY, 9, anchor="end")
            canvas.line(MARGIN, top - 6, right, top - 6)
        foot = 10.5 * 72 / 25.4
        draw_line(canvas, MARGIN, foot, plain(self.briefing.foot, 95), BODY, 9)
        draw_line(canvas, right, foot, f"Page {page} of {self.seen.total or page}", BODY, 9, anchor="end")
        canvas.restoreState()


def draw_line(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, anchor: str = "start") -> None:
    """One line of text in the fonts that have it, from `x` or ending there (`anchor` "end")."""
    runs = [(run, font if known else SYMBOLS) for known, run in font_runs(text)]
    if anchor == "end":
        x -= sum(canvas.stringWidth(run, face, size) for run, face in runs)
    for run, face in runs:
        canvas.setFont(face, size)
        canvas.drawString(x, y, run)
        x += canvas.stringWidth(run, face, size)


def lay_out(briefing: b.Briefing) -> Generator[tuple[int, int, str], None, bytes]:
    """Lay a briefing out, telling how far it is as (done, total, what); the generator's value is the PDF, as bytes.

    The total of pages and the pages of the contents are those of the pass before, so that no page has to be drawn
    again; a briefing takes two passes, more only where the numbers themselves move a line.
    """
    register_fonts()
    headings = b.headings(tuple(block for section in briefing.sections for block in section.blocks))
    seen = Numbers()
    for number in range(_PASSES):
        target = BytesIO()
        document = BriefingDocument(target, briefing, seen)
        renderer = Renderer(headings, seen.pages, document.reached)
        start, story = min(number, 1) * 50, []
        for section in briefing.sections:
            yield start, 100, "Setting the text"
            story += renderer.story(section.blocks)
        whole, done = len(story), 0
        for left in document.steps(story):
            done = max(done, (whole - left) * 100 // whole)
            yield min(start + done // 2, 98), 100, f"Laying out page {document.page}"
        now = Numbers(document.canv.getPageNumber() - 1, document.found)
        if now == seen:
            break
        seen = now
    return target.getvalue()
