"""What records that are to be saved change in the file, step by step: thousands of them take a while."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import TypeAlias

from app.domain.bonds import no_longer_illustrative
from app.domain.plan import Plan
from app.domain.plan_rules import Check
from app.domain.records import BY_TABLE, Provenance, Record
from app.domain.rows import changes, filled, to_row
from db.edits import Edit, Scalar

from .refusals import NotSaved

Values: TypeAlias = dict[str, dict[str, dict[str, Scalar]]]
"""By table and key, the fields that change and what they become."""
Step: TypeAlias = tuple[int, int, str]
_AT_ONCE = 200


def composed(
    whole: Plan, rows: Mapping[type[Record], Mapping[str, Record]], records: Sequence[Record]
) -> Generator[Step, None, Values]:
    """What saving records changes, beside what they make no longer illustrative; `rows` are those of the file.

    Raises:
        NotSaved: saving them would make something wrong.
    """
    check = Check(whole, records)
    fallen: list[Provenance] = []
    values: Values = {}
    for number, record in enumerate(records):
        if number % _AT_ONCE == 0:
            yield number, len(records), "Checking what is to be saved"
        there = rows[type(record)].get(record.id)
        differing = record.differing(there) if there else ()
        if found := check.worse(record, differing):
            raise NotSaved(next(iter(found.values())), found)
        if changed := changes(there, record, differing) if there else filled(record):
            values.setdefault(record.TABLE, {})[record.id] = changed
            if there:
                fallen += no_longer_illustrative(whole, record, changed)
    for mark in fallen:
        if mark.id not in check.given:
            values.setdefault(mark.TABLE, {})[mark.id] = {"deleted": mark.deleted}
    return values


def known_to_history(
    rows: Mapping[type[Record], Mapping[str, Record]],
    values: Mapping[str, Mapping[str, Mapping[str, Scalar]]],
    edit: Edit | None,
) -> dict[tuple[str, str], list[str]]:
    """The fields that the history has so already, and only a damaged row has not."""
    found: dict[tuple[str, str], list[str]] = {}
    told = {(change.table, change.record): change.fields for change in edit.changes} if edit else {}
    for table, records in values.items():
        there = rows[BY_TABLE[table]]
        for key in records.keys() & there.keys():
            fields = records[key]
            if left := fields.keys() - told.get((table, key), {}).keys():
                row = to_row(there[key])
                if names := [name for name in fields if name in left and row.get(name) != fields[name]]:
                    found[table, key] = names
    return found
