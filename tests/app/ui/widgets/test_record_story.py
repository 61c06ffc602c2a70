"""Where values come from, and what was done."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.plan import Plan
from app.domain.records import Provenance, Risk
from app.ui.widgets.record_story import HistoryLines, SourceLines, source_words
from app.workspace import Entry

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


def entry(number: int) -> Entry:
    at = datetime(2018, 1, 31, 12, number, tzinfo=UTC)
    details = ("R-01 Staff leave: owner set to “<b>Bo</b>”",)
    return Entry(f"e{number}", at, "Ann", "Officer", f"Edit {number}", details)


def test_history_says_what_when_and_by_whom_without_repeating_the_record(qtbot: QtBot) -> None:
    lines = HistoryLines()
    qtbot.addWidget(lines)
    lines.show_entries([entry(1)], RISK.name)
    said = texts(lines)
    assert said[:2] == ["Edit 1", "Owner set to “<b>Bo</b>”"]
    assert said[2].endswith("· Ann, Officer")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in lines.findChildren(QLabel))


def test_a_long_history_begins_short_and_is_shown_whole_on_demand(qtbot: QtBot) -> None:
    lines = HistoryLines()
    qtbot.addWidget(lines)
    lines.show_entries([entry(n) for n in range(20)], RISK.name)
    assert "Edit 19" not in texts(lines)
    qtbot.mouseClick(lines.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert "Edit 19" in texts(lines)


def test_an_empty_history_says_so(qtbot: QtBot) -> None:
    lines = HistoryLines()
    qtbot.addWidget(lines)
    lines.show_entries([])
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


def test_what_sources_disagree_about_stands_first_and_may_stand_elsewhere(qtbot: QtBot) -> None:
    lines, apart = SourceLines(), SourceLines(apart=False)
    rival = Provenance(id="q", record="r", field="cause", source="3.2", statement="Work.")
    marks = [mark("cause", source="3.1", statement="Pay."), rival]
    plan = Plan({Risk: [RISK], Provenance: marks}, DAY)
    for shown in (lines, apart):
        qtbot.addWidget(shown)
        shown.show_record(plan, RISK)
    told = ["Cause", "Paragraph 3.1. Pay.", "Cause", "Paragraph 3.2. Work."]
    assert texts(lines) == ["Sources disagree about cause", "Paragraph 3.1: Pay.", "Paragraph 3.2: Work.", *told]
    assert texts(apart) == told
