"""A plan with a few indicators, and the page that shows them, in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Link, Programme, Provenance, Reading, Theme
from app.domain.schedule import PartialDate
from app.ui.pages.indicators import IndicatorsPage
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.ui.hands import page_alone

PERSON = Person("Ann Officer", "Performance")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """I-01 has two readings and a target of 95 %, is key and serves Practice; I-02 has one, I-03 none; no target."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    practice, workforce = made.draft(Theme, title="Practice", number=1), made.draft(Theme, title="Staff", number=2)
    made.save(practice, workforce, label="Add themes")
    oversight = made.draft(Indicator, title="Management oversight", better="higher", target=Decimal(95), key=True)
    made.save(oversight, made.draft(Link, item=oversight.id, serves=practice.id), label="Add I-01")
    made.save(made.draft(Indicator, title="Agency staff", better="lower"), label="Add I-02")
    made.save(made.draft(Indicator, title="Children in need", unit="", better=""), label="Add I-03")
    staff = made.all(Indicator)[1]
    first = made.draft(Reading, indicator=oversight.id, period=PartialDate("2017-04"), value=Decimal(60))
    latest = made.draft(Reading, indicator=oversight.id, period=PartialDate("2017-12"), value=Decimal("87.9"))
    other = made.draft(Reading, indicator=staff.id, period=PartialDate("2017-12"), value=Decimal(36))
    source = made.draft(Provenance, record=latest.id, field="value", source="3.24")
    made.save(first, latest, other, source, label="Enter figures")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[IndicatorsPage]:
    """The page as the window holds it: going somewhere reveals it here."""
    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        yield page
