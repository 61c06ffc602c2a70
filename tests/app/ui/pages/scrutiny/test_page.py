"""The page, worked with mouse and keys: every kind is begun, undone and removed, and gone to from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    Attachment,
    Audit,
    Finding,
    Partner,
    PartnerReport,
    Recommendation,
    Record,
    Visit,
)
from app.ui import operations
from app.ui.main_window import MainWindow
from app.ui.page import ALL_KINDS, Several
from app.ui.pages import PLACES
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import BothFindings, Findings, Reports
from app.workspace import Workspace
from tests.app.ui.hands import Key, Left, answering, choose, press, type_into

TABS = {Recommendation: 0, Visit: 1, Finding: 1, Attachment: 2, Partner: 3, PartnerReport: 3, Audit: 4}
BEGIN: dict[type[Record], Callable[[ScrutinyPage], QAbstractButton]] = {
    Recommendation: lambda page: page.recommendations.new_button,
    Visit: lambda page: page.visits.new_button,
    Finding: lambda page: page.visits.panel.part(BothFindings).needed.add_button,
    Partner: lambda page: page.partners.new_button,
    PartnerReport: lambda page: page.partners.panel.part(Reports).add_button,
    Audit: lambda page: page.audits.new_button,
}


def click_rail(qtbot: QtBot, window: MainWindow) -> ScrutinyPage:
    qtbot.mouseClick(next(b for b in window.rail.buttons if b.text() == "Scrutiny"), Left)
    page = window.page()
    assert isinstance(page, ScrutinyPage)
    return page


def click_tab(qtbot: QtBot, page: ScrutinyPage, number: int) -> None:
    words = page.tabs.words
    qtbot.mouseClick(words, Left, pos=words.tabRect(number).center())


def test_it_stands_in_the_rail_between_the_risks_and_the_meetings():
    titles = [place.title for place in PLACES]
    assert titles.index("Risks") < titles.index("Scrutiny") < titles.index("Meetings")


@pytest.mark.parametrize("kind", BEGIN, ids=lambda kind: kind.TABLE)
def test_two_clicks_from_the_rail_begin_every_kind_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, kind: type[Record]
):
    before = {record.id for record in workspace.all(kind)}

    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Something new")
        press(qtbot, dialog.save_button)

    page = click_rail(qtbot, window)
    click_tab(qtbot, page, TABS[kind])
    with answering(write):
        press(qtbot, BEGIN[kind](page))
    (made,) = [record for record in workspace.all(kind) if record.id not in before]
    assert "Something new" in made.name
    window.menus["Undo"].trigger()
    assert {record.id for record in workspace.all(kind)} == before
    window.menus["Redo"].trigger()
    assert workspace.find(made.id) == made


@pytest.mark.parametrize("kind", [Recommendation, Visit, Partner, Audit], ids=lambda kind: kind.TABLE)
def test_the_chosen_record_is_changed_and_removed_beside_the_table(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, kind: type[Record]
):
    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Called otherwise")
        press(qtbot, dialog.save_button)

    click_tab(qtbot, page, TABS[kind])
    detail = page.register.panel
    record = detail.record
    assert record is not None
    with answering(write):
        press(qtbot, detail.buttons[operations.edit])
    assert detail.title.text() == "Called otherwise"
    choose(detail.more, operations.remove)
    assert workspace.find(record.id) is None
    workspace.undo()
    assert workspace.find(record.id) is not None
    workspace.undo()
    assert workspace.find(record.id) == record


def test_enter_in_the_table_edits_the_chosen_record(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["owner"].control, "The Director")
        press(qtbot, dialog.save_button)

    table = page.recommendations.table
    table.setFocus()
    with answering(write):
        qtbot.keyClick(table, Key.Key_Return)
    assert workspace.all(Recommendation)[0].owner == "The Director"


def test_a_record_of_any_kind_is_gone_to_from_elsewhere(window: MainWindow, page: ScrutinyPage, workspace: Workspace):
    finding = next(f for f in workspace.all(Finding) if f.title == "The system is slow")
    window.open_target(finding)
    assert page.register is page.audits
    entry = page.audits.panel.part(Findings).entries.entry_of(finding.id)
    assert entry is not None
    assert entry.unfolded
    window.open_target(workspace.all(PartnerReport)[0])
    assert page.register is page.partners
    assert page.partners.panel.part(Reports).entries.entries[0].unfolded
    window.open_target(workspace.all(Recommendation)[1])
    assert page.register is page.recommendations
    assert page.recommendations.panel.title.text() == "Management oversight"


def test_several_from_another_page_narrow_the_table_until_it_is_widened(
    qtbot: QtBot, window: MainWindow, page: ScrutinyPage, workspace: Workspace
):
    second = workspace.all(Recommendation)[1]
    window.open_target(Several(Recommendation, frozenset({second.id}), "no action serves it"))
    view = page.recommendations
    assert [row.id for row in view.table.records.rows] == [second.id]
    assert view.panel.record == second
    press(qtbot, view.bar.narrowed)
    assert len(view.table.records.rows) == 2
    assert not view.bar.narrowed.isVisible()


def test_a_record_that_the_filter_hides_is_shown_when_it_is_gone_to(
    qtbot: QtBot, window: MainWindow, page: ScrutinyPage, workspace: Workspace
):
    page.find()
    qtbot.keyClicks(page.recommendations.bar.line, "thresholds")
    assert len(page.recommendations.table.records.rows) == 1
    window.open_target(workspace.all(Recommendation)[1])
    assert page.recommendations.bar.line.text() == ""
    assert page.recommendations.panel.record == workspace.all(Recommendation)[1]


def test_the_header_says_what_is_open(page: ScrutinyPage, workspace: Workspace):
    assert page.header.subtitle.text() == "2 recommendations · 2 findings that nobody answers · next visit in 90 days"


def test_an_empty_plan_offers_to_begin_each_view(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    gone = [r for kind in (Recommendation, Visit, Partner, Audit) for r in workspace.all(kind)]
    workspace.remove(*gone, label="Clear")

    def write(dialog: Any) -> None:
        qtbot.keyClicks(dialog.form.fields["title"].control, "The first")
        press(qtbot, dialog.save_button)

    for number in (0, 1, 3, 4):
        click_tab(qtbot, page, number)
        assert page.register.empty.isVisible()
        with answering(write):
            press(qtbot, page.register.empty.button)
        assert page.register.panel.record is not None
        assert page.register.panel.title.text() == "The first"


def test_where_another_edits_nothing_can_be_changed(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, tmp_path: Path
):
    reader = Workspace.open(workspace.path, workspace.person, tmp_path / "backups", write=False)
    page.session.hold(reader)
    page.reload(ALL_KINDS)
    for number in range(5):
        click_tab(qtbot, page, number)
        assert not page.register.new_button.isVisible()
    click_tab(qtbot, page, 0)
    detail = page.recommendations.panel
    assert not any(button.isVisible() for button in detail.buttons.values())
    assert not detail.strands.line.isVisible()
    page.session.hold(workspace)
    page.reload(ALL_KINDS)
    reader.close()


def test_what_is_shown_follows_the_plan(page: ScrutinyPage, workspace: Workspace):
    workspace.save(workspace.draft(Action, title="Another"), label="Add")
    workspace.remove(workspace.all(Recommendation)[0], label="Remove")
    assert page.recommendations.panel.title.text() == "Management oversight"
