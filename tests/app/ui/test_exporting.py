"""Ctrl+E from the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import settings
from app.ui.dialogs.export import ExportDialog
from app.ui.main_window import MainWindow
from app.ui.page import Page, Place
from app.ui.plan_files import PlanFiles
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, press

ANN = Person("Ann")


class Blank(Page):
    def reload(self, kinds: object) -> None:
        pass


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def demo() -> Workspace:
        return Workspace.create(tmp_path / "demo.goldthread", ANN, tmp_path / "backups", "Our plan: Q3")

    made = MainWindow([Place("Blank", lambda: Blank)], ANN, tmp_path / "backups", demo)
    qtbot.addWidget(made)
    made.show_welcome()
    made.show()
    settings.put(settings.EXPORTS, str(tmp_path))
    yield made
    made.close()


def test_the_briefing_is_written_under_the_plans_name_and_said(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    window.feature(PlanFiles).demo()

    def write(dialog: ExportDialog) -> None:
        assert dialog.path() == tmp_path / "Our plan Q3 briefing.pdf"
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=30_000)
        dialog.close()

    with answering(write):
        window.menus["Export briefing…"].trigger()
    assert (tmp_path / "Our plan Q3 briefing.pdf").read_bytes().startswith(b"%PDF-")
    assert window.notice.message.text() == "The briefing is in Our plan Q3 briefing.pdf."


def test_who_thinks_better_of_it_gets_no_file(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    window.feature(PlanFiles).demo()
    with answering(lambda dialog: press(qtbot, dialog.cancel)):
        window.menus["Export briefing…"].trigger()
    assert not list(tmp_path.glob("*.pdf"))
    assert not window.notice.isVisible()


def test_without_a_plan_there_is_nothing_to_write(window: MainWindow, tmp_path: Path):
    window.menus["Export briefing…"].trigger()
    assert not list(tmp_path.glob("*.pdf"))
