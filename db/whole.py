"""What is true of a log as a whole, asked once until anything is written."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from .errors import FAILURES, refused


class WholeLog(NamedTuple):
    """What is true of a log as a whole: its greatest edit id, and whether there are forks and erasures at all."""

    last: str = ""
    forked: bool = False
    erased: bool = False


class WholeLogCache:
    """Knows it within a transaction, and until the next one while nothing is written: an edit asks several times."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._known: WholeLog | None = None
        self._version = self._changes = 0  # when that was asked: of what others wrote, and of what was written here

    def begin(self) -> None:
        """A transaction begins: it is asked anew where anything was written since."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version or self._connection.total_changes != self._changes:
            self._known = None
        self._version = version

    def wrote(self, last: str) -> None:
        """Edits were written of which the greatest id is `last`, and no fork or erasure; empty: it is asked anew."""
        known = self._known
        self._known = WholeLog(last, known.forked, known.erased) if known and last else None
        self._changes = self._connection.total_changes

    def forget(self) -> None:
        """It is asked anew."""
        self._known = None

    def ask(self) -> WholeLog:
        """What is true now. Raises Refused where the file cannot be read."""
        if (known := self._known) is None or not self._connection.in_transaction:
            sql = "SELECT (SELECT max(id) FROM edit), EXISTS (SELECT 1 FROM fork), EXISTS (SELECT 1 FROM erasure)"
            try:
                last, forked, erased = self._connection.execute(sql).fetchone()
            except FAILURES as error:
                raise refused(error) from error
            known = self._known = WholeLog(last or "", bool(forked), bool(erased))
            self._changes = self._connection.total_changes
        return known
