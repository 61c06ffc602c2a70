"""The demo plan on the page: what stands in which table and column. tests/test_facts_on_pages.py reads the facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Partner, Visit
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import BothFindings
from app.workspace import Workspace
from tests.demo_plan import open_demo

FACTS: list[dict[str, Any]] = json.loads(Path(__file__).parents[4].joinpath("facts.json").read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The demo plan."""
    return open_demo(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the page alone, so that only its own words are read."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    look.apply(qapp, look.Appearance.LIGHT)
    places = tuple(place for place in PLACES if place.title == "Scrutiny")
    made = MainWindow(places, workspace.person, tmp_path / "backups", lambda: workspace)
    made.resize(1280, 720)
    qtbot.addWidget(made)
    made.show_plan(workspace)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_the_findings_of_the_second_visit_stand_in_their_columns(window: MainWindow, workspace: Workspace):
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    window.open_target(next(visit for visit in workspace.all(Visit) if visit.title == "Second monitoring visit"))
    for column in (page.visits.panel.part(BothFindings).made, page.visits.panel.part(BothFindings).needed):
        shown = [entry.record.title for entry in column.entries.entries]
        wanted = [
            f["record"]
            for f in FACTS
            if f["kind"] == "finding" and f.get("field") == "kind" and f.get("is") == column.kind
        ]
        assert len(wanted) == 4
        assert all(any(part in title for title in shown) for part in wanted)
        assert len(shown) == 4


def test_all_fifteen_recommendations_and_both_partners_are_in_their_tables(window: MainWindow, workspace: Workspace):
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    assert [row.record.number for row in page.recommendations.table.records.rows] == list(range(1, 16))
    window.open_target(workspace.all(Partner)[0])
    assert len(page.partners.table.records.rows) == 2
