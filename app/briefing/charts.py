"""Pictures as vector drawings: sparkline, risk matrix, journey; `trend_drawing` draws the trend chart."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import singledispatch
from math import atan2, cos, pi, sin

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

from app.domain.matrix import MatrixPicture, fitting

from . import palette
from .blocks import Journey, Sparkline
from .fonts import BODY, BOLD, SHAPED, shaped, width_in
from .text import font_runs, plain

BANDS = {"low": palette.LOW, "medium": palette.MEDIUM, "high": palette.HIGH}


@singledispatch
def draw(picture, width: float, height: float = 0) -> Drawing:
    """The drawing of a picture's description, `width` points wide; `height` 0 takes the picture's own."""
    raise TypeError(f"There is no way to draw {picture!r}.")


def label(
    to: Drawing | Group, x: float, y: float, text: str, size: float = 9, ink: str = palette.INK, font: str = BODY,
    anchor: str = "start", limit: float = 0,
) -> None:  # fmt: skip
    """One line of text, its parts in the fonts that have them; shortened with an ellipsis to `limit` points."""
    text = plain(text)
    if limit and width_of(text, font, size) > limit:
        fits = bisect_right(range(len(text)), limit, key=lambda n: width_of(text[:n] + "…", font, size)) - 1
        text = text[: max(0, fits)].rstrip() + "…"
    whole = width_of(text, font, size)
    x -= {"start": 0, "middle": whole / 2, "end": whole}[anchor]
    for face, run in font_runs(text, font):
        said = shaped(run, face) if face in SHAPED else run
        to.add(String(x, y, said, fontName=face, fontSize=size, fillColor=HexColor(ink)))
        x += width_in(run, face) * size


def _area(x: float, y: float, width: float, height: float, corner: float, ink: str) -> Rect:
    """A filled area with rounded corners and no outline."""
    area = Rect(x, y, width, height, rx=corner, ry=corner)
    area.fillColor, area.strokeColor = HexColor(ink), None
    return area


def width_of(text: str, font: str, size: float) -> float:
    """How wide a line is, in points."""
    return sum(width_in(run, face) for face, run in font_runs(text, font)) * size


def wrapped(text: str, limit: float, font: str, size: float, most: int = 2) -> list[str]:
    """A text in at most `most` lines no wider than `limit` points; the last may still be too long."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and (width_of(longer, font, size) <= limit or len(found) == most):
            found[-1] = longer
        else:
            found.append(word)
    return found


@draw.register
def _(picture: Sparkline, width: float, height: float = 0) -> Drawing:
    height = height or 22
    drawing = Drawing(width, height)
    runs = [[(when, value) for when, value in run if math.isfinite(value)] for run in picture.runs]
    values = [value for run in runs for value in run]
    if not values:
        return drawing
    heights = [value for _, value in values] + ([picture.target] if picture.target is not None else [])
    low, high = min(heights), max(heights)
    first, last = values[0][0], values[-1][0]
    room = height - 8

    def place(when: float, value: float) -> tuple[float, float]:
        x = 6 + (width - 12) * ((when - first) / (last - first) if last > first else 0.5)
        return x, 4 + (room * (value - low) / (high - low) if high > low else room / 2)

    if picture.target is not None:
        at = place(first, picture.target)[1]
        drawing.add(
            Line(2, at, width - 2, at, strokeColor=HexColor(palette.MUTED), strokeWidth=0.8, strokeDashArray=[3, 2])
        )
    joined = [[place(*value) for value in run] for run in runs if run]
    for run in joined:
        if len(run) > 1:
            path = [coordinate for point in run for coordinate in point]
            drawing.add(PolyLine(path, strokeColor=HexColor(palette.ACCENT), strokeWidth=1.4, strokeLineJoin=1))
    for run in joined:
        for px, py in run:
            latest = (px, py) == joined[-1][-1]
            if latest or len(values) <= 6 or len(run) == 1:
                radius = 2.6 if latest else 1.8
                drawing.add(Circle(px, py, radius, fillColor=HexColor(palette.ACCENT),
                                   strokeColor=HexColor(palette.PAPER), strokeWidth=0.6))  # fmt: skip
    return drawing


@draw.register
def _(picture: MatrixPicture, width: float, height: float = 0) -> Drawing:
    left, below, above, gap = 92.0, 34.0, 16.0, 2.5
    scale = picture.scale
    wide = (width - left) / len(scale.impact)
    high = ((height or 285) - below - above) / len(scale.likelihood)
    drawing = Drawing(width, below + high * len(scale.likelihood) + above)
    for row, likelihood in enumerate(scale.likelihood.values()):
        y = below + row * high
        label(drawing, left - 10, y + high / 2 - 1, likelihood, 9.5, font=BOLD, anchor="end", limit=left - 12)
        label(drawing, left - 10, y + high / 2 - 12, str(row + 1), 9, palette.MUTED, anchor="end")
    for (likelihood, impact), place in picture.places.items():
        x, y = left + (impact - 1) * wide, below + (likelihood - 1) * high
        drawing.add(_area(x, y, wide - gap, high - gap, 3, BANDS[place.band]))
        label(drawing, x + wide - gap - 5, y + high - gap - 11, str(place.score), 9, palette.MUTED, anchor="end")
        label(drawing, x + wide - gap - 5, y + 4, place.letter, 9, palette.MUTED, font=BOLD, anchor="end")
        if place.names:
            label(drawing, x + 7, y + high - gap - 19, str(len(place.names)), 15, font=BOLD)
            lines = fitting(place.names, _width, wide - gap - 12, max(1, int((high - 24) // 10.5)))
            for n, line in enumerate(lines):
                label(drawing, x + 7, y + high - gap - 30 - n * 10.5, line, 9, limit=wide - gap - 10)
    for arrow in picture.arrows:
        start, end = (
            (left + (impact - 0.5) * wide - gap / 2, below + (likelihood - 0.5) * high - gap / 2)
            for likelihood, impact in (arrow.start, arrow.end)
        )
        _draw_arrow(drawing, start, end, len(arrow.names))
    for column, impact in enumerate(scale.impact.values()):
        x = left + (column + 0.5) * wide - gap / 2
        label(drawing, x, below - 13, impact, 9.5, font=BOLD, anchor="middle", limit=wide)
        label(drawing, x, below - 24, str(column + 1), 9, palette.MUTED, anchor="middle")
    label(drawing, left - 10, below - 13, "Impact", 9, palette.MUTED, anchor="end")
    label(drawing, left - 10, drawing.height - 10, "Likelihood", 9, palette.MUTED, anchor="end")
    return drawing


def _width(text: str) -> float:
    return width_of(text, BODY, 9)


def _draw_arrow(drawing: Drawing, start: tuple[float, float], end: tuple[float, float], moved: int) -> None:
    """A line from beside the middle of one place to beside that of another, the thicker the more moved."""
    way, apart, tip = atan2(end[1] - start[1], end[0] - start[0]), 10.0, 6.0
    start = start[0] + apart * cos(way), start[1] + apart * sin(way)
    end = end[0] - apart * cos(way), end[1] - apart * sin(way)
    ink = HexColor(palette.INK)
    drawing.add(Line(*start, *end, strokeColor=ink, strokeWidth=min(2.4, 0.8 + 0.3 * moved)))
    wings = [(end[0] + tip * cos(way + a), end[1] + tip * sin(way + a)) for a in (pi - 0.45, pi + 0.45)]
    drawing.add(Polygon([*end, *wings[0], *wings[1]], fillColor=ink, strokeColor=None))


@draw.register
def _(picture: Journey, width: float, height: float = 0) -> Drawing:
    drawing = Drawing(width, height or 58)
    top, thick = drawing.height - 22, 9.0
    for leg in picture.legs:
        x, end = leg.start * width, leg.end * width
        wide = max(2.0, end - x - 2)
        past = min(max(picture.here - leg.start, 0) / max(leg.end - leg.start, 1e-9), 1)
        drawing.add(_area(x, top, wide, thick, 2, palette.RULE))
        if past > 0:
            ink = palette.ACCENT if past < 1 else palette.ACCENT_PAST
            drawing.add(_area(x, top, wide * past, thick, 2, ink))
        here = leg.start <= picture.here < leg.end
        for n, line in enumerate(wrapped(leg.title, wide - 6, BOLD if here else BODY, 9)):
            label(drawing, x, top - 13 - 11 * n, line, 9, font=BOLD if here else BODY, limit=wide - 4)
        lines = len(wrapped(leg.title, wide - 6, BOLD if here else BODY, 9))
        label(drawing, x, top - 13 - 11 * lines, leg.dates, 9, palette.MUTED, limit=wide - 4)
    x = min(max(picture.here, 0), 1) * width
    drawing.add(Line(x, top - 3, x, top + thick + 4, strokeColor=HexColor(palette.INK), strokeWidth=1.6))
    drawing.add(Polygon([x - 3.5, top + thick + 8, x + 3.5, top + thick + 8, x, top + thick + 3],
                        fillColor=HexColor(palette.INK), strokeColor=None))  # fmt: skip
    after = x + width_of(picture.here_label, BODY, 9) + 8 < width
    label(drawing, x + (7 if after else -7), top + thick + 4, picture.here_label, 9,
          anchor="start" if after else "end")  # fmt: skip
    return drawing
