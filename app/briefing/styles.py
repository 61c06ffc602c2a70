"""How text and tables look on paper: sizes in points on a sheet of A4."""

from __future__ import annotations

from functools import cache
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from . import palette
from .text import BODY, BOLD

SHEET = A4
MARGIN, TOP, BOTTOM = 20 * mm, 22 * mm, 19 * mm
WIDTH, HEIGHT = SHEET[0] - 2 * MARGIN, SHEET[1] - TOP - BOTTOM
ALIGN: dict[str, Literal[0, 1, 2]] = {"left": 0, "centre": 1, "right": 2}


@cache
def styles() -> dict[str, ParagraphStyle]:
    """The paragraph styles by name: the manners of `blocks.Paragraph`, headings, and what tables use."""
    base = ParagraphStyle(
        "body", fontName=BODY, fontSize=11, leading=15.5, textColor=HexColor(palette.INK), spaceAfter=7,
        bulletFontName=BODY, bulletFontSize=11, allowWidows=0, allowOrphans=0, splitLongWords=1, alignment=0,
    )  # fmt: skip

    def style(name: str, font: str, size: float, leading: float, ink: str = palette.INK, **more) -> ParagraphStyle:
        return ParagraphStyle(
            name, parent=base, fontName=font, fontSize=size, leading=leading, textColor=HexColor(ink), **more
        )

    found = [
        base,
        style("lead", BODY, 12.5, 18, spaceAfter=9),
        style("small", BODY, 9, 12.5, palette.MUTED, spaceAfter=5),
        style("caption", BODY, 9.5, 13, palette.MUTED, spaceBefore=2, spaceAfter=8),
        style("label", BOLD, 11, 15.5, spaceBefore=3, spaceAfter=1),
        style("h1", BOLD, 22, 27, palette.ACCENT, spaceBefore=26, spaceAfter=9),
        style("h2", BOLD, 14.5, 19, spaceBefore=13, spaceAfter=4),
        style("h3", BOLD, 12, 16, spaceBefore=9, spaceAfter=3),
        style("list", BODY, 11, 15.5, leftIndent=17, bulletIndent=1, spaceAfter=3.5),
        style("pair", BODY, 11, 15, spaceAfter=0),
        style("cell", BODY, 10, 13.5, spaceAfter=0),
        style("cell small", BODY, 9, 12, palette.MUTED, spaceAfter=0),
        style("head", BOLD, 9.5, 12.5, palette.MUTED, spaceAfter=0),
        style("note", BODY, 11, 15.5, spaceAfter=0),
        style("council", BOLD, 12, 16, palette.MUTED, spaceAfter=14),
        style("title", BOLD, 32, 38, palette.ACCENT, spaceAfter=6),
        style("subtitle", BODY, 17, 23, palette.MUTED, spaceAfter=16),
    ]
    return {each.name: each for each in found}


@cache
def aligned(name: str, align: str) -> ParagraphStyle:
    """A style with its lines at the left, right or centre."""
    return (
        styles()[name]
        if align == "left"
        else ParagraphStyle(f"{name} {align}", parent=styles()[name], alignment=ALIGN[align])
    )
