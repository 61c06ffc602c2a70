"""The risk matrix with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.domain.records import Risk, Thresholds
from app.ui import look
from app.ui.widgets.risk_matrix import RiskMatrix
from tests.app.domain.plans import plan_of

Key = Qt.Key
PLACES = {"R-1": (4, 4), "R-2": (4, 4), "R-3": (4, 4), "R-4": (3, 4)}
RISKS = [Risk(id=ref, ref=ref, title=ref, likelihood=at[0], impact=at[1]) for ref, at in PLACES.items()]
AIMED = Risk(id="R-4", ref="R-4", title="R-4", likelihood=3, impact=4, target_likelihood=2, target_impact=3)


@pytest.fixture
def matrix(qtbot: QtBot) -> RiskMatrix:
    made = RiskMatrix()
    qtbot.addWidget(made)
    made.show_plan(plan_of(*RISKS[:3], AIMED))
    made.resize(520, 260)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_click_chooses_a_cell_and_another_gives_it_up(qtbot: QtBot, matrix: RiskMatrix):
    place = matrix.cell_box((4, 4)).center().toPoint()
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [(4, 4)]
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [None]
    assert matrix.chosen is None


def test_arrow_keys_move_as_the_eye_does_and_stop_at_the_edges(qtbot: QtBot, matrix: RiskMatrix):
    assert matrix.at == (3, 3)
    for key in (Key.Key_Up, Key.Key_Right):
        qtbot.keyClick(matrix, key)
    assert matrix.at == (4, 4)
    for _ in range(9):
        qtbot.keyClick(matrix, Key.Key_Up)
        qtbot.keyClick(matrix, Key.Key_Left)
    assert matrix.at == (5, 1)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_keys_choose_and_escape_gives_up(qtbot: QtBot, matrix: RiskMatrix, key: Key):
    qtbot.keyClick(matrix, Key.Key_Right)
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.keyClick(matrix, key)
    assert chosen.args == [(3, 4)]
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.keyClick(matrix, Key.Key_Escape)
    assert chosen.args == [None]


def test_escape_without_a_choice_is_left_to_the_window(qtbot: QtBot, matrix: RiskMatrix):
    with qtbot.assertNotEmitted(matrix.cell_chosen):
        qtbot.keyClick(matrix, Key.Key_Escape)


def test_it_is_read_aloud_cell_by_cell(qtbot: QtBot, matrix: RiskMatrix):
    assert matrix.accessibleName() == "Risk matrix, 4 risks"
    for key in (Key.Key_Up, Key.Key_Right):
        qtbot.keyClick(matrix, key)
    assert matrix.accessibleDescription() == "Likely, major: 3 risks (R-1, R-2, R-3), score 16, high"
    assert matrix.cell_text((3, 4)) == "Possible, major: 1 risk (R-4), score 12, medium"
    assert matrix.cell_text((2, 3)) == "Unlikely, moderate: no risks, score 6, low, a target"


def test_marking_a_cell_from_outside_tells_nobody(qtbot: QtBot, matrix: RiskMatrix):
    with qtbot.assertNotEmitted(matrix.cell_chosen):
        matrix.choose((4, 4))
    assert matrix.chosen == (4, 4)
    assert "Chosen: Likely, major" in matrix.accessibleDescription()


def test_cells_have_the_colour_of_their_band_by_the_plans_thresholds(qtbot: QtBot, matrix: RiskMatrix):
    def colour(cell: tuple[int, int]) -> QColor:
        place = matrix.cell_box(cell).topLeft().toPoint()
        return matrix.grab().toImage().pixelColor(place.x() + 8, place.y() + 8)

    c = look.colours()
    assert colour((1, 1)) == QColor(c.low)
    assert colour((2, 5)) == QColor(c.medium)
    assert colour((5, 5)) == QColor(c.high)
    strict = Thresholds(id="", risk_low_to=1, risk_medium_to=4)
    matrix.show_plan(plan_of(*RISKS, strict))
    assert colour((2, 5)) == QColor(c.high)


def test_every_cell_has_its_own_place(matrix: RiskMatrix):
    boxes = [matrix.cell_box((likelihood, impact)) for likelihood in range(1, 6) for impact in range(1, 6)]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert all(matrix.rect().contains(box.toRect()) for box in boxes)
    assert matrix.cell_box((5, 1)).top() < matrix.cell_box((1, 1)).top()
    assert matrix.cell_box((1, 5)).left() > matrix.cell_box((1, 1)).left()


def test_it_shows_other_scores_and_says_what_it_leaves_out(matrix: RiskMatrix):
    inherent = Risk(id="i", ref="R-9", title="R-9", inherent_likelihood=5, inherent_impact=5)
    matrix.show_plan(plan_of(*RISKS, inherent), of="inherent")
    assert matrix.accessibleName() == "Risk matrix of inherent scores, 1 risk; 4 risks not scored"
    assert matrix.cell_text((5, 5)) == "Almost certain, severe: 1 risk (R-9), score 25, high"


def test_arrows_lead_from_where_risks_lay_at_the_last_meeting(matrix: RiskMatrix):
    before = plan_of(RISKS[0], RISKS[3])
    now = plan_of(Risk(id="R-1", ref="R-1", title="R-1", likelihood=2, impact=4), RISKS[3])
    matrix.show_plan(now, before)
    assert [(arrow.start, arrow.end, arrow.names) for arrow in matrix.picture.arrows] == [((4, 4), (2, 4), ("R-1",))]
    assert matrix.cell_text((2, 4)).endswith("medium; moved here R-1")
    assert matrix.cell_text((4, 4)).endswith("high; moved away R-1")
    assert "1 risk moved" in matrix.accessibleName()
    matrix.grab()


def test_references_stand_in_the_cells_in_place_of_counts(matrix: RiskMatrix):
    matrix.show_plan(plan_of(*RISKS), named=True)
    box = matrix.cell_box((4, 4))
    assert matrix.cell_words((4, 4), box).startswith("R-1,")
    matrix.show_plan(plan_of(*RISKS))
    assert matrix.cell_words((4, 4), box) == "3"


@pytest.mark.parametrize(("up", "across"), [(3, 3), (6, 6), (4, 5)])
def test_every_size_has_its_cells_and_each_band_its_letter(matrix: RiskMatrix, up: int, across: int):
    matrix.show_plan(plan_of(*RISKS, Thresholds(id="t", likelihood_levels=up, impact_levels=across)))
    assert (len(matrix.rows), len(matrix.rows[0])) == (up, across)
    places = matrix.picture.places.values()
    assert {place.band: place.letter for place in places} == {"low": "L", "medium": "M", "high": "H"} or up == 3
    boxes = [matrix.cell_box(cell) for cells in matrix.rows for cell in cells]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert ("outside the scale: R-1, R-2, R-3" in matrix.accessibleName()) == (up == 3)
    matrix.grab()
