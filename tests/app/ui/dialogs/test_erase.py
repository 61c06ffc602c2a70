"""Erasing for good by hand: chosen, agreed, confirmed; afterwards it is said what is left to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import IssuedPaper, Programme, Provenance, Risk, Theme
from app.ui import operations
from app.ui.dialogs.erase import EraseDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.ui.pages.risks import RisksPage
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Issue, Person, Workspace
from tests.app.ui.hands import answering, press, type_into

NAME = "Kezia Umbridge"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    theme, risk = made.draft(Theme, title="Leadership"), made.draft(Risk, title=f"{NAME} is not seen", owner="Cid")
    said = made.draft(Provenance, record=risk.id, field="owner", source="3.4", statement=f"{NAME} has no worker")
    made.save(theme, risk, said, label="Set up")
    made.save(replace(risk, title=f"{NAME} is seen late"), label="Rename")
    made._back_up()
    yield made
    made.close()


@pytest.fixture
def risk(workspace: Workspace) -> Risk:
    return workspace.all(Risk)[0]


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, risk: Risk) -> EraseDialog:
    made = EraseDialog(workspace, risk)
    qtbot.addWidget(made)
    made.show()
    return made


def agree(qtbot: QtBot, dialog: EraseDialog, **given: str) -> None:
    for name, text in {"reason": "It names a child", "second": "Bob", "confirm": "erase", **given}.items():
        type_into(qtbot, dialog.fields[name].control, text)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible())


def raw(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in tmp_path.rglob("*.goldthread"))


def test_it_shows_each_field_with_its_words_and_what_is_said_of_the_record(dialog: EraseDialog):
    boxes = {name: (box.text(), box.accessibleDescription()) for name, box in dialog.choices.fields.items()}
    assert boxes == {
        "ref": ("Reference", "R-01"),
        "title": ("Risk, with 1 earlier text", f"{NAME} is seen late"),
        "owner": ("Owner", "Cid"),
    }
    assert [(box.text(), box.accessibleDescription()) for _, box in dialog.choices.also] == [
        ("Source, owner", f"3.4. {NAME} has no worker")
    ]
    assert dialog.choices.whole.text() == "All of it, with 1 record that hangs on it"
    assert "Nothing brings it back, not even undo." in said(dialog)
    assert "lose it when they are brought together" in said(dialog)


def test_chosen_words_are_erased_in_plan_history_and_backups(
    qtbot: QtBot, workspace: Workspace, dialog: EraseDialog, tmp_path: Path
):
    assert NAME.encode() in raw(tmp_path / "backups")
    dialog.choices.fields["title"].click()
    dialog.choices.also[0][1].click()
    agree(qtbot, dialog)
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert (workspace.all(Risk)[0].title, workspace.all(Risk)[0].owner) == ("Erased", "Cid")
    assert NAME.encode() not in raw(tmp_path)
    assert "It is gone from the plan, its history and every backup that held the record (1)." in said(dialog)
    assert "none of the words is left in it" in said(dialog)
    assert not dialog.erase_button.isVisible()
    press(qtbot, dialog.cancel_button)
    assert not dialog.isVisible()


def test_a_whole_record_is_erased(qtbot: QtBot, workspace: Workspace, dialog: EraseDialog):
    dialog.choices.whole.click()
    assert not dialog.choices.fields["title"].isEnabled()
    agree(qtbot, dialog, second="Bob Lee")
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert workspace.all(Risk) == ()
    assert workspace.all(Provenance) == ()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"reason": ""}, "reason", "Reason is needed."),
        ({"second": ""}, "second", "Second person is needed."),
        ({"second": "Ann"}, "second", "The second person is somebody else than the one who erases."),
        ({"confirm": "yes"}, "confirm", "Type the word erase."),
        ({"confirm": ""}, "confirm", "is needed."),
        ({"reason": "For Umbridge", "words": "umbridge"}, "reason", "Reason holds “umbridge”"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(
    qtbot: QtBot, workspace: Workspace, dialog: EraseDialog, given: dict[str, str], field: str, sentence: str
):
    before = workspace.dump()
    dialog.choices.fields["title"].click()
    agree(qtbot, dialog, **given)
    press(qtbot, dialog.erase_button)
    assert sentence in dialog.fields[field].hint.text()
    assert dialog.isVisible()
    assert dialog.outcome is None
    assert workspace.dump() == before
    for name, text in given.items():
        assert dialog.fields[name].text() == text


def test_nothing_chosen_is_said(qtbot: QtBot, dialog: EraseDialog):
    agree(qtbot, dialog)
    press(qtbot, dialog.erase_button)
    assert dialog.banner.message.text() == "Choose what is to be erased."


def test_enter_in_a_field_neither_erases_nor_closes(qtbot: QtBot, workspace: Workspace, dialog: EraseDialog):
    dialog.choices.whole.click()
    agree(qtbot, dialog)
    qtbot.keyClick(dialog.fields["confirm"].control, Qt.Key.Key_Return)
    assert len(workspace.all(Risk)) == 1
    assert dialog.isVisible()


def test_what_was_typed_is_given_up_only_when_that_is_said(qtbot: QtBot, dialog: EraseDialog):
    agree(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.banner.message.text() == "Nothing is erased yet."
    press(qtbot, button(dialog, "Keep writing"))
    assert dialog.fields["reason"].text() == "It names a child"
    press(qtbot, dialog.cancel_button)
    press(qtbot, button(dialog, "Discard"))
    assert not dialog.isVisible()


def test_where_the_same_words_still_stand_they_can_be_erased_from_there(
    qtbot: QtBot, workspace: Workspace, risk: Risk, dialog: EraseDialog
):
    dialog.choices.fields["title"].click()
    agree(qtbot, dialog, words=NAME)
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert f"“{NAME}” in R-01 Erased, owner (statement)" in said(dialog)

    def hands(nested: EraseDialog) -> None:
        assert nested.fields["words"].text() == NAME
        nested.choices.whole.click()
        agree(qtbot, nested)
        press(qtbot, nested.erase_button)
        qtbot.waitUntil(lambda: nested.outcome is not None)
        assert "none of the words is left in it" in said(nested)
        press(qtbot, nested.cancel_button)

    there = button(dialog, "Erase there…")
    with answering(hands):
        press(qtbot, there)
    assert (there.text(), there.isEnabled()) == ("Done", False)
    assert workspace.all(Provenance) == ()


def test_files_that_could_not_be_reached_are_named_and_deleted(qtbot: QtBot, workspace: Workspace, dialog: EraseDialog):
    broken = workspace._backups.paths()[0]
    broken.write_bytes(b"broken")
    dialog.backups.setChecked(True)
    dialog.choices.whole.click()
    agree(qtbot, dialog)
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert str(broken) in said(dialog)
    press(qtbot, button(dialog, "Delete 1 file"))
    assert not broken.exists()
    assert button(dialog, "Deleted")


def test_a_programme_cannot_go_as_a_whole(qtbot: QtBot, workspace: Workspace):
    dialog = EraseDialog(workspace, workspace.all(Programme)[0])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.choices.whole.isVisible()


# the ways to it


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(PLACES, workspace.person, tmp_path / "backups", lambda: workspace)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.show_plan(workspace)
    yield made
    made.close()


def erased_by(open_it: Any) -> str:
    """The heading of the dialog that a step brings up; it is left again."""
    found: list[str] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, EraseDialog):
            found.append(dialog._heading.text())
            dialog.reject()
        else:
            QTimer.singleShot(10, leave)

    QTimer.singleShot(0, leave)
    open_it()
    return found[0]


def test_it_is_reached_from_the_panel_the_table_and_the_menu_of_a_record(qtbot: QtBot, window: MainWindow, risk: Risk):
    heading = f"Erase for good: {risk.name}"
    window.open_target(risk)
    page = window.page()
    assert page is not None
    more = next(more for more in page.findChildren(RecordMenu) if not more.isHidden())
    assert more.accessibleName() == f"More for {risk.name}"
    line = more.lines()[-1]
    assert line.text() == operations.erase.word
    assert erased_by(line.trigger) == heading
    assert erased_by(window.menus["Erase for good…"].trigger) == heading

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(action for action in menu.actions() if action.text() == operations.erase.word).trigger()
        menu.close()

    assert isinstance(page, RisksPage)
    table = page.risks.table
    at = table.visualRect(table.currentIndex()).center()

    def by_menu() -> None:
        QTimer.singleShot(0, choose)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
        QApplication.sendEvent(table.viewport(), event)

    assert erased_by(by_menu) == heading


def test_without_a_record_the_menu_says_what_is_needed(window: MainWindow):
    window.show_page(0)
    window.menus["Erase for good…"].trigger()
    assert window.notice.message.text().startswith("Open a record first")


def test_who_only_reads_is_not_offered_it(qtbot: QtBot, workspace: Workspace, risk: Risk, tmp_path: Path):
    reader = Workspace.open(workspace.path, Person("Bob"), tmp_path / "backups")
    made = MainWindow(PLACES, reader.person, tmp_path / "backups", lambda: reader)
    qtbot.addWidget(made)
    made.show()
    made.show_plan(reader)
    made.open_target(reader.all(Risk)[0])
    assert "Erase for good…" not in [doing.word for doing in made.doings(risk.id)]
    assert not made.menus["Erase for good…"].isEnabled()
    page = made.page()
    assert page is not None
    assert all(link.isHidden() for link in page.findChildren(RecordMenu))
    made.close()


def test_the_issued_papers_that_name_it_are_told_before_and_lose_their_files(
    qtbot: QtBot, workspace: Workspace, risk: Risk
):
    (theme,) = workspace.all(Theme)
    for names in (risk, theme):
        workspace.issue(Issue(workspace.next_issue(IssuedPaper(id="")), b"%PDF " + names.id.encode(), {names.id}))
    dialog = EraseDialog(workspace, risk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Named in issued papers: Board briefing, version 1. Their files will be dropped" in said(dialog)
    dialog.choices.whole.setChecked(True)
    agree(qtbot, dialog)
    press(qtbot, dialog.erase_button)
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert "Their files were dropped; their records and digests stay." in said(dialog)
    kept = {paper.version: bool(paper.kept) for paper in workspace.all(IssuedPaper)}
    assert kept == {1: False, 2: True}
