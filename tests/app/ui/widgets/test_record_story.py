"""Where values come from, and what was done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.plan import Plan
from app.domain.records import Indicator, Provenance, Reading, Risk
from app.domain.schedule import PartialDate
from app.ui.trail import HistoryOf
from app.ui.widgets.record_story import HistoryLines, SourceLines, source_words
from app.workspace import Person, Workspace

RISK = Risk(id="r", ref="R-01", title="Staff leave", likelihood=3, impact=4)
DAY = date(2018, 1, 31)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def mark(field: str, **values: object) -> Provenance:
    return Provenance(id=f"p-{field}", record="r", field=field, **values)  # type: ignore[arg-type]


def test_fields_of_one_source_share_a_line_in_the_order_of_the_form(qtbot: QtBot) -> None:
    lines = SourceLines()
    qtbot.addWidget(lines)
    marks = [mark("impact", illustrative=True), mark("likelihood", illustrative=True), mark("", source="9.3")]
    lines.show_record(Plan({Risk: [RISK], Provenance: marks}, DAY), RISK)
    assert texts(lines) == ["All of it", "Paragraph 9.3.", "Likelihood and impact", "illustrative"]


def test_who_stands_by_illustrative_values_names_the_marks_that_fall(qtbot: QtBot) -> None:
    lines = SourceLines()
    qtbot.addWidget(lines)
    marks = [mark("impact", illustrative=True), mark("likelihood", illustrative=True)]
    plan = Plan({Risk: [RISK], Provenance: marks}, DAY)
    lines.show_record(plan, RISK, writable=False)
    assert not [button for button in lines.findChildren(QPushButton) if button.isVisibleTo(lines)]
    lines.show_record(plan, RISK)
    fallen: list[Provenance] = []
    lines.adopted.connect(fallen.extend)
    qtbot.mouseClick(lines.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert {p.field for p in fallen} == {"impact", "likelihood"}


def test_a_value_without_a_source_says_that_it_was_entered(qtbot: QtBot) -> None:
    lines = SourceLines()
    qtbot.addWidget(lines)
    lines.show_record(Plan({Risk: [RISK]}, DAY), RISK)
    assert texts(lines) == ["Entered here; no source is given."]


def test_a_paragraph_is_called_one_and_a_publication_by_its_name() -> None:
    assert source_words("3.24") == "Paragraph 3.24"
    assert source_words("Inspection report, April 2017") == "Inspection report, April 2017"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann", "Officer"), tmp_path / "backups", "Plan")
    yield made
    made.close()


def a_risk(workspace: Workspace, edits: int) -> Risk:
    """A risk with so many edits."""
    risk = workspace.draft(Risk, title="Staff leave")
    workspace.save(risk, label="Edit 0")
    for number in range(1, edits):
        risk = replace(risk, owner=f"<b>Bo {number}</b>")
        workspace.save(risk, label=f"Edit {number}")
    return risk


def test_history_says_what_when_and_by_whom_without_repeating_the_record(qtbot: QtBot, workspace: Workspace) -> None:
    lines = HistoryLines()
    qtbot.addWidget(lines)
    lines.show_record(workspace, a_risk(workspace, 2))
    said = texts(lines)
    assert said[:2] == ["Edit 1", "Owner set to “<b>Bo 1</b>”"]
    assert said[2].endswith("· Ann, Officer")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in lines.findChildren(QLabel))


def test_a_history_shows_what_was_last_and_leads_to_all_of_it(qtbot: QtBot, workspace: Workspace) -> None:
    lines, risk = HistoryLines(), a_risk(workspace, 12)
    qtbot.addWidget(lines)
    lines.show_record(workspace, risk)
    assert "Edit 11" in texts(lines)
    assert "Edit 0" not in texts(lines)
    with qtbot.waitSignal(lines.opened) as opened:
        qtbot.mouseClick(lines.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert opened.args == [HistoryOf(risk.id)]


def test_of_an_edit_of_many_readings_the_history_tells_a_few_and_counts_the_rest(
    qtbot: QtBot, workspace: Workspace
) -> None:
    lines, indicator = HistoryLines(), workspace.draft(Indicator, title="Visits")
    qtbot.addWidget(lines)
    periods = [PartialDate(f"2017-{month:02}") for month in range(1, 13)]
    readings = [workspace.draft(Reading, indicator=indicator.id, period=period, value=Decimal(9)) for period in periods]
    workspace.save(indicator, *readings, label="Bring in visits")
    lines.show_record(workspace, indicator)
    told = texts(lines)[1].split("\n")
    assert told[0].startswith("Added indicator")
    assert "Added reading: I-01 Visits, January 2017" in " ".join(told)
    assert told[-1] == "And 7 more"


def test_an_empty_history_says_so(qtbot: QtBot, workspace: Workspace) -> None:
    lines = HistoryLines()
    qtbot.addWidget(lines)
    lines.show_record(workspace, RISK)
    assert texts(lines) == ["Nothing yet."]


def test_sources_that_say_no_more_than_that_share_a_line(qtbot: QtBot) -> None:
    lines = SourceLines()
    qtbot.addWidget(lines)
    marks = [
        Provenance(id=f"p-{number}", record="r", source=source)
        for number, source in enumerate(("3.12", "Cabinet minutes", "3.2"))
    ]
    lines.show_record(Plan({Risk: [RISK], Provenance: marks}, DAY), RISK)
    assert texts(lines) == ["All of it", "Paragraphs 3.2 and 3.12; Cabinet minutes."]


def test_what_sources_disagree_about_stands_first(qtbot: QtBot) -> None:
    lines = SourceLines()
    qtbot.addWidget(lines)
    rival = Provenance(id="q", record="r", field="cause", source="3.2", statement="Work.")
    marks = [mark("cause", source="3.1", statement="Pay."), rival]
    lines.show_record(Plan({Risk: [RISK], Provenance: marks}, DAY), RISK)
    told = ["Cause", "Paragraph 3.1. Pay.", "Cause", "Paragraph 3.2. Work."]
    assert texts(lines) == ["Sources disagree about cause", "Paragraph 3.1: Pay.", "Paragraph 3.2: Work.", *told]
