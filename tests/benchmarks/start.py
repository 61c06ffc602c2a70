"""Programs whose start is measured; each leaves as soon as its window has been painted for the first time.

start.py empty              an empty window
start.py floor PLAN         imports PySide6 and sqlite-utils, opens the file, shows an empty window
start.py goldthread PLAN    the command `goldthread PLAN`, up to its painted Overview
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - as floor
SIZE = 1280, 800


def leave_when_painted(window: QWidget) -> None:
    """End the program, without tidying up, when all of a window has been painted once."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:  # the window's own comes first, its children's in the same go
                QTimer.singleShot(0, lambda: os._exit(0))
            return False

    window.installEventFilter(Watch(window))


def empty() -> None:
    """A bare window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    leave_when_painted(window)
    window.show()
    app.exec()


def floor(plan: str) -> None:
    """What no program with these libraries can do without."""
    import sqlite_utils
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    database = sqlite_utils.Database(plan)
    window = QMainWindow()
    window.setWindowTitle(f"{database['risk'].count} risks")
    window.resize(*SIZE)
    leave_when_painted(window)
    window.show()
    app.exec()


def goldthread(plan: str) -> None:
    """The command itself; nothing but its window is watched. It is that of the tree in which this file stands."""
    sys.path.append(ROOT)  # before what is installed, after what every program looks through
    from app import __main__ as program
    from app import cli

    make_window = program.make_window

    def watched(*given):
        window = make_window(*given)
        leave_when_painted(window)
        return window

    program.make_window = watched
    sys.argv[1:] = ["--author", "Benchmark", plan]
    cli.main()


if __name__ == "__main__":
    {"empty": empty, "floor": floor, "goldthread": goldthread}[sys.argv[1]](*sys.argv[2:])
