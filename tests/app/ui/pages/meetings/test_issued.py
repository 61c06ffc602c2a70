"""The papers that were issued for a meeting: written from its page, had again there, and dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.records import IssuedPaper, Meeting, Risk
from app.ui import operations
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.meetings.issued import Issued
from app.ui.widgets.entry import Entry
from app.ui.widgets.record_menu import RecordMenu
from app.workspace import Issue, Workspace
from tests.app.ui.hands import answering, choose, name_file, press

PDF = b"%PDF- a briefing"


@pytest.fixture
def paper(workspace: Workspace) -> IssuedPaper:
    """What was issued for the next meeting."""
    meeting = next(m for m in workspace.all(Meeting) if not m.closed)
    begun = workspace.next_issue(IssuedPaper(id="", meeting=meeting.id))
    (made,) = workspace.issue(Issue(begun.having({"changed": "R-01 is new."}), PDF, {workspace.all(Risk)[0].id}))
    return made


def issued(page: MeetingsPage) -> Issued:
    return page.detail.meeting.issued


def entry(page: MeetingsPage, paper: IssuedPaper) -> Entry[IssuedPaper]:
    found = issued(page).items.entry_of(paper.id)
    assert found is not None
    return found


def tools(page: MeetingsPage, paper: IssuedPaper) -> list[str]:
    return [b.text() for b in entry(page, paper).findChildren(QPushButton) if b.isVisible() and b.objectName()]


def test_it_is_found_there_unfolds_and_its_file_is_saved_again(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, paper: IssuedPaper, tmp_path: Path
):
    page.opened.emit(paper)
    assert entry(page, paper).unfolded
    assert tools(page, paper) == ["Open read-only", "Save a copy…"]
    save = next(b for b in entry(page, paper).findChildren(QPushButton) if b.text() == "Save a copy…")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    with answering(name_file(qtbot, tmp_path / "again.pdf")):
        press(qtbot, save)
    assert (tmp_path / "again.pdf").read_bytes() == PDF


@pytest.mark.parametrize("word", ["Keep it", "Drop the file"])
def test_its_file_is_dropped_when_that_is_said_again(
    qtbot: QtBot, page: MeetingsPage, workspace: Workspace, paper: IssuedPaper, word: str
):
    def answer(box: QMessageBox) -> None:
        assert "record and its digest stay" in box.informativeText()
        press(qtbot, next(button for button in box.buttons() if button.text() == word))

    page.opened.emit(paper)
    more = entry(page, paper).findChild(RecordMenu)
    assert isinstance(more, RecordMenu)
    with answering(answer):
        choose(more, operations.drop_file)
    now = workspace.all(IssuedPaper)[0]
    assert (bool(now.kept), now.digest) == (word == "Keep it", paper.digest)
    assert bool(tools(page, paper)) == bool(now.kept)
