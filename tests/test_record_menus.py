"""“Erase for good…” lives in the menu of each record, and nowhere in a dialog."""

# ruff: noqa: F811 - `hands` is a fixture

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from app.domain.records import KINDS, Action, Category, Link, Milestone, Record, Risk, ScaleCell, ScaleLevel, Thresholds
from app.ui import operations
from app.ui.dialogs.erase import Choices, EraseDialog
from app.ui.pages.plan import PlanPage
from app.ui.widgets.record_menu import RecordMenu, record_at
from app.ui.widgets.record_table import RecordTable
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

HOLDS_NO_WORDS: dict[type[Record], str] = {
    Link: "it is nothing but its two ends",
    Category: "a heading of risks, which stands in its dialog alone; `goldthread erase` reaches it",
    Thresholds: "it holds numbers alone",
    ScaleCell: "it holds numbers alone",
    ScaleLevel: "a word of the scale, which stands in its dialog alone; `goldthread erase` reaches it",
}
"""Kinds that cannot name a person."""


class Looker(Hands):
    """A person who looks for erasing in every dialog."""

    def writes(self, **typed: str) -> Callable[[Any], None]:
        writing = super().writes(**typed)

        def act(dialog: Any) -> None:
            for button in dialog.findChildren(QAbstractButton):
                assert "erase" not in button.text().casefold(), dialog.windowTitle()
            writing(dialog)

        return act


@pytest.fixture
def looker(hands: Hands) -> Looker:
    return Looker(hands.qtbot, hands.window, hands.workspace, hands.folder)


def reachable(hands: Hands) -> set[str]:
    """The keys of the records whose menu can be brought up where one is now, and of what is erased with one of them."""
    QApplication.processEvents()
    page = hands.window.page()
    assert page is not None
    seen = [widget for widget in page.findChildren(QWidget) if widget.isVisible()]
    keys = {widget.key for widget in seen if isinstance(widget, RecordMenu)}
    keys |= {record_at(widget) for widget in seen}
    keys |= {str(w.records.key(row)) for w in seen if isinstance(w, RecordTable) for row in w.records.rows}
    said = set[str]()
    for key in keys:
        if record := hands.workspace.find(key):
            choices = Choices(hands.workspace, record)
            said |= {other.id for other, _box in choices.also}
            choices.deleteLater()
    return {key for key in keys | said if key and hands.workspace.find(key)}


@pytest.mark.parametrize(
    ("hands", "kind"),
    [pytest.param(begins_with(kind), kind, id=kind.TABLE) for kind in KINDS if kind not in HOLDS_NO_WORDS],
    indirect=["hands"],
)
def test_no_dialog_offers_it_and_every_kind_is_reached_from_a_menu(looker: Looker, kind: type[Record]):
    way = WAYS[kind]
    way.needs(looker)
    ready(looker)
    way.make(looker)
    (made,) = looker.workspace.all(kind)
    found = reachable(looker)
    if made.id not in found:  # it is where one goes to see it
        looker.window.open_target(looker.workspace.find(getattr(made, "record", "")) or made)
        found = reachable(looker)
    assert made.id in found


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
