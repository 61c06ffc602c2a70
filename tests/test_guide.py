"""The user guide speaks of the program that there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app import resources
from app.domain.dates import read_date
from app.domain.records import KINDS, STATUSES, Thresholds, rules
from app.domain.spc import SHOWN_FROM
from app.ui import look, operations
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.rail import shortcuts
from app.workspace import Person, Workspace

ROOT = Path(__file__).resolve().parent.parent
GUIDE = resources.text("guide.md")
TEXT = " ".join(GUIDE.split())
IN_PAGES = {
    *("F2", "Shift", "Ctrl+Shift+Down", "Ctrl+D", "Ctrl+V", "Ctrl+Enter"),
    *("Ctrl+Down", "Ctrl+Up", "Shift+F2"),
    *("Tab", "Enter", "Esc", "Left", "Right", "Delete", "Alt"),
}
"""Keys that work where the keyboard is, and belong to no menu."""
COMPUTED = {
    *("9 days overdue", "87.9 % against 95 %, 7.1 points below target", "The report alone"),
    *("up 4.1 points since 23 Nov 2017", "on what is known", "4 edits by Cleo arrived on 12 Mar 2018"),
    "fewer than 5",
}
"""What the program puts together; the overview's and the ratings' own tests hold it."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def no_demo() -> Workspace:
        raise AssertionError("not asked for")

    made = MainWindow(PLACES, Person("Ann"), tmp_path / "backups", no_demo)
    qtbot.addWidget(made)
    yield made
    made.close()


def commands(window: MainWindow) -> dict[str, set[str]]:
    """Every command as the guide writes it, with its keys; a menu within a menu is one."""
    found: dict[str, set[str]] = {}
    for head in window.menuBar().actions():
        menu = head.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if not action.isSeparator():
                name = f"{head.text()} > {action.text()}".replace("&", "")
                portable = QKeySequence.SequenceFormat.PortableText
                found[name] = {keys.toString(portable) for keys in action.shortcuts()}
    return found


def named_commands() -> set[str]:
    return set(re.findall(r"(?<!\*)\*{1}((?:File|Edit|View|Help) > [^*]+)\*", TEXT.replace("***", "*")))


def strings_on_screen() -> set[str]:
    """Every piece of text in the code of the screen, and the names of all fields and statuses."""
    found = {rule.label for kind in KINDS for rule in rules(kind).values()} | set(STATUSES.values())
    found |= {f"Add {kind.NAME.lower()}" for kind in KINDS}
    for path in [*(ROOT / "app" / "ui").rglob("*.py"), *(ROOT / "app" / "domain").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.replace("&", "").strip())
    return found


def test_every_command_of_the_menus_is_told_and_no_other(window: MainWindow):
    assert named_commands() == set(commands(window))


def test_every_key_of_a_command_stands_beside_it_and_no_other_key_is_told(window: MainWindow):
    keys = {key for of in commands(window).values() for key in of}
    told = set(re.findall(r"\*\*((?:Ctrl|Alt|Shift|F\d|Esc|Tab|Enter|Left|Right|Delete)[\w+,]*)\*\*", TEXT))
    told |= {f"Ctrl+{key}" for key in shortcuts([place.key for place in PLACES])}  # "Ctrl+1 to Ctrl+9"
    assert sum(not place.key for place in PLACES) == 10
    assert "**Ctrl+1** to **Ctrl+9**, **Ctrl+0**" in TEXT
    assert told - IN_PAGES == keys
    rows = [line for line in GUIDE.splitlines() if line.startswith("| **")]
    for name, of in commands(window).items():
        row = next((line for line in rows if f"*{name}*" in line), "")
        if not name.startswith("View > ") or "Back" in name or "Forward" in name:
            assert all(f"**{key}**" in row for key in of), name


def test_whatever_is_quoted_is_written_on_the_screen():
    quoted = set(re.findall(r"“([^”]+)”", TEXT))
    assert len(quoted) > 30
    acts = {each.word for each in operations.ACTS}
    assert quoted - strings_on_screen() - acts - COMPUTED == set()


def test_every_status_has_its_mark_and_its_word_in_the_table():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in GUIDE.splitlines() if line[:1] == "|"]
    told = {row[1]: row[0] for row in rows if row[1] in STATUSES.values()}
    assert told == {word: look.status(value).shape for value, word in STATUSES.items()}


def test_the_thresholds_are_those_of_a_new_plan():
    new = Thresholds(id="")
    for words in (
        f"{new.tolerance_points} points of a per cent, {new.tolerance_share} % of the target in other units",
        f"due within {new.due_soon_days} days and less than {new.due_soon_percent} % done",
        f"overdue by up to {new.overdue_days} days",
        f"at {new.pace_amber} to {new.pace_green} % of its pace",
        f"low, a score up to {new.risk_low_to}",
        f"medium, {new.risk_low_to + 1} to {new.risk_medium_to}",
        f"From {SHOWN_FROM} points on",
    ):
        assert words in TEXT
    assert new.appetite is None


def test_every_way_of_writing_a_date_is_read():
    told = re.findall(r"`([^`]+)`", TEXT)
    assert len(told) >= 4
    for text in told:
        assert read_date(text)


def test_it_says_that_no_childs_name_belongs_here():
    assert "No child’s name belongs here" in TEXT
