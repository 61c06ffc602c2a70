"""Importing the history of figures in the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Reading
from app.ui.dialogs.importing import ImportDialog
from app.workspace import Person, Workspace
from tests.app.ui.hands import press

WIDE = "Ref,Indicator,Unit,Good is,Apr-17,May-17\nK1,Visits,%,High,0.81,0.825\nK2,Calls,No.,Low,4,x\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> ImportDialog:
    made = ImportDialog(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.show_file(path)
    qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)


def test_a_sheet_of_figures_is_known_asked_about_and_imported(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
):
    (tmp_path / "kpi.csv").write_text(WIDE)
    read(qtbot, dialog, tmp_path / "kpi.csv")
    assert dialog.kind.text() == "Figures by period"
    assert dialog.found is not None
    assert [q.id for q in dialog.found.questions] == ["shares.readings"]
    assert "K1 Visits, April 2017" in dialog.rows.as_text()
    box = next(iter(dialog.questions.boxes.values()))
    box.setFocus()
    while box.currentData() != "share":
        qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: dialog.jobs.job is None and dialog.found is not None and dialog.import_.isEnabled())
    press(qtbot, dialog.import_)
    qtbot.waitUntil(lambda: bool(dialog.saved), timeout=60_000)
    values = {(r.period and r.period.text, r.value and f"{r.value:f}", r.gap) for r in workspace.all(Reading)}
    assert values == {
        ("2017-04", "81", ""), ("2017-05", "82.5", ""), ("2017-04", "4", ""), ("2017-05", None, "Suppressed (x)"),
    }  # fmt: skip
    assert [(i.title, i.unit, i.better) for i in workspace.all(Indicator)] == [
        ("Visits", "%", "higher"), ("Calls", "", "lower"),
    ]  # fmt: skip


def test_of_several_sheets_the_one_with_figures_is_read(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["How to read this"])
    sheet = book.create_sheet("Data")
    for row in (["Indicator", "Apr-17", "May-17"], ["Visits", 3, 4]):
        sheet.append(row)
    book.save(tmp_path / "kpi.xlsx")
    read(qtbot, dialog, tmp_path / "kpi.xlsx")
    assert dialog.kind.text() == "Figures by period"
    assert dialog.found is not None
    assert dialog.found.summary == "Add 2 readings"
