"""Records as people write them: readable names for keys, and where a value comes from beside the value.

A record's fields may hold `@source`, `@illustrative` and `@ours`; each becomes records of provenance. The form is
described in docs/plan-format.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain import keys, rows
from app.domain.fields import Day, FieldError, Flag, Number, Reference, Rule, Text, Value, When, Whole
from app.domain.records import BY_TABLE, Provenance, Record, rules
from app.domain.rows import Scalar
from app.domain.schedule import PartialDate

from .plantext import PlanFileError, hint, quoted

OURS = "Our judgement"
"""The source that `@ours` names."""

WHOLE = "*"
"""The whole record, where a mark names fields."""

MARKS = ("@source", "@illustrative", "@ours")

_NAME = re.compile(r"[a-z_]+/\S{1,200}")
_PLAIN = Text(label="It", prose=True)
"""What a field without a rule of its own holds."""


def kind_of(table: str, where: str) -> type[Record]:
    """The record class of a table. Raises PlanFileError."""
    if table not in BY_TABLE:
        raise PlanFileError(f"{where}: there is no table {quoted(table)}.{hint(table, BY_TABLE)}")
    return BY_TABLE[table]


def rule_of(kind: type[Record], field: str, where: str) -> Rule:
    """The rule of a field. Raises PlanFileError."""
    known = rules(kind)
    if field not in known and field != "deleted":
        raise PlanFileError(f"{where}: the table {kind.TABLE} has no field {quoted(field)}.{hint(field, known)}")
    return known.get(field, _PLAIN)


def key_of_record(table: str, name: str, where: str) -> str:
    """The key of a record of `table` under its readable name, or the key it is called by."""
    if keys.is_key(name):
        return name
    if not _NAME.fullmatch(name) or not name.startswith(f"{table}/"):
        raise PlanFileError(f"{where}: {quoted(name)} is no name for it; write {table}/ and a word, or a key.")
    return keys.key_of_name(name)


def key_of_reference(text: str, where: str) -> str:
    """The key that a reference stands for; empty for nothing."""
    if not text or keys.is_key(text):
        return text
    if not _NAME.fullmatch(text):
        raise PlanFileError(f"{where}: {quoted(text)} is neither a name such as risk/ict nor a key.")
    return keys.key_of_name(text)


def read_fields(kind: type[Record], given: Any, where: str) -> dict[str, Scalar]:
    """A record's own fields as they are stored; what begins with @ is left to `read_marks`."""
    if not isinstance(given, Mapping):
        raise PlanFileError(f"{where}: its fields belong in braces.")
    return {
        name: read_value(rule_of(kind, name, where), raw, where)
        for name, raw in given.items()
        if not name.startswith("@")
    }


def read_value(rule: Rule, raw: Any, where: str) -> Scalar:
    """A value as it is stored, after its rule has allowed it."""
    if not isinstance(raw, str | int | float | None):
        raise PlanFileError(f"{where}: {rule.label} takes a single value.")
    try:
        value = _value(rule, raw, where)
        rule.check(value)
    except FieldError as error:
        raise PlanFileError(f"{where}: {error}") from None
    return rows.to_scalar(value)


def _value(rule: Rule, raw: str | int | float | None, where: str) -> Value:
    """The value that JSON holds for such a field; of the wrong kind, as it stands, for the rule to refuse."""
    if raw is None:
        return rule.empty
    wrong: Any = raw
    match rule, raw:
        case Flag(), 0 | 1:
            return bool(raw)
        case Number(), float():
            raise PlanFileError(f'{where}: {rule.label} is written between quotation marks, "{raw}".')
        case Number(), str() | int() if not isinstance(raw, bool):
            try:
                return Decimal(raw)
            except InvalidOperation:
                return wrong
        case ((Day() | When()), str()):
            try:
                day = PartialDate(raw)
            except ValueError as error:
                raise PlanFileError(f"{where}: {rule.label}: {error}") from None
            if isinstance(rule, Day):
                return day.first if day.precision == "day" else wrong
            return day
        case Reference(), str():
            return key_of_reference(raw, where)
        case Whole(), _:
            return wrong
        case _, str():
            return unicodedata.normalize("NFC", raw)
        case _:
            return wrong


def read_marks(kind: type[Record], key: str, given: Mapping[str, Any], where: str) -> Iterator[Provenance]:
    """The provenance that a record's @source, @illustrative and @ours stand for."""
    for mark in given:
        if mark.startswith("@") and mark not in MARKS:
            raise PlanFileError(f"{where}: {quoted(mark)} is not known.{hint(mark, MARKS)}")
    for field, source, statement in _sources(given.get("@source", {}), f"{where}, @source"):
        yield _mark(kind, key, field, where, source=source, statement=statement)
    for field, statement in _by_field(given.get("@illustrative", {}), f"{where}, @illustrative"):
        yield _mark(kind, key, field, where, statement=statement, illustrative=True)
    ours = given.get("@ours", {})
    for field, statement in _by_field({WHOLE: ours} if isinstance(ours, str) else ours, f"{where}, @ours"):
        yield _mark(kind, key, field, where, source=OURS, statement=statement)


def _mark(kind: type[Record], key: str, field: str, where: str, **said: Any) -> Provenance:
    if field == WHOLE:
        field = ""
    else:
        rule_of(kind, field, where)
    row = {name: read_value(rules(Provenance)[name], value, where) for name, value in said.items()}
    return rows.from_row(Provenance, row | {"id": "", "record": key, "field": field})


def _sources(given: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Field, source and statement: "3.24", ["3.24", ...], or by field one of these or {source: statement}."""
    for field, sources in (given if isinstance(given, dict) else {WHOLE: given}).items():
        match sources:
            case dict():
                for source, said in sources.items():
                    yield field, _named(source, where), _words(said, where)
            case list():
                yield from ((field, _named(source, where), "") for source in sources)
            case _:
                yield field, _named(sources, where), ""


def _by_field(given: Any, where: str) -> Iterator[tuple[str, str]]:
    """Field and statement: ["due", ...] or {"due": "how it was chosen"}."""
    match given:
        case list():
            yield from ((_words(field, where), "") for field in given)
        case dict():
            yield from ((field, _words(said, where)) for field, said in given.items())
        case _:
            raise PlanFileError(f"{where}: give a list of fields, or a sentence for each field in braces.")


def _words(given: Any, where: str) -> str:
    if isinstance(given, str):
        return given
    raise PlanFileError(f"{where} takes words.")


def _named(source: Any, where: str) -> str:
    if isinstance(source, str) and source.strip():
        return source
    raise PlanFileError(f"{where} names a source in words, such as 3.24.")


def is_day(text: Any) -> bool:
    """Whether this is a calendar day as it is stored."""
    try:
        return isinstance(text, str) and PartialDate(text).first == date.fromisoformat(text)
    except ValueError:
        return False
