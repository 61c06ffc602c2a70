"""A list of lines is gone through and opened by mouse and keys, and says all it shows."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.lazy import Lazy
from app.ui.widgets.line_list import Line, LineList

KEY = Qt.Key
LINES = [
    Line(title="Oversight", fact="7.1 points below target.", more="No owner", word="Indicator", status="red", target=1),
    Line(title="Nobody shows this", word="Body"),
    Line(title="Contacts", fact="74 %", direction="better", illustrative=True, target=3),
]


@pytest.fixture
def shown(qtbot: QtBot) -> LineList:
    made = LineList("Needs attention")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_lines(LINES)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(shown: LineList, number: int):
    return shown.visualRect(shown.model().index(number, 0)).center()


def test_a_click_opens_what_the_line_is_about(qtbot: QtBot, shown: LineList):
    with qtbot.waitSignal(shown.opened) as told:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(shown, 2))
    assert told.args == [3]


def test_a_line_that_leads_nowhere_opens_nothing(qtbot: QtBot, shown: LineList):
    with qtbot.assertNotEmitted(shown.opened):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(shown, 1))


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_arrows_and_enter_open_a_line(qtbot: QtBot, shown: LineList, key: Qt.Key):
    shown.setFocus()
    qtbot.keyClick(shown, KEY.Key_Down)
    qtbot.keyClick(shown, KEY.Key_Down)
    with qtbot.waitSignal(shown.opened) as told:
        qtbot.keyClick(shown, key)
    assert told.args == [3]


def test_each_line_is_read_out_whole(shown: LineList):
    said = [shown.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == [
        "Off track, Oversight, 7.1 points below target. No owner, Indicator",
        "Nobody shows this, Body",
        "Contacts, 74 %, illustrative",
    ]
    assert shown.accessibleName() == "Needs attention, 3 lines"


def test_the_tooltip_shows_markup_as_it_was_typed(shown: LineList):
    shown.show_lines([Line(title="<b>R&D</b>", fact="x")])
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in shown.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_an_empty_list_takes_no_focus(shown: LineList):
    shown.show_lines([])
    assert shown.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_keyboard_stays_at_its_place(qtbot: QtBot, shown: LineList):
    shown.setFocus()
    qtbot.keyClick(shown, KEY.Key_End)
    shown.show_lines(LINES[:2])
    assert shown.currentIndex().row() == 1


def test_direction_and_status_give_the_mark():
    assert [line.shape[0] for line in LINES] == ["diamond", "dot", "up"]


def test_the_last_lines_are_folded_until_a_press_shows_them_and_another_hides_them(qtbot: QtBot, shown: LineList):
    shown.show_lines(LINES, 1, "2 edits of wording")
    assert [line.title for line in shown.lines] == ["Oversight", "And 2 edits of wording"]
    with qtbot.waitSignal(shown.refolded), qtbot.assertNotEmitted(shown.opened):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(shown, 1))
    assert [line.title for line in shown.lines] == ["Oversight", "2 edits of wording", *(x.title for x in LINES[1:])]
    with qtbot.waitSignal(shown.opened) as told:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(shown, 3))
    assert told.args == [3]
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(1, 0))
    qtbot.keyClick(shown, KEY.Key_Return)
    assert len(shown.lines) == 2


def test_what_was_unfolded_stays_so_when_the_lines_are_shown_again(qtbot: QtBot, shown: LineList):
    shown.show_lines(LINES, 1, "2 edits of wording")
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle(shown, 1))
    shown.show_lines(LINES[:2], 1, "1 edit of wording")
    assert [line.title for line in shown.lines] == ["Oversight", "1 edit of wording", "Nobody shows this"]


def test_a_folded_line_is_not_made_before_it_is_shown(shown: LineList):
    lines = Lazy(partial(LINES.__getitem__, number) for number in range(3))
    shown.show_lines(lines, 1, "2 edits of wording")
    shown.lines[0], shown.lines[1]
    assert lines.made == 1
