"""Where `session.can_edit` is false, no page, record or menu offers anything that changes the plan.

The walk goes over every page, every tab and a record of every kind, and looks at each visible button, field and line
of a menu that is on. What is allowed in every mode stands below; whatever else is found is complained of by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.domain.records import KINDS
from app.ui import operations
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.history.filter_bar import PeopleBox
from app.ui.widgets.card import Pressable, PressableRow
from app.ui.widgets.record_menu import RecordMenu
from app.ui.widgets.since_button import SinceButton
from app.ui.widgets.table_bar import FilterLine
from tests.app.ui.hands import window_of
from tests.app.ui.modes import MODES
from tests.demo_plan import open_demo

WAYS_IN = (Pressable, PressableRow, FilterLine, PeopleBox, SinceButton)
"""What only leads somewhere, or narrows what is seen."""
NARROWS = {
    *("Kind", "Since", "Status", "Theme", "Open, done or ended", "Who", "When", "Record"),
    *(
        "Whose thread? Type a reference or words",
        "How many months or weeks",
        "What is amiss",
        "What stands first",
        "Which indicators",
        "Scores in the matrix",
    ),
    *("Paper", "Meeting", "Compared with", "Classification", "Seen here"),
}
"""Fields that narrow what is seen."""
READS = re.compile(
    r"\d[\d,]* more|.*: \d+ more|All \d+ \w+|And \d+ edits? of wording|Fewer|Show fewer"  # more of the same
    r"|Show (all|open|closed) .*|Workforce only|Mine|Overdue|Due by .*|[\w ]+: (all|gaps|linked), \d+|Columns"  # less
    r"|Open .*|See its whole thread|Done|Read as chair|Go on reading.*"
    r"|.*, \d+ \w+ \d{4}|Sources and history|Close|Every step|All steps|Forward plan|Whole plan"
    r"|Same axis where units agree|Less time|More time|Copy or save"
    r"|Timeline|List|Zoom (in|out)|Position date|Earlier.*|Later.*|Today|Back to .*|Compare.*"
    r"|Export…|As at…|With the annex|Report’s facts only"  # a paper is chosen, and leaves the plan as it is
    r"|Copy a message|Moves since the meeting|References|Scale…"  # the scale can be read
)
"""Words of buttons that change nothing."""
COMMANDS = {
    *(place.title for place in PLACES), "New plan…", "Open…", "Save a copy…", "Check the file",
    "Export workbook…", "Settings…", "Quit", "Copy", "Find on this page", "Find anything…", "Back", "Forward",
    "Go to the message", "As at…", "Back to now", "Compare meetings…", "Read as chair", "Present",
    "Report's facts only", "As the system", "Open recent", "Light", "Dark", "User guide", "See the demo",
    "About Goldthread",
}  # fmt: skip
"""What menus offer in every mode: none of it changes the open plan."""


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    with window_of(open_demo(tmp_path)) as window:
        yield window


def is_field(part: QWidget) -> bool:
    if isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not part.isReadOnly() and not isinstance(part.parentWidget(), QComboBox)
    return isinstance(part, QComboBox)


def seen_in(part: QWidget) -> Iterator[QWidget]:
    """What is seen within a part."""
    for child in part.children():
        if isinstance(child, QWidget) and child.isVisible():
            yield child
            yield from seen_in(child)


def what_edits(window: MainWindow) -> Iterator[str]:
    """What is seen and on, and not allowed in every mode."""
    page = window.page()
    assert page is not None
    for part in seen_in(page):
        if not part.isEnabled() or isinstance(part, WAYS_IN):
            continue
        words = part.text() if isinstance(part, QAbstractButton | QLineEdit) else ""
        name = (part.accessibleName() or words or type(part).__name__).replace("&", "")
        if isinstance(part, RecordMenu):
            yield from (f"… > {each.word}" for each in page.doings(part.key) if each.word not in READING_ACTS)
        elif isinstance(part, QAbstractButton):
            if not READS.fullmatch(name):
                yield name
        elif is_field(part) and name not in NARROWS:
            yield f"the field {name}"


READING_ACTS = {each.word for each in operations.ACTS if each.reads}


def tabs_of(window: MainWindow) -> Iterator[None]:
    """Goes through the tabs of what is seen."""
    yield
    page = window.page()
    assert page is not None
    for bar in [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]:
        for number in range(bar.count()):
            bar.setCurrentIndex(number)
            yield


def everywhere(window: MainWindow, most: int = 1) -> Iterator[str]:
    """Goes to every page, and to the first records of every kind, at every tab; says where it is."""
    for number, place in enumerate(PLACES):
        window.show_page(number)
        for _ in tabs_of(window):
            QApplication.processEvents()
            yield place.title
    for kind in KINDS:
        for record in window.session.workspace.all(kind)[:most] if kind in window.session.openable else ():
            window.open_target(record)
            for _ in tabs_of(window):
                QApplication.processEvents()
                yield record.NAME


def walk(window: MainWindow) -> Iterator[str]:
    """Everywhere in the window, what edits there."""
    for where in everywhere(window):
        yield from (f"{where}: {each}" for each in what_edits(window))


def menu_lines(menu: QMenu) -> Iterator[QAction]:
    menu.aboutToShow.emit()
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu) and action.text() != "Open recent":
            yield from menu_lines(inner)
        elif not action.isSeparator() and action.isEnabled():
            yield action


def commands(window: MainWindow) -> set[str]:
    heads = [head.menu() for head in window.menuBar().actions()]
    return {action.text() for head in heads if isinstance(head, QMenu) for action in menu_lines(head)}


@pytest.mark.parametrize("mode", MODES)
def test_nothing_that_edits_is_there(window: MainWindow, mode: str):
    MODES[mode](window)
    assert not window.session.can_edit
    assert window.session.why_not_editing
    log = window.session.workspace._store.log
    last = log.last()
    assert commands(window) - COMMANDS == set()
    assert sorted(set(walk(window))) == []
    assert log.last() == last, "to look writes nothing"


def test_the_walk_finds_what_edits_on_every_page_where_one_can(window: MainWindow):
    found = set(walk(window))
    assert {place.title for place in PLACES} - {each.partition(":")[0] for each in found} == set()
    assert len(found) > 100
    assert commands(window) - COMMANDS >= {"Import…", "Ask about this…", "Erase for good…", "Risk…"}
