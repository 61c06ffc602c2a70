"""What the world can do to a file, as sentences for the person; a bug is never one of these."""

import sqlite3


class Refused(Exception):
    """The file cannot be opened, read or written. Its text is one plain sentence, and nothing was changed."""


class Busy(Refused):
    """Somebody else is writing just now: the same call may succeed a moment later."""


DAMAGED = "The file is damaged: restore a backup, or run the check."
_SENTENCES = {
    "SQLITE_FULL": "The disk is full: the change was not saved; everything saved before is still there.",
    "SQLITE_IOERR": "The disk refused the change: it was not saved; everything saved before is still there.",
    "SQLITE_READONLY": "The plan cannot be written where it lies: the change was not saved.",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CANTOPEN": "The file cannot be opened: it was moved, or the folder does not allow it.",
    "SQLITE_CONSTRAINT": "The change does not fit the plan: it refers to what is not there, or holds a wrong value.",
}


def refused(error: sqlite3.Error, otherwise: str = "") -> Refused:
    """SQLite's error as a sentence.

    An error that is the program's own fault comes back as it was, raised; where nothing that the program does can be
    at fault, as in opening a stranger's file, `otherwise` is the sentence for it.
    """
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy("Another program is using the plan just now. Try again in a moment.")
    for start, sentence in _SENTENCES.items():
        if name.startswith(start):
            return Refused(sentence)
    if not name and isinstance(error, sqlite3.OperationalError):  # Python's own: text that is not UTF-8
        return Refused(DAMAGED)
    if otherwise:
        return Refused(otherwise)
    raise error
