"""Pictures of a paper for what is no PDF: as points (PNG) and as lines (SVG)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.pdfgen.canvas import Canvas

from . import blocks as b
from .chart_part_drawing import draw
from .fonts import BODY, BOLD, register_fonts

_SHARP = 200 / 72  # dots a point: sharp when printed


def drawing_of(figure: b.PictureBlock, width: float) -> Drawing:
    """The picture, `width` points wide."""
    register_fonts()
    return draw(figure.picture, width, figure.height)


def as_png(drawings: Iterable[Drawing]) -> list[bytes]:
    """Each drawing as a picture of points, on white."""
    import pypdfium2

    register_fonts()
    target = BytesIO()
    sheet = Canvas(target, invariant=1, initialFontName=BODY)  # pyright: ignore[reportArgumentType]
    count = 0
    for drawing in drawings:
        sheet.setPageSize((drawing.width, drawing.height))
        renderPDF.draw(drawing, sheet, 0, 0)
        sheet.showPage()
        count += 1
    if not count:
        return []
    sheet.save()
    found: list[bytes] = []
    document = pypdfium2.PdfDocument(target.getvalue())
    for page in document:
        picture = BytesIO()
        points = page.render(scale=_SHARP)  # pyright: ignore[reportArgumentType] - it need not be whole
        points.to_pil().save(picture, "PNG")
        found.append(picture.getvalue())
    document.close()
    return found


def as_svg(drawing: Drawing) -> str:
    """A drawing as an element for a web page, which says nothing itself: its words stand beside it."""
    _as_written(drawing)
    whole = renderSVG.drawToString(drawing)
    inner = re.sub(r"<svg[^>]*>", "", whole[whole.index("<svg") :], count=1)
    inner = re.sub(r"<(title|desc|clipPath)\b.*?</\1>", "", inner, flags=re.DOTALL)
    inner = re.sub(r' id="group"| style="clip-path: url\(#clip\)"| transform=""|(?<=>)\s+(?=<)', "", inner)
    inner = re.sub(r"font-family: ([\w-]+)", _family, inner)
    size = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true" focusable="false">{inner}'


def _as_written(group: Group) -> None:
    """Put what was written in the place of glyphs that stand for it: a browser joins letters itself."""
    for each in group.contents:
        if isinstance(each, Group):
            _as_written(each)
        elif isinstance(each, String):
            each.text = getattr(each.text, "written", each.text)


def _family(found: re.Match[str]) -> str:
    weight = "; font-weight: bold" if found[1] == BOLD else ""
    return f"font-family: Lato, Arial, sans-serif{weight}"
