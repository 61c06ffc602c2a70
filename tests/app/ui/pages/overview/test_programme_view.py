"""The programme in full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Indicator, Programme, Reading, Stage, StageAim, Theme, Thresholds
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.page import Several
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.programme_view import ProgrammeView
from app.ui.widgets.card import PressableRow
from app.workspace import Workspace
from tests.app.ui.hands import answering, choose, press, type_into
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
        press(qtbot, view.buttons[operations.edit])
    assert workspace.all(Programme)[0].council == "A council"
    assert view.header.subtitle.text().startswith("A council. Inadequate")


def test_the_journey_shows_the_stages_the_days_and_what_is_left(view: ProgrammeView, workspace: Workspace):
    assert view.bar.isVisible()
    assert (view.bar.left_text, view.bar.right_text) == ("Stage 2 of 2 · Embedding", "454 days left")
    assert view.dates.text() == "Judged 7 Apr 2017. Goal 30 Apr 2019."
    programme = workspace.plan.programme
    workspace.save(replace(programme, started=PartialDate("2017-06-27")), label="Say when it was agreed")
    assert view.dates.text() == "Judged 7 Apr 2017. Plan agreed 27 Jun 2017. Goal 30 Apr 2019."


def test_a_programme_without_days_has_no_journey(view: ProgrammeView, workspace: Workspace):
    workspace.remove(*workspace.all(Stage), label="Take the stages out")
    bare = replace(workspace.plan.programme, judged_on=None, goal=None, started=None)
    workspace.save(bare, label="Take the days out")
    assert not view.bar.isVisible()
    assert not view.dates.isVisible()


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
    add_aim = next(b for b in view.findChildren(QPushButton) if b.accessibleName() == "Add an aim, to stage 3")
    qtbot.waitUntil(add_aim.isVisible)
    with answering(write):
        press(qtbot, add_aim)
    assert [aim.title for aim in workspace.plan.children(added, StageAim, "stage")] == ["New"]


def test_a_theme_opens(qtbot: QtBot, view: ProgrammeView, page: OverviewPage, workspace: Workspace):
    press(qtbot, next(b for b in view.findChildren(PressableRow) if b.row.text == "Theme 1: Leadership"))
    assert page.theme_view.record == named(workspace, Theme, "Leadership")


def test_all_actions_are_asked_for(qtbot: QtBot, view: ProgrammeView, page: OverviewPage, workspace: Workspace):
    assert view.all_actions.text() == "All 1 action"
    with qtbot.waitSignal(page.opened) as opened:
        press(qtbot, view.all_actions)
    assert opened.args == [Several(Action, frozenset({workspace.all(Action)[0].id}), "all actions")]


def test_the_progress_and_outcome_of_an_aim_are_written(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    (aim,) = workspace.all(StageAim)

    def write(dialog):
        type_into(qtbot, dialog.form.fields["progress"].control, "First draft agreed.")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, view.rows[aim.id])
    assert workspace.all(StageAim)[0].progress == "First draft agreed."
    assert "First draft agreed." in [label.text() for label in view.findChildren(QLabel)]
    workspace.undo()
    assert workspace.all(StageAim)[0].progress == ""


def test_a_stage_and_an_aim_are_removed_and_come_back(qtbot: QtBot, view: ProgrammeView, workspace: Workspace):
    (aim,), stage = workspace.all(StageAim), named(workspace, Stage, "Foundations")
    choose(view.menus[aim.id], operations.remove)
    assert workspace.all(StageAim) == ()
    workspace.undo()
    assert workspace.all(StageAim) == (aim,)
    choose(view.menus[stage.id], operations.remove)
    assert [found.title for found in workspace.all(Stage)] == ["Embedding"]
    assert workspace.all(StageAim) == ()
    workspace.undo()
    assert workspace.all(StageAim) == (aim,)


def test_the_pace_is_told(view: ProgrammeView, workspace: Workspace):
    assert view.pace.text() == (
        "No action was due yet; 0 are done; 1 due later; 0 have no date."
        " 0 % of all actions done, 40 % of the time to 30 Apr 2019 gone."
    )
