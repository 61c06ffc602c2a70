"""The dialog of an indicator: what it asks for, and what it says of how readings will be judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.domain.records import BETTER, Indicator, Programme
from app.domain.schedule import PartialDate
from app.ui import look
from app.ui.dialogs.indicator import ASKED, IndicatorDialog, minimum_words
from app.workspace import Person, Workspace
from tests.app.ui.hands import press, type_into

Key = Qt.Key


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann", ""), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, workspace: Workspace) -> IndicatorDialog:
    """A new indicator."""
    look.apply(qapp, look.Appearance.LIGHT)
    made = IndicatorDialog(workspace, workspace.draft(Indicator, title=""), "New indicator", "Add")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(qtbot: QtBot, dialog: IndicatorDialog, name: str, word: str) -> None:
    """Choose a word by keyboard."""
    box = dialog.form.fields[name].control
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Home)
    for _ in range(box.findText(word)):
        qtbot.keyClick(box, Key.Key_Down)
    assert box.currentText() == word


def test_nobody_has_said_which_way_is_better_until_somebody_does(qtbot: QtBot, dialog: IndicatorDialog) -> None:
    box = dialog.form.fields["better"].control
    assert isinstance(box, QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == list(BETTER.values())
    assert box.currentText() == "Nobody has said"


def test_a_target_without_a_direction_is_asked_about_and_not_refused(
    qtbot: QtBot, dialog: IndicatorDialog, workspace: Workspace
) -> None:
    fields = dialog.form.fields
    type_into(qtbot, fields["title"].control, "Oversight")
    assert fields["better"].hint.text() != ASKED
    type_into(qtbot, fields["target"].control, "95")
    assert fields["better"].hint.text() == ASKED
    choose(qtbot, dialog, "better", "Higher is better")
    assert fields["better"].hint.text() == ""
    choose(qtbot, dialog, "better", "Nobody has said")
    press(qtbot, dialog.save_button)
    (made,) = workspace.all(Indicator)
    assert (made.target, made.better) == (Decimal(95), "unknown")


def test_a_band_has_two_ends_and_only_then_is_the_upper_one_asked_for(qtbot: QtBot, dialog: IndicatorDialog) -> None:
    fields = dialog.form.fields
    type_into(qtbot, fields["title"].control, "Agency staff")
    assert not fields["target_high"].isVisible()
    choose(qtbot, dialog, "better", "Within a band is better")
    assert fields["target_high"].isVisible()
    assert fields["target"].name.text() == "Lower end of the band, %"
    type_into(qtbot, fields["target"].control, "60")
    type_into(qtbot, fields["target_high"].control, "50")
    assert fields["target_high"].hint.text() == "The upper end of the band lies below its lower end."


def test_the_far_end_of_the_tolerance_is_said_in_the_boards_word(qtbot: QtBot, dialog: IndicatorDialog) -> None:
    fields = dialog.form.fields
    type_into(qtbot, fields["title"].control, "Oversight")
    choose(qtbot, dialog, "better", "Higher is better")
    type_into(qtbot, fields["target"].control, "95")
    type_into(qtbot, fields["tolerance"].control, "5")
    assert fields["tolerance"].hint.text() == "Minimum expectation: 90 %. Worse than that is off track."


@pytest.mark.parametrize(
    ("better", "high", "said"),
    [
        ("higher", None, "Minimum expectation: 70. Worse than that is off track."),
        ("lower", None, "Minimum expectation: 90. Worse than that is off track."),
        ("band", Decimal(100), "Minimum expectation: 70 to 110. Worse than that is off track."),
        ("band", None, ""),
        ("unknown", None, ""),
        ("", None, ""),
    ],
)
def test_the_minimum_expectation_lies_on_the_worse_side(better: str, high: Decimal | None, said: str) -> None:
    indicator = Indicator(
        id="i", title="I", unit="", better=better, target=Decimal(80), target_high=high, tolerance=Decimal(10)
    )
    assert minimum_words(indicator) == said


def test_a_dated_target_asks_for_its_start_and_whether_the_line_to_it_is_wanted(
    qtbot: QtBot, dialog: IndicatorDialog, workspace: Workspace
) -> None:
    fields = dialog.form.fields
    assert not fields["baseline"].isVisible()
    type_into(qtbot, fields["title"].control, "Oversight")
    type_into(qtbot, fields["target"].control, "95")
    type_into(qtbot, fields["target_by"].control, "March 2018")
    assert fields["baseline"].isVisible()
    type_into(qtbot, fields["baseline"].control, "June 2017")
    fields["target_now"].control.setFocus()
    qtbot.keyClick(fields["target_now"].control, Key.Key_Space)
    press(qtbot, dialog.save_button)
    (made,) = workspace.all(Indicator)
    assert (made.baseline, made.target_now) == (PartialDate("2017-06"), True)


def test_what_is_for_context_can_decide_nothing(qtbot: QtBot, dialog: IndicatorDialog, workspace: Workspace) -> None:
    fields = dialog.form.fields
    type_into(qtbot, fields["title"].control, "Referrals received")
    for name in ("key", "context"):
        fields[name].control.setFocus()
        qtbot.keyClick(fields[name].control, Key.Key_Space)
    press(qtbot, dialog.save_button)
    assert fields["key"].hint.text() == "What is shown for context only cannot decide its theme."
    qtbot.keyClick(fields["key"].control, Key.Key_Space)
    press(qtbot, dialog.save_button)
    (made,) = workspace.all(Indicator)
    assert made.context
