"""Each act stands in one place and looks alike: the menu of its record, the first of them in its head, none underlined.

The walk goes over every page, every tab and a record of every kind, as `test_every_mode` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QTabBar

from app.ui import operations
from app.ui.main_window import MainWindow
from app.ui.record.frame import RecordFrame
from app.ui.widgets.record_menu import RecordMenu
from tests.app.ui.hands import window_of
from tests.demo_plan import open_demo
from tests.test_every_mode import everywhere, seen_in

APART = {each.word for each in operations.ACTS if each.apart}
UNDERLINED = re.compile(r"(?<!&)&(?!&)")


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder: Path = tmp_path_factory.mktemp("demo")
    with window_of(open_demo(folder)) as window:
        yield window


def complaints(window: MainWindow) -> Iterator[str]:
    page = window.page()
    assert page is not None
    parts = list(seen_in(page))
    filled = [part.text() for part in parts if isinstance(part, QPushButton) and part.property("kind") == "primary"]
    if len(filled) > 1:
        yield f"the page has {len(filled)} main acts: {filled}"
    for part in parts:
        if isinstance(part, QTabBar):
            words = [part.tabText(number) for number in range(part.count())]
        else:
            words = [part.text()] if isinstance(part, QAbstractButton) else []
        for said in words:
            if said in APART:
                yield f"“{said}” is no button: it stands in the menu of its record"
            if UNDERLINED.search(said):
                yield f"“{said}” has an underlined letter, and others have none"
        if isinstance(part, RecordFrame) and part.record is not None:
            yield from head(part)


def head(frame: RecordFrame) -> Iterator[str]:  # type: ignore[type-arg]
    """What is wrong with the buttons of a record and its menu."""
    seen = [(act, button) for act, button in frame.buttons.items() if button.isVisible()]
    if not frame.more.isVisible() and any(not act.beside for act, _button in seen):
        yield f"{type(frame).__name__} has buttons and no menu"
    assert frame.record is not None
    menu = [line.text() for line in frame.more.lines()]
    for act, button in seen:
        if button.isEnabled() and not act.can(frame.page.session, frame.record):
            yield f"{type(frame).__name__} offers “{act.word}”, which cannot be done"
        if not act.beside and button.isEnabled() and act.word not in menu:
            yield f"“{act.word}” is in the head of {type(frame).__name__} and not in its menu"
        if button.property("kind") == "primary" and act.apart:
            yield f"“{act.word}” is dangerous, and the main act of {type(frame).__name__}"


def test_what_is_dangerous_stands_in_menus_and_nothing_is_underlined(window: MainWindow):
    found = {f"{where}: {said}" for where in everywhere(window) for said in complaints(window)}
    assert not found, sorted(found)


def test_the_walk_sees_records_menus_and_buttons(window: MainWindow):
    frames, menus, buttons = set[str](), 0, set[str]()
    for _where in everywhere(window):
        page = window.page()
        assert page is not None
        for part in seen_in(page):
            frames |= {type(part).__name__} if isinstance(part, RecordFrame) else set()
            menus += isinstance(part, RecordMenu)
            buttons |= {part.text()} if isinstance(part, QPushButton) else set()
    assert {"ThemeView", "ProgrammeView", "ActionPanel", "MeetingView", "BodyView", "StepPanel"} <= frames
    assert menus > 100
    assert {operations.edit.word, operations.mark_done.word, operations.set_status.word} <= buttons
