"""A plan with money and a workforce, the demo plan, and the page that shows them, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Action, BudgetLine, Indicator, Programme, Provenance, Reading, Statement, Theme
from app.domain.schedule import PartialDate
from app.ui.pages.money import MoneyPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Finance")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two growth lines of one year, of which sources disagree about the sum of one; one indicator; two statements."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    programme = replace(made.all(Programme)[0], position=date(2018, 1, 31))
    growth = made.draft(BudgetLine, title="Growth", amount=Decimal(5_200_000), years="2017/18", nature="growth")
    posts = made.draft(BudgetLine, title="Posts", amount=Decimal(800_000), years="2017/18", nature="growth")
    said = (("3.12", "£5.2 million."), ("4.2", "£5 million."))
    rivals = [
        made.draft(Provenance, record=growth.id, field="amount", source=source, statement=statement)
        for source, statement in said
    ]
    agency = made.draft(Indicator, title="Agency staff", better="lower", target=Decimal(30), workforce=True)
    reading = made.draft(Reading, indicator=agency.id, period=PartialDate("2017-12"), value=Decimal(36))
    turnover = made.draft(Statement, title="Turnover", says="It has come down.", moving="improving", workforce=True)
    made.save(
        programme, growth, posts, *rivals, agency, reading, turnover,
        made.draft(Statement, title="Visits", says="More of them."), made.draft(Theme, title="Workforce"),
        made.draft(Action, title="Recruit"), label="Set up",
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Workspace], MoneyPage]]:
    """Shows a plan's page as the window holds it: going to one of its own records reveals it here."""
    with ExitStack() as stack:
        yield lambda workspace: stack.enter_context(page_alone(qtbot, MoneyPage(Session(workspace))))


@pytest.fixture
def page(show: Callable[[Workspace], MoneyPage], workspace: Workspace) -> MoneyPage:
    """The page of the small plan."""
    return show(workspace)
