"""A plan with bodies and meetings, and the page that shows them, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Programme, Risk
from app.ui import look
from app.ui.page import ALL_KINDS
from app.ui.pages.meetings import MeetingsPage
from app.ui.session import Session
from app.workspace import Person, Workspace

PERSON = Person("Ann Officer", "Performance")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Cabinet met on 27 Jun 2017 (closed) and meets on 20 Mar 2018; a risk is new since."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    cabinet, board = made.draft(Body, title="Cabinet", meets="Quarterly"), made.draft(Body, title="Improvement Board")
    first = made.draft(Meeting, body=cabinet.id, day=date(2017, 6, 27), purpose="Approve the plan")
    following = made.draft(Meeting, body=cabinet.id, day=date(2018, 3, 20), purpose="Third update")
    made.save(cabinet, board, first, following, label="Set up")
    made.close_meeting(first)
    made.save(made.draft(Risk, title="Staff leave", likelihood=4, impact=4), label="Add a risk")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Iterator[MeetingsPage]:
    """The page as the window holds it: going to one of its own records reveals it here."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    look.apply(qapp, look.Appearance.LIGHT)
    window, made = QMainWindow(), MeetingsPage(Session(workspace))
    made.session.openable = ALL_KINDS
    made.opened.connect(made.reveal)
    workspace.listen(made.reload)
    window.setCentralWidget(made)
    window.resize(1104, 690)
    qtbot.addWidget(window)
    window.show()
    made.reload(ALL_KINDS)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()
