"""A small plan whose themes stand differently, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Body,
    Component,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Programme,
    Provenance,
    Reading,
    Risk,
    Stage,
    StageAim,
    Theme,
)  # fmt: skip
from app.domain.schedule import PartialDate
from app.ui.pages.overview.page import OverviewPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Programme manager")
SCORE = {"likelihood": 4, "impact": 4, "target_likelihood": 2, "target_impact": 4}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """On 31 Jan 2018: Practice is off track by a key indicator; Leadership at risk, by an illustrative score alone.

    The board met on 23 Nov 2017 (closed) and meets on 20 Mar 2018; December's reading is new since.
    """
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement programme")
    made.save(
        replace(
            made.all(Programme)[0], judgement="inadequate", judged_on=PartialDate("2017-04-07"), wanted="good",
            goal=date(2019, 4, 30), position=date(2017, 11, 23),
        ),
        label="Fix the day",
    )  # fmt: skip
    stages = [
        made.draft(Stage, title="Foundations", starts=PartialDate("2017-04"), ends=PartialDate("2017-09"), number=1),
        made.draft(Stage, title="Embedding", starts=PartialDate("2017-10"), ends=PartialDate("2019-03"), number=2),
    ]
    aim = made.draft(StageAim, stage=stages[0].id, title="Workforce strategy agreed")
    leadership = made.draft(Theme, title="Leadership", number=1, focus="Governance & challenge")
    practice = made.draft(Theme, title="Practice", number=2)
    vision = made.draft(Component, title="Strong leadership", number=1)
    oversight = made.draft(Indicator, title="Management oversight", target=Decimal(95), key=True, better="higher")
    adopt = made.draft(Action, title="Adopt thresholds", due=PartialDate("2018-01-31"), owner="Bo Lead")
    step = made.draft(Milestone, action=adopt.id, title="Board agrees", due=PartialDate("2018-01"))
    culture = made.draft(Risk, title="Culture does not change", **SCORE)
    marks = [made.draft(Provenance, record=culture.id, field=name, illustrative=True) for name in SCORE]
    links = [(leadership, vision), (oversight, practice), (adopt, practice), (culture, leadership)]
    made.save(
        *stages, aim, leadership, practice, vision, oversight, adopt, step, culture, *marks,
        *(made.draft(Link, item=item.id, serves=serves.id) for item, serves in links),
        made.draft(Reading, indicator=oversight.id, period=PartialDate("2017-10"), value=Decimal(60)),
        label="Set up",
    )  # fmt: skip
    board = made.draft(Body, title="Improvement Board")
    met = made.draft(Meeting, body=board.id, day=date(2017, 11, 23))
    made.save(board, met, made.draft(Meeting, body=board.id, day=date(2018, 3, 20)), label="Add meetings")
    made.close_meeting(met)
    december = made.draft(Reading, indicator=oversight.id, period=PartialDate("2017-12"), value=Decimal("87.9"))
    made.save(december, replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Enter December")
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A plan that has only its title."""
    made = Workspace.create(tmp_path / "new.goldthread", PERSON, tmp_path / "backups", "A new plan")
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Workspace], OverviewPage]]:
    """Shows a plan's overview as the window does: going to one of the page's own records reveals it."""
    with ExitStack() as stack:
        yield lambda workspace: stack.enter_context(page_alone(qtbot, OverviewPage(Session(workspace))))


@pytest.fixture
def page(show: Callable[[Workspace], OverviewPage], workspace: Workspace) -> OverviewPage:
    """The overview of the small plan."""
    return show(workspace)
