"""The window over a plan: pages, the way back, writing, and what others do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from app.domain.records import Programme, Record, Risk, Theme
from app.ui import look
from app.ui.main_window import FRAME, USUAL, MainWindow, fitted
from app.ui.page import Page, Place, Several, Target
from app.ui.plan_files import PlanFiles
from app.ui.session import Session
from app.workspace import Person, Workspace

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Control, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ANN, PAT = Person("Ann", "Officer"), Person("Pat Jones", "Programme manager")


class Telling(Page):
    """A page that remembers what it was told."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reloads: list[frozenset[type[Record]]] = []
        self.revealed: list[Target] = []
        self.found = 0
        self.loses: QWidget | None = None
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def reload(self, kinds: frozenset[type[Record]]) -> None:
        self.reloads.append(kinds)
        if self.loses is not None:
            self.loses.hide()

    def reveal(self, target: Target) -> None:
        self.revealed.append(target)

    def find(self) -> None:
        self.found += 1


class First(Telling):
    title = "First"


class Risks(Telling):
    title = "Risks"


PLACES = (Place("First", lambda: First, (Theme,)), Place("Risks", lambda: Risks, (Risk,)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    made = Workspace.create(folder / "plan.goldthread", ANN, folder / "backups", "Improvement & more")
    made.save(replace(made.all(Programme)[0], position=date(2018, 1, 31)), label="Fix the day")
    made.save(made.draft(Risk, title="Staff leave"), made.draft(Risk, title="Data is poor"), label="Add risks")
    return made


@pytest.fixture
def window(qtbot: QtBot, folder: Path, workspace: Workspace) -> Iterator[MainWindow]:
    def new_demo() -> Workspace:
        return Workspace.create(folder / "demo.goldthread", ANN, folder / "backups", "The demo")

    made = MainWindow(PLACES, ANN, folder / "backups", new_demo)
    qtbot.addWidget(made)
    made.show_plan(workspace)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.close()


def page(window: MainWindow) -> Telling:
    found = window.page()
    assert isinstance(found, Telling)
    return found


def risk(window: MainWindow) -> Risk:
    assert window.workspace is not None
    return window.workspace.all(Risk)[0]


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_a_page_is_made_when_it_is_first_seen_and_only_then(qtbot: QtBot, window: MainWindow):
    assert window.stack.count() == 1
    press(qtbot, window, Key.Key_2, Control)
    assert page(window).title == "Risks"
    assert window.stack.count() == 2
    assert window.rail.buttons[1].isChecked()
    qtbot.mouseClick(window.rail.buttons[0], Left)
    assert page(window).title == "First"
    assert window.stack.count() == 2


def test_the_keyboard_comes_along_to_the_page(qtbot: QtBot, window: MainWindow):
    qtbot.mouseClick(window.rail.buttons[1], Left)
    focus = QApplication.focusWidget()
    assert focus is page(window)
    qtbot.keyClick(focus, Key.Key_Tab)
    assert page(window).line.hasFocus()


def test_a_record_opens_on_the_page_of_its_kind_and_back_returns(qtbot: QtBot, window: MainWindow):
    first = page(window)
    first.opened.emit(risk(window))
    assert page(window).title == "Risks"
    assert page(window).revealed[-1] == risk(window)
    press(qtbot, window, Key.Key_Left, Alt)
    assert page(window) is first
    press(qtbot, window, Key.Key_Right, Alt)
    assert page(window).revealed[-1] == risk(window)
    press(qtbot, window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert page(window) is first
    assert not window.menus["Back"].isEnabled()


def test_what_stands_for_a_record_that_is_not_made_yet_is_shown_too(window: MainWindow):
    page(window).opened.emit(Risk(id="", title=""))
    assert page(window).revealed[-1] == Risk(id="", title="")


def test_several_records_and_the_first_view_are_steps_too(window: MainWindow):
    some = Several(Risk, frozenset([risk(window).id]), "likely, major")
    page(window).opened.emit(some)
    page(window).opened.emit(None)
    assert page(window).revealed[-2:] == [some, None]
    window.go_back()
    assert page(window).revealed[-1] == some


def test_a_kind_that_no_page_shows_leads_nowhere(window: MainWindow):
    assert window.workspace is not None
    programme = window.workspace.all(Programme)[0]
    first = page(window)
    assert not first.can_open(programme)
    assert first.can_open(risk(window))
    assert first.can_open(Several(Risk, frozenset(), ""))
    first.opened.emit(programme)
    assert page(window) is first


def test_back_shows_a_record_as_it_is_now_and_what_is_gone_not_at_all(window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    page(window).opened.emit(risk(window))
    shown = page(window)
    window.show_page(0)
    workspace.save(replace(risk(window), owner="Bo"), label="Re-own")
    window.go_back()
    assert shown.revealed[-1] == replace(risk(window), owner="Bo")
    window.show_page(0)
    workspace.remove(risk(window), label="Remove")
    window.go_back()
    assert shown.revealed[-1] is None


def test_a_change_reaches_the_page_that_is_seen_at_once_and_others_when_they_are(window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    first = page(window)
    window.show_page(1)
    risks = page(window)
    first.reloads.clear()
    risks.reloads.clear()
    workspace.save(replace(risk(window), owner="Bo"), label="Re-own R-01")
    workspace.save(workspace.draft(Theme, title="Leadership"), label="Add a theme")
    assert risks.reloads == [frozenset({Risk}), frozenset({Theme})]
    assert first.reloads == []
    window.show_page(0)
    assert first.reloads == [frozenset({Risk, Theme})]


def test_undo_and_redo_say_what_they_would_do_and_do_it(qtbot: QtBot, window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    workspace.save(replace(risk(window), owner="Bo"), label="Re-own R-01 & more")
    assert window.menus["Undo"].text() == "Undo: Re-own R-01 && more"
    press(qtbot, window, Key.Key_Z, Control)
    assert risk(window).owner == ""
    assert window.notice.message.text() == "Undone: Re-own R-01 & more."
    assert window.menus["Redo"].text() == "Redo: Re-own R-01 && more"
    press(qtbot, window, Key.Key_Y, Control)
    assert risk(window).owner == "Bo"
    assert not window.menus["Redo"].isEnabled()


def test_control_z_in_a_line_of_text_undoes_the_typing_and_not_the_plan(qtbot: QtBot, window: MainWindow):
    workspace = window.workspace
    assert workspace is not None
    workspace.save(replace(risk(window), owner="Bo"), label="Re-own R-01")
    line = page(window).line
    line.setFocus()
    qtbot.keyClicks(line, "abc")
    press(qtbot, window, Key.Key_Z, Control)
    assert line.text() == ""
    assert risk(window).owner == "Bo"


def test_copy_and_find_go_where_the_keyboard_is(qtbot: QtBot, window: MainWindow):
    line = page(window).line
    line.setFocus()
    line.setText("Staff leave")
    line.selectAll()
    window.menus["Copy"].trigger()
    assert QApplication.clipboard().text() == "Staff leave"
    press(qtbot, window, Key.Key_F, Control)
    assert page(window).found == 1


def test_the_title_and_the_foot_of_the_rail_say_what_is_open(window: MainWindow):
    assert window.windowTitle() == "plan – Goldthread"
    assert window.rail.position.text() == "Position at 31 Jan 2018"
    assert window.rail.saved.text().startswith("Saved")


def test_facts_only_is_switched_for_every_page_and_said(window: MainWindow):
    assert window.workspace is not None
    first = page(window)
    first.reloads.clear()
    window.menus["Report's facts only"].trigger()
    assert window.workspace.facts_only
    assert window.rail.facts_only.isVisible()
    assert len(first.reloads) == 1
    window.menus["Report's facts only"].trigger()
    assert not window.rail.facts_only.isVisible()


def test_the_appearance_is_chosen_remembered_and_ticked(window: MainWindow):
    actions = window.menus
    actions["Dark"].trigger()
    assert look.is_dark()
    assert settings.get(settings.APPEARANCE) == "dark"
    assert actions["Dark"].isChecked()
    actions["Light"].trigger()
    assert not look.is_dark()


def test_what_a_page_says_and_what_it_was_refused_stands_above_it(qtbot: QtBot, window: MainWindow):
    page(window).session.say("Saved the risk.")
    assert window.notice.isVisible()
    page(window).session.say_wrong("There is no room left on the disk.")
    assert window.notice.message.text() == "There is no room left on the disk."
    press(qtbot, window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not window.notice.isVisible()


def test_a_refused_edit_is_said_above_the_page(window: MainWindow):
    assert window.workspace is not None
    shown = page(window)
    wrong = replace(risk(window), title="")
    done = shown.attempt(lambda: shown.workspace.save(wrong, label="Empty"))
    assert not done
    assert window.notice.message.text() == "Risk is needed."
    assert shown.attempt(lambda: shown.workspace.save(risk(window), label="Same"), said="Done.")
    assert window.notice.message.text() == "Done."


def test_while_somebody_else_writes_a_banner_says_who_and_later_offers_editing(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, folder: Path
):
    other = Workspace.open(workspace.path, PAT, folder / "backups")
    assert not other.writable
    window.show_plan(other)  # the first lets go of the file and of the right to write
    assert "Start editing" in [button.text() for button in window.state.buttons]
    qtbot.mouseClick(window.state.buttons[0], Left)
    assert other.writable
    assert not window.state.isVisible()
    assert window.rail.saved.text().startswith("Saved")


def test_the_window_of_a_reader_says_who_writes_and_shows_what_they_wrote(
    qtbot: QtBot, folder: Path, workspace: Workspace
):
    window = MainWindow(PLACES, PAT, folder / "backups", lambda: workspace)
    qtbot.addWidget(window)
    window.show_plan(Workspace.open(workspace.path, PAT, folder / "backups"))
    window.show()
    assert window.state.isVisible()
    assert "Ann" in window.state.message.text()
    assert window.rail.saved.text() == "Read only"
    assert not window.menus["Undo"].isEnabled()
    first = page(window)
    first.reloads.clear()
    workspace.save(workspace.draft(Theme, title="Leadership"), label="Add a theme")
    qtbot.waitUntil(lambda: bool(first.reloads), timeout=5000)
    workspace.close()
    qtbot.waitUntil(lambda: bool(window.state.buttons), timeout=5000)
    assert window.state.buttons[0].text() == "Start editing"
    window.close()


def test_without_a_plan_the_welcome_offers_ways_to_begin(qtbot: QtBot, window: MainWindow):
    window.show_welcome()
    assert window.workspace is None
    assert not window.rail.isVisible()
    assert not window.menus["Export workbook…"].isEnabled()
    assert not window.menus["Undo"].isEnabled()
    press(qtbot, window, Key.Key_2, Control)
    assert window.page() is None
    window.feature(PlanFiles).demo()
    assert window.workspace is not None
    assert window.rail.isVisible()
    assert page(window).title == "First"


def test_another_plan_takes_the_place_of_the_first_which_is_let_go(
    window: MainWindow, workspace: Workspace, folder: Path
):
    old = page(window)
    window.feature(PlanFiles).demo()
    assert page(window) is not old
    again = Workspace.open(workspace.path, PAT, folder / "backups")
    assert again.writable
    again.close()


def test_the_window_comes_back_where_it_was(qtbot: QtBot, window: MainWindow, folder: Path):
    window.resize(900, 640)
    window.close()
    again = MainWindow(PLACES, ANN, folder / "backups", window.new_demo)
    qtbot.addWidget(again)
    again.show()
    assert again.height() == 640


def test_the_first_window_fits_the_screen(qtbot: QtBot, window: MainWindow):
    room = window.screen().availableGeometry()
    assert room.width() < USUAL.width(), "the screen of the tests is smaller than a window usually is"
    assert window.width() + FRAME.width() <= room.width()
    assert window.height() + FRAME.height() <= room.height()


def test_a_window_that_was_left_on_a_larger_screen_fits_this_one(qtbot: QtBot, window: MainWindow, folder: Path):
    room = window.screen().availableGeometry()
    window.setMinimumSize(0, 0)
    for state in (Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized):
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setGeometry(room.right() - 200, room.bottom() - 100, 2400, 1300)
        window.setWindowState(state)
        settings.put(settings.GEOMETRY, window.saveGeometry().toBase64().toStdString())
        again = MainWindow(PLACES, ANN, folder / "backups", window.new_demo)
        qtbot.addWidget(again)
        again.show()
        assert again.windowState() & Qt.WindowState.WindowMaximized == state
        again.showNormal()
        assert room.contains(again.geometry().marginsAdded(EDGES))


EDGES = QMargins(2, 38, 2, 2)


@pytest.mark.parametrize(
    "room", [QRect(0, 0, 1280, 720), QRect(0, 32, 1280, 688), QRect(64, 0, 1216, 720), QRect(1920, 0, 1920, 1040)]
)
@pytest.mark.parametrize(
    "wanted",
    [QRect(0, 0, 1280, 800), QRect(2500, 1000, 1920, 1040), QRect(-400, -300, 900, 640), QRect(80, 90, 900, 560)],
)
def test_a_window_stands_whole_on_its_screen_beside_any_panel(room: QRect, wanted: QRect):
    placed = fitted(wanted, room)
    assert room.contains(placed.marginsAdded(EDGES))
    if room.contains(wanted.marginsAdded(EDGES)):
        assert placed == wanted


def test_the_rail_names_a_backup_only_where_one_was_written(window: MainWindow, workspace: Workspace, folder: Path):
    assert not workspace.backups(), "it was made just now: there is nothing to go back to"
    assert window.rail.saved.text() == "Saved"
    workspace.close()
    again = Workspace.open(workspace.path, ANN, folder / "backups")
    window.show_plan(again)
    assert window.rail.saved.text() == "Saved"
    again.save(replace(risk(window), owner="Bo"), label="Re-own R-01")
    assert len(again.backups()) == 1
    assert window.rail.saved.text().startswith("Saved · backup ")


def test_that_no_backup_can_be_written_is_said_once(window: MainWindow, workspace: Workspace, folder: Path):
    workspace.close()
    (folder / "backups").write_text("a file in its place")
    again = Workspace.open(workspace.path, ANN, folder / "backups")
    window.show_plan(again)
    assert not window.notice.isVisible()
    again.save(replace(risk(window), owner="Bo"), label="Re-own R-01")
    assert window.notice.message.text().startswith("Your changes are saved, but no backup is being written. ")
    assert window.rail.saved.text() == "Saved · no backup"
    window.notice.hide()
    again.save(replace(risk(window), owner="Cy"), label="Re-own R-01")
    assert not window.notice.isVisible()


def test_the_keyboard_stays_on_the_page_where_what_had_it_goes_with_the_change(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
):
    page = window.page()
    assert isinstance(page, First)
    page.line.setFocus()
    page.loses = page.line
    workspace.save(workspace.draft(Risk, title="Another"), label="Add a risk")
    assert not page.line.isVisible()
    qtbot.waitUntil(page.hasFocus)
