"""Audits and practice weeks: what was observed, and what was done about it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Audit, AuditGrade, Finding
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import Findings, GradesPart, Unanswered
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import Facts
from app.ui.widgets.entry import WarningLine
from app.workspace import Workspace
from tests.app.ui.hands import Left, answering, press, type_into


@pytest.fixture
def detail(page: ScrutinyPage) -> RecordPanel[Audit]:
    """The practice week."""
    page.tabs.words.setCurrentIndex(4)
    return page.audits.panel


def test_a_practice_week_says_when_it_was_and_who_took_part(detail: RecordPanel[Audit]):
    assert detail.kicker.text() == "Practice week"
    assert detail.part(Facts).lines["When"].text() == "20 to 22 Nov 2017"
    assert detail.part(Facts).lines["Took part"].text() == "The Mayor · The Director"


def test_what_nothing_was_done_about_is_lit(detail: RecordPanel[Audit]):
    assert detail.part(Unanswered).lit.words.text() == "1 observation that nothing is done about yet"
    lit = {entry.head.text(): bool(entry.findChildren(WarningLine)) for entry in detail.part(Findings).entries.entries}
    assert lit == {"The system is slow": True, "Good training": False}


def test_what_was_observed_is_entered_with_what_was_done(
    qtbot: QtBot, detail: RecordPanel[Audit], workspace: Workspace
):
    def write(dialog: RecordDialog[Any]) -> None:
        assert set(dialog.form.fields) == {"title", "response", "exempt"}
        type_into(qtbot, dialog.form.fields["title"].control, "Caseloads")
        type_into(qtbot, dialog.form.fields["response"].control, "More posts")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, detail.part(Findings).add_button)
    made = next(finding for finding in workspace.all(Finding) if finding.title == "Caseloads")
    assert (made.kind, made.response) == ("observed", "More posts")
    entry = detail.part(Findings).entries.entry_of(made.id)
    assert entry is not None
    assert entry.unfolded


def test_saying_what_was_done_settles_an_observation(qtbot: QtBot, detail: RecordPanel[Audit], workspace: Workspace):
    slow = next(entry for entry in detail.part(Findings).entries.entries if entry.head.text() == "The system is slow")
    qtbot.mouseClick(slow.head, Left)
    slow = next(entry for entry in detail.part(Findings).entries.entries if entry.unfolded)

    def write(dialog: RecordDialog[Any]) -> None:
        type_into(qtbot, dialog.form.fields["response"].control, "New laptops")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, next(b for b in slow.findChildren(QPushButton) if b.objectName() == "Edit"))
    assert not detail.part(Unanswered).isVisible()


def test_a_moderated_grade_stands_beside_the_first_one(detail: RecordPanel[Audit], workspace: Workspace):
    week = next(iter(workspace.all(Audit)))
    for number, again in ((8, False), (5, True)):
        workspace.save(
            workspace.draft(AuditGrade, audit=week.id, grade="Good", number=number, moderated=again), label="Grade"
        )
    grades = detail.part(GradesPart)
    assert [line.text() for line in grades.lines.values()] == ["Good. 8 cases", "Good, moderated. 5 cases, 8 at first"]
    assert "Moderated; before that 8 cases: good 100 % (8)." in grades.said.text()
