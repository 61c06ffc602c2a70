"""The page of the meetings, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Provenance, Question, Risk, Settlement
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.meetings import MeetingsPage
from app.workspace import Workspace
from tests.app.ui.hands import Key, answering, choose, click_row, press, type_into


def meeting(workspace: Workspace, year: int) -> Meeting:
    return next(m for m in workspace.all(Meeting) if m.day and m.day.year == year)


def said(page: MeetingsPage) -> list[str]:
    return [f"{line.title}: {line.fact}" for line in page.detail.meeting.changed.since.lines]


def test_the_next_meeting_is_shown_first_with_what_has_changed_since_the_last(page: MeetingsPage):
    assert page.header.subtitle.text() == "Next: Cabinet, 20 Mar 2018, in 48 days"
    assert page.detail.shown.subtitle.text() == "20 Mar 2018, in 48 days"
    assert page.detail.meeting.changed.header.title.text() == "What has changed since Cabinet, 27 Jun 2017"
    assert said(page) == ["Staff leave: New risk, score 16"]


def close(qtbot: QtBot, page: MeetingsPage) -> None:
    """Press the button, and say that it is meant."""
    with answering(answer("Close the meeting")):
        press(qtbot, page.detail.meeting.close_button)


def answer(word: str, *said: str) -> Callable[[QMessageBox], None]:
    """The person in front of the question whether to close, who reads it and presses a button."""

    def act(box: QMessageBox) -> None:
        assert box.text() == "Close this meeting now?"
        for sentence in said:
            assert sentence in box.informativeText().split("\n")
        default = box.defaultButton()
        assert default is not None
        assert default.text() == "Keep it open", "Enter closes nothing"
        next(b for b in box.buttons() if b.text() == word).click()

    return act


def hold_on(workspace: Workspace, day: date) -> None:
    """Let the plan speak of another day."""
    workspace.save(replace(workspace.plan.programme, position=day), label="Fix the day")


AHEAD = "It is held on 20 Mar 2018, in 48 days."


def test_a_meeting_that_lies_ahead_is_closed_only_when_that_is_meant(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    view = page.detail.meeting
    assert view.close_button.property("kind") != "primary"
    with answering(answer("Keep it open", AHEAD)):
        press(qtbot, view.close_button)
    assert meeting(workspace, 2018).closed is None
    with answering(answer("Close the meeting", AHEAD)):
        press(qtbot, view.close_button)
    assert meeting(workspace, 2018).closed == date(2018, 1, 31)


@pytest.mark.parametrize("day", [date(2018, 3, 20), date(2018, 3, 27)])
def test_from_its_day_on_closing_is_what_one_does_next_and_asks_nothing(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, day: date
):
    hold_on(workspace, day)
    click_row(qtbot, page.meetings, meeting(workspace, 2018).id)
    assert page.detail.meeting.close_button.property("kind") == "primary"
    press(qtbot, page.detail.meeting.close_button)
    assert meeting(workspace, 2018).closed == day


def test_a_question_that_is_not_answered_is_named_before_its_meeting_is_closed(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    hold_on(workspace, date(2018, 3, 20))
    put = {"by": "Chair", "day": date(2018, 1, 31), "meeting": meeting(workspace, 2018).id}
    first = workspace.draft(Question, text="Why?", **put)
    note = workspace.draft(Question, text="Seen", kind="note", **put)
    workspace.save(first, note, label="Ask")
    page.reveal(meeting(workspace, 2018))
    with answering(answer("Keep it open", "1 question is not answered yet.")):
        press(qtbot, page.detail.meeting.close_button)
    assert meeting(workspace, 2018).closed is None
    workspace.save(replace(first, answer="Because.", answered_by="Ann", answered_on=date(2018, 3, 20)), label="Answer")
    press(qtbot, page.detail.meeting.close_button)
    assert meeting(workspace, 2018).closed


def test_what_is_half_typed_is_named_before_the_meeting_is_closed(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    hold_on(workspace, date(2018, 3, 20))
    board = next(body for body in workspace.all(Body) if body.title == "Improvement Board")
    other = workspace.draft(Meeting, body=board.id, day=date(2018, 3, 22))
    asked = workspace.draft(
        Question, text="Why?", by="Chair", day=date(2018, 1, 31), meeting=meeting(workspace, 2018).id
    )
    workspace.save(other, asked, label="Ask")
    page.reveal(asked)
    view = page.detail.meeting
    press(qtbot, view.arising.add_button)
    type_into(qtbot, view.arising.form.fields["title"].control, "Recruit")
    type_into(qtbot, view.attendance.line, "Head of HR")
    assert view.questions.answer is not None
    type_into(qtbot, view.questions.answer.form.fields["answer"].control, "Because")
    typed = "Typed and not saved yet: an answer, a role and an action."
    with answering(answer("Keep it open", typed, "1 question is not answered yet.")):
        press(qtbot, view.close_button)
    assert meeting(workspace, 2018).closed is None
    assert view.arising.form.fields["title"].text() == "Recruit"
    page.reveal(other)
    assert not page.half_typed(), "nothing is typed for this one"
    page.reveal(asked)
    view.attendance.line.clear()
    assert view.questions.answer is not None
    press(qtbot, view.questions.answer.button)
    press(qtbot, view.arising.cancel_button)
    press(qtbot, view.close_button)
    assert meeting(workspace, 2018).closed


def test_minutes_still_being_written_are_saved_and_nothing_is_asked(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    hold_on(workspace, date(2018, 3, 20))
    page.reveal(meeting(workspace, 2018))
    type_into(qtbot, page.detail.meeting.minutes.form.fields["note"].control, "All agreed.")
    choose(page.detail.shown.more, operations.close_meeting)
    qtbot.waitUntil(lambda: bool(meeting(workspace, 2018).closed))
    assert meeting(workspace, 2018).note == "All agreed."


def test_edits_of_wording_are_one_line_until_it_is_pressed(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    workspace.save(workspace.draft(Risk, title="Pay lags behind"), label="Add")
    workspace.close_meeting(meeting(workspace, 2018))
    reworded = [replace(risk, mitigation="Seminars") for risk in workspace.all(Risk)]
    workspace.save(*reworded, workspace.draft(Risk, title="Posts are empty"), label="Work on the risks")
    since = page.detail.meeting.changed.since
    assert [row.line.title for row in since.rows] == ["Posts are empty"]
    assert since.fold.text() == "And 2 edits of wording"
    press(qtbot, since.fold)
    assert [row.line.fact for row in since.rows[1:]] == ["Edited: Mitigation"] * 2


def test_closing_a_meeting_marks_where_the_plan_stands(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    assert "Closing marks the plan as it stands on 31 Jan 2018" in page.detail.meeting.what.text()
    with qtbot.waitSignal(page.session.done):
        close(qtbot, page)
    assert meeting(workspace, 2018).closed == date(2018, 1, 31)
    assert workspace.last_meeting == meeting(workspace, 2018)
    assert page.detail.meeting.changed.header.title.text() == "What has changed since it"
    assert page.detail.meeting.changed.nothing.text() == "Nothing yet."
    assert not page.detail.meeting.close_button.isVisible()


def test_a_closed_meeting_is_reopened_and_the_one_before_it_compared_with(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    close(qtbot, page)
    press(qtbot, page.detail.meeting.reopen_button)
    assert meeting(workspace, 2018).closed is None
    assert workspace.last_meeting == meeting(workspace, 2017)
    assert said(page) == ["Staff leave: New risk, score 16"]


def test_closing_is_undone_like_any_edit(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    close(qtbot, page)
    workspace.undo()
    assert page.detail.meeting.close_button.isVisible()
    assert workspace.last_meeting == meeting(workspace, 2017)


def test_an_earlier_closed_meeting_leads_to_the_one_compared_with(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    close(qtbot, page)
    click_row(qtbot, page.meetings, meeting(workspace, 2017).id)
    assert page.detail.shown.subtitle.text().startswith("27 Jun 2017")
    press(qtbot, page.detail.meeting.changed.last_button)
    assert page.detail.shown.subtitle.text().startswith("20 Mar 2018")


def test_a_change_is_a_way_in(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    row = page.detail.meeting.changed.since.rows[0]
    row.setFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(row, Key.Key_Return)
    assert opened.args == [workspace.all(Risk)[0]]


def test_a_new_body_and_its_meeting_are_entered(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    def body(dialog: RecordDialog[Any]) -> None:
        qtbot.keyClicks(dialog.form.fields["title"].control, "Scrutiny")
        qtbot.keyClicks(dialog.form.fields["chair"].control, "Cllr Lee")
        qtbot.keyClick(dialog.form.fields["chair"].control, Key.Key_Return)

    with answering(body):
        press(qtbot, page.new_body_button)
    assert page.detail.shown.title.text() == "Scrutiny"
    assert page.detail.shown.subtitle.text() == "chair: Cllr Lee"

    def write(dialog: RecordDialog[Any]) -> None:
        assert dialog.form.fields["body"].text() == "Scrutiny"
        qtbot.keyClicks(dialog.form.fields["day"].control, "14 Feb 2018")
        qtbot.keyClick(dialog.form.fields["day"].control, Key.Key_Return)

    with answering(write):
        press(qtbot, page.detail.body.new_button)
    assert page.detail.shown.subtitle.text() == "14 Feb 2018, in 14 days · chair: Cllr Lee"
    assert page.header.subtitle.text().startswith("Next: Scrutiny, 14 Feb 2018, in 14 days; Cabinet")


def test_a_day_that_does_not_exist_is_said_beside_the_field_and_kept(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    def write(dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["body"].set_text("Cabinet")
        day = dialog.form.fields["day"]
        qtbot.keyClicks(day.control, "30 Feb 2018")
        assert day.hint.text() == "There is no such date as 30 Feb 2018."
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert day.text() == "30 Feb 2018"

    with answering(write):
        press(qtbot, page.new_meeting_button)
    assert len(workspace.all(Meeting)) == 2


def test_a_body_with_meetings_is_not_removed_by_a_slip(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    cabinet, board = workspace.all(Body)
    click_row(qtbot, page.bodies, cabinet.id)
    with qtbot.waitSignal(page.session.refused) as refused:
        choose(page.detail.shown.more, operations.remove)
    assert refused.args == ["Cabinet has 2 meetings: remove these first.", ()]
    assert len(workspace.all(Meeting)) == 2
    click_row(qtbot, page.bodies, board.id)
    choose(page.detail.shown.more, operations.remove)
    assert workspace.all(Body) == (cabinet,)
    workspace.undo()
    assert len(workspace.all(Body)) == 2


def test_one_line_narrows_both_tables(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    page.find()
    qtbot.keyClicks(page.line, "board")
    assert [len(table.records.rows) for table in (page.meetings, page.bodies)] == [0, 1]
    page.reveal(meeting(workspace, 2017))
    assert page.line.text() == ""
    assert page.detail.shown.title.text() == "Cabinet"


def test_the_first_meeting_of_a_new_plan_begins_with_its_body(qtbot: QtBot, page: MeetingsPage, workspace: Workspace):
    workspace.remove(*workspace.all(Body), label="Clear")
    assert page.detail.empty.isVisible()

    def body(dialog: RecordDialog[Any]) -> None:
        qtbot.keyClicks(dialog.form.fields["title"].control, "Board")
        QTimer.singleShot(0, lambda: meeting_of_it(QApplication.activeModalWidget()))
        press(qtbot, dialog.save_button)

    def meeting_of_it(dialog: QWidget | None) -> None:
        assert isinstance(dialog, RecordDialog)
        try:
            assert dialog.form.fields["body"].text() == "Board"
            qtbot.keyClicks(dialog.form.fields["day"].control, "1 Feb 2018")
            press(qtbot, dialog.save_button)
        finally:
            dialog.done(0)

    with answering(body):
        press(qtbot, page.detail.empty.button)
    assert [m.day for m in workspace.all(Meeting)] == [date(2018, 2, 1)]


def test_what_sources_disagree_about_in_a_body_is_settled_beside_its_sources(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace
):
    board = next(body for body in workspace.all(Body) if body.title == "Improvement Board")
    said = {"3.2": "It is called the Programme Board.", "7.2": "It is called the Improvement Board."}
    rivals = [
        workspace.draft(Provenance, record=board.id, field="title", source=source, statement=statement)
        for source, statement in said.items()
    ]
    workspace.save(*rivals, label="Two sources")
    page.reveal(board)

    def settling(dialog):
        press(qtbot, dialog.choices[0].radio)
        assert dialog.value.field.text() == "Programme Board"
        qtbot.keyClicks(dialog.form.fields["reason"].control, "So its papers say")
        press(qtbot, dialog.save_button)

    apart = page.detail.body.sources.apart
    assert apart is not None
    settle = next(button for button in apart.findChildren(QPushButton) if button.text() == "Settle")
    qtbot.waitUntil(settle.isVisible)
    with answering(settling):
        press(qtbot, settle)
    assert page.detail.shown.title.text() == "Programme Board"
    assert [held.reason for held in workspace.all(Settlement)] == ["So its papers say"]
