"""A risk's score as people see it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.domain.records import Thresholds
from app.ui.widgets.score import Score, ScoreChip


def test_a_score_says_its_band_by_the_plans_own_thresholds() -> None:
    assert str(Score.of(3, 4, Thresholds(id="t"))) == "12 Medium"
    assert str(Score.of(3, 4, Thresholds(id="t", risk_low_to=4, risk_medium_to=10))) == "12 High"
    assert Score.of(None, None, Thresholds(id="t")) is None


def test_the_chip_says_the_score_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    chip = ScoreChip()
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Score: Not scored"
    chip.show_score(Score(16, "high", illustrative=True))
    assert chip.accessibleName() == "Score: 16 High"
    chip.grab()
