"""The columns of a table and where they go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.exchange.importing.files import laid_out
from app.exchange.importing.plan import plan_import
from app.exchange.importing.result import Import
from app.ui.dialogs.import_columns import ColumnsTable
from tests.app.domain.plans import plan_of


def found(*rows: list[str], mapping: dict[str, str] | None = None) -> Import:
    return plan_import(laid_out(list(rows)), "actions", plan_of(), mapping)


ROWS = (["Ref", "Action", "Lead <b>officer</b>"], ["1", "Recruit\nstaff", "<i>HR</i>"])


def test_headers_and_first_rows_stand_under_each_other_as_they_are(qtbot: QtBot):
    table = ColumnsTable()
    qtbot.addWidget(table)
    table.show_import(found(*ROWS))
    titles = [table.horizontalHeaderItem(n) for n in range(table.columnCount())]
    assert [title.text() for title in titles if title] == ["Ref", "Action", "Lead <b>officer</b>"]
    cells = [table.item(1, n) for n in range(table.columnCount())]
    assert [cell.text() for cell in cells if cell] == ["1", "Recruit staff", "<i>HR</i>"]
    assert "&lt;i&gt;HR" in cells[2].toolTip()  # type: ignore[union-attr]


def test_what_every_row_needs_is_offered_first(qtbot: QtBot):
    table = ColumnsTable()
    qtbot.addWidget(table)
    table.show_import(found(*ROWS))
    box = table.boxes["ref"]
    assert [box.itemText(n) for n in range(3)] == ["Left out", "Action", "Reference"]
    assert box.accessibleName() == "Ref goes to"


def test_a_choice_is_told_and_showing_is_not(qtbot: QtBot):
    table = ColumnsTable()
    qtbot.addWidget(table)
    table.show()
    table.show_import(found(*ROWS))
    told: list[tuple[str, str]] = []
    table.corrected.connect(lambda key, target: told.append((key, target)))
    table.show_import(found(*ROWS, mapping={"Ref": ""}))
    assert told == []
    box = table.boxes["ref"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert told == [("ref", "title")]


def test_boxes_of_the_same_table_stay_so_that_the_keyboard_stays_in_them(qtbot: QtBot):
    table = ColumnsTable()
    qtbot.addWidget(table)
    table.show_import(found(*ROWS))
    before = dict(table.boxes)
    table.show_import(found(*ROWS, mapping={"Ref": ""}))
    assert table.boxes == before
    assert table.boxes["ref"].currentText() == "Left out"
    table.show_import(found(["Task", "Due"], ["A", "1/1/18"]))
    assert list(table.boxes) == ["task", "due"]
    table.empty()
    assert (table.columnCount(), table.boxes) == (0, {})
