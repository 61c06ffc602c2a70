"""Another plan that is opened takes the place of the one before: nothing of that stays in memory."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.workspace import Workspace
from tests.app.ui.hands import window_of
from tests.demo_plan import open_demo
from tests.test_every_mode import everywhere


def test_a_plan_that_was_looked_through_is_let_go(qapp: QApplication, tmp_path: Path):
    widgets: list[int] = []
    opened: list[weakref.ref[Workspace]] = []
    with window_of(open_demo(tmp_path)) as window:
        for number in range(3):
            (tmp_path / str(number)).mkdir()
            window.show_plan(open_demo(tmp_path / str(number)))
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
            widgets.append(len(QApplication.allWidgets()))
            assert [each() for each in opened] == [None] * number
            opened.append(weakref.ref(window.session.workspace))
            for _where in everywhere(window) if number < 2 else ():
                QApplication.processEvents()
                qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as in a loop of events
    assert widgets[1] == widgets[2]
