"""The legend of the marks and the small charts of parts, as drawings and in the paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest
from reportlab.graphics.shapes import Circle, Line, Polygon, PolyLine

from app.briefing import PaperOptions
from app.briefing.blocks import Briefing
from app.briefing.chart_part_drawing import draw
from app.briefing.chart_parts import MarkLegend, PartCharts, legend_of
from app.briefing.charts import width_of
from app.briefing.fonts import register_fonts
from app.briefing.templates import compose
from app.briefing.trend_drawing import INKS
from app.briefing.writing import written
from app.domain.chart import Chart
from app.domain.lazy import all_at_once
from app.domain.rating import Ratings
from app.domain.records import Indicator
from app.domain.small_charts import small_chart
from app.domain.spc import Variation
from tests.app.briefing.reading import text_of
from tests.app.briefing.test_charts import strings
from tests.app.briefing.test_trend_drawing import shapes
from tests.app.domain.charts import VISITS as CHART
from tests.app.domain.charts import full_chart, full_plan
from tests.app.domain.test_limits import VISITS, drawn, monthly

PRINTED = date(2018, 2, 1)
WORDS = ["special cause: improvement", "special cause: concern", "illustrative", "provisional", "restated"]


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


@pytest.fixture
def full() -> Chart:
    return full_chart()


def legend(*charts: Chart) -> MarkLegend:
    found = legend_of(charts)
    assert found is not None
    return found


def test_each_mark_of_the_legend_is_drawn_as_on_the_chart_beside_its_words(full: Chart):
    picture = draw(legend(full), 480)
    said = {each.text: each.x for each in strings(picture)}
    assert set(said) == set(WORDS)
    up, down = sorted(shapes(picture, Polygon), key=lambda each: each.points[1] < each.points[3])
    assert (up.fillColor.hexval(), down.fillColor.hexval()) == tuple(  # type: ignore[union-attr]
        f"0x{INKS[kind].lower().removeprefix('#')}" for kind in (Variation.IMPROVEMENT, Variation.CONCERN)
    )
    for mark, words in ((up, WORDS[0]), (down, WORDS[1])):
        assert 0 < said[words] - max(mark.points[::2]) < 10
    rings = [each for each in shapes(picture, Circle) if each.fillColor is None]
    dotted, whole = sorted(rings, key=lambda each: not each.strokeDashArray)
    assert dotted.strokeDashArray
    assert not whole.strokeDashArray
    assert 0 < said["provisional"] - dotted.cx < 14
    assert 0 < said["restated"] - whole.cx < 14


def test_the_legend_of_several_charts_says_each_word_once_with_every_shape_it_has(full: Chart):
    lower = drawn(Indicator(id="i", title="Caseload", better="lower"), *monthly(*(["20", "22", "21"] * 5), "40"))
    found = legend(full, lower)
    shapes_of = {words: {mark.shape for mark in marks} for marks, words in found.entries}
    assert shapes_of["special cause: concern"] == {"up", "down"}
    assert len(shapes_of) == len(found.entries)
    assert "special cause: concern: a triangle down or a triangle up" in found.alt
    assert legend_of([drawn(VISITS, *monthly("70", "71", "70"))]) is None, "plain circles need no word"


@pytest.mark.parametrize("width", [120, 200, 480])
def test_a_legend_breaks_where_there_is_no_room(full: Chart, width: int):
    picture = draw(legend(full), width)
    texts = strings(picture)
    assert all(0 <= each.y <= picture.height for each in texts)
    if width > 160:
        assert all(each.x + width_of(each.text, each.fontName, each.fontSize) <= width for each in texts)
    assert len({each.y for each in texts}) == {120: 5, 200: 3, 480: 1}[width]


def test_parts_are_drawn_on_one_axis_each_with_its_name_and_figure():
    plan = full_plan()
    teams = [plan.get(Indicator, name) for name in ("North", "South", "East")]
    picture = PartCharts(
        tuple(small_chart(plan, team, Ratings(plan)) for team in teams if team), ("77 %", "89 %", "87 %")
    )
    drawing = draw(picture, 270)
    texts = [each.text.replace("\u00a0", " ") for each in strings(drawing)]
    assert texts == ["North", "77 %", "South", "89 %", "East", "87 %"]
    lines = shapes(drawing, PolyLine)
    assert len(lines) == 3
    ends = [line.points[-1] for line in lines]
    assert ends[0] < ends[2] < ends[1], "77, 87 and 89 on one axis"
    targets = {round(line.y1, 6) for line in shapes(drawing, Line) if line.strokeDashArray == [4, 2]}
    assert len(targets) == 1
    left, low, right, top = drawing.getBounds()
    assert left >= 0
    assert low >= 0
    assert right <= 270
    assert top <= drawing.height


def test_limits_of_a_part_are_drawn_from_where_they_begin_anew():
    plan = full_plan()
    drawing = draw(PartCharts((small_chart(plan, CHART, Ratings(plan)),), ("86 %",)), 270)
    lines = shapes(drawing, Line)
    (upright,) = [each for each in lines if each.x1 == each.x2]
    limits = [each for each in lines if each.strokeDashArray == [1, 2]]
    assert [each.x1 for each in limits] == [upright.x1] * 2
    assert all(each.x1 < upright.x1 < each.x2 for each in lines if each.strokeDashArray == [4, 2])


def paper(tmp_path: Path) -> Path:
    made: Briefing = compose("board", full_plan(), printed=PRINTED, options=PaperOptions(annex=True))
    path = tmp_path / "paper.pdf"
    path.write_bytes(all_at_once(written(made, ".pdf", PRINTED)))
    return path


def test_the_paper_says_legend_parts_breakdown_benchmarks_and_new_limits(tmp_path: Path):
    path = paper(tmp_path)
    said = text_of(path).replace("\u00a0", " ")
    for words in (
        *WORDS, "pointing up where it is higher", "dotted where it is provisional",
        "North is furthest behind: 77 %, 9 points worse than the whole.",
        "Its parts, on one axis:",
        "77 %, Dec 2017", "89 %, Dec 2017", "87 %, Dec 2017",
        "Statistical neighbours 74 % in 2017: here 86 % for December 2017, 12 points better.",
        "On track · higher is better",
        "England 78 %", "Minimum 77 %", "Target 85 %",
        "begun anew from October 2016: new recording system",
        "August 2017: restated from 79 % on 31 Jan 2018: counted again. December 2017: provisional.",
    ):  # fmt: skip
        assert words in said, words
    with pikepdf.open(path) as pdf:
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    (legend,) = [alt for alt in alts if alt.startswith("Legend of the marks")]
    assert "special cause: improvement: a triangle up" in legend
    assert any("North. 77 % in December 2017" in alt for alt in alts)


def test_other_forms_of_the_paper_have_the_same(tmp_path: Path):
    made = compose("board", full_plan(), printed=PRINTED, options=PaperOptions(annex=True))
    page = all_at_once(written(made, ".html", PRINTED)).decode()
    assert "Legend of the marks" in page
    assert "North. 77 % in December 2017" in page
    assert all_at_once(written(made, ".docx", PRINTED))


def test_marks_of_many_readings_leave_each_other_room(full: Chart):
    wide, narrow = draw(full, 480), draw(full, 260, 86)
    sizes = [{round(each.r, 2) for each in shapes(picture, Circle) if each.fillColor} for picture in (wide, narrow)]
    assert max(sizes[0]) > max(sizes[1]) >= 1.2
    for picture in (wide, narrow):
        rings = [each for each in shapes(picture, Circle) if each.fillColor is None]
        points = [each for each in shapes(picture, Circle) if each.fillColor]
        assert len(rings) == 2
        for around in rings:
            (inside,) = [each for each in points if (each.cx, each.cy) == (around.cx, around.cy)]
            assert inside.r < around.r
