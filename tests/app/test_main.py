"""The start of the window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import __main__ as start
from app import places, settings
from app.ui import look
from app.ui.dialogs.ask import AskDialog
from app.ui.main_window import MainWindow
from app.workspace import Person, Workspace
from tests.app.ui.hands import windows

ANN = Person("Ann", "Officer")


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    look.apply(qapp, look.Appearance.LIGHT)


def run(qtbot: QtBot, look_at: list[str], **asked: object) -> int:
    """Runs the program until its window was seen, and notes what it showed."""

    def see() -> None:
        window = next((w for w in windows() if isinstance(w, MainWindow) and w.isVisible()), None)
        if window is None:
            QTimer.singleShot(10, see)
            return
        title = window.workspace.plan.programme.title if window.workspace else "no plan"
        person = window.workspace.person if window.workspace else window.session.person
        look_at.extend([title, str(person), window.notice.message.text()])
        QApplication.exit(0)

    QTimer.singleShot(0, see)
    return start.run(**asked)  # type: ignore[arg-type]


def test_the_demo_asks_nothing_and_opens_at_once(qtbot: QtBot):
    seen: list[str] = []
    assert run(qtbot, seen, demo=True) == 0
    assert seen[0] == "Children’s services improvement programme"
    assert settings.get(settings.NAME) == ""
    assert settings.get(settings.RECENT) == []


def test_a_plan_that_is_asked_for_is_opened_and_remembered(qtbot: QtBot, tmp_path: Path):
    plan = tmp_path / "plan.goldthread"
    Workspace.create(plan, ANN, places.backups(), "Ours").close()
    seen: list[str] = []
    assert run(qtbot, seen, plan=plan, person=ANN) == 0
    assert seen == ["Ours", "Ann, Officer", ""]
    seen.clear()
    settings.put(settings.NAME, "Bo")
    assert run(qtbot, seen) == 0  # nothing asked for: the plan that was open last
    assert seen == ["Ours", "Bo", ""]


def test_a_plan_that_cannot_be_opened_is_said_on_screen_and_to_the_terminal(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "empty.goldthread").touch()
    seen: list[str] = []
    assert run(qtbot, seen, plan=tmp_path / "empty.goldthread", person=ANN) == 1
    assert seen[0] == "no plan"
    assert seen[2] == "The file is empty: a copy or a download did not finish."
    assert seen[2] in capsys.readouterr().err


def test_the_first_start_asks_for_name_and_role(qtbot: QtBot, tmp_path: Path):
    plan = tmp_path / "plan.goldthread"
    Workspace.create(plan, ANN, places.backups(), "Ours").close()
    seen: list[str] = []

    def introduce() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AskDialog)
        qtbot.keyClicks(dialog.fields["name"].control, "Cleo")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, introduce)
    assert run(qtbot, seen, plan=plan) == 0
    assert seen[1] == "Cleo"


def test_who_goes_away_at_the_first_start_gets_no_window(qtbot: QtBot):
    def go_away() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AskDialog)
        dialog.close()

    QTimer.singleShot(0, go_away)
    assert start.run() == 0
    assert not [w for w in windows() if isinstance(w, MainWindow)]


def test_the_chosen_appearance_is_there_from_the_start(qtbot: QtBot):
    settings.put(settings.APPEARANCE, "dark")
    start.application()
    assert look.is_dark()
    settings.put(settings.APPEARANCE, "pink")
    start.application()
    assert not look.is_dark()


def test_the_window_has_its_style_sheet_when_it_is_shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    look._follower.cache_clear()  # as in a program that has just begun
    qapp.setStyleSheet("")
    window = start.make_window(start.application(), ANN, lambda: tmp_path)
    qtbot.addWidget(window)
    assert qapp.styleSheet() == ""
    window.show()
    assert look.colours().line in qapp.styleSheet()


def test_an_import_reads_no_source_to_look_for_what_pyside_could_switch_on():
    asked = "import builtins, app.__main__; app.__main__.application(); print(builtins.__import__.__name__)"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout.strip() in ("__import__", "__lazy_import__")
