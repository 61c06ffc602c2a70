"""One writer: an OS-locked file beside the plan decides who writes, and says who that is."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from .file_lock import FileLock

_LONGEST_NAME = 200


class WriterLock:
    """The right to write a plan, held until `release` or the end of the process, even a killed one.

    The lock file stays where it is: removing it would let two people lock two files of the same name.
    """

    def __init__(self, plan: Path):
        self._file = plan.with_name(f".{plan.name}.lock")
        self._lock = FileLock(self._file)
        self._holder = plan.with_name(f".{plan.name}.writer")
        self._was_there = os.path.exists(self._file)  # noqa: PTH110 - no error for a name that is too long

    def take(self, person: str) -> bool:
        """Whether the lock is now ours. Raises OSError where the folder allows no lock file."""
        if not self._lock.acquire():
            return False
        try:
            self._holder.unlink(missing_ok=True)  # whatever lies there: a pipe would keep us waiting
            self._holder.write_text(person, encoding="utf-8", errors="replace")
        except OSError:
            with contextlib.suppress(OSError):
                self._holder.unlink()  # on a full disk an empty one
            self._lock.release()
            raise
        return True

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.held

    @property
    def free(self) -> bool:
        """Whether nobody holds the lock. Raises OSError where the folder allows no lock file."""
        if self.held:
            return True
        if not self._lock.acquire():
            return False
        self._lock.release()
        return True

    def writer(self) -> str:
        """Who holds the lock, as they wrote it; "Somebody" when they left no name."""
        try:
            if not self._holder.is_file():
                return "Somebody"
            with self._holder.open(encoding="utf-8") as file:
                line = file.read(_LONGEST_NAME).partition("\n")[0]
        except (OSError, UnicodeDecodeError):
            return "Somebody"
        return "".join(letter for letter in line if letter.isprintable()).strip() or "Somebody"

    def release(self, *, without_trace: bool = False) -> None:
        """Give the lock back; `without_trace` removes the lock file too, if it was made for an opening that failed."""
        if self._lock.held:
            with contextlib.suppress(OSError):
                self._holder.unlink()
            if without_trace and not self._was_there:
                with contextlib.suppress(OSError):
                    self._file.unlink()
            self._lock.release()
