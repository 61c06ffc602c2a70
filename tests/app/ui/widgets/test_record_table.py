"""The table that every register uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable
from app.ui.widgets.table_bar import TableBar

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Row:
    id: str
    title: str


@pytest.fixture
def table(qtbot: QtBot, tmp_path: Path) -> RecordTable[Row]:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    columns: list[Column[Row]] = [
        Column(name="ref", title="Ref", text=lambda r: r.id, width=60),
        Column(name="title", title="Title", text=lambda r: r.title, stretch=True),
        Column(name="first", title="First to go", text=lambda r: "", gives_way=2, width=100),
        Column(name="second", title="Second to go", text=lambda r: "", gives_way=1, width=100),
    ]
    made = RecordTable("test", columns)
    qtbot.addWidget(made)
    made.show_records([Row("1", "One"), Row("2", "Two")])
    made.resize(600, 200)
    made.show()
    return made


def shown(table: RecordTable[Row]) -> list[str]:
    return [c.name for n, c in enumerate(table.records.columns) if not table.isColumnHidden(n)]


def test_columns_give_way_one_by_one_as_the_table_grows_narrow_and_come_back(table: RecordTable[Row]) -> None:
    assert shown(table) == ["ref", "title", "first", "second"]
    table.resize(400, 200)
    assert shown(table) == ["ref", "title", "second"]
    table.resize(300, 200)
    assert shown(table) == ["ref", "title"]
    table.resize(600, 200)
    assert shown(table) == ["ref", "title", "first", "second"]


def test_a_figure_is_never_cut(qtbot: QtBot, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    columns: list[Column[Row]] = [
        Column(name="title", title="Title", text=lambda r: r.title, stretch=True),
        Column(name="value", title="Value", text=lambda r: r.id, right=True, width=64),
    ]
    made = RecordTable("figures", columns)
    qtbot.addWidget(made)
    made.show_records([Row("£2,000,013.20", "Spend"), Row("1", "One")])
    assert made.columnWidth(1) > made.fontMetrics().horizontalAdvance("£2,000,013.20")
    made.show_records([Row("1", "One")])
    assert made.columnWidth(1) == 64


def test_giving_way_is_not_remembered_as_the_persons_choice(table: RecordTable[Row]) -> None:
    table.setColumnWidth(3, 120)
    table.resize(300, 200)
    table.setColumnWidth(0, 70)
    kept = settings.get(settings.TABLES)["test"]
    assert kept == {"ref": 70, "second": 120}


def test_a_column_that_the_person_left_out_stays_out_when_there_is_room(table: RecordTable[Row]) -> None:
    leave_out = next(action for action in table.column_actions() if action.text() == "First to go")
    leave_out.setChecked(False)
    table.resize(300, 200)
    table.resize(700, 200)
    assert shown(table) == ["ref", "title", "second"]


@pytest.fixture
def many(qtbot: QtBot) -> RecordTable[Row]:
    """Three rows, sorted by nothing, with the keyboard in the table."""
    columns: list[Column[Row]] = [
        Column(name="ref", title="Ref", text=lambda r: r.id, width=60),
        Column(name="title", title="Title", text=lambda r: r.title, stretch=True),
    ]
    made = RecordTable("many", columns)
    qtbot.addWidget(made)
    made.show_records([Row("1", "Staff leave"), Row("2", "Data is poor"), Row("3", "Pace too slow")])
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def at(table: RecordTable[Row], row: int) -> QPoint:
    return table.visualRect(table.records.index(row, 0)).center()


def test_arrow_keys_move_and_enter_opens(qtbot: QtBot, many: RecordTable[Row]) -> None:
    many.select("1")
    qtbot.keyClick(many, Key.Key_Down)
    with qtbot.waitSignal(many.opened) as opened:
        qtbot.keyClick(many, Key.Key_Return)
    assert opened.args == [Row("2", "Data is poor")]


def test_a_click_selects_and_a_double_click_opens(qtbot: QtBot, many: RecordTable[Row]) -> None:
    with qtbot.waitSignal(many.chosen) as chosen, qtbot.assertNotEmitted(many.opened):
        qtbot.mouseClick(many.viewport(), Left, pos=at(many, 2))
    assert chosen.args == [Row("3", "Pace too slow")]
    with qtbot.waitSignal(many.opened):
        qtbot.mouseDClick(many.viewport(), Left, pos=at(many, 2))


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    window, line = QWidget(), QLineEdit()
    table: RecordTable[Row] = RecordTable("t", [Column(name="ref", title="Ref", text=lambda r: r.id)])
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(line)
    qtbot.addWidget(window)
    table.show_records([Row("1", "a"), Row("2", "b")])
    window.show()
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Key.Key_Tab)
    assert line.hasFocus()


def test_the_selection_stays_on_its_record_whatever_happens_around_it(qtbot: QtBot, many: RecordTable[Row]) -> None:
    many.select("2")
    with qtbot.assertNotEmitted(many.chosen):
        many.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
        many.show_records([Row("9", "A new one"), Row("2", "Data is better"), Row("1", "Staff leave")])
        many.filter("data")
    assert many.current() == Row("2", "Data is better")
    assert len(many.selectionModel().selectedRows()) == 1


def test_the_selected_row_is_still_seen_whole_when_the_table_has_less_room(
    qtbot: QtBot, many: RecordTable[Row]
) -> None:
    many.select("3")
    below = many.visualRect(many.currentIndex()).center().y()
    many.resize(many.width(), many.horizontalHeader().height() + below)
    assert many.viewport().height() < 3 * many.rowHeight(0)
    assert many.viewport().rect().contains(many.visualRect(many.currentIndex()))
    many.select("1")
    bar, head, row = many.verticalScrollBar(), many.horizontalHeader().height(), many.rowHeight(0)
    many.resize(many.width(), head + row * 3 // 2)
    bar.setValue(bar.maximum())
    scrolled = bar.value()
    many.resize(many.width(), head + row)
    assert bar.value() == scrolled > row, "what one scrolled away from stays out of sight"


def test_when_the_selected_record_goes_it_is_told(qtbot: QtBot, many: RecordTable[Row]) -> None:
    many.select("2")
    with qtbot.waitSignal(many.chosen) as chosen:
        many.show_records([Row("1", "Staff leave")])
    assert chosen.args == [None]
    assert many.select("2") is False


def test_a_click_on_a_heading_sorts_another_turns_round_and_a_third_undoes_it(
    qtbot: QtBot, many: RecordTable[Row]
) -> None:
    header = many.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Left, pos=place)
        orders.append([row.id for row in many.records.rows])
    assert orders == [["2", "3", "1"], ["1", "3", "2"], ["1", "2", "3"]]


def test_copying_takes_the_selected_rows_with_headings_for_excel(qtbot: QtBot, many: RecordTable[Row]) -> None:
    many.select("1")
    qtbot.keyClick(many, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(many, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Ref\tTitle\n1\tStaff leave\n2\tData is poor"
    many.select("1")
    many.copy()
    assert len(QApplication.clipboard().text().splitlines()) == 4


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 20 7946 0000 ext", "'+44 20 7946 0000 ext"),
        ("-3.5 %", "-3.5 %"),
        ("-cmd|calc", "'-cmd|calc"),
        ("two\nlines\tand a tab", '"two\nlines and a tab"'),
    ],
)
def test_nothing_that_is_copied_is_calculated_by_excel(many: RecordTable[Row], text: str, cell: str) -> None:
    many.show_records([Row("1", text)])
    assert many.as_text().split("\n", 1)[1] == f"1\t{cell}"


def test_the_bar_filters_as_one_types_and_says_how_many_there_are(qtbot: QtBot, many: RecordTable[Row]) -> None:
    bar = TableBar(many, "risk")
    qtbot.addWidget(bar)
    bar.show()
    many.show_records([Row("1", "Staff leave"), Row("2", "Data is poor"), Row("3", "Pace too slow")])
    assert bar.count.text() == "3 risks"
    qtbot.keyClicks(bar.line, "oo")
    assert bar.count.text() == "2 of 3 risks"
    bar.narrow(lambda row: row.id == "2")
    assert [row.id for row in many.records.rows] == ["2"]
    with qtbot.waitSignal(bar.line.left):
        qtbot.keyClick(bar.line, Key.Key_Down)
    qtbot.keyClick(bar.line, Key.Key_Escape)
    assert bar.line.text() == ""
    bar.narrow(None)
    assert bar.count.text() == "3 risks"


def test_a_column_is_left_out_and_brought_back_through_its_action(many: RecordTable[Row]) -> None:
    action = many.column_actions()[0]
    assert action.text() == "Ref"
    action.trigger()
    assert many.isColumnHidden(0)
    assert many.as_text().splitlines()[0] == "Title"
    again: RecordTable[Row] = RecordTable("many", many.records.columns)
    assert again.isColumnHidden(0)
    again.column_actions()[0].trigger()
    assert not again.isColumnHidden(0)
    again.deleteLater()


def test_arrow_keys_go_on_when_the_column_one_was_in_gives_way(qtbot: QtBot) -> None:
    columns = [
        Column[Row](name="ref", title="Ref", text=lambda r: r.id, gives_way=1, width=80),
        Column[Row](name="title", title="Title", text=lambda r: r.id, stretch=True),
    ]
    table = RecordTable("giving-way", columns)
    table.show_records([Row(str(n), "Title") for n in range(3)])
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    table.setFocus()
    table.select("0")
    table.resize(200, 300)
    qtbot.waitUntil(lambda: table.isColumnHidden(0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    current = table.current()
    assert current is not None
    assert current.id == "1"
