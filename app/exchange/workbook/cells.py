"""What a field is in a cell of the workbook, and back; and the mark by which one knows that nobody touched a cell."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any, TypeAlias

from app.domain.fields import Choice, Rule
from app.domain.schedule import PartialDate
from app.domain.stored import spelt

CellValue: TypeAlias = str | int | float | date | None
"""What is written into a cell; None for an empty one."""

LONGEST = 32_767
"""Characters that a cell can hold."""
CUT = "\n[… the rest does not fit into a cell; this text is changed in Goldthread]"
"""Ends what a cell holds of a longer text."""
_FROM = date(1900, 3, 1)
"""Excel counts the days before it otherwise than others do."""
_MARK = re.compile(r"(\w+)=([\w-]*)(?::(\w{26}))?")


def cell_of(rule: Rule, value: Any, default: Any) -> CellValue:
    """What a cell holds of a field whose `default` is this; an empty cell stands for nothing.

    A reference is written by the name of what it names, which only the plan knows: not here.
    """
    if value is None or (value == rule.empty and default == rule.empty and type(value) is type(rule.empty)):
        return None
    match value:
        case bool():
            return "Yes" if value else "No"
        case int():
            return value
        case Decimal():
            near = float(value)
            return near if Decimal(repr(near)) == value else spelt(value)
        case PartialDate():
            return _day(value.first) if value.precision == "day" else str(value)
        case date():
            return _day(value)
        case _:
            return _fitting(rule.show(value) if isinstance(rule, Choice) else str(value))


def plain(raw: object, number_format: str = "") -> str:
    """What a cell says, the same however it was typed: a date as ISO has it, a number without trailing zeros.

    Whoever types "95%" into a cell makes it 0.95, shown in per cent.
    """
    match raw:
        case int() | float() if "%" in number_format and not isinstance(raw, bool):
            return f"{spelt(Decimal(str(raw)) * 100)}%"
        case None:
            return ""
        case bool():
            return "Yes" if raw else "No"
        case int() | float():
            return spelt(Decimal(str(raw)))
        case datetime():
            return raw.date().isoformat() if not (raw.hour or raw.minute or raw.second) else raw.isoformat(" ")
        case date():
            return raw.isoformat()
        case _:
            return str(raw).replace("\r\n", "\n")


def mark_of(text: str) -> str:
    """What stands for a cell's words among the marks of its row; nothing for an empty one."""
    if not text:
        return ""
    return urlsafe_b64encode(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest()).decode()


def marks_in(text: str) -> dict[str, tuple[str, str]]:
    """The mark of each field of a row when it went out, and the key of what it named."""
    return {match[1]: (match[2], match[3] or "") for match in _MARK.finditer(text)}


def marked(name: str, text: str, key: str = "") -> str:
    """The mark of one field, as `marks_in` reads it; nothing for an empty one."""
    if not text and not key:
        return ""
    return f"{name}={mark_of(text)}{f':{key}' if key else ''}"


def _day(day: date) -> CellValue:
    return day if day >= _FROM else day.isoformat()


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
