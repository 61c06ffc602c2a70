"""The stored form of a record: a flat row of text, whole numbers and nothing.

Numbers and dates are exact text, yes and no are 1 and 0. A decimal has one spelling ("95", never "95.0"), so
that what did not change is not taken for a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeAlias, TypeVar

from .fields import Choice, Day, Flag, Number, Rule, Value, When, Whole
from .records import Record, rules
from .schedule import PartialDate

Scalar: TypeAlias = str | int | None
R = TypeVar("R", bound=Record)

_SPELT_OUT = 40
"""Decimal numbers of more digits keep their exponent; no field may hold one."""


def to_scalar(value: Value) -> Scalar:
    """A field's value as it is stored."""
    match value:
        case bool():
            return int(value)
        case Decimal():
            return _spelt(value)
        case PartialDate():
            return value.text
        case date():
            return value.isoformat()
        case _:
            return value


def from_scalar(rule: Rule | None, raw: Any) -> Value:
    """A stored value as its field holds it; a field without a rule holds text.

    Raises:
        ValueError: the stored value is no such value, for example the 30th of February.
    """
    if raw is None:
        return rule.empty if rule else ""
    return _READ.get(type(rule), str)(raw)


def _number(raw: Any) -> Decimal:
    try:
        return Decimal(_spelt(Decimal(str(raw))))  # a column may hand back 95.0 for "95"
    except InvalidOperation:
        raise ValueError(f"“{raw}” is not a number.") from None


_READ: dict[type, Callable[[Any], Value]] = {
    Flag: bool,
    Whole: int,
    Number: _number,
    Day: lambda raw: date.fromisoformat(str(raw)),
    When: lambda raw: PartialDate(str(raw)),
}
"""How the stored value of a field is read, by its kind of rule; others hold text."""


def check_scalar(rule: Rule, raw: Scalar) -> None:
    """Raises ValueError where a stored value is none that the field may hold, or not in its one spelling.

    A field may be empty, as it was before it was filled, and may hold a word of an older or newer list.
    """
    if raw is None:
        return
    value = from_scalar(rule, raw)
    if to_scalar(value) != raw:
        raise ValueError(f"“{raw}” is not how {rule.label} is stored.")
    if value != rule.empty and not isinstance(rule, Choice):
        rule.check(value)


def to_row(record: Record) -> dict[str, Scalar]:
    """A record by field name, its key under "id"."""
    return {name: to_scalar(getattr(record, name)) for name in _columns(type(record))}


def from_row(kind: type[R], row: Mapping[str, Any]) -> R:
    """The record that a row holds. What the row lacks keeps its default; what the kind lacks is ignored.

    Raises:
        ValueError: a value is not of its field's kind.
    """
    held: dict[str, Any] = {
        name: empty if (raw := row[name]) is None else read(raw)
        for name, empty, read in _readers(kind) if name in row
    }  # fmt: skip
    return kind(**held)


def with_row(record: R, row: Mapping[str, Any]) -> R:
    """The same record with what a row holds. Raises ValueError as `from_row` does."""
    known = rules(type(record))
    return record.having({name: from_scalar(known.get(name), raw) for name, raw in row.items()})


def changes(old: Record, new: Record) -> dict[str, Scalar]:
    """The stored values by which a record differs from what it was."""
    was, now = vars(old), vars(new)
    return {name: to_scalar(now[name]) for name in _columns(type(new)) if now[name] != was[name]}


def defaults(kind: type[Record]) -> dict[str, Scalar]:
    """What a new record of a kind stores in the fields that nobody filled; without "id"."""
    return {f.name: to_scalar(f.default) for f in fields(kind) if f.default is not MISSING}


def _spelt(number: Decimal) -> str:
    if not number.is_finite() or abs(number.adjusted()) > _SPELT_OUT:
        return str(number)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if number else "0"


@cache
def _readers(kind: type[Record]) -> tuple[tuple[str, Value, Callable[[Any], Value]], ...]:
    """Each column with what its field holds while it is empty, and how it is read, as in `from_scalar`."""
    known = rules(kind)
    return tuple(
        (name, rule.empty if (rule := known.get(name)) else "", _READ.get(type(rule), str)) for name in _columns(kind)
    )


@cache
def _columns(kind: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
