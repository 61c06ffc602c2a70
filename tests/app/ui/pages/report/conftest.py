"""A plan with a report of two sections, and the page that shows it, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Programme, Reading, Section
from app.domain.schedule import PartialDate
from app.ui.page import ALL_KINDS
from app.ui.pages.report import ReportPage
from app.ui.session import Session
from app.workspace import Person, Workspace

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
    windows: list[QMainWindow] = []

    def shown(workspace: Workspace) -> ReportPage:
        window, held, page = QMainWindow(), QWidget(), ReportPage(Session(workspace))
        windows.append(window)
        page.session.openable = ALL_KINDS
        page.opened.connect(page.reveal)
        workspace.listen(page.reload)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        window.setCentralWidget(held)
        window.resize(1104, 690)
        qtbot.addWidget(window)
        window.show()
        page.reload(ALL_KINDS)
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return page

    yield shown
    for window in windows:
        window.close()


@pytest.fixture
def page(show: Callable[[Workspace], ReportPage], workspace: Workspace) -> ReportPage:
    """The page of the small plan."""
    return show(workspace)
