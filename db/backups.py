"""Backups of a plan in the user's data folder: written through SQLite's online backup, thinned as they age."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .errors import DAMAGED, FAILURES, Refused, refused, why_not
from .lock import WriterLock
from .opening import real_path
from .safety import PART, connect, copy_to, followers, like, move, part_of, read_header, refuse_no_file, verify

_FORM = "%Y%m%dT%H%M%S%fZ"
_NEWEST = 20
_WRITING = 60.0
"""Seconds after which no backup is being written any more: another thread may write one now."""
_OWNER = stat.S_IRUSR | stat.S_IWUSR
_ERASING_SINCE = 3
"""The first format that knows of erasing; what was erased in a backup later is not what it was written after."""


class Backup(NamedTuple):
    """One backup.

    Attributes:
        path: where it lies.
        at: when it was written, UTC.
        edits: how many edits it holds.
        last: what the last of them was called; empty where there is none.
    """

    path: Path
    at: datetime
    edits: int
    last: str


class Backups:
    """The backups of one plan, by the place where the plan lies."""

    def __init__(self, folder: Path, plan: Path):
        name = hashlib.sha256(os.fsencode(plan.resolve())).hexdigest()[:12]
        self.folder = folder / f"{plan.stem[:60]}-{name}"

    def place(self, now: datetime) -> Path:
        """Where a backup written now is to lie, in a folder for its owner alone. Raises Refused where none can be made.

        On Windows the user's own folder, in which it lies, is closed to others.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"The backup folder cannot be made: {self.folder}: {why_not(error)}.") from error
        with contextlib.suppress(OSError):  # not every disk keeps permissions; a backup is written all the same
            self.folder.chmod(stat.S_IRWXU)
            for path in self.paths():
                if stat.S_IMODE(path.stat().st_mode) & ~_OWNER:  # written by an earlier program
                    path.chmod(_OWNER)
        self.sweep(_WRITING)
        return self.folder / f"{now.astimezone(UTC).strftime(_FORM)}.goldthread"

    @property
    def owed(self) -> bool:
        """Whether what was erased in the plan is still to be erased in them: a program was killed meanwhile."""
        return self._owing.exists()

    def owe(self) -> None:
        """Something is to be erased in them; noted before it is erased in the plan, for whoever opens it next."""
        with contextlib.suppress(OSError):  # as where there are none
            self._owing.touch()

    def settle(self) -> None:
        """What was to be erased in them is, or those that could not be reached were named."""
        with contextlib.suppress(OSError):
            self._owing.unlink()

    @property
    def _owing(self) -> Path:
        return self.folder / "erasing"

    def all(self) -> list[Backup]:
        """Every backup that can be opened, newest first."""
        found: list[Backup] = []
        for path, at in self._written():
            with contextlib.suppress(Refused, *FAILURES):
                erasing = "" if read_header(path) < _ERASING_SINCE else "WHERE id NOT IN (SELECT id FROM erasure)"
                with contextlib.closing(connect(path, write=False)) as connection:
                    count = connection.execute("SELECT count(*) FROM edit").fetchone()[0]
                    last = connection.execute(f"SELECT label FROM edit {erasing} ORDER BY id DESC LIMIT 1").fetchone()
                found.append(Backup(path, at, count, last[0] if last else ""))
        return found

    def sweep(self, idle: float = 0) -> None:
        """Take away what killed backups left: what nothing was written to for so many seconds."""
        for path in self.folder.glob(f"*{PART}*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime >= idle:
                    path.unlink()

    def paths(self) -> list[Path]:
        """Where every backup lies, newest first, whether or not it can be opened."""
        return [path for path, _at in self._written()]

    def holds(self, plan: Path) -> bool:
        """Whether the newest was written after the plan itself was."""
        with contextlib.suppress(OSError):
            return any(at.timestamp() > plan.stat().st_mtime for _path, at in islice(self._written(), 1))
        return False

    def thin(self, now: datetime) -> None:
        """Keep what one goes back to: the newest, one an hour for a day, one a day for a month, then one a week.

        Of a period the first is kept: the one from before its edits.
        """
        for path in self.surplus(now):
            with contextlib.suppress(OSError):
                path.unlink()

    def surplus(self, now: datetime) -> list[Path]:
        """Those that thinning takes away."""
        found: list[Path] = []
        kept: set[tuple[str, str]] = set()
        for path, at in reversed(list(self._written())[_NEWEST:]):
            age = now - at
            form = "%Y%m%d%H" if age < timedelta(days=1) else "%Y%m%d" if age < timedelta(days=31) else "%G%V"
            period = (form, at.strftime(form))
            if period in kept:
                found.append(path)
            kept.add(period)
        return found

    def _written(self) -> Iterator[tuple[Path, datetime]]:
        """The place and moment of each, newest first."""
        for path in sorted(self.folder.glob("*.goldthread"), reverse=True):
            with contextlib.suppress(ValueError):
                yield path, datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC)


def copy_plan(plan: Path, target: Path) -> None:
    """A whole copy of a plan that may be open, on whatever thread. Raises Refused."""
    try:
        with contextlib.closing(connect(plan, write=False)) as connection:
            copy_to(connection, target)
    except FAILURES as error:
        raise refused(error, DAMAGED) from error


def copy_beside(connection: sqlite3.Connection, target: Path, *, private: bool = False) -> None:
    """A whole copy of an open plan at `target`. Raises Refused, also where somebody is writing a plan there."""
    refuse_no_file(target)
    if not target.exists():
        copy_to(connection, target, private=private)
        return
    lock = WriterLock(real_path(target))
    try:
        free = lock.take("")
    except OSError:
        free = True  # then the copy will say why it cannot be written
    if not free:
        raise Refused(f"{lock.writer()} is writing in {target.name}: choose another name for the copy.")
    try:
        copy_to(connection, target, private=private)
    finally:
        lock.release(without_trace=True)


def put_back(backup: Path, plan: Path) -> None:
    """Lay a backup where the plan lies, in one move. What lay there is the caller's to have saved.

    Raises:
        Refused: the backup is damaged, or the place cannot be written.
    """
    part = _part(backup, plan)
    try:
        move(part, plan)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_put_back(plan, error) from error


def put_back_for_damaged(backup: Path, plan: Path, person: str, now: datetime) -> Path:
    """Lay a backup where a plan lies that cannot be opened; the damaged file is kept aside under a name of its own.

    Returns:
        Where the damaged file is now; the plan's own place where there was none.

    Raises:
        Refused: somebody is writing the plan, the backup is damaged, or the place cannot be written.
    """
    plan = plan.resolve()
    aside = plan.with_name(f"{plan.stem} (damaged {now.astimezone():%Y-%m-%d %H%M%S}){plan.suffix}")
    lock = WriterLock(plan)
    try:
        if not lock.take(person):
            raise Refused(f"{lock.writer()} is writing in this plan.")
    except OSError as error:
        raise _not_put_back(plan, error) from error
    try:
        part = _part(backup, plan)
        moved: list[tuple[Path, Path]] = []
        try:
            for old, new in zip([plan, *followers(plan)], [aside, *followers(aside)], strict=True):
                if old.exists():
                    old.rename(new)
                    moved.append((old, new))
            move(part, plan)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
                for old, new in reversed(moved):
                    new.rename(old)
            raise _not_put_back(plan, error) from error
    finally:
        lock.release()
    return aside if moved else plan


def _part(backup: Path, plan: Path) -> Path:
    """A copy of a sound backup beside the plan, not in its place yet."""
    version = read_header(backup)
    try:
        with contextlib.closing(connect(backup, write=False)) as connection:
            verify(connection, version)
    except FAILURES as error:
        raise refused(error, DAMAGED) from error
    part = part_of(plan)
    try:
        shutil.copyfile(backup, part)
        like(plan, part)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _not_put_back(plan, error) from error
    return part


def _not_put_back(plan: Path, error: OSError) -> Refused:
    return Refused(f"The backup could not be put back to {plan.name}: {why_not(error)}.")
