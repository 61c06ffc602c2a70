"""The page of the indicators, worked with mouse and keys."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Indicator, Override, Reading, Theme
from app.domain.schedule import PartialDate
from app.ui import operations
from app.ui.dialogs.reading import ReadingDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.page import Several
from app.ui.pages.indicators import IndicatorsPage
from app.workspace import Workspace
from tests.app.ui.hands import Control, Key, answering, choose, click_row, press, type_into


def indicator(workspace: Workspace, ref: str) -> Indicator:
    return next(i for i in workspace.all(Indicator) if i.ref == ref)


def shown(page: IndicatorsPage) -> list[str]:
    return [row.record.ref for row in page.indicators.table.records.rows]


def value(workspace: Workspace, ref: str, period: str) -> Decimal | None:
    readings = workspace.plan.readings(indicator(workspace, ref))
    return next((r.value for r in readings if r.period == PartialDate(period)), None)


def test_the_first_indicator_is_shown_with_its_status_and_reason(page: IndicatorsPage):
    assert shown(page) == ["I-01", "I-02", "I-03"]
    assert page.indicators.panel.title.text() == "Management oversight"
    assert page.indicators.panel.status.line.badge.text() == "Off track"
    assert "87.9 % against 95 %" in page.indicators.panel.status.reason.text()
    assert "Up 27.9 points from 60 %" in page.indicators.trend.takeaway.text()


def test_one_or_two_readings_are_drawn_and_say_why_there_are_no_limits(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    assert "Limits need 13 points; there are 2." in page.indicators.trend.settings.text()
    click_row(qtbot, page.indicators.table, indicator(workspace, "I-02").id)
    assert "Limits need 13 points; there is 1." in page.indicators.trend.settings.text()
    assert page.indicators.trend.chart is not None
    assert page.indicators.trend.chart.isVisible()


def test_an_indicator_without_a_reading_offers_its_first(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    click_row(qtbot, page.indicators.table, indicator(workspace, "I-03").id)
    assert page.indicators.trend.nothing.isVisible()

    def enter(dialog: ReadingDialog) -> None:
        qtbot.keyClicks(dialog.form.fields["value"].control, "3149")
        qtbot.keyClick(dialog.form.fields["value"].control, Key.Key_Return)

    with answering(enter):
        press(qtbot, page.indicators.trend.nothing.button)
    assert value(workspace, "I-03", "2018-01") == 3149
    assert not page.indicators.trend.nothing.isVisible()


def test_the_arrow_keys_go_from_indicator_to_indicator(qtbot: QtBot, page: IndicatorsPage):
    page.indicators.table.setFocus()
    qtbot.keyClick(page.indicators.table, Key.Key_Down)
    assert page.indicators.panel.title.text() == "Agency staff"


def test_a_reading_is_entered_by_typing_its_value_and_enter(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    def enter(dialog: ReadingDialog) -> None:
        assert dialog.form.fields["period"].text() == "January 2018"
        qtbot.keyClicks(dialog.focusWidget(), "91.2")
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Return)

    with qtbot.waitSignal(page.session.said) as said, answering(enter):
        qtbot.keyClick(page.indicators.table, Key.Key_Return, Control)
    assert said.args == ["Saved 91.2 % for January 2018.", ()]
    assert value(workspace, "I-01", "2018-01") == Decimal("91.2")
    assert page.indicators.panel.status.line.badge.text() == "At risk"
    assert page.indicators.readings.table.records.rows[0].value == "91.2 %"
    workspace.undo()
    assert value(workspace, "I-01", "2018-01") is None
    assert page.indicators.panel.status.line.badge.text() == "Off track"


def test_a_reading_is_corrected_from_its_row(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    table = page.indicators.readings.table

    def correct(dialog: ReadingDialog) -> None:
        type_into(qtbot, dialog.form.fields["value"].control, "88")
        type_into(qtbot, dialog.form.fields["restated"].control, "Typing error")
        qtbot.keyClick(dialog.form.fields["restated"].control, Key.Key_Return)

    table.setFocus()
    with answering(correct):
        qtbot.keyClick(table, Key.Key_Return)
    assert value(workspace, "I-01", "2017-12") == 88
    assert page.indicators.readings.table.records.rows[0].note.startswith("Corrected from 87.9 %: Typing error")
    assert workspace.undo_label == "Correct the reading of I-01 for December 2017"


def test_delete_removes_the_chosen_reading_and_undo_brings_it_back(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    table = page.indicators.readings.table
    table.setFocus()
    qtbot.keyClick(table, Key.Key_Delete)
    assert value(workspace, "I-01", "2017-12") is None
    assert len(table.records.rows) == 1
    workspace.undo()
    assert value(workspace, "I-01", "2017-12") == Decimal("87.9")
    assert len(table.records.rows) == 2


def test_a_point_of_the_chart_chooses_its_reading(page: IndicatorsPage, workspace: Workspace):
    first = workspace.plan.readings(indicator(workspace, "I-01"))[0]
    page.indicators.trend.point_chosen.emit(first)
    row = page.indicators.readings.table.current()
    assert row is not None
    assert row.record == first
    assert page.indicators.readings.table.isVisible()


def test_the_filters_narrow_the_table_and_show_the_first_that_is_left(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    qtbot.keyClicks(page.indicators.bar.line, "agency")
    assert shown(page) == ["I-02"]
    assert page.indicators.panel.title.text() == "Agency staff"
    qtbot.keyClick(page.indicators.bar.line, Key.Key_Escape)
    page.indicators.by_status.setCurrentText("Off track")
    assert shown(page) == ["I-01"]
    page.indicators.by_status.setCurrentIndex(0)
    page.indicators.by_theme.setCurrentText("Theme 2: Staff")
    assert shown(page) == []
    assert page.indicators.panel.record is None
    page.reveal(indicator(workspace, "I-03"))
    assert shown(page) == ["I-01", "I-02", "I-03"]
    assert page.indicators.panel.title.text() == "Children in need"


def test_some_indicators_are_shown_alone_until_the_page_is_gone_back_to(page: IndicatorsPage, workspace: Workspace):
    page.reveal(Several(Indicator, frozenset({indicator(workspace, "I-02").id}), "agency"))
    assert shown(page) == ["I-02"]
    page.reveal(None)
    assert shown(page) == ["I-01", "I-02", "I-03"]


def test_a_new_indicator_is_added_with_its_themes_in_one_step(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    practice, staff = workspace.all(Theme)

    def write(dialog: Any) -> None:
        qtbot.keyClicks(dialog.form.fields["title"].control, "Turnover")
        type_into(qtbot, dialog.form.fields["target"].control, "12")
        dialog.form.fields["better"].set_text("Lower is better")
        judged = "On track at 12 % or less, at risk up to 17 % (the minimum expectation), off track above that."
        assert dialog.judged.sentence.text() == judged
        for box in dialog.themes.boxes.values():
            box.click()
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, page.indicators.new_button)
    made = indicator(workspace, "I-04")
    assert set(workspace.plan.served(made, Theme)) == {practice, staff}
    assert page.indicators.panel.title.text() == "Turnover"
    workspace.undo()
    assert shown(page) == ["I-01", "I-02", "I-03"]


def test_enter_on_an_indicator_edits_it(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    def write(dialog: Any) -> None:
        type_into(qtbot, dialog.form.fields["owner"].control, "Head of service")
        for box in dialog.themes.boxes.values():
            box.click()
        press(qtbot, dialog.save_button)

    page.indicators.table.setFocus()
    with answering(write):
        qtbot.keyClick(page.indicators.table, Key.Key_Return)
    changed = indicator(workspace, "I-01")
    assert changed.owner == "Head of service"
    assert [theme.title for theme in workspace.plan.served(changed, Theme)] == ["Staff"]
    workspace.undo()
    assert [theme.title for theme in workspace.plan.served(changed, Theme)] == ["Practice"]


def test_a_status_is_set_by_hand_and_lifted_again(qtbot: QtBot, page: IndicatorsPage, workspace: Workspace):
    def write(dialog: RecordDialog[Any]) -> None:
        dialog.form.fields["status"].set_text("At risk")
        control = dialog.form.fields["reason"].control
        assert isinstance(control, QLineEdit)
        qtbot.keyClicks(control, "The January figure is known to be better")
        press(qtbot, dialog.save_button)

    with answering(write):
        press(qtbot, page.indicators.panel.buttons[operations.set_status])
    assert page.indicators.panel.status.line.badge.text() == "At risk"
    press(qtbot, page.indicators.panel.status.lift)
    assert page.indicators.panel.status.line.badge.text() == "Off track"
    assert workspace.all(Override) == ()


def test_its_history_tells_of_its_readings_too_removed_ones_as_well(page: IndicatorsPage, workspace: Workspace):
    reading = workspace.plan.readings(indicator(workspace, "I-01"))[0]
    workspace.remove(reading, label="Remove what was wrong")
    QApplication.processEvents()  # what was told before goes, what is told now comes
    labels = page.indicators.panel.history.findChildren(QLabel)
    said = [label.text() for label in labels if not label.isHidden()]
    assert said.index("Remove what was wrong") < said.index("Enter figures") < said.index("Add I-01")
    assert any("December 2017" in text for text in said)


def test_an_empty_plan_says_what_an_indicator_is_and_offers_the_first(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    workspace.remove(*workspace.all(Indicator), label="Clear")
    assert page.indicators.empty.isVisible()
    assert page.indicators.empty.button.isVisible()
    workspace.undo()
    assert not page.indicators.empty.isVisible()


def test_what_an_indicator_is_tied_to_is_told_and_grows_by_typing(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    action = workspace.draft(Action, title="Train managers")
    workspace.save(action, label="Add A-01")
    went: list[object] = []
    page.session.openable = frozenset({Indicator, Theme, Action})
    page.opened.connect(went.append)
    page.reveal(indicator(workspace, "I-02"))
    ties = page.indicators.panel.strands
    type_into(qtbot, ties.line, "train")
    qtbot.keyClick(ties.line, Key.Key_Return)
    assert workspace.undo_label == "A-01 acts on I-02"
    choose(ties.menus[action.id], operations.unlink)
    assert workspace.undo_label == "A-01 no longer acts on I-02"
    workspace.undo()
    press(qtbot, ties.rows[action.id])
    assert went == [action]


def test_a_change_elsewhere_keeps_the_chosen_indicator(page: IndicatorsPage, workspace: Workspace):
    page.reveal(indicator(workspace, "I-02"))
    last = workspace.all(Reading)[-1]
    workspace.remove(last, label="Remove")
    assert page.indicators.panel.title.text() == "Agency staff"


def test_charts_are_not_loaded_before_the_first_is_shown():
    code = "import sys, app.ui.pages.indicators; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_indicator_is_removed_with_its_readings_and_undo_brings_both_back(
    qtbot: QtBot, page: IndicatorsPage, workspace: Workspace
):
    first, readings = indicator(workspace, "I-01"), workspace.plan.readings(indicator(workspace, "I-01"))
    assert readings
    with qtbot.waitSignal(page.session.done) as done:
        choose(page.indicators.panel.more, operations.remove)
    assert done.args == [f"Removed {first.name}.", workspace.undo_next, ()]
    assert shown(page) == ["I-02", "I-03"]
    assert page.indicators.panel.record == indicator(workspace, "I-02")
    assert not [r for r in workspace.all(Reading) if r.indicator == first.id]
    assert workspace.undo_label == f"Remove {first.name}"
    workspace.undo()
    assert shown(page) == ["I-01", "I-02", "I-03"]
    assert workspace.plan.readings(first) == readings
