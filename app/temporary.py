"""Folders for what the program holds outside a plan for a while: for their owner alone, and gone with the program.

A program that was killed leaves its folders. The next one to start finds that nobody holds their locks any more, and
takes them away: what was erased for good must not stay behind in one.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PREFIX = "goldthread-"
_LOCK = ".in-use"
_NEW = 60.0
"""Seconds in which a folder may not hold its lock yet."""


class Folder:
    """A folder of this process. `close` takes it away; so does the start of the program after this one was killed."""

    def __init__(self, what: str):
        """Makes one, called after what it holds. Raises OSError."""
        from filelock import FileLock  # a start makes no folder, and need not wait for it

        try:
            self.path = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{what}-"))  # made for its owner alone
        except FileNotFoundError as error:  # no folder could be tried out
            raise OSError(errno.EIO, "the disk is full, or no folder may be written") from error
        self._lock = FileLock(self.path / _LOCK)
        self._lock.acquire()

    def clear(self) -> list[Path]:
        """Take away all that it holds; what is left, as on Windows a file that another program shows."""
        for held in self.path.iterdir():
            if held.name != _LOCK:
                _remove(held)
        return sorted(path for path in self.path.rglob("*") if path.is_file() and path.name != _LOCK)

    def close(self) -> None:
        """Take it away with all that it holds, as far as that is possible now."""
        self._lock.release()
        _remove(self.path)


@cache
def opened() -> Folder:
    """Where this process keeps the copies of attached files that were opened. Raises OSError."""
    folder = Folder("files")
    atexit.register(folder.close)
    return folder


def forget() -> list[Path]:
    """Take away what outlives an erasure in temporary folders; the files that are still there."""
    sweep()
    return opened().clear() if opened.cache_info().currsize else []


def sweep() -> None:
    """Take away what programs left that were killed, by the user who runs this one."""
    from filelock import FileLock, Timeout

    for folder in _left():
        lock = FileLock(folder / _LOCK)
        with contextlib.suppress(Timeout, OSError):
            lock.acquire(timeout=0)
            lock.release()
            _remove(folder)


def _left() -> Iterator[Path]:
    """The folders that may have been left: real ones, the user's own, and not just being made."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            found = path.lstat()
            own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if stat.S_ISDIR(found.st_mode) and own and time.time() - found.st_mtime > _NEW:
                yield path


def _remove(path: Path) -> None:
    """Remove a file, or a folder with the read-only copies in it; what cannot go stays."""
    if path.is_dir():
        for inner in path.rglob("*"):
            with contextlib.suppress(OSError):
                inner.chmod(stat.S_IRWXU)
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IRWXU)
            path.unlink()
