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

from app.domain.records import Category, Risk
from app.domain.schedule import PartialDate
from app.ui.pages.risks import RisksPage
from app.ui.register.cell_table import CellTable
from app.ui.session import Session
from app.workspace import Person, Workspace

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

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        self.qtbot.keyClick(self.line or self.table, key, modifier)
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
    assert hands.plan.undo_label == "Change owner of R-01 Risk 1"
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
    assert hands.said == ["Change owner of R-03 Risk 3: done. “Cleo” is a new owner."]
    hands.at("R-04", "owner")
    hands.type("Ann")
    hands.key(Key.Key_Return)
    assert len(hands.said) == 1


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
    made = [(risk.title, risk.owner, risk.score) for risk in hands.plan.all(Risk)]
    assert made[2:] == [("Leavers", "Cleo", 6), ("Money", "Dev", 16), ("Floods", "Eve", 5)]
    assert edits() == 1
    assert hands.plan.undo_label == "Paste into 3 risks"


def test_of_a_block_that_does_not_fit_nothing_is_written_and_the_cells_are_marked(
    hands: Hands, edits: Callable[[], int]
):
    hands.at("R-01", "owner")
    hands.paste("Cleo\t9x9\nDev\t2x2\n")
    assert edits() == 0
    assert hands.said == ["Nothing was pasted. line 1, Score: Likelihood is a whole number from 1 to 5."]
    assert [(i.row(), i.column()) for i in hands.table.selectedIndexes()] == [(0, hands.column("score"))]


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
