"""The page of the golden thread, worked with mouse and keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Component, Finding, Indicator, Link, Objective, Programme, Record, Risk, Theme
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.page import ALL_KINDS
from app.ui.pages.thread import ThreadPage
from app.ui.trail import ThreadOf
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, Left, answering, choose, press, type_into
from tests.app.ui.pages.thread.finding import action, goal, linked

VISION, BY_ACTIONS, BY_INDICATORS, BY_RISKS, FINDINGS, STEPS, ONE = range(7)


def turn_to(qtbot: QtBot, page: ThreadPage, number: int) -> None:
    """Press a word at the top."""
    qtbot.mouseClick(page.words, Left, pos=page.words.tabRect(number).center())


def place(page: ThreadPage, row: Record, column: Record) -> QPoint:
    return page.table.visualRect(page.table.matrix.place(row.id, column.id)).center()


def click_cell(qtbot: QtBot, page: ThreadPage, row: Record, column: Record) -> None:
    qtbot.mouseClick(page.table.viewport(), Left, pos=place(page, row, column))


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.name for record in records]


@pytest.fixture
def by_actions(qtbot: QtBot, page: ThreadPage) -> ThreadPage:
    turn_to(qtbot, page, BY_ACTIONS)
    return page


def write_title(qtbot: QtBot, dialog: RecordDialog[Any], title: str) -> None:
    type_into(qtbot, dialog.form.fields["title"].control, title)
    press(qtbot, dialog.save_button)


class TestTheMatrices:
    @pytest.mark.parametrize(
        ("number", "title", "rows", "columns"),
        [
            (VISION, "Vision by themes", "Vision component", "Theme"),
            (BY_ACTIONS, "Recommendations by actions", "Recommendation", "Action"),
            (BY_INDICATORS, "Recommendations by indicators", "Recommendation", "Indicator"),
            (BY_RISKS, "Recommendations by risks", "Recommendation", "Risk"),
            (FINDINGS, "Findings by actions", "Finding", "Action"),
            (STEPS, "Next steps by actions", "Next step", "Action"),
        ],
    )
    def test_are_chosen_at_the_top(
        self, qtbot: QtBot, page: ThreadPage, number: int, title: str, rows: str, columns: str
    ) -> None:
        turn_to(qtbot, page, number)
        assert page.words.tabToolTip(number) == title
        assert {type(record).NAME for record in page.table.matrix.rows} == {rows}
        assert {type(record).NAME for record in page.table.matrix.columns} == {columns}

    def test_are_turned_by_the_arrow_keys(self, qtbot: QtBot, page: ThreadPage) -> None:
        page.words.setFocus()
        qtbot.keyClick(page.words, Key.Key_Right)
        assert page.pair is not None
        assert page.pair.title == "Recommendations by actions"

    def test_say_in_a_sentence_how_much_is_linked_and_what_is_not(self, by_actions: ThreadPage) -> None:
        said = "1 link. 1 of 2 recommendations and 1 of 2 actions are linked to nothing here."
        assert by_actions.header.subtitle.text() == said

    def test_light_up_what_is_tied_to_nothing_and_say_so(self, by_actions: ThreadPage, workspace: Workspace) -> None:
        matrix = by_actions.table.matrix
        assert [record.name for record in (*matrix.rows, *matrix.columns) if matrix.is_gap(record)] == [
            "Recommendation 2: Private fostering", "A-02 Visit every carer",
        ]  # fmt: skip
        down = by_actions.table.matrix.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
        assert down == "Recommendation 2: Private fostering: no action serves it"

    def test_tell_assistive_software_what_each_cell_is(self, by_actions: ThreadPage) -> None:
        model, role = by_actions.table.matrix, Qt.ItemDataRole.AccessibleTextRole
        assert [model.index(0, n).data(role) for n in range(2)] == [
            "Recommendation 1, A-01: linked, our judgement", "Recommendation 1, A-02: not linked",
        ]  # fmt: skip
        table = QAccessible.queryAccessibleInterface(by_actions.table)
        spoken = {table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())}
        assert "Recommendation 1, A-01: linked, our judgement" in spoken

    def test_draw_our_judgement_differently(self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace) -> None:
        def middle() -> str:
            at = place(by_actions, goal(workspace, 1), action(workspace, "A-01"))
            return by_actions.table.viewport().grab().toImage().pixelColor(at).name()

        hollow = middle()
        by_actions.table.setCurrentIndex(by_actions.table.matrix.index(1, 1))
        turn_to(qtbot, by_actions, BY_INDICATORS)  # where the link is nobody's judgement
        at = place(by_actions, goal(workspace, 1), workspace.all(Indicator)[0])
        assert by_actions.table.viewport().grab().toImage().pixelColor(at).name() != hollow

    def test_explain_their_marks_beside_them(self, by_actions: ThreadPage) -> None:
        said = "Key: linked; linked, our judgement; a gap: tied to nothing here"
        assert by_actions.table.key.accessibleName() == said

    def test_of_an_empty_plan_say_how_to_begin(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace) -> None:
        workspace.remove(*workspace.all(Component), label="Remove the vision")
        assert page.nothing.isVisible()
        assert page.nothing.heading.text() == "No components yet"
        with answering(lambda dialog: write_title(qtbot, dialog, "One vision")):
            press(qtbot, page.nothing.button)
        assert names(page.table.matrix.rows) == ["One vision"]


def unlink(qtbot: QtBot, page: ThreadPage, key: Qt.Key) -> None:
    """Bring up the menu of the linked cell by a key, and take the link away there."""
    before = page.workspace.all(Link)
    qtbot.keyClick(page.table, key)
    menu = page.table.menu
    assert menu.isVisible()
    assert page.workspace.all(Link) == before
    menu.close()
    next(line for line in menu.actions() if line.text() == operations.unlink.word).trigger()


class TestACell:
    def test_is_linked_by_enter_and_unlinked_from_the_menu_that_space_brings_up(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        fostering, visit = goal(workspace, 2), action(workspace, "A-02")
        click_cell(qtbot, by_actions, fostering, visit)
        qtbot.keyClick(by_actions.table, Key.Key_Return)
        assert linked(workspace, visit, fostering)
        assert workspace.undo_label == "A-02 serves Recommendation 2"
        assert by_actions.table.cell() == (fostering, visit)
        unlink(qtbot, by_actions, Key.Key_Space)
        assert not linked(workspace, visit, fostering)
        assert workspace.undo_label == "A-02 no longer serves Recommendation 2"

    def test_comes_back_by_undo_with_what_was_said_of_it(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        oversight, train = goal(workspace, 1), action(workspace, "A-01")
        click_cell(qtbot, by_actions, oversight, train)
        unlink(qtbot, by_actions, Key.Key_Return)
        assert by_actions.table.matrix.tie(oversight, train) is None
        workspace.undo()
        assert str(by_actions.table.matrix.tie(oversight, train)) == "linked, our judgement"

    def test_is_linked_by_a_double_click_and_by_its_button_and_unlinked_from_the_menu_of_the_link(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        fostering, visit = goal(workspace, 2), action(workspace, "A-02")
        click_cell(qtbot, by_actions, fostering, visit)
        for _ in range(2):  # a stray press takes nothing away
            qtbot.mouseDClick(by_actions.table.viewport(), Left, pos=place(by_actions, fostering, visit))
            assert linked(workspace, visit, fostering)
        assert not by_actions.cell.make.isVisible()
        assert [line.text() for line in by_actions.cell.link_menu.lines()] == ["Take the link away"]
        choose(by_actions.cell.link_menu, operations.unlink)
        assert not linked(workspace, visit, fostering)
        assert not by_actions.cell.link_menu.isVisible()
        press(qtbot, by_actions.cell.make)
        assert linked(workspace, visit, fostering)

    def test_says_beside_the_matrix_how_the_two_are_tied_and_why(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 1), action(workspace, "A-01"))
        assert by_actions.cell.said.text() == "A-01 serves Recommendation 1"
        assert by_actions.cell.because.text() == "By its subject."
        assert by_actions.cell.ours.isVisible()
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-02"))
        assert by_actions.cell.said.text() == "A-02 is not linked to Recommendation 2"

    def test_shows_all_of_a_component_within_its_card(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace
    ) -> None:
        click_cell(qtbot, page, workspace.all(Component)[0], workspace.all(Theme)[0])
        assert page.cell.edit.isVisible()
        page.cell.more.show()  # its menu is filled by the window around the page
        QApplication.processEvents()
        for part in (page.cell.edit, page.cell.more, page.cell.said, page.cell.line):
            right = part.mapTo(page.cell, part.rect().topRight()).x()
            assert right < page.cell.width(), part

    def test_leads_with_one_click_to_each_of_its_records(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace, went: list[object]
    ) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 1), action(workspace, "A-01"))
        for way in by_actions.cell.ways:
            qtbot.mouseClick(way, Left)
        assert went == [goal(workspace, 1), action(workspace, "A-01")]

    def test_offers_the_same_in_its_menu(
        self, by_actions: ThreadPage, workspace: Workspace, went: list[object]
    ) -> None:
        menu = by_actions.table.cell_menu(goal(workspace, 1), action(workspace, "A-02"))
        words = [entry.text() for entry in menu.actions() if entry.text()]
        assert words == ["Open Recommendation 1", "Open A-02", "Link"]
        menu.actions()[1].trigger()
        assert went == [action(workspace, "A-02")]

    def test_is_reached_with_the_arrow_keys(self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace) -> None:
        by_actions.table.setFocus()
        for key in (Key.Key_Down, Key.Key_Right):
            qtbot.keyClick(by_actions.table, key)
        assert by_actions.table.cell() == (goal(workspace, 2), action(workspace, "A-02"))
        assert by_actions.cell.said.text() == "A-02 is not linked to Recommendation 2"

    def test_of_a_plan_that_somebody_else_writes_is_left_alone(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        reader = Workspace.open(workspace.path, Person("Reader"), workspace.path.parent / "b", write=False)
        by_actions.session.hold(reader)
        by_actions.reload(ALL_KINDS)
        refused: list[str] = []
        by_actions.session.refused.connect(lambda said, _: refused.append(said))
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-02"))
        qtbot.keyClick(by_actions.table, Key.Key_Return)
        assert refused == [reader.why_read_only]
        assert not by_actions.cell.make.isVisible()
        assert not by_actions.cell.link_menu.isVisible()
        assert not by_actions.new.isVisible()
        by_actions.session.hold(workspace)
        by_actions.reload(ALL_KINDS)
        reader.close()


class TestTyping:
    def test_a_reference_links_to_the_row(self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-01"))
        type_into(qtbot, by_actions.cell.line, "a-02")
        qtbot.keyClick(by_actions.cell.line, Key.Key_Return)
        assert linked(workspace, action(workspace, "A-02"), goal(workspace, 2))
        assert by_actions.cell.line.text() == ""

    def test_words_offer_what_fits_to_choose_from(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-02"))
        type_into(qtbot, by_actions.cell.line, "carer")
        offered = by_actions.cell.line.completer().popup()
        assert offered is not None
        assert [offered.model().index(n, 0).data() for n in range(offered.model().rowCount())] == [
            "A-02 Visit every carer"
        ]
        qtbot.keyClick(offered, Key.Key_Down)
        qtbot.keyClick(offered, Key.Key_Return)
        qtbot.waitUntil(lambda: linked(workspace, action(workspace, "A-02"), goal(workspace, 2)))

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("A-01", "A-01 is linked already."),
            ("A-99", "There is no record called “A-99”."),
            ("R-01", "R-01 and Recommendation 1 cannot be linked."),
        ],
    )
    def test_what_cannot_be_linked_is_refused_in_a_sentence(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace, typed: str, said: str
    ) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 1), action(workspace, "A-01"))
        before = len(workspace.all(Link))
        type_into(qtbot, by_actions.cell.line, typed)
        qtbot.keyClick(by_actions.cell.line, Key.Key_Return)
        assert by_actions.cell.adder.wrong.isVisible()
        assert by_actions.cell.adder.wrong.text() == said
        assert len(workspace.all(Link)) == before
        assert by_actions.cell.line.text() == typed

    def test_a_record_that_was_removed_meanwhile_is_refused_in_a_sentence(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-01"))
        type_into(qtbot, by_actions.cell.line, "A-02")
        workspace.remove(action(workspace, "A-02"), label="Remove A-02")
        qtbot.keyClick(by_actions.cell.line, Key.Key_Return)
        assert by_actions.cell.adder.wrong.text() == "There is no record called “A-02”."
        assert not workspace.plan.serving(goal(workspace, 2), Action)

    def test_a_cell_whose_record_is_gone_is_refused_in_a_sentence(
        self, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        fostering, visit = goal(workspace, 2), action(workspace, "A-02")
        workspace.remove(visit, label="Remove A-02")
        refused: list[str] = []
        by_actions.session.refused.connect(lambda said, _: refused.append(said))
        by_actions.table.link_wanted.emit(fostering, visit)
        assert refused == ["Item refers to a record that is not there."]
        assert not linked(workspace, visit, fostering)


class TestNarrowing:
    def test_words_leave_what_holds_them_with_what_it_is_tied_to(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        by_actions.find()
        qtbot.keyClicks(by_actions.bar.line, "oversight")
        assert names(by_actions.table.matrix.rows) == ["Recommendation 1: Management oversight"]
        assert names(by_actions.table.matrix.columns) == ["A-01 Train managers"]
        assert by_actions.bar.count.text() == "1 of 2 by 1 of 2"

    def test_escape_widens_again(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        by_actions.find()
        qtbot.keyClicks(by_actions.bar.line, "oversight")
        qtbot.keyClick(by_actions.bar.line, Key.Key_Down)
        assert by_actions.table.hasFocus()
        qtbot.keyClick(by_actions.table, Key.Key_Escape)
        assert len(by_actions.table.matrix.rows) == 2
        assert by_actions.bar.line.text() == ""

    def test_what_fits_nothing_offers_all_again(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        qtbot.keyClicks(by_actions.bar.line, "zebra")
        assert by_actions.no_match.isVisible()
        press(qtbot, by_actions.no_match.button)
        assert by_actions.table.isVisible()

    def test_a_theme_leaves_its_own_columns(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        by_actions.bar.themes.setFocus()
        qtbot.keyClick(by_actions.bar.themes, Key.Key_Down)
        assert by_actions.bar.themes.currentText() == "Theme 1: Leadership"
        assert names(by_actions.table.matrix.columns) == ["A-01 Train managers"]
        assert len(by_actions.table.matrix.rows) == 2

    def test_only_what_is_linked_or_only_the_gaps(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        assert [button.text() for button in by_actions.bar.buttons.values()] == ["All 2", "Linked 1", "Gaps 1"]
        press(qtbot, by_actions.bar.buttons["gaps"])
        assert names(by_actions.table.matrix.columns) == ["A-02 Visit every carer"]
        press(qtbot, by_actions.bar.buttons["linked"])
        assert names(by_actions.table.matrix.columns) == ["A-01 Train managers"]


class TestGaps:
    def test_are_told_in_words(self, page: ThreadPage, workspace: Workspace) -> None:
        assert [(line.title, line.fact) for line in page.gaps.lines] == [
            ("Private fostering", "No action serves it"),
            ("Visit every carer", "It serves nothing"),
            ("Oversight recorded", "Nobody acts on it"),
            ("Culture stays", "No mitigation, and no action mitigates it"),
            ("Caseloads should come down", "No action answers it"),
        ]
        assert page.gaps_card.header.note.text() == "5"

    def test_are_each_a_way_in(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace, went: list[object]) -> None:
        page.gaps.rows[0].setFocus()
        for row in page.gaps.rows:
            assert row.hasFocus()
            qtbot.keyClick(row, Key.Key_Return)
            qtbot.keyClick(row, Key.Key_Down)
        assert [type(target) for target in went] == [type(goal(workspace, 2)), Action, Indicator, Risk, Finding]

    def test_close_when_a_link_is_made(self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace) -> None:
        click_cell(qtbot, by_actions, goal(workspace, 2), action(workspace, "A-02"))
        qtbot.keyClick(by_actions.table, Key.Key_Return)
        assert len(by_actions.gaps.lines) == 3
        assert not any(by_actions.table.matrix.is_gap(record) for record in by_actions.table.matrix.rows)


class TestTheVision:
    def test_a_component_is_added_with_two_clicks(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace) -> None:
        turn_to(qtbot, page, BY_RISKS)
        with answering(lambda dialog: write_title(qtbot, dialog, "A stable workforce")):
            press(qtbot, page.new)
        made = workspace.all(Component)[-1]
        assert (made.number, made.title) == (3, "A stable workforce")
        assert page.pair is not None
        assert page.pair.rows is Component
        cell = page.table.cell()
        assert cell is not None
        assert cell[0] == made

    def test_a_component_is_edited_and_removed_beside_the_matrix(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace
    ) -> None:
        first, second = workspace.all(Component)
        click_cell(qtbot, page, second, workspace.all(Theme)[0])

        with answering(lambda dialog: write_title(qtbot, dialog, "Better data")):
            press(qtbot, page.cell.edit)
        assert names(page.table.matrix.rows) == ["One vision", "Better data"]
        choose(page.cell.more, operations.remove)
        assert workspace.all(Component) == (first,)
        workspace.undo()
        assert names(page.table.matrix.rows) == ["One vision", "Better data"]

    def test_a_component_that_another_page_names_is_found(self, page: ThreadPage, workspace: Workspace) -> None:
        page.reveal(workspace.all(Component)[1])
        cell = page.table.cell()
        assert cell is not None
        assert cell[0] == workspace.all(Component)[1]


class TestGoingAbout:
    def test_a_heading_shows_all_that_its_record_is_tied_to(
        self, qtbot: QtBot, by_actions: ThreadPage, workspace: Workspace
    ) -> None:
        header = by_actions.table.down
        at = QPoint(20, header.sectionViewportPosition(0) + 10)
        qtbot.mouseClick(header.viewport(), Left, pos=at)
        assert by_actions.panel.isVisible()
        assert by_actions.side_title.text() == "Recommendation 1: Management oversight"
        assert set(by_actions.panel.rows) == {action(workspace, "A-01").id, workspace.all(Indicator)[0].id}
        press(qtbot, by_actions.panel.whole)
        assert by_actions.words.currentIndex() == ONE
        assert by_actions.one.record == goal(workspace, 1)

    def test_a_link_is_shown_as_its_cell(self, page: ThreadPage, workspace: Workspace) -> None:
        made = next(k for k in workspace.all(Link) if k.item == action(workspace, "A-01").id
                    and k.serves == goal(workspace, 1).id)  # fmt: skip
        page.reveal(made)
        assert page.table.cell() == (goal(workspace, 1), action(workspace, "A-01"))

    def test_a_link_that_no_matrix_has_is_shown_as_a_thread(self, page: ThreadPage, workspace: Workspace) -> None:
        made = next(k for k in workspace.all(Link) if k.serves == workspace.all(Theme)[0].id)
        page.reveal(made)
        assert page.one.isVisible()
        assert page.one.record == action(workspace, "A-01")

    def test_coming_back_leaves_the_matrix_that_one_was_in(self, by_actions: ThreadPage) -> None:
        by_actions.reveal(None)
        assert by_actions.words.currentIndex() == BY_ACTIONS

    def test_everything_is_reached_with_tab(self, qtbot: QtBot, by_actions: ThreadPage) -> None:
        seen: set[QWidget | None] = set()
        by_actions.bar.line.setFocus()
        for _ in range(20):
            seen.add(QApplication.focusWidget())
            focused = QApplication.focusWidget()
            assert focused is not None
            qtbot.keyClick(focused, Key.Key_Tab)
        assert {by_actions.bar.line, by_actions.bar.themes, by_actions.table, by_actions.cell.link_menu,
                *by_actions.cell.ways, by_actions.cell.line, by_actions.gaps.rows[0]} <= seen  # fmt: skip


class TestOneThread:
    def test_goes_from_the_vision_to_the_risks_station_by_station(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace
    ) -> None:
        page.reveal(ThreadOf(action(workspace, "A-01").id))
        assert page.words.currentIndex() == ONE
        first = workspace.all(Theme)[0]
        tied = {goal(workspace, 1).id, first.id, workspace.all(Objective)[0].id, workspace.all(Component)[0].id}
        assert set(page.one.rows) == {action(workspace, "A-01").id, *tied}

    def test_follows_what_is_pressed_and_opens_the_record_itself(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace, went: list[object]
    ) -> None:
        page.reveal(ThreadOf(action(workspace, "A-01").id))
        qtbot.mouseClick(page.one.rows[workspace.all(Theme)[0].id], Left)
        assert page.one.record == workspace.all(Theme)[0]
        press(qtbot, page.one.open_button)
        assert went[-1] == workspace.all(Theme)[0]

    def test_is_chosen_by_typing(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace) -> None:
        turn_to(qtbot, page, ONE)
        page.find()
        qtbot.keyClicks(page.one.line, "recommendation 2")
        qtbot.keyClick(page.one.line, Key.Key_Return)
        assert page.one.record == goal(workspace, 2)
        qtbot.keyClicks(page.one.line, "zebra")
        qtbot.keyClick(page.one.line, Key.Key_Return)
        assert page.one.asked.wrong.text() == "There is no record called “zebra”."

    def test_gets_another_strand_by_typing_and_loses_it_from_its_menu(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace
    ) -> None:
        page.reveal(ThreadOf(goal(workspace, 2).id))
        type_into(qtbot, page.panel.line, "R-01")
        qtbot.keyClick(page.panel.line, Key.Key_Return)
        risk = workspace.all(Risk)[0]
        assert linked(workspace, risk, goal(workspace, 2))
        assert risk.id in page.one.rows
        choose(page.panel.menus[risk.id], operations.unlink)
        assert not linked(workspace, risk, goal(workspace, 2))
        assert risk.id not in page.one.rows

    def test_of_a_record_that_is_removed_gives_way_to_another(self, page: ThreadPage, workspace: Workspace) -> None:
        page.reveal(ThreadOf(goal(workspace, 2).id))
        workspace.remove(goal(workspace, 2), label="Remove it")
        assert page.one.record == workspace.all(Theme)[0]

    def test_of_an_empty_plan_says_so(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace) -> None:
        turn_to(qtbot, page, ONE)
        there = [r for kind in (Theme, type(goal(workspace, 1))) for r in workspace.all(kind)]
        workspace.remove(*there, label="Remove them")
        assert page.one.record is None
        assert not page.side_card.isVisible()
        assert workspace.all(Programme)


class TestManyColumns:
    """What is drawn is what is in view, however much the plan holds."""

    def test_only_cells_in_view_are_asked_for(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        workspace.save(*_many(workspace, 400), label="Add many")
        turn_to(qtbot, page, BY_ACTIONS)
        press(qtbot, page.bar.buttons["all"])
        assert len(page.table.matrix.columns) == 402
        asked: set[str] = set()
        ask = page.table.matrix.tie

        def counting(row: Record, column: Record) -> object:
            asked.add(column.id)
            return ask(row, column)

        monkeypatch.setattr(page.table.matrix, "tie", counting)
        page.table.viewport().repaint()
        assert 0 < len(asked) < 40

    def test_a_long_matrix_shows_at_first_only_columns_with_something_in_them(
        self, qtbot: QtBot, page: ThreadPage, workspace: Workspace
    ) -> None:
        workspace.save(*_many(workspace, 100), label="Add many")
        turn_to(qtbot, page, BY_ACTIONS)
        assert page.bar.scope == "linked"
        assert names(page.table.matrix.columns) == ["A-01 Train managers"]
        qtbot.keyClicks(page.bar.line, "number 77")
        assert names(page.table.matrix.columns) == ["B-77 Number 77"]

    def test_the_far_end_is_reached_by_keyboard(self, qtbot: QtBot, page: ThreadPage, workspace: Workspace) -> None:
        workspace.save(*_many(workspace, 100), label="Add many")
        turn_to(qtbot, page, BY_ACTIONS)
        press(qtbot, page.bar.buttons["all"])
        page.table.setFocus()
        qtbot.keyClick(page.table, Key.Key_End, Control)
        cell = page.table.cell()
        assert cell is not None
        assert cell[1].name == "B-99 Number 99"


def _many(workspace: Workspace, count: int) -> list[Action]:
    return [workspace.draft(Action, ref=f"B-{n}", title=f"Number {n}") for n in range(count)]
