"""Papers day: an hour before they go out, the briefing is written, and the PDF says what the screen said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.records import Body, Meeting, Question, Theme
from app.ui.dialogs.export import ExportDialog
from app.ui.main_window import MainWindow
from app.ui.pages.compose import PapersPage
from app.ui.pages.overview.page import OverviewPage
from app.workspace import Person, Workspace
from tests.app.briefing.reading import outline, page_texts
from tests.app.ui.hands import Control, Key, answering, keys, press, sit_down, type_into
from tests.demo_plan import write_demo

OFFICER = Person("Ann Officer", "Programme manager")
ASKED = "Who signs off that the posts are filled?"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan of the Improvement Board, which meets on 13 Feb 2018 and is asked a question there."""
    path = tmp_path / "North plan.goldthread"
    made = Workspace.open(write_demo(path), OFFICER, tmp_path / "backups")
    board = next(body for body in made.all(Body) if body.title == "Improvement Board")
    met, following = [made.draft(Meeting, body=board.id, day=day) for day in (date(2017, 12, 12), date(2018, 2, 13))]
    made.save(replace(made.plan.programme, body=board.id), met, following, label="Whose plan it is, and when it meets")
    made.close_meeting(met)
    asked = made.draft(Question, text=ASKED, by="Chair", day=date(2018, 1, 31), meeting=following.id)
    made.save(asked, label="Ask")
    made.close()
    return path


def said(dialog: ExportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_papers_of_the_day_say_what_the_screen_said(qtbot: QtBot, plan: Path, tmp_path: Path) -> None:
    paper = tmp_path / "papers" / "for the board.pdf"
    paper.parent.mkdir()
    statuses: dict[str, str] = {}

    def write(dialog: ExportDialog) -> None:
        assert any("It tells what changed since Improvement Board, 12 Dec 2017." in text for text in said(dialog))
        type_into(qtbot, dialog.file.control, str(paper))
        keys(qtbot, dialog, Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=120_000)
        press(qtbot, dialog.cancel)

    def an_hour_before(window: MainWindow) -> None:
        page = window.page()
        assert isinstance(page, OverviewPage)
        statuses.update({card.title.text(): card.status.badge.text() for card in page.dashboard.cards})
        keys(qtbot, window, Key.Key_E, Control)
        papers = window.page()
        assert isinstance(papers, PapersPage)
        assert papers.choices.meeting.text() == "Improvement Board, 13 Feb 2018", "the next meeting of the plan’s body"
        with answering(write):
            press(qtbot, papers.export)
        assert window.notice.message.text() == f"The paper is in {paper.name}."
        assert window.workspace is not None
        assert {theme.title for theme in window.workspace.all(Theme)} == set(statuses)

    assert sit_down(an_hour_before, plan=plan, person=OFFICER) == 0
    pages = page_texts(paper)
    cover, chair, whole = pages[0], pages[1], " ".join(pages)
    for words in ("For Improvement Board", "Meeting 13 Feb 2018", "Data as at 31 Jan 2018"):
        assert words in cover
    assert "Compared with Improvement Board, 12 Dec 2017" in cover
    assert "no closed meeting" not in whole
    assert "back on track by" not in whole
    for title, word in statuses.items():
        assert title in chair
        assert word in chair
    assert ASKED in whole
    assert any(title == "Risks" for _, title, _ in outline(paper))
    assert f"{len(pages)} of {len(pages)}" in pages[-1]
