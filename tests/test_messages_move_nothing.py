"""Whatever is said, on whatever page: nothing that can be pressed moves when it comes and when it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records import Action, Indicator, Meeting, Recommendation, Record, Risk, Theme
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.special import RiskDialog
from app.ui.main_window import MainWindow
from app.ui.pages import PLACES
from app.workspace import Person, Workspace
from tests.app.ui.hands import Key, keys, press, type_into, window_of
from tests.demo_plan import open_demo

PRESSED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar)
LONG = "The plan cannot be written where it lies: the disk is full, and the folder of the backups is not there. " * 3
REVEALED: tuple[type[Record] | None, ...] = (None, Theme, Action, Indicator, Risk, Recommendation, Meeting)


@pytest.fixture
def plan(tmp_path: Path) -> Workspace:
    return open_demo(tmp_path)


@pytest.fixture
def window(qapp: QApplication, plan: Workspace) -> Iterator[MainWindow]:
    with window_of(plan) as window:
        yield window


def places(window: MainWindow) -> dict[QWidget, QRect]:
    return _settled(window, window.notice)


def _settled(window: QWidget, *messages: QWidget) -> dict[QWidget, QRect]:
    """Where everything is that can be pressed, once the layouts have settled."""
    found: dict[QWidget, QRect] = {}
    for _ in range(20):
        QApplication.processEvents()
        before, found = found, _places(window, messages)
        if found == before:
            return found
    raise AssertionError("the page does not come to rest")


def _places(window: QWidget, messages: Sequence[QWidget]) -> dict[QWidget, QRect]:
    return {
        widget: QRect(widget.mapToGlobal(QPoint()), widget.size())
        for widget in window.findChildren(QWidget)
        if isinstance(widget, PRESSED) and widget.isVisible() and not any(m.isAncestorOf(widget) for m in messages)
    }


def say_all(window: MainWindow) -> Iterator[None]:
    for sentence in ("Saved.", LONG):
        yield window.session.say(sentence)
        yield window.session.say(sentence, ("Undo", window.notice.hide))
        yield window.session.say_wrong(sentence, ("Restore a backup…", window.notice.hide))


def moves_nothing(window: MainWindow) -> None:
    before = places(window)
    assert len(before) > 3
    for _ in say_all(window):
        assert window.notice.isVisible()
        assert places(window) == before
        window.notice.hide()
        assert places(window) == before


@pytest.mark.parametrize("number", range(len(PLACES)), ids=[place.title for place in PLACES])
def test_on_no_page(window: MainWindow, number: int):
    window.show_page(number)
    moves_nothing(window)


@pytest.mark.parametrize("kind", [kind for kind in REVEALED if kind], ids=lambda kind: kind.TABLE)
def test_where_a_record_is_shown(window: MainWindow, plan: Workspace, kind: type[Record]):
    window.open_target(plan.all(kind)[0])
    moves_nothing(window)


def test_while_somebody_reads_as_chair(window: MainWindow):
    window.menus["Read as chair"].trigger()
    moves_nothing(window)
    window.uncover()


def test_a_message_is_gone_to_by_a_key_and_left_by_another(window: MainWindow, qtbot: QtBot):
    window.show_page(3)
    at = QApplication.focusWidget()
    assert not window.menus["Go to the message"].isEnabled()
    window.session.say_wrong("The disk is full.")
    assert window.menus["Go to the message"].isEnabled()
    keys(qtbot, window, Key.Key_F6)
    assert window.notice.buttons[0].hasFocus()
    keys(qtbot, window, Key.Key_Escape)
    assert window.notice.isHidden()
    assert QApplication.focusWidget() is at
    assert not window.menus["Go to the message"].isEnabled()


def test_the_page_stays_where_it_is_when_nobody_writes_any_more(qtbot: QtBot, tmp_path: Path):
    """Who writes is said above the page as long as one can only read; that it is free is said in the same place."""
    writer = Workspace.create(tmp_path / "plan.goldthread", Person("Pat"), tmp_path / "backups", "Plan")
    reader = Workspace.open(tmp_path / "plan.goldthread", Person("Ann"), tmp_path / "backups")
    window = MainWindow(PLACES, Person("Ann"), tmp_path / "backups", lambda: reader)
    qtbot.addWidget(window)
    window.show_plan(reader)
    window.show()
    before = {widget: at for widget, at in places(window).items() if not window.state.isAncestorOf(widget)}
    assert not window.state.buttons
    writer.close()
    qtbot.waitUntil(lambda: bool(window.state.buttons), timeout=10_000)
    after = places(window)
    assert {widget: after[widget] for widget in before} == before
    press(qtbot, window.state.buttons[0])
    assert reader.writable
    window.close()


def test_in_a_dialog_that_is_asked_to_close(qtbot: QtBot, plan: Workspace):
    dialog = RiskDialog(plan, plan.draft(Risk, title=""), "New risk", "Add")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    title = dialog.form.fields["title"].control
    type_into(qtbot, title, "Staff leave")
    before = _settled(dialog, dialog.banner)
    press(qtbot, dialog.cancel_button)
    assert dialog.banner.isVisible()
    assert _settled(dialog, dialog.banner) == before
    for control in (title, dialog.save_button, dialog.cancel_button):
        assert not dialog.banner.geometry().intersects(QRect(control.mapTo(dialog, QPoint()), control.size()))
    press(qtbot, dialog.banner.buttons[0])
    assert dialog.banner.isHidden()
    assert _settled(dialog, dialog.banner) == before


def test_in_a_dialog_while_a_job_begins_and_ends(qtbot: QtBot, plan: Workspace, tmp_path: Path):
    dialog = ExportDialog(plan, tmp_path / "briefing.pdf")
    qtbot.addWidget(dialog)
    dialog.show()
    before = _settled(dialog, dialog.jobs, dialog.outcome)
    with qtbot.waitSignal(dialog.export.clicked):
        press(qtbot, dialog.export)
    assert dialog.jobs.isVisible()
    during = _settled(dialog, dialog.jobs, dialog.outcome)
    assert {widget: before[widget] for widget in during} == during
    qtbot.waitUntil(lambda: dialog.jobs.job is None, timeout=60_000)
    after = _settled(dialog, dialog.jobs, dialog.outcome)
    assert {widget: place for widget, place in after.items() if widget in before} == before
