"""A theme in full."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Confidence, Indicator, Link, Override, Risk, Theme
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.theme_view import ThemeView
from app.ui.widgets.record_model import SECOND
from app.workspace import Workspace
from tests.app.ui.hands import answering, click_row, press, type_into
from tests.app.ui.pages.overview.finding import named


@pytest.fixture
def view(page: OverviewPage, workspace: Workspace) -> ThemeView:
    page.reveal(named(workspace, Theme, "Practice"))
    return page.theme_view


def test_its_items_stand_with_status_and_figures(view: ThemeView, workspace: Workspace):
    table = view.sections[Indicator].table
    (row,) = table.records.rows
    assert [column.text(row) for column in table.records.columns][:3] == ["Off track", "Management oversight", "87.9 %"]
    title = table.records.index(0, 1)
    assert "7.1 points below target" in title.data(SECOND)
    actions = view.sections[Action].table
    assert "0 of 1 milestone reached" in actions.records.index(0, 1).data(SECOND)
    assert view.sections[Risk].nothing.isVisible()


@pytest.mark.parametrize("kind", [Indicator, Action])
def test_a_row_opens_its_record(qtbot: QtBot, view: ThemeView, page: OverviewPage, workspace: Workspace, kind):
    record = workspace.all(kind)[0]
    with qtbot.waitSignal(page.opened) as told:
        click_row(qtbot, view.sections[kind].table, record.id)
    assert told.args == [record]


def test_its_words_are_shown_as_they_are(view: ThemeView, page: OverviewPage, workspace: Workspace):
    page.reveal(named(workspace, Theme, "Leadership"))
    assert "Governance & challenge" in [label.text() for label in view.words.findChildren(QLabel)]
    assert "Strong leadership" in [label.text() for label in view.findChildren(QLabel)]


def test_what_the_report_alone_gives_stands_beside(view: ThemeView, page: OverviewPage, workspace: Workspace):
    assert not view.status.alone.isVisible()
    page.reveal(named(workspace, Theme, "Leadership"))
    assert view.status.line.badge.status == "amber"
    assert view.status.alone.text().startswith("The report alone: 0 of 1 item rated")


def test_a_status_is_set_by_hand_and_let_go_again(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def set_green(dialog):
        box = dialog.form.fields["status"].control
        qtbot.keyClicks(box, "On")
        type_into(qtbot, dialog.form.fields["reason"].control, "January is better")
        press(qtbot, dialog.save_button)

    with answering(set_green):
        press(qtbot, view.by_hand)
    assert view.status.line.badge.status == "green"
    assert view.status.reason.text() == "January is better"
    assert view.status.by_hand.text() == "Set by Ann Officer, Programme manager, until 20 Mar 2018."
    press(qtbot, view.status.lift)
    assert view.status.line.badge.status == "red"
    assert workspace.all(Override) == ()


def test_a_status_set_by_hand_that_expired_says_so(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    theme = named(workspace, Theme, "Practice")
    held = workspace.draft(
        Override, record=theme.id, status="green", reason="It was better", until=date(2018, 1, 30), by="Chair"
    )
    workspace.save(held, label="Set")
    assert view.status.line.badge.status == "red"
    assert view.status.expired.text() == (
        "On track, set by Chair, held until 30 Jan 2018 and no longer stands: It was better"
    )
    press(qtbot, view.status.lift)
    assert not view.status.expired.isVisible()


def test_the_confidence_is_judged_with_name_and_day(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def judge(dialog):
        qtbot.keyClicks(dialog.form.fields["level"].control, "Low")
        type_into(qtbot, dialog.form.fields["reason"].control, "Few social workers apply")
        press(qtbot, dialog.save_button)

    with answering(judge):
        press(qtbot, view.confidence)
    assert view.status.confidence.text() == (
        "Confidence in the outcome: low, judged by Ann Officer, Programme manager on 31 Jan 2018. "
        "Few social workers apply."
    )
    assert len(workspace.all(Confidence)) == 1


@pytest.mark.parametrize("kind", [Indicator, Action, Risk])
def test_an_added_item_counts_towards_the_theme(qtbot: QtBot, view: ThemeView, workspace: Workspace, kind):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Something new")
        press(qtbot, dialog.save_button)

    theme = named(workspace, Theme, "Practice")
    add = next(button for button in view.buttons if button.text() == f"Add {kind.NAME.lower()}")
    with answering(write):
        press(qtbot, add)
    assert "Something new" in [item.title for item in workspace.plan.serving(theme, kind)]
    workspace.undo()
    assert "Something new" not in [item.title for item in workspace.all(kind)]


def test_an_existing_item_is_linked(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    theme, risk = named(workspace, Theme, "Practice"), workspace.all(Risk)[0]

    def choose(dialog):
        qtbot.keyClicks(dialog.form.fields["item"].control, risk.name[:4])
        press(qtbot, dialog.save_button)

    links = len(workspace.all(Link))
    with answering(choose):
        press(qtbot, view.links[Risk])
    assert workspace.plan.serving(theme, Risk) == (risk,)
    assert len(workspace.all(Link)) == links + 1
    assert not view.links[Risk].isEnabled()


def test_the_theme_is_edited(qtbot: QtBot, view: ThemeView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "A robust model of practice")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.edit)
    assert "A robust model of practice" in [theme.title for theme in workspace.all(Theme)]
    assert view.header.title.text() == "A robust model of practice"
    assert workspace.history()[0].label == "Edit Theme 2: A robust model of practice"
