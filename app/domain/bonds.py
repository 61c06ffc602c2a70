"""Which records hang together: what goes with a record, what is told with it, which marks fall with a new value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from . import keys, kinds
from .fields import Text
from .plan import Plan
from .records import Provenance, Record, rules

Rows = Mapping[type[Record], Mapping[str, Record]]
"""The records of a plan by kind and key, those that were removed too."""


def gone_with(plan: Plan, records: Sequence[Record]) -> tuple[list[Record], list[tuple[Record, str]]]:
    """What is removed with these records, themselves first; and what merely names one of them, by which field.

    What needs a removed record goes with it, as a link with its end. What merely names one, as an action its
    objective, stays and names none.
    """
    gone: dict[str, Record] = {record.id: record for record in records if plan.find(record.id)}
    found = list(gone.values())
    referring, naming = _referring(plan), list[tuple[Record, str]]()
    for record in found:  # grows while what refers to it is found
        for other, field, needed in referring.get(record.id, ()):
            if not needed:
                naming.append((other, field))
            elif other.id not in gone:
                gone[other.id] = other
                found.append(other)
    return found, naming


Below = Callable[[type[Record], str, str], Sequence[str]]
"""The keys of the records of a kind whose field names a key."""


def told_with(rows: Rows, record: Record, below: Below | None = None) -> list[str]:
    """The keys of what is told with a record's history, of what was removed too.

    To any record belong the status and confidence that people set, what they settled and asked; to an indicator its
    readings, to a meeting its agenda, who attended and what was decided. `below` gives the keys of the records of a
    kind whose field names a key, where somebody keeps them; else all are gone through.
    """
    found: list[str] = []
    for bond in kinds.bonds():
        if kinds.HISTORY not in bond.told or bond.rule.to not in ("", record.TABLE):
            continue
        if (bond.field,) == bond.kind.NATURAL_KEY:
            found.append(keys.natural_key(bond.kind.TABLE, record.id))
        elif below is not None:
            found += below(bond.kind, bond.field, record.id)
        else:
            found += [key for key, other in rows[bond.kind].items() if getattr(other, bond.field) == record.id]
    return found


def no_longer_illustrative(plan: Plan, record: Record, changed: Collection[str]) -> list[Provenance]:
    """The marks that fall because a person changed what they stand for, fields of a record that is in the plan."""
    marked = plan.illustrative_fields(record)
    if not marked:
        return []
    changed = set(changed) - {"exempt", "deleted"}  # who keeps a record back says nothing of what it holds
    if marked.isdisjoint(("", *changed)):
        return []
    whole = not _prose(type(record)).issuperset(changed)
    return [
        replace(mark, deleted="a value was entered") for mark in plan.sources(record)
        if mark.illustrative and (mark.field in changed or (not mark.field and whole))
    ]  # fmt: skip


@cache
def _prose(kind: type[Record]) -> frozenset[str]:
    return frozenset(n for n, rule in rules(kind).items() if isinstance(rule, Text) and rule.prose)


def _referring(plan: Plan) -> dict[str, list[tuple[Record, str, bool]]]:
    """The records that refer to a key, by that key: by which field, and whether it must name one."""
    found: dict[str, list[tuple[Record, str, bool]]] = {}
    for bond in kinds.bonds():
        for record in () if bond.rule.outlives else plan.all(bond.kind):
            found.setdefault(getattr(record, bond.field), []).append((record, bond.field, bond.rule.required))
    return found
