"""The page of the plan, worked with mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from app.domain.records import (
    Action,
    DateChange,
    Dependency,
    Link,
    Meeting,
    Milestone,
    NextStep,
    Objective,
    Recommendation,
    Record,
    Theme,
)
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.dialogs.kind_dialog import KindDialog
from app.ui.dialogs.move_date import MoveDateDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.special import DependencyDialog
from app.ui.page import Several
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan.outline import is_overdue
from app.ui.trail import ThreadOf
from app.ui.widgets.record_table import RecordTable
from app.workspace import Workspace
from tests.app.ui.hands import answering, choose, press, type_into

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform


def action(workspace: Workspace, ref: str) -> Action:
    """The action with this reference as it is saved."""
    return next(a for a in workspace.all(Action) if a.ref == ref)


def titles(table: RecordTable[Any]) -> list[str]:
    return [row.title for row in table.records.rows]


def row_of(table: RecordTable[Any], title: str) -> int:
    return titles(table).index(title)


def click(qtbot: QtBot, table: RecordTable[Any], title: str) -> None:
    """Click the row of a record in a view that is seen."""
    assert table.isVisible()
    number = next(n for n, column in enumerate(table.records.columns) if column.name == "title")
    index = table.records.index(row_of(table, title), number)
    table.scrollTo(index)
    qtbot.mouseClick(table.viewport(), Left, pos=table.visualRect(index).center())


def cell(page: PlanPage, title: str, column: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> Any:
    number = next(n for n, c in enumerate(page.tree.records.columns) if c.name == column)
    return page.tree.records.index(row_of(page.tree, title), number).data(role)


def go_to(qtbot: QtBot, page: PlanPage, word: str) -> None:
    """Click the word of a view."""
    words = page.tabs.words
    number = next(n for n in range(words.count()) if words.tabText(n) == word)
    qtbot.mouseClick(words, Left, pos=words.tabRect(number).center())
    assert words.currentIndex() == number


def add(qtbot: QtBot, page: PlanPage, word: str) -> None:
    """Press New and choose a line of its menu, with the mouse."""

    def choose() -> None:
        menu = page.adding
        entry = next(entry for entry in menu.actions() if entry.text() == word)
        assert entry.isEnabled()
        qtbot.mouseClick(menu, Left, pos=menu.actionGeometry(entry).center())

    QTimer.singleShot(0, choose)
    press(qtbot, page.new)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def press_new(qtbot: QtBot, button: QPushButton) -> None:
    """Press a button of a line that was only just added."""
    qtbot.waitUntil(button.isVisible)
    press(qtbot, button)


def fill(qtbot: QtBot, dialog: RecordDialog[Any], **texts: str) -> None:
    """Type into the fields of a dialog and save it."""
    for name, text in texts.items():
        type_into(qtbot, dialog.form.fields[name].control, text)
        qtbot.keyClick(dialog.form.fields[name].control, Key.Key_Tab)
    press(qtbot, dialog.save_button)
    assert dialog.saved is not None, dialog.banner.message.text()


def control(page: PlanPage, name: str) -> QLineEdit:
    found = page.panel.form.fields[name].control
    assert isinstance(found, QLineEdit)
    return found


class TestTheTree:
    def test_shows_themes_objectives_and_actions_and_what_serves_nothing(self, page: PlanPage) -> None:
        assert titles(page.tree) == [
            "Leadership", "A permanent workforce", "Recruit all year", "Mend the data",
            "Practice", "Write the standards", "Serving no theme", "Think about it",
        ]  # fmt: skip

    def test_says_ref_owner_dates_progress_status_and_what_holds_up_what(self, page: PlanPage) -> None:
        names = ("ref", "owner", "starts", "due", "percent", "status", "waits")
        assert [cell(page, "Recruit all year", name) for name in names] == [
            "A-01", "Programme manager", "July 2017", "31 Mar 2018", "60 %", "At risk", "A-02",
        ]  # fmt: skip
        assert cell(page, "Write the standards", "done") == "October 2017"
        assert "Holds up A-01" in cell(page, "Mend the data", "waits", Qt.ItemDataRole.AccessibleTextRole)
        assert "The campaign runs." in cell(page, "Recruit all year", "title", Qt.ItemDataRole.AccessibleTextRole)

    def test_milestones_come_with_a_click_on_the_mark_and_go_with_the_left_key(
        self, qtbot: QtBot, page: PlanPage
    ) -> None:
        key = page.tree.records.rows[2].key
        qtbot.mouseClick(page.tree.viewport(), Left, pos=page.tree.chevron(key).center())
        assert titles(page.tree)[2:5] == ["Recruit all year", "Posts filled", "Campaign begun"]
        page.tree.select(key)
        page.tree.setFocus()
        qtbot.keyClick(page.tree, Key.Key_Left)
        assert "Posts filled" not in titles(page.tree)
        qtbot.keyClick(page.tree, Key.Key_Right)
        assert "Posts filled" in titles(page.tree)

    def test_left_goes_up_to_what_a_row_lies_under_and_then_closes_it(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Write the standards")
        page.tree.setFocus()
        qtbot.keyClick(page.tree, Key.Key_Left)
        qtbot.keyClick(page.tree, Key.Key_Left)
        assert "Write the standards" not in titles(page.tree)

    def test_says_to_assistive_software_how_deep_and_whether_open(self, page: PlanPage) -> None:
        said = cell(page, "A permanent workforce", "title", Qt.ItemDataRole.AccessibleTextRole)
        assert said.startswith("A permanent workforce, objective, level 2, expanded")

    def test_the_pace_stands_above_for_all_and_for_each_theme(self, qtbot: QtBot, page: PlanPage) -> None:
        assert page.header.subtitle.text().startswith("0 of the 1 action whose date has passed is done;")
        assert [part.theme.title for part in page.pace.themes] == ["Leadership", "Practice"]
        qtbot.mouseClick(page.pace.themes[1], Left)
        assert titles(page.tree) == ["Practice", "Write the standards"]
        qtbot.mouseClick(page.pace.themes[1], Left)
        assert "Leadership" in titles(page.tree)


class TestFilters:
    def test_mine_is_what_my_role_owns(self, qtbot: QtBot, page: PlanPage) -> None:
        press(qtbot, page.filters.mine)
        assert titles(page.tree) == ["Leadership", "A permanent workforce", "Recruit all year"]

    def test_overdue(self, qtbot: QtBot, page: PlanPage) -> None:
        press(qtbot, page.filters.overdue)
        assert titles(page.tree) == ["Leadership", "Mend the data"]

    def test_due_before_the_meeting_counts_milestones_too(self, qtbot: QtBot, page: PlanPage) -> None:
        assert page.filters.before.text() == "Due by 20 Mar 2018"
        press(qtbot, page.filters.before)
        assert titles(page.tree) == ["Leadership", "A permanent workforce", "Recruit all year", "Mend the data"]
        assert page.filters.count.text() == "2 of 4 actions"

    def test_words_are_found_in_progress_too_and_escape_empties_the_line(self, qtbot: QtBot, page: PlanPage) -> None:
        page.find()
        qtbot.keyClicks(page.filters.line, "campaign")
        assert titles(page.tree) == ["Leadership", "A permanent workforce", "Recruit all year"]
        qtbot.keyClick(page.filters.line, Key.Key_Escape)
        assert len(titles(page.tree)) == 8

    def test_status_narrows_the_table(self, qtbot: QtBot, page: PlanPage) -> None:
        go_to(qtbot, page, "Table")
        page.filters.status.setFocus()
        qtbot.keyClicks(page.filters.status, "Complete")
        assert titles(page.table) == ["Write the standards"]

    def test_where_nothing_fits_all_is_offered_again(self, qtbot: QtBot, page: PlanPage) -> None:
        qtbot.keyClicks(page.filters.line, "nothing like it")
        assert page.no_match[0].isVisible()
        qtbot.mouseClick(page.no_match[0].button, Left)
        assert len(titles(page.tree)) == 8

    def test_where_nothing_is_overdue_that_is_said(self, qtbot: QtBot, page: PlanPage) -> None:
        late = [a for a in page.workspace.all(Action) if is_overdue(page.workspace.plan, a)]
        steps = [m for m in page.workspace.all(Milestone) if is_overdue(page.workspace.plan, m)]
        done = (*(replace(a, done=True, percent=100) for a in late), *(replace(m, done=True) for m in steps))
        page.workspace.save(*done, label="Do what is overdue")
        qtbot.mouseClick(page.filters.overdue, Left)
        assert page.no_match[0].isVisible()
        assert page.no_match[0].heading.text() == "No action is overdue"
        qtbot.keyClicks(page.filters.line, "nothing like it")
        assert page.no_match[0].heading.text() == "No action fits"

    def test_several_from_another_page_narrow_the_table(self, qtbot: QtBot, page: PlanPage) -> None:
        keys = frozenset(a.id for a in page.workspace.all(Action) if a.ref in ("A-02", "A-04"))
        page.reveal(Several(Action, keys, "two of them"))
        assert titles(page.table) == ["Mend the data", "Think about it"]
        press(qtbot, page.filters.narrowed)
        assert len(titles(page.table)) == 4


class TestRevealing:
    def test_an_action_is_chosen_in_the_tree_and_opened_beside_it(self, page: PlanPage, workspace: Workspace) -> None:
        page.reveal(action(workspace, "A-03"))
        assert page.panel.name.text() == "Write the standards"
        current = page.tree.current()
        assert current is not None
        assert current.record == action(workspace, "A-03")

    @pytest.mark.parametrize("kind", [Milestone, Dependency])
    def test_what_belongs_to_an_action_opens_the_action(
        self, page: PlanPage, workspace: Workspace, kind: type[Record]
    ) -> None:
        page.reveal(workspace.all(kind)[0])
        assert page.panel.name.text() == "Recruit all year"

    def test_a_next_step_is_chosen_among_the_next_steps(self, page: PlanPage, workspace: Workspace) -> None:
        page.reveal(workspace.all(NextStep)[0])
        assert page.steps.panel.name.text() == "Recruitment strategy"

    def test_arrow_keys_go_on_to_the_next_and_escape_backs_out(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Recruit all year")
        qtbot.keyClick(page.tree, Key.Key_Down)
        assert page.panel.name.text() == "Mend the data"
        qtbot.keyClick(page.tree, Key.Key_Down)
        assert page.group.name.text() == "Practice"
        qtbot.keyClick(page.tree, Key.Key_Escape)
        assert not page.panel.isVisible()
        assert not page.group.isVisible()

    def test_enter_goes_into_the_fields(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Recruit all year")
        qtbot.keyClick(page.tree, Key.Key_Return)
        inside = QApplication.focusWidget()
        assert inside is not None
        assert page.panel.isAncestorOf(inside)

    def test_on_a_narrow_page_the_action_takes_the_place_of_the_plan(self, qtbot: QtBot, page: PlanPage) -> None:
        page.window().resize(784, 600)
        qtbot.waitUntil(lambda: page.width() == 784)
        click(qtbot, page.tree, "Recruit all year")
        assert not page.tree.isVisible()
        press(qtbot, page.panel.back)
        assert page.tree.isVisible()


class TestAnAction:
    def test_is_added_edited_in_place_and_undone(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        with answering(lambda dialog: self._write(qtbot, dialog)):
            add(qtbot, page, "Action…")
        made = action(workspace, "A-05")
        assert (made.title, made.owner, str(made.due)) == ("Train managers", "Head of learning", "April 2018")
        assert page.panel.action == made
        control(page, "owner").setFocus()
        type_into(qtbot, control(page, "owner"), "Director")
        qtbot.keyClick(control(page, "owner"), Key.Key_Tab)
        assert action(workspace, "A-05").owner == "Director"
        assert workspace.undo_label == "Re-own A-05"
        workspace.undo()
        workspace.undo()
        assert all(a.ref != "A-05" for a in workspace.all(Action))
        assert not page.panel.isVisible()

    def _write(self, qtbot: QtBot, dialog: RecordDialog[Any]) -> None:
        fill(qtbot, dialog, title="Train managers", owner="Head of learning", due="April 2018")

    def test_is_removed_and_brought_back(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Think about it")
        choose(page.panel.more, operations.remove)
        assert "Think about it" not in titles(page.tree)
        workspace.undo()
        assert "Think about it" in titles(page.tree)

    def test_is_marked_done_with_one_press(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Mend the data")
        press(qtbot, page.panel.mark_done)
        made = action(workspace, "A-02")
        assert (made.done, str(made.done_on), made.percent) == (True, "31 Jan 2018", 100)
        assert cell(page, "Mend the data", "status") == "Complete"

    def test_half_of_being_done_says_what_contradicts_beside_the_field(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Mend the data")
        page.panel.form.fields["done"].control.setFocus()
        qtbot.keyClick(page.panel.form.fields["done"].control, Key.Key_Space)
        page.tree.setFocus()
        assert page.panel.form.fields["percent"].hint.text() == "It is done, yet less than 100 per cent."

    def test_due_before_its_start_is_refused_beside_the_field(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        click(qtbot, page.tree, "Recruit all year")
        type_into(qtbot, control(page, "starts"), "May 2018")
        qtbot.keyClick(control(page, "starts"), Key.Key_Tab)
        assert str(action(workspace, "A-01").starts) == "July 2017"
        hints = {name: field.hint.text() for name, field in page.panel.form.fields.items()}
        assert "It is due before it starts." in hints.values()
        assert control(page, "starts").text() == "May 2018"

    def test_its_objective_is_named_by_typing(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Mend the data")
        type_into(qtbot, control(page, "objective"), "O-01")
        qtbot.keyClick(control(page, "objective"), Key.Key_Return)
        assert action(workspace, "A-02").objective == workspace.all(Objective)[0].id
        assert control(page, "objective").text() == "O-01 A permanent workforce"

    def test_an_objective_that_is_not_there_is_said_beside_the_field(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Mend the data")
        type_into(qtbot, control(page, "objective"), "happiness")
        page.tree.setFocus()
        hint = page.panel.form.fields["objective"].hint.text()
        assert hint == "There is no objective called “happiness”."

    def test_themes_are_linked_where_it_stands(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Think about it")
        practice = workspace.all(Theme)[1]
        type_into(qtbot, page.panel.ties.line, "theme 2")
        qtbot.keyClick(page.panel.ties.line, Key.Key_Return)
        assert workspace.plan.served(action(workspace, "A-04"), Theme) == (practice,)
        assert workspace.undo_label == "A-04 serves Theme 2"
        assert "Serving no theme" not in titles(page.tree)
        choose(page.panel.ties.menus[practice.id], operations.unlink)
        assert workspace.plan.served(action(workspace, "A-04"), Theme) == ()

    def test_what_was_refused_waits_while_one_looks_at_another(self, qtbot: QtBot, page: PlanPage) -> None:
        click(qtbot, page.tree, "Recruit all year")
        type_into(qtbot, control(page, "starts"), "soon")
        click(qtbot, page.tree, "Mend the data")
        assert page.unsaved.text() == "Not saved: A-01"
        press(qtbot, page.unsaved)
        assert control(page, "starts").text() == "soon"


class TestItsGoldenThread:
    def test_says_at_which_meeting_it_arose(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        (meeting,) = workspace.all(Meeting)
        workspace.save(replace(action(workspace, "A-01"), meeting=meeting.id), label="It arose at the board")
        click(qtbot, page.tree, "Recruit all year")
        assert page.panel.ties.rows[meeting.id].text().startswith("Arose at: Meeting of 20 Mar 2018")

    def test_is_told_below_its_fields_and_grows_by_typing(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        goal = workspace.draft(Recommendation, title="Recruit enough", number=15)
        workspace.save(goal, label="Add a recommendation")
        page.session.openable = page.session.openable | {Recommendation, ThreadOf}
        click(qtbot, page.tree, "Recruit all year")
        page.panel.area.ensureWidgetVisible(page.panel.ties.line)
        type_into(qtbot, page.panel.ties.line, "recommendation 15")
        qtbot.keyClick(page.panel.ties.line, Key.Key_Return)
        assert workspace.undo_label == "A-01 serves Recommendation 15"
        went: list[object] = []
        page.opened.connect(went.append)
        page.panel.area.ensureWidgetVisible(page.panel.ties.rows[goal.id])
        qtbot.mouseClick(page.panel.ties.rows[goal.id], Left)
        page.reveal(action(workspace, "A-01"))
        page.panel.area.ensureWidgetVisible(page.panel.ties.whole)
        press(qtbot, page.panel.ties.whole)
        assert went == [goal, ThreadOf(action(workspace, "A-01").id)]


class TestAnObjective:
    def test_is_added_edited_linked_undone_and_removed(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        with answering(lambda dialog: self._write(qtbot, dialog)):
            add(qtbot, page, "Objective…")
        assert page.group.name.text() == "Better practice"
        with answering(lambda dialog: fill(qtbot, dialog, title="Much better practice")):
            press(qtbot, page.group.edit)
        assert "Much better practice" in titles(page.tree)
        with answering(lambda dialog: fill(qtbot, dialog, title="Coach teams")):
            press(qtbot, page.group.add_action)
        made = next(o for o in workspace.all(Objective) if o.title == "Much better practice")
        assert action(workspace, "A-05").objective == made.id
        click(qtbot, page.tree, "Much better practice")
        choose(page.group.more, operations.remove)
        assert made.id not in {o.id for o in workspace.all(Objective)}
        assert action(workspace, "A-05").objective == "", "its actions stay"
        workspace.undo()
        assert action(workspace, "A-05").objective == made.id
        assert "Much better practice" in titles(page.tree)

    def _write(self, qtbot: QtBot, dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["theme"].control.setFocus()
        qtbot.keyClicks(dialog.form.fields["theme"].control, "Theme 2")
        fill(qtbot, dialog, title="Better practice")

    def test_without_a_theme_it_is_refused_beside_the_field(self, qtbot: QtBot, page: PlanPage) -> None:
        def write(dialog: RecordDialog[Any]) -> None:
            type_into(qtbot, dialog.form.fields["title"].control, "Better practice")
            press(qtbot, dialog.save_button)
            assert dialog.form.fields["theme"].hint.text() == "Theme is needed."

        with answering(write):
            add(qtbot, page, "Objective…")


class TestAMilestone:
    def test_is_added_to_an_action_named_by_typing(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        def write(dialog: RecordDialog[Any]) -> None:
            fill(qtbot, dialog, title="Data are clean", action="mend", due="30 Apr 2018")

        with answering(write):
            add(qtbot, page, "Milestone…")
        made = next(m for m in workspace.all(Milestone) if m.title == "Data are clean")
        assert made.action == action(workspace, "A-02").id
        assert page.panel.name.text() == "Mend the data"
        workspace.undo()
        assert made.id not in {m.id for m in workspace.all(Milestone)}

    def test_is_ticked_edited_and_removed_where_it_stands(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        click(qtbot, page.tree, "Recruit all year")
        step = next(m for m in workspace.all(Milestone) if m.title == "Posts filled")
        box = page.panel.milestones.boxes[step.id]
        box.setFocus()
        qtbot.keyClick(box, Key.Key_Space)
        reached = next(m for m in workspace.all(Milestone) if m.id == step.id)
        assert (reached.done, str(reached.done_on)) == (True, "31 Jan 2018")
        page.panel.milestones.boxes[step.id].setFocus()
        qtbot.keyClick(page.panel.milestones.boxes[step.id], Key.Key_Space)
        with answering(lambda dialog: fill(qtbot, dialog, title="All posts filled")):
            qtbot.mouseClick(page.panel.milestones.opening[step.id], Left)
        assert {m.title for m in workspace.all(Milestone)} == {"Campaign begun", "All posts filled"}
        choose(page.panel.milestones.menus[step.id], operations.remove)
        assert {m.title for m in workspace.all(Milestone)} == {"Campaign begun"}
        workspace.undo()
        assert len(workspace.all(Milestone)) == 2

    def test_moving_its_date_asks_why_in_its_dialog(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Recruit all year")
        step = next(m for m in workspace.all(Milestone) if m.title == "Posts filled")

        def write(dialog: Any) -> None:
            assert not dialog.moved.isVisible()
            type_into(qtbot, dialog.form.fields["due"].control, "31 Mar 2018")
            assert dialog.moved.isVisible()
            press(qtbot, dialog.save_button)
            assert dialog.saved is None
            assert dialog.moved.reason.hint.text() == "Why the due date is moved is needed."
            type_into(qtbot, dialog.moved.reason.control, "Interviews take longer")
            press(qtbot, dialog.save_button)

        with answering(write):
            qtbot.mouseClick(page.panel.milestones.opening[step.id], Left)
        change = workspace.all(DateChange)[0]
        assert (str(change.was), str(change.now), change.reason) == (
            "28 Feb 2018", "31 Mar 2018", "Interviews take longer",
        )  # fmt: skip


class TestADependency:
    def test_is_added_by_typing_and_removed_where_it_stands(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        click(qtbot, page.tree, "Think about it")
        line = page.panel.add_wait.line
        line.setFocus()
        qtbot.keyClicks(line, "A-03")
        qtbot.keyClick(line, Key.Key_Return)
        made = next(d for d in workspace.all(Dependency) if d.action == action(workspace, "A-04").id)
        assert made.waits_for == action(workspace, "A-03").id
        assert workspace.undo_label == "A-04 waits for A-03"
        workspace.undo()
        assert len(workspace.all(Dependency)) == 1
        workspace.redo()
        choose(page.panel.waits.menus[made.id], operations.remove)
        assert len(workspace.all(Dependency)) == 1

    def test_is_added_from_the_menu_and_its_reason_edited(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        def write(dialog: DependencyDialog) -> None:
            fill(qtbot, dialog, action="A-04", waits_for="standards", why="They say how")

        with answering(write):
            add(qtbot, page, "What waits for what…")
        made = next(d for d in workspace.all(Dependency) if d.why == "They say how")
        assert page.panel.name.text() == "Think about it"
        with answering(lambda dialog: fill(qtbot, dialog, why="They say how it is done")):
            choose(page.panel.waits.menus[made.id], operations.edit)
        assert "They say how it is done" in {d.why for d in workspace.all(Dependency)}

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("A-01", "A-02 would wait for itself"),
            ("A-02", "An action cannot wait for itself."),
            ("A-99", "There is no action called “A-99”."),
        ],
    )
    def test_a_circle_and_what_is_not_there_are_refused_beside_the_line(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace, typed: str, said: str
    ) -> None:
        click(qtbot, page.tree, "Mend the data")
        line = page.panel.add_wait.line
        line.setFocus()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Key.Key_Return)
        assert page.panel.add_wait.wrong.isVisible()
        assert said in page.panel.add_wait.wrong.text()
        assert line.text() == typed
        assert len(workspace.all(Dependency)) == 1

    def test_what_it_waits_for_leads_there(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Recruit all year")
        qtbot.mouseClick(page.panel.waits.opening[workspace.all(Dependency)[0].id], Left)
        assert page.panel.name.text() == "Mend the data"
        assert page.panel.holds.opening[workspace.all(Dependency)[0].id].text().startswith("A-01 Recruit all year")


class TestADateThatIsMoved:
    def test_is_moved_with_a_reason_that_is_kept_edited_removed_and_undone(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        click(qtbot, page.tree, "Recruit all year")
        assert control(page, "due").isReadOnly()
        with answering(lambda dialog: fill(qtbot, dialog, now="31 May 2018", reason="Few applied")):
            press(qtbot, page.panel.form.mover)
        change = workspace.all(DateChange)[0]
        assert (str(change.was), str(change.now), change.reason) == ("31 Mar 2018", "31 May 2018", "Few applied")
        assert str(action(workspace, "A-01").due) == "31 May 2018"
        assert cell(page, "Recruit all year", "due", Qt.ItemDataRole.AccessibleTextRole) == (
            "31 May 2018, was 31 Mar 2018"
        )
        said = page.panel.dates.opening[change.id].text()
        assert said == "31 Mar 2018 moved to 31 May 2018. Few applied, on 31 Jan 2018"
        with answering(lambda dialog: self._reword(qtbot, dialog)):
            choose(page.panel.dates.menus[change.id], operations.edit)
        assert workspace.all(DateChange)[0].reason == "Too few applied"
        choose(page.panel.dates.menus[change.id], operations.remove)
        assert workspace.all(DateChange) == ()
        for _ in range(3):
            workspace.undo()
        assert str(action(workspace, "A-01").due) == "31 Mar 2018"
        assert workspace.all(DateChange) == ()

    def _reword(self, qtbot: QtBot, dialog: RecordDialog[Any]) -> None:
        fill(qtbot, dialog, reason="Too few applied")

    def test_without_a_reason_or_before_the_start_it_is_refused_beside_the_field(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        def write(dialog: MoveDateDialog) -> None:
            type_into(qtbot, dialog.form.fields["now"].control, "31 May 2018")
            press(qtbot, dialog.save_button)
            assert dialog.form.fields["reason"].hint.text() == "Reason is needed."
            type_into(qtbot, dialog.form.fields["reason"].control, "Because")
            type_into(qtbot, dialog.form.fields["now"].control, "1 Feb 2017")
            press(qtbot, dialog.save_button)
            assert dialog.form.fields["now"].hint.text() == "It is due before it starts."
            assert dialog.saved is None

        click(qtbot, page.tree, "Recruit all year")
        with answering(write):
            press(qtbot, page.panel.form.mover)
        assert workspace.all(DateChange) == ()

    def test_is_moved_from_the_menu_by_naming_what_is_moved(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        def write(dialog: MoveDateDialog) -> None:
            fill(qtbot, dialog, record="posts filled", now="April 2018", reason="Interviews take longer")

        with answering(write):
            add(qtbot, page, "Move the due date…")
        step = next(m for m in workspace.all(Milestone) if m.title == "Posts filled")
        assert str(step.due) == "April 2018"
        assert page.panel.name.text() == "Recruit all year"

    def test_of_a_milestone_is_moved_from_its_own_menu(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        def write(dialog: MoveDateDialog) -> None:
            fill(qtbot, dialog, now="April 2018", reason="Interviews take longer")

        step = next(m for m in workspace.all(Milestone) if m.title == "Posts filled")
        click(qtbot, page.tree, "Recruit all year")
        doing = next(d for d in page.doings(step.id) if d.word == operations.move_due_date.word)
        with answering(write):
            doing.do()
        moved = workspace.find(step.id)
        assert isinstance(moved, Milestone)
        assert str(moved.due) == "April 2018"
        assert [(each.record, each.reason) for each in workspace.all(DateChange)] == [
            (step.id, "Interviews take longer")
        ]
        workspace.save(replace(moved, done=True, done_on=PartialDate("2018-01")), label="Reach it")
        assert operations.move_due_date.word not in [d.word for d in page.doings(step.id)], "it is reached"

    def test_changing_a_due_date_in_the_dialog_asks_why_too(self, page: PlanPage, workspace: Workspace) -> None:
        dialog = KindDialog(workspace, action(workspace, "A-01"), "Edit action", "Edit", page)
        due = dialog.form.fields["due"].control
        assert isinstance(due, QLineEdit)
        due.setText("April 2018")
        assert not dialog.try_save()
        assert dialog.banner.message.text() == "Say why the due date is moved."
        dialog.deleteLater()


class TestANextStep:
    def test_is_added_edited_linked_undone_and_removed(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        with answering(lambda dialog: self._write(qtbot, dialog)):
            add(qtbot, page, "Next step…")
        made = next(s for s in workspace.all(NextStep) if s.title == "Thresholds")
        assert (made.number, str(made.period)) == (2, "Jan to Mar 2018")
        panel = page.steps.panel
        assert panel.name.text() == "Thresholds"
        panel.add_action.line.setFocus()
        qtbot.keyClicks(panel.add_action.line, "standards")
        qtbot.keyClick(panel.add_action.line, Key.Key_Return)
        assert workspace.plan.serving(made, Action) == (action(workspace, "A-03"),)
        assert workspace.undo_label == "A-03 carries out Next step 2"
        (link,) = workspace.plan.links_to(made)
        choose(panel.carriers.menus[link.id], operations.unlink)
        assert workspace.plan.serving(made, Action) == ()
        with answering(lambda dialog: fill(qtbot, dialog, title="Clear thresholds")):
            press(qtbot, panel.edit)
        assert panel.name.text() == "Clear thresholds"
        choose(panel.more, operations.remove)
        assert [s.title for s in workspace.all(NextStep)] == ["Recruitment strategy"]
        workspace.undo()
        assert len(workspace.all(NextStep)) == 2

    def _write(self, qtbot: QtBot, dialog: RecordDialog[Any]) -> None:
        fill(qtbot, dialog, title="Thresholds")

    def test_says_how_many_actions_carry_it_out_and_leads_to_them(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        go_to(qtbot, page, "Next steps")
        table = page.steps.table
        number = next(n for n, c in enumerate(table.records.columns) if c.name == "carried")
        assert table.records.index(0, number).data() == "0 of 1 action done"
        (link,) = workspace.plan.links_to(workspace.all(NextStep)[0])
        qtbot.mouseClick(page.steps.panel.carriers.opening[link.id], Left)
        assert page.tree.isVisible()
        assert page.panel.name.text() == "Recruit all year"

    def test_is_seen_also_where_the_plan_holds_nothing_else(
        self, qtbot: QtBot, page: PlanPage, workspace: Workspace
    ) -> None:
        workspace.remove(*workspace.all(Theme), *workspace.all(Action), label="Empty the plan")
        go_to(qtbot, page, "Next steps")
        assert page.steps.table.isVisible()
        assert page.steps.panel.name.text() == "Recruitment strategy"

    def test_without_any_it_says_how_to_begin(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        workspace.remove(*workspace.all(NextStep), label="Empty")
        go_to(qtbot, page, "Next steps")
        assert page.steps.nothing.button.isVisible()


class TestReadingOnly:
    def test_an_empty_plan_says_how_to_begin(self, page: PlanPage, workspace: Workspace) -> None:
        everything = (*workspace.all(Theme), *workspace.all(Action), *workspace.all(NextStep))
        workspace.remove(*everything, label="Empty the plan")
        assert page.nothing.isVisible()
        for start in (page.nothing.button, page.first_action, page.workbook):
            assert start.isVisible()

    def test_facts_alone_are_read_not_written(self, qtbot: QtBot, page: PlanPage, workspace: Workspace) -> None:
        click(qtbot, page.tree, "Recruit all year")
        workspace.facts_only = True
        assert not page.new.isVisible()
        assert control(page, "owner").isReadOnly()
        assert not page.panel.form.mover.isVisible()
        assert not any(box.isEnabled() for box in page.panel.milestones.boxes.values())

    def test_links_left_behind_by_nobody(self, page: PlanPage, workspace: Workspace) -> None:
        workspace.remove(*workspace.all(Link), label="Unlink")
        assert titles(page.tree)[-3:] == ["Mend the data", "Write the standards", "Think about it"]


def test_text_in_users_words_is_shown_as_it_is(page: PlanPage, workspace: Workspace) -> None:
    made = workspace.draft(Action, title="<b>bold</b> & co")
    workspace.save(made, label="Add")
    page.reveal(made)
    assert page.panel.name.text() == "<b>bold</b> & co"
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.panel.findChildren(QLabel))


def test_what_an_empty_line_of_an_action_asks_for_is_seen_whole(
    qtbot: QtBot, page: PlanPage, workspace: Workspace
) -> None:
    page.reveal(action(workspace, "A-04"))
    lines = [field.control for field in page.panel.form.fields.values() if isinstance(field.control, QLineEdit)]
    asking = [line for line in lines if line.placeholderText()]
    assert len(asking) > 4
    for line in asking:
        option = QStyleOptionFrame()
        line.initStyleOption(option)
        room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width() - 4
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) <= room, line.placeholderText()
