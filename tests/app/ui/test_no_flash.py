"""Nothing flashes up as a window of its own: what is shown before it has a parent takes the keyboard with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds import KINDS
from app.ui.main_window import MainWindow
from tests.app.ui.hands import window_of
from tests.demo_plan import open_demo
from tests.test_every_mode import everywhere

MOST = 20  # records of a kind: what is shown at one need not be at another


class Watch(QObject):
    """Notes the widgets that are shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, MainWindow | QMenu):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_page_and_no_record_shows_anything_as_a_window_of_its_own(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    watch = Watch()
    with window_of(open_demo(tmp_path)) as window:
        workspace = window.session.workspace
        qapp.installEventFilter(watch)
        try:
            for where in everywhere(window):
                QApplication.processEvents()
                assert not watch.seen, where
            for kind in KINDS.values():
                for record in workspace.all(kind.record)[:MOST]:
                    window.open_target(record)
                    assert not watch.seen, record.name
            assert window.isActiveWindow()
        finally:
            qapp.removeEventFilter(watch)
