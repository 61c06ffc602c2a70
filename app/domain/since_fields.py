"""What no written sentence tells of a change: every other field of a record, by the rules of its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from .fields import Choice, Day, Flag, Number, Reference, Rule, Text, When
from .figures import capital, figure, gap, short_name
from .meaning import OTHER, REASSIGNED, SLIPPED, WORDING, YARDSTICKS, Fact, FieldEdit
from .plan import Plan
from .records import (
    Action,
    Body,
    BudgetLine,
    Category,
    Decision,
    Indicator,
    Programme,
    Question,
    Reading,
    Record,
    Risk,
    ScaleCell,
    ScaleLevel,
    Section,
    TargetStep,
    Thresholds,
    rules,
)
from .rows import to_scalar
from .wording import edited

YARDSTICKS_OF: Mapping[str, frozenset[str]] = {
    Indicator.TABLE: frozenset({"target", "target_high", "target_now", "target_by", "tolerance", "baseline", "key",
                                "context", "better", "unit", "cadence"}),
    Reading.TABLE: frozenset({"planned"}),
    TargetStep.TABLE: frozenset({"starts", "target", "target_high"}),
    Risk.TABLE: frozenset({"target_likelihood", "target_impact", "category"}),
    Programme.TABLE: frozenset({"wanted", "goal", "quarters"}),
    Thresholds.TABLE: frozenset(rules(Thresholds)) - frozenset(rules(Record)),
    Category.TABLE: frozenset({"appetite"}),
    ScaleLevel.TABLE: frozenset({"word", "detail"}),
    ScaleCell.TABLE: frozenset({"band", "score"}),
}  # fmt: skip
"""The fields by which something is judged: who moves one moves the colour without moving what is measured."""

NOT_WORDING: Mapping[type[Record], frozenset[str]] = {
    Record: frozenset({"exempt", "owner", "ref"}),
    Action: frozenset({"blocked"}),
    Body: frozenset({"chair", "meets", "members"}),
    BudgetLine: frozenset({"years", "funding"}),
    Decision: frozenset({"title", "detail"}),
    Programme: frozenset({"council"}),
}
"""Texts that say more than how something is put: who owns or pays, which years, what was decided."""

WITH_THE_TEXT: Mapping[type[Record], frozenset[str]] = {
    Action: frozenset({"reported"}),
    Section: frozenset({"day"}),
    Question: frozenset({"day", "answered_on"}),
}
"""The days on which a text was written: they move with it, and are no dates of the plan."""


def left(record: Record, old: Record, told: Collection[str] = ()) -> list[str]:
    """The fields of a record that were changed and are not told yet, in the order of a form."""
    names = rules(type(record))
    return [name for name in names if name not in told and getattr(record, name) != getattr(old, name)]


def fields(plan: Plan, before: Plan, record: Record, old: Record, told: Collection[str]) -> Iterator[Fact]:
    """What else was changed in a record: yardsticks and dates each with both values, then the others by their names."""
    names = left(record, old, told)
    plain: list[str] = []
    for name in names:
        rule = rules(type(record))[name]
        if name in YARDSTICKS_OF.get(record.TABLE, ()):
            yield Fact(_values(plan, before, record, old, name), "target", None, YARDSTICKS, (name,))
        elif isinstance(rule, Day | When) and name not in WITH_THE_TEXT.get(type(record), ()):
            yield Fact(_values(plan, before, record, old, name), "due date", None, SLIPPED, (name,))
        else:
            plain.append(name)
    if "title" in plain and not _about_nothing_but_spaces(record, old):
        plain.remove("title")
        was = edit(plan, before, record, old, "title")._replace(words="")
        group = WORDING if is_wording(type(record), "title") else OTHER
        yield Fact(f"put differently: “{short_name(old)}” before", "renamed", None, group, ("title",), (was,))
    if plain:
        yield named(plan, before, record, old, plain)


def named(plan: Plan, before: Plan, record: Record, old: Record, names: list[str], of: str = "") -> Fact:
    """Fields that were edited, by their names: "edited: Mitigation, Response"; `of` a part that is told with another.

    It is an edit of wording where each of them is a text that moves neither date, nor figure, owner or score.
    """
    known = rules(type(record))
    where = f"edited in {of}" if of else "edited"
    said = f"{where}: {', '.join(known[name].label for name in names)}"
    group = WORDING if all(is_wording(type(record), name) for name in names) else OTHER
    tells = tuple(f"{record.id}.{name}" for name in names) if of else tuple(names)
    edits = tuple(edit(plan, before, record, old, name, of) for name in names)
    return Fact(said, "edited", None, group, tells, edits)


def is_wording(kind: type[Record], name: str) -> bool:
    """Whether a field holds only how something is put."""
    weighs = any(name in names for each, names in NOT_WORDING.items() if issubclass(kind, each))
    return not weighs and (isinstance(rules(kind)[name], Text) or name in WITH_THE_TEXT.get(kind, ()))


def edit(plan: Plan, before: Plan, record: Record, old: Record, name: str, of: str = "") -> FieldEdit:
    """A field as it was and as it is; `of` a part that is told with another record."""
    rule = rules(type(record))[name]
    was, now = getattr(old, name), getattr(record, name)
    label = f"{rule.label} ({of})" if of else rule.label
    words = edited(rule, to_scalar(was), to_scalar(now), _name_in(plan, before), label)
    return FieldEdit(label, _whole(before, rule, was), _whole(plan, rule, now), words)


def owner(record: Record, old: Record) -> Iterator[Fact]:
    """Another owner."""
    now, was = getattr(record, "owner", ""), getattr(old, "owner", "")
    if now != was:
        yield Fact(f"owner {now or 'removed'}, {was or 'none'} before", "reassigned", None, REASSIGNED, ("owner",))


def _values(plan: Plan, before: Plan, record: Record, old: Record, name: str) -> str:
    """A value beside the one before: "tolerance 3 points, 5 points before"."""
    rule = rules(type(record))[name]
    now, was = (_short(p, r, rule, name) for p, r in ((plan, record), (before, old)))
    colon = ":" if isinstance(rule, Flag | Choice) else ""
    return f"{rule.label[0].lower()}{rule.label[1:]}{colon} {now or 'none'}, {was or 'none'} before"


def _short(plan: Plan, record: Record, rule: Rule, name: str) -> str:
    """A value inside a sentence."""
    value = getattr(record, name)
    match rule:
        case Number() if isinstance(value, Decimal) and isinstance(record, Indicator):
            return gap(value, record.unit) if name == "tolerance" else figure(value, record.unit)
        case Flag() | Choice():
            shown = rule.show(value)
            return shown[:1].lower() + shown[1:]
        case _:
            return _whole(plan, rule, value)


def _whole(plan: Plan, rule: Rule, value: Any) -> str:
    if isinstance(rule, Reference):
        return _name_in(plan)(str(value)) if value else ""
    return rule.show(value)


def _name_in(*plans: Plan) -> Callable[[str], str]:
    """What the record with a key is called in the first of the plans that holds it."""

    def name_of(key: str) -> str:
        found = next((record for plan in plans if (record := plan.find(key)) is not None), None)
        return capital(short_name(found)) if found else "a record that is gone"

    return name_of


def _about_nothing_but_spaces(record: Record, old: Record) -> bool:
    return short_name(record) == short_name(old)
