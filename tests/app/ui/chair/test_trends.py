"""The trends of a theme, in rows as the width allows."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.rating import Ratings
from app.domain.records import Indicator
from app.domain.trend import chart
from app.ui.chair.parts import Trends
from tests.app.domain.plans import plan_of, reading


@pytest.fixture
def trends(qtbot: QtBot) -> Trends:
    indicators = [Indicator(id=f"i{n}", title=f"Figure {n}", better="higher") for n in range(3)]
    readings = [reading(i.id, f"2017-{month:02}", str(month)) for i in indicators for month in (10, 11, 12)]
    plan = plan_of(*indicators, *readings)
    made = Trends([(i, "12", partial(chart, plan, i, Ratings(plan))) for i in indicators])
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: len(made.charts) == 3)
    return made


def test_a_point_is_chosen_by_its_reading(qtbot: QtBot, trends: Trends):
    with qtbot.waitSignal(trends.point_chosen) as chosen:
        trends.charts[1].point_chosen.emit("the reading")
    assert chosen.args == ["the reading"]


def test_each_chart_says_how_its_figure_moved_and_what_may_come_of_it(qtbot: QtBot):
    kept = Indicator(id="i", title="Reviews", better="higher", target=Decimal(95))
    plan = plan_of(kept, *(reading("i", f"2017-{month:02}", str(50 + month)) for month in range(5, 13)))
    made = Trends([(kept, "62 %", partial(chart, plan, kept, Ratings(plan)))])
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: len(made.charts) == 1)
    told = [label.text() for label in made.findChildren(QLabel)]
    assert (
        "Up 1 point from 61 % in November. At the pace of the last eight readings it would not reach 95 % "
        "within 24 months." in told
    )
