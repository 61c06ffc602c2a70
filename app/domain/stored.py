"""The one door from what is stored to what a field holds: opening, merge, load and looking back come through it.

A file may hold what no form would take: a word of a newer program, a number out of range, a bit that flipped. It is
kept and shown as it is, and named as odd; in its place stands what misleads nobody, and nothing that rests on it is
rated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from .fields import LINE, Choice, Day, Flag, Number, OpenChoice, Rule, Value, When, Whole, clean
from .schedule import PartialDate

Scalar: TypeAlias = str | int | None
ODD = (KeyError, TypeError, ValueError, ArithmeticError)
"""What a reader raises where its field may not hold what is stored."""
_SPELT_OUT = 40
"""Decimal numbers of more digits keep their exponent; no field may hold one."""
_FEW = 1000
_DECIMAL = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def reader(rule: Rule | None) -> Callable[[Any], Value]:
    """What gives the value of a field for what is stored, unless that is NULL. It raises one of `ODD`."""
    match rule:
        case OpenChoice():
            return _open(rule)
        case Choice(options=options):
            return {word: word for word in options}.__getitem__
        case Flag():
            return {0: False, 1: True}.__getitem__
        case Whole(low=low, high=high) if high - low < _FEW:
            return {number: number for number in range(low, high + 1)}.__getitem__
        case Whole():
            return _checked(rule, int)
        case Number():
            return _checked(rule, _number)
        case Day():
            return _checked(rule, _day)
        case When():
            return _period
        case _:
            return str


def stand_in(rule: Rule, default: Any, raw: Any) -> Value:
    """What a field holds while what is stored is odd: of words they themselves, of yes and no whether it is any."""
    if isinstance(rule, Flag):
        return bool(raw)
    return default if raw is None or isinstance(rule, Whole | Number | Day | When) else str(raw)


def can_be_kept(rule: Rule, raw: Scalar) -> bool:
    """Whether the column of a field can keep a value that the field may not hold."""
    if isinstance(rule, Whole) and rule.unit == "%":
        return False  # the column itself knows what it may hold
    if isinstance(rule, Whole | Flag):
        return isinstance(raw, int) and -(1 << 63) <= raw < 1 << 63
    if not isinstance(raw, str) or len(raw) > LINE or clean(raw) != raw:
        return False
    return not isinstance(rule, Number) or _DECIMAL.fullmatch(raw) is not None


def plain(raw: Any) -> Scalar:
    """What is stored, as text or whole number, whatever a damaged file may hold."""
    if raw is None or isinstance(raw, str) or (isinstance(raw, int) and not isinstance(raw, bool)):
        return raw
    if isinstance(raw, bytes):
        return raw.decode(errors="replace")
    return spelt(Decimal(str(raw))) if isinstance(raw, float) else json.dumps(raw, ensure_ascii=False)


def spelt(number: Decimal) -> str:
    """A decimal in its one spelling: "95", never "95.0"."""
    text = str(number)
    if text.isdecimal() and text[0] != "0":  # nearly all of thousands
        return text
    if not number.is_finite() or abs(number.adjusted()) > _SPELT_OUT:
        return text
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if number else "0"


def _open(rule: OpenChoice) -> Callable[[Any], Value]:
    def read(raw: Any) -> Value:
        rule.check_filled(raw)
        return raw

    return read


def _checked(rule: Any, read: Callable[[Any], Any]) -> Callable[[Any], Value]:
    low, high = getattr(rule, "low", None), getattr(rule, "high", None)

    def checked(raw: Any) -> Value:
        value = read(raw)
        if low is not None and not low <= value <= high:
            raise ValueError(raw)
        return value

    return checked


@lru_cache(maxsize=8192, typed=True)
def _number(raw: Any) -> Decimal:
    number = Decimal(spelt(Decimal(str(raw))))  # a column may hand back 95.0 for "95"
    if not number.is_finite():
        raise ValueError(raw)
    return number


@lru_cache(maxsize=8192)  # thousands of figures are of a few hundred periods
def _period(raw: Any) -> PartialDate:
    return PartialDate(raw)


def _day(raw: Any) -> date:
    day = date.fromisoformat(raw)
    if not 1900 <= day.year <= 2999 or day.isoformat() != raw:
        raise ValueError(raw)
    return day
