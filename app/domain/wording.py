"""What an edit did, in words: who reads history reads sentences, not field names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .fields import Reference, Text, rules
from .records import BY_TABLE, Record
from .rows import from_scalar

_LONGEST = 80


def describe(
    table: str, name: str, fields: Mapping[str, tuple[Any, Any, Any]], name_of: Callable[[str], str]
) -> list[str]:
    """What happened to one record, a sentence per field.

    Args:
        table: the record's table.
        name: what the record is called.
        fields: `{field: (prevs, old, new)}`, stored values.
        name_of: the name of the record with a key, for fields that refer to one.
    """
    kind = BY_TABLE[table]
    if "deleted" in fields:
        prevs, old, new = fields["deleted"]
        if not prevs and not old and not new:
            return [f"Added {kind.NAME.lower()}: {name}", *_fields(kind, "", fields, name_of, born=True)]
        if new and not old:
            return [f"Removed {kind.NAME.lower()}: {name}"]
        if old and not new:
            return [f"Brought back {kind.NAME.lower()}: {name}"]
    return _fields(kind, name, fields, name_of)


def _fields(
    kind: type[Record],
    name: str,
    fields: Mapping[str, tuple[Any, Any, Any]],
    name_of: Callable[[str], str],
    *,
    born: bool = False,
) -> list[str]:
    lines: list[str] = []
    for field, rule in rules(kind).items():
        _prevs, old, new = fields.get(field, ((), None, None))
        if old == new or (born and field in kind.SLOT and field != "source"):
            continue  # what makes a slot is told by the name of the record
        before, after = (_shown(rule, value, name_of) for value in (old, new))
        start = f"{name}: {rule.label.lower()}" if name else rule.label
        if born or before == "":
            lines.append(f"{start}: {after}" if born else f"{start} set to {after}")
        elif after == "":
            lines.append(f"{start} emptied; it was {before}")
        else:
            lines.append(f"{start} from {before} to {after}")
    return lines


def _shown(rule: Any, value: Any, name_of: Callable[[str], str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(rule, Reference):
        return name_of(str(value))
    try:
        text = rule.show(from_scalar(rule, value))
    except ValueError:
        text = str(value)
    if isinstance(rule, Text):
        text = " ".join(text.split())
        return f"“{text[:_LONGEST].rstrip()}…”" if len(text) > _LONGEST else f"“{text}”"
    return text
