"""A small plan, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Body,
    Dependency,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Programme,
    Theme,
)
from app.domain.schedule import PartialDate
from app.ui.pages.plan import PlanPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Programme manager")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """On 31 Jan 2018: two themes, one objective, four actions, two milestones, a dependency, a next step, a meeting.

    A-01 works towards O-01 of theme 1, is mine, due 31 Mar 2018 and waits for A-02; A-02 serves theme 1 and is
    overdue; A-03 serves theme 2 and is done; A-04 serves nothing and has no date.
    """
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    programme = replace(
        made.all(Programme)[0], position=date(2018, 1, 31), started=PartialDate("2017-06-27"), goal=date(2019, 4, 30)
    )
    made.save(programme, label="Fix the day")
    leadership = made.draft(Theme, title="Leadership", number=1)
    practice = made.draft(Theme, title="Practice", number=2)
    staff = made.draft(Objective, title="A permanent workforce", theme=leadership.id)
    board = made.draft(Body, title="Board")
    meeting = made.draft(Meeting, body=board.id, day=date(2018, 3, 20))
    step = made.draft(NextStep, title="Recruitment strategy", number=1, period=PartialDate("2018-Q1"))
    made.save(leadership, practice, staff, board, meeting, step, label="Set up")
    recruit = made.draft(
        Action, title="Recruit all year", owner="Programme manager", starts=PartialDate("2017-07"),
        due=PartialDate("2018-03-31"), percent=60, objective=staff.id, progress="The campaign runs.",
    )  # fmt: skip
    made.save(recruit, label="Add A-01")
    data = made.draft(Action, title="Mend the data", owner="Head of data", due=PartialDate("2017-12"), percent=50)
    made.save(data, made.draft(Link, item=data.id, serves=leadership.id), label="Add A-02")
    standards = made.draft(Action, title="Write the standards", done=True, done_on=PartialDate("2017-10"))
    made.save(standards, made.draft(Link, item=standards.id, serves=practice.id), label="Add A-03")
    made.save(made.draft(Action, title="Think about it"), label="Add A-04")
    made.save(
        made.draft(Milestone, action=recruit.id, title="Campaign begun", done=True, done_on=PartialDate("2017-08")),
        made.draft(Milestone, action=recruit.id, title="Posts filled", due=PartialDate("2018-02-28")),
        made.draft(Dependency, action=recruit.id, waits_for=data.id, why="Vacancies must be known"),
        made.draft(Link, item=recruit.id, serves=step.id),
        label="Add what belongs to A-01",
    )
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[PlanPage]:
    with page_alone(qtbot, PlanPage(Session(workspace))) as page:
        yield page
