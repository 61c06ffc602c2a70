"""Ctrl+N begins a row in every register, in the window, where the menu hears it; and a cell is typed over in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Action, DateChange, Indicator, Milestone, Recommendation, Record, Risk
from app.domain.schedule import PartialDate
from app.ui.dialogs.ask import AskDialog
from app.ui.main_window import MainWindow
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan.page import MILESTONES, TABLE
from app.ui.register.cell_table import CellTable
from app.ui.register.page import RegisterPage
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, answering, keys, press, type_into, window_of

KINDS: tuple[type[Record], ...] = (Risk, Indicator, Recommendation, Action, Milestone)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    action = made.draft(Action, title="First")
    firsts = [made.draft(kind, title="First") for kind in (Risk, Indicator, Recommendation)]
    made.save(action, made.draft(Milestone, title="First", action=action.id), *firsts, label="Begin")
    with window_of(made) as window:
        yield window


def table_of(window: MainWindow, kind: type[Record]) -> CellTable[Any]:
    """The table of a kind, as one goes there."""
    workspace = window.workspace
    assert workspace is not None
    window.open_target(workspace.all(kind)[0])
    page = window.page()
    if isinstance(page, PlanPage):
        page.tabs.words.setCurrentIndex(MILESTONES if kind is Milestone else TABLE)
        table = page.milestones.table if kind is Milestone else page.table
    else:
        assert isinstance(page, RegisterPage)
        page.register.close_panel()
        table = page.register.table
    QApplication.processEvents()
    table.setFocus()
    return table


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_ctrl_n_begins_a_row_in_every_register(qtbot: QtBot, window: MainWindow, kind: type[Record]):
    workspace, table = window.workspace, table_of(window, kind)
    assert workspace is not None
    keys(qtbot, window, Key.Key_N, Control)
    assert table.is_below
    qtbot.keyClicks(table, "S")
    line = table.indexWidget(table.currentIndex())
    qtbot.keyClicks(line, "econd")
    if kind is Milestone:
        qtbot.keyClick(line, Key.Key_Tab)
        number = next(n for n, column in enumerate(table.records.columns) if column.name == "action")
        table.setCurrentIndex(table.records.index(table.currentIndex().row(), number))
        qtbot.keyClicks(table, "A")
        line = table.indexWidget(table.currentIndex())
        qtbot.keyClicks(line, "-01")
    qtbot.keyClick(QApplication.activePopupWidget() or line, Key.Key_Return)
    qtbot.waitUntil(lambda: len(workspace.all(kind)) == 2)
    assert {getattr(record, "title", "") for record in workspace.all(kind)} == {"First", "Second"}
    assert workspace.undo_label.startswith("Add ")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TABLE)
def test_a_title_is_typed_over_in_every_register(qtbot: QtBot, window: MainWindow, kind: type[Record]):
    workspace, table = window.workspace, table_of(window, kind)
    assert workspace is not None
    number = next(n for n, column in enumerate(table.records.columns) if column.name == "title")
    table.setCurrentIndex(table.records.index(0, number))
    before = len(workspace.history())
    qtbot.keyClicks(table, "O")
    line = table.indexWidget(table.currentIndex())
    qtbot.keyClicks(line, "ther")
    qtbot.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: len(workspace.history()) == before + 1)
    assert [getattr(record, "title", "") for record in workspace.all(kind)] == ["Other"]


def test_a_due_date_that_was_set_is_moved_with_a_reason_asked_once(qtbot: QtBot, window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    workspace.save(replace(workspace.all(Action)[0], due=PartialDate("2018-03")), label="Plan it")
    table = table_of(window, Action)
    number = next(n for n, column in enumerate(table.records.columns) if column.name == "due")
    table.setCurrentIndex(table.records.index(0, number))
    qtbot.keyClicks(table, "M")
    line = table.indexWidget(table.currentIndex())
    qtbot.keyClicks(line, "ay 2018")

    def give_reason(dialog: AskDialog) -> None:
        type_into(qtbot, dialog.fields["reason"].control, "The supplier was late")
        press(qtbot, dialog.button)

    with answering(give_reason):
        qtbot.keyClick(line, Key.Key_Return)
        QApplication.processEvents()
    assert workspace.all(Action)[0].due == PartialDate("2018-05")
    assert [change.reason for change in workspace.all(DateChange)] == ["The supplier was late"]
