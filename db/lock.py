"""One writer: an OS-locked file beside the plan decides who writes, and says who that is."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from filelock import FileLock, Timeout


class WriterLock:
    """The right to write a plan, held until `release` or the end of the process, even a killed one.

    The lock file stays where it is: removing it would let two people lock two files of the same name.
    """

    def __init__(self, plan: Path):
        self._lock = FileLock(plan.with_name(f".{plan.name}.lock"), thread_local=False)
        self._holder = plan.with_name(f".{plan.name}.writer")

    def take(self, person: str) -> bool:
        """Whether the lock is now ours. Raises OSError where the folder allows no lock file."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        try:
            self._holder.write_text(person, encoding="utf-8")
        except OSError:
            self._lock.release()
            raise
        return True

    @property
    def held(self) -> bool:
        return self._lock.is_locked

    def writer(self) -> str:
        """Who holds the lock, as they wrote it; "Somebody" when they left no name."""
        try:
            return self._holder.read_text(encoding="utf-8").strip()[:200] or "Somebody"
        except (OSError, UnicodeDecodeError):
            return "Somebody"

    def release(self) -> None:
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                os.unlink(self._holder)
            self._lock.release()
