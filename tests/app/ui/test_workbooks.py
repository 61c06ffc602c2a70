"""The plan out to Excel and back, from the menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.records import Action, Risk, Theme
from app.ui.dialogs.bring_back import BringBackDialog
from app.ui.dialogs.importing import ImportDialog
from app.ui.dialogs.workbook import SHEETS, WorkbookDialog
from app.ui.main_window import MainWindow
from app.ui.page import Page, Place
from app.workspace import Person, Workspace
from tests.app.exchange.workbook.plans import at, came, edited
from tests.app.ui.hands import answering, press

ANN = Person("Ann")


class Blank(Page):
    def reload(self, kinds: object) -> None:
        pass


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    def no_demo() -> Workspace:
        raise AssertionError("not asked for")

    made = MainWindow([Place("Blank", lambda: Blank)], ANN, tmp_path / "backups", no_demo)
    qtbot.addWidget(made)
    settings.put(settings.EXPORTS, str(tmp_path))
    workspace = Workspace.create(tmp_path / "plan.goldthread", ANN, tmp_path / "backups", "Our plan")
    workspace.save(workspace.draft(Action, title="Recruit", owner="Ann Hay"), label="Add")
    workspace.save(
        workspace.draft(Risk, title="A named child", exempt="Personal"), workspace.draft(Theme, title="Practice"),
        label="Add more",
    )  # fmt: skip
    made.show_plan(workspace)
    made.show()
    yield made
    made.close()


@pytest.fixture
def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def export(qtbot: QtBot, window: MainWindow, *before: Any) -> None:
    def write(dialog: WorkbookDialog) -> None:
        for act in before:
            act(dialog)
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: bool(dialog.said), timeout=30_000)

    with answering(write):
        window.menus["Export workbook…"].trigger()


def bring_back(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, act: Any, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))

    def look_at(dialog: BringBackDialog) -> None:
        qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=30_000)
        act(dialog)
        qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=30_000)

    with answering(look_at):
        window.menus["Bring back workbooks…"].trigger()


def own(book: Any) -> None:
    at(book, "Actions", 2, "Owner").value = "Cleo"


def test_what_was_changed_in_excel_comes_back_as_one_step(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    export(qtbot, window)
    path = tmp_path / "Our plan.xlsx"
    assert window.notice.message.text() == "The workbook is in Our plan.xlsx."
    assert "Risks" not in [sheet.name for sheet in came(path).sheets]
    edited(path, own)

    def take(dialog: BringBackDialog) -> None:
        assert "A-01 Recruit\tChanged owner." in dialog.rows.as_text()
        assert dialog.bring.text() == "Change 1 record"
        press(qtbot, dialog.bring)

    bring_back(qtbot, window, monkeypatch, take, path)
    assert workspace.all(Action)[0].owner == "Cleo"
    assert window.notice.message.text() == "Changed 1 record."
    window.menus["Undo"].trigger()
    assert workspace.all(Action)[0].owner == "Ann Hay"


def test_a_clash_is_asked_about_and_the_plan_s_value_stays_until_then(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    export(qtbot, window)
    path = edited(tmp_path / "Our plan.xlsx", own)
    workspace.save(replace(workspace.all(Action)[0], owner="Bob"), label="Re-own")

    def decide(dialog: BringBackDialog) -> None:
        assert not dialog.bring.isEnabled()
        box = dialog.decide.findChild(type(dialog._asked(dialog.found.clashes[0]).box)) if dialog.found else None
        assert box is not None
        assert [box.itemText(n) for n in range(box.count())] == [
            "“Bob”, as it stands in the plan", "“Cleo”, from our plan.xlsx",
        ]  # fmt: skip
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert not dialog.bring.isEnabled()  # what it saves is compared anew, off the window's thread
        qtbot.waitUntil(dialog.bring.isEnabled, timeout=30_000)
        assert box.hasFocus()
        press(qtbot, dialog.bring)

    bring_back(qtbot, window, monkeypatch, decide, path)
    assert workspace.all(Action)[0].owner == "Cleo"


def test_what_is_answered_while_it_is_compared_is_compared_anew(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
):
    export(qtbot, window)
    path = edited(tmp_path / "Our plan.xlsx", own)
    workspace.save(replace(workspace.all(Action)[0], owner="Bob"), label="Re-own")
    dialog = BringBackDialog(workspace, [path], window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=30_000)
    assert dialog.found is not None
    assert not dialog.found.records
    clash = dialog.found.clashes[0].question
    dialog.answer(clash.id, "plan")
    assert dialog.jobs.job is not None
    dialog.answer(clash.id, "our plan.xlsx")
    qtbot.waitUntil(dialog.bring.isEnabled, timeout=30_000)
    assert [record.owner for record in dialog.found.records if isinstance(record, Action)] == ["Cleo"]
    dialog.reject()
    assert not dialog.isVisible()


def test_what_is_kept_out_of_papers_goes_when_it_is_ticked(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    export(qtbot, window, lambda dialog: qtbot.keyClick(dialog.exempt.box, Qt.Key.Key_Space))
    assert "Risks" in [sheet.name for sheet in came(tmp_path / "Our plan.xlsx").sheets]


def test_update_sheets_go_into_a_folder_and_come_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def sheets(dialog: WorkbookDialog) -> None:
        dialog.write.box.setFocus()
        qtbot.keyClick(dialog.write.box, Qt.Key.Key_Down)
        assert dialog.write.box.currentData() == SHEETS
        assert not dialog.kind.isVisible()

    export(qtbot, window, sheets)
    path = tmp_path / "Our plan updates" / "Update Ann Hay.xlsx"

    def fill(book: Any) -> None:
        at(book, "Actions", 2, "Progress now").value = "Two came"

    edited(path, fill)
    bring_back(qtbot, window, monkeypatch, lambda dialog: press(qtbot, dialog.bring), path)
    assert workspace.all(Action)[0].progress == "Two came"
    assert workspace.all(Action)[0].reported is not None


def test_a_stranger_s_file_is_named_and_one_of_ours_is_not_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "other.csv").write_text("Ref,Action\nA1,Do\n")
    said: list[str] = []
    bring_back(
        qtbot, window, monkeypatch, lambda dialog: said.append(dialog.outcome.message.text()), tmp_path / "other.csv"
    )
    assert "“other.csv” is no workbook that Goldthread wrote" in said[0]


def test_where_it_cannot_be_written_is_said_beside_it(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    def write(dialog: WorkbookDialog) -> None:
        dialog.file.set_text(str(tmp_path / "nowhere" / "plan.xlsx"))
        press(qtbot, dialog.export)
        qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=30_000)
        assert "its folder does not exist" in dialog.file.problem()
        dialog.file.set_text(str(tmp_path / "plan.pdf"))
        press(qtbot, dialog.export)
        assert dialog.file.problem() == "A workbook is written as .xlsx, not as .pdf: give it another name."
        press(qtbot, dialog.cancel)

    with answering(write):
        window.menus["Export workbook…"].trigger()
    assert not list(tmp_path.glob("*.xlsx"))


def test_import_says_where_a_workbook_of_ours_belongs(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    export(qtbot, window)

    def look_at(dialog: ImportDialog) -> None:
        dialog.show_file(tmp_path / "Our plan.xlsx")
        qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=30_000)
        assert "Bring back workbooks…" in f"{dialog.outcome.message.text()} {dialog.file.problem()}"

    with answering(look_at):
        window.menus["Import…"].trigger()
