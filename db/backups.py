"""Backups of a plan in the user's data folder: written through SQLite's online backup, thinned as they age."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .errors import Refused
from .safety import connect, read_header, verify

_FORM = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class Backup:
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
        name = hashlib.sha256(str(plan.resolve()).encode()).hexdigest()[:12]
        self.folder = folder / f"{plan.stem[:60]}-{name}"

    def place(self, now: datetime) -> Path:
        """Where a backup written now is to lie. Raises Refused where the folder cannot be made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"The backup folder cannot be made: {self.folder}.") from error
        return self.folder / f"{now.astimezone(UTC).strftime(_FORM)}.goldthread"

    def all(self) -> list[Backup]:
        """Every backup that can be opened, newest first."""
        found: list[Backup] = []
        for path in sorted(self.folder.glob("*.goldthread"), reverse=True):
            with contextlib.suppress(Refused, sqlite3.Error, ValueError):
                read_header(path)
                with contextlib.closing(connect(path, write=False)) as connection:
                    count = connection.execute("SELECT count(*) FROM edit").fetchone()[0]
                    last = connection.execute("SELECT label FROM edit ORDER BY id DESC LIMIT 1").fetchone()
                found.append(Backup(path, _moment(path), count, last[0] if last else ""))
        return found

    def thin(self, now: datetime) -> None:
        """Keep what one goes back to: one an hour for a day, one a day for a month, one a week before that."""
        kept: set[tuple[str, str]] = set()
        for path in sorted(self.folder.glob("*.goldthread")):
            try:
                at = _moment(path)
            except ValueError:
                continue
            age = now - at
            form = "%Y%m%d%H" if age < timedelta(days=1) else "%Y%m%d" if age < timedelta(days=31) else "%G%V"
            period = (form, at.strftime(form))
            if period in kept:  # the first of a period is the one from before its edits
                path.unlink(missing_ok=True)
            kept.add(period)


def put_back(backup: Path, plan: Path) -> None:
    """Lay a backup where the plan lies, in one move. What lay there is the caller's to have saved.

    Raises:
        Refused: the backup is damaged, or the place cannot be written.
    """
    version = read_header(backup)
    with contextlib.closing(connect(backup, write=False)) as connection:
        verify(connection, version)
    part = plan.with_name(plan.name + ".part")
    try:
        shutil.copyfile(backup, part)
        plan.with_name(plan.name + "-journal").unlink(missing_ok=True)  # it belongs to what lay there
        part.replace(plan)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(f"The backup could not be put back to {plan.name}: the folder does not allow it.") from error


def _moment(path: Path) -> datetime:
    return datetime.strptime(path.stem, _FORM).replace(tzinfo=UTC)
