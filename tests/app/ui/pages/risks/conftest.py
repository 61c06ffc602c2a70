"""A plan with a small register, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Link, Meeting, Programme, Provenance, Risk, Theme
from app.domain.schedule import PartialDate
from app.ui.pages.risks import RisksPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Programme manager")
SCORED = {"likelihood": 3, "impact": 4, "target_likelihood": 2, "target_impact": 4}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Four open risks: R-01 scored 12 (illustrative), R-02 16, R-03 2, R-04 unscored; two themes; a closed meeting."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    programme = made.all(Programme)[0]
    made.save(replace(programme, position=date(2018, 1, 31)), label="Fix the day")
    themes = [made.draft(Theme, title="Leadership", number=1), made.draft(Theme, title="Practice", number=2)]
    made.save(*themes, label="Add themes")
    culture = made.draft(Risk, title="Staff culture does not change", **SCORED)
    made.save(culture, label="Add R-01")
    marks = [
        made.draft(Provenance, record=culture.id, field=name, statement="Chosen to show the matrix", illustrative=True)
        for name in SCORED
    ]
    made.save(*marks, made.draft(Link, item=culture.id, serves=themes[0].id), label="Mark")
    made.save(made.draft(Risk, title="Skilled staff leave", likelihood=4, impact=4, owner="Bo Chair"), label="Add R-02")
    made.save(
        made.draft(Risk, title="Data is poor", likelihood=1, impact=2, review=PartialDate("2017-12")), label="Add R-03"
    )
    made.save(made.draft(Risk, title="Partners drift away"), label="Add R-04")
    board = made.draft(Body, title="Board")
    meeting = made.draft(Meeting, body=board.id, day=date(2017, 11, 23))
    made.save(board, meeting, label="Add a meeting")
    made.close_meeting(meeting)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[RisksPage]:
    """The page as the window holds it: going somewhere reveals it here."""
    with page_alone(qtbot, RisksPage(Session(workspace)), {Risk}) as page:
        yield page
