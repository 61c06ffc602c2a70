"""What keeps one from editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.ui.main_window import MainWindow
from app.workspace import Workspace


def workspace(window: MainWindow) -> Workspace:
    """The plan of a window that shows one."""
    assert window.workspace is not None
    return window.workspace


def look_back(window: MainWindow) -> None:
    workspace(window).look_back(workspace(window).closed_meetings[0])


def facts_only(window: MainWindow) -> None:
    workspace(window).facts_only = True


def present(window: MainWindow) -> None:
    """As `Present` does, but at the size that the window has."""
    window.session.reading = "you present"
    page = window.page()
    assert page is not None
    page.reload(frozenset())


MODES: Mapping[str, Callable[[MainWindow], None]] = {
    "looking back": look_back, "facts only": facts_only, "presenting": present,
}  # fmt: skip
