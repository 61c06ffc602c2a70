"""What keeps one from editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt

from app.ui.main_window import MainWindow
from app.workspace import Person, Workspace
from tests.demo_plan import write_demo


def workspace(window: MainWindow) -> Workspace:
    """The plan of a window that shows one."""
    assert window.workspace is not None
    return window.workspace


def look_back(window: MainWindow) -> None:
    workspace(window).look_back(workspace(window).closed_meetings[0])


def facts_only(window: MainWindow) -> None:
    workspace(window).facts_only = True


def present(window: MainWindow) -> None:
    """On a screen no larger than a small laptop's; the one that tests draw to is smaller still."""
    window.menus["Present"].trigger()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 720)


def read_only(window: MainWindow) -> None:
    """Somebody else writes to the plan that is open."""
    plan = workspace(window)
    other = write_demo(plan.path.with_name("other.goldthread"))
    writer = Workspace.open(other, Person("Pat"), plan.path.parent / "b")
    window.destroyed.connect(writer.close)
    window.show_plan(Workspace.open(other, plan.person, plan.path.parent / "b"))


MODES: Mapping[str, Callable[[MainWindow], None]] = {
    "looking back": look_back, "facts only": facts_only, "read only": read_only, "presenting": present,
}  # fmt: skip
