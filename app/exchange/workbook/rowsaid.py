"""What a row that came back says: which of its cells somebody touched, and what each then gives its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.fields import FieldError, Level, Reference, Terms, Text
from app.domain.records import BY_TABLE, Record, rules

from .cells import CUT, LONGEST, mark_of
from .layout import REASON, ROOM, SHOWN, VALUE
from .reading import ERRORS, UNCALCULATED, FileIn, RowIn, SheetIn
from .rows import empties

FindKey = Callable[[type[Record] | None, str], tuple[str, str]]
"""The key of the record of a kind, or of any, that words name; or why there is none, in a sentence."""


@dataclass
class RowSaid:
    """What a row says.

    Attributes:
        values: what each touched field is to hold.
        texts: the same as it stands in the file.
        went_out: the mark of each field as it went out, and the key of what it named.
        reason: why a date is moved.
        wrong: what cannot be understood, a sentence each.
    """

    file: FileIn
    sheet: SheetIn
    row: RowIn
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    went_out: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reason: str = ""
    wrong: list[str] = field(default_factory=list)

    @property
    def kind(self) -> type[Record]:
        return self.sheet.kind

    @property
    def place(self) -> str:
        """The sheet it stands in, with its file."""
        return f"{self.file.name}, {self.sheet.name}"


def said_by(file: FileIn, sheet: SheetIn, row: RowIn, find: FindKey, terms: Terms, *, whole: bool) -> RowSaid:
    """What a row says; with `whole` every cell counts as touched, as of a record that the plan does not hold."""
    found = RowSaid(file, sheet, row, went_out=row.marks)
    known, start = rules(sheet.kind), empties(sheet.kind)
    for place, column in enumerate(sheet.fields):
        text, name = row.texts.get(place, ""), column.name
        if name == REASON:
            found.reason = " ".join(text.split())[:300]
            continue
        if column.use == SHOWN or name not in known or (column.use == ROOM and (not text.strip() or whole)):
            continue
        mark, key = row.marks.get(name, ("", ""))
        touched = column.use == ROOM or mark_of(text) != mark
        if not touched and not whole:
            continue
        rule = known[name].within(terms)
        if isinstance(rule, Level) and not touched:  # what went out comes back, also where it is outside the scale
            rule = replace(rule, high=getattr(known[name], "high", rule.high))
        if touched and (text in ERRORS or text == UNCALCULATED):
            said = "a formula without a result" if text == UNCALCULATED else text
            found.wrong.append(f"{rule.label} holds {said}, so it is left as it is")
            continue
        rest = file.rest.get((row.key, name), "")
        if len(text) == LONGEST and text.endswith(CUT):
            text = text[: -len(CUT)] + rest
        elif rest and column.use == VALUE:
            found.wrong.append(f"{rule.label} is longer than a cell, so it is changed in Goldthread alone")
            continue
        try:
            if isinstance(rule, Reference):
                value = _named(rule, text, key if not touched else "", find)
            elif isinstance(rule, Text) and not touched and text:
                value = text  # to the letter
            else:
                value = rule.read(text) if text.strip() or row.key else start[name]
        except FieldError as error:
            found.wrong.append(f"{rule.label} is left as it is: {str(error)[0].lower()}{str(error)[1:].rstrip('.')}")
            continue
        found.values[name], found.texts[name] = value, text
    return found


def _named(rule: Reference, text: str, key: str, find: FindKey) -> str:
    """The key of the record that a cell names. Raises FieldError."""
    if key or not text.strip():
        return key
    found, why = find(BY_TABLE.get(rule.to), text)
    if not found:
        raise FieldError(why)
    return found
