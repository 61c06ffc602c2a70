"""What can still be read of a damaged plan file, table by table, from both of its ends."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Generator
from pathlib import Path
from typing import Any, NamedTuple

from .errors import FAILURES, Refused
from .format import FINGERPRINTS, FORMAT, fingerprint
from .opening import migrate
from .safety import connect, followers, read_format, read_leniently

_UNREADABLE = "Nothing can be read of this file: restore a backup."
_KEYS = {
    "edit": ("id",),
    "change": ("record", "edit"),
    "erasure": ("id", "record", "field"),
    "baseline": ("id",),
    "baseline_edit": ("baseline", "edit"),
    "arrived": ("edit",),
}
"""By what the rows of a table are told apart, and in which order they lie; others are tables of records, by `id`."""


class Salvaged(NamedTuple):
    """The rows of a table that can be read.

    Attributes:
        rows: each by column.
        whole: whether nothing of the table was lost.
    """

    rows: list[dict[str, Any]]
    whole: bool


@contextlib.contextmanager
def opened(path: Path, work: Path) -> Generator[sqlite3.Connection]:
    """A connection to a copy of a damaged plan, made in the folder `work` and brought to the newest format.

    Raises:
        Refused: it is no plan, of a newer program, not Goldthread's own in its structure, or nothing can be read of it.
    """
    version = read_format(path)
    copy = work / "damaged"
    try:
        for old, new in zip((path, *followers(path)), (copy, *followers(copy)), strict=True):
            if old.exists():
                shutil.copyfile(old, new)
    except OSError:
        raise Refused("The file cannot be copied to be looked at: the disk is full, or it cannot be read.") from None
    with contextlib.closing(connect(copy, write=True)) as connection:
        read_leniently(connection)
        try:
            if fingerprint(connection) != FINGERPRINTS[version]:
                raise Refused("The structure of the file is not Goldthread's own: it was changed by another program.")
            if version < FORMAT:
                migrate(connection)
        except FAILURES as error:
            raise Refused(_UNREADABLE) from error
        yield connection


def rows(connection: sqlite3.Connection, table: str) -> Salvaged:
    """What can be read of a table: all of it, or from its beginning and from its end as far as it goes."""
    keys = _KEYS.get(table, ("rowid",))
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    whole = _read(connection, table, ", ".join(keys), found)
    if not whole:
        _read(connection, table, ", ".join(f"{key} DESC" for key in keys), found)
    return Salvaged(list(found.values()), whole)


def _read(connection: sqlite3.Connection, table: str, order: str, found: dict[tuple[Any, ...], dict[str, Any]]) -> bool:
    """Read until the end, or until nothing more can be read; whether all was."""
    try:
        cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
        names = [column[0] for column in cursor.description]
        keys, needed, whole = _KEYS.get(table, ("id",)), _needed(connection, table), True
        for held in cursor:
            row = dict(zip(names, held, strict=True))
            if all(isinstance(row[name], form) for name, form in needed.items()):
                found[tuple(row[key] for key in keys)] = row
            else:
                whole = False
    except FAILURES:
        return False
    return whole


def _needed(connection: sqlite3.Connection, table: str) -> dict[str, type]:
    """What a row must hold to be one: a key; of the log, what is never empty. A page of another table holds neither."""
    if table not in _KEYS:
        return {"id": str}
    columns = connection.execute('SELECT name, type FROM pragma_table_info(?) WHERE "notnull"', (table,))
    return {name: {"TEXT": str, "INTEGER": int}[type_] for name, type_ in columns}


def contents(connection: sqlite3.Connection) -> dict[str, bytes]:
    """What is left of what attachments hold, by its digest."""
    found: dict[str, object] = {}
    for order in ("", "DESC"):
        with contextlib.suppress(*FAILURES):
            found.update(connection.execute(f"SELECT digest, bytes FROM content ORDER BY rowid {order}"))
    return {digest: held for digest, held in found.items() if isinstance(held, bytes)}
