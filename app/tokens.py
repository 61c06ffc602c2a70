"""The colours and the grid that screen, stylesheet and paper share. Paper is the light look on white.

Each is said here and nowhere else: `tests/app/test_tokens.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from app.domain.frozen import Frozen

GRID = 8
"""Pixels of a step of the grid on screen."""


class Colours(Frozen):
    """The colours of one appearance, as "#RRGGBB".

    Attributes:
        window, text, quiet: what people read on; what they read; what they read second.
        rail, raised: behind the rail; behind table headers, hovered rows and the like.
        line, border: between things; around what can be typed into or pressed (3:1 on the window).
        accent, on_accent: the one accent; text on it.
        selected, on_selected: behind what is chosen; text on it.
        focus: around what the keyboard is in.
        wrong, wrong_back, note_back: text that says what is wrong; behind it; behind any other message.
        low, medium, high: bands of the risk matrix, behind `text`.
        past: of the journey, what lies behind.
    """

    window: str
    text: str
    quiet: str
    rail: str
    raised: str
    line: str
    border: str
    accent: str
    on_accent: str
    selected: str
    on_selected: str
    focus: str
    wrong: str
    wrong_back: str
    note_back: str
    low: str
    medium: str
    high: str
    past: str


LIGHT = Colours(
    window="#FFFFFF", text="#15191E", quiet="#505A66", rail="#F4F6F8", raised="#F4F6F8", line="#DDE2E7",
    border="#87919B", accent="#1D4E89", on_accent="#FFFFFF", selected="#E2EDF8", on_selected="#123A69",
    focus="#1F6FB2", wrong="#A3211A", wrong_back="#FBEAE8", note_back="#EAF1F9", low="#CFE2D7",
    medium="#FFE6B0", high="#EDC9C6", past="#9DB0C8",
)  # fmt: skip
DARK = Colours(
    window="#1E1E1E", text="#F1F3F5", quiet="#A9B4BF", rail="#25292E", raised="#282C31", line="#3B4147",
    border="#79838D", accent="#7FB2E5", on_accent="#10151A", selected="#2B3B4B", on_selected="#CFE5FB",
    focus="#6CB6FF", wrong="#FFA59C", wrong_back="#40282A", note_back="#26323E", low="#2B4637",
    medium="#5F4C20", high="#633A38", past="#4F6683",
)  # fmt: skip


class StatusLook(NamedTuple):
    """How a status is shown.

    Attributes:
        word: what people read.
        shape: a name that `widgets.shapes` draws.
        fill, text: of its badge.
        outline: around its badge, where the fill alone is too pale for the window.
    """

    word: str
    shape: str
    fill: str
    text: str
    outline: str = ""

    @property
    def mark(self) -> str:
        """The colour of the shape alone on the window."""
        return self.outline or self.fill


STATUSES = {
    "complete": (
        StatusLook("Complete", "tick", "#1D4E89", "#FFFFFF"),
        StatusLook("Complete", "tick", "#7FB2E5", "#10151A"),
    ),
    "green": (
        StatusLook("On track", "circle", "#1E7145", "#FFFFFF"),
        StatusLook("On track", "circle", "#5CC98B", "#0B1A11"),
    ),
    "amber": (
        StatusLook("At risk", "triangle", "#FFB000", "#1A1A1A", "#8A5A00"),
        StatusLook("At risk", "triangle", "#FFC233", "#1A1400"),
    ),
    "red": (
        StatusLook("Off track", "diamond", "#B3261E", "#FFFFFF"),
        StatusLook("Off track", "diamond", "#FF8A80", "#2A0705"),
    ),
    "not rated": (
        StatusLook("Not rated", "ring", "#5F6B76", "#FFFFFF"),
        StatusLook("Not rated", "ring", "#A9B4BF", "#12161A"),
    ),
    "ended": (
        StatusLook("Ended", "bar", "#5F6B76", "#FFFFFF"),
        StatusLook("Ended", "bar", "#A9B4BF", "#12161A"),
    ),
}


class ChartColours(Frozen):
    """Colours of points by what they mean, and of a chart's lines."""

    improvement: str
    concern: str
    neutral: str
    common: str
    target: str
    planned: str
    limits: str
    grid: str


CHARTS = (
    ChartColours(
        improvement="#1F6FB2", concern="#C2410C", neutral="#7A3E9D", common="#6B7680",
        target="#1D4E89", planned="#1D4E89", limits="#6B7680", grid="#E4E8EC",
    ),
    ChartColours(
        improvement="#6CB6FF", concern="#FF9A57", neutral="#C79BEA", common="#A9B4BF",
        target="#7FB2E5", planned="#7FB2E5", limits="#A9B4BF", grid="#33393F",
    ),
)  # fmt: skip
