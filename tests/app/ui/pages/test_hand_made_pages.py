"""Each record of meetings, plan and thread at 1280 x 720: one scroller on any way, and nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.domain.figures import short_name
from app.domain.records import Action, Body, Meeting, NextStep, Objective, Recommendation, Theme
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.page import Page
from app.ui.pages import PLACES
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.thread import ThreadPage
from app.ui.pages.thread.filter import PAIRS
from app.ui.trail import ThreadOf
from app.ui.widgets.delegates import words_high
from tests.app.ui.hands import window_of
from tests.app.ui.modes import workspace
from tests.app.ui.whole import cut_off, scrolling
from tests.demo_plan import open_demo

Going = Callable[[MainWindow], object]
P = TypeVar("P", bound=Page)


def page_of(window: MainWindow, kind: type[P]) -> P:
    number = next(n for n, place in enumerate(PLACES) if place.load() is kind)
    window.show_page(number)
    page = window.page()
    assert isinstance(page, kind)
    return page


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
    "every action": every(Action),
    "objectives and a theme": objectives,
    "every next step": every(NextStep),
    "one thread": one_thread,
    "every meeting": every(Meeting),
    "every body": every(Body),
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
def test_each_view_scrolls_as_one_and_cuts_off_nothing(demo_window: MainWindow, view: str):
    VIEWS[view](demo_window)
    is_whole(demo_window)


def test_a_meeting_unfolded_scrolls_as_one_and_cuts_off_nothing(tmp_path: Path, qapp: QApplication):
    with window_of(open_demo(tmp_path)) as window:
        whole_meeting(window)
        is_whole(window)


def test_every_heading_of_every_matrix_is_whole(demo_window: MainWindow):
    page = page_of(demo_window, ThreadPage)
    for number in range(len(PAIRS)):
        page.words.setCurrentIndex(number)
        for _ in range(4):
            QApplication.processEvents()
        across, down, small = page.table.across, page.table.down, look.font("small")
        for at, record in enumerate(page.table.matrix.rows):
            mark = look.space(2.25) if page.table.matrix.is_gap(record) else 0
            room = down.width() - down.lead_width() - look.space(2) - mark
            assert words_high(short_name(record), look.font(), room) <= down.sectionSize(at), record.name
        foot = QFontMetrics(small).height() + look.space(3.5)
        for at, record in enumerate(page.table.matrix.columns):
            wide, room = across.sectionSize(at), across.height() - foot
            line, high = (wide - look.space(2), room) if across.lying else (room, wide)
            assert words_high(short_name(record), small, line) <= high, record.name
