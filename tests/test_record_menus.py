"""“Erase for good…” lives in the menu of each record; `test_every_kind` looks for it in dialogs and for each kind."""

# ruff: noqa: F811 - `hands` is a fixture

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.records import Action, Milestone, Risk
from app.ui import operations
from app.ui.dialogs.erase import EraseDialog
from app.ui.pages.plan import PlanPage
from app.ui.widgets.record_menu import record_at
from tests.app.ui.hands import press
from tests.test_every_kind import (  # noqa: F401 - a fixture among them
    WAYS,
    Hands,
    begins_with,
    hands,
    needs_action,
    needs_risk_and_recommendation,
    ready,
    the_risk,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus on the offscreen platform


def erased_by(hands: Hands, open_it: Callable[[], object]) -> str:
    """What is asked to be erased after something was pressed; nothing is erased."""
    found: list[str] = []

    def act(dialog: EraseDialog) -> None:
        found.append(dialog._heading.text())
        press(hands.qtbot, dialog.cancel_button)

    hands.dialog(lambda: void(open_it()), act)
    return found[0]


def void(_done: object) -> None:
    pass


def choose_erase() -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(line for line in menu.actions() if line.text() == operations.erase.word).trigger()
    menu.close()


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_a_right_click_or_the_menu_key_in_a_row_of_a_panel_brings_it_up(hands: Hands, reason: QContextMenuEvent.Reason):
    needs_action(hands)
    hands.have(Milestone, title="Campaign begun", action=hands.one(Action).id)
    panel = hands.go(PlanPage).panel
    hands.window.open_target(hands.one(Action))
    button = panel.milestones.opening[hands.one(Milestone).id]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    milestone = hands.one(Milestone)

    def place() -> QPoint:
        panel.area.ensureWidgetVisible(button)
        return button.mapTo(hands.window, QPoint(3, 3))

    hands.qtbot.waitUntil(lambda: record_at(hands.window.childAt(place())) == milestone.id)
    at = place()

    def by_menu() -> None:
        QTimer.singleShot(0, choose_erase)
        event = QContextMenuEvent(reason, at, hands.window.mapToGlobal(at))
        QApplication.sendEvent(hands.window, event)

    assert erased_by(hands, by_menu) == f"Erase for good: {hands.one(Milestone).name}"


@pytest.mark.parametrize("hands", ["Getting to good"], indirect=True)
def test_the_menu_in_the_head_of_a_panel_is_reached_by_tab(hands: Hands):
    needs_risk_and_recommendation(hands)
    more = the_risk(hands).risks.panel.more
    assert more.isVisible()
    assert more.focusPolicy() & Qt.FocusPolicy.TabFocus
    line = more.lines()[-1]
    assert line.text() == operations.erase.word
    assert erased_by(hands, line.trigger) == f"Erase for good: {hands.one(Risk).name}"
