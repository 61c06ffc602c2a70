"""What other programs do to the file of an open plan: replace it, overwrite it, cut it off, take it away.

It is noticed by where the file is, how long it is and when it was written (one look at the folder, no query); then its
log is asked for the edits that it should hold. A time alone says nothing: cloud clients set times, and Windows sets
them late. Where a disk numbers no files, the log alone tells a file from another.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from .edits import Baseline, Edit
from .errors import DAMAGED, FAILURES, Busy, Refused, refused
from .opening import inode
from .safety import connect, read_header, verify

_GO_ON = "Nothing more can be saved in it: save a copy under another name, and go on there."
_READ_ON = "What is shown is what was read last: save a copy to keep it."


_Standing = tuple[int, int, int, int]
"""A file at a place: its disk, which it is there, how many bytes, and when it was written."""


class Batch(NamedTuple):
    """What was written at once: what an attachment holds, or edits, the baselines they mark and when they arrived."""

    edits: tuple[Edit, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    content: bytes = b""
    arrived: str = ""


class FileWatch:
    """Knows the file as it was when it was opened, or last written by this process.

    Attributes:
        lost: why what lies at the place is no longer this plan with all that it held, in a sentence; mostly empty.
        last: the last edit that was known when it was opened or last read.
        batches: what was written in this opening, in its order.
        stirred: it was written by others since this was last set to False.
    """

    def __init__(self, path: Path, last: str):
        self.lost, self.last, self.stirred = "", last, False
        self.batches: list[Batch] = []
        self._begun: list[Batch] = []
        self._path, self._place = path, str(path)
        self._seen = _standing(self._place)

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is still the one that lies at its place."""
        return self._seen is not None and inode(self._path) == self._seen[:2]

    def before_writing(self, seen: int | None, version: Callable[[], int]) -> None:
        """A transaction is to begin; `seen` is the version of the file that was read. Raises Refused: see `look`."""
        lost = self.look(writable=True)
        if lost or (self.stirred and seen not in (None, version())):
            raise Refused(lost or self._unread)

    def before_commit(self) -> None:
        """Nothing was written yet of what a transaction is to write. Raises Refused where others wrote meanwhile."""
        seen, now = self._seen, _standing(self._place)
        if now == seen or seen is None:
            return
        lost = self.look(writable=True)
        if lost or now is None or now[2] != seen[2]:
            raise Refused(lost or self._unread)

    @property
    def _unread(self) -> str:
        return f"{self._path.name} was written by another program just now: look at what it holds, and save again."

    def begin(self) -> None:
        """A transaction begins, in which something may be written."""
        self._begun.clear()

    def wrote(self, batch: Batch) -> None:
        """Something was written in it, which `renew` says is there to stay."""
        self._begun.append(batch)

    def renew(self) -> bool:
        """Take the file as it is after it was written here; whether it is still the one that was opened."""
        self.batches += self._begun
        self._begun.clear()
        now = _standing(self._place)
        if now is None or self._seen is None or now[:2] != self._seen[:2]:
            return False
        self._seen = now
        return True

    def look(self, *, writable: bool) -> str:
        """What was done to the file by others, as `lost`. Somebody who is writing it just now is waited for."""
        now = _standing(self._place)
        if now == self._seen and now is not None:
            self.lost = ""
            return ""
        name, way = self._path.name, _GO_ON if writable else _READ_ON
        if now is None:
            self.lost = f"{name} is no longer there: it was moved or deleted, or its folder is out of reach. {way}"
            return self.lost
        other = self._seen is None or now[:2] != self._seen[:2]
        done = "moved, replaced or deleted" if other else "overwritten"
        said = f"{name} was {done} by another program while it was open"
        try:
            wrong = _without(lacking(self._path, self.known())) if writable else _readable(self._path, whole=other)
        except Busy:
            return self.lost
        except Refused as error:
            self.lost = f"{said}. {error} {way}"
            return self.lost
        self.lost = f"{said}{wrong}. {way}" if writable and (wrong or other) else ""
        if not self.lost and not other:
            self._seen, self.stirred = now, True
        return self.lost

    def known(self) -> list[str]:
        """The edits by which the plan is known again: the last one that was read, and those that were written here."""
        written = [edit.id for batch in self.batches for edit in batch.edits]
        return [self.last, *written] if self.last else written


def lacking(path: Path, edits: Iterable[str]) -> int:
    """How many of these edits the plan at `path` does not hold. Raises Refused where no sound plan lies there."""
    version = read_header(path)
    try:
        with contextlib.closing(connect(path, write=False)) as connection:
            verify(connection, version)
            sql = "SELECT count(*) FROM json_each(?) WHERE value NOT IN (SELECT id FROM edit)"
            return connection.execute(sql, (json.dumps(list(edits)),)).fetchone()[0]
    except FAILURES as error:
        raise refused(error, DAMAGED) from error


def _readable(path: Path, *, whole: bool) -> str:
    """Nothing: who reads is shown what lies there, whatever it holds. Raises Refused where that is no sound plan."""
    lacking(path, ()) if whole else read_header(path)
    return ""


def _without(count: int) -> str:
    if not count:
        return ""
    return f", and {count:,} of its last changes {'is' if count == 1 else 'are'} not in what lies there now"


def _standing(place: str) -> _Standing | None:
    try:
        found = os.stat(place)  # noqa: PTH116 - asked three times by every edit, and a path takes as long again
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
