"""Improvement partners: focus areas, themes, reports."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Partner, PartnerReport, Theme
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import Reports
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import Facts
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Workspace
from tests.app.ui.hands import Key, Left, answering, choose, press, type_into


@pytest.fixture
def detail(page: ScrutinyPage) -> RecordPanel[Partner]:
    """The only partner."""
    page.tabs.words.setCurrentIndex(3)
    return page.partners.panel


def test_a_partner_shows_who_appointed_it_and_its_focus_areas(detail: RecordPanel[Partner]):
    said = detail.part(Facts).lines
    assert said["Appointed"].text() == "July 2017 by the Department for Education"
    assert said["Focus areas"].text() == "Early help\nLegal support"


def test_a_partner_is_linked_to_the_themes_it_helps_with(
    qtbot: QtBot, detail: RecordPanel[Partner], workspace: Workspace
):
    line = detail.strands.line
    line.setFocus()
    qtbot.keyClicks(line, "practice")
    qtbot.keyClick(line, Key.Key_Return)
    assert [theme.number for theme in workspace.plan.served(workspace.all(Partner)[0], Theme)] == [2]


def test_a_report_is_changed_and_removed_where_it_stands(
    qtbot: QtBot, detail: RecordPanel[Partner], workspace: Workspace
):
    def write(dialog: RecordDialog[Any]) -> None:
        assert dialog.form.fields["partner"].text() == "Islington"
        type_into(qtbot, dialog.form.fields["summary"].control, "Good progress")
        press(qtbot, dialog.save_button)

    def tool(word: str) -> QPushButton:
        entry = detail.part(Reports).entries.entries[0]
        return next(button for button in entry.findChildren(QPushButton) if button.objectName() == word)

    qtbot.mouseClick(detail.part(Reports).entries.entries[0].head, Left)
    with answering(write):
        press(qtbot, tool("Edit"))
    assert workspace.all(PartnerReport)[0].summary == "Good progress"
    more = detail.part(Reports).entries.entries[0].findChild(RecordMenu)
    assert isinstance(more, RecordMenu)
    choose(more, operations.remove)
    assert workspace.all(PartnerReport) == ()
    workspace.undo()
    assert [entry.head.text() for entry in detail.part(Reports).entries.entries] == ["Winter report"]
