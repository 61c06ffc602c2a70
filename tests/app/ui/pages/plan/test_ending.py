"""Saying how an action stands in one press: no change, ended without being done, to be done after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Programme
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.plan import PlanPage, outline
from app.workspace import Workspace
from tests.app.ui.hands import answering, press, type_into

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform


def action(workspace: Workspace, ref: str) -> Action:
    """The action with this reference as it is saved."""
    return next(a for a in workspace.all(Action) if a.ref == ref)


def click(qtbot: QtBot, page: PlanPage, title: str) -> None:
    """Click the row of an action in the tree."""
    number = next(n for n, row in enumerate(page.tree.records.rows) if row.title == title)
    index = page.tree.records.index(number, 1)
    page.tree.scrollTo(index)
    qtbot.mouseClick(page.tree.viewport(), Left, pos=page.tree.visualRect(index).center())


def shown_as(page: PlanPage, box: str, word: str) -> list[str]:
    """The references that a filter lets through."""
    combo = getattr(page.filters, box)
    combo.setCurrentIndex(combo.findText(word))
    return sorted(each.ref for each in page._accepted)


def test_no_change_is_confirmed_in_one_press_and_undone(qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
    programme = workspace.all(Programme)[0]
    workspace.save(replace(programme, position=date(2018, 2, 28)), label="Go on")
    click(qtbot, page, "Recruit all year")
    assert page.panel.reported.text() == "Last reported 31 Jan 2018."
    press(qtbot, page.panel.no_change)
    assert action(workspace, "A-01").reported == PartialDate("2018-02-28")
    assert page.panel.reported.text() == "Last reported 28 Feb 2018."
    assert workspace.undo_label == "Confirm no change in A-01"
    assert not page.panel.no_change.isEnabled()
    workspace.undo()
    assert action(workspace, "A-01").reported == PartialDate("2018-01-31")


def test_an_action_ends_with_a_reason_of_the_list_and_is_reopened(
    qtbot: QtBot, page: PlanPage, workspace: Workspace
) -> None:
    def choose(dialog: RecordDialog[Any]) -> None:
        box = dialog.form.fields["ended_why"].control
        assert isinstance(box, QComboBox)
        offered = [box.itemText(n) for n in range(box.count())]
        assert offered[:4] == ["Cancelled", "Merged into another action", "Superseded", "Passed to business as usual"]
        assert offered[-1] == "Not given"
        box.setFocus()
        qtbot.keyClick(box, Key.Key_Down)
        assert box.currentText() == "Cancelled"
        press(qtbot, dialog.save_button)

    click(qtbot, page, "Mend the data")
    with answering(choose):
        press(qtbot, page.panel.end)
    ended = action(workspace, "A-02")
    assert (ended.ended, ended.ended_why) == (PartialDate("2018-01-31"), "Cancelled")
    assert ended.is_ended
    assert not ended.done
    assert workspace.undo_label == "End A-02 without being done"
    for button in (page.panel.mark_done, page.panel.no_change, page.panel.end, page.panel.set_status):
        assert not button.isVisible()
    assert page.panel.form.fields["ended_why"].isVisible()
    press(qtbot, page.panel.reopen)
    assert action(workspace, "A-02").is_open
    assert workspace.undo_label == "Reopen A-02"
    assert not page.panel.form.fields["ended_why"].isVisible()
    workspace.undo()
    assert action(workspace, "A-02") == ended


def test_own_words_are_taken_and_nothing_at_all_is_said_to_be_not_given(
    qtbot: QtBot, page: PlanPage, workspace: Workspace
) -> None:
    def leave_both_empty(dialog: RecordDialog[Any]) -> None:
        type_into(qtbot, dialog.form.fields["ended"].control, "")
        press(qtbot, dialog.save_button)

    def own_words(dialog: RecordDialog[Any]) -> None:
        box = dialog.form.fields["ended_why"].control
        assert isinstance(box, QComboBox)
        line = box.lineEdit()
        assert line is not None
        type_into(qtbot, line, "The partner left")
        press(qtbot, dialog.save_button)

    click(qtbot, page, "Mend the data")
    with answering(leave_both_empty):
        press(qtbot, page.panel.end)
    assert (action(workspace, "A-02").ended, action(workspace, "A-02").ended_why) == (None, "Not given")
    row = next(row for row in page.tree.records.rows if row.title == "Mend the data")
    assert row.gist == "Ended, date not given: reason not given"
    press(qtbot, page.panel.reopen)
    with answering(own_words):
        press(qtbot, page.panel.end)
    assert action(workspace, "A-02").ended_why == "The partner left"


def test_what_ended_is_neither_overdue_nor_among_the_done_and_has_its_filter(
    qtbot: QtBot, page: PlanPage, workspace: Workspace
) -> None:
    late = action(workspace, "A-02")
    workspace.save(replace(late, ended_why="Superseded"), label="End it")
    assert not outline.is_overdue(workspace.plan, action(workspace, "A-02"))
    assert shown_as(page, "state", "Open") == ["A-01", "A-04"]
    assert shown_as(page, "state", "Done") == ["A-03"]
    assert shown_as(page, "state", "Ended") == ["A-02"]
    page.filters.clear()
    assert page.filters.state.currentText() == "In any state"
    press(qtbot, page.filters.overdue)
    assert page._accepted == []


def test_the_menu_of_a_row_offers_the_same_acts(page: PlanPage, workspace: Workspace) -> None:
    def acts(ref: str) -> list[str]:
        return [each.word for each in operations.acts(page.session, action(workspace, ref)) if Action in each.kinds][:4]

    assert acts("A-04")[:3] == ["Mark done", "Confirm no change", "End without being done…"]
    operations.confirm_no_change(page.session, action(workspace, "A-04"))
    assert action(workspace, "A-04").reported == PartialDate("2018-01-31")
    assert "Confirm no change" not in acts("A-04")
    assert acts("A-03")[0] == "Reopen"
    operations.reopen(page.session, action(workspace, "A-03"))
    assert action(workspace, "A-03").is_open
    rows = {row.title: row for row in page.tree.records.rows}
    assert page.tree.key_of(rows["Think about it"]) == action(workspace, "A-04").id
