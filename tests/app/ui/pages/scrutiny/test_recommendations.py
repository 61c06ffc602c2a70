"""The tracker of recommendations: two axes, what answers each, and that one is met."""

from __future__ import annotations

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.records import Action, Confidence, Indicator, Link, Override, Recommendation, Risk
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import Met
from app.workspace import Workspace
from tests.app.ui.hands import Key, Left, answering, choose, click_row, press, type_into


def link(workspace: Workspace, item: str, serves: str) -> None:
    workspace.save(workspace.draft(Link, item=item, serves=serves), label="Link")


def type_link(qtbot: QtBot, page: ScrutinyPage, text: str) -> None:
    line = page.recommendations.panel.strands.line
    line.setFocus()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Key.Key_Return)


def test_a_recommendation_without_an_action_is_lit_until_one_is_linked_by_typing(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace
):
    detail = page.recommendations.panel
    assert detail.gap.isVisible()
    type_link(qtbot, page, "caseloads down")
    action = workspace.all(Action)[0]
    assert workspace.plan.serving(workspace.all(Recommendation)[0], Action) == (action,)
    assert not detail.gap.isVisible()
    assert list(detail.strands.rows) == [action.id]
    assert detail.status.line.badge.text() == workspace.ratings.of(workspace.all(Recommendation)[0]).status.word
    workspace.undo()
    assert detail.gap.isVisible()
    assert workspace.all(Link) == ()


def test_indicators_and_risks_are_linked_in_the_same_line_and_unlinked(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace
):
    type_link(qtbot, page, "R-01")
    type_link(qtbot, page, "management over")
    strands = page.recommendations.panel.strands
    assert set(strands.rows) == {workspace.all(Risk)[0].id, workspace.all(Indicator)[0].id}
    choose(strands.menus[workspace.all(Risk)[0].id], operations.unlink)
    assert workspace.plan.serving(workspace.all(Recommendation)[0], Risk) == ()
    assert len(strands.rows) == 1


def test_one_of_several_that_fit_is_chosen_from_the_list_with_the_keys(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace
):
    line = page.recommendations.panel.strands.line
    line.setFocus()
    qtbot.keyClicks(line, "A-0")
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    second = workspace.all(Action)[1]
    qtbot.waitUntil(lambda: workspace.plan.serving(workspace.all(Recommendation)[0], Action) == (second,))
    qtbot.waitUntil(lambda: line.text() == "")
    assert not page.recommendations.panel.strands.adder.wrong.isVisible()
    assert not popup.isVisible()


def test_what_names_nothing_is_said_below_the_line_and_stays_typed(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace
):
    type_link(qtbot, page, "no such thing")
    strands = page.recommendations.panel.strands
    assert strands.adder.wrong.isVisible()
    assert "no such thing" in strands.adder.wrong.text()
    assert strands.line.text() == "no such thing"
    assert workspace.all(Link) == ()


def test_a_linked_action_is_one_click_away(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    action = workspace.all(Action)[0]
    link(workspace, action.id, workspace.all(Recommendation)[0].id)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.mouseClick(page.recommendations.panel.strands.rows[action.id], Left)
    assert opened.args == [action]


def test_it_is_accepted_as_met_only_with_evidence(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    def accept(dialog: RecordDialog[Any]) -> None:
        assert dialog.form.fields["met"].text() == "31 Jan 2018"
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert dialog.form.fields["evidence"].hint.text() == "Say what shows that it is met."
        type_into(qtbot, dialog.form.fields["evidence"].control, "Thresholds adopted by the board")
        press(qtbot, dialog.save_button)

    detail = page.recommendations.panel
    with answering(accept):
        press(qtbot, detail.buttons[operations.accept_as_met])
    assert workspace.all(Recommendation)[0].met == date(2018, 1, 31)
    met = page.recommendations.panel.part(Met).words
    assert met.text() == "Accepted as met on 31 Jan 2018. Thresholds adopted by the board."
    assert detail.status.line.badge.text() == "Complete"
    assert not detail.gap.isVisible()
    choose(detail.more, operations.not_met)
    assert workspace.all(Recommendation)[0].met is None
    assert met.text() == "Evidence so far: Thresholds adopted by the board."


def test_confidence_is_judged_beside_the_progress(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    def judge(dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["level"].set_text("Low")
        type_into(qtbot, dialog.form.fields["reason"].control, "Partners are not there yet")
        press(qtbot, dialog.save_button)

    detail = page.recommendations.panel
    assert detail.status.confidence.text() == "Nobody has said yet how confident they are in the outcome."
    with answering(judge):
        press(qtbot, detail.buttons[operations.judge_confidence])
    said = detail.status.confidence.text()
    by = "judged by Ann Officer, Performance on 31 Jan 2018"
    assert said == f"Confidence in the outcome: low, {by}. Partners are not there yet."
    status = str(workspace.ratings.of(workspace.all(Recommendation)[0]).status)
    assert page.recommendations.grid.cell_text((status, "low")).endswith(": 1 recommendation")
    workspace.undo()
    assert workspace.all(Confidence) == ()
    assert detail.status.confidence.text().startswith("Nobody")


def test_a_status_is_set_by_hand_and_the_computed_one_let_stand(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    def set_red(dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["status"].set_text("Off track")
        type_into(qtbot, dialog.form.fields["reason"].control, "Too slow")
        press(qtbot, dialog.save_button)

    detail = page.recommendations.panel
    with answering(set_red):
        choose(detail.more, operations.set_status)
    assert detail.status.line.badge.text() == "Off track"
    press(qtbot, detail.status.lift)
    assert workspace.all(Override) == ()


def test_a_cell_of_the_two_axes_narrows_the_table_and_gives_it_back(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace
):
    first, second = workspace.all(Recommendation)
    workspace.save(
        workspace.draft(Confidence, record=second.id, level="high", by="Ann", day=date(2018, 1, 31)), label="Judge"
    )
    view = page.recommendations
    cell = (str(workspace.ratings.of(second).status), "high")
    qtbot.mouseClick(view.grid, Left, pos=view.grid.cell_box(cell).center().toPoint())
    assert [row.id for row in view.table.records.rows] == [second.id]
    assert view.bar.narrowed.isVisible()
    qtbot.mouseClick(view.grid, Left, pos=view.grid.cell_box(cell).center().toPoint())
    assert [row.id for row in view.table.records.rows] == [first.id, second.id]


def test_the_two_axes_are_walked_with_the_keys(qtbot: QtBot, page: ScrutinyPage):
    grid = page.recommendations.grid
    grid.setFocus()
    for _ in range(3):
        qtbot.keyClick(grid, Key.Key_Down)
    for _ in range(9):
        qtbot.keyClick(grid, Key.Key_Right)
    assert grid.at == ("not rated", "")
    qtbot.keyClick(grid, Key.Key_Space)
    assert grid.chosen == ("not rated", "")
    assert grid.accessibleDescription().startswith("Not rated, confidence not judged: ")
    assert page.recommendations.bar.narrowed.isVisible()
    qtbot.keyClick(grid, Key.Key_Escape)
    assert grid.chosen is None
    assert not page.recommendations.bar.narrowed.isVisible()


def test_another_row_shows_another_recommendation(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace):
    click_row(qtbot, page.recommendations.table, workspace.all(Recommendation)[1].id)
    assert page.recommendations.panel.kicker.text() == "Recommendation 2"
