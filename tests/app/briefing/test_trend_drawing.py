"""The trend chart on paper."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Polygon

from app.briefing.drawings import draw
from app.briefing.text import register_fonts
from app.briefing.trend_drawing import marker, spread
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, Record
from app.domain.schedule import PartialDate
from app.domain.trend import Chart, chart
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.test_charts import strings


def described(plan: Plan, key: str = "i1") -> Chart:
    indicator = plan.find(key)
    assert isinstance(indicator, Indicator)
    return chart(plan, indicator, Ratings(plan))


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def test_the_latest_figure_the_target_and_the_ticks_are_written(plan: Plan):
    drawn = described(plan)
    texts = [s.text.replace("\u00a0", " ") for s in strings(draw(drawn, 480))]
    assert "84 %" in texts
    assert "Target 95 %" in texts
    assert {tick.label for tick in drawn.y_ticks} <= set(texts)
    assert {tick.label for tick in drawn.x_ticks} <= set(texts)


def test_what_happened_is_numbered_on_the_time_axis(plan: Plan):
    drawn = described(plan)
    numbers = [s.text for s in strings(draw(drawn, 480))]
    assert drawn.annotations
    assert all(str(each.number) in numbers for each in drawn.annotations)


def test_a_figure_without_a_source_is_drawn_as_an_outline(plan: Plan):
    point = described(plan).points[0]
    full = marker(0, 0, point)
    assert isinstance(full, Circle)
    assert full.fillColor == full.strokeColor


@pytest.mark.parametrize("shape", ["up", "down"])
def test_a_special_cause_is_a_triangle(plan: Plan, shape: str):
    drawn = marker(0, 0, replace(described(plan).points[0], shape=shape))
    assert isinstance(drawn, Polygon)
    tip = drawn.points[1]
    assert (tip > 0) == (shape == "up")


@pytest.mark.parametrize("values", [[], ["5"], ["5", "5"], ["0", "999999999", "-999999999"], ["0.000001"] * 20])
def test_any_readings_stay_within_the_drawing(values: list[str]):
    found: list[Record] = [r for r in records() if not isinstance(r, Reading)]
    found += [
        Reading(id=f"x{n}", indicator="i1", period=PartialDate(f"{2000 + n}-0{n % 9 + 1}"), value=Decimal(value))
        for n, value in enumerate(values)
    ]
    drawing = draw(described(plan_of(found)), 480)
    left, bottom, right, top = drawing.getBounds()
    assert left >= 0
    assert right <= 480
    assert bottom >= -2
    assert top <= drawing.height + 4


@given(st.lists(st.floats(0, 100), max_size=6))
def test_labels_never_lie_over_each_other(heights: list[float]):
    placed = spread([(y, str(n), "") for n, y in enumerate(heights)], 10, 0, 120)
    tops = [y for y, _, _ in placed]
    assert all(above - below >= 10 - 1e-9 for below, above in pairwise(tops))
    assert sorted(text for _, text, _ in placed) == sorted(str(n) for n in range(len(heights)))
