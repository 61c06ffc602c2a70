"""The page of the risks, worked with mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Category, Link, Override, Provenance, Risk, Theme
from app.domain.risk import score_of
from app.ui import operations
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.page import Several
from app.ui.pages.risks import RisksPage
from app.ui.pages.risks.categories import CategoriesDialog
from app.ui.pages.risks.kept_rows import KeptRows
from app.ui.pages.risks.lookouts import Lookouts
from app.ui.record.sections import Facts
from app.ui.widgets.record_model import SECOND
from app.workspace import Workspace
from tests.app.ui.hands import answering, press
from tests.app.ui.hands import choose as choose_act

Left, Key = Qt.MouseButton.LeftButton, Qt.Key


def risk(workspace: Workspace, ref: str) -> Risk:
    """The risk with this reference as it is saved."""
    return next(r for r in workspace.all(Risk) if r.ref == ref)


def refs(page: RisksPage) -> list[str]:
    return [row.record.ref for row in page.risks.table.records.rows]


def cell_at(page: RisksPage, ref: str, column: str = "title") -> QModelIndex:
    number = next(n for n, c in enumerate(page.risks.table.records.columns) if c.name == column)
    return page.risks.table.records.index(refs(page).index(ref), number)


def click_row(qtbot: QtBot, page: RisksPage, ref: str) -> None:
    place = page.risks.table.visualRect(cell_at(page, ref)).center()
    qtbot.mouseClick(page.risks.table.viewport(), Left, pos=place)


def line(page: RisksPage, name: str) -> QLineEdit:
    control = page.risks.fields.form.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def type_into(qtbot: QtBot, control: QWidget, text: str) -> None:
    """Click into a field, put `text` in the place of what is there, and leave with Tab."""
    qtbot.mouseClick(control, Left)
    qtbot.keyClick(control, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, Key.Key_Tab)


def paste_into(qtbot: QtBot, control: QWidget, text: str) -> None:
    """The same through the clipboard, for what no keyboard types."""
    QGuiApplication.clipboard().setText(text)
    qtbot.mouseClick(control, Left)
    qtbot.keyClick(control, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(control, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(control, Key.Key_Tab)


def choose(qtbot: QtBot, page: RisksPage, name: str, word: str) -> None:
    """Choose a word of a scale by keyboard."""
    box = page.risks.fields.form.fields[name].control
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Home)
    for _ in range(box.findText(word)):
        qtbot.keyClick(box, Key.Key_Down)
    assert box.currentText() == word


class TestTheRegister:
    def test_lists_open_risks_with_the_highest_score_first(self, page: RisksPage) -> None:
        assert refs(page) == ["R-02", "R-01", "R-03", "R-04"]

    def test_says_score_with_band_movement_target_status_review_and_themes(self, page: RisksPage) -> None:
        columns = ("score", "target", "moved", "status", "review", "themes")
        said = {name: cell_at(page, "R-01", name).data() for name in columns}
        assert said == {
            "score": "12 Medium, illustrative",
            "target": "8 Medium, illustrative",
            "moved": "same",
            "status": "Medium",
            "review": "Not set",
            "themes": "1",
        }

    def test_sorts_by_the_column_that_is_clicked_and_leaves_unscored_risks_at_the_end(
        self, qtbot: QtBot, page: RisksPage
    ) -> None:
        header = page.risks.table.horizontalHeader()
        x = header.sectionViewportPosition(cell_at(page, "R-01", "score").column()) + 10
        qtbot.mouseClick(header.viewport(), Left, pos=QPoint(x, header.height() // 2))
        assert refs(page) == ["R-03", "R-01", "R-02", "R-04"]
        qtbot.mouseClick(header.viewport(), Left, pos=QPoint(x, header.height() // 2))
        assert refs(page) == ["R-02", "R-01", "R-03", "R-04"]

    def test_copies_for_excel_with_headings_as_one_would_type_it(self, qtbot: QtBot, page: RisksPage) -> None:
        page.risks.table.setFocus()
        qtbot.keyClick(page.risks.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        lines = [text.split("\t") for text in QGuiApplication.clipboard().text().split("\n")]
        assert lines[0][:4] == ["Ref", "Risk", "Owner", "Score"]
        assert lines[2][:4] == ["R-01", "Staff culture does not change", "", "3 x 4"]

    def test_typing_narrows_it_and_escape_widens_it_again(self, qtbot: QtBot, page: RisksPage) -> None:
        page.find()
        qtbot.keyClicks(page.risks.bar.line, "staff")
        assert refs(page) == ["R-02", "R-01"]
        qtbot.keyClick(page.risks.bar.line, Key.Key_Escape)
        assert len(refs(page)) == 4

    def test_owners_are_found_although_their_column_is_left_out(self, qtbot: QtBot, page: RisksPage) -> None:
        qtbot.keyClicks(page.risks.bar.line, "bo chair")
        assert refs(page) == ["R-02"]

    def test_when_nothing_fits_it_offers_all_again(self, qtbot: QtBot, page: RisksPage) -> None:
        qtbot.keyClicks(page.risks.bar.line, "nothing like it")
        assert page.risks.no_match.isVisible()
        qtbot.mouseClick(page.risks.no_match.button, Left)
        assert len(refs(page)) == 4

    def test_an_empty_register_says_how_to_begin(self, page: RisksPage, workspace: Workspace) -> None:
        workspace.remove(*workspace.all(Risk), label="Empty the register")
        assert page.risks.empty.isVisible()
        assert page.risks.empty.button.isVisible()

    def test_what_stands_out_opens_the_risks_it_speaks_of(self, qtbot: QtBot, page: RisksPage) -> None:
        row = next(row for row in page.risks.lookouts.list.rows if row.row.text == "1 risk with review overdue")
        qtbot.mouseClick(row, Left)
        assert refs(page) == ["R-03"]
        qtbot.mouseClick(page.risks.bar.narrowed, Left)
        assert len(refs(page)) == 4


class TestTheMatrix:
    def test_a_click_on_a_cell_narrows_the_register_and_a_second_widens_it(self, qtbot: QtBot, page: RisksPage) -> None:
        place = page.risks.matrix.cell_box((4, 4)).center().toPoint()
        qtbot.mouseClick(page.risks.matrix, Left, pos=place)
        assert refs(page) == ["R-02"]
        assert "Likely, major" in page.risks.bar.narrowed.text()
        qtbot.mouseClick(page.risks.matrix, Left, pos=place)
        assert len(refs(page)) == 4

    def test_arrow_keys_and_enter_choose_a_cell(self, qtbot: QtBot, page: RisksPage) -> None:
        page.risks.matrix.setFocus()
        qtbot.keyClick(page.risks.matrix, Key.Key_Right)
        qtbot.keyClick(page.risks.matrix, Key.Key_Return)
        assert page.risks.cell == (3, 4)
        assert refs(page) == ["R-01"]
        qtbot.keyClick(page.risks.matrix, Key.Key_Escape)
        assert len(refs(page)) == 4

    def test_a_rescored_risk_stays_under_the_hand_until_the_table_is_narrowed_again(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        qtbot.mouseClick(page.risks.matrix, Left, pos=page.risks.matrix.cell_box((3, 4)).center().toPoint())
        click_row(qtbot, page, "R-01")
        choose(qtbot, page, "likelihood", "5  Almost certain")
        qtbot.mouseClick(page.risks.bar.line, Left)
        assert score_of(workspace.plan, risk(workspace, "R-01")) == 20
        assert refs(page) == ["R-01"]
        assert page.risks.panel.record == risk(workspace, "R-01")
        assert cell_at(page, "R-01", "score").data() == "20 High"
        assert page.risks.matrix.counts[3, 4] == 0
        page.risks.narrow()
        assert refs(page) == []


class TestRevealing:
    def test_several_narrow_the_register_and_say_what_they_have_in_common(self, page: RisksPage) -> None:
        keys = frozenset(row.record.id for row in page.risks.table.records.rows if row.record.ref in ("R-03", "R-04"))
        page.reveal(Several(Risk, keys, "likely, major"))
        assert refs(page) == ["R-03", "R-04"]
        assert page.risks.bar.narrowed.text().endswith("Likely, major")

    def test_a_closed_risk_is_shown_among_the_closed(self, page: RisksPage, workspace: Workspace) -> None:
        old = risk(workspace, "R-03")
        workspace.save(
            workspace.draft(Risk, title="Long gone", ref="R-09", closed=workspace.plan.position, closed_why="It was."),
            label="Add R-09",
        )
        assert "R-09" not in refs(page)
        page.reveal(risk(workspace, "R-09"))
        assert refs(page) == ["R-09"]
        page.reveal(old)
        assert "R-03" in refs(page)

    def test_nothing_goes_back_to_the_first_view(self, qtbot: QtBot, page: RisksPage) -> None:
        click_row(qtbot, page, "R-01")
        page.reveal(None)
        assert not page.risks.panel.isVisible()
        assert len(refs(page)) == 4

    def test_a_click_opens_and_the_arrow_keys_go_on_to_the_next(self, qtbot: QtBot, page: RisksPage) -> None:
        click_row(qtbot, page, "R-02")
        assert page.risks.panel.title.text() == "Skilled staff leave"
        qtbot.keyClick(page.risks.table, Key.Key_Down)
        assert page.risks.panel.title.text() == "Staff culture does not change"

    def test_enter_goes_into_the_fields_and_escape_backs_out_step_by_step(self, qtbot: QtBot, page: RisksPage) -> None:
        page.risks.table.setFocus()
        page.risks.table.selectRow(0)
        assert not page.risks.panel.isVisible()
        qtbot.keyClick(page.risks.table, Key.Key_Return)
        inside = QApplication.focusWidget()
        assert inside is not None
        assert page.risks.panel.isAncestorOf(inside)
        qtbot.keyClick(inside, Key.Key_Escape)
        assert page.risks.table.hasFocus()
        assert page.risks.panel.isVisible()
        qtbot.keyClick(page.risks.table, Key.Key_Escape)
        assert not page.risks.panel.isVisible()

    def test_on_a_narrow_page_the_risk_takes_the_place_of_the_register(self, qtbot: QtBot, page: RisksPage) -> None:
        page.window().resize(784, 560)
        qtbot.waitUntil(lambda: page.width() == 784)
        click_row(qtbot, page, "R-01")
        assert not page.risks.table.isVisible()
        inside = QApplication.focusWidget()
        assert inside is page.risks.fields.form.fields["likelihood"].control
        qtbot.keyClick(inside, Key.Key_Escape)
        assert page.risks.table.isVisible()
        assert not page.risks.panel.isVisible()


class TestEditing:
    def test_owner_and_score_are_one_edit_each_and_undo_and_redo_bring_them_back(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        type_into(qtbot, line(page, "owner"), "Cy Director")
        assert risk(workspace, "R-01").owner == "Cy Director"
        assert workspace.undo_label == "Re-own R-01"

        choose(qtbot, page, "likelihood", "4  Likely")
        qtbot.keyClick(page.risks.fields.form.fields["likelihood"].control, Key.Key_Tab)
        assert risk(workspace, "R-01").likelihood == 3, "likelihood waits for impact"
        choose(qtbot, page, "impact", "5  Severe")
        qtbot.keyClick(page.risks.fields.form.fields["impact"].control, Key.Key_Tab)
        assert score_of(workspace.plan, risk(workspace, "R-01")) == 20
        assert workspace.undo_label == "Score R-01 4 x 5"
        assert refs(page)[:2] == ["R-02", "R-01"], "it stays where it was pressed"
        page.risks.table.arrange()
        assert refs(page)[0] == "R-01"
        assert page.risks.panel.status.line.badge.status == "red"
        assert cell_at(page, "R-01", "moved").data() == "worse"

        workspace.undo()
        assert score_of(workspace.plan, risk(workspace, "R-01")) == 12
        assert page.risks.fields.form.fields["impact"].text() == "4  Major"
        workspace.undo()
        assert risk(workspace, "R-01").owner == ""
        assert line(page, "owner").text() == ""
        workspace.redo()
        workspace.redo()
        assert score_of(workspace.plan, risk(workspace, "R-01")) == 20
        assert line(page, "owner").text() == "Cy Director"

    def test_the_score_is_shown_with_its_band_while_one_chooses(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-04")
        form = page.risks.fields.form
        assert form.score.text() == "Not scored"
        choose(qtbot, page, "likelihood", "5  Almost certain")
        choose(qtbot, page, "impact", "2  Minor")
        assert form.score.text() == "10 Medium"
        assert score_of(workspace.plan, risk(workspace, "R-04")) is None

    def test_half_a_score_is_not_saved_and_says_what_is_missing(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-04")
        choose(qtbot, page, "likelihood", "5  Almost certain")
        qtbot.mouseClick(page.risks.bar.line, Left)
        field = page.risks.fields.form.fields["impact"]
        assert field.hint.text() == "Likelihood and impact are scored together."
        assert page.risks.fields.form.fields["likelihood"].text() == "5  Almost certain"
        assert risk(workspace, "R-04").likelihood is None

    def test_a_score_that_a_person_enters_is_no_longer_illustrative(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        assert page.risks.fields.form.heads["likelihood", "impact"][1].isVisible()
        choose(qtbot, page, "likelihood", "4  Likely")
        qtbot.mouseClick(page.risks.bar.line, Left)
        marked = {p.field for p in workspace.all(Provenance) if p.illustrative}
        assert marked == {"target_likelihood", "target_impact"}
        assert not page.risks.fields.form.heads["likelihood", "impact"][1].isVisible()
        workspace.undo()
        assert page.risks.fields.form.heads["likelihood", "impact"][1].isVisible()

    def test_who_confirms_an_illustrative_value_takes_the_mark_away(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        page.risks.panel.sources.adopted.emit(tuple(workspace.plan.sources(risk(workspace, "R-01"))))
        assert not workspace.plan.illustrative(risk(workspace, "R-01"), "impact")
        assert score_of(workspace.plan, risk(workspace, "R-01")) == 12

    def test_a_date_that_does_not_exist_is_kept_with_the_reason_beside_it(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        type_into(qtbot, line(page, "review"), "31 Feb 2018")
        field = page.risks.fields.form.fields["review"]
        assert field.hint.text() == "There is no such date as 31 Feb 2018."
        assert line(page, "review").text() == "31 Feb 2018"
        assert risk(workspace, "R-01").review is None

    def test_what_was_refused_waits_while_one_looks_at_another_risk(self, qtbot: QtBot, page: RisksPage) -> None:
        click_row(qtbot, page, "R-01")
        type_into(qtbot, line(page, "review"), "soon")
        click_row(qtbot, page, "R-02")
        assert line(page, "review").text() == ""
        assert page.unsaved.text() == "Not saved: R-01"
        qtbot.mouseClick(page.unsaved, Left)
        assert line(page, "review").text() == "soon"
        assert page.risks.fields.form.fields["review"].hint.text().startswith("Write a date")
        assert not page.unsaved.isVisible()

    def test_what_is_being_typed_survives_an_edit_elsewhere(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        qtbot.mouseClick(line(page, "owner"), Left)
        qtbot.keyClicks(line(page, "owner"), "half a na")
        other = risk(workspace, "R-02")
        workspace.remove(other, label="Remove R-02")
        assert line(page, "owner").text() == "half a na"

    def test_leaving_the_page_saves_what_is_typed(self, qtbot: QtBot, page: RisksPage, workspace: Workspace) -> None:
        click_row(qtbot, page, "R-01")
        qtbot.mouseClick(line(page, "owner"), Left)
        qtbot.keyClicks(line(page, "owner"), "Di")
        page.window().hide()
        assert risk(workspace, "R-01").owner == "Di"

    def test_a_needed_title_cannot_be_emptied(self, qtbot: QtBot, page: RisksPage, workspace: Workspace) -> None:
        click_row(qtbot, page, "R-01")
        title = line(page, "title")
        title.setFocus()
        title.selectAll()
        qtbot.keyClick(title, Key.Key_Delete)
        qtbot.keyClick(title, Key.Key_Tab)
        assert page.risks.fields.form.fields["title"].hint.text() == "Risk is needed."
        assert risk(workspace, "R-01").title == "Staff culture does not change"

    def test_a_hundred_thousand_characters_are_saved_where_prose_is_and_refused_in_a_line(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        long = "word " * 20_000
        paste_into(qtbot, page.risks.fields.form.fields["mitigation"].control, long)
        assert len(risk(workspace, "R-01").mitigation) == len(long.strip())
        paste_into(qtbot, line(page, "owner"), long)
        assert "may be 300 characters long" in page.risks.fields.form.fields["owner"].hint.text()
        assert len(line(page, "owner").text()) == len(long)
        assert risk(workspace, "R-01").owner == ""

    @pytest.mark.parametrize(
        "text",
        [
            "<b>bold</b> <script>alert(1)</script> &amp;",
            "👩🏽‍⚕️ nurse 🎉",
            "مسؤول المخاطر",
            "=SUM(A1:A9)",
        ],
    )
    def test_markup_emoji_and_right_to_left_text_are_shown_as_they_were_typed(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace, text: str
    ) -> None:
        click_row(qtbot, page, "R-01")
        paste_into(qtbot, line(page, "title"), text)
        assert risk(workspace, "R-01").title == text
        assert page.risks.panel.title.text() == text
        assert page.risks.panel.title.textFormat() == Qt.TextFormat.PlainText
        assert cell_at(page, "R-01").data() == text
        assert "<script>" not in cell_at(page, "R-01").data(Qt.ItemDataRole.ToolTipRole)

    def test_a_theme_is_linked_by_typing_and_its_link_taken_away_with_a_way_back(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        strands, practice = page.risks.panel.strands, workspace.all(Theme)[1]
        type_into(qtbot, strands.line, "theme 2")
        qtbot.keyClick(strands.line, Key.Key_Return)
        assert workspace.undo_label == "R-01 threatens Theme 2"
        assert cell_at(page, "R-01", "themes").data() == "1, 2"
        with qtbot.waitSignal(page.session.done) as done:
            choose_act(strands.menus[practice.id], operations.unlink)
        assert done.args == ["The link was taken away.", workspace.undo_next, ()]
        assert [link.serves for link in workspace.all(Link)] == [workspace.all(Theme)[0].id]

    def test_undo_reaches_the_plan_from_a_field_in_which_nothing_is_typed(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page.window())
        shortcut.activated.connect(workspace.undo)
        click_row(qtbot, page, "R-01")
        type_into(qtbot, line(page, "owner"), "Ed")
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert risk(workspace, "R-01").owner == ""

    def test_with_the_reports_facts_only_nothing_can_be_changed_by_mistake(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-01")
        workspace.facts_only = True
        assert page.risks.fields.form.score.text() == "Not scored"
        assert line(page, "owner").isReadOnly()
        workspace.facts_only = False
        assert page.risks.fields.form.score.text() == "12 Medium"
        assert not line(page, "owner").isReadOnly()


class TestStatusByHand:
    def test_a_status_set_by_hand_is_shown_with_its_reason_and_can_be_lifted(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        click_row(qtbot, page, "R-02")
        assert page.risks.panel.buttons[operations.set_status].isVisible()
        assert not page.risks.panel.status.lift.isVisible()
        record = risk(workspace, "R-02")
        override = workspace.draft(
            Override, record=record.id, status="amber", reason="Two posts filled", until=date(2018, 3, 1), by="Ann"
        )
        workspace.save(override, label="Set the status of R-02")
        assert page.risks.panel.status.line.badge.status == "amber"
        assert page.risks.panel.status.reason.text() == "Two posts filled"
        assert page.risks.panel.status.by_hand.text() == "Set by Ann, until 1 Mar 2018."
        qtbot.mouseClick(page.risks.panel.status.lift, Left)
        assert page.risks.panel.status.line.badge.status == "red"

    def test_the_report_alone_is_said_where_values_are_illustrative(self, qtbot: QtBot, page: RisksPage) -> None:
        click_row(qtbot, page, "R-01")
        assert page.risks.panel.status.alone.text().startswith("The report alone: ")
        click_row(qtbot, page, "R-02")
        assert not page.risks.panel.status.alone.isVisible()


class TestClosing:
    def test_a_risk_is_closed_with_a_reason_and_reopened(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        def write_reason(dialog: RecordDialog[Any]) -> None:
            qtbot.keyClicks(dialog.form.fields["closed_why"].control, "Two posts were filled.")
            press(qtbot, dialog.save_button)

        click_row(qtbot, page, "R-02")
        with answering(write_reason):
            press(qtbot, page.risks.panel.buttons[operations.close_risk])
        closed = risk(workspace, "R-02")
        assert (closed.closed, closed.closed_why) == (workspace.plan.position, "Two posts were filled.")
        assert workspace.undo_label == "Close R-02"
        assert "R-02" not in refs(page)
        assert page.risks.panel.part(Facts).lines["Closed because"].text() == "Two posts were filled."
        assert page.risks.panel.status.line.badge.status == "complete"

        qtbot.mouseClick(page.risks.scope.buttons["closed"], Left)
        assert refs(page) == ["R-02"]
        assert cell_at(page, "R-02", "status").data() == "Closed"
        qtbot.mouseClick(page.risks.panel.buttons[operations.reopen], Left)
        assert risk(workspace, "R-02").closed is None
        assert workspace.undo_label == "Reopen R-02"

    def test_who_knows_neither_day_nor_reason_closes_it_without_and_it_is_listed(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        def empty_and_close(dialog: RecordDialog[Any]) -> None:
            day = dialog.form.fields["closed"].control
            day.setFocus()
            qtbot.keyClick(day, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            qtbot.keyClick(day, Key.Key_Delete)
            press(qtbot, dialog.save_button)

        click_row(qtbot, page, "R-02")
        with answering(empty_and_close):
            press(qtbot, page.risks.panel.buttons[operations.close_risk])
        closed = risk(workspace, "R-02")
        assert (closed.closed, closed.closed_why) == (None, "Not given")
        assert closed.is_closed
        assert "R-02" not in refs(page)
        assert page.risks.panel.buttons[operations.reopen].isVisible()
        assert not page.risks.panel.buttons[operations.close_risk].isVisible()
        listed = Lookouts().lines(KeptRows().by(workspace.ratings, None), None, None)
        assert "1 risk closed, reason not given" in [row.text for row in listed]

        qtbot.mouseClick(page.risks.scope.buttons["closed"], Left)
        assert refs(page) == ["R-02"]
        assert cell_at(page, "R-02").data(SECOND) == "Closed, date not given: reason not given"
        press(qtbot, page.risks.panel.buttons[operations.reopen])
        assert not risk(workspace, "R-02").is_closed

    def test_a_new_risk_is_written_in_a_dialog_and_opened(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        def write(dialog: RecordDialog[Any]) -> None:
            qtbot.keyClicks(dialog.form.fields["title"].control, "The roof leaks")
            press(qtbot, dialog.save_button)

        with answering(write):
            press(qtbot, page.risks.new_button)
        made = risk(workspace, "R-05")
        assert made.title == "The roof leaks"
        assert workspace.undo_label == "Add R-05"
        assert page.risks.panel.record == made
        assert page.risks.table.current() is not None
        workspace.undo()
        assert not page.risks.panel.isVisible()


class TestCategories:
    def test_a_category_is_made_beside_the_risk_and_narrows_the_register(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        def write(dialog: RecordDialog[Any]) -> None:
            qtbot.keyClicks(dialog.form.fields["title"].control, "Workforce")
            qtbot.keyClicks(dialog.form.fields["appetite"].control, "9")
            press(qtbot, dialog.save_button)

        assert not page.risks.category.isVisible()
        click_row(qtbot, page, "R-02")
        with answering(write):
            press(qtbot, page.risks.fields.form.new_category)
        (category,) = workspace.all(Category)
        assert (category.title, category.appetite) == ("Workforce", 9)
        assert risk(workspace, "R-02").category == category.id
        assert workspace.undo_label == "Add risk category Workforce"
        page.window().activateWindow()
        qtbot.waitUntil(page.window().isActiveWindow)
        choose(qtbot, page, "category", "No category")
        qtbot.keyClick(page.risks.fields.form.fields["category"].control, Key.Key_Tab)
        assert risk(workspace, "R-02").category == ""
        assert workspace.undo_label == "Take the category of R-02 away"
        workspace.undo()
        assert page.risks.fields.form.fields["category"].text() == "Workforce"

        page.reveal(category)
        assert refs(page) == ["R-02"]
        assert not page.risks.panel.isVisible()
        page.reveal(None)
        assert len(refs(page)) == 4
        page.risks.category.setFocus()
        qtbot.keyClick(page.risks.category, Key.Key_Down)
        assert refs(page) == ["R-02"]
        qtbot.keyClick(page.risks.category, Key.Key_Up)
        assert len(refs(page)) == 4

    def test_categories_are_edited_and_removed_in_their_list_and_their_risks_stay(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        category = workspace.draft(Category, title="Money", appetite=12)
        there = replace(risk(workspace, "R-03"), category=category.id)
        workspace.save(category, there, label="Sort them")

        def rename(dialog: RecordDialog[Any]) -> None:
            qtbot.keyClicks(dialog.form.fields["title"].control, "Money matters")
            press(qtbot, dialog.save_button)

        def work(dialog: CategoriesDialog) -> None:
            dialog.editing[category.id].setFocus()
            with answering(rename):
                press(qtbot, dialog.editing[category.id])
            assert [c.title for c in workspace.all(Category)] == ["Money matters"]
            press(qtbot, dialog.removing[category.id])
            assert dialog.focusWidget() is dialog.new

        with answering(work):
            press(qtbot, page.categories)
        assert workspace.all(Category) == ()
        assert risk(workspace, "R-03").category == ""
        workspace.undo()
        assert risk(workspace, "R-03").category == category.id


def test_history_and_sources_stand_at_the_foot_of_the_form(qtbot: QtBot, page: RisksPage) -> None:
    from PySide6.QtWidgets import QLabel

    click_row(qtbot, page, "R-01")
    said = [label.text() for label in page.risks.panel.history.findChildren(QLabel)]
    assert "Add R-01" in said
    assert any("Ann Officer, Programme manager" in text for text in said)
    sources = [label.text() for label in page.risks.panel.sources.findChildren(QLabel)]
    assert "Likelihood, impact, target likelihood and target impact" in sources
    assert "Chosen to show the matrix." in sources


def test_the_tab_key_follows_the_eye(qtbot: QtBot, page: RisksPage) -> None:
    click_row(qtbot, page, "R-01")
    page.risks.bar.line.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(60):
        seen.append(QApplication.focusWidget())
        page.focusNextChild()
    fields = page.risks.fields.form.fields
    order: list[QWidget] = [
        page.risks.bar.line,
        page.risks.scope.buttons["open"],
        page.risks.table,
        page.risks.matrix,
        page.risks.back,
        page.risks.panel.buttons[operations.set_status],
        page.risks.panel.buttons[operations.close_risk],
        fields["likelihood"].control,
        fields["impact"].control,
        fields["owner"].control,
        fields["mitigation"].control,
        fields["ref"].control,
    ]
    places = [seen.index(widget) for widget in order]
    assert places == sorted(places)


def test_every_field_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot, page: RisksPage) -> None:
    click_row(qtbot, page, "R-01")
    for field in page.risks.fields.form.fields.values():
        assert field.control.accessibleName()
    assert page.risks.table.accessibleName() == "Risks"
    assert isinstance(page.risks.fields.form.fields["cause"].control, QPlainTextEdit)


class TestTheGoldenThread:
    def test_of_a_risk_is_told_grows_by_typing_and_is_a_way_in(
        self, qtbot: QtBot, page: RisksPage, workspace: Workspace
    ) -> None:
        action = workspace.draft(Action, title="Hold exit interviews")
        workspace.save(action, label="Add A-01")
        page.session.openable = frozenset({Risk, Action})
        page.reveal(risk(workspace, "R-02"))
        assert page.risks.panel.strands.nothing.text() == "Nothing else is tied to R-02 yet."
        type_into(qtbot, page.risks.panel.strands.line, "a-01")
        qtbot.keyClick(page.risks.panel.strands.line, Key.Key_Return)
        assert workspace.undo_label == "A-01 mitigates R-02"
        went: list[object] = []
        page.opened.connect(went.append)
        qtbot.mouseClick(page.risks.panel.strands.rows[action.id], Left)
        assert went == [action]
        workspace.undo()
        assert workspace.plan.serving(risk(workspace, "R-02"), Action) == ()


def test_a_risk_that_was_entered_by_mistake_is_removed_and_undo_brings_it_back(
    qtbot: QtBot, page: RisksPage, workspace: Workspace
) -> None:
    ref = refs(page)[0]
    there = risk(workspace, ref)
    click_row(qtbot, page, ref)
    choose_act(page.risks.panel.more, operations.remove)
    assert ref not in refs(page)
    assert not page.risks.panel.isVisible()
    assert workspace.undo_label == f"Remove {there.name}"
    workspace.undo()
    assert risk(workspace, ref) == there
    assert ref in refs(page)
