"""The file changes under the window: it is said where one looks, a copy is offered, and leaving asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.records import Risk
from app.ui import main_window
from app.ui.main_window import MainWindow
from app.workspace import NotSaved, Person, Workspace
from tests.app.ui.hands import answering, name_file, press, window_of

ANN = Person("Ann", "Officer")
posix = pytest.mark.skipif(os.name == "nt", reason="there no open file can be taken away")


def replace_by_older(plan: Path, older: bytes) -> None:
    (plan.parent / "synced").write_bytes(older)
    (plan.parent / "synced").replace(plan)


def overwrite_by_older(plan: Path, older: bytes) -> None:
    plan.write_bytes(older)


def cut_off(plan: Path, older: bytes) -> None:
    os.truncate(plan, len(older) // 2)


def delete(plan: Path, older: bytes) -> None:
    plan.unlink()


HARM = [pytest.param(replace_by_older, marks=posix), overwrite_by_older, cut_off, pytest.param(delete, marks=posix)]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.goldthread"
    made = Workspace.create(path, ANN, tmp_path / "backups", "Improvement")
    made.save(made.draft(Risk, title="Staff leave"), label="Add a risk")
    made.close()
    return path


@pytest.fixture
def older(plan: Path) -> bytes:
    return plan.read_bytes()


@pytest.fixture
def window(plan: Path, older: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(main_window, "POLL", 20)
    workspace = Workspace.open(plan, ANN, tmp_path / "backups")
    with window_of(workspace) as made:
        workspace.save(replace(workspace.all(Risk)[0], owner="Bob"), label="Re-own R-01")
        yield made
        made.show_welcome()


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: getattr(harm, "__name__", ""))
def test_who_writes_is_told_and_saves_a_copy_that_holds_everything(
    qtbot: QtBot, window: MainWindow, plan: Path, older: bytes, harm: Callable[[Path, bytes], None]
):
    workspace, copy = window.session.workspace, plan.with_name("rescued.goldthread")
    assert not window.state.isVisible()
    harm(plan, older)
    qtbot.waitUntil(window.state.isVisible)
    said = window.state.message.text()
    assert "plan.goldthread" in said
    assert "save a copy under another name, and go on there" in said
    with pytest.raises(NotSaved, match="save a copy under another name"):
        workspace.save(replace(workspace.all(Risk)[0], owner="Cy"), label="Re-own R-01")
    assert workspace.all(Risk)[0].owner == "Bob", "nothing is shown as saved that is not"
    with answering(name_file(qtbot, copy)):
        press(qtbot, window.state.buttons[0])
    assert window.notice.message.text() == "A copy was saved as rescued.goldthread."

    def leave(box: QMessageBox) -> None:
        assert "no longer in its file" in box.text()
        press(qtbot, next(b for b in box.buttons() if b.text() == "Leave without saving"))

    with answering(leave):
        press(qtbot, next(b for b in window.notice.buttons if b.text() == "Open it"))
    assert window.session.workspace.path == copy
    assert window.session.workspace.all(Risk)[0].owner == "Bob"
    assert window.session.workspace.check() == []
    assert not window.state.isVisible()


@posix
def test_leaving_asks_at_once_whether_a_copy_is_wanted(qtbot: QtBot, window: MainWindow, plan: Path):
    plan.unlink()

    def stay(box: QMessageBox) -> None:
        press(qtbot, next(b for b in box.buttons() if b.text() == "Stay"))

    def save(box: QMessageBox) -> None:
        press(qtbot, next(b for b in box.buttons() if b.text() == "Save a copy…"))

    def name(dialog: QFileDialog) -> None:
        name_file(qtbot, plan.with_name("rescued.goldthread"))(dialog)

    with answering(stay):
        window.close()
    assert window.isVisible()
    with answering(save, name):
        window.close()
    assert not window.isVisible()
    assert plan.with_name("rescued.goldthread").is_file()


@posix
def test_who_reads_is_told_and_keeps_what_was_read(
    qtbot: QtBot, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(main_window, "POLL", 20)
    reader = Workspace.open(plan, Person("Bob"), tmp_path / "backups", write=False)
    with window_of(reader) as window:
        qtbot.waitUntil(lambda: window.state.message.text() == "You can read this plan; nobody is editing it now.")
        plan.unlink()
        qtbot.waitUntil(lambda: "What is shown is what was read last" in window.state.message.text())
        assert reader.all(Risk)[0].title == "Staff leave"
        window.show_welcome()


@posix
def test_who_reads_is_told_that_another_file_is_shown(
    qtbot: QtBot, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(main_window, "POLL", 20)
    older = plan.read_bytes()
    writer = Workspace.open(plan, ANN, tmp_path / "backups")
    writer.save(replace(writer.all(Risk)[0], owner="Bob"), label="Re-own R-01")
    writer.close()
    reader = Workspace.open(plan, Person("Cy"), tmp_path / "backups", write=False)
    with window_of(reader) as window:
        assert reader.all(Risk)[0].owner == "Bob"
        replace_by_older(plan, older)
        qtbot.waitUntil(lambda: "it lacks what was last changed" in window.notice.message.text())
        assert reader.all(Risk)[0].owner == ""
