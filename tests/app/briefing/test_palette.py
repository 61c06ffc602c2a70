"""Statuses on paper are legible."""

from __future__ import annotations

import pytest

from app.briefing import palette
from app.domain.rating import Direction, Status
from tests.contrast import contrast


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
def test_text_is_legible_on_paper_and_on_its_tint(ink: str):
    for ground in (palette.PAPER, palette.ACCENT_TINT):
        assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("band", [palette.LOW, palette.MEDIUM, palette.HIGH])
def test_text_is_legible_in_the_risk_matrix(band: str):
    assert contrast(palette.INK, band) >= 4.5
    assert contrast(palette.MUTED, band) >= 4.5
