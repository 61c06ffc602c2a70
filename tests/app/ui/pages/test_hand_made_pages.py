"""Meetings, plan, thread and history on the demo plan at 1280 x 720: one scroller on any way, and nothing cut off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app import demo
from app.domain.records import Action, Body, Meeting, NextStep, Objective, Recommendation, Theme
from app.ui.main_window import MainWindow
from app.ui.page import Page
from app.ui.pages import PLACES
from app.ui.pages.history import HistoryPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.thread import ThreadPage
from app.ui.widgets.thread_of import ThreadOf
from app.workspace import Person, Workspace
from tests.app.ui.whole import cut_off, scrolling

Going = Callable[[MainWindow], object]
P = TypeVar("P", bound=Page)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the demo plan."""
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder / "demo.goldthread", Person("Ann"), folder / "backups").close()
    return folder / "demo.goldthread"


@pytest.fixture
def window(qtbot: QtBot, told: Path, tmp_path: Path) -> Iterator[MainWindow]:
    plan = Workspace.open(Path(shutil.copy(told, tmp_path)), Person("Ann"), tmp_path / "backups")
    made = MainWindow(PLACES, Person("Ann"), tmp_path / "backups", lambda: plan)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_plan(plan)
    made.show()
    yield made
    made.close()


def page_of(window: MainWindow, kind: type[P]) -> P:
    number = next(n for n, place in enumerate(PLACES) if place.load() is kind)
    window.show_page(number)
    page = window.page()
    assert isinstance(page, kind)
    return page


def workspace(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def tab(kind: type[PlanPage] | type[MeetingsPage] | type[ThreadPage], number: int) -> Going:
    def go(window: MainWindow) -> None:
        page = page_of(window, kind)
        words = page.words if isinstance(page, ThreadPage) else page.tabs.words  # type: ignore[union-attr]
        words.setCurrentIndex(number)

    return go


def every(kind: type[Action] | type[Meeting] | type[Body] | type[Theme] | type[Objective] | type[NextStep]) -> Going:
    """One after the other, of which the last stays; each is looked at on the way."""

    def go(window: MainWindow) -> None:
        for record in workspace(window).all(kind):
            window.open_target(record)
            is_whole(window)

    return go


def one_thread(window: MainWindow) -> None:
    window.open_target(ThreadOf(workspace(window).all(Recommendation)[3].id))


def whole_meeting(window: MainWindow) -> None:
    """Everything that a meeting can unfold is unfolded, and its minutes are long."""
    page = page_of(window, MeetingsPage)
    view = page.detail.meeting
    view.changed.since.more.click()
    view.arising.add()
    for items in (view.agenda.items, view.decisions.items):
        if items.entries:
            items.entries[0].head.click()
    box = view.minutes.form.fields["note"].control
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("\n".join(f"Line {number}" for number in range(80)))


def objectives(window: MainWindow) -> None:
    page = page_of(window, PlanPage)
    for record in (*workspace(window).all(Objective)[:3], *workspace(window).all(Theme)[:1]):
        page.reveal(record)
        is_whole(window)


VIEWS: dict[str, Going] = {
    **{f"plan, view {n}": tab(PlanPage, n) for n in range(4)},
    "every action": every(Action),
    "objectives and a theme": objectives,
    "every next step": every(NextStep),
    **{f"thread, view {n}": tab(ThreadPage, n) for n in range(7)},
    "one thread": one_thread,
    "forward plan": tab(MeetingsPage, 1),
    "every meeting": every(Meeting),
    "every body": every(Body),
    "a meeting unfolded": whole_meeting,
    "history": lambda window: page_of(window, HistoryPage),
}


def is_whole(window: MainWindow) -> None:
    """What is seen scrolls as one, and nothing that is written on it is cut off."""
    for _ in range(4):
        QApplication.processEvents()
    page = window.page()
    assert page is not None
    assert not [[type(part).__name__ for part in way] for way in scrolling(page)]
    assert not cut_off(page)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_scrolls_as_one_and_cuts_off_nothing(window: MainWindow, view: str):
    VIEWS[view](window)
    is_whole(window)


def look_back(window: MainWindow) -> None:
    workspace(window).look_back(workspace(window).closed_meetings[0])


def facts_only(window: MainWindow) -> None:
    workspace(window).facts_only = True


def present(window: MainWindow) -> None:
    window.session.reading = "you present"
    window.page().reload(frozenset())  # type: ignore[union-attr]


EDITS = ("New", "Edit", "Remove", "Add", "Close the meeting", "Reopen", "Move", "Mark", "Set", "Confirm", "End", "Link",
         "Plan", "Undo", "All present", "Decide", "Let")  # fmt: skip
"""How the words begin of what changes the plan."""
READS = ("Linked ",)


@pytest.mark.parametrize("mode", [look_back, facts_only, present])
@pytest.mark.parametrize("view", ["every meeting", "every body", "plan, view 0", "every action", "every next step",
                                  "objectives and a theme", "thread, view 0", "one thread", "forward plan",
                                  "history"])  # fmt: skip
def test_where_nothing_can_be_edited_no_page_offers_it(window: MainWindow, view: str, mode: Going):
    page_of(window, PlanPage)
    mode(window)
    VIEWS[view](window)
    page = window.page()
    assert page is not None
    page.reload(frozenset())
    QApplication.processEvents()
    assert not page.can_edit
    offered = [
        word for button in page.findChildren(QAbstractButton)
        if isinstance(button, QPushButton | QToolButton) and button.isVisible() and button.isEnabled()
        and (word := button.text().replace("&", "")).startswith(EDITS) and not word.startswith(READS)
    ]  # fmt: skip
    assert not offered
    typed = [line for line in page.findChildren(QPlainTextEdit) if line.isVisible() and not line.isReadOnly()]
    assert not typed
    for line in page.findChildren(QLineEdit):
        if line.isVisible() and not line.isReadOnly():
            named = line.accessibleName()
            assert named.startswith(("Filter", "Record", "When", "Whose")) or not named, named
