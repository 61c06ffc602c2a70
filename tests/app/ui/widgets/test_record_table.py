"""The table that every register uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app import settings
from app.ui.widgets.record_model import Column
from app.ui.widgets.record_table import RecordTable


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


def test_giving_way_is_not_remembered_as_the_persons_choice(table: RecordTable[Row]) -> None:
    table.setColumnWidth(3, 120)
    table.resize(300, 200)
    table.setColumnWidth(0, 70)
    kept = settings.get(settings.TABLES)["test"]
    assert kept == {"ref": 70, "first": 100, "second": 120}


def test_a_column_that_the_person_left_out_stays_out_when_there_is_room(table: RecordTable[Row]) -> None:
    leave_out = next(action for action in table.column_actions() if action.text() == "First to go")
    leave_out.setChecked(False)
    table.resize(300, 200)
    table.resize(700, 200)
    assert shown(table) == ["ref", "title", "second"]
