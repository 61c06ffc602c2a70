"""An action in full."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Milestone, Theme
from app.ui.pages.overview.action_view import ActionView
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Workspace
from tests.app.ui.hands import answering, click_row, press, type_into
from tests.app.ui.pages.overview.finding import named


@pytest.fixture
def view(page: OverviewPage, workspace: Workspace) -> ActionView:
    page.reveal(workspace.all(Action)[0])
    return page.action_view


def test_it_says_how_it_stands_and_who_does_it(view: ActionView):
    said = [label.text() for label in view.findChildren(QLabel)]
    assert "Bo Lead" in said
    assert "31 Jan 2018" in said
    assert "due 31 Jan 2018, today" in view.status.reason.text()


def test_a_theme_that_it_serves_opens(qtbot: QtBot, view: ActionView, page: OverviewPage, workspace: Workspace):
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Theme 2: Practice")
    press(qtbot, button)
    assert page.views.currentWidget() is page.theme_view
    assert page.theme_view.record == named(workspace, Theme, "Practice")


def test_a_milestone_is_added(qtbot: QtBot, view: ActionView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Partners agree")
        type_into(qtbot, dialog.form.fields["due"].control, "March 2018")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.add_milestone)
    assert [m.title for m in view.milestones.table.records.rows] == ["Board agrees", "Partners agree"]
    assert named(workspace, Milestone, "Partners agree").action == workspace.all(Action)[0].id


def test_a_click_on_a_milestone_edits_it(qtbot: QtBot, view: ActionView, workspace: Workspace):
    def reach(dialog):
        dialog.form.fields["done"].control.click()
        press(qtbot, dialog.save_button)

    with answering(reach):
        click_row(qtbot, view.milestones.table, workspace.all(Milestone)[0].id)
    assert workspace.all(Milestone)[0].done
    assert workspace.ratings.of(workspace.all(Milestone)[0]).status == "complete"


def test_the_action_is_edited_with_its_themes_in_one_step(qtbot: QtBot, view: ActionView, workspace: Workspace):
    leadership, practice = named(workspace, Theme, "Leadership"), named(workspace, Theme, "Practice")

    def write(dialog):
        type_into(qtbot, dialog.form.fields["owner"].control, "Cy Head")
        dialog.themes.boxes[leadership.id].click()
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.edit)
    assert workspace.all(Action)[0].owner == "Cy Head"
    assert set(workspace.plan.served(workspace.all(Action)[0], Theme)) == {leadership, practice}
    workspace.undo()
    assert workspace.all(Action)[0].owner == "Bo Lead"
    assert workspace.plan.served(workspace.all(Action)[0], Theme) == (practice,)
