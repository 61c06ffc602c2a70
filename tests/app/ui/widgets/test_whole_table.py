"""Rows as high as their words, in short tables and in long ones."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.widgets.record_model import Column
from app.ui.widgets.whole_table import WholeTable

LONG = "Social workers have the time to see the children they work for and to write down what they saw "


@dataclass(frozen=True)
class Row:
    id: str
    title: str


COLUMNS = [
    Column[Row](name="id", title="Ref", text=lambda r: r.id, width=60),
    Column[Row](name="title", title="Title", text=lambda r: r.title, stretch=True),
]


def made(qtbot: QtBot, rows: int) -> WholeTable[Row]:
    table = WholeTable("whole", COLUMNS)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_records(Row(str(n), LONG * (1 + n % 3)) for n in range(rows))
    for _ in range(3):
        QApplication.processEvents()
    return table


def low_rows(table: WholeTable[Row]) -> list[int]:
    """The rows in view that are lower than their words."""
    for _ in range(3):
        QApplication.processEvents()
    delegate, wide = table.itemDelegate(), table.columnWidth(1)
    seen = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
    assert len(seen) > 1
    high = delegate.high  # type: ignore[attr-defined]
    return [n for n in seen if high(COLUMNS[1], table.records.rows[n], wide) > table.rowHeight(n)]


@pytest.mark.parametrize("rows", [12, 5_000])
def test_every_row_in_view_is_whole_wherever_one_scrolls(qtbot: QtBot, rows: int):
    table = made(qtbot, rows)
    assert not low_rows(table)
    for part in (0.5, 0.9, 0.2):
        table.verticalScrollBar().setValue(round(table.verticalScrollBar().maximum() * part))
        assert not low_rows(table)


@pytest.mark.parametrize("key", ["4999", "2500", "300"])
def test_a_row_of_a_long_table_is_seen_when_it_is_selected(qtbot: QtBot, key: str):
    table = made(qtbot, 5_000)
    table.select(key)
    assert not low_rows(table)
    box = table.visualRect(table.currentIndex())
    assert box.top() >= 0
    assert box.bottom() <= table.viewport().height()


def test_a_table_that_grows_is_as_high_as_its_rows(qtbot: QtBot):
    table = made(qtbot, 12)
    table.grow()
    table.fit_rows()
    assert table.verticalScrollBar().maximum() == 0
    assert table.viewport().height() >= sum(table.rowHeight(n) for n in range(12))


def test_a_figure_stands_at_the_right_under_its_heading(qtbot: QtBot):
    """Also in a row as high as its words, as where these wrap."""
    figures = [
        Column[Row](name="id", title="Value", text=lambda r: f"{r.id} %", right=True, width=160),
        Column[Row](name="title", title="Title", text=lambda r: r.title, stretch=True),
    ]
    table = WholeTable("figures", figures)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    table.show_records([Row("86", "Short"), Row("80", LONG * 2)])
    for _ in range(3):
        QApplication.processEvents()
    for number in (0, 1):
        cell = table.visualRect(table.model().index(number, 0))
        image = table.viewport().grab(cell.adjusted(0, 2, 0, -2)).toImage()
        ground = image.pixelColor(2, 2)
        inked = [x for x in range(4, image.width()) for y in range(image.height()) if image.pixelColor(x, y) != ground]
        assert inked
        assert min(inked) > cell.width() / 2
        assert max(inked) > cell.width() - 16
