"""What the source report says of recommendations, visits, partners and audits is read on the page of the demo plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.figures import span
from app.domain.records import Audit, Finding, Partner, PartnerReport, Recommendation, Record, Visit
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.scrutiny import ScrutinyPage
from app.workspace import Person, Workspace

FACTS: list[dict[str, Any]] = json.loads(Path(__file__).parents[4].joinpath("facts.json").read_text(encoding="utf-8"))
KINDS: dict[str, type[Record]] = {
    kind.TABLE: kind for kind in (Recommendation, Visit, Finding, Audit, Partner, PartnerReport)
}
OURS = [fact for fact in FACTS if fact["kind"] in KINDS]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The demo plan."""
    return demo.make(tmp_path / "demo.goldthread", Person("Demo", "Officer"), tmp_path / "backups")


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


def named(workspace: Workspace, fact: dict[str, Any]) -> Record:
    """The record that a fact is about."""
    title = fact["record"].rpartition(": ")[2] if fact["kind"] == "partner_report" else fact["record"]
    found = [record for record in workspace.all(KINDS[fact["kind"]]) if title in getattr(record, "title", "")]
    if fact["kind"] == "partner_report":
        partner = fact["record"].partition(": ")[0]
        found = [r for r in found if getattr(workspace.find(getattr(r, "partner", "")), "title", "") == partner]
    assert len(found) == 1, fact
    return found[0]


def test_every_fact_is_read_where_its_record_is_opened(window: MainWindow, workspace: Workspace):
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    records = {record.id: record for record in (named(workspace, fact) for fact in OURS)}
    read: dict[str, str] = {}
    for key, record in records.items():
        window.open_target(record)
        labels = [label.text() for label in page.view.detail.findChildren(QLabel) if label.isVisible()]
        read[key] = "\n".join(labels)
    missing = [fact for fact in OURS if not said(read[named(workspace, fact).id], named(workspace, fact), fact)]
    assert not missing
    assert len(OURS) > 90


def said(text: str, record: Record, fact: dict[str, Any]) -> bool:
    """Whether a fact is among what is read beside the table."""
    match record, fact.get("field"):
        case Recommendation(), "number":
            return f"Recommendation {fact['is']}" in text
        case (Visit() | Audit()) as each, ("starts" | "ends"):
            return (span(each.starts, each.ends) or "Date not given") in text
        case Visit() as visit, "happened":
            return ("Has taken place" in text) == visit.happened == bool(fact["is"])
        case Partner() as partner, "appointed":
            return str(partner.appointed) in text
        case Partner(), "appointed_by":
            return f"by {fact['is']}" in text
        case Audit(), "kind":
            return fact["is"] in text.casefold()
        case Finding() as finding, "kind":
            return finding.title in text and finding.kind == fact["is"]
        case _, _:
            return fact.get("says", getattr(record, "title", "")) in text


def test_the_findings_of_the_second_visit_stand_in_their_columns(window: MainWindow, workspace: Workspace):
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    window.open_target(next(visit for visit in workspace.all(Visit) if visit.title == "Second monitoring visit"))
    for column in (page.visits.detail.made, page.visits.detail.needed):
        shown = [entry.record.title for entry in column.entries.entries]
        wanted = [f["record"] for f in OURS if f.get("field") == "kind" and f.get("is") == column.kind]
        assert len(wanted) == 4
        assert all(any(part in title for title in shown) for part in wanted)
        assert len(shown) == 4


def test_all_fifteen_recommendations_and_both_partners_are_in_their_tables(window: MainWindow, workspace: Workspace):
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    assert [row.record.number for row in page.recommendations.table.records.rows] == list(range(1, 16))
    window.open_target(workspace.all(Partner)[0])
    assert len(page.partners.table.records.rows) == 2
