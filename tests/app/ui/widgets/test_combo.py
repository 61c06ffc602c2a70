"""Boxes to choose from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.widgets.combo import MOST, Combo


@pytest.fixture
def combo(qtbot: QtBot) -> Iterator[Combo]:
    window, made, other = QWidget(), Combo(), QLineEdit()
    made.addItems(["one", "two", "three"])
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    yield made
    window.close()


def turn_wheel(combo: Combo) -> None:
    place = QPointF(5, 5)
    event = QWheelEvent(
        place, combo.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)


def test_scrolling_past_changes_nothing(combo: Combo):
    turn_wheel(combo)
    assert combo.currentText() == "one"


def test_the_wheel_turns_it_once_the_keyboard_is_in_it(qtbot: QtBot, combo: Combo):
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    turn_wheel(combo)
    assert combo.currentText() == "two"


@pytest.fixture
def large_words(qapp: QApplication) -> Iterator[None]:
    """Words of twice the size, as at 200 % scaling."""
    before, twice = qapp.font(), qapp.font()
    twice.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(twice)
    yield
    qapp.setFont(before)


@pytest.mark.parametrize("count", [1, 2, 3, MOST - 1, MOST, MOST + 1, 60])
@pytest.mark.parametrize("appearance", [look.Appearance.LIGHT, look.Appearance.DARK])
@pytest.mark.parametrize("size", [[], ["large_words"]])
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_list_shows_every_entry_whole(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    combo: Combo,
    count: int,
    appearance: look.Appearance,
    size: list[str],
):
    for fixture in size:
        request.getfixturevalue(fixture)
    look.apply(qapp, appearance)
    combo.clear()
    combo.addItems([f"Overview and Scrutiny Committee (Children and Families), meeting {n + 1}" for n in range(count)])
    combo.resize(160, combo.height())
    qtbot.mouseClick(combo, Qt.MouseButton.LeftButton)
    view = combo.view()
    qtbot.waitUntil(view.isVisible)
    room = combo.screen().availableGeometry()
    assert room.contains(view.window().geometry())
    rows = [view.visualRect(view.model().index(row, 0)) for row in range(count)]
    whole = [row for row in rows if row.top() >= 0 and row.bottom() <= view.viewport().rect().bottom()]
    if len(whole) < count:
        assert len(whole) == MOST, "a longer list scrolls"
        qtbot.keyClick(view, Qt.Key.Key_End)
    last = view.visualRect(view.model().index(count - 1, 0))
    assert last.bottom() <= view.viewport().rect().bottom(), "the last entry is cut"
    assert last.top() >= 0
    assert view.sizeHintForColumn(0) <= view.viewport().width() or view.window().width() == room.width()
    combo.hidePopup()
