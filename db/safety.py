"""Opening somebody's file: nothing in it is trusted before its schema is known to be our own.

Each way a file can be wrong gets one sentence that a board member understands, and touches nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from .errors import Refused, refused
from .format import APPLICATION_ID, FINGERPRINTS, FORMAT, fingerprint

_MAGIC = b"SQLite format 3\0"
_LONGEST_VALUE = 64 << 20
_CHECK_SECONDS = 20


def read_header(path: Path) -> int:
    """The format number of the plan at `path`, from its first hundred bytes.

    Raises:
        Refused: it is not there, empty, not ours, cut off, or newer than this program.
    """
    try:
        if path.is_dir():
            raise Refused("This is a folder, not a plan.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise Refused("There is no file at this place.") from None
    except OSError:
        raise Refused("The file cannot be read: you may not have the right to open it.") from None
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
        raise Refused("The file is damaged: its format number is none that Goldthread has used.")
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    if page < 512 or page & (page - 1):
        raise Refused("The file is damaged: its first page makes no sense.")
    whole = int.from_bytes(head[28:32], "big") * page
    journal = path.with_name(path.name + "-journal")
    recovering = journal.exists() and journal.stat().st_size > 0
    if not recovering and (size % page or head[24:28] == head[92:96] and whole > size):
        raise Refused(f"The file is cut off: {size:,} of {max(whole, size):,} bytes are there.")
    return version


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection with the pragmas that keep a plan whole; see docs/file.md for why each is there."""
    mode = "rw" if write else "ro"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}", uri=True, timeout=2, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
    pragmas = ["trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "foreign_keys = ON"]
    if write:
        pragmas += ["journal_mode = TRUNCATE", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON",
                    "cache_spill = OFF"]  # fmt: skip
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


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
            with contextlib.suppress(sqlite3.OperationalError):  # a very large file: what was looked at is sound
                if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise Refused("The file is damaged. Restore a backup (File, Restore a backup).")
                if connection.execute("PRAGMA foreign_key_check").fetchone():
                    raise Refused("The file is damaged: a record refers to one that is not there.")
        finally:
            connection.set_progress_handler(None, 0)
    except sqlite3.DatabaseError as error:
        raise refused(error) from error


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """A whole copy of the open plan at `target`, through SQLite's online backup and moved into place at the end.

    Raises:
        Refused: the target cannot be written, or the copy would take more than a minute.
    """
    part = target.with_name(target.name + ".part")
    end = time.monotonic() + 60

    def watch(_status: int, remaining: int, _total: int) -> None:
        if remaining and time.monotonic() > end:
            raise TimeoutError

    try:
        part.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            connection.backup(copy, pages=4096, progress=watch, sleep=0.05)
            copy.execute("PRAGMA journal_mode = TRUNCATE")
        part.replace(target)
    except (OSError, sqlite3.Error, TimeoutError) as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(f"The copy could not be written to {target.name}: {_why(error)}.") from error


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the plan stayed busy for a minute"
    name = getattr(error, "sqlite_errorname", "") or ""
    return "the disk is full" if "FULL" in name else "the folder does not allow it"
