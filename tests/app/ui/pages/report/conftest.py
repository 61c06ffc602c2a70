"""A plan with a report of two sections, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Programme, Reading, Section
from app.domain.schedule import PartialDate
from app.ui.pages.report import ReportPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Performance")
TEXT = "Oversight reached **{indicator:I-01 latest}**; [the letter](https://letters.example/1) is published."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """On 31 Jan 2018: a summary with a live figure and a link, and one more section."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    programme = replace(made.all(Programme)[0], position=date(2018, 1, 31))
    oversight = made.draft(Indicator, title="Management oversight", target=Decimal(95), better="higher")
    december = made.draft(Reading, indicator=oversight.id, period=PartialDate("2017-12"), value=Decimal("87.9"))
    summary = made.draft(
        Section, number=None, title="Summary", body=TEXT, author="The team", day=date(2018, 1, 30)
    )  # fmt: skip
    reasons = made.draft(Section, number=1, title="Reasons", body="To be open.")
    made.save(programme, oversight, december, summary, reasons, label="Set up")
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Workspace], ReportPage]]:
    """Shows a plan's page as the window holds it: going to one of its own records reveals it here."""
    with ExitStack() as stack:
        yield lambda workspace: stack.enter_context(page_alone(qtbot, ReportPage(Session(workspace))))


@pytest.fixture
def page(show: Callable[[Workspace], ReportPage], workspace: Workspace) -> ReportPage:
    """The page of the small plan."""
    return show(workspace)
