"""The colours and signs of printed papers: those of the light look, shapes and words beside every colour."""

from __future__ import annotations

from dataclasses import dataclass

from app.tokens import CHARTS, LIGHT, STATUSES

INK, MUTED, FAINT = LIGHT.text, LIGHT.quiet, LIGHT.border
RULE, PAPER = LIGHT.line, LIGHT.window
WATERMARK = LIGHT.raised
ACCENT, ACCENT_TINT, ACCENT_PAST = LIGHT.accent, LIGHT.note_back, LIGHT.past
LOW, MEDIUM, HIGH = LIGHT.low, LIGHT.medium, LIGHT.high
_CHART = CHARTS[0]
IMPROVEMENT, CONCERN, NEUTRAL, COMMON, GRIDLINE = (
    _CHART.improvement, _CHART.concern, _CHART.neutral, _CHART.common, _CHART.grid,
)  # fmt: skip


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


_SHAPES = {"complete": "✔", "green": "●", "amber": "▲", "red": "◆", "not rated": "○", "ended": "▬"}
_DIRECTIONS = {
    "better": ("↗", IMPROVEMENT), "same": ("→", MUTED), "worse": ("↘", CONCERN), "no real change": ("∼", MUTED),
    "less known": ("◌", MUTED), "measured differently": ("≠", MUTED), "new": ("✶", MUTED),
}  # fmt: skip
_ASSURANCE = {"meets": ("✓", IMPROVEMENT), "misses": ("✗", CONCERN), "hit or miss": ("⁇", MUTED)}

SIGNS: dict[str, Sign] = {
    **{
        name: Sign(_SHAPES[name], light.fill, light.text, light.mark, light.mark)
        for name, (light, _dark) in STATUSES.items()
    },
    **{name: Sign(shape, PAPER, ink, ink, ink) for name, (shape, ink) in (_DIRECTIONS | _ASSURANCE).items()},
}
