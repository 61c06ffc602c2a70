"""In the window damage is noticed before it is believed, said, and put right when that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app import demo
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.verifying import FileCheck
from app.workspace import Workspace
from tests.app.ui.hands import answering, press
from tests.app.workspace.test_damage import ANN, FLIPPED, SAID
from tests.db.plans import altered


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    demo.make(tmp_path / "plan.goldthread", ANN, tmp_path / "backups").close()
    return tmp_path / "plan.goldthread"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(PLACES, ANN, tmp_path / "backups", lambda: demo.make(tmp_path / "demo.goldthread", ANN, tmp_path))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


def show(window: MainWindow, plan: Path) -> FileCheck:
    window.show_plan(Workspace.open(plan, ANN, window.backups))
    return window.feature(FileCheck)


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def test_a_sound_plan_is_looked_at_in_silence(qtbot: QtBot, window: MainWindow, plan: Path):
    feature = show(window, plan)
    assert not workspace(window).verified
    qtbot.waitUntil(lambda: workspace(window).verified)
    assert feature.banner.isHidden()
    assert window.rail.saved.text().startswith("Saved")


def test_damage_is_said_by_record_and_field_and_put_right_when_asked(qtbot: QtBot, window: MainWindow, plan: Path):
    altered(plan, FLIPPED)
    feature = show(window, plan)
    qtbot.waitUntil(lambda: workspace(window).verified)
    assert feature.banner.message.text() == f"The file is damaged. {SAID}"
    assert workspace(window).damage

    def leave(box: QMessageBox) -> None:
        assert SAID in box.informativeText()
        press(qtbot, next(b for b in box.buttons() if b.text() == "Leave it as it is"))

    with answering(leave):
        press(qtbot, feature.banner.buttons[0])
    assert workspace(window).damage
    assert not feature.banner.isHidden()

    def take(box: QMessageBox) -> None:
        press(qtbot, next(b for b in box.buttons() if b.text() == "Take what the history says"))

    with answering(take):
        press(qtbot, feature.banner.buttons[0])
    assert not workspace(window).damage
    assert feature.banner.isHidden()
    assert workspace(window).check() == []


def test_the_record_that_is_opened_is_looked_at_at_once(window: MainWindow, plan: Path):
    altered(plan, FLIPPED)
    feature = show(window, plan)
    assert feature.banner.isHidden()
    window.open_target(workspace(window).named("I-01")[0])
    assert feature.banner.message.text() == f"The file is damaged. {SAID}"
    assert not workspace(window).verified


def test_a_reader_looks_again_at_a_file_that_others_wrote(qtbot: QtBot, window: MainWindow, plan: Path, tmp_path: Path):
    window.feature(FileCheck)._again.setInterval(100)
    writer = Workspace.open(plan, ANN, tmp_path / "backups")
    feature = show(window, plan)
    assert not workspace(window).writable
    qtbot.waitUntil(lambda: workspace(window).verified)
    writer.save(replace(writer.named("R-01")[0], owner="Bob"), label="Own it")
    writer.close()
    altered(plan, FLIPPED)
    qtbot.waitUntil(lambda: workspace(window).verified and bool(workspace(window).damage), timeout=10_000)
    assert feature.banner.message.text() == f"The file is damaged. {SAID}"


def test_the_check_is_an_act_of_the_menu(qtbot: QtBot, window: MainWindow, plan: Path):
    feature = show(window, plan)
    window.menus["Check the file"].trigger()
    qtbot.waitUntil(lambda: feature.job is None)
    assert "The file is sound" in window.notice.message.text()


def test_another_plan_is_looked_at_for_itself(qtbot: QtBot, window: MainWindow, plan: Path, tmp_path: Path):
    other = tmp_path / "other.goldthread"
    other.write_bytes(plan.read_bytes())
    altered(plan, FLIPPED)
    feature = show(window, plan)
    window.menus["Check the file"].trigger()
    show(window, other)
    qtbot.waitUntil(lambda: workspace(window).verified)
    assert feature.banner.isHidden()
    assert workspace(window).damage == ()
