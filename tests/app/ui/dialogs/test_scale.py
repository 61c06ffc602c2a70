"""The scale of the risks is set by keys and mouse, and says what moves before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.domain.risk import score_of
from app.ui.dialogs.scale import AS_IT_IS, NOTHING, ScaleDialog
from app.workspace import Person, Workspace

Key = Qt.Key


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann", "Officer"), tmp_path / "backups", "Plan",
        today=lambda: date(2018, 1, 31),
    )  # fmt: skip
    for ref, likelihood, impact in (("R-01", 5, 4), ("R-02", 1, 5), ("R-03", 2, 2)):
        made.save(made.draft(Risk, ref=ref, title=ref, likelihood=likelihood, impact=impact), label="Add")
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> ScaleDialog:
    def attempt(act: Callable[[], object], _done: str = "") -> bool:
        act()
        return True

    made = ScaleDialog(workspace, attempt)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.grid.setFocus()
    qtbot.waitUntil(made.grid.hasFocus)
    return made


def test_it_begins_as_the_plan_has_it_and_saves_nothing(dialog: ScaleDialog):
    assert dialog.said.text() == AS_IT_IS
    assert not dialog.save.isEnabled()


def test_a_place_is_put_into_a_band_by_keys_and_said_aloud(qtbot: QtBot, dialog: ScaleDialog, workspace: Workspace):
    for _ in range(4):
        qtbot.keyClick(dialog.grid, Key.Key_Right)
    assert dialog.grid.accessibleDescription() == "Rare, severe: score 5, medium"
    qtbot.keyClick(dialog.grid, Key.Key_H)
    assert dialog.grid.accessibleDescription() == "Rare, severe: score 5, high, as the board says"
    assert dialog.band.currentText() == "High"
    assert "1 risk goes from medium to high: R-02" in dialog.said.text()
    qtbot.keyClick(dialog.grid, Key.Key_Backspace)
    assert dialog.said.text() == AS_IT_IS
    qtbot.keyClick(dialog.grid, Key.Key_H)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert workspace.plan.scale.bands[1, 5] == "high"
    assert workspace.undo_label == "Set the risk scale"


def test_figures_give_a_place_a_score_of_its_own(qtbot: QtBot, dialog: ScaleDialog, workspace: Workspace):
    dialog.rule.setCurrentIndex(dialog.rule.findData("matrix"))
    qtbot.keyClick(dialog.grid, Key.Key_Up)
    qtbot.keyClick(dialog.grid, Key.Key_Right)
    qtbot.keyClicks(dialog.grid, "13")
    assert dialog.figure.text() == "13"
    assert "1 risk goes from low to high: R-03" in dialog.said.text()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    (risk,) = (each for each in workspace.all(Risk) if each.ref == "R-03")
    assert score_of(workspace.plan, risk) == 13


def test_fewer_levels_say_what_they_do_not_hold(qtbot: QtBot, dialog: ScaleDialog, workspace: Workspace):
    dialog.levels["likelihood"].setCurrentIndex(dialog.levels["likelihood"].findData(4))
    assert not dialog.words["likelihood", 5].isVisible()
    assert "R-01 5 x 4" in dialog.said.text()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert {each.likelihood for each in workspace.all(Risk)} == {5, 1, 2}, "no score is lost"


def test_words_and_meanings_move_nothing_and_are_kept(qtbot: QtBot, dialog: ScaleDialog, workspace: Workspace):
    qtbot.keyClicks(dialog.words["likelihood", 4], "Probable")
    qtbot.keyClicks(dialog.meanings["likelihood", 4], "Once a year")
    assert dialog.said.text() == NOTHING
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert workspace.plan.scale.likelihood[4] == "Probable"
    assert workspace.plan.scale.meanings["likelihood", 4] == "Once a year"


def test_limits_that_contradict_each_other_are_refused(dialog: ScaleDialog):
    dialog.limits["risk_low_to"].set_text("20")
    assert dialog.said.text() == "Medium must end above low."
    assert not dialog.save.isEnabled()


def test_who_only_reads_sees_it_and_sets_nothing(qtbot: QtBot, workspace: Workspace, tmp_path: Path):
    reader = Workspace.open(workspace.path, Person("Cleo", "Chair"), tmp_path / "b")
    dialog = ScaleDialog(reader, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.grid.setFocus()
    qtbot.keyClick(dialog.grid, Key.Key_H)
    assert dialog.save.isHidden()
    assert dialog.draft.records(reader.plan) == []
    reader.close()
