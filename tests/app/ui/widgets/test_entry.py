"""Entries below each other: one unfolds, by mouse and by key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.ui.widgets.entry import Entries, Entry
from tests.app.ui.hands import Key, press

RISKS = [Risk(id="a", title="Staff leave"), Risk(id="b", title="Data is poor")]


def shown(qtbot: QtBot, pressed: list[str]) -> Entries[Risk]:
    made: Entries[Risk] = Entries()
    qtbot.addWidget(made)

    def tools(entry: Entry[Risk]) -> None:
        entry.add_tools(("Edit", lambda: pressed.append(entry.record.id)))

    def show(record: Risk | None) -> None:
        key = record.id if record else ""
        made.show_entries(RISKS, lambda risk: Entry(risk, risk.title, number="7"), key, tools, "Nothing.")

    made.chosen.connect(show)
    show(None)
    made.show()
    return made


def test_an_entry_unfolds_where_it_is_pressed_and_folds_when_it_is_pressed_again(qtbot: QtBot):
    entries = shown(qtbot, [])
    qtbot.mouseClick(entries.entries[1].head, Qt.MouseButton.LeftButton)
    assert [entry.unfolded for entry in entries.entries] == [False, True]
    qtbot.keyClick(entries.entries[1].head, Key.Key_Return)
    assert [entry.unfolded for entry in entries.entries] == [False, False]


def test_its_tools_act_on_its_record(qtbot: QtBot):
    pressed: list[str] = []
    entries = shown(qtbot, pressed)
    qtbot.mouseClick(entries.entries[0].head, Qt.MouseButton.LeftButton)
    edit = entries.entries[0].findChild(QPushButton, "Edit")
    assert isinstance(edit, QPushButton)
    press(qtbot, edit)
    assert pressed == ["a"]


def test_a_number_is_read_aloud_before_the_title(qtbot: QtBot):
    assert shown(qtbot, []).entries[0].head.text() == "7 Staff leave"
