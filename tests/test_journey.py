"""The program as a person meets it: started as `goldthread` starts it, worked with mouse and keys, and quit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app import demo
from app.__main__ import application
from app.domain.records import Action, Indicator, Meeting, Question, Reading, Risk, Theme
from app.domain.risk import score_of
from app.ui import operations
from app.ui.chair import ChairWalk
from app.ui.dialogs.ask import AskDialog
from app.ui.dialogs.bring_in import CopyDialog
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.indicator import IndicatorDialog
from app.ui.dialogs.reading import ReadingDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.settle import ClashDialog
from app.ui.main_window import MainWindow
from app.ui.pages.compose import PapersPage
from app.ui.pages.indicators.page import IndicatorsPage
from app.ui.pages.meetings.page import MeetingsPage
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.risks.page import RisksPage
from app.ui.record.sections import Facts
from app.ui.welcome import Welcome
from app.workspace import Person, Workspace
from tests.app.briefing.reading import outline, page_texts
from tests.app.ui.hands import (
    Control,
    Key,
    Left,
    answering,
    click_row,
    keys,
    name_file,
    press,
    sit_down,
    tab_to,
    the_window,
    type_into,
)

ANN = Person("Ann Officer", "Programme manager")
THEMES = {1: "red", 2: "red", 3: "red", 4: "amber"}
"""How the demo’s themes stand, and how they stand by the report alone."""
ALONE = {1: "amber", 2: "red", 3: "red", 4: "amber"}


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def from_menu(qtbot: QtBot, window: MainWindow, menu: str, command: str) -> None:
    """Open a menu with the mouse and click a command."""
    bar = window.menuBar()
    head = next(action for action in bar.actions() if action.text().replace("&", "") == menu)
    qtbot.mouseClick(bar, Left, pos=bar.actionGeometry(head).center())
    opened = head.menu()
    assert isinstance(opened, QMenu)
    qtbot.waitUntil(opened.isVisible)
    line = next(action for action in opened.actions() if action.text() == command)
    assert line.isEnabled(), f"{command} cannot be chosen"
    qtbot.mouseClick(opened, Left, pos=opened.actionGeometry(line).center())


def write_in(qtbot: QtBot, **texts: str) -> Callable[[RecordDialog[Any]], None]:
    """The person in front of a form, who fills in some fields and presses Enter in the last, a line."""

    def act(dialog: RecordDialog[Any]) -> None:
        for name, text in texts.items():
            type_into(qtbot, dialog.form.fields[name].control, text)
        press(qtbot, dialog.save_button)
        assert dialog.saved is not None, [field.problem() for field in dialog.form.fields.values()]

    return act


def choose(qtbot: QtBot, box: QWidget, word: str) -> None:
    """Choose from a box by typing what it begins with."""
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, word[0])
    assert box.currentText() == word


def page_of(window: MainWindow, kind: type[Any]) -> Any:
    page = window.page()
    assert isinstance(page, kind), page
    return page


def plan_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def the_risk(window: MainWindow, ref: str) -> Risk:
    return next(risk for risk in plan_of(window).all(Risk) if risk.ref == ref)


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


# -- the journey, a step each


def introduce_oneself(qtbot: QtBot) -> Callable[[AskDialog], None]:
    def act(dialog: AskDialog) -> None:
        keys(qtbot, dialog, Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.fields["name"].hint.text() == "Your name is needed."
        qtbot.keyClicks(dialog.fields["name"].control, ANN.name)
        tab_to(qtbot, dialog, dialog.fields["role"].control)
        qtbot.keyClicks(dialog.fields["role"].control, ANN.role)
        keys(qtbot, dialog, Key.Key_Return)
        assert not dialog.isVisible()

    return act


def see_the_demo(qtbot: QtBot, window: MainWindow) -> None:
    welcome = window.stack.currentWidget()
    assert isinstance(welcome, Welcome)
    press(qtbot, welcome.demo)
    assert window.session.person == plan_of(window).person == ANN


def look_at_the_overview(qtbot: QtBot, window: MainWindow) -> None:
    dashboard = page_of(window, OverviewPage).dashboard
    assert {n: card.status.badge.status for n, card in enumerate(dashboard.cards, 1)} == THEMES
    qtbot.waitUntil(lambda: all(card.isVisible() for card in dashboard.cards))
    assert all(card.reason.text() for card in dashboard.cards)
    assert "Theme 3" in dashboard.cards[2].number.text()
    assert "Management oversight" in dashboard.cards[2].reason.text()
    assert dashboard.attention.lines
    assert dashboard.since.lines
    assert dashboard.coming.lines


def show_the_facts_alone(qtbot: QtBot, window: MainWindow) -> None:
    dashboard = page_of(window, OverviewPage).dashboard
    from_menu(qtbot, window, "View", "Report's facts only")
    assert {n: card.status.badge.status for n, card in enumerate(dashboard.cards, 1)} == ALONE
    assert window.rail.facts_only.isVisible()
    assert not plan_of(window).all(Risk)[0].is_scored
    from_menu(qtbot, window, "View", "Report's facts only")
    assert not window.rail.facts_only.isVisible()


def open_a_theme_and_go_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window, OverviewPage)
    for number, (key, modifier) in enumerate(
        [(Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_Left, Qt.KeyboardModifier.AltModifier)], 2
    ):
        qtbot.mouseClick(page.dashboard.cards[number], Left)
        view = page.theme_view
        assert view.isVisible()
        assert view.header.title.text() == page.dashboard.cards[number].title.text()
        assert view.status.reason.text()
        assert view.lists[Indicator].lines
        keys(qtbot, window, key, modifier)
        assert page.dashboard.isVisible()


def enter_a_reading_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_3, Control)
    page = page_of(window, IndicatorsPage)
    keys(qtbot, window, Key.Key_F, Control)
    keys(qtbot, window, Key.Key_O, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(page.indicators.bar.line, "versight")
    keys(qtbot, window, Key.Key_Return)
    indicator = page.indicators.panel.record
    assert indicator.ref == "I-02"
    chart = page.indicators.trend.chart
    drawn = len(chart.chart.points)
    assert drawn >= 2
    assert chart.isVisible()
    assert chart.plot.width() > 100

    def figure(period: str) -> str:
        rows = page.indicators.readings.table.records.rows
        return next((row.value for row in rows if str(row.record.period) == period), "")

    def enter(dialog: ReadingDialog) -> None:
        assert dialog.form.fields["period"].text() == "January 2018"
        assert dialog.form.fields["value"].control.hasFocus()
        qtbot.keyClicks(dialog.form.fields["value"].control, "91.5")
        assert dialog.form.fields["value"].hint.text() == "3.5 points below target."
        keys(qtbot, dialog, Key.Key_Return)

    def correct(dialog: ReadingDialog) -> None:
        assert dialog.form.fields["value"].text() == "91.5"
        qtbot.keyClicks(dialog.form.fields["value"].control, "90.5")  # it is selected: typing replaces it
        keys(qtbot, dialog, Key.Key_Return)
        reason = dialog.form.fields["restated"]
        assert reason.problem()
        qtbot.keyClicks(reason.control, "Late returns of one team")
        keys(qtbot, dialog, Key.Key_Return)

    with answering(enter):
        keys(qtbot, window, Key.Key_Return, Control)
    assert figure("January 2018") == "91.5 %"
    assert len(chart.chart.points) == drawn + 1
    assert "91.5 %" in page.indicators.panel.status.reason.text()
    tab_to(qtbot, window, page.indicators.readings.table)
    with answering(correct):
        keys(qtbot, window, Key.Key_Return)
    assert figure("January 2018") == "90.5 %"
    keys(qtbot, window, Key.Key_Z, Control)
    assert figure("January 2018") == "91.5 %"
    assert window.notice.message.text() == "Undone: Correct the reading of I-02 for January 2018."
    keys(qtbot, window, Key.Key_Z, Control)
    assert figure("January 2018") == ""
    assert len(chart.chart.points) == drawn
    keys(qtbot, window, Key.Key_Y, Control)
    keys(qtbot, window, Key.Key_Z, Control | Qt.KeyboardModifier.ShiftModifier)
    assert figure("January 2018") == "90.5 %"
    from_menu(qtbot, window, "Edit", "Undo: Correct the reading of I-02 for January 2018")
    assert figure("January 2018") == "91.5 %"


def change_a_risk(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_4, Control)
    page = page_of(window, RisksPage)
    key = the_risk(window, "R-07").id
    click_row(qtbot, page.risks.table, key)
    assert page.risks.panel.isVisible()
    fields = page.risks.fields.form.fields
    type_into(qtbot, fields["owner"].control, "Bo Lead")
    keys(qtbot, window, Key.Key_Tab)
    choose(qtbot, fields["likelihood"].control, "5  Almost certain")
    tab_to(qtbot, window, fields["impact"].control)
    choose(qtbot, fields["impact"].control, "2  Minor")
    keys(qtbot, window, Key.Key_Tab)

    def held() -> tuple[str, int | None]:
        return the_risk(window, "R-07").owner, score_of(plan_of(window).plan, the_risk(window, "R-07"))

    assert held() == ("Bo Lead", 10)
    assert page.risks.panel.status.line.badge.status == "amber"
    keys(qtbot, window, Key.Key_Z, Control)
    assert held() == ("Bo Lead", 16)
    keys(qtbot, window, Key.Key_Z, Control)
    assert held() == ("", 16)
    assert fields["owner"].text() == ""
    keys(qtbot, window, Key.Key_Y, Control)
    keys(qtbot, window, Key.Key_Y, Control)
    assert held() == ("Bo Lead", 10)
    assert fields["owner"].text() == "Bo Lead"


def close_and_reopen_a_risk(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window, RisksPage)

    def give_a_reason(dialog: RecordDialog[Any]) -> None:
        qtbot.keyClicks(dialog.form.fields["closed_why"].control, "All posts are filled.")
        press(qtbot, dialog.save_button)

    with answering(give_a_reason):
        press(qtbot, page.risks.panel.buttons[operations.close_risk])
    assert the_risk(window, "R-07").closed == date(2018, 1, 31)
    assert page.risks.panel.part(Facts).lines["Closed because"].text() == "All posts are filled."
    press(qtbot, page.risks.panel.buttons[operations.reopen])
    assert the_risk(window, "R-07").closed is None
    qtbot.waitUntil(lambda: said(page.risks.panel.history)[:1] == ["Reopen R-07"])
    told = said(page.risks.panel.history)
    for label in ("Close R-07", "Score R-07 5 x 2", "Re-own R-07", "Undo: Re-own R-07"):
        assert label in told
    assert any("Bo Lead" in line for line in told)
    assert any(line.endswith("Ann Officer, Programme manager") for line in told)


def narrow_by_the_matrix(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window, RisksPage)
    keys(qtbot, window, Key.Key_Escape)
    keys(qtbot, window, Key.Key_Escape)
    assert not page.risks.panel.isVisible()
    everything = len(page.risks.table.records.rows)
    qtbot.mouseClick(page.risks.matrix, Left, pos=page.risks.matrix.cell_box((5, 2)).center().toPoint())
    assert [row.record.ref for row in page.risks.table.records.rows] == ["R-07"]
    assert page.risks.bar.narrowed.text() == "✕   Almost certain, minor"
    press(qtbot, page.risks.bar.narrowed)
    assert len(page.risks.table.records.rows) == everything


def close_a_meeting(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_9, Control)
    page = page_of(window, MeetingsPage)
    coming = next(m for m in plan_of(window).all(Meeting) if m.day == date(2018, 3, 20))
    click_row(qtbot, page.meetings, coming.id)
    view = page.detail.meeting
    changed = view.changed
    assert changed.since.lines
    assert view.close_button.property("kind") != "primary", "it lies ahead"
    with answering(lambda box: press(qtbot, next(b for b in box.buttons() if b.text() == "Close the meeting"))):
        press(qtbot, view.close_button)
    assert plan_of(window).last_meeting == changed.last
    assert changed.last.id == coming.id
    assert not changed.since.isVisible()
    assert changed.nothing.text() == "Nothing yet."
    keys(qtbot, window, Key.Key_1, Control)
    assert not page_of(window, OverviewPage).dashboard.since.lines

    keys(qtbot, window, Key.Key_4, Control)
    risks = page_of(window, RisksPage)
    click_row(qtbot, risks.risks.table, the_risk(window, "R-12").id)
    choose(qtbot, risks.risks.fields.form.fields["likelihood"].control, "5  Almost certain")
    tab_to(qtbot, window, risks.risks.fields.form.fields["impact"].control)
    keys(qtbot, window, Key.Key_Tab)
    keys(qtbot, window, Key.Key_9, Control)
    lines = [line.spoken for line in changed.since.lines]
    assert any("Partners are not fully engaged" in line for line in lines), lines
    keys(qtbot, window, Key.Key_1, Control)
    lines = [line.spoken for line in page_of(window, OverviewPage).dashboard.since.lines]
    assert any("Partners are not fully engaged" in line for line in lines), lines


def export_the_briefing(qtbot: QtBot, window: MainWindow, to: Path) -> None:
    words = {card.title.text(): card.status.badge.text() for card in page_of(window, OverviewPage).dashboard.cards}

    def write(dialog: ExportDialog) -> None:
        type_into(qtbot, dialog.file.control, str(to))
        keys(qtbot, dialog, Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.written is not None, timeout=60_000)
        assert dialog.cancel.text() == "Close"
        press(qtbot, dialog.cancel)

    keys(qtbot, window, Key.Key_E, Control)
    with answering(write):
        press(qtbot, page_of(window, PapersPage).export)
    pages = page_texts(to)
    assert plan_of(window).plan.programme.title in pages[0]
    assert len(pages) >= 6
    assert f"{len(pages)} of {len(pages)}" in pages[-1]
    whole = " ".join(pages)
    for title, word in words.items():
        assert title in whole
        assert word in pages[1], f"the chair's page does not say that {title} is {word}"
    assert any(title == "Risks" for _, title, _ in outline(to))
    assert window.notice.message.text() == f"The paper is in {to.name}."


def work_on_a_copy(qtbot: QtBot, window: MainWindow, copy: Path) -> dict[str, Any]:
    before = plan_of(window).dump()
    with answering(name_file(qtbot, copy)):
        from_menu(qtbot, window, "File", "Save a copy…")
    assert window.notice.message.text() == f"A copy was saved as {copy.name}."
    with answering(name_file(qtbot, copy)):
        keys(qtbot, window, Key.Key_O, Control)
    assert plan_of(window).path == copy
    assert plan_of(window).dump() == before
    keys(qtbot, window, Key.Key_4, Control)
    page = page_of(window, RisksPage)
    click_row(qtbot, page.risks.table, the_risk(window, "R-01").id)
    type_into(qtbot, page.risks.fields.form.fields["owner"].control, "Cy Chair")
    keys(qtbot, window, Key.Key_Q, Control)  # while the keyboard is still in the field
    assert not window.isVisible()
    return before


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # what the offscreen platform leaves out
def test_the_whole_journey(qtbot: QtBot, tmp_path: Path) -> None:
    copy = tmp_path / "papers" / "our plan.goldthread"
    copy.parent.mkdir()
    before: dict[str, Any] = {}

    def first_time(window: MainWindow) -> None:
        see_the_demo(qtbot, window)
        look_at_the_overview(qtbot, window)
        show_the_facts_alone(qtbot, window)
        open_a_theme_and_go_back(qtbot, window)
        enter_a_reading_by_keyboard(qtbot, window)
        change_a_risk(qtbot, window)
        close_and_reopen_a_risk(qtbot, window)
        narrow_by_the_matrix(qtbot, window)
        close_a_meeting(qtbot, window)
        export_the_briefing(qtbot, window, tmp_path / "papers" / "for the board.pdf")
        before.update(work_on_a_copy(qtbot, window, copy))

    with answering(introduce_oneself(qtbot)):
        assert sit_down(first_time) == 0

    def second_time(window: MainWindow) -> None:
        workspace = plan_of(window)
        assert workspace.path == copy, "the plan opened last is opened again"
        assert workspace.person == ANN, "name and role are asked once"
        edits = workspace.dump()["edits"]
        assert edits[:-1] == before["edits"]
        assert edits[-1]["label"] == "Re-own R-01"
        risk = the_risk(window, "R-07")
        assert (risk.owner, score_of(workspace.plan, risk), risk.closed) == ("Bo Lead", 10, None)
        assert the_risk(window, "R-01").owner == "Cy Chair"
        assert workspace.last_meeting is not None
        assert workspace.last_meeting.day == date(2018, 3, 20)
        assert not workspace.can_undo
        assert workspace.check() == []

    assert sit_down(second_time) == 0


# -- a copy goes to the chair and comes home


CHAIR = Person("Cleo Carr", "Independent chair")


def read_and_ask_as_chair(qtbot: QtBot, window: MainWindow) -> None:
    """In the copy: mark the overview as read, ask about the first theme, re-own a risk, and quit."""
    qtbot.waitUntil(window.notice.isVisible)  # the plan itself lies beside it
    assert "Beside this plan lies plan.goldthread" in window.notice.message.text()
    window.notice.hide()
    keys(qtbot, window, Key.Key_R, Control)
    walk = window.stack.currentWidget()
    assert isinstance(walk, ChairWalk)
    keys(qtbot, window, Key.Key_M)
    keys(qtbot, window, Key.Key_Right)
    with answering(write_in(qtbot, text="Why are so many posts filled by agency staff?")):
        keys(qtbot, window, Key.Key_A)
    keys(qtbot, window, Key.Key_Escape)
    keys(qtbot, window, Key.Key_4, Control)
    page = page_of(window, RisksPage)
    click_row(qtbot, page.risks.table, the_risk(window, "R-07").id)
    type_into(qtbot, page.risks.fields.form.fields["owner"].control, "Cy Chair")
    keys(qtbot, window, Key.Key_Q, Control)


def own_the_risk_at_home(qtbot: QtBot, window: MainWindow) -> None:
    """In the plan, meanwhile: the same risk gets another owner."""
    keys(qtbot, window, Key.Key_4, Control)
    page = page_of(window, RisksPage)
    click_row(qtbot, page.risks.table, the_risk(window, "R-07").id)
    type_into(qtbot, page.risks.fields.form.fields["owner"].control, "Bo Lead")
    keys(qtbot, window, Key.Key_Tab)
    assert the_risk(window, "R-07").owner == "Bo Lead"


def bring_the_copy_home(qtbot: QtBot, window: MainWindow, copy: Path) -> None:
    def agree(dialog: CopyDialog) -> None:
        qtbot.waitUntil(lambda: dialog.jobs.job is None and "Both changed (1)" in said(dialog), timeout=60_000)
        assert any("by Cleo Carr" in line for line in said(dialog))
        keys(qtbot, dialog, Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60_000)

    with answering(name_file(qtbot, copy), agree):
        from_menu(qtbot, window, "File", "Bring in a copy…")
    workspace = plan_of(window)
    assert len(workspace.plan.clashes) == 1
    assert "Cleo Carr" in {entry.author for entry in workspace.history()}


def answer_the_chair_at_the_meeting(qtbot: QtBot, window: MainWindow) -> None:
    keys(qtbot, window, Key.Key_9, Control)
    page = page_of(window, MeetingsPage)
    (question,) = plan_of(window).all(Question)
    assert question.by == str(CHAIR)
    click_row(qtbot, page.meetings, question.meeting)
    part = page.detail.meeting.questions
    entry = part.items.entry_of(question.id)
    assert entry is not None
    assert any("Leadership, management and governance" in line for line in said(entry))
    qtbot.mouseClick(entry.head, Left)
    assert part.answer is not None
    type_into(qtbot, part.answer.form.fields["answer"].control, "Recruitment is slow across London.")
    press(qtbot, part.answer.button)
    assert plan_of(window).all(Question)[0].answer == "Recruitment is slow across London."


def settle_what_both_changed(qtbot: QtBot, window: MainWindow) -> None:
    workspace = plan_of(window)
    keys(qtbot, window, Key.Key_1, Control)
    lines = page_of(window, OverviewPage).dashboard.attention
    while lines.more.isVisible():
        press(qtbot, lines.more)
    row = next(row for row in lines.rows if row.line.target == workspace.plan.clashes[0])
    row.setFocus()

    def take_the_chairs(dialog: ClashDialog) -> None:
        press(qtbot, next(c.radio for c in dialog.choices if c.radio.text().startswith("Cleo Carr")))
        press(qtbot, dialog.save_button)

    with answering(take_the_chairs):
        keys(qtbot, window, Key.Key_Return)
    assert workspace.plan.clashes == ()
    assert the_risk(window, "R-07").owner == "Cy Chair"
    told = [line.spoken for line in page_of(window, OverviewPage).dashboard.since.lines]
    assert any("New staff cannot be recruited" in line for line in told), told
    assert any(line.startswith("Q-01 Why are so many posts") and "Recruitment is slow" in line for line in told), told
    assert workspace.check() == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_copy_goes_to_the_chair_and_comes_home_with_a_question_that_is_answered(qtbot: QtBot, tmp_path: Path) -> None:
    plan, copy = tmp_path / "plan.goldthread", tmp_path / "for the chair.goldthread"
    demo.make(plan, ANN, tmp_path / "backups").close()

    def give_out(window: MainWindow) -> None:
        with answering(name_file(qtbot, copy)):
            from_menu(qtbot, window, "File", "Save a copy…")
        own_the_risk_at_home(qtbot, window)

    def take_home(window: MainWindow) -> None:
        bring_the_copy_home(qtbot, window, copy)
        answer_the_chair_at_the_meeting(qtbot, window)
        settle_what_both_changed(qtbot, window)

    assert sit_down(give_out, plan=plan, person=ANN) == 0
    assert sit_down(lambda window: read_and_ask_as_chair(qtbot, window), plan=copy, person=CHAIR) == 0
    assert sit_down(take_home, plan=plan, person=ANN) == 0


# -- a plan of one's own


def test_a_new_plan_is_led_to_its_first_theme_indicator_and_risk(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "our plan.goldthread"

    def name_it(dialog: AskDialog) -> None:
        keys(qtbot, dialog, Key.Key_Return)
        assert dialog.fields["title"].hint.text() == "Title of the programme is needed."
        qtbot.keyClicks(dialog.fields["title"].control, "Getting to good")
        keys(qtbot, dialog, Key.Key_Return)

    def measure(dialog: IndicatorDialog) -> None:
        assert dialog.themes is not None
        assert [box.isChecked() for box in dialog.themes.boxes.values()] == [True], "it serves the only theme"
        write_in(qtbot, title="Assessments on time", target="90")(dialog)

    def first(window: MainWindow) -> None:
        welcome = window.stack.currentWidget()
        assert isinstance(welcome, Welcome)
        with answering(name_it, name_file(qtbot, tmp_path / "our plan")):
            press(qtbot, welcome.new)
        assert plan_of(window).path == file
        dashboard = page_of(window, OverviewPage).dashboard
        guide = dashboard.guide
        qtbot.waitUntil(guide.isVisible)
        assert guide.header.note.text() == "0 of 5 done"
        assert not dashboard.attention.isVisible()
        tab_to(qtbot, window, guide.steps[Theme].button)
        with answering(write_in(qtbot, title="Leadership")):
            keys(qtbot, window, Key.Key_Space)
        assert guide.header.note.text() == "1 of 5 done"
        with answering(measure):
            press(qtbot, guide.steps[Reading].button)
        assert isinstance(window.page(), IndicatorsPage)
        keys(qtbot, window, Key.Key_1, Control)
        with answering(write_in(qtbot, title="Fill the posts", owner="Ann")):
            press(qtbot, guide.steps[Action].button)
        assert guide.header.note.text() == "2 of 5 done"
        (theme,) = plan_of(window).all(Theme)
        assert [item.name for item in plan_of(window).ratings.items(theme)] == [
            "I-01 Assessments on time",
            "A-01 Fill the posts",
        ]
        keys(qtbot, window, Key.Key_Z, Control)
        assert not plan_of(window).all(Action)
        assert guide.steps[Action].button.isVisible()
        keys(qtbot, window, Key.Key_Y, Control)

    def later(window: MainWindow) -> None:
        assert plan_of(window).plan.programme.title == "Getting to good"
        assert [len(plan_of(window).all(kind)) for kind in (Theme, Indicator, Action)] == [1, 1, 1]

    with answering(introduce_oneself(qtbot)):
        assert sit_down(first) == 0
    assert sit_down(later) == 0


def edit_and_stay(plan: str) -> None:
    """What runs in the process that is killed: the command `goldthread`, and a person who re-owns a risk."""
    from app.cli import main

    def begin() -> None:
        window = the_window()
        if window is None:
            return
        timer.stop()
        QTest.keyClick(window, Key.Key_4, Control)
        page = page_of(window, RisksPage)
        line = page.risks.fields.form.fields["owner"].control
        page.risks.table.setFocus()
        QTest.keyClick(page.risks.table, Key.Key_Return)
        line.setFocus()
        QTest.keyClicks(line, "Bo Lead")
        QTest.keyClick(line, Key.Key_Tab)
        sys.stdout.write(f"{window.rail.saved.text()}: {window.menus['Undo'].text()}\n")
        sys.stdout.flush()

    app, timer = application(), QTimer(interval=5)
    timer.timeout.connect(begin)
    timer.start()
    QTimer.singleShot(60_000, app.quit)  # should the window never come, nobody waits for ever
    main([plan, "--author", "Ann"])


def test_what_was_saved_outlives_a_killed_program(tmp_path: Path) -> None:
    plan = tmp_path / "plan.goldthread"
    person = Person("Ann")
    made = Workspace.create(plan, person, tmp_path / "backups", "Improvement")
    made.save(made.draft(Risk, title="Staff leave"), label="Add")
    made.close()
    command = [sys.executable, "-c", f"from tests.test_journey import edit_and_stay; edit_and_stay({str(plan)!r})"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            said = program.stdout.readline()
        finally:
            program.kill()
    assert program.returncode == -signal.SIGKILL
    assert said.startswith("Saved"), said
    assert said.endswith(": Undo: Re-own R-01\n")
    reopened = Workspace.open(plan, person, tmp_path / "backups")
    assert reopened.writable, "a program that is gone holds nobody up"
    assert [risk.owner for risk in reopened.all(Risk)] == ["Bo Lead"]
    assert reopened.history()[0].label == "Re-own R-01"
    assert reopened.check() == []
    reopened.close()
