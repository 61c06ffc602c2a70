"""Exporting a briefing from its dialog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.issued import newest_first
from app.domain.public import public as public_plan
from app.domain.records import Body, IssuedPaper, Meeting, Provenance, Risk
from app.papers import PAIR, PaperChoice
from app.ui.dialogs.export import Comparison, ExportDialog, meetings
from app.workspace import Person, Workspace
from tests.app.ui.hands import answering, name_file

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A small plan with two meetings ahead and an illustrative value."""
    today = date(2018, 1, 31)
    made = Workspace.create(
        tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement", today=lambda: today
    )
    board, risk = made.draft(Body, title="Board"), made.draft(Risk, title="Staff leave", likelihood=3, impact=4)
    made.save(
        board,
        risk,
        made.draft(Provenance, record=risk.id, field="impact", illustrative=True),
        made.draft(Meeting, body=board.id, day=date(2018, 5, 20)),
        made.draft(Meeting, body=board.id, day=date(2018, 3, 20)),
        label="Begin",
    )
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> ExportDialog:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    (tmp_path / "papers").mkdir()
    made = ExportDialog(workspace, tmp_path / "papers" / "Improvement briefing.pdf")
    qtbot.addWidget(made)
    made.show()
    return made


def finish(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)


def test_suggests_a_file(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.path() == tmp_path / "papers" / "Improvement briefing.pdf"
    assert not dialog.facts_only.isVisible(), "what goes out is chosen where it is looked at"
    assert not dialog.version.isVisible()


def test_closed_meetings_are_offered_after_the_open_ones_the_newest_first(workspace: Workspace) -> None:
    (board,) = workspace.all(Body)
    held = [workspace.draft(Meeting, body=board.id, day=date(2017, month, 14)) for month in range(1, 13)]
    workspace.save(*held, label="Enter what was held")
    for meeting in held:
        workspace.close_meeting(meeting)
    offered = [*meetings(workspace.plan).values()]
    assert offered[:4] == [
        "Board, 20 Mar 2018", "Board, 20 May 2018", "Board, 14 Dec 2017, closed", "Board, 14 Nov 2017, closed",
    ]  # fmt: skip
    assert (offered[-1], len(offered)) == ("Board, 14 Mar 2017, closed", 12)


def test_writes_the_briefing_and_then_offers_the_file_and_its_folder(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    dialog.file.set_text(str(tmp_path / "for the board"))
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    written = tmp_path / "for the board.pdf"
    assert dialog.written == written
    assert written.read_bytes().startswith(b"%PDF-")
    assert settings.get(settings.EXPORTS) == str(tmp_path)
    for button in dialog.outcome.buttons:
        qtbot.mouseClick(button, Left)
    assert shown == [written.as_posix(), tmp_path.as_posix()]


def test_words_that_the_pdf_cannot_show_are_named_before_it_is_written(
    qtbot: QtBot, workspace: Workspace, dialog: ExportDialog, tmp_path: Path
) -> None:
    (board,) = workspace.all(Body)
    workspace.save(replace(board, title="مرحبا Board"), label="Greet")
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert "cannot show these words as they are written: مرحبا." in dialog.file.hint.text()
    assert dialog.written is None
    assert list((tmp_path / "papers").iterdir()) == []
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert dialog.written == tmp_path / "papers" / "Improvement briefing.pdf"


def test_a_place_that_cannot_be_written_is_said_beside_the_file_and_kept(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    there = tmp_path / "nowhere" / "x.pdf"
    dialog.file.set_text(str(there))
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert "its folder does not exist" in dialog.file.hint.text()
    assert dialog.file.text() == str(there)
    assert dialog.isVisible()
    assert dialog.written is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "File is needed."),
        ("briefing.pdf", "Give the whole path of the file"),
        ("~nobody-here/briefing", "Give the whole path of the file"),
        ("/", "This is a folder"),
        ("{folder}/", "This is a folder"),
    ],
)
def test_without_a_whole_path_nothing_is_begun(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, typed: str, said: str
) -> None:
    dialog.file.set_text(typed.format(folder=tmp_path))
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.jobs.job is None
    assert dialog.file.hint.text().startswith(said)


@pytest.mark.parametrize("name", ["board.xlsx", "board.odt", "board.PDF.txt"])
def test_another_ending_is_refused_before_anything_is_written(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, name: str
) -> None:
    dialog.file.set_text(str(tmp_path / "papers" / name))
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.jobs.job is None
    assert dialog.file.hint.text().startswith("The briefing is written as .pdf, not as .")
    assert list((tmp_path / "papers").iterdir()) == []


def test_a_file_chosen_with_another_ending_is_refused_at_once(
    qtbot: QtBot, qapp: QApplication, dialog: ExportDialog, tmp_path: Path
) -> None:
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    with answering(name_file(qtbot, tmp_path / "papers" / "board.xlsx")):
        qtbot.mouseClick(dialog.choose, Left)
    assert dialog.file.hint.text().startswith("The briefing is written as .pdf, not as .xlsx")


def test_escape_stops_the_writing_and_leaves_no_file(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.jobs.job is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    finish(qtbot, dialog)
    assert dialog.isVisible()
    assert "no paper was written" in dialog.outcome.message.text()
    assert list((tmp_path / "papers").iterdir()) == []


def test_says_before_it_replaces_a_file(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(b"%PDF-")
    assert dialog.told.text() == f"Writes Improvement briefing.pdf into {tmp_path / 'papers'}."
    dialog.file.set_text(str(tmp_path / "old.pdf"))
    assert dialog.told.text() == f"Writes old.pdf into {tmp_path}. old.pdf is there already and will be replaced."


def test_while_only_facts_are_shown_only_facts_are_compared(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    workspace.facts_only = True
    (meeting, *_) = workspace.all(Meeting)
    compared = Comparison(workspace.plan, workspace.plan, None, meeting)
    made = ExportDialog(workspace, tmp_path / "facts.pdf", compared=compared)
    qtbot.addWidget(made)
    made.show()
    assert made.facts_only.box.isChecked()
    assert not made.facts_only.isEnabled()
    assert not made.issue.box.isEnabled()


def test_a_name_that_no_disk_can_hold_is_refused_beside_the_file(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.file.set_text(str(tmp_path / ("x" * 300)))
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert dialog.file.hint.text()
    assert dialog.file.problem()
    assert dialog.written is None


def tick(qtbot: QtBot, box: QCheckBox) -> None:
    """Press the space bar on it."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)


def test_a_pair_is_written_protected_and_issued_once_it_is_said_what_goes_where(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    (risk,) = workspace.all(Risk)
    workspace.save(replace(risk, title="Zanzibar", exempt="Paragraph 3: financial or business affairs"), label="Keep")
    dialog = ExportDialog(workspace, tmp_path / "paper.pdf", choice=PaperChoice(version=PAIR), issue=False)
    qtbot.addWidget(dialog)
    dialog.show()
    tick(qtbot, dialog.issue.box)
    assert not dialog.draft.box.isEnabled(), "a draft is not issued"
    assert dialog.told.text() == (
        f"Writes paper.pdf and paper exempt.pdf into {tmp_path}. paper exempt.pdf holds what is exempt. "
        "The plan keeps both as issued."
    )
    qtbot.keyClicks(dialog.password.first.line, "secret")
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.password.again.hint.text() == "Type the password a second time."
    qtbot.keyClicks(dialog.password.again.line, "sacred")
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.password.again.hint.text() == "The two are not the same."
    assert dialog.jobs.job is None
    dialog.password.again.line.clear()
    qtbot.keyClicks(dialog.password.again.line, "secret")
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert dialog.password.first.line.text() == "", "it is kept nowhere"
    public, exempt = (tmp_path / name for name in ("paper.pdf", "paper exempt.pdf"))
    for path in (public, exempt):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path)
        pikepdf.open(path, password="secret").close()
    papers = newest_first(workspace.all(IssuedPaper))
    assert [(paper.version, paper.restricted, paper.locked) for paper in papers] == [(1, False, True), (1, True, True)]
    assert [workspace.content(paper) for paper in papers] == [public.read_bytes(), exempt.read_bytes()]
    assert papers[1].exempt == "Paragraph 3: financial or business affairs"
    assert public_plan(workspace.plan).all(IssuedPaper) == (papers[0],), "the exempt one travels in nothing public"
    assert dialog.outcome.message.text().endswith("Recorded as issued: version 1.")


def test_a_draft_says_so_and_only_a_pdf_has_a_password(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    tick(qtbot, dialog.draft.box)
    assert not dialog.issue.box.isEnabled()
    dialog.file.set_text(str(tmp_path / "papers" / "paper.html"))
    qtbot.keyClicks(dialog.password.first.line, "secret")
    qtbot.keyClicks(dialog.password.again.line, "secret")
    qtbot.mouseClick(dialog.export, Left)
    assert "Only a PDF can ask for a password" in dialog.file.hint.text()
    dialog.password.first.line.clear()
    qtbot.mouseClick(dialog.export, Left)
    finish(qtbot, dialog)
    assert "Draft" in (tmp_path / "papers" / "paper.html").read_text(encoding="utf-8")
