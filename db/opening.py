"""How a plan file comes to be open: made, looked at before it is trusted, recovered, brought up to date."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

from .errors import DAMAGED, FAILURES, Busy, Refused, code, refused, why_not
from .format import APPLICATION_ID, FORMAT
from .lock import WriterLock
from .safety import connect, copy_to, followers, part_of, prepare, read_header, verify

_UNFINISHED = (
    "The plan was not closed properly and lies where it cannot be written: copy it, together with the file ending in"
    " -journal, to a folder of your own."
)


def real_path(path: Path) -> Path:
    """The file itself where a link leads to it: two names of one plan must not get two locks."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise Refused("There is no file at this place.") from None


def inode(path: Path) -> tuple[int, int] | None:
    """What tells the file at a place from another one that is put there; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def allows_writing(path: Path) -> bool:
    """Whether this person may write the file; asked by trying, as rights alone do not tell of a read-only disk."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def take(lock: WriterLock, path: Path, person: str) -> str:
    """Why the plan cannot be written; empty when the lock is now ours."""
    try:
        if allows_writing(path):
            return "" if lock.take(person) else f"{lock.writer()} is writing in this plan."
    except OSError as error:
        if room := why_not(error, ""):
            return f"Nothing can be written in the plan now: {room}. Make room, and open it again."
    return "The plan lies where it cannot be written."


def make_file(path: Path) -> None:
    """An empty plan at `path`: whole, or not there at all. Raises Refused and OSError."""
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch()
        memory = sqlite3.connect(":memory:")
        with contextlib.closing(memory), contextlib.closing(connect(part, write=True)) as connection:
            memory.deserialize(_empty())
            prepare(connection)
            memory.backup(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
        part.rename(path)
    except sqlite3.Error as error:
        raise refused(error) from error
    finally:
        for left in (part, *followers(part)):
            with contextlib.suppress(OSError):
                left.unlink()


@cache
def _empty() -> bytes:
    """A plan that holds nothing. It is made in memory: on the disk each step would wait for it."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(memory)
        return memory.serialize()


def open_file(
    path: Path, lock: WriterLock, why_read_only: str = "", older: Callable[[], Path] | None = None
) -> sqlite3.Connection:
    """A connection to a plan that was looked at from its first byte; for writing, the lock is ours. Raises Refused."""
    read_header(path)
    connection: sqlite3.Connection | None = None
    try:
        connection = _reader(path, lock) if why_read_only else connect(path, write=True)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # rolls back what a killed writer left:
        version = read_header(path)  # it may have been bringing the plan up to date
        verify(connection, version)
        if why_read_only:
            return _as_newest(connection) if version < FORMAT else connection
        for left in (part_of(path), *followers(part_of(path))):  # by a program killed while it put a backup back
            with contextlib.suppress(OSError):
                left.unlink()
        if version < FORMAT and older:
            copy_to(connection, older())
        prepare(connection)
        if version < FORMAT:
            migrate(connection)
        return connection
    except BaseException as error:
        if connection:
            connection.close()
            if not why_read_only:
                _drop_empty_journal(path)
        if isinstance(error, FAILURES):
            raise refused(error, DAMAGED) from error
        raise


def _drop_empty_journal(path: Path) -> None:
    """Leave none of what was begun and rolled back; one that still holds something rolls back at the next opening."""
    journal, *_ = followers(path)
    with contextlib.suppress(OSError):
        if journal.stat().st_size == 0:
            journal.unlink()


def reader_beside(path: Path) -> sqlite3.Connection:
    """Another connection to a plan that is open, to read it on another thread. Raises Refused."""
    connection = connect(path, write=False)
    try:
        older = read_header(path) < FORMAT
        return _as_newest(connection) if older else connection
    except BaseException as error:
        connection.close()
        if isinstance(error, FAILURES):
            raise refused(error, DAMAGED) from error
        raise


def _as_newest(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A plan of an older format for reading: brought up to date in memory, the file as it is."""
    with contextlib.closing(connection):
        memory = sqlite3.connect(":memory:", uri=True, isolation_level=None, check_same_thread=False)
        connection.backup(memory)
    migrate(memory)
    return memory


def _reader(path: Path, lock: WriterLock) -> sqlite3.Connection:
    """A connection for reading. Where a killed writer left a journal behind, the plan is recovered first."""
    connection = connect(path, write=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        connection.close()
        if code(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    except BaseException:
        connection.close()
        raise
    if not allows_writing(path):
        raise Refused(_UNFINISHED)
    try:
        if not lock.take("Recovery"):
            raise Busy("Another program is using the plan just now. Try again in a moment.")
    except OSError:
        raise Refused(_UNFINISHED) from None
    try:
        with contextlib.closing(connect(path, write=True)) as recovering:
            recovering.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        lock.release()
    return connect(path, write=False)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest format."""
    from sqlite_utils import Database

    from .migrations import migrations

    migrations.apply(Database(connection, execute_plugins=False))
