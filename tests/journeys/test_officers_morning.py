"""The officer’s morning: yesterday’s plan, a figure, an action done, a risk, a slip taken back, a sheet brought in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QMenu
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.records import Action, Indicator, Reading, Risk
from app.domain.risk import score_of
from app.ui.dialogs.importing import ImportDialog
from app.ui.dialogs.reading import ReadingDialog
from app.ui.main_window import MainWindow
from app.ui.pages.indicators.page import IndicatorsPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.plan import PlanPage
from app.ui.pages.risks.page import RisksPage
from app.workspace import Person, Workspace
from tests.app.ui.hands import Control, Key, Left, answering, click_row, keys, press, sit_down, tab_to, type_into
from tests.demo_plan import write_demo

OFFICER = Person("Ann Officer", "Programme manager")
SHEET = """Ref,Action,Owner,Deadline,Progress
HR-1,Review short- and long-term placements,Bo Lead,31/12/2017,pre- and post-natal visits
HR-2,• Train 16- to 18-year-olds,Cy,30/6/2018,
HR-3,Agree plan – stage two,,30/9/2018,
"""
OVERSIGHT, DUE_TODAY, RESOURCES = "Management oversight", "Adopt the Pan London", "The service is not resourced"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan that was open yesterday."""
    path = tmp_path / "Our plan.goldthread"
    write_demo(path)
    settings.put(settings.NAME, OFFICER.name)
    settings.put(settings.ROLE, OFFICER.role)
    settings.remember_file(str(path))
    return path


def page_of(window: MainWindow, kind: type[Any]) -> Any:
    page = window.page()
    assert isinstance(page, kind), page
    return page


def the_plan(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def one(window: MainWindow, kind: type[Any], ref: str) -> Any:
    return next(record for record in the_plan(window).all(kind) if record.ref == ref)


def attention(qtbot: QtBot, window: MainWindow) -> list[str]:
    """What the overview says needs attention, line by line."""
    keys(qtbot, window, Key.Key_1, Control)
    return [line.spoken for line in page_of(window, OverviewPage).dashboard.attention.lines]


def told(lines: list[str], words: str) -> bool:
    return any(words in line for line in lines)


def choose(qtbot: QtBot, box: QComboBox, word: str) -> None:
    box.setFocus()
    qtbot.keyClicks(box, word[0])
    assert box.currentText() == word


def enter_a_figure(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_3, Control)
    page = page_of(window, IndicatorsPage)
    keys(qtbot, window, Key.Key_F, Control)
    qtbot.keyClicks(page.indicators.bar.line, "oversight")
    keys(qtbot, window, Key.Key_Return)

    def enter(dialog: ReadingDialog) -> None:
        qtbot.keyClicks(dialog.form.fields["value"].control, "96")
        keys(qtbot, dialog, Key.Key_Return)

    with answering(enter):
        keys(qtbot, window, Key.Key_Return, Control)
    indicator = one(window, Indicator, "I-02")
    reading = the_plan(window).plan.latest(indicator)
    assert isinstance(reading, Reading)
    assert (str(reading.period), str(reading.value)) == ("January 2018", "96")
    assert "96 %" in page.indicators.panel.status.reason.text()


def mark_an_action_done(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_2, Control)
    page = page_of(window, PlanPage)
    keys(qtbot, window, Key.Key_F, Control)
    qtbot.keyClicks(page.filters.line, "A-18")
    records = page.tree.records
    row = next(n for n, row in enumerate(records.rows) if row.record == one(window, Action, "A-18"))
    place = page.tree.visualRect(records.index(row, page.tree.columnAt(page.tree.width() // 3)))
    qtbot.mouseClick(page.tree.viewport(), Left, pos=place.center())
    press(qtbot, page.panel.mark_done)
    assert one(window, Action, "A-18").done


def score_a_risk_and_take_a_slip_back(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_4, Control)
    page = page_of(window, RisksPage)
    click_row(qtbot, page.risks.table, one(window, Risk, "R-04").id)
    fields = page.risks.fields.form.fields

    def score() -> int | None:
        return score_of(the_plan(window).plan, one(window, Risk, "R-04"))

    assert score() == 16
    choose(qtbot, fields["likelihood"].control, "2  Unlikely")
    tab_to(qtbot, window, fields["impact"].control)
    keys(qtbot, window, Key.Key_Tab)
    assert score() == 8
    type_into(qtbot, fields["owner"].control, "Somebody else")
    keys(qtbot, window, Key.Key_Tab)
    assert one(window, Risk, "R-04").owner == "Somebody else"
    keys(qtbot, window, Key.Key_Z, Control)
    assert (one(window, Risk, "R-04").owner, score()) == ("", 8)
    assert fields["owner"].text() == ""


def bring_in_a_sheet(qtbot: QtBot, window: MainWindow, sheet: Path) -> None:
    def act(dialog: ImportDialog) -> None:
        type_into(qtbot, dialog.file.control, str(sheet))
        keys(qtbot, dialog, Key.Key_Tab)
        qtbot.waitUntil(lambda: dialog.import_.text() == "Add 3 actions" and dialog.import_.isEnabled(), timeout=60_000)
        press(qtbot, dialog.import_)
        qtbot.waitUntil(lambda: dialog.saved != "", timeout=60_000)

    bar = window.menuBar()
    head = next(action for action in bar.actions() if action.text().replace("&", "") == "File")
    with answering(act):
        qtbot.mouseClick(bar, Left, pos=bar.actionGeometry(head).center())
        menu = head.menu()
        assert isinstance(menu, QMenu)
        qtbot.waitUntil(menu.isVisible)
        line = next(action for action in menu.actions() if action.text().startswith("Import"))
        qtbot.mouseClick(menu, Left, pos=menu.actionGeometry(line).center())
    assert window.notice.message.text() == "Added 3 actions."
    titles = [one(window, Action, ref).title for ref in ("HR-1", "HR-2", "HR-3")]
    assert titles == ["Review short- and long-term placements", "Train 16- to 18-year-olds", "Agree plan – stage two"]
    assert one(window, Action, "HR-1").progress == "pre- and post-natal visits"


def test_the_officers_morning(qtbot: QtBot, plan: Path, tmp_path: Path):
    sheet = tmp_path / "From HR.csv"
    sheet.write_text(SHEET, encoding="utf-8-sig")

    def work(window: MainWindow) -> None:
        assert the_plan(window).path == plan.resolve()
        assert the_plan(window).person == OFFICER
        before = attention(qtbot, window)
        for words in (OVERSIGHT, DUE_TODAY, RESOURCES):
            assert told(before, words), words
        enter_a_figure(qtbot, window)
        assert not told(attention(qtbot, window), f"{OVERSIGHT}:")
        mark_an_action_done(qtbot, window)
        assert not told(attention(qtbot, window), f"{DUE_TODAY} child protection thresholds:")
        score_a_risk_and_take_a_slip_back(qtbot, window)
        assert not told(attention(qtbot, window), f"{RESOURCES} for its volume of work:")
        bring_in_a_sheet(qtbot, window, sheet)
        after = attention(qtbot, window)
        assert told(after, "Review short- and long-term placements")
        since = [line.spoken for line in page_of(window, OverviewPage).dashboard.since.lines]
        assert told(since, OVERSIGHT)
        assert told(since, RESOURCES)

    assert sit_down(work) == 0

    def look_again(window: MainWindow) -> None:
        assert the_plan(window).path == plan.resolve()
        lines = attention(qtbot, window)
        assert told(lines, "Review short- and long-term placements")
        assert not told(lines, f"{OVERSIGHT}:")
        assert score_of(the_plan(window).plan, one(window, Risk, "R-04")) == 8
        assert date(2018, 1, 31) == the_plan(window).plan.position

    assert sit_down(look_again) == 0
