"""Taking a file into the plan: what is wrong is said beside the field, and nothing typed is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Attachment, Recommendation
from app.domain.schedule import PartialDate
from app.ui.dialogs.attachment import AttachDialog, why_not
from app.workspace import LARGEST_ATTACHMENT, Person, Workspace
from tests.app.ui.hands import press, type_into
from tests.odd_files import ODD, at_once, odd_file

__all__ = ["at_once"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A plan with two recommendations."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(
        made.draft(Recommendation, number=1, title="Thresholds"),
        made.draft(Recommendation, number=2, title="Oversight"),
        label="Set up",
    )
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace) -> AttachDialog:
    """For evidence of the first recommendation."""
    made = AttachDialog(workspace, workspace.all(Recommendation)[0])
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A small file."""
    path = tmp_path / "visit_letter.txt"
    path.write_text("Dear Director")
    return path


def test_it_says_plainly_that_no_childs_name_belongs_here(dialog: AttachDialog):
    assert dialog.file.note.isVisible()
    assert dialog.file.note.text().startswith("No child’s name belongs here")


def test_the_size_limit_is_stated_before_anything_is_chosen(dialog: AttachDialog):
    assert dialog.file.field.hint.text() == "Up to 10 MB. You can drop it here."


def test_a_file_is_taken_into_the_plan_with_its_content(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, letter: Path
):
    type_into(qtbot, dialog.file.field.control, str(letter))
    assert dialog.form.fields["title"].text() == "visit letter"
    type_into(qtbot, dialog.form.fields["day"].control, "Feb 2018")
    press(qtbot, dialog.save_button)
    (made,) = workspace.all(Attachment)
    assert made == dialog.made
    assert (made.title, made.filename, made.size) == ("visit letter", "visit_letter.txt", 13)
    assert made.day == PartialDate("2018-02")
    assert made.record == workspace.all(Recommendation)[0].id
    letter.unlink()
    assert workspace.content(made) == b"Dear Director"
    workspace.undo()
    assert workspace.all(Attachment) == ()


def test_it_is_kept_out_of_public_papers_with_the_reason_given(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, letter: Path
):
    dialog.file.field.set_path(letter)
    (fold,) = dialog.form.folds.values()
    press(qtbot, fold)
    type_into(qtbot, dialog.form.fields["exempt"].control, "Names a family")
    press(qtbot, dialog.save_button)
    assert workspace.all(Attachment)[0].exempt == "Names a family"


def test_a_title_that_was_typed_is_not_replaced_by_the_files_name(qtbot: QtBot, dialog: AttachDialog, letter: Path):
    type_into(qtbot, dialog.form.fields["title"].control, "Letter of the visit")
    type_into(qtbot, dialog.file.field.control, str(letter))
    assert dialog.form.fields["title"].text() == "Letter of the visit"


def test_a_file_that_is_too_large_is_refused_beside_the_field(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, tmp_path: Path
):
    film = tmp_path / "film.mp4"
    film.touch()
    os.truncate(film, LARGEST_ATTACHMENT + 300_000)
    type_into(qtbot, dialog.file.field.control, str(film))
    assert dialog.file.field.hint.text() == "The file is 10.3 MB large; a plan holds files of up to 10 MB."
    press(qtbot, dialog.save_button)
    assert dialog.isVisible()
    assert dialog.file.field.text() == str(film)
    assert workspace.all(Attachment) == ()


def test_the_largest_file_that_is_allowed_is_taken(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, tmp_path: Path
):
    scan = tmp_path / "scan.pdf"
    scan.touch()
    os.truncate(scan, LARGEST_ATTACHMENT)
    dialog.file.field.set_path(scan)
    press(qtbot, dialog.save_button)
    assert [each.size for each in workspace.all(Attachment)] == [LARGEST_ATTACHMENT]


def test_what_is_no_file_is_refused_beside_the_field(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, tmp_path: Path
):
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path, said in (
        (tmp_path / "nothing.pdf", "There is no such file."),
        (tmp_path, "This is a folder: choose a file in it."),
        (empty, "The file is empty."),
    ):
        type_into(qtbot, dialog.file.field.control, str(path))
        press(qtbot, dialog.save_button)
        assert dialog.file.field.hint.text() == said
    assert dialog.isVisible()
    assert workspace.all(Attachment) == ()


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_refused_at_once(qtbot: QtBot, dialog: AttachDialog, tmp_path: Path, what: str):
    type_into(qtbot, dialog.file.field.control, str(odd_file(tmp_path, what)))
    press(qtbot, dialog.save_button)
    assert "is no file" in dialog.file.field.hint.text() or "This is a folder" in dialog.file.field.hint.text()
    assert dialog.isVisible()


def test_a_file_that_may_not_be_read_is_refused(
    open_folder: Path, without_rights: Callable[[], AbstractContextManager[None]]
):
    secret = open_folder / "secret.pdf"
    secret.write_bytes(b"x")
    secret.chmod(0)
    with without_rights():
        assert why_not(secret) == "The file cannot be read."


def test_a_file_that_vanished_after_it_was_chosen_is_told_and_nothing_is_lost(
    qtbot: QtBot, dialog: AttachDialog, workspace: Workspace, letter: Path
):
    dialog.file.field.set_path(letter)
    letter.unlink()
    press(qtbot, dialog.save_button)
    assert dialog.isVisible()
    assert dialog.file.field.hint.text() == "There is no such file."
    assert dialog.form.fields["title"].text() == "visit letter"
    assert workspace.all(Attachment) == ()


def test_everything_that_is_missing_is_said_at_once(qtbot: QtBot, workspace: Workspace):
    dialog = AttachDialog(workspace, None)
    qtbot.addWidget(dialog)
    dialog.show()
    press(qtbot, dialog.save_button)
    assert dialog.file.field.hint.text() == "File is needed."
    assert dialog.form.fields["title"].hint.text() == "Title is needed."
    assert dialog.form.fields["record"].hint.text() == "Belongs to is needed."


def test_what_it_belongs_to_is_named_by_typing(qtbot: QtBot, workspace: Workspace, letter: Path):
    dialog = AttachDialog(workspace, None, letter)
    qtbot.addWidget(dialog)
    dialog.show()
    type_into(qtbot, dialog.form.fields["record"].control, "oversight")
    press(qtbot, dialog.save_button)
    assert workspace.all(Attachment)[0].record == workspace.all(Recommendation)[1].id


def test_a_file_is_dropped_on_the_field(dialog: AttachDialog, letter: Path):
    field, mime = dialog.file.field, QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(field, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert field.path() == letter
