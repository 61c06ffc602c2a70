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
    """A value that nothing replaced.

    Attributes:
        edit: that wrote it, if only again.
        said: the edit that first gave the field this value, through touching, undo and redo; told of a field of which
            several values stand, and of what removed a record then.
    """

    edit: str
    value: Scalar
    said: str = ""


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
    if forked := several(found):
        by_id = {step.edit: step for step in steps}
        for name in forked.keys() | ({"deleted"} & found.keys()):
            found[name] = [head._replace(said=_first_said(by_id, name, head.edit)) for head in found[name]]
    return found


def first_said(steps: Sequence[RecordEdit], name: str) -> str:
    """The edit that first gave a field the value that it shows, through touching, undo and redo; empty for none."""
    shown = next((step.edit for step in reversed(steps) if name in step.fields), "")
    return _first_said({step.edit: step for step in steps}, name, shown) if shown else ""


def several(found: Mapping[str, list[Head]]) -> dict[str, list[Head]]:
    """Those fields that have several heads."""
    return {name: those for name, those in found.items() if len(those) > 1}


def clashing(found: Mapping[str, Sequence[Head]]) -> list[str]:
    """The fields of a record of which the heads hold different values; what copies agree to remove is no matter."""
    removals = removed_by(found)
    return [
        name
        for name, those in found.items()
        if any(head.value != those[-1].value for head in those) and not removals.issuperset(h.edit for h in those)
    ]


def removed_by(found: Mapping[str, Sequence[Head]]) -> set[str]:
    """The edits that took a record away and that nothing replaced."""
    return {head.edit for head in found.get("deleted", ()) if head.value}


class FieldClash(NamedTuple):
    """A field of which copies hold different values, each by the edit that wrote it; the last one is shown.

    Attributes:
        removed_by: the edits that took the record away, where one did.
        removed_first: by each of them, the edit that first did so, through undo and redo.
    """

    table: str
    record: str
    field: str
    heads: tuple[Head, ...]
    removed_by: tuple[str, ...] = ()
    removed_first: tuple[str, ...] = ()

    @property
    def signed(self) -> set[str]:
        """The edits by which the values were first said, or the record removed."""
        return {*(head.said for head in self.heads), *self.removed_first}


def clashes_in(table: str, record: str, found: Mapping[str, Sequence[Head]]) -> list[FieldClash]:
    """What is disagreed about in a record of which the fields have these heads."""
    removals = sorted((head.edit, head.said) for head in found.get("deleted", ()) if head.value)
    by, first = tuple(edit for edit, _said in removals), tuple(said for _edit, said in removals)
    return [FieldClash(table, record, name, tuple(found[name]), by, first) for name in clashing(found)]


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


def listed(record: str, found: Mapping[str, list[Head]]) -> list[tuple[str, str, bool]]:
    """What the list of fields with several heads says of a record: its key, the field, and whether they differ."""
    differ = clashing(found)
    return [(record, name, name in differ) for name in several(found)]


def write_forks(connection: sqlite3.Connection, records: Collection[str]) -> None:
    """List anew which fields of these records have several heads."""
    if not records:
        return
    connection.executemany("DELETE FROM fork WHERE record = ?", [(record,) for record in sorted(records)])
    for record, found in forks(connection, records):
        connection.executemany("INSERT INTO fork VALUES(?, ?, ?)", listed(record, found))


def _standing_again(steps: Sequence[RecordEdit]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Of edits that were undone, by edit and field: the values that they still replace. The others stand again.

    Where the undoing edit wrote anew the value that was shown before, it stands for that one. Where it withdrew a value
    that was not the shown one, nothing is written anew, and all that the withdrawn edit had replaced stands again, be
    it that it had merely touched the field.
    """
    if not any(step.undoes for step in steps):
        return {}
    by_id = {step.edit: step for step in steps}
    undone: dict[tuple[str, str], bool] = {}  # whether the value from before was written anew
    for edit, undoes, fields in reversed(steps):  # an undo that was itself undone undoes nothing
        there = by_id.get(undoes)
        for name, (prevs, _old, new) in fields.items():
            if there and name in there.fields and (edit, name) not in undone:
                given_back = new == there.fields[name][1]
                if given_back or undoes in prevs:
                    undone[undoes, name] = given_back
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for (edit, name), given_back in undone.items():
        before = sorted(prev for prev in by_id[edit].fields[name][0] if prev in by_id and name in by_id[prev].fields)
        found[edit, name] = tuple(before[-1:]) if given_back else ()
    return found


def _first_said(by_id: Mapping[str, RecordEdit], name: str, edit: str) -> str:
    """The edit that first gave a field the value that it has by this one."""

    def latest(prevs: Collection[str], value: Scalar) -> str:
        told = (prev for prev in prevs if prev in by_id and name in by_id[prev].fields)
        return max((prev for prev in told if by_id[prev].fields[name][2] == value), default="")

    while name in by_id[edit].fields:  # prevs are older than what names them
        _edit, undoes, fields = by_id[edit]
        prevs, old, new = fields[name]
        undone = by_id[undoes].fields.get(name) if undoes in by_id else None
        before = (latest(undone[0], new) if undone and old != new else "") or latest(prevs, new)
        if not before:
            break
        edit = before
    return edit


def _removed_unseen(steps: Sequence[RecordEdit], found: dict[str, list[Head]], replaced: dict[str, set[str]]) -> None:
    """Removing touches every field; an older program could not touch those that it did not know, so it is done here."""
    removals = removed_by(found)
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
