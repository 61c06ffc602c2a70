"""The Qt binding keeps count of what Python shares.

PySide6 6.12.0 returned None from C++ without counting it: on Python 3.11, where None can be freed, every painted cell
brought the end of the program nearer.

PySide6 6.11 counts the screen that `QWidget.screen()` returns as a part of that widget, and destroys it with several
widgets that are collected together: the next thing to ask for a screen, such as a chart, ends the program.

It hands a dialog that was answered to Python, which throws it away at any later moment: as a child of a page also while
Qt goes through the children of that page.
"""

import ast
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.dialog import Dialog

APP = Path(__file__).parent.parent / "app"
CALLS = 1000


def test_calls_into_qt_leave_the_count_of_none_alone(qapp: object):
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < CALLS / 10


def test_no_widget_is_asked_for_its_screen():
    asking = [
        f"{path.relative_to(APP)}:{node.lineno}"
        for path in sorted(APP.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "screen"
    ]
    assert asking == [], "ask QGuiApplication.screenAt or primaryScreen"


def test_a_dialog_belongs_to_no_page_once_it_was_answered(qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    dialog = Dialog(page)
    QTimer.singleShot(0, dialog.accept)
    assert dialog.exec() == Dialog.DialogCode.Accepted
    assert dialog.parent() is None


def test_every_dialog_is_one_of_these():
    made = [
        path.name
        for path in sorted(APP.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "QDialog" for b in node.bases)
    ]
    assert made == ["dialog.py"]
