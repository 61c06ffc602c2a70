"""Looking back in the window: the banner, the way there and back, and that every page bears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.lazy import all_at_once
from app.domain.records import Body, Meeting, Risk, Theme
from app.domain.risk import score_of
from app.ui.dialogs.as_at import AsAtDialog
from app.ui.dialogs.compare import CompareDialog
from app.ui.looking_back import LookingBack, compare_with, remembered
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace
from tests.app.ui.hands import type_into, window_of
from tests.demo_plan import open_demo

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
CABINET = "the Cabinet meeting of 27 Jun 2017"


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path)) as window:
        yield window


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def cabinet(workspace: Workspace) -> Meeting:
    bodies = {b.id for b in workspace.all(Body) if b.title == "Cabinet"}
    return next(m for m in workspace.closed_meetings if m.body in bodies)


def test_a_banner_a_title_and_the_rail_say_which_moment_is_shown(window: MainWindow, workspace: Workspace):
    assert not window.feature(LookingBack).banner.isVisible()
    workspace.look_back(cabinet(workspace))
    assert window.feature(LookingBack).banner.isVisible()
    assert window.feature(LookingBack).banner.message.text() == f"As it was at {CABINET}. Read only."
    assert f"as it was at {CABINET}" in window.windowTitle()
    assert "As it was then" in [label.text() for label in window.rail.findChildren(QLabel)]
    assert not window.state.isVisible()
    assert not window.menus["Undo"].isEnabled()
    assert not window.menus["Import…"].isEnabled()
    assert window.menus["Back to now"].isEnabled()


def test_the_button_and_escape_lead_back_to_now(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    for back in ("button", "escape", "menu"):
        workspace.look_back(cabinet(workspace))
        if back == "button":
            qtbot.mouseClick(window.feature(LookingBack).banner.buttons[0], Left)
        elif back == "escape":
            qtbot.keyClick(window, Key.Key_Escape)
        else:
            window.menus["Back to now"].trigger()
        assert workspace.past is None, back
        assert not window.feature(LookingBack).banner.isVisible()
        assert "as it was" not in window.windowTitle()


@pytest.mark.parametrize("moment", range(2))
def test_every_page_shows_every_moment_and_every_record_of_it(
    window: MainWindow, workspace: Workspace, moment: int
):  # fmt: skip
    for number in range(len(PLACES)):  # made while the plan is as it is now, with what is not there yet then
        window.show_page(number)
    kinds = [kind for place in PLACES for kind in place.kinds if hasattr(kind, "TABLE")]
    opened = [rows[-1] for kind in kinds if (rows := workspace.all(kind))]  # type: ignore[type-var]
    for record in opened:
        window.open_target(record)
        workspace.look_back(workspace.closed_meetings[moment])
        QApplication.processEvents()
        workspace.look_back(None)
    workspace.look_back(workspace.closed_meetings[moment])
    for number in range(len(PLACES)):
        window.show_page(number)
    for record in opened:
        window.open_target(record)
    for kind in kinds:
        for record in workspace.all(kind)[:1]:  # type: ignore[type-var]
            window.open_target(record)
    assert window.feature(LookingBack).banner.isVisible()


def test_the_commands_stand_in_the_menu(window: MainWindow):
    view = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&View")
    words = [action.text() for action in view.actions()]
    first = words.index("As at…")
    assert words[first : first + 3] == ["As at…", "Back to now", "Compare meetings…"]


def test_a_meeting_is_chosen_from_the_menu(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    days: list[date | None] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AsAtDialog)
        days.extend(meeting.day for meeting in dialog.table.records.rows)
        dialog.table.select(cabinet(workspace).id)
        dialog.accept()

    QTimer.singleShot(0, choose)
    window.menus["As at…"].trigger()
    assert days == [date(2017, 11, 23), date(2017, 6, 27)]
    assert workspace.past
    assert workspace.past.title == CABINET


REFUSED = {
    "1 Jan 2001": "does not reach back to",
    "tomorrow week": "Write a date such as",
    "5 Jan 2018 25:00": "There is no such time as 25:00.",
    "Jan 2018 10:00": "A time needs a whole day",
    "1 Jan 2900": "is still to come",
}


def test_a_moment_that_is_refused_is_said_beside_the_line(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, subtests: pytest.Subtests
):
    dialog = AsAtDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    for typed, said in REFUSED.items():
        with subtests.test(typed=typed):
            type_into(qtbot, dialog.moment.control, typed)
            qtbot.mouseClick(dialog.show_it, Left)
            assert dialog.isVisible()
            assert said in dialog.moment.hint.text()
            assert dialog.moment.text() == typed
            assert workspace.past is None


def test_a_moment_is_spelt_out_while_it_is_typed(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    dialog = AsAtDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.moment.control, "Q3 2017")
    assert dialog.moment.hint.text() == "Sunday, 31 Dec 2017, 23:59"
    qtbot.keyClicks(dialog.moment.control, "x")
    assert dialog.moment.hint.text().startswith("Such as")


def test_any_day_is_looked_back_to_by_typing(qtbot: QtBot, window: MainWindow, workspace: Workspace):
    dialog = AsAtDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.moment.control, "1 Dec 2017 10:30")
    qtbot.keyClick(dialog.moment.control, Key.Key_Return)
    assert workspace.past
    assert workspace.past.title == "1 Dec 2017, 10:30"
    assert workspace.last_meeting
    assert workspace.last_meeting.day == date(2017, 11, 23)


def test_the_dates_of_edits_are_a_second_choice_where_a_copy_came_in(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
):
    dialog = AsAtDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.dated.isVisible()
    workspace.save_copy(tmp_path / "copy.goldthread")
    copy = Workspace.open(tmp_path / "copy.goldthread", Person("Bo"), tmp_path / "backups")
    copy.save(replace(copy.all(Risk)[0], owner="Bo"), label="Own it")
    copy.close()
    found = all_at_once(workspace.preview_merge(copy.path))
    workspace.reload_after(all_at_once(workspace.merge(found)))
    dialog = AsAtDialog(workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.moment.control, "1 Dec 2017 10:30")
    qtbot.keyClick(dialog.dated, Key.Key_Space)
    qtbot.mouseClick(dialog.show_it, Left)
    assert workspace.past
    assert workspace.past.title == "1 Dec 2017, 10:30, as the edits are dated"


def test_what_a_plan_is_compared_with_is_remembered(window: MainWindow, workspace: Workspace, tmp_path: Path):
    body = cabinet(workspace).body
    compare_with(workspace, body)
    assert workspace.last_meeting == cabinet(workspace)
    assert remembered(workspace) == body
    again = Workspace.open(workspace.path, Person("Bo"), tmp_path / "backups", write=False)
    window.show_plan(again)
    assert again.compare_with == body
    compare_with(again, "")
    assert settings.get(settings.COMPARED) == {}


class TestCompare:
    """The dialog in which two meetings are compared."""

    @pytest.fixture
    def dialog(self, qtbot: QtBot, window: MainWindow, workspace: Workspace) -> CompareDialog:
        dialog = CompareDialog(workspace, window)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def test_it_begins_with_the_last_meeting_and_now(self, dialog: CompareDialog, workspace: Workspace):
        assert dialog.earlier.text() == "Overview and Scrutiny Committee, 23 Nov 2017"
        assert dialog.later.text() == "Now"
        told = {c.means for c in workspace.compare(workspace.last_meeting)}
        assert dialog.groups.count() == len(told)

    def test_every_change_is_in_one_of_the_groups(self, qtbot: QtBot, dialog: CompareDialog, workspace: Workspace):
        dialog.earlier.set_text("Cabinet, 27 Jun 2017")
        dialog.later.set_text("Overview and Scrutiny Committee, 23 Nov 2017")
        texts: list[str] = []
        for row in range(dialog.groups.count()):
            dialog.groups.setCurrentRow(row)
            texts += [f"{line.title}: {line.fact}" for line in dialog.lines.lines]
        first, second = reversed(workspace.closed_meetings[:2])
        assert sorted(texts) == sorted(f"{c.name}: {c.fact}" for c in workspace.compare(first, second))
        assert texts

    def test_the_wrong_way_round_and_the_same_twice_are_said(self, dialog: CompareDialog):
        dialog.later.set_text("Cabinet, 27 Jun 2017")
        assert dialog.said.text() == "Choose an earlier meeting to compare from."
        dialog.earlier.set_text("Cabinet, 27 Jun 2017")
        assert dialog.said.text() == "Choose two different meetings."
        assert not dialog.export.isEnabled()

    def test_choosing_is_never_complained_about(self, qtbot: QtBot, dialog: CompareDialog, workspace: Workspace):
        for field in (dialog.earlier, dialog.later):
            field.box.setFocus()
            for key in (Key.Key_End, Key.Key_Home, Key.Key_Down):
                qtbot.keyClick(field.box, key)
                assert field.problem() == ""
                assert not field.hint.isVisible(), field.hint.text()
        assert dialog.later.text() != "Now"
        qtbot.keyClick(dialog.later.box, Key.Key_Home)
        qtbot.keyClick(dialog.later.box, Key.Key_Tab)
        assert dialog.moments() == (workspace.closed_meetings[1], None)
        assert not dialog.later.hint.isVisible()

    def test_a_line_opens_its_record(self, qtbot: QtBot, dialog: CompareDialog):
        target = dialog.lines.lines[0].target
        qtbot.keyClick(dialog.lines.rows[0], Key.Key_Return)
        assert dialog.target == target


def test_a_meeting_is_closed_things_change_and_since_says_exactly_that_cause_by_cause(
    window: MainWindow, workspace: Workspace
):
    board = next(m for m in workspace.all(Meeting) if not m.closed and m.day and m.day >= workspace.plan.position)
    workspace.close_meeting(board)
    window.show_page(0)
    page = window.page()
    assert page
    assert workspace.since == []
    risk, theme = next(r for r in workspace.all(Risk) if score_of(workspace.plan, r) == 16), workspace.all(Theme)[0]
    workspace.save(replace(risk, likelihood=1, owner="Head of HR"), label="Score")
    workspace.save(workspace.draft(Risk, title="New since"), label="Add")
    later = date(2018, 2, 14)
    workspace.save(replace(workspace.plan.programme, position=later), label="A fortnight passes")
    told = {c.record.id: c for c in workspace.since}
    assert told[risk.id].text.endswith("score 4, 16 before")
    assert told[risk.id].detail.startswith("Owner Head of HR, none before. Now on track, off track before")
    assert any(c.text == "New since: new risk, not scored yet" for c in told.values())
    aged = [c for c in told.values() if c.detail.startswith("Time passed: ")]
    assert aged
    for change in aged:
        assert change.record == workspace.before.find(change.record.id)  # type: ignore[union-attr]
    lines = window.findChildren(type(page))[0].dashboard.since.lines  # type: ignore[attr-defined]
    assert len(lines) == len(workspace.since)
    assert theme.id in told or workspace.ratings.of(theme).before.status is workspace.ratings.of(theme).status  # type: ignore[union-attr]
