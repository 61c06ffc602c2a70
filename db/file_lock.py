"""A file that one process at a time holds, by a lock of the system: it goes with the process, even a killed one.

Where there is `flock` it is asked directly, just as filelock does: to import that library takes a twelfth of a start.
On Windows, and on a drive that knows no such locks, the library is asked.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from filelock import BaseFileLock


class FileLock:
    """The lock; the file stays where it is when it is let go."""

    def __init__(self, path: Path):
        self._path = path
        self._file: int | None = None
        self._library: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds it."""
        return self._file is not None or (self._library is not None and self._library.is_locked)

    def acquire(self) -> bool:
        """Whether it is ours now; nobody is waited for. Raises OSError where the folder allows no such file."""
        if self.held:
            return True
        if sys.platform != "win32" and self._library is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o666)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(file).st_nlink:  # else it was taken away meanwhile, and another may lie there
                    self._file, file = file, -1
                    return True
                return False
            except OSError as error:
                if error.errno in (errno.EACCES, errno.EAGAIN):
                    return False
                if error.errno != errno.ENOSYS:
                    raise
            finally:
                if file >= 0:
                    os.close(file)
        return self._ask_library()

    def release(self) -> None:
        """Let it go, if it is ours."""
        if self._file is not None:
            os.close(self._file)  # which lets go of the lock
            self._file = None
        elif self._library is not None:
            self._library.release()

    def __del__(self):
        self.release()

    def _ask_library(self) -> bool:
        from filelock import FileLock as Library
        from filelock import Timeout

        self._library = self._library or Library(self._path, thread_local=False)
        try:
            self._library.acquire(timeout=0)
        except Timeout:
            return False
        except NotImplementedError as error:  # a drive that knows no locks
            raise OSError(str(error)) from error
        return True
