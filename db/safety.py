"""Opening somebody's file: nothing in it is trusted before its schema is known to be our own.

Each way a file can be wrong gets one sentence that a board member understands, and touches nothing.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import stat
import time
from functools import partial
from pathlib import Path
from urllib.parse import quote

from .errors import DAMAGED, FAILURES, Busy, Damaged, Refused, code, refused, why_not
from .format import APPLICATION_ID, FINGERPRINTS, FORMAT, LOG_TABLES, fingerprint

_MAGIC = b"SQLite format 3\0"
_LONGEST_VALUE = 64 << 20
_CHECK_SECONDS = 20
_COPY_SECONDS = 60
_LOOKS = 3
_COMPLAINTS = 1000
_OF_A_VALUE = re.compile(r"(?:CHECK constraint failed|NULL value|(?:non-)?[A-Z]+ value) in (?P<table>\w+)")
"""What SQLite says of a value that its column may not hold: the records' own door knows what to do with one there."""
PART = ".part"
"""What follows the name of a file that is still being written."""
_FOLLOWERS = ("-journal", "-wal", "-shm")


def followers(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database, whether they are there or not; the journal is the first."""
    return [path.with_name(path.name + ending) for ending in _FOLLOWERS]


def read_header(path: Path) -> int:
    """The format number of the plan at `path`, from its first hundred bytes.

    Raises:
        Refused: it is not there, empty, not ours, cut off, or newer than this program.
    """
    missing = ""
    for follower in followers(path):
        refuse_no_file(follower)
    for _ in range(_LOOKS):
        head, size = _beginning(path)
        version = _format(head, size)
        missing = _missing(path, head, size)
        if not missing:
            return version
        time.sleep(0.05)  # a writer may have been between the first page and the last
    raise Refused(missing)


def read_format(path: Path) -> int:
    """The same of a file of which parts may be missing; nothing but its first hundred bytes is looked at."""
    return _format(*_beginning(path))


def _beginning(path: Path) -> tuple[bytes, int]:
    """The first hundred bytes and the size in bytes."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Refused("This is a folder, not a plan.")
        if not stat.S_ISREG(kind):
            raise Refused("This is not a plan file.")  # and reading a pipe might never end
        with open(path, "rb", opener=_at_once) as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("There is no file at this place.") from None
    except OSError:
        raise Refused("The file cannot be read: you may not have the right to open it.") from None
    return head, size


def _at_once(name: str, flags: int) -> int:
    """Opens a file; a pipe that was put there after one looked keeps nobody waiting."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def refuse_no_file(path: Path) -> None:
    """What lies at a place, if anything, is a file: no pipe to wait for, no device to replace. Raises Refused."""
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(f"{path.name} is no file, but a folder, a pipe or a device.")


def _format(head: bytes, size: int) -> int:
    if size == 0:
        raise Refused("The file is empty: a copy or a download did not finish.")
    if head[:16] != _MAGIC[: len(head)]:
        office = head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        raise Refused("This is an Office or zip file, not a plan." if office else "This is not a plan file.")
    if len(head) < 100:
        raise Refused(f"The file is cut off after {size} bytes.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Refused("This is a database of another program, not a plan.")
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT:
        raise Refused(
            f"This plan was saved by a newer version of Goldthread (format {version}; this one knows {FORMAT})."
            " Update the program; the file has not been touched."
        )
    if version not in FINGERPRINTS:
        raise Damaged("The file is damaged: its format number is none that Goldthread has used.")
    if _page_size(head) < 512 or _page_size(head) & (_page_size(head) - 1):
        raise Damaged("The file is damaged: its first page makes no sense.")
    return version


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    return 65536 if size == 1 else size


def _missing(path: Path, head: bytes, size: int) -> str:
    """The sentence for a file whose end is missing; empty for a whole one, or one that a journal will mend."""
    with contextlib.suppress(OSError):
        if followers(path)[0].stat().st_size > 0:
            return ""
    page = _page_size(head)
    whole = int.from_bytes(head[28:32], "big") * page
    if size % page or (head[24:28] == head[92:96] and whole > size):
        return f"The file is cut off: {size:,} of {max(whole, size):,} bytes are there."
    return ""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection that trusts nothing in the file; `prepare` it before anything is written."""
    mode = "rw" if write else "ro"
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}", uri=True, timeout=2, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
    _set(connection, "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON")
    return connection


def read_leniently(connection: sqlite3.Connection) -> bool:
    """Let text that is no UTF-8 any more be read, with a mark in the place of what is none; False where it was so.

    A bit that flipped in a word must not keep everything else from being read; what is read so is slower.
    """
    if connection.text_factory is not str:
        return False
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    return True


def prepare(connection: sqlite3.Connection) -> None:
    """Set what keeps a plan whole while it is written; docs/file.md tells why each is there. Raises Busy."""
    if connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()[0] != "truncate":
        raise Busy("Another program is using the plan just now. Try again in a moment.")
    _set(connection, "synchronous = FULL", "fullfsync = ON", "secure_delete = ON", "cache_spill = OFF")


def _set(connection: sqlite3.Connection, *pragmas: str) -> None:
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise


def verify(connection: sqlite3.Connection, version: int) -> None:
    """Whether the schema is the program's own and the pages are sound.

    Raises:
        Refused: a trigger, view or table that is not ours, a damaged page, a row that refers to nothing.
    """
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != version:
            raise Refused("The file was changed while it was being opened. Try again.")
        if fingerprint(connection) != FINGERPRINTS[version]:
            raise Refused("The structure of the file is not Goldthread's own: it was changed by another program.")
        end = time.monotonic() + _CHECK_SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > end, 1_000_000)
        try:
            found = connection.execute(f"PRAGMA quick_check({_COMPLAINTS})")
            if any(said != "ok" and not _is_of_a_record(said) for (said,) in found):
                raise Damaged("The file is damaged. Restore a backup (File, Restore a backup).")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Damaged("The file is damaged: a record refers to one that is not there.")
        except sqlite3.OperationalError as error:
            if code(error) != sqlite3.SQLITE_INTERRUPT:
                raise  # interrupted in a very large file: what was looked at is sound
        finally:
            connection.set_progress_handler(None, 0)
    except FAILURES as error:
        raise refused(error, DAMAGED) from error


def _is_of_a_record(said: str) -> bool:
    value = _OF_A_VALUE.match(said)
    return value is not None and value["table"] not in LOG_TABLES


def part_of(target: Path) -> Path:
    """Where a file is written that becomes `target` once it is whole."""
    return target.with_name(target.name + PART)


def copy_to(connection: sqlite3.Connection, target: Path, *, private: bool = True) -> None:
    """A whole copy of the open plan at `target`, through SQLite's online backup and moved into place at the end.

    A `private` one is for its owner alone from the first byte; otherwise what lies there keeps its permissions.

    Raises:
        Refused: the target cannot be written, or the copy would take more than a minute.
    """
    refuse_no_file(target)
    part = part_of(target)
    end = time.monotonic() + _COPY_SECONDS

    def watch(status: int, _remaining: int, _total: int) -> None:
        if status != sqlite3.SQLITE_DONE and time.monotonic() > end:
            raise TimeoutError  # nothing else ends a backup from a file that stays busy

    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600 if private else 0o666))
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            connection.backup(copy, pages=4096, progress=watch, sleep=0.05)
            copy.execute("PRAGMA journal_mode = TRUNCATE")
        if not private:
            like(target, part)
        move(part, target)
    except (OSError, *FAILURES) as error:  # a TimeoutError is an OSError
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(f"The copy could not be written to {target.name}: {_why(error)}.") from error


def move(part: Path, target: Path) -> None:
    """Put a finished file in its place so that it lasts. Raises OSError."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    for follower in followers(target):  # left by what lay there; SQLite would apply them to the new file
        follower.unlink(missing_ok=True)
    part.replace(target)
    with contextlib.suppress(OSError):  # not every system can do this to a folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def like(there: Path, part: Path) -> None:
    """Give a new file the permissions of what lies in its place, as far as the disk keeps any."""
    with contextlib.suppress(OSError):
        shutil.copymode(there, part)


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the plan stayed busy for a minute"
    return why_not(error)
