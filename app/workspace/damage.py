"""What is wrong with a file, as people name it: the record, the field, what stands there and what its history says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from app.chronicle import Names
from app.domain.doubts import odd_words
from app.domain.records import BY_TABLE, Record, rules
from app.domain.wording import shown
from db.checking import Fault
from db.edits import Scalar

Rows = Mapping[type[Record], Mapping[str, Record]]


class Damage(NamedTuple):
    """Something that is wrong with a file.

    Attributes:
        said: a sentence that names the record and the field.
        record: the key of the record that is meant; empty where it is no record's.
        table: its table.
        mends: whether its history is sound and says what should stand there.
        fields: those of its fields that hold something else than their history says.
    """

    said: str
    record: str = ""
    table: str = ""
    mends: bool = False
    fields: tuple[str, ...] = ()


def told(faults: Iterable[Fault], rows: Rows) -> tuple[Damage, ...]:
    """Faults of a file in words, by the names of its records; each sentence once."""
    names = Names(rows)
    each = (Damage(said(f, names, rows), f.record, f.table, f.mends, tuple(f.fields)) for f in faults)
    return tuple(dict.fromkeys(each))


def odd_values(rows: Rows, told: Mapping[str, Collection[str]]) -> Iterator[str]:
    """A sentence for each record that holds what no field may hold, by the names of these records.

    Records of which something else is `told` already, their keys, are left out.
    """
    names = Names(rows)
    for kind in rows.values():
        for record in kind.values():
            if record.odd and not record.deleted and record.id not in told:
                words = "; ".join(odd_words(record))
                yield f"{names.of_record(record)}: {words}. It is shown so, and not rated."


def summary(damage: Iterable[Damage]) -> str:
    """The first thing that is wrong, and how many more there are."""
    first, *more = damage
    rest = f" And {len(more):,} more." if more else ""
    return f"{first.said}{rest}"


def said(fault: Fault, names: Names, rows: Rows) -> str:
    """A fault in words, by the names of these records."""
    kind = BY_TABLE.get(fault.table)
    if kind is None or not fault.record:
        return fault.said
    if fault.record not in rows[kind]:
        return f"A {kind.NAME[0].lower()}{kind.NAME[1:]} is missing of which the history tells."
    named = fault._replace(called=names.of(fault.record))
    if not fault.fields:
        return named.said
    history = "its history says" if fault.mends else "its history, which was altered too, says"
    lines = (f"{label} is {held}, {history} {logged}" for label, held, logged in _fields(kind, fault.fields, names))
    return f"{named.called}: {'; '.join(lines)}."


def _fields(
    kind: type[Record], fields: Mapping[str, tuple[object, Scalar]], names: Names
) -> Iterator[tuple[str, str, str]]:
    """The label of each field, what stands there and what the history says."""
    known = rules(kind)
    for field, (held, logged) in fields.items():
        rule = known.get(field)
        if rule is None:
            yield "the record", "removed" if held else "there", "removed" if logged else "there"
        else:
            label = f"{rule.label[0].lower()}{rule.label[1:]}"
            yield label, shown(rule, held, names.of) or "empty", shown(rule, logged, names.of) or "empty"
