"""What happens at a meeting, written where one reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.meetings import meeting_name
from app.domain.records import (
    Action,
    AgendaItem,
    Attachment,
    Attendance,
    Body,
    Decision,
    Link,
    Meeting,
    Question,
    Risk,
)
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.meetings import MeetingsPage
from app.ui.record.thread_panel import ThreadPanel
from app.ui.trail import HistoryOf
from app.ui.widgets.card import RowList
from app.workspace import Workspace
from tests.app.ui.hands import Key, answering, press, tab_to, type_into

MARCH = date(2018, 3, 20)


@pytest.fixture
def coming(workspace: Workspace) -> Meeting:
    """Cabinet of 20 March 2018, which is shown at first; three roles attend."""
    cabinet = next(body for body in workspace.all(Body) if body.title == "Cabinet")
    workspace.save(replace(cabinet, chair="Mayor", members="Lead member\nDirector"), label="Say who attends")
    return next(m for m in workspace.all(Meeting) if m.day == MARCH)


@pytest.fixture
def asked(workspace: Workspace, coming: Meeting) -> Question:
    """A challenge about the risk, put to that meeting."""
    made = workspace.draft(
        Question, kind="challenge", record=workspace.all(Risk)[0].id, text="Why is it so high?", by="Chair",
        day=date(2018, 1, 31), meeting=coming.id,
    )  # fmt: skip
    workspace.save(made, label="Ask")
    return made


def writes(qtbot: QtBot, **typed: str):
    def act(dialog: Any) -> None:
        for name, text in typed.items():
            type_into(qtbot, dialog.form.fields[name].control, text)
        press(qtbot, dialog.save_button)

    return act


def is_seen_whole(page: MeetingsPage, widget: QWidget) -> bool:
    seen = page.detail.meeting.area.viewport()
    return seen.rect().contains(QRect(widget.mapTo(seen, QPoint(0, 0)), widget.size()))


def tool(qtbot: QtBot, entry: Any, word: str) -> QPushButton:
    found = entry.findChild(QPushButton, word)
    qtbot.waitUntil(found.isVisible)
    return found


class TestAgenda:
    def test_items_are_numbered_in_their_order_and_change_places(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.agenda
        for title in ("Progress", "Risks"):
            with answering(writes(qtbot, title=title, presenter="Director")):
                press(qtbot, part.add_button)
        assert [(e.record.number, e.record.title) for e in part.items.entries] == [(1, "Progress"), (2, "Risks")]
        qtbot.mouseClick(part.items.entries[1].head, Qt.MouseButton.LeftButton)
        press(qtbot, tool(qtbot, part.items.entries[1], "Move up"))
        assert [(e.record.number, e.record.title) for e in part.items.entries] == [(1, "Risks"), (2, "Progress")]
        assert workspace.undo_label == "Move Risks to 1"
        assert {item.meeting for item in workspace.all(AgendaItem)} == {coming.id}

    def test_the_first_cannot_move_up_nor_the_last_down(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        items = [workspace.draft(AgendaItem, meeting=coming.id, number=n, title=f"Item {n}") for n in (1, 2, 3)]
        workspace.save(*items, label="Add")
        can: list[tuple[bool, bool]] = []
        for item in items:
            page.reveal(item)
            entry = page.detail.meeting.agenda.items.entry_of(item.id)
            can.append((tool(qtbot, entry, "Move up").isEnabled(), tool(qtbot, entry, "Move down").isEnabled()))
        assert can == [(False, True), (True, True), (True, False)]

    def test_its_papers_are_held_in_the_plan(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, tmp_path
    ):
        item = workspace.draft(AgendaItem, meeting=coming.id, number=1, title="Progress")
        workspace.save(item, label="Add")
        path = tmp_path / "paper.txt"
        path.write_text("Paper")
        page.reveal(item)
        entry = page.detail.meeting.agenda.items.entries[0]
        assert entry.unfolded

        def attach(dialog: Any) -> None:
            assert dialog.form.fields["record"].text() == "Item 1: Progress"
            type_into(qtbot, dialog.file.field.control, str(path))
            press(qtbot, dialog.save_button)

        add = next(b for b in entry.findChildren(QPushButton) if b.text() == "Add a file")
        qtbot.waitUntil(add.isVisible)
        with answering(attach):
            press(qtbot, add)
        assert [paper.record for paper in workspace.all(Attachment)] == [item.id]

    def test_what_it_is_about_is_a_way_in(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        risk = workspace.all(Risk)[0]
        item = workspace.draft(AgendaItem, meeting=coming.id, number=1, title="Risks", about=risk.id)
        workspace.save(item, label="Add")
        page.reveal(item)
        row = page.detail.meeting.agenda.items.entries[0].findChildren(RowList)[0].rows[0]
        qtbot.waitUntil(lambda: row.height() > 0)
        with qtbot.waitSignal(page.opened) as opened:
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        assert opened.args == [risk]


class TestAttendance:
    def test_one_press_says_how_a_role_attended_and_another_takes_it_back(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.attendance
        assert [role for role, state in part.choices if state == "present"] == ["Mayor", "Lead member", "Director"]
        press(qtbot, part.choices["Mayor", "apologies"])
        assert [(a.role, a.state) for a in workspace.all(Attendance)] == [("Mayor", "apologies")]
        assert part.choices["Mayor", "apologies"].text() == "✓ Apologies"
        press(qtbot, part.choices["Mayor", "present"])
        assert [(a.role, a.state) for a in workspace.all(Attendance)] == [("Mayor", "present")]
        press(qtbot, part.choices["Mayor", "present"])
        assert workspace.all(Attendance) == ()
        assert not part.choices["Mayor", "present"].isChecked()

    def test_all_that_nothing_is_known_of_were_present(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.attendance
        press(qtbot, part.choices["Mayor", "deputy"])
        press(qtbot, part.add_button)
        assert {a.role: a.state for a in workspace.all(Attendance)} == {
            "Mayor": "deputy", "Lead member": "present", "Director": "present",
        }  # fmt: skip
        assert part.header.note.text() == "3 of 3 roles"
        assert not part.add_button.isVisible()

    def test_another_role_that_came_is_typed(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.attendance
        qtbot.keyClicks(part.line, "Adviser")
        qtbot.keyClick(part.line, Key.Key_Return)
        assert [a.role for a in workspace.all(Attendance)] == ["Adviser"]
        assert part.choices["Adviser", "present"].isChecked()
        assert part.line.text() == ""

    def test_a_note_says_who_came_instead(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.attendance
        press(qtbot, part.choices["Mayor", "deputy"])
        with answering(writes(qtbot, note="Deputy mayor")):
            press(qtbot, part.notes["Mayor"])
        assert part.notes["Mayor"].text() == "Deputy mayor"


class TestDecisions:
    def test_a_decision_is_linked_to_what_it_concerns_by_typing(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.decisions
        with answering(writes(qtbot, title="Look at it monthly")):
            press(qtbot, part.add_button)
        (taken,) = workspace.all(Decision)
        assert (taken.meeting, taken.ref) == (coming.id, "D-01")
        entry = part.items.entries[0]
        assert entry.unfolded
        (panel,) = entry.findChildren(ThreadPanel)
        line = panel.line
        qtbot.waitUntil(line.isVisible)
        qtbot.keyClicks(line, "R-01")
        qtbot.keyClick(line, Key.Key_Return)
        assert [(link.item, link.serves) for link in workspace.all(Link)] == [(taken.id, workspace.all(Risk)[0].id)]
        assert workspace.undo_label == "D-01 decides on R-01"

    def test_it_is_taken_under_an_item_of_the_agenda(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        item = workspace.draft(AgendaItem, meeting=coming.id, number=1, title="Progress")
        workspace.save(item, label="Add")
        page.reveal(item)
        entry = page.detail.meeting.agenda.items.entries[0]
        with answering(writes(qtbot, title="Endorse it")):
            press(qtbot, tool(qtbot, entry, "Decide"))
        assert [d.item for d in workspace.all(Decision)] == [item.id]


class TestActionsArising:
    def test_an_action_is_written_at_the_meeting_and_stands_in_the_plan(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.arising
        press(qtbot, part.add_button)
        for name, text in (("title", "Report on pace"), ("owner", "Head of HR"), ("due", "30 Apr 2018")):
            qtbot.keyClicks(part.form.fields[name].control, text)
        press(qtbot, part.save_button)
        (action,) = workspace.all(Action)
        assert (action.meeting, action.owner, action.due) == (coming.id, "Head of HR", PartialDate("2018-04-30"))
        assert not part.writing.isVisible()
        assert workspace.undo_label == f"Add {action.name}, which arose at {meeting_name(workspace.plan, coming)}"
        with qtbot.waitSignal(page.opened) as opened:
            qtbot.mouseClick(part.rows.rows[0], Qt.MouseButton.LeftButton)
        assert opened.args == [action]

    def test_the_form_is_seen_whole_when_it_opens(self, qtbot: QtBot, page: MeetingsPage, coming: Meeting):
        part = page.detail.meeting.arising
        page.detail.meeting.area.ensureWidgetVisible(part.add_button, 0, 0)
        part.add_button.click()
        qtbot.waitUntil(lambda: is_seen_whole(page, part.writing))
        assert part.form.fields["title"].control.hasFocus()

    def test_a_date_that_is_none_is_said_beside_the_field_and_nothing_is_half_written(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.arising
        press(qtbot, part.add_button)
        qtbot.keyClicks(part.form.fields["title"].control, "Report")
        qtbot.keyClicks(part.form.fields["due"].control, "soon")
        press(qtbot, part.save_button)
        assert workspace.all(Action) == ()
        assert part.form.fields["due"].text() == "soon"
        assert "date" in part.form.fields["due"].hint.text()

    def test_what_is_typed_outlives_a_change_of_the_plan(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.arising
        press(qtbot, part.add_button)
        qtbot.keyClicks(part.form.fields["title"].control, "Report")
        workspace.save(workspace.draft(Risk, title="Another"), label="Meanwhile")
        assert part.form.fields["title"].text() == "Report"
        assert part.writing.isVisible()

    def test_what_is_typed_for_one_meeting_never_goes_to_another_and_is_not_lost(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        part = page.detail.meeting.arising
        press(qtbot, part.add_button)
        qtbot.keyClicks(part.form.fields["title"].control, "For March")
        page.reveal(next(m for m in workspace.all(Meeting) if m.id != coming.id))
        assert not part.writing.isVisible()
        press(qtbot, part.add_button)
        assert part.form.fields["title"].text() == ""
        qtbot.keyClicks(part.form.fields["title"].control, "For June")
        press(qtbot, part.save_button)
        page.reveal(coming)
        press(qtbot, part.add_button)
        assert part.form.fields["title"].text() == "For March"
        assert [action.title for action in workspace.all(Action)] == ["For June"]


class TestQuestions:
    def test_a_question_is_answered_where_it_stands(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        part = page.detail.meeting.questions
        assert part.header.note.text() == "1 of 1 not answered"
        assert "1 question is not answered yet." in page.detail.meeting.what.text()
        page.reveal(asked)
        assert part.answer is not None
        qtbot.keyClicks(part.answer.form.fields["answer"].control, "It is being mitigated.")
        press(qtbot, part.answer.button)
        (answered,) = workspace.all(Question)
        assert answered.answer == "It is being mitigated."
        assert answered.answered_by == "Ann Officer, Performance"
        assert answered.answered_on == date(2018, 1, 31)
        assert workspace.undo_label == "Answer Q-01"
        assert part.header.note.text() == "1"

    def test_the_form_of_the_answer_is_seen_whole_when_a_question_is_unfolded(
        self, qtbot: QtBot, page: MeetingsPage, asked: Question
    ):
        part = page.detail.meeting.questions
        page.window().resize(1104, 480)
        head = part.items.entries[0].head
        qtbot.waitUntil(lambda: page.detail.meeting.area.viewport().height() < 330)
        page.detail.meeting.area.ensureWidgetVisible(head, 0, 0)
        head.click()
        qtbot.waitUntil(lambda: part.answer is not None and is_seen_whole(page, part.answer))

    def test_an_answer_that_is_typed_is_kept_while_something_else_is_looked_at(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        part = page.detail.meeting.questions
        page.reveal(asked)
        assert part.answer is not None
        qtbot.keyClicks(part.answer.form.fields["answer"].control, "Half")
        page.reveal(next(m for m in workspace.all(Meeting) if m.id != coming.id))
        page.reveal(asked)
        assert part.answer is not None
        assert part.answer.form.fields["answer"].text() == "Half"

    def test_an_answer_without_words_is_not_saved(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        page.reveal(asked)
        answer = page.detail.meeting.questions.answer
        assert answer is not None
        press(qtbot, answer.button)
        assert answer.form.fields["answer"].hint.text()
        assert workspace.all(Question) == (asked,)

    def test_it_leads_to_the_record_that_it_is_about(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, asked: Question
    ):
        page.reveal(asked)
        row = page.detail.meeting.questions.items.entries[0].findChildren(RowList)[0].rows[0]
        qtbot.waitUntil(lambda: row.height() > 0)
        with qtbot.waitSignal(page.opened) as opened:
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        assert opened.args == [workspace.all(Risk)[0]]

    def test_a_suggested_status_is_accepted_here_and_so_answered(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, asked: Question
    ):
        suggested = replace(asked, kind="status", status="green", text="It is under control.")
        workspace.save(suggested, label="Suggest")
        page.reveal(suggested)
        part = page.detail.meeting.questions
        button = next(b for b in part.items.entries[0].findChildren(QPushButton) if b.text() == "Accept the status…")
        qtbot.waitUntil(button.isVisible)
        with answering(lambda dialog: press(qtbot, dialog.save_button)):
            press(qtbot, button)
        override = workspace.plan.override(workspace.all(Risk)[0])
        assert override is not None
        assert (override.status, override.until) == ("green", MARCH)
        assert workspace.all(Question)[0].answer == "Accepted."
        assert part.header.note.text() == "1"

    def test_what_it_is_about_is_named_even_when_that_was_removed_since(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, asked: Question
    ):
        risk = workspace.all(Risk)[0]
        workspace.remove(risk, label="Remove the risk")
        said = [label.text() for label in page.detail.meeting.questions.findChildren(QLabel)]
        assert f"About {risk.name} (removed from the plan since)" in said
        page.reveal(workspace.all(Question)[0])
        answer = page.detail.meeting.questions.answer
        assert answer is not None
        qtbot.keyClicks(answer.form.fields["answer"].control, "It is gone.")
        press(qtbot, answer.button)
        assert workspace.all(Question)[0].answer == "It is gone."

    def test_it_is_put_to_another_meeting(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        later = workspace.draft(Meeting, body=coming.body, day=date(2018, 6, 19))
        workspace.save(later, label="Add")
        page.reveal(asked)
        part = page.detail.meeting.questions
        assert part.elsewhere is not None
        assert part.elsewhere.currentText() == "Cabinet, 19 Jun 2018"
        put = next(b for b in part.items.entries[0].findChildren(QPushButton) if b.text() == "Put to it")
        qtbot.waitUntil(put.isVisible)
        press(qtbot, put)
        assert [q.meeting for q in workspace.all(Question)] == [later.id]
        assert part.items.entries == []

    def test_one_put_to_no_meeting_is_offered_at_the_next_open_one(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        part = page.detail.meeting.questions
        workspace.save(replace(asked, meeting=""), label="Put to none")
        assert part.loose.isVisible()
        page.reveal(asked)
        assert page.detail.record == coming
        assert part.elsewhere is not None
        assert part.elsewhere.currentText() == "Cabinet, 20 Mar 2018"
        put = next(b for b in part.others.entries[0].findChildren(QPushButton) if b.text() == "Put to it")
        qtbot.waitUntil(put.isVisible)
        press(qtbot, put)
        assert [q.meeting for q in workspace.all(Question)] == [coming.id]
        assert not part.loose.isVisible()

    def test_without_any_open_meeting_the_page_says_what_to_do(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
    ):
        workspace.close_meeting(coming)
        loose = replace(asked, meeting="")
        workspace.save(loose, label="Put to none")
        with qtbot.waitSignal(page.session.refused) as refused:
            page.reveal(loose)
        assert refused.args == ["Questions are answered at a meeting: enter the next one first.", ()]


def test_the_minutes_are_saved_as_one_leaves_them(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
):
    box = page.detail.meeting.minutes.form.fields["note"].control
    box.setFocus()
    qtbot.keyClicks(box, "It was agreed.")
    qtbot.keyClick(box, Key.Key_Tab)
    assert workspace.find(coming.id) == replace(coming, note="It was agreed.")


def test_a_meeting_that_is_moved_still_says_for_when_it_was_planned(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
):
    workspace.save(replace(coming, planned=MARCH), label="By rhythm")

    def move(dialog: RecordDialog[Any]) -> None:
        type_into(qtbot, dialog.form.fields["day"].control, "27 Mar 2018")
        press(qtbot, dialog.save_button)

    with answering(move):
        press(qtbot, page.detail.shown.buttons[operations.edit])
    assert "planned for 20 Mar 2018" in page.detail.shown.subtitle.text()
    assert page.detail.shown.subtitle.text().startswith("27 Mar 2018")


def test_two_meetings_of_a_body_on_a_day_are_refused_beside_the_field(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
):
    before = workspace.all(Meeting)

    def write(dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["body"].set_text("Cabinet")
        day = dialog.form.fields["day"]
        qtbot.keyClicks(day.control, "20 Mar 2018")
        press(qtbot, dialog.save_button)
        assert dialog.isVisible()
        assert day.hint.text() == "Cabinet meets on 20 Mar 2018 already."

    with answering(write):
        press(qtbot, page.new_meeting_button)
    assert workspace.all(Meeting) == before


def test_a_meeting_of_a_body_that_is_gone_is_refused(workspace: Workspace):
    from app.workspace import NotSaved

    board = next(body for body in workspace.all(Body) if body.title == "Improvement Board")
    draft = workspace.draft(Meeting, body=board.id, day=MARCH)
    workspace.remove(board, label="Remove")
    done = len(workspace.history())
    with pytest.raises(NotSaved, match="Body refers to a record that is not there"):
        workspace.save(draft, label="Add")
    assert len(workspace.history()) == done


def test_the_keyboard_goes_through_a_meeting_in_the_order_in_which_it_is_read(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting, asked: Question
):
    view, window = page.detail.meeting, page.window()
    page.meetings.setFocus()
    stops = [
        view.close_button, view.agenda.add_button, view.questions.items.entries[0].head, view.changed.since.rows[0],
        view.attendance.add_button, view.attendance.choices["Mayor", "present"], view.attendance.line,
        view.decisions.add_button, view.arising.add_button, view.minutes.form.fields["note"].control,
    ]  # fmt: skip
    for stop in stops:
        tab_to(qtbot, window, stop)
    assert all(stop.accessibleName() or stop.property("text") for stop in stops)


class TestHistory:
    def test_what_was_done_to_a_meeting_and_at_it_is_told_and_leads_to_history(
        self, qtbot: QtBot, page: MeetingsPage, workspace: Workspace, coming: Meeting
    ):
        workspace.save(workspace.draft(AgendaItem, meeting=coming.id, title="Progress", number=1), label="Add progress")
        told = [label.text() for label in page.detail.meeting.history.findChildren(QLabel)]
        assert "Add progress" in told
        more = page.detail.meeting.history.findChild(QPushButton)
        assert isinstance(more, QPushButton)
        with qtbot.waitSignal(page.opened) as opened:
            more.click()
        assert opened.args == [HistoryOf(coming.id)]
        page.reveal(workspace.find(coming.body))
        assert "Say who attends" in [label.text() for label in page.detail.body.history.findChildren(QLabel)]
