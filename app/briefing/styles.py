"""How text and tables look on paper: sizes in points on a sheet of A4. Nothing is smaller than 9 points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from . import palette
from .fonts import BODY, BOLD

SHEET = A4
MARGIN, TOP, BOTTOM = 20 * mm, 22 * mm, 19 * mm
WIDTH, HEIGHT = SHEET[0] - 2 * MARGIN, SHEET[1] - TOP - BOTTOM
SMALLEST = 9.0
Side = Literal["left", "right", "centre"]


@dataclass(frozen=True)
class TextStyle:
    """How a paragraph is set: its face, sizes and room in points, colour, indent of all lines, and side."""

    face: str
    size: float
    leading: float
    ink: str = palette.INK
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    side: Side = "left"


STYLES: dict[str, TextStyle] = {
    "body": TextStyle(BODY, 12, 16.5, after=7),
    "lead": TextStyle(BODY, 13, 18, after=9),
    "small": TextStyle(BODY, 10, 13.5, palette.MUTED, after=5),
    "caption": TextStyle(BODY, 10, 13.5, palette.MUTED, before=2, after=8),
    "label": TextStyle(BOLD, 12, 16.5, before=3, after=1),
    "h1": TextStyle(BOLD, 22, 27, palette.ACCENT, before=26, after=9),
    "h2": TextStyle(BOLD, 15, 19.5, before=13, after=4),
    "h3": TextStyle(BOLD, 13, 17, before=9, after=3),
    "list": TextStyle(BODY, 12, 16.5, indent=18, after=3.5),
    "pair": TextStyle(BODY, 12, 16),
    "cell": TextStyle(BODY, 11, 14.5),
    "cell small": TextStyle(BODY, 10, 13, palette.MUTED),
    "head": TextStyle(BOLD, 11, 14, palette.MUTED),
    "note": TextStyle(BODY, 12, 16.5),
    "council": TextStyle(BOLD, 12, 16, palette.MUTED, after=14),
    "title": TextStyle(BOLD, 32, 38, palette.ACCENT, after=6),
    "subtitle": TextStyle(BODY, 17, 23, palette.MUTED, after=16),
}
"""The manners of `blocks.Paragraph`, headings, and what tables use."""


@cache
def aligned(name: str, side: Side) -> TextStyle:
    """A style with its lines at the left, right or centre."""
    return STYLES[name] if side == "left" else replace(STYLES[name], side=side)


@cache
def colour(ink: str) -> Color:
    """A colour of `palette` as reportlab has it."""
    return HexColor(ink)
