"""What was just shown stays in view while the page grows, and lets go when a person goes on."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.in_view import keep_in_view


@dataclass
class Scrolled:
    """A page of which a third is seen: a part that grows, the one that is looked at, and one more."""

    area: QScrollArea
    content: QWidget
    above: QWidget
    part: QLineEdit
    below: QLineEdit

    def top(self) -> int:
        return self.part.mapTo(self.area.viewport(), QPoint(0, 0)).y()

    def is_seen(self) -> bool:
        return 0 <= self.top() <= self.area.viewport().height() - self.part.height()

    def grow(self, qtbot: QtBot) -> None:
        """Grow above it by more than is seen, and let everything that waits happen."""
        self.above.setFixedHeight(self.above.height() + 500)
        wanted = self.content.height() + 500
        qtbot.waitUntil(lambda: self.content.height() == wanted)
        for _ in range(4):  # what follows from it takes a turn of the loop each
            QApplication.processEvents()


@pytest.fixture
def page(qtbot: QtBot) -> Scrolled:
    area, content = QScrollArea(), QWidget()
    there = Scrolled(area, content, QWidget(), QLineEdit(), QLineEdit())
    lines = QVBoxLayout(content)
    for part in (there.above, there.part, there.below):
        lines.addWidget(part)
    there.above.setFixedHeight(500)
    there.below.setFixedHeight(400)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    area.activateWindow()
    there.part.setFocus()
    qtbot.waitUntil(there.part.hasFocus)
    area.verticalScrollBar().setValue(0)
    return there


def test_it_is_seen_however_often_the_page_grows(qtbot: QtBot, page: Scrolled):
    assert not page.is_seen()
    keep_in_view(page.part)
    qtbot.waitUntil(page.is_seen)
    for _ in range(4):
        page.grow(qtbot)
        assert page.is_seen()


def test_the_wheel_lets_it_go(qtbot: QtBot, page: Scrolled):
    keep_in_view(page.part)
    qtbot.waitUntil(page.is_seen)
    middle = QPoint(100, 100)
    QApplication.sendEvent(
        page.area.viewport(),
        QWheelEvent(
            middle, page.area.viewport().mapToGlobal(middle), QPoint(), QPoint(0, 1200), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
    page.grow(qtbot)
    assert not page.is_seen()


@pytest.mark.parametrize("going_on", ["keyboard elsewhere", "hidden"])
def test_it_is_let_go_when_a_person_goes_on(qtbot: QtBot, page: Scrolled, going_on: str):
    keep_in_view(page.part)
    qtbot.waitUntil(page.is_seen)
    if going_on == "hidden":
        page.part.hide()
        page.part.show()
    else:
        qtbot.keyClick(page.part, Qt.Key.Key_Tab)
        assert page.below.hasFocus()
    page.grow(qtbot)
    assert not page.is_seen()


def test_the_last_that_is_shown_counts(qtbot: QtBot, page: Scrolled):
    keep_in_view(page.above)
    keep_in_view(page.part)
    page.grow(qtbot)
    assert page.is_seen()
    page.above.setFixedWidth(200)  # which the first would have followed
    for _ in range(4):
        QApplication.processEvents()
    assert page.is_seen()
