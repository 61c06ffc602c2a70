"""Letters and evidence: added where one reads, found among all, and opened as a copy that cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Attachment, Recommendation, Visit
from app.ui import operations
from app.ui.dialogs.attachment import AttachDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.scrutiny import ScrutinyPage
from app.ui.pages.scrutiny.panels import File
from app.ui.record.copies import can_open, read_only_copy, write_copy
from app.workspace import Workspace
from tests.app.ui.hands import Left, answering, choose, press, type_into


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A small file."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Director")
    return path


class Desktop(QObject):
    """Stands for the system's programs: keeps what they are asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.asked.append(url)


def attach(workspace: Workspace, path: Path) -> Attachment:
    return workspace.attach(workspace.all(Recommendation)[0], path, path.stem, None)


def test_two_clicks_from_the_rail_a_file_is_added_and_shown(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path
):
    def write(dialog: AttachDialog) -> None:
        type_into(qtbot, dialog.file.field.control, str(letter))
        type_into(qtbot, dialog.form.fields["record"].control, "third visit")
        press(qtbot, dialog.save_button)

    words = page.tabs.words
    qtbot.mouseClick(words, Left, pos=words.tabRect(2).center())
    assert "No child’s name belongs here" in page.letters.empty.sentence.text()
    assert "up to 10 MB" in page.letters.empty.sentence.text()
    with answering(write):
        press(qtbot, page.letters.new_button)
    detail = page.letters.panel
    assert detail.title.text() == "letter"
    assert [(row.row.text, row.row.detail) for row in detail.part(File).owner.rows] == [
        ("Belongs to Third visit", "Monitoring visit")
    ]
    assert detail.part(File).lines["Size"].text() == "13 bytes"
    assert detail.part(File).lines["SHA-256 digest"].text().replace("\n", "") == workspace.all(Attachment)[0].digest


def test_evidence_is_added_to_the_recommendation_that_one_reads(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path
):
    def write(dialog: AttachDialog) -> None:
        dialog.file.field.set_path(letter)
        press(qtbot, dialog.save_button)

    evidence = page.recommendations.panel.evidence
    with answering(write):
        press(qtbot, evidence.add_button)
    assert workspace.all(Attachment)[0].record == workspace.all(Recommendation)[0].id
    qtbot.waitUntil(evidence.rows.rows[0].isVisible)
    page.recommendations.panel.area.ensureWidgetVisible(evidence)
    qtbot.mouseClick(evidence.rows.rows[0], Left)
    assert page.register is page.letters
    assert page.letters.panel.record == workspace.all(Attachment)[0]


def test_a_file_dropped_on_a_record_is_its_evidence(page: ScrutinyPage, workspace: Workspace, letter: Path):
    def write(dialog: AttachDialog) -> None:
        assert dialog.file.field.path() == letter
        dialog.save_button.click()

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    evidence = page.recommendations.panel.evidence
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(evidence, enter)
    assert enter.isAccepted()
    with answering(write):
        QApplication.sendEvent(evidence, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert [each.filename for each in workspace.all(Attachment)] == ["letter.txt"]


def test_a_file_is_dropped_where_there_is_none_yet(page: ScrutinyPage, workspace: Workspace, letter: Path):
    def write(dialog: AttachDialog) -> None:
        dialog.form.fields["record"].set_text("Second visit")
        dialog.save_button.click()

    page.tabs.words.setCurrentIndex(2)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(page.letters, enter)
    assert enter.isAccepted()
    with answering(write):
        QApplication.sendEvent(page.letters, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert page.letters.panel.title.text() == "letter"


def test_it_is_opened_as_a_copy_that_nobody_can_write(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path
):
    page.opened.emit(attach(workspace, letter))
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")  # type: ignore[arg-type] - takes text too
    try:
        with qtbot.waitSignal(page.session.said):
            press(qtbot, page.letters.panel.buttons[operations.open_copy])
    finally:
        QDesktopServices.unsetUrlHandler("file")
    (url,) = desktop.asked
    copy = Path(url.toLocalFile())
    assert copy.name == "letter.txt"
    assert copy != letter
    assert copy.read_text() == "Dear Director"
    assert copy.stat().st_mode & 0o222 == 0


def test_what_could_be_a_program_is_only_saved(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, tmp_path: Path):
    script = tmp_path / "run.sh"
    script.write_text("echo")
    page.opened.emit(attach(workspace, script))
    detail = page.letters.panel
    assert not detail.buttons[operations.open_copy].isVisible()
    assert (
        detail.part(File).lines["Opening it"].text()
        == "This kind of file could be a program: it can be saved, but is not opened from here."
    )
    with qtbot.waitSignal(page.session.said):
        write_copy(page.session, tmp_path / "copy.sh", workspace.content(workspace.all(Attachment)[0]))
    assert (tmp_path / "copy.sh").read_text() == "echo"
    with qtbot.waitSignal(page.session.refused):
        write_copy(page.session, tmp_path / "no folder" / "copy.sh", b"")


def test_it_is_called_otherwise_and_moved_to_another_record(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path
):
    def write(dialog: RecordDialog[Any]) -> None:
        type_into(qtbot, dialog.form.fields["title"].control, "Letter of the visit")
        type_into(qtbot, dialog.form.fields["record"].control, "second visit")
        press(qtbot, dialog.save_button)

    made = attach(workspace, letter)
    page.opened.emit(made)
    with answering(write):
        press(qtbot, page.letters.panel.buttons[operations.edit])
    found = workspace.all(Attachment)[0]
    assert found.title == "Letter of the visit"
    assert found.record == next(visit.id for visit in workspace.all(Visit) if visit.happened)
    assert found.digest == made.digest


def test_it_is_removed_and_undo_brings_it_back_with_its_content(
    qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path
):
    made = attach(workspace, letter)
    page.opened.emit(made)
    choose(page.letters.panel.more, operations.remove)
    assert workspace.all(Attachment) == ()
    workspace.undo()
    assert workspace.content(workspace.all(Attachment)[0]) == b"Dear Director"


def test_what_it_belongs_to_is_one_click_away(qtbot: QtBot, page: ScrutinyPage, workspace: Workspace, letter: Path):
    page.opened.emit(attach(workspace, letter))
    qtbot.waitUntil(page.letters.panel.part(File).owner.rows[0].isVisible)
    press(qtbot, page.letters.panel.part(File).owner.rows[0])
    assert page.register is page.recommendations


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\b.docx", "b.docx"),
        ('what: "this"?.txt', "what_ _this__.txt"),
        ("...", "file"),
        ("", "file"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.old.pdf", "_lpt1.old.pdf"),
        ("nul", "_nul"),
        ("console.pdf", "console.pdf"),
        ("letter\u202efdp.txt", "letter_fdp.txt"),
        ("\x00\x1b[31m.txt", "__[31m.txt"),
        ("😀" * 90 + ".pdf", "😀" * 25 + ".pdf"),
    ],
)
def test_a_copy_is_called_as_the_file_was_and_leads_nowhere_else(given: str, kept: str):
    path = read_only_copy(given, b"x")
    assert path.name == kept
    assert path.read_bytes() == b"x"


def test_two_copies_of_one_name_do_not_meet():
    assert read_only_copy("a.txt", b"1") != read_only_copy("a.txt", b"2")


def test_documents_and_pictures_are_opened_and_programs_are_not():
    assert can_open("Letter.PDF")
    assert not any(can_open(name) for name in ("a.exe", "a.desktop", "a.sh", "a.html", "a.pdf.js", "pdf"))
