"""The timeline: where days stand, what it says and shows, and how one goes through it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Programme
from app.domain.schedule import PartialDate
from app.ui.pages.plan import PlanPage
from app.ui.pages.plan.time_scale import CLOSEST, TimeScale
from app.workspace import Workspace
from tests.app.ui.hands import press

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
TWO_YEARS = TimeScale(date(2017, 1, 1), date(2018, 12, 31))
ROOM = 600


@pytest.fixture
def timeline(qtbot: QtBot, page: PlanPage) -> PlanPage:
    """The page with its timeline in front."""
    words = page.tabs.words
    qtbot.mouseClick(words, Left, pos=words.tabRect(2).center())
    assert page.time.isVisible()
    page.time.table.setFocus()
    return page


def said(page: PlanPage, title: str) -> str:
    """What the time's cell of a row says in words."""
    rows = [row.title for row in page.time.table.records.rows]
    return page.time.table.records.index(rows.index(title), 1).data()


class TestTheScale:
    @given(st.integers(0, 700), st.floats(0.1, 10), st.floats(0, 3000))
    def test_a_day_stands_where_the_place_of_a_day_finds_it(self, days: int, per_day: float, offset: float) -> None:
        scale = TimeScale(TWO_YEARS.first, TWO_YEARS.last, per_day, offset)
        day = scale.first + timedelta(days=days)
        assert scale.day_at(scale.x(day) + per_day / 2) == day

    @given(st.floats(-5000, 20000), st.floats(0.05, 10))
    def test_one_never_scrolls_beyond_an_end(self, offset: float, per_day: float) -> None:
        scale = TimeScale(TWO_YEARS.first, TWO_YEARS.last, per_day).scrolled(offset, ROOM)
        assert scale.offset >= 0
        assert scale.width <= ROOM or scale.x(scale.last) + per_day >= ROOM - 1e-6

    @given(st.sampled_from([0.3, 0.67, 1.5, 4.0]), st.integers(100, 500))
    def test_what_one_zooms_around_stays_where_it_is(self, factor: float, around: int) -> None:
        before = TimeScale(TWO_YEARS.first, TWO_YEARS.last, 4.0).scrolled(900, ROOM)
        after = before.zoomed(factor, ROOM, around)
        if 0 < after.offset < after.width - ROOM - 1:
            moved = after.x(before.day_at(around)) - before.x(before.day_at(around))
            assert abs(moved) <= max(before.per_day, after.per_day)

    def test_zooming_ends_where_all_fits_and_where_a_day_is_wide(self) -> None:
        scale = TWO_YEARS
        for _ in range(30):
            scale = scale.zoomed(1.5, ROOM, 300)
        assert scale.per_day == CLOSEST
        for _ in range(30):
            scale = scale.zoomed(1 / 1.5, ROOM, 300)
        assert scale.width == pytest.approx(ROOM)

    def test_months_are_named_where_there_is_room_else_every_third_else_none(self) -> None:
        def names(per_day: float) -> list[str]:
            return [text for _, text in TimeScale(TWO_YEARS.first, TWO_YEARS.last, per_day).months(ROOM)]

        assert names(2)[:3] == ["Jan", "Feb", "Mar"]
        assert names(0.5)[:3] == ["Jan", "Apr", "Jul"]
        assert names(0.1) == []
        assert [text for _, text in TWO_YEARS.years(ROOM)] == ["2017", "2018"]


class TestTheTimeline:
    def test_says_dates_progress_and_milestones_in_words(self, timeline: PlanPage, workspace: Workspace) -> None:
        assert said(timeline, "Recruit all year") == ("July 2017 to 31 Mar 2018, 60 % done, 1 of 2 milestones reached")
        assert said(timeline, "Mend the data") == "December 2017, overdue, 50 % done"
        assert said(timeline, "Write the standards") == "no dates, done October 2017"
        moved = next(a for a in workspace.all(Action) if a.ref == "A-01")
        workspace.move_date(moved, PartialDate("2018-05-31"), "Few applied")
        assert said(timeline, "Recruit all year").startswith("July 2017 to 31 May 2018, was 31 Mar 2018")

    def test_position_today_and_goal_are_named_over_their_lines(self, timeline: PlanPage, workspace: Workspace) -> None:
        assert "Position 31 Jan 2018" in timeline.time.axis.accessibleDescription()
        assert "Goal 30 Apr 2019" in timeline.time.axis.accessibleDescription()
        assert "Today" in timeline.time.axis.accessibleDescription()
        workspace.save(replace(workspace.all(Programme)[0], position=None), label="Speak of today")
        spoken = timeline.time.axis.accessibleDescription()
        assert "Today" in spoken
        assert "Position" not in spoken

    def test_keys_go_through_time_zoom_and_come_back(self, qtbot: QtBot, timeline: PlanPage) -> None:
        view = timeline.time
        for _ in range(4):
            qtbot.keyClick(view.table, Key.Key_Plus)
        close = view.scale
        assert close.per_day > 1
        qtbot.keyClick(view.table, Key.Key_Right, Control)
        assert view.scale.offset > close.offset
        qtbot.keyClick(view.table, Key.Key_Left, Control)
        assert view.scale.offset == pytest.approx(close.offset, abs=2)
        for _ in range(20):
            qtbot.keyClick(view.table, Key.Key_Right, Control)
        assert not 0 <= view.scale.x(date(2018, 1, 31)) <= view.room
        qtbot.keyClick(view.table, Key.Key_T)
        assert 0 <= view.scale.x(date(2018, 1, 31)) <= view.room

    def test_buttons_and_wheel_do_the_same(self, qtbot: QtBot, timeline: PlanPage) -> None:
        view = timeline.time
        before = view.scale.per_day
        press(qtbot, view.closer)
        press(qtbot, view.closer)
        assert view.scale.per_day > before
        offset = view.scale.offset
        middle = QPointF(view.table.viewport().rect().center())
        wheel = QWheelEvent(
            middle, view.table.viewport().mapToGlobal(middle), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ShiftModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.table.viewport(), wheel)
        assert view.scale.offset > offset
        press(qtbot, view.here)
        assert 0 <= view.scale.x(date(2018, 1, 31)) <= view.room

    def test_a_click_on_a_bar_opens_its_action(self, qtbot: QtBot, timeline: PlanPage) -> None:
        table = timeline.time.table
        rows: list[Any] = table.records.rows
        number = next(n for n, row in enumerate(rows) if row.title == "Mend the data")
        qtbot.mouseClick(table.viewport(), Left, pos=table.visualRect(table.records.index(number, 1)).center())
        assert timeline.panel.name.text() == "Mend the data"

    def test_milestones_have_rows_of_their_own_where_an_action_is_open(self, qtbot: QtBot, timeline: PlanPage) -> None:
        table = timeline.time.table
        key = next(row.key for row in table.records.rows if row.title == "Recruit all year")
        table.select(key)
        qtbot.keyClick(table, Key.Key_Right)
        assert said(timeline, "Posts filled") == "due 28 Feb 2018"
