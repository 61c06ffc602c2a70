"""The colours and signs of printed papers: those of the light look, shapes and words beside every colour."""

from __future__ import annotations

from dataclasses import dataclass

INK, MUTED, FAINT = "#1A2026", "#55606B", "#8A949E"
RULE, TINT, PAPER = "#D5DAE0", "#F3F5F8", "#FFFFFF"
ACCENT, ACCENT_TINT = "#1D4E89", "#E8EFF8"
IMPROVEMENT, CONCERN, NEUTRAL, COMMON = "#1F6FB2", "#C2410C", "#7A3E9D", "#6B7680"
LOW, MEDIUM, HIGH = "#CFE3D6", "#FFE3A3", "#F6D2CE"


@dataclass(frozen=True)
class Sign:
    """How a state is shown: a shape (a character of DejaVu Sans), the colours of its badge, and on paper.

    Attributes:
        fill, text, outline: the badge.
        ink: the shape beside a word on white paper.
    """

    shape: str
    fill: str
    text: str
    outline: str
    ink: str


SIGNS: dict[str, Sign] = {
    "complete": Sign("✔", "#1D4E89", "#FFFFFF", "#1D4E89", "#1D4E89"),
    "green": Sign("●", "#1E7145", "#FFFFFF", "#1E7145", "#1E7145"),
    "amber": Sign("▲", "#FFB000", "#1A1A1A", "#8A5A00", "#8A5A00"),
    "red": Sign("◆", "#B3261E", "#FFFFFF", "#B3261E", "#B3261E"),
    "not rated": Sign("○", "#5F6B76", "#FFFFFF", "#5F6B76", "#5F6B76"),
    "better": Sign("↗", "#FFFFFF", IMPROVEMENT, IMPROVEMENT, IMPROVEMENT),
    "same": Sign("→", "#FFFFFF", MUTED, MUTED, MUTED),
    "worse": Sign("↘", "#FFFFFF", CONCERN, CONCERN, CONCERN),
    "ended": Sign("▬", "#5F6B76", "#FFFFFF", "#5F6B76", "#5F6B76"),
    "no real change": Sign("∼", "#FFFFFF", MUTED, MUTED, MUTED),
    "less known": Sign("◌", "#FFFFFF", MUTED, MUTED, MUTED),
    "measured differently": Sign("≠", "#FFFFFF", MUTED, MUTED, MUTED),
    "new": Sign("✶", "#FFFFFF", MUTED, MUTED, MUTED),
}
