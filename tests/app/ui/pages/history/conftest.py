"""A plan with a short history, and the page that tells it, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Risk
from app.ui.pages.history import HistoryPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two risks; a board meeting that was closed between two changes of the first one's owner."""
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann", "Officer"), tmp_path / "backups", "Plan",
        today=lambda: date(2018, 1, 31),
    )  # fmt: skip
    leave = made.draft(Risk, title="Staff leave")
    made.save(leave, label="Enter a risk")
    made.save(made.draft(Risk, title="Data are poor"), label="Enter another")
    board = made.draft(Body, title="Board")
    meeting = made.draft(Meeting, body=board.id, day=date(2018, 1, 20))
    made.save(board, meeting, label="Enter the board")
    made.save(replace(leave, owner="Bob", cause="Pay"), label="Own it")
    made.close_meeting(meeting)
    made.person = Person("Cleo", "Chair")
    made.save(replace(leave, owner="Cy", cause="Pay"), label="Hand it over")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[HistoryPage]:
    with page_alone(qtbot, HistoryPage(Session(workspace))) as page:
        yield page
