"""All indicators at once, worked with mouse and keys; what is drawn is read back as places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.domain.rating import Ratings
from app.domain.records import Indicator, IndicatorSet, Link, Programme, Reading, Record, Theme
from app.domain.schedule import PartialDate
from app.domain.small_charts import Order, small_chart
from app.domain.spc import Variation
from app.ui.pages.indicators import IndicatorsPage
from app.ui.session import Session
from app.ui.widgets.chart_grid import ChartGrid
from app.ui.widgets.small_chart import draw_small, place, plot_box, straight_lines
from app.workspace import Person, Workspace
from tests.app.domain.charts import VISITS, full_plan
from tests.app.ui.hands import Key, Left, page_alone

STEADY = [80, 84, 81, 85, 82, 86, 83, 80, 84, 81, 85, 82, 86, 83]
END = 2017 * 12 + 11


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Practice has a red, a green and a special one; Staff has one; I-5 serves nothing and has no reading."""
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    practice, staff = made.draft(Theme, title="Practice", number=1), made.draft(Theme, title="Staff", number=2)
    records: list[Record] = [practice, staff]
    for ref, theme, target, values in (
        ("I-1", practice, 10, STEADY), ("I-2", practice, 99, STEADY), ("I-3", practice, 10, [*STEADY, 60]),
        ("I-4", staff, 70, [20, 30]), ("I-5", None, 70, []),
    ):  # fmt: skip
        each = made.draft(Indicator, ref=ref, title=f"Figure {ref}", better="higher", target=Decimal(target))
        records.append(each)
        if theme is not None:
            records.append(made.draft(Link, item=each.id, serves=theme.id))
        for month, value in zip(range(END - len(values) + 1, END + 1), values, strict=True):
            period = PartialDate(f"{month // 12}-{month % 12 + 1:02}")
            records.append(made.draft(Reading, indicator=each.id, period=period, value=Decimal(value)))
    made.save(*records, label="Begin")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[IndicatorsPage]:
    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        words = page.tabs.words
        words.setCurrentIndex([words.tabText(n).replace("&", "") for n in range(words.count())].index("All at once"))
        yield page


def refs(grid: ChartGrid) -> list[str]:
    return [grid.indicator(number).ref for number in range(grid.count)]


def test_they_stand_by_theme_the_worst_first_or_what_is_special(page: IndicatorsPage):
    grid, view = page.at_once.grid, page.at_once
    assert refs(grid) == ["I-2", "I-3", "I-1", "I-4", "I-5"]
    view.order.setCurrentIndex(view.order.findText(Order.SPECIAL.value))
    assert refs(grid) == ["I-3", "I-2", "I-1", "I-4", "I-5"]
    view.scope.setCurrentIndex(view.scope.findText("Theme 2: Staff"))
    assert refs(grid) == ["I-4"]


def test_a_press_opens_the_indicator(qtbot: QtBot, page: IndicatorsPage):
    grid = page.at_once.grid
    qtbot.mouseClick(grid.viewport(), Left, pos=grid.box(1).center())
    assert page.tabs.words.currentIndex() == 0
    assert page.indicators.panel.title.text() == "Figure I-3"


def test_keys_go_from_chart_to_chart_tell_it_and_open_it(qtbot: QtBot, page: IndicatorsPage):
    grid = page.at_once.grid
    assert grid.hasFocus()
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.current() == grid.indicator(0)
    assert grid.accessibleDescription() == grid.chart(0).said
    assert "Figure I-2. 83 % in December 2017. 16 points below target. Off track" in grid.chart(0).said
    qtbot.keyClick(grid, Key.Key_Right)
    qtbot.keyClick(grid, Key.Key_End)
    assert grid.at == 4
    assert grid.viewport().rect().contains(grid.box(4).center()), "it is brought into view"
    qtbot.keyClick(grid, Key.Key_Home)
    qtbot.keyClick(grid, Key.Key_Left)
    assert grid.at == 0
    qtbot.keyClick(grid, Key.Key_Return)
    assert page.indicators.panel.title.text() == "Figure I-2"


def test_axes_are_shared_where_units_agree_unless_one_says_otherwise(page: IndicatorsPage):
    grid = page.at_once.grid
    assert {grid.axis(number) for number in range(3)} == {(Decimal(10), Decimal(99))}
    assert grid.axis(3) == (Decimal(20), Decimal(70))
    page.at_once.same.click()
    assert len({grid.axis(number) for number in range(3)}) == 3


def test_a_set_is_one_view_also_of_what_serves_no_theme(page: IndicatorsPage, workspace: Workspace):
    made = workspace.draft(IndicatorSet, title="Workforce")
    those = [i for i in workspace.all(Indicator) if i.ref in ("I-1", "I-5")]
    workspace.save(made, *(workspace.draft(Link, item=i.id, serves=made.id) for i in those), label="Define a set")
    view = page.at_once
    view.scope.setCurrentIndex(view.scope.findText("Set: Workforce"))
    assert refs(view.grid) == ["I-1", "I-5"]
    workspace.remove(made, label="Remove it")
    assert refs(view.grid) == ["I-2", "I-3", "I-1", "I-4", "I-5"], "a set that is gone shows all again"


def test_an_edit_shows_at_once(page: IndicatorsPage, workspace: Workspace):
    red = workspace.all(Indicator)[1]
    workspace.save(replace(red, target=Decimal(10)), label="Ask for less")
    assert page.at_once.grid.chart(refs(page.at_once.grid).index("I-2")).target == 10


def test_only_what_is_seen_is_drawn(page: IndicatorsPage):
    grid = page.at_once.grid
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    seen = [n for n in range(grid.count) if grid.box(n).intersects(grid.viewport().rect())]
    assert set(seen) <= set(grid.seen())
    assert seen[-1] == grid.count - 1


def test_figures_lie_where_they_are_said_to_be(page: IndicatorsPage):
    grid = page.at_once.grid
    number = refs(grid).index("I-3")
    chart, axis, box = grid.chart(number), grid.axis(number), QRectF(0, 0, 400, 160)
    image = QImage(400, 160, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_small(painter, box, chart, axis)
    painter.end()
    plot = plot_box(box, chart, axis)
    places = [place(plot, chart, axis, point.day, point.value) for point in chart.points]
    assert all(plot.adjusted(-1, -1, 1, 1).contains(at) for at in places)
    values = [point.value for point in chart.points]
    ys = [at.y() for at in places]
    assert [ys.index(y) for y in sorted(ys, reverse=True)] == [values.index(v) for v in sorted(values)]
    assert [at.x() for at in places] == sorted(at.x() for at in places)
    assert (chart.points[-1].shape, chart.points[-1].kind) == ("down", Variation.CONCERN)


def test_limits_are_drawn_from_where_they_begin_anew():
    plan = full_plan()
    chart = small_chart(plan, VISITS, Ratings(plan))
    plot = plot_box(QRectF(0, 0, 400, 160), chart, chart.heights)
    upright, *level = [line for line, _colour, _style in straight_lines(plot, chart, chart.heights)]
    assert plot.left() < upright.x1() == upright.x2() < plot.right()
    assert [line.x1() for line in level] == [upright.x1()] * 3 + [plot.left()]
    assert {line.x2() for line in level} == {plot.right()}


def test_the_right_button_opens_nothing(qtbot: QtBot, page: IndicatorsPage):
    grid = page.at_once.grid
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=grid.box(0).center())
    assert page.tabs.words.currentIndex() != 0
