"""A risk's score as people see it."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.records import Thresholds
from app.domain.scale import Scale, scale_of
from app.ui.widgets.score import Score, ScoreChip


def scale(**limits: Any) -> Scale:
    return scale_of(Thresholds(id="t", **limits), (), ())


def test_a_score_says_its_band_by_the_plans_own_thresholds() -> None:
    assert str(Score.of(3, 4, scale())) == "12 Medium"
    assert str(Score.of(3, 4, scale(risk_low_to=4, risk_medium_to=10))) == "12 High"
    assert Score.of(None, None, scale()) is None


def test_a_score_outside_the_scale_is_shown_as_it_was_given(qtbot: QtBot) -> None:
    score = Score.of(5, 4, scale(likelihood_levels=4))
    assert str(score) == "5 x 4, outside the scale"
    chip = ScoreChip()
    qtbot.addWidget(chip)
    chip.show_score(score)
    assert chip.accessibleName() == "Score: 5 x 4, outside the scale"
    chip.grab()


def test_the_chip_says_the_score_to_those_who_do_not_see_it(qtbot: QtBot) -> None:
    chip = ScoreChip()
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Score: Not scored"
    chip.show_score(Score(16, "high", illustrative=True))
    assert chip.accessibleName() == "Score: 16 High"
    chip.grab()
