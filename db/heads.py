"""The heads of a field: its changes that no other change replaced. Two heads with different values are a clash.

What follows here is worked out from the edits alone, so that copies agree on it in whatever order they met.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from .edits import Fields, Scalar, read_fields


class RecordEdit(NamedTuple):
    """What one edit did to one record."""

    edit: str
    undoes: str
    fields: Fields


class Head(NamedTuple):
    """A value that nothing replaced, and the edit that wrote it."""

    edit: str
    value: Scalar


def heads(steps: Sequence[RecordEdit]) -> dict[str, list[Head]]:
    """The heads of every field that a record's edits touched, the shown one last.

    Args:
        steps: all edits of one record, oldest first.
    """
    again = _standing_again(steps)
    replaced: dict[str, set[str]] = {}
    for edit, _undoes, fields in steps:
        for name, (prevs, _old, _new) in fields.items():
            replaced.setdefault(name, set()).update(again.get((edit, name), prevs))
    found: dict[str, list[Head]] = {name: [] for name in replaced}
    for edit, _undoes, fields in steps:
        for name, (_prevs, _old, new) in fields.items():
            if edit not in replaced[name]:
                found[name].append(Head(edit, new))
    _removed_unseen(steps, found, replaced)
    return found


def several(found: Mapping[str, list[Head]]) -> dict[str, list[Head]]:
    """Those fields that have several heads."""
    return {name: those for name, those in found.items() if len(those) > 1}


def clashing(found: Sequence[Head]) -> bool:
    """Whether the heads of a field hold different values."""
    return any(head.value != found[-1].value for head in found)


def forks(
    connection: sqlite3.Connection, records: Collection[str] | None = None
) -> Iterator[tuple[str, dict[str, list[Head]]]]:
    """The records, all or these, of which a field has several heads, with the heads of all their fields.

    Raises Refused where the log cannot be read.
    """
    where = "" if records is None else "WHERE record IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"SELECT record, edit, undoes, fields FROM change JOIN edit ON edit = id {where} ORDER BY record, edit",
        () if records is None else (json.dumps(sorted(records)),),
    )
    for record, group in groupby(rows, key=lambda row: row[0]):
        steps = [RecordEdit(edit, undoes, read_fields(fields)) for _record, edit, undoes, fields in group]
        if len(steps) > 1:
            found = heads(steps)
            if any(len(those) > 1 for those in found.values()):
                yield record, found


def write_forks(connection: sqlite3.Connection, records: Collection[str]) -> None:
    """List anew which fields of these records have several heads."""
    connection.executemany("DELETE FROM fork WHERE record = ?", [(record,) for record in sorted(records)])
    for record, found in forks(connection, records) if records else ():
        rows = [(record, name, clashing(those)) for name, those in several(found).items()]
        connection.executemany("INSERT INTO fork VALUES(?, ?, ?)", rows)


def _standing_again(steps: Sequence[RecordEdit]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where an edit replaced several values of a field and was undone, by edit and field: the one it still replaces.

    That is the one which was shown; the undoing edit wrote its value anew and stands for it. The others stand again.
    """
    if not any(step.undoes for step in steps):
        return {}
    by_id = {step.edit: step for step in steps}
    undone: set[tuple[str, str]] = set()
    for edit, undoes, fields in reversed(steps):  # an undo that was itself undone undoes nothing
        there = by_id.get(undoes)
        for name, (_prevs, _old, new) in fields.items():
            if there and name in there.fields and (edit, name) not in undone and new == there.fields[name][1]:
                undone.add((undoes, name))
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for edit, name in undone:
        prevs = by_id[edit].fields[name][0]
        if len(prevs) > 1:
            found[edit, name] = tuple(
                sorted(prev for prev in prevs if prev in by_id and name in by_id[prev].fields)[-1:]
            )
    return found


def _removed_unseen(steps: Sequence[RecordEdit], found: dict[str, list[Head]], replaced: dict[str, set[str]]) -> None:
    """Removing touches every field; an older program could not touch those that it did not know, so it is done here."""
    removals = {head.edit for head in found.get("deleted", ()) if head.value}
    if not removals:
        return
    for edit, _undoes, fields in steps:
        if edit in removals:
            for name in found.keys() - fields.keys() - {"deleted"}:
                if edit not in replaced[name]:
                    found[name].insert(0, Head(edit, _first(steps, name)))


def _first(steps: Sequence[RecordEdit], name: str) -> Scalar:
    """What a field held before anything was written in it."""
    return next((step.fields[name][1] for step in steps if name in step.fields and not step.fields[name][0]), None)
