"""The trend chart: draws what the description says, stands still, and can be read by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.chart import Chart
from app.domain.events import Annotation, Event
from app.domain.placing import Box, spread, strikes
from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Provenance, Reading
from app.domain.schedule import PartialDate
from app.domain.trend import chart
from app.ui import look
from app.ui.widgets.trend_chart import THROUGH_READINGS, TrendChart
from tests.app.domain import test_chart_cases as cases

Key = Qt.Key
INDICATOR = Indicator(id="i", ref="I-01", title="Management oversight", target=Decimal(95), better="higher")


def described(values: list[str], *, note: str = "", planned: str = "", illustrative: bool = False) -> Chart:
    readings = [
        Reading(
            id=f"r{n}",
            indicator="i",
            period=PartialDate(f"{2016 + n // 12}-{n % 12 + 1:02}"),
            value=Decimal(value),
            note=note if n == 1 else "",
            planned=Decimal(planned) if planned else None,
        )
        for n, value in enumerate(values)
    ]
    marks = [Provenance(id="p", record="r0", field="value", illustrative=True)] if illustrative else []
    plan = Plan({Indicator: [INDICATOR], Reading: readings, Provenance: marks}, date(2018, 1, 31))
    return chart(plan, INDICATOR, Ratings(plan))


LONG = described([str(60 + n) for n in range(20)], note="Training began", planned="80")


@pytest.fixture
def trend(qtbot: QtBot) -> TrendChart:
    made = TrendChart()
    qtbot.addWidget(made)
    made.show_chart(LONG)
    made.resize(800, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def colours(trend: TrendChart) -> set[str]:
    image = trend.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_its_ring_is_for_who_works_by_keys(qtbot: QtBot, trend: TrendChart):
    focus = look.colours().focus.casefold()

    def ring() -> bool:
        image = trend.grab().toImage()
        return focus in {image.pixelColor(x, image.height() // 2).name() for x in range(6)}

    trend.clearFocus()
    qtbot.mouseClick(trend, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert trend.hasFocus()
    assert not ring()
    qtbot.keyClick(trend, Key.Key_Right)
    assert ring()
    trend.clearFocus()
    assert not ring()
    trend.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring()


def test_readings_lie_in_order_and_at_their_height(trend: TrendChart):
    places = [trend.point_place(n) for n in range(len(LONG.points))]
    assert [p.x() for p in places] == sorted(p.x() for p in places)
    assert [p.y() for p in places] == sorted((p.y() for p in places), reverse=True)
    area = trend.view.mapRectToItem(trend.item, trend.view.rect())
    assert all(area.contains(place) for place in places)


def test_points_have_the_colour_of_what_they_mean_in_both_appearances(
    qtbot: QtBot, qapp: QApplication, trend: TrendChart
):
    assert {point.kind.value for point in LONG.points} >= {"improvement"}
    assert look.charts().improvement.upper() in colours(trend)
    look.apply(qapp, look.Appearance.DARK)
    assert look.charts().improvement.upper() in colours(trend)


def test_arrow_keys_go_from_reading_to_reading_and_say_each(qtbot: QtBot, trend: TrendChart):
    assert trend.accessibleName() == "Chart of Management oversight"
    assert trend.accessibleDescription() == LONG.alt
    qtbot.keyClick(trend, Key.Key_Left)
    assert trend.said().startswith("August 2017: 79 %, 1 point below plan")
    assert trend.accessibleDescription() == trend.said()
    for _ in range(40):
        qtbot.keyClick(trend, Key.Key_Left)
    assert trend.at == 0
    qtbot.keyClick(trend, Key.Key_End)
    assert trend.at == len(LONG.points) - 1
    qtbot.keyClick(trend, Key.Key_Escape)
    assert trend.at is None
    assert trend.accessibleDescription() == LONG.alt


def test_what_is_told_of_a_reading_lies_within_a_narrow_chart(qtbot: QtBot, trend: TrendChart):
    trend.resize(340, 220)
    for key in (Key.Key_Home, Key.Key_End):
        qtbot.keyClick(trend, key)
        assert trend.at is not None
        area = trend.view.mapRectToItem(trend.item, trend.view.rect())
        box = trend.overlay.told_box(area, trend.at)
        assert trend.overlay.boundingRect().contains(box)
        assert box.height() > 2 * trend.overlay.line()


def test_enter_chooses_the_reading(qtbot: QtBot, trend: TrendChart):
    qtbot.keyClick(trend, Key.Key_Home)
    with qtbot.waitSignal(trend.point_chosen) as chosen:
        qtbot.keyClick(trend, Key.Key_Return)
    assert chosen.args == [LONG.points[0].reading]


def test_pointing_at_a_reading_tells_it_and_a_click_chooses_it(qtbot: QtBot, trend: TrendChart):
    place = trend.item.mapToScene(trend.point_place(5)).toPoint()
    qtbot.mouseMove(trend.plot.viewport(), place - QPoint(60, 60))
    qtbot.mouseMove(trend.plot.viewport(), place)
    assert trend.at == 5
    with qtbot.waitSignal(trend.point_chosen) as chosen:
        qtbot.mouseClick(trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [LONG.points[5].reading]


def test_the_chart_stands_still_under_wheel_and_drag(qtbot: QtBot, trend: TrendChart):
    before, middle = trend.view.viewRange(), trend.plot.viewport().rect().center()
    place = QPointF(middle)
    wheel = QWheelEvent(
        place,
        trend.plot.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(trend.plot.viewport(), wheel)
    assert not wheel.isAccepted()
    qtbot.mousePress(trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(trend.plot.viewport(), middle + QPoint(80, 40))
    qtbot.mouseRelease(trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(80, 40))
    qtbot.mouseDClick(trend.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert trend.view.viewRange() == before


@pytest.mark.parametrize(
    "shown",
    [
        described([]),
        described(["87.9"]),
        described(["5", "5"]),
        described([str(n % 3) for n in range(40)], illustrative=True),
    ],
    ids=["none", "one", "level", "many"],
)
def test_whatever_there_is_to_draw_can_be_drawn(qtbot: QtBot, trend: TrendChart, shown: Chart):
    trend.show_chart(shown)
    assert not trend.grab().isNull()
    qtbot.keyClick(trend, Key.Key_Left)
    assert bool(trend.said()) == bool(shown.points)


def test_names_of_lines_never_lie_over_each_other(trend: TrendChart):
    area = trend.view.mapRectToItem(trend.item, trend.view.rect())
    for heights in ([10.0, 11.0, 12.0], [area.bottom() + 50] * 4, [-5.0, -5.0]):
        placed = spread(heights, 14, area.top(), area.bottom())
        assert all(b - a >= 14 for a, b in pairwise(placed))
        assert area.top() <= placed[0]
        assert placed[-1] <= area.bottom()


def case(title: str) -> Chart:
    found = cases.plan("q01_readings")
    indicator = next(i for i in found.all(Indicator) if i.title.startswith(title))
    return chart(found, indicator, Ratings(found))


def plotted(trend: TrendChart) -> list[int]:
    """How many readings each line through readings has."""
    lines = [item for item in trend.item.curves if item.opts["pen"].widthF() == THROUGH_READINGS]
    return [len(item.getData()[0]) for item in lines]


def area_of(trend: TrendChart) -> QRectF:
    return trend.view.mapRectToItem(trend.item, trend.view.rect())


def test_the_line_breaks_where_months_are_missing(trend: TrendChart):
    trend.show_chart(case("Months missing"))
    assert plotted(trend) == [5, 7, 9]


def test_the_line_runs_through_the_places_of_the_readings(trend: TrendChart):
    trend.show_chart(case("Twenty years"))
    QApplication.processEvents()
    assert trend.chart is not None
    [line] = [item for item in trend.item.curves if item.opts["pen"].widthF() == THROUGH_READINGS]
    places = [trend.item.mapToScene(trend.point_place(n)) for n in range(len(trend.chart.points))]
    pieces = line.pieces(line.sceneTransform())
    assert len(pieces) == len(places) - 1
    for piece, (one, other) in zip(pieces, pairwise(places), strict=True):
        assert (piece.p1() - one).manhattanLength() < 0.01
        assert (piece.p2() - other).manhattanLength() < 0.01


@pytest.mark.parametrize("wide", [360, 520, 900])
@pytest.mark.parametrize("title", ["Money with pence", "Stepped down", "Twenty years", "Variance"])
def test_no_label_is_cut_and_no_line_runs_through_the_latest_figure(
    qtbot: QtBot, trend: TrendChart, title: str, wide: int
):
    trend.show_chart(case(title))
    trend.resize(wide, 300)
    qtbot.waitUntil(lambda: abs(trend.item.rect().width() - wide) < 40)
    whole, area, overlay = trend.overlay.boundingRect(), area_of(trend), trend.overlay
    assert whole == trend.item.rect()
    assert overlay.widest([line.label for line in case(title).lines]) + area.right() + 6 <= whole.right()
    box = overlay.latest_box(area)
    assert whole.contains(box)
    assert box.right() <= area.right()
    struck = [
        strikes(Box(box.left(), box.top(), box.right(), box.bottom()), a, b)
        for path in overlay.paths(area) for a, b in pairwise(path)
    ]  # fmt: skip
    assert not any(struck)


@pytest.mark.parametrize("wide", [900, 340, 620, 1400])
def test_numbers_stand_over_their_lines_after_every_change_of_width(qtbot: QtBot, trend: TrendChart, wide: int):
    first, last = LONG.x_range
    days = [first + (last - first) * n / 13 for n in range(1, 13)]
    events = [Event(day=day, when="", text="Met", kind="meeting", record=INDICATOR) for day in days]
    marks = tuple(Annotation(number=n, text="Met", when="", events=(event,)) for n, event in enumerate(events, 1))
    trend.show_chart(replace(LONG, annotations=marks))
    for width in (500, wide):
        trend.resize(width, 300)
        qtbot.waitUntil(lambda wanted=width: abs(trend.item.rect().width() - wanted) < 40)
        found = trend.overlay.bubbles(area_of(trend))
        over = [x for _, _, lines in found for x in lines]
        assert over == [trend.place(event.day, LONG.y_range[0]).x() for event in events]
        for box, text, lines in found:
            assert box.left() <= lines[0] <= lines[-1] <= box.right() or (
                lines[0] <= box.center().x() <= lines[-1] and "–" in text
            )
            assert trend.overlay.boundingRect().contains(box)
        assert all(b.left() > a.right() for (a, *_), (b, *_) in pairwise(found))


def days(trend: TrendChart) -> list[str]:
    """What is written under the chart."""
    return [label for _, label in trend.item.getAxis("bottom")._tickLevels[0]]


def test_a_narrow_chart_writes_fewer_days_under_itself(qtbot: QtBot, trend: TrendChart):
    wide = days(trend)
    assert len(wide) > 3
    trend.resize(330, 300)
    qtbot.waitUntil(lambda: 0 < len(days(trend)) < len(wide))


@pytest.mark.parametrize("wide", [330, 480, 800, 1500])
def test_the_time_axis_says_its_year_at_every_width(qtbot: QtBot, trend: TrendChart, wide: int):
    for title in ("Months missing", "Yearly figures", "Twenty years", "Weekly"):
        trend.show_chart(case(title))
        trend.resize(wide, 300)
        qtbot.waitUntil(lambda: abs(trend.item.rect().width() - wide) < 40)
        assert any(year in days(trend)[0] for year in map(str, range(1998, 2019)))
