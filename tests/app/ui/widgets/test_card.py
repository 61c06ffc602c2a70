"""Cards, and rows that are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.widgets.card import Card, ListCard, ListRow, Pressable, PressableCard, PressableRow
from app.ui.widgets.rag_badge import IllustrativeDot
from tests.app.ui.hands import windows

Key = Qt.Key
ROWS = [
    ListRow("Oversight is 7.1 points below target", "Training is under way", "Indicator", "red", target="I-02"),
    ListRow("Two sources disagree", word="Settle", status="amber"),
    ListRow(
        "13 risks have no owner", "Scores are illustrative", "Risks", "not rated", target="risks", illustrative=True
    ),
]


@pytest.fixture
def card(qtbot: QtBot) -> ListCard:
    made = ListCard("Needs attention", "3")
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def focus(qtbot: QtBot, row: PressableRow) -> None:
    row.window().activateWindow()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)


def test_nothing_is_shown_before_it_has_a_place(qtbot: QtBot):
    made = [Card("Title", "Note"), Card(), ListCard("List"), PressableCard()]
    assert not [w for w in windows() if w.isVisible()]
    for card in made:
        qtbot.addWidget(card)


def test_a_click_opens_what_the_row_is_about(qtbot: QtBot, card: ListCard):
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.mouseClick(card.list.rows[0], Qt.MouseButton.LeftButton)
    assert opened.args == ["I-02"]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_keys_open_it_too(qtbot: QtBot, card: ListCard, key: Key):
    focus(qtbot, card.list.rows[2])
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.keyClick(card.list.rows[2], key)
    assert opened.args == ["risks"]


def test_a_click_on_the_words_of_a_row_is_a_click_on_the_row(qtbot: QtBot, card: ListCard):
    row = card.list.rows[0]
    words = next(label for label in row.findChildren(QLabel) if label.text().startswith("Training"))
    place = words.mapTo(row, words.rect().center())
    assert row.childAt(place) is None
    with qtbot.waitSignal(card.opened):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=place)


def test_up_and_down_go_from_row_to_row_past_those_that_lead_nowhere(qtbot: QtBot, card: ListCard):
    first, dead, last = card.list.rows
    focus(qtbot, first)
    qtbot.keyClick(first, Key.Key_Down)
    assert last.hasFocus()
    qtbot.keyClick(last, Key.Key_Down)
    assert last.hasFocus()
    qtbot.keyClick(last, Key.Key_Up)
    assert first.hasFocus()
    with qtbot.assertNotEmitted(card.opened):
        qtbot.mouseClick(dead, Qt.MouseButton.LeftButton)


def test_a_row_is_read_aloud_whole(card: ListCard):
    assert card.list.rows[2].text() == (
        "Not rated. 13 risks have no owner. Scores are illustrative. Risks. illustrative"
    )


def test_other_rows_keep_the_keyboard_in_its_place(qtbot: QtBot, card: ListCard):
    focus(qtbot, card.list.rows[2])
    card.show_rows(ROWS[:1])
    assert card.list.rows[0].hasFocus()


def test_where_there_is_none_it_says_so(card: ListCard):
    card.show_rows([], "Nothing needs attention.")
    said = [label.text() for label in card.list.findChildren(QLabel) if label.isVisible()]
    assert said == ["Nothing needs attention."]


def test_users_words_are_shown_as_they_are(qtbot: QtBot, card: ListCard):
    card.show_rows([ListRow("<h1>R&D</h1>", "<script>", target=1)])
    labels = [label for label in card.list.rows[0].findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_long_words_wrap_and_are_whole(qtbot: QtBot, card: ListCard):
    card.show_rows([ListRow("Management oversight of every case in the last eight weeks " * 4, target=1)])
    row = card.list.rows[0]
    card.resize(300, 300)
    qtbot.waitUntil(lambda: row.height() >= 4 * row.fontMetrics().height())


def test_a_card_that_leads_nowhere_takes_no_keyboard_but_stays_readable(qtbot: QtBot):
    card = PressableCard()
    qtbot.addWidget(card)
    card.setEnabled(False)
    assert card.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert card.isEnabled()


def test_where_the_keyboard_is_can_be_seen(qtbot: QtBot):
    pressable = Pressable()
    qtbot.addWidget(pressable)
    pressable.resize(120, 40)
    pressable.show()
    before = pressable.grab().toImage()
    pressable.activateWindow()
    pressable.setFocus()
    qtbot.waitUntil(pressable.hasFocus)
    assert pressable.grab().toImage() != before


def test_an_illustrative_row_has_a_small_dot_that_says_the_word_and_lets_a_press_through(qtbot: QtBot, card: ListCard):
    (dot,) = card.findChildren(IllustrativeDot)
    assert dot.accessibleName() == "illustrative"
    assert "Illustrative" in dot.toolTip()
    with qtbot.waitSignal(card.opened) as opened:
        qtbot.mouseClick(dot, Qt.MouseButton.LeftButton)
    assert opened.args == ["risks"]
