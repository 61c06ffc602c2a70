"""A plan with bodies and meetings, and the page that shows them, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Programme, Risk
from app.ui.pages.meetings import MeetingsPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

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
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[MeetingsPage]:
    """The page as the window holds it: going to one of its own records reveals it here."""
    with page_alone(qtbot, MeetingsPage(Session(workspace))) as page:
        yield page
