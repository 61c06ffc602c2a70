"""The Qt binding keeps count of what Python shares.

PySide6 6.12.0 returned None from C++ without counting it: on Python 3.11, where None can be freed, every painted cell
brought the end of the program nearer.

PySide6 6.11 counts the screen that `QWidget.screen()` returns as a part of that widget, and destroys it with several
widgets that are collected together: the next thing to ask for a screen, such as a chart, ends the program.
"""

import ast
import sys
from pathlib import Path

from PySide6.QtCore import QObject

CALLS = 1000


def test_calls_into_qt_leave_the_count_of_none_alone(qapp: object):
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
        thing.parent()
    assert abs(sys.getrefcount(None) - before) < CALLS / 10


def test_no_widget_is_asked_for_its_screen():
    app = Path(__file__).parent.parent / "app"
    asking = [
        f"{path.relative_to(app)}:{node.lineno}"
        for path in sorted(app.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "screen"
    ]
    assert asking == [], "ask QGuiApplication.screenAt or primaryScreen"
