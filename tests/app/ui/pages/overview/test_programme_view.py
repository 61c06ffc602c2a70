"""The programme in full."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Programme, Reading, Stage, StageAim, Theme, Thresholds
from app.domain.schedule import PartialDate
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.programme_view import ProgrammeView
from app.workspace import Workspace
from tests.app.ui.hands import answering, press, type_into
from tests.app.ui.pages.overview.finding import named


@pytest.fixture
def view(page: OverviewPage, workspace: Workspace) -> ProgrammeView:
    page.reveal(workspace.plan.programme)
    return page.programme_view


def test_the_programme_is_edited(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["council"].control, "A council")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.edit)
    assert workspace.all(Programme)[0].council == "A council"
    assert view.header.subtitle.text().startswith("A council. Inadequate")


def test_other_thresholds_change_statuses_at_once(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["tolerance_points"].control, "10")
        press(qtbot, dialog.save_button)

    assert workspace.ratings.of(workspace.all(Indicator)[0]).status == "red"
    with answering(write):
        press(qtbot, view.thresholds)
    assert workspace.all(Thresholds)[0].tolerance_points == 10
    assert workspace.ratings.of(workspace.all(Indicator)[0]).status == "amber"
    assert workspace.plan.latest(workspace.all(Indicator)[0]) in workspace.all(Reading)


def test_a_stage_and_its_aim_are_edited_where_they_stand(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    stage, aim = named(workspace, Stage, "Foundations"), workspace.all(StageAim)[0]

    def end_later(dialog):
        type_into(qtbot, dialog.form.fields["ends"].control, "October 2017")
        press(qtbot, dialog.save_button)

    def rename(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "Strategy agreed")
        press(qtbot, dialog.save_button)

    with answering(end_later):
        press(qtbot, view.rows[stage.id])
    assert named(workspace, Stage, "Foundations").ends == PartialDate("2017-10")
    qtbot.waitUntil(view.rows[aim.id].isVisible)
    assert view.window().focusWidget() is view.rows[stage.id]
    with answering(rename):
        press(qtbot, view.rows[aim.id])
    assert workspace.all(StageAim)[0].title == "Strategy agreed"


def test_stages_and_aims_are_added(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    def write(dialog):
        type_into(qtbot, dialog.form.fields["title"].control, "New")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.add_stage)
    added = next(stage for stage in workspace.all(Stage) if stage.title == "New")
    assert added.number == 3
    add_aim = next(b for b in view.findChildren(QPushButton) if b.accessibleName() == "Add an aim to stage 3")
    qtbot.waitUntil(add_aim.isVisible)
    with answering(write):
        press(qtbot, add_aim)
    assert [aim.title for aim in workspace.plan.children(added, StageAim, "stage")] == ["New"]


def test_a_theme_opens(qtbot: QtBot, view: ProgrammeView, page: OverviewPage, workspace: Workspace):
    press(qtbot, next(b for b in view.findChildren(QPushButton) if b.text() == "Theme 1: Leadership"))
    assert page.theme_view.record == named(workspace, Theme, "Leadership")


def test_all_actions_are_listed(qtbot: QtBot, view: ProgrammeView, page: OverviewPage):
    assert view.all_actions.text() == "All 1 action"
    press(qtbot, view.all_actions)
    assert page.views.currentWidget() is page.actions_view
    assert not page.actions_view.all.isVisible()
