"""A register edited like a sheet, by keyboard alone: typed over, pasted into, filled down, set for many, copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.records import Category, Risk, Scoring
from app.domain.schedule import PartialDate
from app.ui.dialogs.ask import AskDialog
from app.ui.pages.risks import RisksPage
from app.ui.register.cell_table import NOT_SAVED, CellTable
from app.ui.session import Session
from app.workspace import Person, Workspace
from tests.app.domain.plans import usual_score
from tests.app.ui.hands import answering

Key, Control, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann", "Officer"), tmp_path / "backups", "Plan",
        today=lambda: date(2018, 1, 31),
    )  # fmt: skip
    for number, (owner, score) in enumerate((("Ann", 5), ("Bob", 4), ("", 3), ("", None)), 1):
        risk = made.draft(Risk, title=f"Risk {number}", owner=owner, likelihood=score, impact=score)
        made.save(risk, label="Add")
    yield made
    made.close()


class Hands:
    """A person at the register of risks; presses are counted, the letters of a value as one."""

    def __init__(self, qtbot: QtBot, plan: Workspace):
        self.plan, self.qtbot, self.pressed = plan, qtbot, 0
        self.session = Session(plan)
        self.said: list[str] = []
        for signal in (self.session.refused, self.session.done):
            signal.connect(lambda sentence, _more: self.said.append(sentence))
        self.page = RisksPage(self.session)
        qtbot.addWidget(self.page)
        self.page.resize(1280, 720)
        self.page.reload(frozenset())
        plan.listen(self.page.reload)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.table.setFocus()

    @property
    def table(self) -> CellTable[Any]:
        return self.page.risks.table

    def column(self, name: str) -> int:
        return next(n for n, column in enumerate(self.table.records.columns) if column.name == name)

    def at(self, ref: str, name: str) -> None:
        """Go to a cell."""
        row = next(n for n, row in enumerate(self.table.records.rows) if row.record.ref == ref)
        self.table.setCurrentIndex(self.table.records.index(row, self.column(name)))

    @property
    def line(self) -> QLineEdit | None:
        """What is being typed in."""
        found = self.table.indexWidget(self.table.currentIndex())
        return found if isinstance(found, QLineEdit) else None

    def show_only(self, *names: str) -> None:
        """Show these columns alone, as one chooses them once."""
        for number, column in enumerate(self.table.records.columns):
            self.table.setColumnHidden(number, column.name not in names)
        header = self.table.horizontalHeader()
        for place, name in enumerate(names):
            header.moveSection(header.visualIndex(self.column(name)), place)

    def begin(self) -> None:
        """Ctrl+N, which the window hears: see `test_ctrl_n_begins_a_row_in_every_register`."""
        self.pressed += 1
        assert self.page.new_row()

    def press(self, row: int, name: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a cell with the mouse."""
        self.pressed += 1
        index = self.table.records.index(row, self.column(name))
        self.table.scrollTo(index)
        place = self.table.visualRect(index).center()
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        self.qtbot.keyClick(QApplication.activePopupWidget() or self.line or self.table, key, modifier)
        QApplication.processEvents()  # Enter in a line is heard once the line itself is done with it

    def type(self, text: str) -> None:
        """Type a value over what a cell holds."""
        self.pressed += 1
        self.qtbot.keyClicks(self.line or self.table, text[:1])
        assert self.line is not None, "a letter begins to type"
        self.qtbot.keyClicks(self.line, text[1:])

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(Key.Key_V, Control)

    def risk(self, ref: str) -> Risk:
        return next(risk for risk in self.plan.all(Risk) if risk.ref == ref)

    def owners(self) -> dict[str, str]:
        return {risk.ref: risk.owner for risk in self.plan.all(Risk)}


@pytest.fixture
def hands(qtbot: QtBot, plan: Workspace) -> Hands:
    return Hands(qtbot, plan)


@pytest.fixture
def edits(plan: Workspace) -> Callable[[], int]:
    """How many edits were made since."""
    before = len(plan.history())
    return lambda: len(plan.history()) - before


def test_an_owner_costs_two_presses_and_goes_down(hands: Hands, edits: Callable[[], int]):
    hands.at("R-01", "owner")
    hands.type("Cleo")
    hands.key(Key.Key_Return)
    assert hands.risk("R-01").owner == "Cleo"
    assert hands.pressed == 2
    assert edits() == 1
    assert hands.plan.undo_label == "Re-own R-01"
    assert hands.page.risks.panel.isHidden(), "that Enter saved, and opened nothing"
    hands.type("Dev")
    hands.key(Key.Key_Return)
    assert hands.owners() == {"R-01": "Cleo", "R-02": "Dev", "R-03": "", "R-04": ""}


def test_a_new_owner_is_said_to_be_new_and_those_in_use_are_offered(hands: Hands):
    hands.at("R-03", "owner")
    hands.type("Cleo")
    assert hands.line is not None
    offered = hands.line.completer().model()
    assert [offered.index(n, 0).data() for n in range(offered.rowCount())] == ["Ann", "Bob"]
    hands.key(Key.Key_Return)
    assert hands.said == ["Re-own R-03: done. “Cleo” is a new owner."]
    hands.at("R-04", "owner")
    hands.type("Ann")
    hands.key(Key.Key_Return)
    assert hands.owners()["R-04"] == "Ann", "one press ends it, though words are offered"
    assert len(hands.said) == 1
    hands.at("R-03", "owner")
    hands.type("bo")
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Tab)
    assert hands.owners()["R-03"] == "Bob"
    assert hands.table.currentIndex().column() == hands.column("score")


def test_a_score_is_typed_in_one_cell_and_the_row_stays_where_it_is(hands: Hands):
    hands.at("R-01", "score")
    hands.type("1x2")
    hands.key(Key.Key_Return)
    assert (hands.risk("R-01").likelihood, hands.risk("R-01").impact) == (1, 2)
    assert hands.pressed == 2
    assert [row.record.ref for row in hands.table.records.rows] == ["R-01", "R-02", "R-03", "R-04"]
    assert hands.table.currentIndex().row() == 1


def test_what_is_refused_stays_in_its_line_with_a_sentence_and_escape_puts_back(hands: Hands, edits: Callable[[], int]):
    hands.at("R-01", "score")
    hands.type("9x9")
    hands.key(Key.Key_Return)
    assert hands.said == ["Likelihood is a whole number from 1 to 5."]
    assert hands.line is not None
    assert hands.line.text() == "9x9"
    hands.key(Key.Key_Escape)
    assert hands.line is None
    assert edits() == 0
    assert hands.table.currentIndex().data(Qt.ItemDataRole.EditRole) == "5 x 5"


def test_f2_types_on_tab_goes_across_and_enter_on_an_untouched_cell_opens(hands: Hands, qtbot: QtBot):
    hands.at("R-02", "owner")
    hands.key(Key.Key_F2)
    assert hands.line is not None
    assert hands.line.text() == "Bob"
    hands.line.setCursorPosition(3)
    qtbot.keyClicks(hands.line, "by")
    hands.key(Key.Key_Tab)
    assert hands.risk("R-02").owner == "Bobby"
    assert hands.table.currentIndex().column() == hands.column("score")
    with qtbot.waitSignal(hands.page.opened) as told:
        hands.key(Key.Key_Return)
    assert told.args == [hands.risk("R-02")]


def test_many_are_given_one_owner_at_once(hands: Hands, edits: Callable[[], int]):
    hands.at("R-01", "owner")
    for _ in range(3):
        hands.key(Key.Key_Down, Shift)
    hands.type("Cleo")
    hands.key(Key.Key_Return, Control)
    assert set(hands.owners().values()) == {"Cleo"}
    assert edits() == 1
    hands.plan.undo()
    assert hands.owners() == {"R-01": "Ann", "R-02": "Bob", "R-03": "", "R-04": ""}


def test_a_column_is_filled_down_and_cells_are_emptied(hands: Hands, edits: Callable[[], int]):
    hands.at("R-02", "owner")
    hands.key(Key.Key_Down, Shift)
    hands.key(Key.Key_Down, Shift)
    hands.key(Key.Key_D, Control)
    assert hands.owners() == {"R-01": "Ann", "R-02": "Bob", "R-03": "Bob", "R-04": "Bob"}
    assert hands.plan.undo_label == "Fill owner down in 2 risks"
    hands.key(Key.Key_Delete)
    assert hands.owners() == {"R-01": "Ann", "R-02": "", "R-03": "", "R-04": ""}
    assert edits() == 2


def test_a_block_from_excel_is_one_edit_and_rows_below_the_last_are_new(hands: Hands, edits: Callable[[], int]):
    hands.at("R-03", "title")
    hands.paste("Leavers\tCleo\t2x3\r\nMoney\tDev\t4x4\r\nFloods\tEve\t1x5\r\n")
    made = [(risk.title, risk.owner, usual_score(risk)) for risk in hands.plan.all(Risk)]
    assert made[2:] == [("Leavers", "Cleo", 6), ("Money", "Dev", 16), ("Floods", "Eve", 5)]
    assert edits() == 1
    assert hands.plan.undo_label == "Paste into 3 risks"


def test_why_several_risks_are_scored_otherwise_is_said_once_for_all(hands: Hands, edits: Callable[[], int]):
    offered: list[Any] = []
    hands.session.done.connect(lambda _sentence, _edit, choices: offered.extend(choices))
    hands.at("R-01", "score")
    hands.paste("4x4\n3x4\n")
    assert hands.said == ["Paste into 2 risks: done."]
    ((word, ask),) = offered
    assert word == "Say why…"

    def because(dialog: AskDialog) -> None:
        hands.qtbot.keyClicks(dialog.fields["reason"].control, "Three posts are filled")
        hands.qtbot.keyClick(dialog.fields["reason"].control, Key.Key_Return)

    with answering(because):
        ask()
    found = {usual_score(each): each.reason for each in hands.plan.all(Scoring) if each.reason}
    assert found == {16: "Three posts are filled", 12: "Three posts are filled"}
    assert edits() == 2
    assert hands.plan.undo_label == "Say why 2 risks are scored so"


def test_of_a_block_that_does_not_fit_nothing_is_written_and_the_cells_are_marked(
    hands: Hands, edits: Callable[[], int]
):
    hands.at("R-01", "owner")
    hands.paste("Cleo\t9x9\nDev\t2x2\n")
    assert edits() == 0
    assert hands.said == ["Nothing was pasted. Line 1, Score: Likelihood is a whole number from 1 to 5."]
    assert hands.table.records.wrong == {
        (hands.risk("R-01").id, hands.column("score")): "Likelihood is a whole number from 1 to 5."
    }


def test_what_is_copied_is_what_one_would_type_and_comes_back_unchanged(hands: Hands, edits: Callable[[], int]):
    hands.at("R-03", "owner")
    hands.key(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == ""
    first, last = (hands.table.records.index(row, hands.column(name)) for row, name in ((0, "owner"), (2, "score")))
    selection = hands.table.selectionModel()
    hands.table.setCurrentIndex(first)
    for index in (hands.table.records.index(r, c) for r in range(3) for c in range(first.column(), last.column() + 1)):
        selection.select(index, QItemSelectionModel.SelectionFlag.Select)
    hands.key(Key.Key_C, Control)
    assert QGuiApplication.clipboard().text() == "Owner\tScore\nAnn\t5 x 5\nBob\t4 x 4\n\t3 x 3"
    hands.key(Key.Key_V, Control)
    assert edits() == 0


def test_another_edit_does_not_close_what_one_is_typing(hands: Hands):
    hands.at("R-01", "owner")
    hands.type("Cle")
    other = hands.risk("R-01")
    hands.plan.save(replace(other, review=PartialDate("2018-04")), label="Plan the review")
    assert hands.line is not None
    assert hands.line.text() == "Cle"
    hands.qtbot.keyClicks(hands.line, "o")
    hands.key(Key.Key_Return)
    assert hands.risk("R-01") == replace(other, review=PartialDate("2018-04"), owner="Cleo")


def test_who_only_reads_has_rows_and_no_cells(hands: Hands):
    hands.session.reading = "you present"
    hands.page.reload(frozenset())
    assert hands.table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    hands.at("R-01", "owner")
    hands.qtbot.keyClicks(hands.table, "Cleo")
    assert hands.line is None
    hands.paste("Cleo")
    hands.key(Key.Key_Delete)
    assert hands.owners() == {"R-01": "Ann", "R-02": "Bob", "R-03": "", "R-04": ""}


def test_every_register_says_which_of_its_cells_are_typed_in(hands: Hands):
    typed_in = {column.name for column in hands.table.records.columns if hands.table.sheet.sets(column)}
    assert {"ref", "title", "owner", "score", "target", "review", "raised"} <= typed_in
    assert typed_in.isdisjoint({"moved", "status", "themes"})


def test_a_category_is_typed_by_its_name(hands: Hands):
    hands.plan.save(category := hands.plan.draft(Category, title="Workforce"), label="Add a category")
    hands.table.setColumnHidden(hands.column("category"), False)
    hands.at("R-01", "category")
    hands.type("workf")
    hands.key(Key.Key_Return)
    assert hands.risk("R-01").category == category.id


def test_a_risk_of_11_values_costs_12_with_the_key_that_ends_each(hands: Hands, edits: Callable[[], int]):
    """As it is counted in a spreadsheet: a value with the Tab or Enter that ends it is one, and Ctrl+N is one."""
    hands.plan.save(hands.plan.draft(Category, title="Workforce"), label="Add a category")
    values = {
        "title": "Carers leave", "owner": "Cleo", "score": "4x5", "target": "2x3", "review": "30 Apr 2018",
        "category": "workf", "cause": "Pay is low", "event": "Carers go", "consequence": "Children move",
        "response": "tr", "proximity": "Within 3 months",
    }  # fmt: skip
    hands.show_only("ref", *values)
    hands.begin()
    counted = hands.pressed
    for name, text in values.items():
        while hands.table.currentIndex().column() != hands.column(name):
            hands.key(Key.Key_Tab)
        hands.type("treat" if name == "response" else text)
        hands.key(Key.Key_Return if name == list(values)[-1] else Key.Key_Tab)
        counted += 1
    assert counted <= 12
    risk = hands.risk("R-05")
    assert (risk.title, risk.owner, usual_score(risk), usual_score(risk, "target")) == ("Carers leave", "Cleo", 20, 6)
    assert (risk.cause, risk.event, risk.consequence) == ("Pay is low", "Carers go", "Children move")
    assert (str(risk.review), risk.response, risk.proximity) == ("30 Apr 2018", "treat", "Within 3 months")
    assert hands.plan.plan.get(Category, risk.category) is not None
    assert edits() == 2
    assert hands.table.is_below, "the next one is begun"
    assert [row.record.ref for row in hands.table.records.rows][-1] == "R-05"


def test_thirty_owners_at_once_cost_four(hands: Hands, edits: Callable[[], int]):
    drafts = hands.plan.new_records(Risk, [{"title": f"More {number}"} for number in range(40)])
    hands.plan.save(*drafts, label="Add forty")
    hands.press(0, "owner")
    hands.press(29, "owner", Shift)
    hands.type("Cleo")
    hands.key(Key.Key_Return, Control)
    assert hands.pressed == 4
    assert [risk.owner for risk in hands.plan.all(Risk)].count("Cleo") == 30
    assert edits() == 2


def test_an_owner_of_a_risk_and_a_score_cost_two_and_three_with_going_there(hands: Hands):
    hands.press(0, "owner")
    hands.type("Cleo")
    assert hands.pressed == 2, "whatever key ends it"
    hands.key(Key.Key_Return)
    assert hands.risk("R-01").owner == "Cleo"
    hands.pressed = 0
    hands.press(1, "score")
    hands.type("1x2")
    hands.key(Key.Key_Return)
    assert hands.pressed == 3
    assert usual_score(hands.risk("R-02")) == 2


def test_a_new_row_that_was_begun_is_given_up_by_escape_and_a_written_one_only_when_asked_twice(
    hands: Hands, edits: Callable[[], int]
):
    hands.begin()
    assert hands.table.is_below
    hands.key(Key.Key_Escape)
    assert hands.table.records.below is None
    hands.begin()
    hands.type("Carers leave")
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Escape)
    assert hands.said == [NOT_SAVED]
    assert hands.table.records.below is not None
    hands.key(Key.Key_Escape)
    assert hands.table.records.below is None
    assert edits() == 0


def test_a_new_row_that_is_left_is_saved_and_stays_at_the_end(hands: Hands, qtbot: QtBot):
    hands.begin()
    hands.type("Carers leave")
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Tab)
    hands.type("5x5")
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Up)
    qtbot.waitUntil(lambda: hands.table.records.below is None)
    assert usual_score(hands.risk("R-05")) == 25
    assert hands.plan.undo_label == "Add R-05 Carers leave"
    assert [row.record.ref for row in hands.table.records.rows][-1] == "R-05"


def test_a_new_row_without_a_title_is_refused_and_keeps_what_was_typed(hands: Hands, edits: Callable[[], int]):
    hands.begin()
    hands.key(Key.Key_Tab)
    hands.type("Cleo")
    hands.key(Key.Key_Return)
    assert hands.said == ["Risk is needed."]
    assert hands.table.is_below
    assert hands.table.currentIndex().data() == "Cleo"
    assert edits() == 0


def test_another_edit_does_not_close_a_new_row_nor_take_its_reference(hands: Hands):
    hands.begin()
    hands.type("Carers leave")
    hands.plan.save(hands.plan.draft(Risk, title="From elsewhere"), label="Add from elsewhere")
    assert hands.line is not None
    assert hands.line.text() == "Carers leave"
    hands.key(Key.Key_Return)
    assert {risk.ref: risk.title for risk in hands.plan.all(Risk)}["R-06"] == "Carers leave"
    assert hands.risk("R-05").title == "From elsewhere"


def test_sorting_is_asked_for_and_takes_new_rows_to_their_place(hands: Hands):
    hands.at("R-04", "score")
    hands.type("5x5")
    hands.key(Key.Key_Return)
    hands.begin()
    hands.type("Carers leave")
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Escape)
    assert [row.record.ref for row in hands.table.records.rows] == ["R-01", "R-02", "R-03", "R-04", "R-05"]
    hands.table.arrange()
    assert [row.record.ref for row in hands.table.records.rows] == ["R-01", "R-04", "R-02", "R-03", "R-05"]


def test_a_block_with_headings_may_name_what_is_no_column(hands: Hands):
    hands.at("R-04", "owner")
    hands.paste("Owner\tLikelihood\tImpact\nCleo\t2\t3\n")
    assert (hands.risk("R-04").owner, usual_score(hands.risk("R-04"))) == ("Cleo", 6)


def test_new_rows_of_a_block_have_references_one_after_the_other(hands: Hands):
    hands.at("R-04", "title")
    hands.paste("One\tAnn\nTwo\tBob\nThree\tAnn\n")
    assert [risk.ref for risk in hands.plan.all(Risk)] == ["R-01", "R-02", "R-03", "R-04", "R-05", "R-06"]


def test_what_does_not_fit_says_why_where_it_stands(hands: Hands):
    hands.at("R-01", "owner")
    hands.paste("Cleo\t9x9\nDev\t2x2\n")
    wrong = hands.table.records.index(0, hands.column("score"))
    assert "Likelihood is a whole number from 1 to 5." in wrong.data(Qt.ItemDataRole.ToolTipRole)
    hands.paste("Cleo\t1x1\nDev\t2x2\n")
    assert hands.table.records.wrong == {}


def test_the_end_of_a_column_is_one_press_away(hands: Hands):
    hands.at("R-01", "owner")
    hands.key(Key.Key_Down, Control | Shift)
    hands.key(Key.Key_D, Control)
    assert set(hands.owners().values()) == {"Ann"}


def test_text_of_several_lines_is_copied_and_pasted_whole(hands: Hands, edits: Callable[[], int]):
    hands.plan.save(replace(hands.risk("R-01"), cause="Pay is low.\nTravel is long."), label="Say why")
    hands.show_only("ref", "title", "cause")
    hands.at("R-01", "title")
    hands.key(Key.Key_Right, Shift)
    hands.key(Key.Key_C, Control)
    hands.key(Key.Key_V, Control)
    assert edits() == 1
    hands.at("R-01", "cause")
    hands.key(Key.Key_F2)
    hands.key(Key.Key_Return)
    assert edits() == 1
    assert hands.risk("R-01").cause == "Pay is low.\nTravel is long."


def test_the_column_in_which_one_types_never_gives_way(hands: Hands):
    for number in range(4):
        hands.press(number, "owner")
        hands.type(f"Director of children, families and learning, area {number}")
        hands.key(Key.Key_Return)
        assert not hands.table.isColumnHidden(hands.column("owner"))
    hands.at("R-01", "owner")
    hands.paste("\n".join(f"Assistant director for quality and performance {n}\t{n}x5" for n in range(1, 5)))
    assert hands.table.chosen_columns() == [hands.column("owner")], "the same can be pasted again"
