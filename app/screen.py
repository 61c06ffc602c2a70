"""A window needs a screen. Where there is none, one sentence says so, instead of Qt's messages and its abort."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from app import binding

WITHOUT = "new, demo, dump, load, import, set, export, issued, since, history, show, erase, check and repair"
"""The commands that need no screen."""
_AT_FAULT = re.compile(r"([\w.+-]+\.so[\w.]*): (?:cannot|file|invalid|undefined|version)")
"""The library that a loader's message names."""


@contextmanager
def needed() -> Iterator[None]:
    """Around the making of a QApplication: where it finds no screen, the program ends with 1 and a sentence.

    Nothing is asked beforehand, so that the start takes no longer: Qt is heard when it gives up, which it does by
    ending the program. On macOS and Windows there always is a screen, and nothing is done.
    """
    if sys.platform in ("darwin", "win32"):
        binding.load()
        yield
        return
    try:
        binding.load()
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        found = _AT_FAULT.search(str(error))
        if found is None:
            raise
        _end(f"the library {found[1]} is missing or damaged", 2)
    told: list[str] = []
    with _held_back() as errors:

        def hear(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
            if kind == QtMsgType.QtFatalMsg:
                _end(_why(told), errors)
            told.append(text)

        before = qInstallMessageHandler(hear)
        try:
            yield
        finally:
            qInstallMessageHandler(before)
        if not QApplication.screens():
            _end(_why(told), errors)
    for text in told:
        sys.stderr.write(f"{text}\n")


@contextmanager
def _held_back() -> Iterator[int]:
    """What libraries write on standard error themselves comes afterwards; yields the number of the true one."""
    with contextlib.ExitStack() as stack:
        try:
            errors = os.dup(2)
        except OSError:  # there is none, as under a program that closed it
            yield 2
            return
        stack.callback(os.close, errors)
        held: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
        os.dup2(held.fileno(), 2)
        try:
            yield errors
        finally:
            os.dup2(errors, 2)
            held.seek(0)
            if said := held.read():
                os.write(2, said)


def _why(told: list[str]) -> str:
    """Why Qt found no screen, by what it said and what this computer has."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if chosen and any("Could not find" in text for text in told):
        return f"Qt knows no platform “{chosen}”, which QT_QPA_PLATFORM asks for"
    if not display and chosen.partition(":")[0] in ("", "xcb", "wayland"):
        return "there is no screen here"
    if library := _library_at_fault():
        return f"the library {library} is missing or damaged"
    if display:
        return f"the screen {display} does not answer"
    return f"there is no screen for “{chosen}”, which QT_QPA_PLATFORM asks for"


def _library_at_fault() -> str:
    """The library that Qt's plugin for X cannot load; empty where it has all of them."""
    import ctypes

    from PySide6.QtCore import QLibraryInfo

    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        found = _AT_FAULT.search(str(error))
        return found[1] if found else ""
    return ""


def _end(why: str, errors: int) -> NoReturn:
    """End the program at once: Qt would abort it on return."""
    sentence = f"No window can be opened: {why}. Without one, these work: goldthread {WITHOUT}."
    with contextlib.suppress(OSError):
        os.write(errors, f"{sentence}\n".encode())
    os._exit(1)
