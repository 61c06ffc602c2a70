"""A plan with a small thread, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import (
    KINDS,
    Action,
    Component,
    Finding,
    Indicator,
    Link,
    NextStep,
    Objective,
    Provenance,
    Recommendation,
    Risk,
    Theme,
    Visit,
)
from app.exchange.shorthand import OURS
from app.ui.page import Target
from app.ui.pages.thread import ThreadPage
from app.ui.session import Session
from app.ui.trail import ThreadOf
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Programme manager")
PAGE = frozenset({Component, Link, ThreadOf})


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A-01 serves recommendation 1, theme 1 and its objective (our judgement for the first).

    A-02 is linked to nothing, nor are recommendation 2, R-01 and the finding; I-01 measures recommendation 1 but
    nobody acts on it.
    """
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    themes = [made.draft(Theme, title=title, number=n) for n, title in ((1, "Leadership"), (2, "Practice"))]
    parts = [made.draft(Component, title=title, number=n) for n, title in ((1, "One vision"), (2, "Good data"))]
    goals = [
        made.draft(Recommendation, title=title, number=n)
        for n, title in ((1, "Management oversight"), (2, "Private fostering"))
    ]
    objective = made.draft(Objective, theme=themes[0].id, title="Managers oversee every case")
    train = made.draft(Action, ref="A-01", title="Train managers", owner="Bo Chair", objective=objective.id)
    visit = made.draft(Action, ref="A-02", title="Visit every carer")
    indicator, risk = made.draft(Indicator, title="Oversight recorded"), made.draft(Risk, title="Culture stays")
    letter = made.draft(Visit, title="First monitoring visit")
    finding = made.draft(Finding, of=letter.id, title="Caseloads should come down")
    step = made.draft(NextStep, title="Go on recruiting")
    ours = made.draft(Link, item=train.id, serves=goals[0].id)
    ties = ((train, themes[0]), (indicator, goals[0]), (themes[0], parts[0]))
    made.save(
        *themes, *parts, *goals, objective, train, visit, indicator, risk, letter, finding, step, ours,
        *(made.draft(Link, item=item.id, serves=serves.id) for item, serves in ties),
        made.draft(Provenance, record=ours.id, source=OURS, statement="By its subject."), label="Begin",
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[ThreadPage]:
    """The page as the window holds it: going to what it reveals leads here."""
    made = ThreadPage(Session(workspace))
    WENT.clear()
    made.opened.connect(WENT.append)

    def reveal(target: Target) -> None:
        if type(target) in PAGE:
            made.reveal(target)

    with page_alone(qtbot, made, [*KINDS, ThreadOf], reveal) as page:
        yield page


WENT: list[object] = []
"""What the page wanted to be shown, since it was made."""


@pytest.fixture
def went(page: ThreadPage) -> list[object]:
    """What the page wanted to be shown."""
    return WENT
