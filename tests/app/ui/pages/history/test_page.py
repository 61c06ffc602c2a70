"""The page of history: read, narrowed, opened, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.lazy import all_at_once
from app.domain.records import Provenance, Risk
from app.domain.schedule import show_date
from app.ui import look
from app.ui.pages.history import HistoryPage
from app.ui.pages.history.edit_list import AT_ONCE, ListHeading
from app.ui.trail import HistoryOf
from app.ui.widgets.delegates import words_high
from app.workspace import HISTORY, Person, Workspace
from tests.app.ui.hands import answering, press, type_into

Key = Qt.Key
ALL = ["Hand it over", "Close the Board meeting of 20 Jan 2018", "Own it", "Enter the board", "Enter another",
       "Enter a risk", "Start the plan"]  # fmt: skip


def labels(page: HistoryPage) -> list[str]:
    return [line.label for line in page.list.edits.lines]


def choose(page: HistoryPage, label: str) -> None:
    assert page.list.select(next(line.id for line in page.list.edits.lines if line.label == label))


def told(page: HistoryPage) -> list[tuple[str, str]]:
    return [(row.row.text, row.row.detail) for row in page.detail.parts.rows]


def test_edits_stand_under_their_day_with_meetings_between_them(page: HistoryPage):
    assert labels(page) == ALL
    headings = [(n, row) for n, row in enumerate(page.list.edits.rows) if isinstance(row, ListHeading)]
    assert headings[0][0] == 0
    assert not headings[0][1].is_meeting
    place, mark = headings[1]
    assert (mark.text, mark.is_meeting) == ("Board meeting of 20 Jan 2018 closed", True)
    after = page.list.edits.rows[place + 1]
    assert not isinstance(after, ListHeading)
    assert after.label == ALL[1]


def test_a_long_line_is_whole_in_the_list(page: HistoryPage, workspace: Workspace):
    risk = workspace.all(Risk)[0]
    usual = page.list.visualRect(page.list.edits.index(page.list.edits.row_of(page.list.edits.lines[0].id))).height()
    label = "Hand it over to whoever has the time for it, as the committee asked in its last meeting, and say why " * 2
    workspace.save(replace(risk, owner="Dee"), label=label)
    row = page.list.edits.row_of(page.list.edits.lines[0].id)
    line = page.list.visualRect(page.list.edits.index(row))
    room = page.list.viewport().width() - look.space(4)
    assert line.height() > usual
    assert line.height() > words_high(label, look.font("body"), room)


def test_what_the_plan_says_of_its_history_stands_above_it(page: HistoryPage, workspace: Workspace):
    assert page.note.isHidden()
    programme = workspace.plan.programme
    workspace.save(
        workspace.draft(Provenance, record=programme.id, source=HISTORY, statement="Its times are illustrative."),
        label="Say where it comes from",
    )
    assert page.note.isVisible()
    assert page.note.text() == "Its times are illustrative."


def test_the_newest_is_chosen_and_told_from_what_to_what(page: HistoryPage):
    assert page.detail.title.text() == "Hand it over"
    assert page.detail.when.text().startswith("Cleo, Chair\n")
    assert told(page) == [("R-01 Staff leave", "Owner from “Bob” to “Cy”")]


def test_arrow_keys_go_from_edit_to_edit_past_headings(qtbot: QtBot, page: HistoryPage):
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_Down)
    assert page.detail.title.text() == ALL[1]
    qtbot.keyClick(page.list, Key.Key_Up)
    assert page.detail.title.text() == ALL[0]


def test_a_click_on_a_record_opens_it(qtbot: QtBot, page: HistoryPage, workspace: Workspace):
    with qtbot.waitSignal(page.opened) as opened:
        press(qtbot, page.detail.parts.rows[0])
    assert opened.args == [workspace.all(Risk)[0]]


def test_a_record_that_is_gone_is_told_but_leads_nowhere(page: HistoryPage, workspace: Workspace):
    workspace.remove(workspace.all(Risk)[1], label="Remove")
    choose(page, "Remove")
    assert told(page) == [("R-02 Data are poor", "Removed risk")]
    assert page.detail.parts.rows[0].row.target is None


def test_from_a_records_panel_it_is_narrowed_to_that_record(qtbot: QtBot, page: HistoryPage, workspace: Workspace):
    page.reveal(HistoryOf(workspace.all(Risk)[0].id))
    assert labels(page) == ["Hand it over", "Own it", "Enter a risk"]
    assert page.filters.record.text() == "R-01 Staff leave"
    press(qtbot, page.filters.clear_button)
    assert labels(page) == ALL
    assert page.filters.record.text() == ""


def test_a_record_is_named_by_typing(qtbot: QtBot, page: HistoryPage):
    page.find()
    type_into(qtbot, page.filters.record, "R-02")
    qtbot.keyClick(page.filters.record, Key.Key_Return)
    assert labels(page) == ["Enter another"]
    assert page.filters.record.text() == "R-02 Data are poor"
    qtbot.keyClick(page.filters.record, Key.Key_End)
    qtbot.keyClick(page.filters.record, Key.Key_X)
    qtbot.keyClick(page.filters.record, Key.Key_Return)
    assert page.filters.wrong.text() == "There is no record called “R-02 Data are poorx”."
    assert labels(page) == ["Enter another"]
    type_into(qtbot, page.filters.record, "")
    assert not page.filters.wrong.isVisible()
    assert labels(page) == ALL


def test_person_kind_and_meeting_are_chosen(qtbot: QtBot, page: HistoryPage):
    filters = page.filters
    filters.people.setFocus()
    qtbot.waitUntil(lambda: filters.people.count() == 3)
    filters.people.setCurrentText("Cleo")
    assert labels(page) == ["Hand it over"]
    filters.people.setCurrentIndex(0)
    filters.since.setCurrentText("Since the Board meeting of 20 Jan 2018")
    assert labels(page) == ["Hand it over"]
    filters.since.setCurrentIndex(0)
    filters.kinds.setCurrentText("Bodies")
    assert labels(page) == ["Enter the board"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Q3 2017", "October to December 2017"),
        ("2017/18", "April 2017 to March 2018"),
        ("27 Jun to 3 Jul 2017", "27 Jun to 3 Jul 2017"),
    ],
)
def test_a_time_is_spelt_out_while_it_is_typed(qtbot: QtBot, page: HistoryPage, typed: str, words: str):
    type_into(qtbot, page.filters.period, typed)
    assert page.filters.understood.isVisible()
    assert page.filters.understood.text() == f"When: {words}"
    qtbot.keyClicks(page.filters.period, "x")
    assert not page.filters.understood.isVisible()


def test_a_time_is_typed_and_what_is_none_is_said(qtbot: QtBot, page: HistoryPage):
    type_into(qtbot, page.filters.period, "1999")
    qtbot.keyClick(page.filters.period, Key.Key_Return)
    assert labels(page) == []
    assert page.empty.isVisible()
    qtbot.keyClick(page.filters.period, Key.Key_X)
    qtbot.keyClick(page.filters.period, Key.Key_Return)
    assert page.filters.wrong.text() == "Write a date such as 30 Apr 2018, 30/4/18, April 2018, Q3 2017/18 or 2017/18."
    assert page.filters.period.text() == "1999x"
    press(qtbot, page.empty.button)
    assert labels(page) == ALL


def test_an_edit_is_undone_and_the_undo_is_told(qtbot: QtBot, page: HistoryPage, workspace: Workspace):
    with qtbot.waitSignal(page.session.said) as said:
        press(qtbot, page.detail.undo_button)
    assert said.args == ["Undone: Hand it over.", ()]
    assert workspace.all(Risk)[0].owner == "Bob"
    assert labels(page)[:2] == ["Undo: Hand it over", "Hand it over"]
    assert page.detail.note.text() == "What it did is undone already."
    assert not page.detail.undo_button.isEnabled()
    choose(page, "Undo: Hand it over")
    press(qtbot, page.detail.undo_button)
    assert workspace.all(Risk)[0].owner == "Cy"


def test_what_stays_as_it_is_is_named_before_anything_is_done(qtbot: QtBot, page: HistoryPage, workspace: Workspace):
    choose(page, "Own it")
    owner = "Owner of R-01 Staff leave was changed since and stays as it is."
    assert owner in page.detail.note.text()
    asked: list[str] = []

    def answer(yes: bool) -> None:
        def act(box: QMessageBox) -> None:
            asked.append(box.informativeText())
            wanted = "Undo the rest" if yes else "Cancel"
            press(qtbot, next(button for button in box.buttons() if button.text() == wanted))

        with answering(act):
            press(qtbot, page.detail.undo_button)

    answer(False)
    assert workspace.all(Risk)[0].cause == "Pay"
    answer(True)
    assert (workspace.all(Risk)[0].cause, workspace.all(Risk)[0].owner) == ("", "Cy")
    assert all(owner in text for text in asked)
    assert len(asked) == 2


def test_what_cannot_be_undone_says_why(page: HistoryPage):
    choose(page, "Enter a risk")
    assert not page.detail.undo_button.isEnabled()
    assert page.detail.note.text().startswith("It cannot be undone. ")


def test_who_may_only_read_cannot_undo(page: HistoryPage, workspace: Workspace):
    meeting = workspace.closed_meetings[0]
    workspace.look_back(meeting)
    assert labels(page)[0] == ALL[1]
    assert not page.detail.undo_button.isEnabled()


def test_a_long_history_is_read_as_one_scrolls(page: HistoryPage, workspace: Workspace):
    risk = workspace.all(Risk)[0]
    for number in range(AT_ONCE + 20):
        workspace.save(risk := replace(risk, owner=f"Owner {number}"), label=f"Edit {number}")
    page.reload(frozenset())
    page.list.edits.start(page._load)
    assert len(labels(page)) == AT_ONCE
    page.list.scrollToBottom()
    page.list.edits.fetchMore(QModelIndex())
    assert labels(page)[-1] == "Start the plan"
    assert len(labels(page)) == AT_ONCE + 20 + len(ALL)
    assert not page.list.edits.canFetchMore()


def test_every_control_has_a_name_for_assistive_software(page: HistoryPage):
    filters = page.filters
    for control in (filters.record, filters.people, filters.kinds, filters.period, filters.since, page.list):
        assert control.accessibleName()
    row = page.list.currentIndex()
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Hand it over. Owner from “Bob” to “Cy”. Cleo, Chair"
    )


@pytest.mark.parametrize("typed", ["'", '"', "😀", "a AND b", "*", "x" * 10_000])
def test_whatever_is_typed_for_a_record_is_answered_with_a_sentence(qtbot: QtBot, page: HistoryPage, typed: str):
    page.filters.record.setText(typed)
    qtbot.keyClick(page.filters.record, Key.Key_Return)
    assert page.filters.wrong.text().endswith(".")
    assert labels(page) == ALL


def test_what_a_copy_brought_stands_there_and_is_taken_back_in_one_step(
    qtbot: QtBot, page: HistoryPage, workspace: Workspace, tmp_path: Path
):
    risk = workspace.all(Risk)[1]
    workspace.save_copy(tmp_path / "copy.goldthread")
    copy = Workspace.open(tmp_path / "copy.goldthread", Person("Cora"), tmp_path / "backups")
    copy.save(replace(risk, owner="Cora"), label="Own the data")
    copy.save(replace(risk, owner="Cora", cause="Haste"), label="Say why")
    copy.close()
    found = all_at_once(workspace.preview_merge(copy.path))
    workspace.reload_after(all_at_once(workspace.merge(found)))
    page.reload(frozenset())
    today = show_date(datetime.now().astimezone().date())
    assert labels(page)[:3] == [f"2 edits by Cora arrived on {today}", "Say why", "Own the data"]
    assert page.header.subtitle.text().endswith("by Cora")
    choose(page, labels(page)[0])
    assert page.detail.undo_button.text() == "Undo these edits"
    assert [name for name, _told in told(page)] == ["R-02 Data are poor"] * 2
    press(qtbot, page.detail.undo_button)
    assert workspace.all(Risk)[1] == risk
    assert labels(page)[0] == f"Undo: 2 edits by Cora that arrived on {today}"
    choose(page, f"2 edits by Cora arrived on {today}")
    assert page.detail.note.text() == "What it did is undone already."
    choose(page, "Say why")
    assert page.detail.undo_button.text() == "Undo this edit"
