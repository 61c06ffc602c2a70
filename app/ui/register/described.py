"""What follows from the description of a kind where nothing better is said: its register's columns, and its panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.domain.fields import Flag, Number, Reference, Rule, Text, Whole
from app.domain.figures import opening
from app.domain.kinds import KINDS, fields_of
from app.domain.plan import Plan
from app.domain.records import Record, rules
from app.ui.page import Page
from app.ui.record.panel import RecordPanel
from app.ui.record.sections import FactLine, Facts
from app.ui.widgets.record_model import Column


def columns(kind: type[Record], own: Sequence[Column[Any]]) -> list[Column[Any]]:
    """The columns of a register: its own, and one for each field that they leave out, which a person may choose.

    Of a register that has none of its own all are there at first but long texts, which say how they begin.
    """
    return [*own, *_further(kind, {column.name for column in own}, shown=not own)]


def panel(page: Page, kind: type[Record]) -> RecordPanel[Any]:
    """A panel that tells what the fields of a record say, in the order of its form."""

    def facts(plan: Plan, record: Record) -> Iterator[FactLine]:
        for name in (name for row in KINDS[kind].form(record) for name in fields_of(row) if name != "title"):
            yield FactLine(rules(kind)[name].label, words(plan, record, name), plan.illustrative(record, name))

    return RecordPanel[Any](page, lambda _plan, _record: kind.NAME, Facts(page, facts), files="")


def words(plan: Plan, record: Record, name: str) -> str:
    """What a field says; of another record its name, of a "No" nothing."""
    rule, value = rules(type(record))[name], getattr(record, name)
    if isinstance(rule, Reference):
        found = plan.find(value)
        return found.name if found else ""
    return "" if isinstance(rule, Flag) and not value else rule.show(value)


def _further(kind: type[Record], own: set[str], *, shown: bool) -> Iterator[Column[Any]]:
    for name, rule in rules(kind).items():
        if name in (*own, "exempt") or isinstance(rule, Reference) or (isinstance(rule, Text) and rule.by_program):
            continue
        there = shown and not (isinstance(rule, Text) and rule.prose)
        yield Column(
            name=name, title=rule.label, text=lambda row, name=name, rule=rule: _said(row, name, rule),
            sort=lambda row, name=name: _sorted(row, name), right=isinstance(rule, Number | Whole),
            stretch=shown and name == "title", shown=there, searched=there, gives_way=0 if name == "title" else 9,
        )  # fmt: skip


def _said(row: Any, name: str, rule: Rule) -> str:
    value = getattr(getattr(row, "record", row), name)
    if isinstance(rule, Text) and rule.prose:
        return opening(value)
    return "" if isinstance(rule, Flag) and not value else rule.show(value)


def _sorted(row: Any, name: str) -> Any:
    value = getattr(getattr(row, "record", row), name)
    return value.casefold() or None if isinstance(value, str) else value
