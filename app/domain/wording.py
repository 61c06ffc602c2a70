"""What an edit did, in words: who reads history reads sentences, not field names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .fields import Reference, Rule, Text
from .records import BY_TABLE, Provenance, Record, rules
from .rows import from_scalar

Fields = Mapping[str, tuple[Any, Any, Any]]
"""`{field: (prevs, old, new)}`, stored values."""

_LONGEST = 80
_LEAD = 20  # characters of what two long texts share that are shown before what differs
_PARAGRAPH = re.compile(r"\d+(\.\d+)*")


def describe(
    table: str, name: str, fields: Fields, name_of: Callable[[str], str], *, under_name: bool = False
) -> list[str]:
    """What happened to one record, a sentence per field.

    Args:
        table: the record's table.
        name: what the record is called.
        fields: what was changed.
        name_of: the name of the record with a key, for fields that refer to one.
        under_name: the sentences stand under the record's name, and need not repeat it.
    """
    kind = BY_TABLE[table]
    step = _step(fields)
    if kind is Provenance and step:
        return _source(step, "" if under_name else name, {field: new for field, (_prevs, _old, new) in fields.items()})
    if not step:
        return _changed(kind, "" if under_name else name, fields, name_of)
    what = f"{step} {kind.NAME.lower()}"
    told = what if under_name else f"{what}: {name}"
    return [told, *_born(kind, name, fields, name_of)] if step == "Added" else [told]


def source_words(source: str) -> str:
    """Such as "Paragraph 3.24", where the source is a paragraph's number; on one line."""
    source = " ".join(source.split())
    return f"Paragraph {source}" if _PARAGRAPH.fullmatch(source) else source


def _step(fields: Fields) -> str:
    """What happened to a record as a whole; empty where only fields of it changed."""
    if "deleted" not in fields:
        return ""
    prevs, old, new = fields["deleted"]
    if not prevs and not old and not new:
        return "Added"
    return "Removed" if new and not old else "Brought back" if old and not new else ""


def _source(step: str, name: str, values: Mapping[str, Any]) -> list[str]:
    """What was done to a record that says where a value comes from."""
    statement = _quoted(str(values.get("statement") or ""))
    if values.get("illustrative"):
        said = {"Added": "Marked as illustrative", "Removed": "No longer marked as illustrative",
                "Brought back": "Marked as illustrative again"}[step]  # fmt: skip
        first = f"{said}: {name}" if name else said
    else:
        said, to = {"Added": ("Source given", "for"), "Removed": ("Source taken away", "from"),
                    "Brought back": ("Source given again", "for")}[step]  # fmt: skip
        source = source_words(str(values.get("source") or ""))
        first = ": ".join(filter(None, (f"{said} {to} {name}" if name else said, source)))
    return [first, f"It says {statement}"] if statement and step == "Added" else [first]


def _born(kind: type[Record], name: str, fields: Fields, name_of: Callable[[str], str]) -> list[str]:
    """What a new record holds, a line a field; what its name says already is not told again."""
    lines: list[str] = []
    for field, rule in _told(kind):
        _prevs, old, new = fields.get(field, ((), None, None))
        if old == new or field in kind.NATURAL_KEY:
            continue
        after = shown(rule, new, name_of)
        if field in ("ref", "title", "number") or isinstance(rule, Reference):
            bare = re.escape(after.strip("“”"))
            if after and re.search(rf"(?<!\w){bare}(?!\w)", name):
                continue
        lines.append(f"{rule.label}: {after or 'none'}")
    return lines


def in_one_line(told: Iterable[str]) -> str:
    """What was done after each other, a full stop between; a quotation that ends with its own needs no second."""
    line = ""
    for said in told:
        end = "" if not line or line.endswith((".”", "?”", "!”")) else "."
        line = f"{line}{end} {said}".strip()
    return line


def _changed(kind: type[Record], name: str, fields: Fields, name_of: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    for field, rule in _told(kind):
        _prevs, old, new = fields.get(field, ((), None, None))
        if old == new:
            continue
        lines.append(edited(rule, old, new, name_of, f"{name}: {rule.label.lower()}" if name else rule.label))
    return lines


def edited(rule: Rule, old: Any, new: Any, name_of: Callable[[str], str], start: str) -> str:
    """What was done to one field, after `start`: "Owner from Ann Lee to Bo Roe"; of long texts where they differ.

    Args:
        rule: the field's.
        old: the stored value as it was.
        new: the stored value as it is, another one.
        name_of: the name of the record with a key, for fields that refer to one.
        start: what the sentence begins with.
    """
    before, after = _both(rule, old, new, name_of)
    if before == after:
        return f"{start}: other spaces or line breaks"
    if before == "":
        return f"{start} set to {after}"
    return f"{start} emptied; it was {before}" if after == "" else f"{start} from {before} to {after}"


def _told(kind: type[Record]) -> list[tuple[str, Rule]]:
    return [(field, rule) for field, rule in rules(kind).items() if not (isinstance(rule, Text) and rule.by_program)]


def _both(rule: Rule, old: Any, new: Any, name_of: Callable[[str], str]) -> tuple[str, str]:
    """A value before and after; of two long texts that begin alike, from shortly before they differ."""
    if isinstance(rule, Text) and isinstance(old, str) and isinstance(new, str):
        before, after = (" ".join(_read(rule, text).split()) for text in (old, new))
        alike = next(
            (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
        )
        if min(len(before), len(after)) > _LONGEST and alike > _LEAD * 2:
            start = before.rfind(" ", 0, alike - _LEAD) + 1
            return _quoted(before[start:], "…" if start else ""), _quoted(after[start:], "…" if start else "")
    return shown(rule, old, name_of), shown(rule, new, name_of)


def shown(rule: Rule, value: Any, name_of: Callable[[str], str], longest: int = _LONGEST) -> str:
    """A stored value as people read it; a text in quotation marks, cut at `longest` characters; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(rule, Reference):
        return name_of(str(value))
    try:
        text = rule.show(from_scalar(rule, value))
    except ValueError:
        text = str(value)
    text = _read(rule, text)
    return _quoted(text, longest=longest) if isinstance(rule, Text) else text


def _read(rule: Rule, text: str) -> str:
    """A text as it is told of: no braces stand for a live figure."""
    if not isinstance(rule, Text) or not rule.live:
        return text
    from .live import described  # only few texts hold live figures: the start does without them

    return described(text)


def _quoted(text: str, before: str = "", longest: int = _LONGEST) -> str:
    """A text in quotation marks on one line, cut between words where it is long; empty for an empty one."""
    text = " ".join(text.split())
    if len(text) > longest:
        cut = text[:longest]
        text = f"{cut.rsplit(' ', 1)[0] if ' ' in cut[longest // 2 :] else cut}".rstrip(" ,;:.") + "…"
    return f"“{before}{text}”" if text else ""
