"""The value that a source's statement carries, so that settling a disagreement can put it into the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .fields import Choice, Day, FieldError, Number, Rule, Text, Value, When, Whole
from .schedule import FULL_MONTHS, MONTHS

_FIGURE = re.compile(
    r"(?P<pound>£)?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<size>million|billion|thousand|bn|m|k)?\b", re.IGNORECASE
)
_SIZES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_MONTH = "|".join((*FULL_MONTHS, *MONTHS))
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}\b|\bQ[1-4] \d{{4}}(?:/\d\d)?\b|\b\d{{4}}-\d\d(?:-\d\d)?\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:/\d\d)?\b")
_YEARS = re.compile(r"\b\d{4}(?:/\d{2,4}| to \d{4})")
_CALLED = re.compile(r"\bcalled (?:the |an? )?(?P<name>.+?)\.?$")


def carried(rule: Rule, statement: str) -> Value:
    """The one value of a field that a statement names; the field's empty value where it names none, or several.

    "An estimated £4.2 million over two years." carries 4200000 for a number, "in May 2018" a month for a date.
    """
    found = list(dict.fromkeys(_named(rule, " ".join(statement.split()))))
    values: list[Value] = []
    for text in found:
        try:
            values.append(rule.read(text))
        except FieldError:
            continue
    return values[0] if len(values) == 1 else rule.empty


def _named(rule: Rule, said: str) -> Iterator[str]:
    """What a field might read, as text."""
    match rule:
        case Number() | Whole():
            yield from _figures(said)
        case Day() | When():
            yield from _DATE.findall(said) or _YEAR.findall(said)
        case Choice():
            for word in rule.options.values():
                if word and re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE):
                    yield word
        case Text(prose=False):
            yield from _YEARS.findall(said)
            if called := _CALLED.search(said):
                yield called["name"]
        case _:
            pass


def _figures(said: str) -> Iterator[str]:
    """Figures without their size in words; sums of money alone, where there are any."""
    found = list(_FIGURE.finditer(said))
    for match in [each for each in found if each["pound"]] or found:
        value = Decimal(match["digits"].replace(",", "")).scaleb(_SIZES.get((match["size"] or "").casefold(), 0))
        yield f"{value:f}"
