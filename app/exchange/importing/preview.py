"""A row as the record that it will be: what it holds, what of that is doubtful, and what stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.domain.fields import Choice, Flag, Reference, Text, When
from app.domain.plan import Plan
from app.domain.records import Record, Risk, rules
from app.domain.schedule import show_date

from .result import RowResult

_SHOWN = 60
_NOT_SHOWN = {"ref", "title", "number"}
"""What the name of a record says already."""
_MISSED: Mapping[str, tuple[str, ...]] = {
    "action": ("owner", "due"), "milestone": ("due",), "risk": ("owner", "score"), "indicator": ("target",),
}  # fmt: skip
"""What one asks of a record of a kind first, and is told to be missing where it is."""
_CALLED = {"due": "due date"}


class PreviewPart(NamedTuple):
    """One thing that a record will say.

    Attributes:
        field: the name of its field; "score" stands for likelihood, impact and what they come to.
        text: as it is read: "due 1 Feb 2018", "no owner".
        doubtful: whether a person should look at it.
    """

    field: str
    text: str
    doubtful: bool = False


def preview(row: RowResult, plan: Plan | None = None) -> tuple[PreviewPart, ...]:
    """What a row comes to; nothing for a row that holds no record."""
    record = row.record
    if record is None:
        return ()
    parts = [*_scores(record, row.doubted)] if isinstance(record, Risk) else []
    scored = {name for pair in _SETS.values() for name in pair} if isinstance(record, Risk) else set[str]()
    for name, rule in rules(type(record)).items():
        value = getattr(record, name)
        if name in _NOT_SHOWN or name in scored or value == rule.empty:
            continue
        if text := _said(rule, value, plan):
            parts.append(PreviewPart(name, text, name in row.doubted))
    there = {part.field for part in parts}
    parts += [
        PreviewPart(name, f"no {_CALLED.get(name, name)}", True)
        for name in _MISSED.get(record.TABLE, ())
        if name not in there
    ]
    known = {*there, *_MISSED.get(record.TABLE, ())}
    labels = {name: rule.label for name, rule in rules(type(record)).items()}
    lacking = sorted((row.doubted & labels.keys()) - known - scored - _NOT_SHOWN)
    lacking = [name for name in lacking if getattr(record, name) == rules(type(record))[name].empty]
    parts += [PreviewPart(name, f"no {labels[name].lower()}", True) for name in lacking]
    if isinstance(record, Risk):
        parts.append(PreviewPart("closed", "closed" if record.is_closed else "open", "closed_why" in row.doubted))
    return tuple(parts)


def in_words(row: RowResult, plan: Plan | None = None) -> str:
    """On one line: "due 1 Feb 2018 · likelihood 4, impact 5, score 20 · open"."""
    return " · ".join(map(said_of, preview(row, plan)))


def said_of(part: PreviewPart) -> str:
    """A part in words; one that is doubtful, and not only missing, ends in "(?)"."""
    return part.text + (" (?)" if part.doubtful and not part.text.startswith("no ") else "")


_SETS: Mapping[str, tuple[str, str]] = {
    "": ("likelihood", "impact"),
    "inherent ": ("inherent_likelihood", "inherent_impact"),
    "target ": ("target_likelihood", "target_impact"),
}


def _scores(record: Risk, doubted: frozenset[str]) -> list[PreviewPart]:
    found: list[PreviewPart] = []
    for word, (first, second) in _SETS.items():
        likelihood, impact = getattr(record, first), getattr(record, second)
        doubtful = not doubted.isdisjoint((first, second))
        if likelihood and impact:
            text = f"{word}likelihood {likelihood}, impact {impact}, score {likelihood * impact}"
            found.append(PreviewPart("score" if not word else first, text, doubtful))
    return found


def _said(rule: Any, value: Any, plan: Plan | None) -> str:
    label = rule.label[0].lower() + rule.label[1:]
    if isinstance(rule, Reference):
        named = plan.find(value) if plan is not None and value else None
        return f"{label} {_name(named)}" if named else ""
    if isinstance(rule, Flag):
        return label if value else ""
    if isinstance(rule, Choice | When):
        return f"{label} {rule.show(value)}"
    if isinstance(rule, Text):
        words = " ".join(str(value).split())
        return f"{label} {words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + '…'}"
    return f"{label} {show_date(value) if hasattr(value, 'isoformat') else rule.show(value)}"


def _name(record: Record) -> str:
    return record.name
