"""A plan with something of every kind that the page shows, and the page in the window, as a person comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Audit,
    Finding,
    Indicator,
    Partner,
    PartnerReport,
    Programme,
    Recommendation,
    Risk,
    Theme,
    Visit,
)
from app.domain.schedule import PartialDate
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.scrutiny import ScrutinyPage
from app.workspace import Person, Workspace

PERSON = Person("Ann Officer", "Performance")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """On 31 Jan 2018: two recommendations, two visits, a practice week, a partner with a report; nothing is linked."""
    made = Workspace.create(tmp_path / "plan.goldthread", PERSON, tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    second = made.draft(
        Visit, title="Second visit", starts=PartialDate("2017-12-12"), ends=PartialDate("2017-12-13"), happened=True,
        focus="Front door",
    )  # fmt: skip
    week = made.draft(
        Audit, title="Practice Week", kind="practice week", starts=PartialDate("2017-11-20"),
        ends=PartialDate("2017-11-22"), took_part="The Mayor\nThe Director",
    )  # fmt: skip
    partner = made.draft(
        Partner, title="Islington", appointed=PartialDate("2017-07"), appointed_by="the Department for Education",
        focus="Early help\n- Legal support\n",
    )  # fmt: skip
    made.save(
        made.draft(Theme, title="Leadership", number=1),
        made.draft(Theme, title="Practice", number=2),
        made.draft(Action, ref="A-01", title="Bring caseloads down", due=PartialDate("2018-03-31"), percent=50),
        made.draft(Action, ref="A-02", title="Recruit a permanent workforce", done=True),
        made.draft(Indicator, title="Management oversight"),
        made.draft(Risk, title="Staff leave", likelihood=4, impact=4),
        made.draft(Recommendation, title="Consistent thresholds", number=1, owner="Divisional Director"),
        made.draft(Recommendation, title="Management oversight", number=2),
        second,
        made.draft(Visit, title="Third visit", starts=PartialDate("2018-05-01"), ends=PartialDate("2018-05-02")),
        made.draft(Finding, of=second.id, kind="progress", title="Timely decisions"),
        made.draft(Finding, of=second.id, kind="further", title="Caseloads are too high"),
        week,
        made.draft(Finding, of=week.id, kind="observed", title="The system is slow"),
        made.draft(Finding, of=week.id, kind="observed", title="Good training", response="Carry it on"),
        partner,
        made.draft(PartnerReport, partner=partner.id, title="Winter report", day=PartialDate("2017-12")),
        label="Set up",
    )
    return made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    """The window, smallest laptop size, with the rail and its pages."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    look.apply(qapp, look.Appearance.LIGHT)
    made = MainWindow(PLACES, PERSON, tmp_path / "backups", lambda: workspace)
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show_plan(workspace)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> ScrutinyPage:
    """The page as it first comes up."""
    window.show_page(next(number for number, place in enumerate(PLACES) if place.title == "Scrutiny"))
    found = window.page()
    assert isinstance(found, ScrutinyPage)
    return found
