"""Where sources disagree about a value, what a person settled, and the value that a statement carries into the plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from .fields import Choice, Day, FieldError, Number, Rule, Text, Value, When, Whole
from .figures import short_name
from .frozen import Frozen
from .order import natural, place
from .plan import Plan
from .records import Provenance, Record, Settlement, rules
from .schedule import FULL_MONTHS, MONTHS

_FIGURE = r"(?P<pound>£)?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<size>million|billion|thousand|bn|m|k)?\b"
_SIZES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_MONTH = "|".join((*FULL_MONTHS, *MONTHS))
_DATE = rf"\b(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}\b|\bQ[1-4] \d{{4}}(?:/\d\d)?\b|\b\d{{4}}-\d\d(?:-\d\d)?\b"
_YEAR = r"\b(?:19|20)\d\d(?:/\d\d)?\b"
_YEARS = r"\b\d{4}(?:/\d{2,4}| to \d{4})"
_CALLED = r"\bcalled (?:the |an? )?(?P<name>.+?)\.?$"


class Dispute(Frozen):
    """A value of which two or more sources say different things.

    Attributes:
        field: the field's name; empty where the whole record is meant.
        statements: what each source says, every one with its source and statement, by source.
        settlement: what a person decided holds; None while nobody has.
    """

    record: Record
    field: str
    statements: tuple[Provenance, ...]
    settlement: Settlement | None = None

    @property
    def label(self) -> str:
        """The field as people read it; empty for the whole record."""
        rule = rules(type(self.record)).get(self.field)
        return rule.label if rule else ""

    @property
    def about(self) -> str:
        """What it is about: "Early Help phase 1 (due)"."""
        return f"{short_name(self.record)} ({self.label.lower()})" if self.label else short_name(self.record)


def disputes(plan: Plan) -> list[Dispute]:
    """What sources disagree about and nobody has settled."""
    return [dispute for dispute in all_disputes(plan) if dispute.settlement is None]


def all_disputes(plan: Plan) -> list[Dispute]:
    """What sources disagree about, settled or not."""
    apart = plan.kept("apart", (Provenance,), lambda: list(_apart(plan.unordered(Provenance))))
    return _found(plan, apart)


def disputes_of(plan: Plan, record: Record) -> list[Dispute]:
    """What sources disagree about in one record, settled or not."""
    return _found(plan, _apart(plan.sources(record)))


def _apart(sources: Iterable[Provenance]) -> Iterator[Sequence[Provenance]]:
    """Those that say different things of one value."""
    said: dict[tuple[str, str], list[Provenance]] = defaultdict(list)
    stated = [p for p in sources if p.source and p.statement.strip() and not p.illustrative]
    for provenance in sorted(stated, key=place):
        said[provenance.record, provenance.field].append(provenance)
    yield from (those for those in said.values() if len({p.statement.strip() for p in those}) > 1)


def _found(plan: Plan, apart: Iterable[Sequence[Provenance]]) -> list[Dispute]:
    settled = {(s.record, s.field): s for s in plan.all(Settlement)}
    found: list[Dispute] = []
    for statements in apart:
        key, field = statements[0].record, statements[0].field
        record = plan.find(key)
        if record is not None:
            settlement = settled.get((key, field))
            ordered = tuple(sorted(statements, key=lambda p: (natural(p.source), p.id)))
            found.append(Dispute(record=record, field=field, statements=ordered, settlement=settlement))
    return found


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
            yield from re.findall(_DATE, said) or re.findall(_YEAR, said)
        case Choice():
            for word in rule.options.values():
                if word and re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE):
                    yield word
        case Text(prose=False):
            yield from re.findall(_YEARS, said)
            if called := re.search(_CALLED, said):
                yield called["name"]
        case _:
            pass


def _figures(said: str) -> Iterator[str]:
    """Figures without their size in words; sums of money alone, where there are any."""
    found = list(re.finditer(_FIGURE, said, re.IGNORECASE))
    for match in [each for each in found if each["pound"]] or found:
        value = Decimal(match["digits"].replace(",", "")).scaleb(_SIZES.get((match["size"] or "").casefold(), 0))
        yield f"{value:f}"
