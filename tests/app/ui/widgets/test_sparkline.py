"""Sparklines in cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.domain.records import Indicator
from app.ui import look
from app.ui.widgets.sparkline import Spark, draw_spark, spark_of
from tests.app.domain.plans import plan_of, reading

BOX = QRectF(4, 4, 72, 16)


def drawn(spark: Spark) -> QImage:
    image = QImage(80, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_spark(painter, BOX, spark)
    painter.end()
    return image


def inked(image: QImage) -> set[tuple[int, int]]:
    width, height = image.width(), image.height()
    return {(x, y) for x in range(width) for y in range(height) if image.pixelColor(x, y) != Qt.GlobalColor.white}


def test_nothing_to_draw_leaves_the_cell_empty(qapp: object):
    assert not inked(drawn(Spark([])))


@pytest.mark.parametrize(
    "values",
    [
        [(1, Decimal("87.9"))],
        [(1, Decimal(5)), (2, Decimal(5))],
        [(1, Decimal(-3)), (2, Decimal(8)), (9, Decimal("1e6"))],
        [(5, Decimal(1)), (5, Decimal(2))],
    ],
    ids=["one", "level", "wide", "same day"],
)
@pytest.mark.parametrize("target", [None, Decimal(95)])
def test_whatever_the_values_it_stays_in_its_cell(qapp: object, values: list[tuple[float, Decimal]], target: Decimal):
    ink = inked(drawn(Spark([values], target)))
    assert ink
    assert all(0 < x < 79 and 0 < y < 23 for x, y in ink)


def test_the_last_reading_has_the_colour_of_the_status(qapp: object):
    image = drawn(Spark([[(1, 1), (2, 2)]], status="red"))
    assert image.pixelColor(round(BOX.right()), round(BOX.top())).name().upper() == look.status("red").mark


def test_a_higher_value_stands_higher(qapp: object):
    rising, falling = inked(drawn(Spark([[(1, 0), (2, 9)]]))), inked(drawn(Spark([[(1, 9), (2, 0)]])))

    def last(ink: set[tuple[int, int]]) -> float:
        heights = [y for x, y in ink if x >= 74]
        return sum(heights) / len(heights)

    assert last(rising) < last(falling)


def test_time_that_passed_is_drawn_to_scale(qapp: object):
    early = drawn(Spark([[(0, 0), (10, 9), (100, 0)]]))
    late = drawn(Spark([[(0, 0), (90, 9), (100, 0)]]))
    assert min(y for x, y in inked(early) if x < 20) < 8
    assert min(y for x, y in inked(late) if x < 20) > 8


def test_the_line_breaks_where_a_period_is_missing(qapp: object):
    joined, broken = (
        inked(drawn(Spark(runs)))
        for runs in ([[(0, 5), (30, 5), (70, 5), (100, 5)]], [[(0, 5), (30, 5)], [(70, 5), (100, 5)]])
    )
    gap = {x for x in range(80) if BOX.left() + 0.35 * BOX.width() < x < BOX.left() + 0.65 * BOX.width()}
    assert gap <= {x for x, _ in joined}
    assert not gap & {x for x, _ in broken}


def test_a_reading_between_two_gaps_is_a_dot(qapp: object):
    ink = inked(drawn(Spark([[(0, 5)], [(50, 5)], [(100, 5)]])))
    middle = round(BOX.center().x())
    assert {x for x, _ in ink if abs(x - middle) < 15} >= {middle}
    assert not {x for x, _ in ink if 3 < abs(x - middle) < 25}


def test_a_plan_s_readings_become_runs_up_to_its_position_date():
    kept = Indicator(id="i", title="Reviews", better="higher", target=Decimal(95))
    readings = [reading("i", f"2017-{month:02}", str(month)) for month in (1, 2, 5, 6)]
    later = reading("i", "2018-05", "9")
    spark = spark_of(plan_of(kept, *readings, later), kept, "red")
    assert [[value for _, value in run] for run in spark.runs] == [[1, 2], [5, 6]]
    assert spark.target == 95
