"""The stored form of a record: a flat row of text, whole numbers and nothing.

Numbers and dates are exact text, yes and no are 1 and 0. A decimal has one spelling ("95", never "95.0"), so
that what did not change is not taken for a change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, TypeVar

from .fields import Rule, Value
from .records import Record, rules
from .schedule import PartialDate
from .stored import ODD, Scalar, can_be_kept, plain, reader, spelt, stand_in

R = TypeVar("R", bound=Record)
_WRITERS: Mapping[type, Callable[[Any], Scalar]] = {
    bool: int, Decimal: spelt, PartialDate: attrgetter("text"), date: date.isoformat,
}  # fmt: skip


def to_scalar(value: Value) -> Scalar:
    """A field's value as it is stored."""
    write = _WRITERS.get(type(value))
    return write(value) if write else value  # pyright: ignore[reportReturnType]


def from_scalar(rule: Rule | None, raw: Any) -> Value:
    """A stored value as its field holds it; a field without a rule holds text.

    Raises:
        ValueError: the field may not hold it, for example the 30th of February.
    """
    if raw is None:
        return rule.empty if rule else ""
    try:
        return reader(rule)(raw)
    except ODD:
        raise ValueError(f"“{raw}” is none that the field may hold.") from None


def check_scalar(rule: Rule, raw: Scalar) -> None:
    """Raises ValueError where a column cannot keep a stored value, or it is not in its one spelling.

    A field may be empty, as it was before it was filled; what is odd but can be kept comes in, and is shown as odd.
    """
    if raw is None:
        return
    try:
        value = from_scalar(rule, raw)
    except ValueError:
        if can_be_kept(rule, raw):
            return
        rule.check(raw)  # which says it in the field's own words
        raise
    if to_scalar(value) != raw:
        raise ValueError(f"“{raw}” is not how {rule.label} is stored.")
    if value != rule.empty:
        rule.check(value)


def to_row(record: Record) -> dict[str, Scalar]:
    """A record by field name, its key under "id"; what is odd as it is stored."""
    row = {name: to_scalar(getattr(record, name)) for name in _columns(type(record))}
    return row | dict(record.odd) if record.odd else row


def filled(record: Record) -> dict[str, Scalar]:
    """What a new record stores, its key aside; what nobody filled may be left out where that is nothing."""
    names, unsaid = _unsaid(type(record))
    held = vars(record)
    said = compress(names, map(is_not, map(held.__getitem__, names), unsaid))
    row = {name: to_scalar(held[name]) for name in said}
    return row | dict(record.odd) if record.odd else row


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record that a row holds. What the row lacks keeps its default; what the kind lacks is ignored."""
    held: dict[str, Any] = {}
    odd: list[tuple[str, Scalar]] = []
    readers = _readers(kind)
    for name, raw in row.items():
        if name in readers:
            empty, read = readers[name]
            try:
                held[name] = empty if raw is None and empty is not MISSING else read(raw)
            except ODD:
                held[name] = _stand_in(kind, name, raw)
                odd.append((name, plain(raw)))
    if odd or "id" not in held:
        return kind(**held, odd=tuple(sorted(odd, key=lambda each: [*readers].index(each[0]))))
    return kind.stored(held)


def with_row(record: R, row: Mapping[str, Any]) -> R:
    """The same record with what a row holds."""
    kind, readers = type(record), _readers(type(record))
    held: dict[str, Any] = {}
    odd = [each for each in record.odd if each[0] not in row]
    for name, raw in row.items():
        empty, read = readers[name]
        try:
            held[name] = empty if raw is None and empty is not MISSING else read(raw)
        except ODD:
            held[name] = _stand_in(kind, name, raw)
            odd.append((name, plain(raw)))
    return record.having({**held, "odd": tuple(odd)} if odd or record.odd else held)


def doubted(record: R, names: Collection[str]) -> R:
    """A record of which some fields hold what they may hold, and yet is not to be believed: these are odd."""
    kind, known = type(record), rules(type(record))
    row = to_row(record)
    wrong = {name: row[name] for name in names if name in known}
    values = {name: _stand_in(kind, name, raw) for name, raw in wrong.items()}
    there = [each for each in record.odd if each[0] not in wrong]
    return replace(record, **values, odd=(*there, *((name, plain(raw)) for name, raw in wrong.items())))


def changes(old: Record, new: Record, differing: Sequence[str] | None = None) -> dict[str, Scalar]:
    """The stored values by which a record differs from what it was; `differing` as it says, where one asked before."""
    if old.odd or new.odd:
        before, after = to_row(old), to_row(new)
        return {name: value for name, value in after.items() if value != before[name]}
    now = vars(new)
    return {name: to_scalar(now[name]) for name in (new.differing(old) if differing is None else differing)}


def defaults(kind: type[Record]) -> dict[str, Scalar]:
    """What a new record of a kind stores in the fields that nobody filled; without "id"."""
    return {name: to_scalar(value) for name, value in _defaults(kind).items() if name != "odd"}


@cache
def _readers(kind: type[Record]) -> dict[str, tuple[Any, Callable[[Any], Value]]]:
    """Of each column what its field holds while it is empty, or MISSING where it may not be, and how it is read."""
    known, start = rules(kind), _defaults(kind)
    found: dict[str, tuple[Any, Callable[[Any], Value]]] = {}
    for name in _columns(kind):
        rule = known.get(name)
        needed = rule is not None and rule.required and start[name] != rule.empty
        found[name] = (MISSING if needed else rule.empty if rule else ""), reader(rule)
    return found


def _stand_in(kind: type[Record], name: str, raw: Any) -> Value:
    rule = rules(kind).get(name)
    return stand_in(rule, _defaults(kind)[name], raw) if rule else str(raw)


@cache
def _defaults(kind: type[Record]) -> dict[str, Any]:
    return {f.name: f.default for f in fields(kind) if f.default is not MISSING}


@cache
def _unsaid(kind: type[Record]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The columns of a kind but its key, and of each the default where that says nothing.

    A word that a field holds by default says something.
    """
    names = tuple(name for name in _columns(kind) if name != "id")
    said, start = object(), _defaults(kind)
    return names, tuple(
        start[name] if name in start and to_scalar(start[name]) in ("", None, 0) else said for name in names
    )


@cache
def _columns(kind: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "odd")
