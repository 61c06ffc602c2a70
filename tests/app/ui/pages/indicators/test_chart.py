"""The chart of an indicator under the hands: notes, the takeaway, less time and more, and taking it along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.domain.records import Indicator, Programme, Reading, Record
from app.domain.schedule import PartialDate
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.indicators import IndicatorsPage
from app.ui.pages.indicators.panel import Trend
from app.ui.session import Session
from app.ui.widgets.trend_chart import TrendChart
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, answering, name_file, page_alone, press, type_into


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups", "Improvement")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    indicator = made.draft(Indicator, title="Oversight", better="higher", target=Decimal(95))
    months = [f"{2014 + n // 12}-{n % 12 + 1:02}" for n in range(48)]
    figures: list[Record] = [
        made.draft(Reading, indicator=indicator.id, period=PartialDate(month), value=Decimal(50 + n))
        for n, month in enumerate(months)
    ]
    made.save(indicator, *figures, label="Begin")
    yield made
    made.close()


@pytest.fixture
def trend(qtbot: QtBot, workspace: Workspace) -> Iterator[Trend]:
    with page_alone(qtbot, IndicatorsPage(Session(workspace))) as page:
        yield page.indicators.trend


def chart(trend: Trend) -> TrendChart:
    assert trend.chart is not None
    return trend.chart


def latest(workspace: Workspace) -> Reading:
    return max(workspace.all(Reading), key=lambda each: each.period or PartialDate("1900"))


def test_a_note_is_written_from_the_reading_that_is_told(qtbot: QtBot, workspace: Workspace, trend: Trend):
    def write(dialog: RecordDialog[Record]) -> None:
        control = dialog.form.fields["note"].control
        assert control.hasFocus()
        qtbot.keyClicks(control, "New forms")
        press(qtbot, dialog.save_button)

    assert trend.note_button.text() == "Add a note of December 2017"
    qtbot.keyClick(chart(trend), Key.Key_Home)
    assert trend.note_button.text() == "Add a note of January 2014"
    with answering(write):
        qtbot.keyClick(chart(trend), Key.Key_N)
    noted = [each for each in workspace.all(Reading) if each.note]
    assert [(each.period, each.note) for each in noted] == [(PartialDate("2014-01"), "New forms")]
    assert trend.shown is not None
    assert [event.text for mark in trend.shown.annotations for event in mark.events] == ["New forms"]


def test_a_double_click_on_a_point_writes_its_note(qtbot: QtBot, workspace: Workspace, trend: Trend):
    from PySide6.QtCore import Qt

    where = chart(trend).plot.mapFromScene(chart(trend).item.mapToScene(chart(trend).point_place(47)))
    seen: list[str] = []

    def look(dialog: RecordDialog[Record]) -> None:
        seen.append(dialog.form.fields["period"].text())

    with answering(look):
        qtbot.mouseClick(chart(trend).plot.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(chart(trend).plot.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert seen == ["December 2017"]


def test_the_takeaway_is_written_where_it_is_read_and_flagged_once_figures_moved(
    qtbot: QtBot, workspace: Workspace, trend: Trend
):
    def write(dialog: RecordDialog[Record]) -> None:
        type_into(qtbot, dialog.form.fields["takeaway"].control, "It rises steadily.")
        press(qtbot, dialog.save_button)

    with answering(write):
        trend.takeaway_button.click()
    assert trend.takeaway.text().startswith("It rises steadily. (Written 31 Jan 2018.)")
    assert trend.takeaway_button.text() == "Edit the takeaway"
    workspace.save(replace(latest(workspace), value=Decimal(40)), label="Correct it")
    assert "the figures have moved since" in trend.takeaway.text()


def test_less_time_is_shown_down_to_a_year_and_more_up_to_all(qtbot: QtBot, trend: Trend):
    shown = chart(trend)
    assert shown.whole is not None
    for _ in range(8):
        trend.less.click()
    assert shown.chart is not None
    assert 365 <= (shown.chart.x_range[1] - shown.chart.x_range[0]).days <= 367
    assert shown.chart.x_range[1] == shown.whole.x_range[1]
    first = shown.chart.points[0]
    qtbot.keyClick(shown, Key.Key_Home)
    qtbot.keyClick(shown, Key.Key_Left)
    told = shown.reading()
    assert told is not None
    assert told.period == shown.whole.points[shown.whole.points.index(first) - 1].period, (
        "one walks out of what is seen"
    )
    for _ in range(8):
        qtbot.keyClick(shown, Key.Key_Minus)
    assert shown.chart is shown.whole
    assert shown.reading() == told


def test_the_picture_says_what_it_shows_and_the_data_are_those_drawn(
    qtbot: QtBot, trend: Trend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trend.take.copy_picture.trigger()
    picture = QGuiApplication.clipboard().image()
    assert picture.width() >= 2 * chart(trend).width()
    trend.take.copy_data.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 49
    assert lines[-1].startswith("December 2017\t97\tper cent\t95")
    with answering(name_file(qtbot, tmp_path / "chart.png")):
        trend.take.save_picture.trigger()
    assert QImage(str(tmp_path / "chart.png")).size() == picture.size()
    with answering(name_file(qtbot, tmp_path / "chart.csv")):
        trend.take.save_data.trigger()
    assert len((tmp_path / "chart.csv").read_text(encoding="utf-8-sig").splitlines()) == 49


def test_the_picture_has_the_legend_of_its_marks(qtbot: QtBot, workspace: Workspace, trend: Trend):
    def high() -> int:
        trend.take.copy_picture.trigger()
        return QGuiApplication.clipboard().image().height()

    workspace.save(replace(latest(workspace), note=""), *(
        replace(each, value=Decimal(60)) for each in workspace.all(Reading)[:-1]
    ), label="Nothing is special")  # fmt: skip
    trend.legend.show_legend([])
    without = high()
    workspace.save(replace(latest(workspace), provisional=True), label="It may change")
    assert "provisional" in trend.legend.words
    qtbot.waitUntil(lambda: trend.legend.height() > 10)
    assert high() >= without + trend.legend.height()


def test_what_provisional_figures_look_like_is_said(workspace: Workspace, trend: Trend):
    assert "provisional" not in trend.legend.words
    workspace.save(replace(latest(workspace), provisional=True), label="It may change")
    assert "provisional" in trend.legend.words
    assert "provisional" in trend.legend.accessibleName()
