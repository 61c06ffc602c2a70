"""Boxes to choose from, in every dialog: whatever is offered may be chosen, and nothing complains about it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.fields import Choice, FieldError, Reference
from app.domain.records import KINDS, Record
from app.ui import dialogs
from app.ui.dialogs.compare import CompareDialog
from app.ui.dialogs.write import edit_record
from app.ui.widgets.fields import ChoiceField
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering

Key = Qt.Key
OPENING = ("edit_date", "move_", "ask", "judge_", "set_", "end_", "close_", "accept_")
BY_NAME = {kind.__name__: kind for kind in KINDS}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("demo")
    made = demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups")
    yield made
    made.close()


def openers() -> Iterator[Callable[..., object]]:
    """The functions that let a person write a record of the open plan: each opens one dialog."""
    for module in pkgutil.iter_modules(dialogs.__path__):
        found = importlib.import_module(f"{dialogs.__name__}.{module.name}")
        for name, each in inspect.getmembers(found, inspect.isfunction):
            own = each.__module__ == found.__name__ and name.startswith(OPENING)
            if own and next(iter(inspect.signature(each).parameters), "") == "workspace":
                yield each


def arguments(opener: Callable[..., object], workspace: Workspace) -> list[Any]:
    """Records of the plan for what an opener is about; where the plan has none, one that is not in it yet."""
    given: list[Any] = [workspace]
    for parameter in [*inspect.signature(opener).parameters.values()][1:]:
        named = re.findall(r"\w+", str(parameter.annotation))
        if parameter.name == "parent" or parameter.kind is parameter.KEYWORD_ONLY:
            break
        kinds = [BY_NAME[word] for word in named if word in BY_NAME] or (list(KINDS) if "Record" in named else [])
        there = [record for kind in kinds for record in workspace.all(kind)]
        if there:
            given.append(there[0])
        elif parameter.default is parameter.empty:
            given.append(workspace.draft(kinds[0]))
        else:
            break
    return given


def choose_everything(qtbot: QtBot, dialog: QDialog) -> int:
    """Choose each entry of each box by the keyboard; how many were chosen."""
    chosen = 0
    for field in dialog.findChildren(ChoiceField):
        if not field.box.isVisible() or not field.box.isEnabled():
            continue
        field.box.setFocus()
        qtbot.keyClick(field.box, Key.Key_Home)
        for number in range(field.box.count()):
            assert field.box.currentIndex() == number
            chosen += 1
            try:
                assert field.value() == field.box.itemData(number)
            except FieldError as error:
                raise AssertionError(f"{field.rule.label}: “{field.box.currentText()}”: {error}") from error
            qtbot.keyClick(field.box, Key.Key_Down)
    return chosen


@pytest.mark.parametrize("opener", [*openers()], ids=lambda each: each.__name__)
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_whatever_a_box_offers_may_be_chosen(qtbot: QtBot, workspace: Workspace, opener: Callable[..., object]):
    def choose(dialog: QDialog) -> None:
        choose_everything(qtbot, dialog)

    with answering(choose):
        opener(*arguments(opener, workspace))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_so_it_is_in_the_form_of_every_kind(qtbot: QtBot, workspace: Workspace, kind: type[Record]):
    def choose(dialog: QDialog) -> None:
        choose_everything(qtbot, dialog)

    there = workspace.all(kind)
    with answering(choose):
        edit_record(workspace, there[0] if there else workspace.draft(kind))


def test_so_it_is_where_meetings_are_chosen(qtbot: QtBot, workspace: Workspace, tmp_path: Path):
    dialog = CompareDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert choose_everything(qtbot, dialog) >= 3


@pytest.mark.parametrize(
    "rule", [Choice(label="Sheet", required=True, options={}), Reference(label="To", to="meeting")]
)
def test_what_is_offered_later_may_be_chosen_too_and_two_that_read_alike_are_two(qtbot: QtBot, rule: Any):
    field = ChoiceField(rule)
    qtbot.addWidget(field)
    field.show()
    field.offer({"a": "Board", "b": "Board", "c": "Cabinet"}, "a")
    assert not field.is_changed()
    qtbot.keyClick(field.box, Key.Key_Down)
    assert field.is_changed()
    assert field.value() == "b"
    qtbot.keyClick(field.box, Key.Key_End)
    assert field.value() == "c"
    assert field.problem() == ""
    assert not field.hint.isVisible()
