"""The trend chart on paper."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, Shape

from app.briefing.charts import width_of
from app.briefing.fonts import BOLD, register_fonts
from app.briefing.trend_drawing import draw, marker, spread
from app.domain.chart import Chart
from app.domain.events import Annotation, Event
from app.domain.placing import Box, strikes
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading, Record
from app.domain.schedule import PartialDate
from app.domain.trend import chart
from tests.app.briefing.plans import plan_of, records
from tests.app.briefing.test_charts import strings
from tests.app.domain import test_chart_cases as cases
from tests.app.domain.charts import full_chart

S = TypeVar("S", bound=Shape)


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
    assert any("2017" in text for text in texts)


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


def case(name: str, title: str) -> Chart:
    """The chart of an indicator of a case."""
    found = cases.plan(name)
    indicator = next(i for i in found.all(Indicator) if i.title.startswith(title))
    return chart(found, indicator, Ratings(found))


def shapes(drawing: Drawing | Group, kind: type[S]) -> list[S]:
    found: list[S] = []
    for each in drawing.contents:
        found += [each] if isinstance(each, kind) else shapes(each, kind) if isinstance(each, Group) else []
    return found


def test_the_line_breaks_where_months_are_missing():
    drawing = draw(case("q01_readings", "Months missing"), 480)
    ours = [line for line in shapes(drawing, PolyLine) if line.strokeWidth == 1.3 and not line.strokeDashArray]
    assert [len(line.points) // 2 for line in ours] == [5, 7, 9]


@pytest.mark.parametrize("title", ["Money with pence", "Twenty years", "Variance", "Stepped down"])
@pytest.mark.parametrize("width", [300, 480])
def test_labels_are_whole_and_within_the_drawing(title: str, width: int):
    shown = case("q01_readings", title)
    drawing = draw(shown, width)
    texts = strings(drawing)
    assert {line.label for line in shown.lines} <= {each.text.replace("\u00a0", " ") for each in texts}
    for each in texts:
        left = each.x
        assert left >= 0
        assert left + width_of(each.text, each.fontName, each.fontSize) <= width + 0.5


@pytest.mark.parametrize("title", ["Money with pence", "Months missing", "Stepped down", "Yearly figures"])
def test_no_line_runs_through_the_latest_figure(title: str):
    shown = case("q01_readings", title)
    drawing = draw(shown, 480)
    (figure,) = [each for each in strings(drawing) if each.fontName == BOLD]
    wide = width_of(figure.text, BOLD, figure.fontSize)
    box = Box(figure.x, figure.y - 1, figure.x + wide, figure.y + 8)
    for line in shapes(drawing, PolyLine):
        places = list(zip(line.points[::2], line.points[1::2], strict=True))
        assert not any(strikes(box, *pair) for pair in pairwise(places))


@pytest.mark.parametrize("width", [260, 300, 480])
def test_where_limits_begin_anew_an_upright_line_stands_with_its_name(width: int):
    shown = full_chart()
    drawing = draw(shown, width, 86 if width < 480 else 0)
    (line,) = [each for each in shapes(drawing, Line) if each.strokeDashArray == [4, 2]]
    assert line.x1 == line.x2
    circles = sorted(shape.cx for shape in shapes(drawing, Circle))
    assert sum(x < line.x1 for x in circles) >= 14
    (name,) = [each for each in strings(drawing) if each.text.startswith("New")]
    end = name.x + width_of(name.text, name.fontName, name.fontSize)
    assert end < line.x1 or name.x > line.x1
    assert 0 <= name.x <= end <= width


def test_marks_of_many_meetings_stay_on_the_paper_and_apart(plan: Plan):
    shown = described(plan)
    days = [shown.x_range[0] + (shown.x_range[1] - shown.x_range[0]) * n / 36 for n in range(1, 36)]
    events = tuple(
        Event(day=day, when=str(day), text="Meeting", kind="meeting", record=shown.indicator) for day in days
    )
    many = tuple(Annotation(number=n, text="M", when="", events=(event,)) for n, event in enumerate(events, 1))
    drawing = draw(replace(shown, annotations=many), 480)
    marks = sorted((rect.x, rect.x + rect.width) for rect in shapes(drawing, Rect) if rect.rx)
    assert 1 < len(marks) < 36
    assert marks[0][0] >= 0
    assert marks[-1][1] <= 480
    assert all(after[0] > before[1] for before, after in pairwise(marks))


@given(st.lists(st.floats(0, 100), max_size=6))
def test_labels_never_lie_over_each_other(heights: list[float]):
    placed = spread([(y, str(n), "") for n, y in enumerate(heights)], 10, 0, 120)
    tops = [y for y, _, _ in placed]
    assert all(above - below >= 10 - 1e-9 for below, above in pairwise(tops))
    assert sorted(text for _, text, _ in placed) == sorted(str(n) for n in range(len(heights)))
