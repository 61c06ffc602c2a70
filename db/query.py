"""Some of a log's edits: what is asked for, and the statement that finds it without reading the rest."""

from __future__ import annotations

import json
from typing import NamedTuple

from .edits import Scalar
from .snapshot import AsOf

MANY = 1000
"""Records of one edit are counted up to here: an import of ten thousand is not counted to be told in one line."""


class EditFilter(NamedTuple):
    """Which edits are wanted; all of them where nothing is said.

    Attributes:
        records: those that changed one of the records of each of these sets.
        tables: those that changed a record of one of these tables.
        author: those of this person.
        first, last: from this time on and before that one, "2017-06-27T00:00:00Z".
        since: those that were not known then.
        known: those that were known then.
        told: the records of which alone one is told what an edit did; None for all that it did.
    """

    records: tuple[frozenset[str], ...] = ()
    tables: frozenset[str] = frozenset()
    author: str = ""
    first: str = ""
    last: str = ""
    since: AsOf | None = None
    known: AsOf | None = None
    told: frozenset[str] | None = None


class Summary(NamedTuple):
    """An edit without what it changed.

    Attributes:
        touched: how many records it changed, `MANY` at most.
    """

    id: str
    at: str
    author: str
    role: str
    label: str
    undoes: str
    touched: int


def select(wanted: EditFilter, before: str, limit: int) -> tuple[str, list[Scalar]]:
    """A statement that gives summaries, newest first, and its values.

    Args:
        wanted: which edits.
        before: the id of an edit; only older ones are given. Empty for the newest.
        limit: how many at most.
    """
    where: list[str] = []
    values: list[Scalar] = []

    def only(condition: str, value: Scalar) -> None:
        where.append(condition)
        values.append(value)

    if before:
        only("id < ?", before)
    if wanted.author:
        only("author = ?", wanted.author)
    if wanted.first:
        only("rtrim(at, 'Z') >= rtrim(?, 'Z')", wanted.first)
    if wanted.last:
        only("rtrim(at, 'Z') < rtrim(?, 'Z')", wanted.last)
    for keys in wanted.records:
        only("id IN (SELECT edit FROM change WHERE record IN (SELECT value FROM json_each(?)))",
             json.dumps(sorted(keys)))  # fmt: skip
    if wanted.tables:
        tables = json.dumps(sorted(wanted.tables))
        only("EXISTS (SELECT 1 FROM change WHERE edit = edit.id AND tbl IN (SELECT value FROM json_each(?)))", tables)
    if wanted.since:
        only("id > ?", wanted.since.last)
        if wanted.since.unknown:
            where[-1] = "(id > ? OR id IN (SELECT value FROM json_each(?)))"
            values.append(json.dumps(sorted(wanted.since.unknown)))
    if wanted.known:
        only("id <= ?", wanted.known.last)
        if wanted.known.unknown:
            only("id NOT IN (SELECT value FROM json_each(?))", json.dumps(sorted(wanted.known.unknown)))
    touched = f"(SELECT count(*) FROM (SELECT 1 FROM change WHERE edit = edit.id LIMIT {MANY}))"
    narrowed = f"WHERE {' AND '.join(where)}" if where else ""
    columns = f"id, at, author, role, label, undoes, {touched}"
    return f"SELECT {columns} FROM edit {narrowed} ORDER BY id DESC LIMIT ?", [*values, limit]
