"""Mouse and keys of the tests: typing into fields, and answering the dialogs that open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app import collector
from app.__main__ import run
from app.ui import look
from app.ui.main_window import MainWindow
from app.ui.operations import Act
from app.ui.page import ALL_KINDS, Page
from app.ui.pages import PLACES
from app.ui.widgets.record_menu import RecordMenu
from app.ui.widgets.record_table import RecordTable
from app.workspace import Workspace

P = TypeVar("P", bound=Page)
_people: list[list[bool]] = []  # those who answer; while one is at it, those before wait
Left, Key, Control = Qt.MouseButton.LeftButton, Qt.Key, Qt.KeyboardModifier.ControlModifier


def windows() -> list[QWidget]:
    """All windows of the program; none is collected while the binding goes through them, which would end it."""
    collector.rest(windows)
    try:
        return QApplication.topLevelWidgets()
    finally:
        collector.go_on(windows)


@contextmanager
def answering(*acts: Callable[[Any], None]) -> Iterator[None]:
    """While something opens dialogs one after the other, the acts are the person in front of each.

    A dialog that an act leaves open is closed. A dialog that opens out of another is answered inside its act.
    """
    done: list[bool] = []
    seen: list[QWidget] = []
    busy: list[bool] = []
    failed: list[BaseException] = []

    def look_up() -> None:
        dialog = QApplication.activeModalWidget()
        waiting = bool(busy) or _people[-1] is not done
        if waiting or dialog is None or not dialog.isActiveWindow() or any(dialog is other for other in seen):
            return
        assert isinstance(dialog, QDialog), f"{dialog} is no dialog"
        assert len(seen) < len(acts), f"nobody expected “{dialog.windowTitle()}”"
        seen.append(dialog)
        busy.append(True)
        try:
            acts[len(seen) - 1](dialog)
            done.append(True)
        except BaseException as error:  # noqa: BLE001 - it is raised again where the dialogs were opened
            failed.append(error)
        finally:
            busy.clear()
            if dialog.isVisible():
                dialog.done(0)

    timer = QTimer(interval=0)
    timer.timeout.connect(look_up)
    timer.start()
    _people.append(done)
    try:
        yield
    finally:
        timer.stop()
        _people.pop()
    if failed:
        raise failed[0]
    assert len(done) == len(acts), f"{len(done)} of {len(acts)} dialogs were answered"


def type_into(qtbot: QtBot, control: QWidget, text: str) -> None:
    """Put `text` in the place of what a field holds."""
    control.setFocus()
    qtbot.keyClick(control, Key.Key_A, Control)
    qtbot.keyClick(control, Key.Key_Delete)
    qtbot.keyClicks(control, text)


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button that can be seen and pressed."""
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Left)


def click_row(qtbot: QtBot, table: RecordTable[Any], key: str) -> None:
    """Click the row of a record."""
    number = table.records.row_of(key)
    assert number >= 0, "it is not shown"
    seen = next(n for n in range(table.records.columnCount()) if not table.isColumnHidden(n))
    qtbot.mouseClick(table.viewport(), Left, pos=table.visualRect(table.records.index(number, seen)).center())


def name_file(qtbot: QtBot, path: Path) -> Callable[[QFileDialog], None]:
    """The person in front of a file dialog, who types where the file is."""

    def act(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(path))
        qtbot.keyClick(line, Key.Key_Return)
        if dialog.isVisible():  # the first Enter took what the completer proposed
            qtbot.keyClick(line, Key.Key_Return)

    return act


# -- a page, or the whole program


@contextmanager
def page_alone(
    qtbot: QtBot, page: P, openable: Iterable[type] = ALL_KINDS, opened: Callable[[Any], object] | None = None
) -> Iterator[P]:
    """A page as the window holds it, with the keyboard: going somewhere reveals it here, unless told otherwise."""
    window, workspace = QMainWindow(), page.session.workspace
    page.session.openable = frozenset(openable)
    page.opened.connect(opened or page.reveal)
    workspace.listen(page.reload)
    window.setCentralWidget(page)
    window.resize(1104, 690)
    qtbot.addWidget(window)
    window.show()
    page.reload(ALL_KINDS)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield page
    window.close()


@contextmanager
def window_of(plan: Workspace, folder: Path | None = None) -> Iterator[MainWindow]:
    """The window on a plan, as small as a small laptop's, with the keyboard; its settings and backups in a folder."""

    def no_demo() -> Workspace:
        raise AssertionError("no demo is asked for")

    folder = folder or plan.path.parent
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    look.apply(app, look.Appearance.LIGHT)
    window = MainWindow(PLACES, plan.person, folder / "backups", no_demo)
    window.resize(1280, 720)
    window.show_plan(plan)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    try:
        yield window
    finally:
        window.end()  # what is typed asks nothing
        window.close()
        window.deleteLater()


def the_window() -> MainWindow | None:
    """The program's window, once one can work in it."""
    found = (w for w in windows() if isinstance(w, MainWindow) and w.isActiveWindow())
    return next(found, None)


def sit_down(act: Callable[[MainWindow], None], **how: Any) -> int:
    """Run the program; `act` is the person in front of its window. It is quit whatever happens."""
    failed: list[BaseException] = []
    hook = sys.excepthook

    def begin() -> None:
        window = the_window()
        if window is None:
            return
        timer.stop()
        sys.excepthook = hook  # what goes wrong inside fails the test, and shows no report that nobody would close
        try:
            act(window)
        except BaseException as error:  # noqa: BLE001 - it is raised again when the program has ended
            failed.append(error)
        finally:
            if window.isVisible():
                window.show_welcome()  # lets go of what is open: a demo that was changed would ask
            window.close()

    timer = QTimer(interval=5)
    timer.timeout.connect(begin)
    timer.start()
    code = run(**how)
    timer.stop()
    if failed:
        raise failed[0]
    return code


def keys(qtbot: QtBot, window: QWidget, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    if not window.isActiveWindow():  # after a dialog; a screen's window manager does so
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    at = QApplication.focusWidget()
    qtbot.keyClick(at if at is not None and window.isAncestorOf(at) else window, key, modifier)


def tab_to(qtbot: QtBot, window: QWidget, wanted: QWidget) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(60):
        if wanted.hasFocus():
            return
        keys(qtbot, window, Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


def choose(more: RecordMenu, act: Act) -> None:
    """Choose a line of a record's menu."""
    QApplication.processEvents()  # one that was just made learns where it stands
    assert more.isVisible()
    next(line for line in more.lines() if line.text() == act.word).trigger()
