"""Errors of the world, said in one sentence; anything else is a bug, reported with what helps to mend it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from app import resources
from app.named_file import why_not_written


def sentence(error: BaseException) -> str:
    """What to tell the person, where the world is at fault; empty where it is a bug of the program."""
    from app.briefing.export import CannotExport
    from app.workspace import Refusal

    if isinstance(error, Refusal | CannotExport | resources.Missing):
        return str(error)
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        return f"{what}{why_not_written(error) if error.strerror else error}."
    return ""


def versions() -> str:
    """The versions that matter, in one line each."""
    import platform

    return "\n".join(
        (
            f"Goldthread {resources.program_version()}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            platform.platform(),
        )
    )


def report(error: BaseException) -> str:
    """What to send with a bug: versions and where it happened. It holds nothing of the plan but what the error says."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    return f"{versions()}\n\n{''.join(lines)}"


class ExceptionHook(QObject):
    """Catches what nobody else caught.

    Signals:
        caught: the exception; sent on the GUI thread.
    """

    caught = Signal(object)

    def __init__(self, show: Callable[[BaseException], None], parent: QObject | None = None):
        super().__init__(parent)
        self._showing = False
        self._show = show
        self.caught.connect(self._on_caught)

    def install(self) -> None:
        """Be the program's exception hook from now on."""
        sys.excepthook = self._hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.caught.emit(error)

    def _on_caught(self, error: BaseException) -> None:
        if self._showing:
            return  # one report at a time: what fails while painting would fail again under the report
        self._showing = True
        try:
            self._show(error)
        finally:
            self._showing = False
