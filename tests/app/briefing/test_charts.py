"""Pictures as drawings."""

from __future__ import annotations

import pytest
from reportlab.graphics.shapes import Drawing, Group, PolyLine, String

from app.briefing.blocks import Journey, JourneyStage, Sparkline
from app.briefing.charts import label, width_of, wrapped
from app.briefing.fonts import BODY, BOLD, SYMBOLS, register_fonts
from app.briefing.trend_drawing import draw
from app.domain.matrix import MatrixPicture, picture
from app.domain.records import Risk
from tests.app.domain.plans import plan_of


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def strings(drawing: Drawing | Group) -> list[String]:
    found: list[String] = []
    for each in drawing.contents:
        found += [each] if isinstance(each, String) else strings(each) if isinstance(each, Group) else []
    return found


def matrix(refs: tuple[str, ...] = ()) -> MatrixPicture:
    return picture(plan_of(*(Risk(id=ref, ref=ref, title=ref, likelihood=4, impact=3) for ref in refs)))


def test_a_label_uses_only_fonts_that_are_embedded():
    drawing = Drawing(100, 20)
    label(drawing, 0, 0, "é ✔ <b>")
    assert [(s.text, s.fontName) for s in strings(drawing)] == [("é ", BODY), ("✔", SYMBOLS), (" <b>", BODY)]


def test_a_label_too_long_for_its_place_is_shortened():
    drawing = Drawing(100, 20)
    label(drawing, 0, 0, "a very long label indeed", limit=50)
    (shown,) = strings(drawing)
    assert shown.text.endswith("…")
    assert width_of(shown.text, BODY, 9) <= 50


def test_a_text_is_wrapped_to_at_most_two_lines():
    assert wrapped("one two three four five", 40, BOLD, 9) == ["one two", "three four five"]
    assert wrapped("", 40, BOLD, 9) == []


@pytest.mark.parametrize("values", [(), (1.0,), (2.0, 2.0, 2.0), (1.0, float("nan"), 3.0), (-5.0, 1e9)])
def test_a_sparkline_stays_within_its_place(values: tuple[float, ...]):
    drawing = draw(Sparkline((tuple(enumerate(values)),), 2.0), 60)
    left, bottom, right, top = drawing.getBounds() if drawing.contents else (0, 0, 1, 1)
    assert left >= 0
    assert right <= 60
    assert bottom >= 0
    assert top <= drawing.height


def test_a_sparkline_breaks_where_a_period_is_missing():
    drawing = draw(Sparkline((((0, 1.0), (1, 2.0)), ((5, 3.0), (6, 3.0))), 2.0), 60)
    lines = [each.points for each in drawing.contents if isinstance(each, PolyLine)]
    assert len(lines) == 2
    assert lines[1][0] - lines[0][-2] == pytest.approx(48 * 4 / 6)


def test_the_matrix_counts_and_names_the_risks_of_a_place():
    drawn = [s.text for s in strings(draw(matrix(("R-01", "R-02")), 480))]
    assert "2" in drawn
    assert "R-01, R-02" in drawn
    assert "12" in drawn


@pytest.mark.parametrize("count", [5, 40, 5_000])
def test_a_place_with_too_many_risks_names_the_first_and_says_how_many_more(count: int):
    drawn = [s.text for s in strings(draw(matrix(tuple(f"R-{n:03}" for n in range(count))), 480))]
    assert str(count) in drawn
    named = sum(text.count("R-") for text in drawn)
    assert named > 1
    assert f"and {count - named} more" in drawn


def test_a_risk_without_a_reference_is_named_as_far_as_there_is_room():
    drawn = [s.text for s in strings(draw(matrix(("Children wait too long for help", "Staff leave")), 480))]
    assert any(text.startswith("Children") and text.endswith("…") for text in drawn)
    assert "Staff leave" in drawn


@pytest.mark.parametrize("here", [0.0, 0.4, 1.0])
def test_the_journey_stays_within_its_width(here: float):
    legs = (
        JourneyStage("Stage 1: Foundations", 0, 0.3, "2017"),
        JourneyStage("Stage 2: A long name " * 4, 0.3, 1, "2018"),
    )
    drawing = draw(Journey(legs, here, "31 Jan 2018: 454 days to the goal"), 480)
    left, _, right, _ = drawing.getBounds()
    assert left >= -4
    assert right <= 484


def test_what_is_no_picture_is_refused():
    with pytest.raises(TypeError, match="no way to draw"):
        draw("a text", 100)
