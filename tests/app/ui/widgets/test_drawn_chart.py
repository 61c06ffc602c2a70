"""What the chart of an indicator draws, read back as items and their places."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from app.domain.chart import Chart, Line
from app.domain.placing import Box, strikes
from app.ui import look
from app.ui.widgets.chart_legend import ChartLegend
from app.ui.widgets.trend_chart import TrendChart
from tests.app.domain.charts import full_chart

ROOT = Path(__file__).parents[4]


@pytest.fixture
def shown() -> Chart:
    return full_chart()


@pytest.fixture
def trend(qtbot: QtBot, shown: Chart) -> Iterator[TrendChart]:
    made = TrendChart()
    qtbot.addWidget(made)
    made.show_chart(shown)
    made.resize(800, 420)
    made.show()
    qtbot.waitUntil(lambda: abs(made.item.rect().width() - 800) < 40)
    yield made
    made.close()


def marks(trend: TrendChart) -> list[Any]:
    """The layers of marks: the readings themselves, then the rings around some of them."""
    return [item for item in trend.item.items if isinstance(item, pg.ScatterPlotItem)]


def at(*points: Any) -> list[tuple[float, float]]:
    return [(point.day.toordinal(), float(point.value)) for point in points]


def lines(trend: TrendChart) -> list[tuple[tuple[tuple[float, float], ...], str, Qt.PenStyle]]:
    """Each line: its places, its ink, its style."""
    found: list[tuple[tuple[tuple[float, float], ...], str, Qt.PenStyle]] = []
    for item in trend.item.items:
        if isinstance(item, pg.PlotCurveItem):
            days, values = (list(axis) for axis in item.getData() if axis is not None)
            pen = item.opts["pen"]
            found.append((tuple(zip(days, values, strict=True)), pen.color().name(), pen.style()))
    return found


def through(line: Line | None) -> tuple[tuple[float, float], ...]:
    assert line is not None
    return tuple((day.toordinal(), float(value)) for day, value in line.through)


def area_of(trend: TrendChart) -> QRectF:
    return trend.view.mapRectToItem(trend.item, trend.view.rect())


def test_provisional_and_restated_readings_have_rings_and_illustrative_ones_are_hollow(trend: TrendChart, shown: Chart):
    readings, *rings = marks(trend)
    assert [(spot.pos().x(), spot.pos().y()) for spot in readings.points()] == at(*shown.points)
    paper = look.colours().window.casefold()
    hollow = [number for number, spot in enumerate(readings.points()) if spot.brush().color().name() == paper]
    assert hollow == [number for number, point in enumerate(shown.points) if point.illustrative] == [3]
    by_style = {
        layer.opts["pen"].style(): [(spot.pos().x(), spot.pos().y()) for spot in layer.points()] for layer in rings
    }
    assert by_style == {
        Qt.PenStyle.DotLine: at(*(p for p in shown.points if p.provisional)),
        Qt.PenStyle.SolidLine: at(*(p for p in shown.points if p.restated)),
    }
    assert all(layer.opts["size"] > max(spot.size() for spot in readings.points()) for layer in rings)


def test_a_special_cause_has_a_shape_of_its_own_beside_its_colour(trend: TrendChart, shown: Chart):
    spots = marks(trend)[0].points()
    shapes = {point.shape: spot.symbol() for point, spot in zip(shown.points, spots, strict=True)}
    assert shapes == {"circle": "o", "down": "t", "up": "t1"}
    inks = {(spot.symbol(), spot.pen().color().name()) for spot in spots}
    assert len(inks) == 3, "each shape has one colour, so nothing is told by colour alone"


def test_target_steps_minimum_and_benchmarks_run_where_they_hold(trend: TrendChart, shown: Chart):
    drawn, c = lines(trend), look.charts()
    target = through(shown.target)
    assert len({value for _day, value in target}) == 3
    steps = [day for (day, one), (_, other) in pairwise(target) if one != other]
    assert [date.fromordinal(int(day)).isoformat() for day in steps] == ["2016-04-01", "2017-04-01"]
    assert (target, c.target.casefold(), Qt.PenStyle.DashLine) in drawn
    minimum = through(shown.minimum)
    assert [value for _day, value in minimum] == [value - 8 for _day, value in target]
    assert (minimum, c.target.casefold(), Qt.PenStyle.DotLine) in drawn
    assert {line.label for line in shown.benchmarks} == {"England 78 %", "Statistical neighbours 74 %"}
    for line in shown.benchmarks:
        assert (through(line), c.limits.casefold(), Qt.PenStyle.DashDotLine) in drawn


def test_limits_from_before_stand_beside_the_new_ones(trend: TrendChart, shown: Chart):
    drawn = lines(trend)
    assert [line.label.split(" ")[0] for line in shown.earlier] == ["Mean", "Lower", "Upper"]
    for line in (shown.mean, shown.lower, shown.upper, *shown.earlier):
        assert through(line) in [places for places, _ink, _style in drawn]
    assert shown.mean is not None
    assert shown.earlier[0].through[-1][0] < shown.begun[0].day < shown.mean.through[0][0]


@pytest.mark.parametrize("wide", [360, 520, 800, 1400])
def test_where_limits_begin_anew_stands_an_upright_line_with_its_name(
    qtbot: QtBot, trend: TrendChart, shown: Chart, wide: int
):
    trend.resize(wide, 300)
    qtbot.waitUntil(lambda: abs(trend.item.rect().width() - wide) < 40)
    area = area_of(trend)
    (mark,) = trend.overlay.beginnings(area)
    assert mark.x == trend.place(shown.begun[0].day, shown.y_range[0]).x()
    assert trend.point_place(14).x() < mark.x < trend.point_place(15).x()
    assert mark.name == "New recording system" or (mark.name.endswith("…") and wide < 600)
    assert area.contains(mark.box)
    assert not mark.box.left() < mark.x < mark.box.right()
    assert not mark.box.intersects(trend.overlay.latest_box(area))
    inside = [n for n in range(len(shown.points)) if mark.box.contains(trend.point_place(n))]
    assert inside == []
    if wide >= 800:  # else it has to lie over something
        box = Box(mark.box.left(), mark.box.top(), mark.box.right(), mark.box.bottom())
        paths = [path for path in trend.overlay.paths(area) if path[0][0] != mark.x]
        assert not any(strikes(box, *part) for path in paths for part in pairwise(path))


def test_a_chart_of_less_time_draws_the_line_only_while_it_is_seen(trend: TrendChart, shown: Chart):
    trend.zoom(0.1)
    assert trend.chart is not None
    assert trend.chart.x_range[0] > shown.begun[0].day
    assert trend.overlay.beginnings(area_of(trend)) == []


def test_the_legend_says_each_shape_that_is_drawn(qtbot: QtBot, shown: Chart):
    legend = ChartLegend()
    qtbot.addWidget(legend)
    legend.show_legend(shown.legend)
    assert legend.words == [words for _point, words in shown.legend]
    assert {words: (point.shape, point.filled, point.ring) for point, words in shown.legend} == {
        "special cause: improvement": ("up", True, ""),
        "special cause: concern": ("down", True, ""),
        "illustrative": ("circle", False, ""),
        "provisional": ("circle", True, "provisional"),
        "restated": ("circle", True, "restated"),
    }
    legend.close()


def widths(trend: TrendChart) -> list[float]:
    """How wide its lines and the edges of its marks are drawn, in dots."""
    pens = [item.opts["pen"] for item in trend.item.items if isinstance(item, pg.PlotCurveItem)]
    pens += [spot.pen() for layer in marks(trend) for spot in layer.points()]
    return [pen.widthF() for pen in pens]


def test_a_picture_of_two_dots_a_pixel_has_lines_as_wide_and_marks_as_sharp_as_the_screen(trend: TrendChart):
    before = widths(trend)
    trend.draw_for(2)
    assert widths(trend) == pytest.approx([2 * each for each in before])
    assert not any(layer.opts["useCache"] for layer in marks(trend)), "each mark is drawn, not a picture of it"
    trend.draw_for(None)
    assert widths(trend) == before
    assert all(layer.opts["useCache"] for layer in marks(trend))


AT_TWO_HUNDRED = """
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication
from app.ui import look
from app.ui.widgets.trend_chart import THROUGH_READINGS, TrendChart
from tests.app.domain.charts import full_chart
app = QApplication([])
look.apply(app, look.Appearance.LIGHT)
trend = TrendChart()
trend.show_chart(full_chart())
pens = [curve.opts["pen"].widthF() for curve in trend.item.curves if isinstance(curve, pg.PlotCurveItem)]
print(trend.devicePixelRatioF(), 2 * THROUGH_READINGS in pens, min(pens) > 1.5)
"""


def test_at_two_hundred_per_cent_no_line_is_thinner_to_the_eye():
    found = subprocess.run(
        [sys.executable, "-c", AT_TWO_HUNDRED], check=True, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert found.stdout.split() == ["2.0", "True", "True"]
