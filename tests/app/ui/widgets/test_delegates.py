"""How cells are drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.widgets.delegates import DirectionDelegate, StatusDelegate
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable


@dataclass(frozen=True)
class Row:
    id: str
    status: str | None = None
    direction: str | None = None
    text: str = ""


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[Row]:
    made: RecordTable[Row] = RecordTable(
        "cells",
        [
            Column(name="text", title="Text", text=lambda r: r.text, second=lambda r: r.id, width=120),
            Column(name="s", title="S", text=lambda _: "", delegate=StatusDelegate, cell=lambda r: r.status),
            Column(
                name="d", title="D", text=lambda r: r.direction or "", delegate=DirectionDelegate,
                cell=lambda r: r.direction,
            ),
        ],
        two_lines=True,
    )  # fmt: skip
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def cell(table: RecordTable[Row], row: int, column: int) -> QImage:
    box = table.visualRect(table.records.index(row, column))
    return table.viewport().grab(box).toImage()


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("status", list(look.STATUSES))
def test_a_status_cell_has_the_mark_of_its_status(table: RecordTable[Row], status: str):
    table.show_records([Row("1", status), Row("2")])
    assert look.status(status).mark in colours(cell(table, 0, 1))
    assert look.status(status).mark not in colours(cell(table, 1, 1))


def test_directions_differ_by_shape_alone(table: RecordTable[Row]):
    table.resize(table.width(), 600)  # all of them are seen
    table.show_records([Row(str(n), direction=word, text="") for n, word in enumerate(look.DIRECTIONS)])
    pictures = [bytes(cell(table, n, 2).copy(0, 0, 22, 30).constBits()) for n in range(len(look.DIRECTIONS))]
    assert len(set(pictures)) == len(look.DIRECTIONS)


def test_a_selected_row_is_filled_and_the_keyboards_row_has_a_bar(qtbot: QtBot, table: RecordTable[Row]):
    table.show_records([Row("1", text="one"), Row("2", text="two")])
    table.select("1")
    c = look.colours()
    assert c.selected in colours(cell(table, 0, 0))
    assert c.selected not in colours(cell(table, 1, 0))
    table.clearFocus()
    assert c.focus.upper() not in colours(cell(table, 0, 0))
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert c.focus.upper() in colours(cell(table, 0, 0))


def test_long_text_gives_way_and_stays_in_its_cell(table: RecordTable[Row]):
    table.show_records([Row("1", text="word " * 100), Row("2", text="")])
    assert look.colours().text in colours(cell(table, 0, 0))
    assert look.colours().text not in colours(cell(table, 0, 1))


def test_two_lines_have_room_for_both(table: RecordTable[Row]):
    assert table.verticalHeader().defaultSectionSize() > 2 * table.fontMetrics().height()
