"""Importing an existing plan in its dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.records import Action, Link, Theme
from app.ui.dialogs.importing import ImportDialog
from app.workspace import Person, Workspace
from tests.app.exchange.importing.sheets import workbook
from tests.app.ui.hands import click_row, press, type_into
from tests.odd_files import ODD, at_once, odd_file

__all__ = ["at_once"]

Left, Key = Qt.MouseButton.LeftButton, Qt.Key

ROWS = [
    ["Theme 1: Leadership"],
    ["Ref", "Action", "Lead", "Sponsor", "Due", "Budget"],
    ["1", "Recruit", "HR", "Chief", "31/3/18", "5"],
    ["2", "Train", "HR", "Chief", "TBC", "6"],
]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Plan", today=lambda: date(2018, 1, 31)
    )
    made.save(made.draft(Theme, title="Leadership"), label="Begin")
    yield made
    made.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["How to use this"])
    sheet = book.create_sheet("Actions")
    for row in ROWS:
        sheet.append(row)
    book.save(tmp_path / "council plan.xlsx")
    return tmp_path / "council plan.xlsx"


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> ImportDialog:
    made = ImportDialog(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)


def show(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.show_file(path)
    settle(qtbot, dialog)


def pick(qtbot: QtBot, dialog: ImportDialog, key: str, word: str) -> None:
    """Choose where a column goes, with the keyboard."""
    box = dialog.columns.boxes[key]
    box.setFocus()
    wanted = box.findText(word)
    while box.currentIndex() != wanted:
        qtbot.keyClick(box, Key.Key_Down if box.currentIndex() < wanted else Key.Key_Up)
    settle(qtbot, dialog)


def test_before_a_file_is_chosen_it_says_what_will_happen(dialog: ImportDialog):
    assert dialog.hint.isVisible()
    assert not dialog.rows.isVisible()
    assert not dialog.import_.isEnabled()


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_refused_at_once(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, what: str):
    show(qtbot, dialog, odd_file(tmp_path, what, "odd.xlsx"))
    assert dialog.file.hint.text().startswith("“odd.xlsx” is ")
    assert not dialog.import_.isEnabled()


def test_a_chosen_file_is_read_by_the_sheet_and_kind_that_fit(
    qtbot: QtBot, dialog: ImportDialog, table: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(table), ""))
    press(qtbot, dialog.choose)
    settle(qtbot, dialog)
    assert (dialog.kind.text(), dialog.sheet.text()) == ("Actions", "Actions")
    assert [box.currentText() for box in dialog.columns.boxes.values()] == [
        "Reference", "Action", "Owner", "Left out", "Due", "Left out",
    ]  # fmt: skip
    assert [row.number for row in dialog.rows.records.rows] == [1, 3, 4]
    assert dialog.import_.text() == "Add 2 actions"
    assert settings.get(settings.IMPORTS) == str(table.parent)


def test_a_typed_path_is_read_when_one_leaves_the_line(qtbot: QtBot, dialog: ImportDialog, table: Path):
    type_into(qtbot, dialog.file.line, str(table))
    qtbot.keyClick(dialog.file.line, Key.Key_Return)
    settle(qtbot, dialog)
    assert dialog.import_.text() == "Add 2 actions"
    assert dialog.isVisible()


def test_a_file_can_be_dropped(qtbot: QtBot, dialog: ImportDialog, table: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    copy = Qt.DropAction.CopyAction
    dialog.dropEvent(QDropEvent(QPoint(5, 5), copy, data, Left, Qt.KeyboardModifier.NoModifier))
    settle(qtbot, dialog)
    assert dialog.found is not None


def test_import_saves_one_edit_that_undo_takes_back(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, table: Path
):
    show(qtbot, dialog, table)
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert dialog.saved == "Added 2 actions"
    assert not dialog.isVisible()
    assert [a.title for a in workspace.all(Action)] == ["Recruit", "Train"]
    assert len(workspace.all(Link)) == 2
    assert workspace.undo_label == "Import actions from council plan.xlsx"
    workspace.undo()
    assert workspace.all(Action) == ()
    assert workspace.all(Link) == ()


def test_a_corrected_column_counts_at_once_and_is_remembered_for_the_next_file(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, table: Path
):
    show(qtbot, dialog, table)
    pick(qtbot, dialog, "sponsor", "Owner")
    assert dialog.columns.boxes["lead"].currentText() == "Left out"
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert {a.owner for a in workspace.all(Action)} == {"Chief"}
    other = ImportDialog(workspace)
    qtbot.addWidget(other)
    other.show()
    show(qtbot, other, table)
    assert other.columns.boxes["sponsor"].currentText() == "Owner"
    assert other.import_.text() == "Import"
    assert "nothing to import" in other.outcome.message.text()


def test_what_was_corrected_without_importing_is_not_remembered(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, table: Path
):
    show(qtbot, dialog, table)
    pick(qtbot, dialog, "sponsor", "Owner")
    press(qtbot, dialog.cancel)
    assert settings.get(settings.COLUMNS) == {}
    assert workspace.all(Action) == ()


def test_a_field_moved_from_one_column_to_another_leaves_the_first(qtbot: QtBot, dialog: ImportDialog, table: Path):
    show(qtbot, dialog, table)
    pick(qtbot, dialog, "sponsor", "Owner")
    pick(qtbot, dialog, "budget", "Owner")
    assert [dialog.columns.boxes[key].currentText() for key in ("lead", "sponsor", "budget")] == [
        "Left out", "Left out", "Owner",
    ]  # fmt: skip


def test_rows_to_look_at_can_be_seen_alone_and_a_message_read_whole(qtbot: QtBot, dialog: ImportDialog, table: Path):
    show(qtbot, dialog, table)
    assert dialog.only_problems.text() == "Only rows to look at (1)"
    dialog.only_problems.click()
    assert [row.number for row in dialog.rows.records.rows] == [4]
    click_row(qtbot, dialog.rows, "4")
    assert dialog.whole.text().startswith("Row 4: Created")
    assert "“TBC” is no date" in dialog.whole.text()


def test_another_kind_is_read_anew(qtbot: QtBot, dialog: ImportDialog, table: Path):
    show(qtbot, dialog, table)
    qtbot.keyClick(dialog.kind.box, Key.Key_T)  # Themes
    settle(qtbot, dialog)
    dialog.kind.box.activated.emit(dialog.kind.box.currentIndex())
    settle(qtbot, dialog)
    assert dialog.kind.text() == "Themes"
    assert dialog.found is not None
    assert dialog.found.kind == "themes"


def test_a_table_whose_header_says_nothing_can_be_explained(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, tmp_path: Path
):
    (tmp_path / "odd.csv").write_text("Foo,Bar\nRecruit,Ann\n")
    show(qtbot, dialog, tmp_path / "odd.csv")
    assert "No header says which column holds the action" in dialog.outcome.message.text()
    assert not dialog.import_.isEnabled()
    pick(qtbot, dialog, "foo", "Action")
    assert not dialog.outcome.isVisible()
    pick(qtbot, dialog, "bar", "Owner")
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert [(a.title, a.owner) for a in workspace.all(Action)] == [("Recruit", "Ann")]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("plan.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("plan.xls", b"\xd0\xcf\x11\xe0 old", "is damaged or has a password"),
        ("empty.csv", b"", "There is nothing in"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_it(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, name: str, content: bytes, why: str
):
    (tmp_path / name).write_bytes(content)
    show(qtbot, dialog, tmp_path / name)
    assert why in dialog.file.hint.text()
    assert dialog.hint.isVisible()
    assert not dialog.import_.isEnabled()


def test_reading_can_be_stopped(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):
    lines = "\n".join(f"{n},Action {n},Ann" for n in range(60_000))
    (tmp_path / "long.csv").write_text(f"Ref,Action,Owner\n{lines}\n")
    dialog.show_file(tmp_path / "long.csv")
    qtbot.keyClick(dialog, Key.Key_Escape)
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog.found is None


def test_what_the_plan_refuses_is_said_and_the_dialog_stays(
    qtbot: QtBot, workspace: Workspace, table: Path, tmp_path: Path
):
    reader = Workspace.open(workspace.path, Person("Bob"), tmp_path / "backups")
    dialog = ImportDialog(reader)
    qtbot.addWidget(dialog)
    dialog.show()
    show(qtbot, dialog, table)
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert dialog.outcome.message.text().startswith("Nothing was imported. ")
    reader.close()


def test_sheets_that_are_parts_of_one_plan_are_read_together_and_each_can_be_read_alone(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, title in (("Theme 1", "Recruit"), ("Theme 2", "Audit")):
        sheet = book.create_sheet(name)
        sheet.append(["Ref", "Action", "Lead"])
        sheet.append([name[-1], title, "HR"])
    book.save(tmp_path / "themes.xlsx")
    show(qtbot, dialog, tmp_path / "themes.xlsx")
    assert dialog.sheet.box.currentText() == "2 sheets together"
    assert dialog.import_.text() == "Add 2 actions"
    click_row(qtbot, dialog.rows, "Theme 2: 2")
    assert dialog.whole.text().startswith("Theme 2, row 2: Created")
    dialog.sheet.box.setFocus()
    qtbot.keyClick(dialog.sheet.box, Key.Key_Down)
    settle(qtbot, dialog)
    assert dialog.found is not None
    assert (dialog.found.sheet, dialog.import_.text()) == ("Theme 1", "Add 1 action")


def test_the_tab_key_leads_through_the_columns_and_on(qtbot: QtBot, dialog: ImportDialog, table: Path):
    show(qtbot, dialog, table)
    boxes = list(dialog.columns.boxes.values())
    dialog.sheet.box.setFocus()
    for box in boxes:
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
        assert dialog.focusWidget() is box
    qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    assert dialog.focusWidget() not in (*boxes, dialog.columns)


def tick(qtbot: QtBot, dialog: ImportDialog, number: int) -> None:
    """Press the tick of a row of the file."""
    place = next(n for n, each in enumerate(dialog.rows.records.rows) if each.number == number)
    index = dialog.rows.records.index(place, 0)
    qtbot.mouseClick(dialog.rows.viewport(), Left, pos=dialog.rows.visualRect(index).center())
    settle(qtbot, dialog)


def parts_of(dialog: ImportDialog, number: int) -> dict[str, tuple[str, bool]]:
    """What a row will be, by field: the words, and whether they are doubtful."""
    row = next(each for each in dialog.rows.records.rows if each.number == number)
    return {part.field: (part.text, part.doubtful) for part in dialog.rows.parts_of(row)}


def test_each_row_is_shown_as_the_record_that_it_will_be(qtbot: QtBot, dialog: ImportDialog, table: Path):
    show(qtbot, dialog, table)
    assert parts_of(dialog, 3)["due"] == ("due 31 Mar 2018", False)
    assert parts_of(dialog, 4)["due"] == ("no due date", True)


def test_a_row_whose_tick_is_taken_away_stays_out(
    qtbot: QtBot, dialog: ImportDialog, table: Path, workspace: Workspace
):
    show(qtbot, dialog, table)
    tick(qtbot, dialog, 4)
    assert dialog.import_.text() == "Add 1 action"
    tick(qtbot, dialog, 4)
    assert dialog.import_.text() == "Add 2 actions"
    dialog.rows.setFocus()
    dialog.rows.selectRow(next(n for n, each in enumerate(dialog.rows.records.rows) if each.number == 3))
    qtbot.keyClick(dialog.rows, Key.Key_Space)
    settle(qtbot, dialog)
    assert dialog.import_.text() == "Add 1 action"
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert [action.title for action in workspace.all(Action)] == ["Train"]


def test_a_question_is_answered_there_and_remembered_for_files_of_that_layout(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, workspace: Workspace
):
    (tmp_path / "us.csv").write_text("Ref,Action,Due\n1,A,01/02/2018\n2,B,03/15/2018\n")
    show(qtbot, dialog, tmp_path / "us.csv")
    box = dialog.questions.boxes["dates"]
    assert box.isVisible()
    assert parts_of(dialog, 2)["due"] == ("due 2 Jan 2018", False)
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down)
    settle(qtbot, dialog)
    assert parts_of(dialog, 2)["due"] == ("due 1 Feb 2018", False)
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    (tmp_path / "next.csv").write_text("Due,Ref,Action\n05/06/2018,3,C\n12/31/2018,4,D\n")
    other = ImportDialog(workspace)
    qtbot.addWidget(other)
    other.show()
    show(qtbot, other, tmp_path / "next.csv")
    assert parts_of(other, 2)["due"] == ("due 5 Jun 2018", False)
    assert other.questions.boxes["dates"].currentData() == "day"


def test_the_kind_that_fits_next_best_is_one_press_away(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):
    (tmp_path / "log.csv").write_text("No,Type,Description,Owner,L,I\n1,Risk,Fire,Ann,3,4\n2,Risk,Flood,Bob,2,2\n")
    show(qtbot, dialog, tmp_path / "log.csv")
    assert dialog.kind.text() == "Risks"
    assert dialog.other.text() == "Read as actions"
    press(qtbot, dialog.other)
    settle(qtbot, dialog)
    assert dialog.kind.text() == "Actions"
    assert dialog.other.text() == "Read as risks"


def test_the_row_of_the_header_can_be_chosen(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):
    (tmp_path / "plan.csv").write_text("Plan,Action,Owner\nOld list,,\nRef,Action,Owner\n1,Recruit,Ann\n")
    show(qtbot, dialog, tmp_path / "plan.csv")
    for _ in range(3):
        dialog.header.setFocus()
        qtbot.keyClick(dialog.header, Key.Key_Down)
        settle(qtbot, dialog)
    assert dialog.header.currentText() == "Header in row 3"
    assert [row.title for row in dialog.rows.records.rows if row.record] == ["1 Recruit"]


def test_thousands_of_rows_are_saved_with_the_window_alive_and_stopping_saves_nothing(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, workspace: Workspace
):
    lines = "\n".join(f"{n},Action number {n},Ann" for n in range(1, 2001))
    (tmp_path / "plan.csv").write_text(f"Ref,Action,Owner\n{lines}\n")
    show(qtbot, dialog, tmp_path / "plan.csv")
    stopping = dialog.import_.clicked.connect(dialog.cancel.click)  # at once: a slow machine would have saved them all
    press(qtbot, dialog.import_)
    assert dialog.jobs.job is not None
    settle(qtbot, dialog)
    assert dialog.isVisible()
    assert workspace.all(Action) == ()
    dialog.import_.disconnect(stopping)
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert len(workspace.all(Action)) == 2000
    assert workspace.undo_label == "Import actions from plan.csv"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Actions and risks on two sheets, and figures on a third."""
    return workbook(tmp_path / "all.xlsx", {
        "Plan": [["Ref", "Action", "Lead", "Due date"], ["1", "Recruit", "HR", "31/3/18"], ["2", "Train", "HR", ""]],
        "Risks": [["Risk ID", "Risk", "Likelihood", "Impact"], ["R1", "Fire", "High", 5], ["R2", "Flood", "Low", 2]],
        "Figures": [["Ref", "Indicator", "Unit", "Apr-17", "May-17"], ["K1", "Visits", "%", 80, 81]],
    })  # fmt: skip


def test_several_kinds_of_one_file_come_in_together(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, mixed: Path
):
    show(qtbot, dialog, mixed)
    assert dialog.kind.text() == "Actions, risks and readings"
    assert dialog.import_.text() == "Add 2 actions, 2 risks and 2 readings"
    assert dialog.other.text() == "Read as actions"
    assert "scale" in dialog.questions.boxes
    places = [(row.sheet, row.number) for row in dialog.rows.records.rows if row.record is not None]
    assert places == [("Plan", 2), ("Plan", 3), ("Risks", 2), ("Risks", 3), ("Figures", 2), ("Figures", 2)]
    click_row(qtbot, dialog.rows, "Risks: 3risks")
    settle(qtbot, dialog)
    assert dialog.import_.text() == "Add 2 actions, 1 risk and 2 readings"
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert dialog.saved == "Added 2 actions, 1 risk and 2 readings"
    assert [action.title for action in workspace.all(Action)] == ["Recruit", "Train"]
    assert workspace.undo_label == "Import actions, risks and readings from all.xlsx"
    workspace.undo()
    assert workspace.all(Action) == ()


def test_the_columns_of_each_kind_of_a_file_are_corrected_in_place(
    qtbot: QtBot, dialog: ImportDialog, workspace: Workspace, mixed: Path
):
    show(qtbot, dialog, mixed)
    assert [dialog.part.itemText(n) for n in range(dialog.part.count())] == ["Columns of actions", "Columns of risks"]
    pick(qtbot, dialog, "lead", "Progress")
    dialog.part.setFocus()
    qtbot.keyClick(dialog.part, Key.Key_Down)
    pick(qtbot, dialog, "risk", "Left out")  # then nothing says what its rows are, which is said, and can be put right
    assert "risk" in dialog.outcome.message.text()
    assert dialog.import_.text() == "Add 2 actions and 2 readings"
    pick(qtbot, dialog, "risk", "Event")
    pick(qtbot, dialog, "risk", "Risk")
    assert dialog.import_.text() == "Add 2 actions, 2 risks and 2 readings"
    press(qtbot, dialog.import_)
    settle(qtbot, dialog)
    assert [(action.owner, action.progress) for action in workspace.all(Action)] == [("", "HR"), ("", "HR")]


def test_one_kind_of_several_can_be_chosen_alone(qtbot: QtBot, dialog: ImportDialog, mixed: Path):
    show(qtbot, dialog, mixed)
    press(qtbot, dialog.other)
    settle(qtbot, dialog)
    assert (dialog.kind.text(), dialog.import_.text()) == ("Actions", "Add 2 actions")
    assert dialog.columns.isVisible()
    assert dialog.other.text() == "Read as actions, risks and readings"
