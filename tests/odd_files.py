"""What can lie where a file is meant, and would keep the program waiting or never end."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ODD = ["folder"] if sys.platform == "win32" else ["folder", "pipe", "socket", "/dev/zero", "/dev/null", "/dev/tty"]
_PATIENCE = 60


def odd_file(folder: Path, what: str, name: str = "odd") -> Path:
    """Such a thing in a folder; of a device, a link to it."""
    path = folder / name
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "socket":
        here = Path.cwd()
        os.chdir(folder)  # its name may not be long
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(name)
        finally:
            os.chdir(here)
    else:
        path.symlink_to(what)
    return path


@pytest.fixture
def at_once() -> Iterator[None]:
    """Fails a test that waits: a pipe to which nobody writes is waited for without an end."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
