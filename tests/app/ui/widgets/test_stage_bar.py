"""The journey's bar."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.records import Stage
from app.domain.schedule import PartialDate
from app.ui.widgets.stage_bar import StageBar, legs

GOAL = date(2019, 4, 30)


def stage(number: int, starts: str = "", ends: str = "", title: str = "") -> Stage:
    return Stage(
        id=str(number),
        number=number,
        title=title or f"Stage {number}",
        starts=PartialDate(starts) if starts else None,
        ends=PartialDate(ends) if ends else None,
    )


JOURNEY = [
    stage(2, "", "2018-03", "Embedding sustained improvement"),
    stage(1, "", "2017-09", "Laying the foundations"),
    stage(3, "2018-04", "2019-03"),
]


def test_starts_and_ends_that_nobody_gave_follow_their_neighbours():
    found = legs(JOURNEY, date(2017, 6, 27), GOAL)
    assert [(leg.first, leg.last) for leg in found] == [
        (date(2017, 6, 27), date(2017, 9, 30)),
        (date(2017, 10, 1), date(2018, 3, 31)),
        (date(2018, 4, 1), date(2019, 3, 31)),
    ]


def test_the_last_stage_ends_with_the_goal_and_one_without_days_is_left_out():
    assert [leg.last for leg in legs([stage(1, "2018-01")], None, GOAL)] == [GOAL]
    assert legs([stage(1)], None, GOAL) == []
    assert legs([stage(1, "2018-01")], None, None) == []
    assert legs([], date(2017, 1, 1), GOAL) == []


@pytest.mark.parametrize(
    ("day", "left", "right"),
    [
        (date(2018, 1, 31), "Stage 2 of 3 · Embedding sustained improvement", "454 days left"),
        (date(2017, 1, 1), "Not begun yet", "849 days left"),
        (date(2019, 4, 29), "All stages have ended", "1 day left"),
        (date(2019, 4, 30), "All stages have ended", "Goal date is today"),
        (date(2019, 5, 2), "All stages have ended", "2 days past the goal date"),
    ],
)
def test_it_says_where_the_plan_is(qtbot: QtBot, day: date, left: str, right: str):
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.show_journey(JOURNEY, day, GOAL, date(2017, 6, 27))
    assert (bar.left_text, bar.right_text) == (left, right)
    assert left in bar.accessibleDescription()
    assert "goal 30 Apr 2019" in bar.accessibleDescription()


def test_without_stages_or_a_goal_there_is_nothing_to_draw_and_nothing_fails(qtbot: QtBot):
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.show_journey([], date(2018, 1, 31), None)
    assert (bar.left_text, bar.right_text) == ("", "")
    assert not bar.grab().isNull()


def test_more_of_the_bar_is_past_as_time_goes_on(qtbot: QtBot):
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.resize(400, bar.sizeHint().height())
    pictures = []
    for day in (date(2017, 8, 1), date(2018, 1, 31), date(2018, 12, 1)):
        bar.show_journey(JOURNEY, day, GOAL, date(2017, 6, 27))
        pictures.append(bar.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
