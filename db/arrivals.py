"""When edits came into this file: what was there at a moment, and what another copy brought."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from .edits import Scalar

_AT = "rtrim(at, 'Z')"
"""A time that can be compared: with or without parts of a second."""


class ArrivedEdits(NamedTuple):
    """What came into this file at one time.

    Attributes:
        at: when, as edits write theirs.
        edits: oldest first.
        authors: who made them; whoever made most comes first.
    """

    at: str
    edits: tuple[str, ...]
    authors: tuple[str, ...]


def note(connection: sqlite3.Connection, edit: str, at: str) -> None:
    """Keep that an edit came into this file from another copy, and when."""
    connection.execute("INSERT INTO arrived VALUES(?, ?, ?)", (edit, at, digest_of(edit, at)))


def digest_of(edit: str, at: str) -> str:
    """SHA-256 over an edit's id and when it came in."""
    return hashlib.sha256(f"{edit}\x1f{at}".encode("utf-8", "surrogatepass")).hexdigest()


def altered(connection: sqlite3.Connection) -> Iterator[str]:
    """The edits of which it is not told as it was kept when they came in."""
    for edit, at, digest in connection.execute("SELECT edit, at, digest FROM arrived ORDER BY edit"):
        if digest_of(edit, at) != digest:
            yield edit


def here_at(connection: sqlite3.Connection, moment: datetime) -> tuple[str, list[str]]:
    """What was in this file at a moment: all up to an edit (empty: nothing), but for some of those.

    What was made here was there when a later edit was made here, so that a clock which was ahead for a while hides
    nothing; what another copy brought was there from when it came in.
    """
    until = _text(moment)
    made = f"SELECT id FROM edit WHERE {_AT} <= ? AND id NOT IN (SELECT edit FROM arrived) ORDER BY id DESC LIMIT 1"
    came = f"SELECT max(edit) FROM arrived WHERE {_AT} <= ?"
    cut = max(str(_one(connection, sql, until) or "") for sql in (made, came))
    return cut, _all(connection, f"SELECT edit FROM arrived WHERE edit < ? AND {_AT} > ?", cut, until)


def dated_by(connection: sqlite3.Connection, moment: datetime) -> tuple[str, list[str]]:
    """The same by the times that the edits bear, whenever they came in."""
    until = _text(moment)
    cut = str(_one(connection, f"SELECT id FROM edit WHERE {_AT} <= ? ORDER BY id DESC LIMIT 1", until) or "")
    return cut, _all(connection, f"SELECT id FROM edit WHERE id < ? AND {_AT} > ?", cut, until)


def ends(connection: sqlite3.Connection, *, dated: bool) -> tuple[str, str]:
    """The first and the last time at which an edit came in, or was made; empty for a new file."""
    at = "at" if dated else "coalesce((SELECT arrived.at FROM arrived WHERE edit = id), at)"
    first, last = connection.execute(f"SELECT min({at}), max({at}) FROM edit").fetchone()
    return first or "", last or ""


def brought(connection: sqlite3.Connection) -> list[ArrivedEdits]:
    """What came in from other copies, the newest first."""
    rows = connection.execute(
        "SELECT arrived.at, id, author FROM arrived JOIN edit ON id = edit ORDER BY arrived.at DESC, id"
    ).fetchall()
    found: list[ArrivedEdits] = []
    for at, those in groupby(rows, itemgetter(0)):
        by = [(edit, author) for _at, edit, author in those]
        authors = [author for _edit, author in by]
        most = sorted(dict.fromkeys(authors), key=lambda author: -authors.count(author))
        found.append(ArrivedEdits(at, tuple(edit for edit, _author in by), tuple(most)))
    return found


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _one(connection: sqlite3.Connection, sql: str, *values: Scalar) -> Scalar:
    row = connection.execute(sql, values).fetchone()
    return row[0] if row else None


def _all(connection: sqlite3.Connection, sql: str, *values: Scalar) -> list[str]:
    return [edit for (edit,) in connection.execute(sql, values)]
