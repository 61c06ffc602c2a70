"""Statuses on paper are legible."""

from __future__ import annotations

import pytest

from app.briefing import palette
from app.domain.rating import Direction, Status


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("state", [*Status, *Direction])
def test_every_state_has_a_legible_sign(state: str):
    sign = palette.SIGNS[state]
    assert contrast(sign.text, sign.fill) >= 4.5
    assert contrast(sign.outline, palette.PAPER) >= 3
    assert contrast(sign.ink, palette.PAPER) >= 4.5


def test_no_two_statuses_share_a_shape():
    shapes = [palette.SIGNS[status].shape for status in Status]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("ink", [palette.INK, palette.MUTED, palette.ACCENT])
def test_text_is_legible_on_paper_and_on_tints(ink: str):
    for ground in (palette.PAPER, palette.TINT, palette.ACCENT_TINT):
        assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("band", [palette.LOW, palette.MEDIUM, palette.HIGH])
def test_text_is_legible_in_the_risk_matrix(band: str):
    assert contrast(palette.INK, band) >= 4.5
    assert contrast(palette.MUTED, band) >= 4.5
