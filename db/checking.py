"""Everything that can be wrong inside a plan file, found by reading all of it: pages, references, log, rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from . import blobs
from .conflict_heads import forks, listed
from .edits import Edit, Scalar, hash_of, read_parents
from .erasing import still_told
from .errors import Refused
from .history import Log


def check(connection: sqlite3.Connection, log: Log, tables: Iterable[str]) -> Iterator[str]:
    """A sentence for each thing that is wrong: a damaged page, a lost reference, an edit or a row that was altered."""
    yield from (
        f"The file is damaged: {row[0]}." for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
    )
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield f"A row of {table} refers to a {parent} that is not there."
    yield from _altered_edits(connection, log)
    yield from still_told(connection, log)
    yield from _altered_baselines(connection)
    yield from _altered_forks(connection)
    yield from _altered_contents(connection, log, *log.schema.content)
    for table in tables:
        yield from _altered_rows(connection, log, table)


def _altered_edits(connection: sqlite3.Connection, log: Log) -> Iterator[str]:
    """Edits that do not match their digest: each is read as it is stored, whether or not it makes sense."""
    edits = connection.execute("SELECT id, at, author, role, label, undoes, digest FROM edit ORDER BY id").fetchall()
    for id_, at, author, role, label, undoes, digest in edits:
        hashes: list[str] = []
        for table, record, fields, salt, stored in connection.execute(
            "SELECT tbl, record, fields, salt, hash FROM change WHERE edit = ?", (id_,)
        ):
            hashes.append(stored)
            if hash_of(table, record, fields, salt or "") != stored:
                yield f"The edit “{label}” of {at} is not as it was written."
        erases = log.erasures(id_)
        if Edit(id_, at, author, role, label, undoes, (), erases=erases).digest_of(hashes) != digest:
            yield f"The edit “{label}” of {at} does not match its digest."


def _altered_baselines(connection: sqlite3.Connection) -> Iterator[str]:
    """Baselines that cannot be read, and a list of edits outside them all that is not what they leave over."""
    known = {id_ for (id_,) in connection.execute("SELECT id FROM baseline")}
    for position, parents in connection.execute("SELECT position, parents FROM baseline"):
        try:
            whole = known.issuperset(read_parents(parents))
        except Refused:
            whole = False
        if not whole:
            yield f"The baseline of {position} does not say what it rests on."
    outside = {e for (e,) in connection.execute("SELECT id FROM edit EXCEPT SELECT edit FROM baseline_edit")}
    if outside != {e for (e,) in connection.execute("SELECT edit FROM loose")}:
        yield "The list of edits since the last meeting does not match the meetings."


def _altered_forks(connection: sqlite3.Connection) -> Iterator[str]:
    """A list of fields with several heads that is not what the log says."""
    try:
        logged = {(*names, int(differ)) for each in forks(connection) for *names, differ in listed(*each)}
    except Refused:
        return  # said of the record whose history it is
    if logged != set(connection.execute("SELECT record, field, differs FROM fork")):
        yield "The list of what copies disagree about does not match the history."


def _altered_contents(connection: sqlite3.Connection, log: Log, table: str, field: str) -> Iterator[str]:
    """Contents that are not what their digest says, and records whose content is not there."""
    for digest, content in blobs.every(connection):
        if blobs.digest_of(content) != digest:
            yield "What was attached is not as it was put in."
    missing = f"""SELECT * FROM "{table}" WHERE deleted = '' AND "{field}" NOT IN (SELECT digest FROM content)"""
    for row in _rows(connection, missing):
        yield f"The content of {_called(log, table, row)} is not there."


def _altered_rows(connection: sqlite3.Connection, log: Log, table: str) -> Iterator[str]:
    """Rows that are not what the log says, or that one of the two does not know."""
    there: set[str] = set()
    for row in _rows(connection, f'SELECT * FROM "{table}" ORDER BY id'):
        key = str(row["id"])
        there.add(key)
        yield from altered_row(log, table, row)
    logged = connection.execute(
        "SELECT DISTINCT record FROM change WHERE tbl = ? AND edit NOT IN (SELECT id FROM erasure)", (table,)
    )
    for _ in {key for (key,) in logged} - there:
        yield f"A row of {table} is missing that its history tells of."


def altered_row(log: Log, table: str, row: Mapping[str, object]) -> Iterator[str]:
    """How a row is not what the log says, or the log cannot say it."""
    try:
        now = log.current(table, str(row["id"]))
    except Refused:
        yield f"The history of {_called(log, table, row)} cannot be read."
        return
    if not now:
        yield f"There is no history of {_called(log, table, row)}."
    elif wrong := sorted(name for name, value in now.items() if _differs(row[name], value.value)):
        yield f"The {', '.join(wrong)} of {_called(log, table, row)} is not what its history says."


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, object]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _called(log: Log, table: str, row: Mapping[str, object]) -> str:
    name = next(filter(None, map(row.get, log.schema.called_by)), row["id"])
    return f"the {table.replace('_', ' ')} “{str(name)[:80]}”"


def _differs(stored: object, logged: Scalar) -> bool:
    """Whether a column's value is not what the log says; a decimal stands as text there and as a number here."""
    if isinstance(stored, float) and logged is not None:
        try:
            return stored != float(logged)
        except ValueError:
            return True
    return stored != logged
