"""What the world can do to a file, as sentences for the person; a bug is never one of these."""

import errno
import sqlite3

from .format import LOG_TABLES


class Refused(Exception):
    """The file cannot be opened, read or written. Its text is one plain sentence, and nothing was changed."""


class Busy(Refused):
    """Somebody else is writing just now: the same call may succeed a moment later."""


class Damaged(Refused):
    """The file is not sound, wherever that was found."""


DAMAGED = "The file is damaged: restore a backup, or run the check."
_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full: the change was not saved; everything saved before is still there.",
    sqlite3.SQLITE_IOERR: "The disk refused the change: it was not saved; everything saved before is still there.",
    sqlite3.SQLITE_READONLY: "The plan cannot be written where it lies: the change was not saved.",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: "The file cannot be opened: it was moved, or the folder does not allow it.",
    sqlite3.SQLITE_CONSTRAINT: "The change does not fit the plan: it refers to what is not there, or is out of range.",
}

_CHANGED = {"malformed JSON", *(f"no such table: {name}" for name in LOG_TABLES)}
"""What was as it should be at the opening, or when it was written: another program, or the disk, wrote over it."""

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What reading a file can raise: in a damaged one even SQLite's own message may be no text."""


_NO_ROOM = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "there is no room left for you on the disk",
    errno.EFBIG: "the disk takes no file as large as this",
}


def why_not(error: Exception, otherwise: str = "the folder does not allow it") -> str:
    """Why a file could not be written, as the end of a sentence; `otherwise` where it is not the disk's room."""
    if isinstance(error, OSError):
        return _NO_ROOM.get(error.errno or 0, otherwise)
    if code(error) == sqlite3.SQLITE_FULL:
        return _NO_ROOM[errno.ENOSPC]
    return "the disk refused it" if code(error) == sqlite3.SQLITE_IOERR else otherwise


def code(error: Exception) -> int:
    """SQLite's primary result code, such as `sqlite3.SQLITE_BUSY`; 0 for an error of Python's own."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def refused(error: Exception, otherwise: str = "") -> Refused:
    """SQLite's error as a sentence.

    An error that is the program's own fault comes back as it was, raised; where nothing that the program does can be
    at fault, as in opening a stranger's file, `otherwise` is the sentence for it.
    """
    if code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy("Another program is using the plan just now. Try again in a moment.")
    if sentence := _SENTENCES.get(code(error)):
        return Damaged(sentence) if sentence == DAMAGED else Refused(sentence)
    if not code(error) and isinstance(error, sqlite3.OperationalError | UnicodeDecodeError):  # text that is not UTF-8
        return Damaged(DAMAGED)
    if str(error) in _CHANGED:
        return Damaged(DAMAGED)
    if otherwise:
        return Damaged(otherwise)
    raise error
