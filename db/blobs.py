"""What attachments hold: bytes by their SHA-256, each kept once however many records hold them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from .edits import read_fields
from .errors import Damaged, Refused
from .schema import Column


def digest_of(content: bytes) -> str:
    """The name under which a content is kept: SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: sqlite3.Connection, content: bytes) -> str:
    """Keep a content, if it is not kept already; its digest."""
    digest = digest_of(content)
    connection.execute("INSERT OR IGNORE INTO content VALUES(?, ?)", (digest, content))
    return digest


def read(connection: sqlite3.Connection, digest: str) -> bytes:
    """The content with this digest. Raises Refused where it is not there, or is not what it was."""
    row = connection.execute("SELECT bytes FROM content WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise Refused("What was attached is not in the plan any more.")
    if digest_of(row[0]) != digest:
        raise Damaged("What was attached is damaged: restore a backup.")
    return row[0]


def drop_unnamed(connection: sqlite3.Connection, columns: Iterable[Column]) -> int:
    """Drop the contents that no record names in one of these fields, now or in the log; how many."""
    named = set[str]()
    for table, field in columns:
        named.update(digest for (digest,) in connection.execute(f'SELECT "{field}" FROM "{table}"'))
        for (fields,) in connection.execute("SELECT fields FROM change WHERE tbl = ?", (table,)):
            named.update(str(value) for value in read_fields(fields).get(field, ((), "", ""))[1:])
    there = {digest for (digest,) in connection.execute("SELECT digest FROM content")}
    connection.executemany("DELETE FROM content WHERE digest = ?", [(digest,) for digest in there - named])
    return len(there - named)


def every(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Each digest with its content, in the order of the digests."""
    yield from connection.execute("SELECT digest, bytes FROM content ORDER BY digest")
