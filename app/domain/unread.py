"""What changed in a record since somebody read it, counted in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from .figures import counted, listed
from .frozen import Frozen
from .kinds import READ, SAID, told
from .plan import Plan
from .records import (
    KINDS,
    Audit,
    BudgetLine,
    Link,
    Programme,
    Question,
    Reading,
    ReadMark,
    Record,
    Statement,
    Theme,
    Thresholds,
)
from .thread import actions_of

SAID_OF: Mapping[type[Record], str] = told(SAID)
"""Kinds that are no news of their own: what they say, they say of the record that this field names."""

BELONGS: Mapping[type[Record], str] = told(READ)
"""The field by which a record names the one that it is read with."""

UNSAID = (Question, ReadMark)
_WORDS: dict[type[Record], tuple[str, str]] = {
    Reading: ("figure", "figures"), BudgetLine: ("budget line", "budget lines"), Statement: ("statement", "statements"),
    Audit: ("audit", "audits"), Programme: ("word of the programme", "words of the programme"),
    Thresholds: ("rule of the statuses", "rules of the statuses"),
}  # fmt: skip
_ORDER = (Reading, *KINDS)
NAMED = 3
"""How many kinds are named."""


def members(plan: Plan, record: Record) -> frozenset[str] | None:
    """The keys of what is read with a record; None for the programme, with which everything is read."""
    if isinstance(record, Programme):
        return None
    found = {record.id, *(link.item for link in plan.links_to(record))}
    if isinstance(record, Theme):
        found.update(action.id for action in actions_of(plan, record))
    return frozenset(found)


class State(Frozen):
    """How far somebody has read what belongs together.

    Attributes:
        day: when it was marked as read; None where it never was.
        news: what came since, such as "2 figures, 1 risk"; empty when nothing did.
    """

    day: date | None = None
    news: str = ""

    @property
    def read(self) -> bool:
        """Whether it was read as it is now."""
        return self.day is not None and not self.news


def mark_of(plan: Plan, record: Record, by: str) -> ReadMark | None:
    """The mark that somebody set on a record."""
    return next((mark for mark in plan.children(record, ReadMark, "record") if mark.by == by), None)


def state(
    plan: Plan, records: Sequence[Record], by: str, touched_since: Callable[[ReadMark], Iterable[Record]]
) -> State:
    """How far `by` has read some records that stand on one page.

    Args:
        plan: as it is now.
        records: what is marked together.
        by: who reads.
        touched_since: gives the records that were changed since a mark was set, those that were removed included.
    """
    marks = [mark for record in records if (mark := mark_of(plan, record, by))]
    if not marks:
        return State()
    marked = {mark.record for mark in marks}
    fresh = [record for record in records if record.id not in marked]
    first = min(marks, key=lambda mark: mark.edit)
    return State(day=max(m.day for m in marks if m.day), news=news(plan, records, touched_since(first), fresh))


def news(plan: Plan, records: Sequence[Record], touched: Iterable[Record], fresh: Iterable[Record] = ()) -> str:
    """What is new to who read `records`; empty when nothing is.

    `touched` are the records that were changed since, those that were removed included; `fresh` those of `records`
    that were not there to be read.
    """
    there = {each.id: each for each in touched}
    found = [members(plan, record) for record in records]
    keys = None if None in found else frozenset[str]().union(*(each for each in found if each is not None))
    counts: dict[type[Record], set[str]] = {}
    for each in there.values():
        if not isinstance(each, UNSAID) and _within(each, keys, plan, there):
            about = _said_of(each, plan, there)
            if about is not None and not isinstance(about, UNSAID):
                counts.setdefault(type(about), set()).add(about.id)
    for each in fresh:
        counts.setdefault(type(each), set()).add(each.id)
    kinds = sorted(counts, key=_ORDER.index)
    said = [counted(len(counts[kind]), *_words(kind)) for kind in kinds[:NAMED]]
    more = sum(len(counts[kind]) for kind in kinds[NAMED:])
    return listed([*said, *([counted(more, "other record")] if more else [])])


def _within(record: Record, keys: frozenset[str] | None, plan: Plan, there: Mapping[str, Record]) -> bool:
    """Whether a record, or what it belongs to or speaks of, is one of `keys`; None for all of them.

    Of links only those to a theme are news: they say what the theme consists of.
    """
    if isinstance(record, Link):
        return isinstance(_find(record.serves, plan, there), Theme) and (keys is None or record.serves in keys)
    field = BELONGS.get(type(record)) or SAID_OF.get(type(record))
    above = _find(getattr(record, field), plan, there) if field else None
    if above is not None and type(record) in SAID_OF:
        return _within(above, keys, plan, there)
    if keys is None or record.id in keys:
        return True
    return above is not None and _within(above, keys, plan, there)


def _said_of(record: Record, plan: Plan, there: Mapping[str, Record]) -> Record | None:
    """The record that one is said of; itself where it is news of its own."""
    field = SAID_OF.get(type(record))
    if field is None:
        return record
    about = _find(getattr(record, field), plan, there)
    return _said_of(about, plan, there) if about is not None else None


def _find(key: str, plan: Plan, there: Mapping[str, Record]) -> Record | None:
    return there.get(key) or plan.find(key)


def _words(kind: type[Record]) -> tuple[str, str]:
    return _WORDS.get(kind) or (kind.NAME.lower(), kind.PLURAL.lower())
