"""Lines that are whole, the first few of many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.lazy import Lazy
from app.domain.records import Risk
from app.ui import look
from app.ui.kit import scroll
from app.ui.widgets.line_list import ListLine
from app.ui.widgets.rag_badge import IllustrativeDot
from app.ui.widgets.whole_lines import MEASURE, Prose, WholeLine, WholeLines, measure
from tests.app.ui.hands import Key, press

LONG = "What is to be read is never cut off, however narrow the room is that it has got. " * 3


def line(number: int) -> ListLine:
    return ListLine(title=f"Line {number}", fact=LONG, target=number)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Iterator[WholeLines]:
    look.apply(qapp, look.Appearance.LIGHT)
    made = WholeLines("Things", 3)
    area = scroll(made)
    qtbot.addWidget(area)
    area.resize(300, 300)
    made.show_lines(Lazy(range(60), line), 50, "10 edits of wording")
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    yield made
    area.close()


def titles(shown: WholeLines) -> list[str]:
    return [row.title.text() for row in shown.rows]


def test_the_first_few_are_shown_then_more_in_their_place_and_the_rest_behind_a_word(qtbot: QtBot, shown: WholeLines):
    assert titles(shown) == ["Line 0", "Line 1", "Line 2"]
    assert isinstance(shown.lines, Lazy)
    assert shown.lines.made == 3
    assert shown.more.text() == "47 more"
    press(qtbot, shown.more)
    assert len(shown.rows) == 43
    assert shown.rows[3].hasFocus()
    assert shown.more.text() == "7 more"
    press(qtbot, shown.more)
    assert len(shown.rows) == 50
    assert not shown.more.isVisible()
    assert shown.fold.text() == "And 10 edits of wording"
    press(qtbot, shown.fold)
    assert titles(shown)[-1] == "Line 59"
    assert shown.fold.text() == "Hide 10 edits of wording"
    press(qtbot, shown.fold)
    assert titles(shown)[-1] == "Line 49"
    shown.begin()
    shown.show_lines(shown.lines)
    assert len(shown.rows) == 3


def test_one_line_more_is_shown_itself(shown: WholeLines):
    shown.show_lines([line(number) for number in range(4)])
    assert len(shown.rows) == 4
    assert not shown.more.isVisible()


def test_what_it_says_is_whole_in_a_narrow_place(qtbot: QtBot, shown: WholeLines):
    qtbot.waitUntil(lambda: shown.rows[0].height() > 4 * shown.rows[0].title.height())
    for row in shown.rows:
        assert row.height() >= row.layout().heightForWidth(row.width())  # type: ignore[union-attr]


def test_a_row_whose_line_stays_as_it_is_stays_and_keeps_the_keyboard(shown: WholeLines):
    kept, changed = shown.rows[0], shown.rows[1]
    changed.setFocus()
    shown.show_lines([line(0), ListLine(title="Another", target=1), line(2)])
    assert shown.rows[0] is kept
    assert shown.rows[1] is not changed
    assert shown.rows[1].hasFocus()


def test_the_keyboard_brings_into_view_what_it_comes_to(qtbot: QtBot, shown: WholeLines):
    area = shown.window()
    assert isinstance(area, QScrollArea)
    press(qtbot, shown.more)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(0)
    shown.rows[0].setFocus()
    for at in range(6):
        qtbot.keyClick(shown.rows[at], Key.Key_Down)
    assert shown.rows[6].hasFocus()
    assert area.verticalScrollBar().value() > 0
    with qtbot.waitSignal(shown.opened) as told:
        qtbot.keyClick(shown.rows[6], Key.Key_Return)
    assert told.args == [6]


def test_a_line_that_leads_nowhere_opens_nothing_but_can_be_asked_about(qtbot: QtBot):
    risk = Risk(id="r", title="Staff leave")
    row = WholeLine(ListLine(title="Staff leave", about=risk), asks=True)
    qtbot.addWidget(row)
    row.show()
    assert row.ask is not None
    with qtbot.waitSignal(row.asked) as told:
        press(qtbot, row.ask)
    assert told.args == [risk]
    dead = WholeLine(ListLine(title="Nothing"), asks=True)
    qtbot.addWidget(dead)
    assert dead.ask is None


def test_what_is_illustrative_has_a_small_hollow_dot_and_says_the_word(qtbot: QtBot):
    row = WholeLine(ListLine(title="Score 16", illustrative=True, target=1))
    qtbot.addWidget(row)
    (dot,) = row.findChildren(IllustrativeDot)
    assert dot.accessibleName() == "illustrative"
    assert dot.toolTip()
    assert row.text().endswith("illustrative")


def test_a_line_is_read_out_whole_and_marked_by_its_status_or_direction():
    red = ListLine(title="Oversight", fact="7.1 points below target.", more="No owner", word="Indicator", status="red")
    better = ListLine(title="Contacts", fact="74 %", direction="better", illustrative=True)
    assert red.spoken == "Off track, Oversight, 7.1 points below target. No owner, Indicator"
    assert better.spoken == "Contacts, 74 %, illustrative"
    assert [line.shape[0] for line in (red, better, ListLine(title="Neither"))] == ["diamond", "up", "dot"]


@pytest.mark.parametrize("role", ["body", "reading", "lead"])
def test_the_eye_can_follow_a_line_of_what_is_read(qtbot: QtBot, role: str):
    label = Prose(LONG, role)
    qtbot.addWidget(label)
    assert label.maximumWidth() == measure(label)
    fits = label.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, measure(label))
    assert abs(len(fits) - MEASURE) < 10
