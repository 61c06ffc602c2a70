"""Where sources disagree about a value, and what a person settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .fields import rules
from .figures import called
from .frozen import Frozen
from .plan import Plan, natural, place
from .records import Provenance, Record, Settlement


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
        return f"{called(self.record)} ({self.label.lower()})" if self.label else called(self.record)


def disputes(plan: Plan) -> list[Dispute]:
    """What sources disagree about and nobody has settled."""
    return [dispute for dispute in all_disputes(plan) if dispute.settlement is None]


def all_disputes(plan: Plan) -> list[Dispute]:
    """What sources disagree about, settled or not."""
    return _found(plan, plan.unordered(Provenance))


def disputes_of(plan: Plan, record: Record) -> list[Dispute]:
    """What sources disagree about in one record, settled or not."""
    return _found(plan, plan.sources(record))


def _found(plan: Plan, sources: Iterable[Provenance]) -> list[Dispute]:
    said: dict[tuple[str, str], list[Provenance]] = defaultdict(list)
    stated = [p for p in sources if p.source and p.statement.strip() and not p.illustrative]
    for provenance in sorted(stated, key=place):
        said[provenance.record, provenance.field].append(provenance)
    settled = {(s.record, s.field): s for s in plan.all(Settlement)}
    found: list[Dispute] = []
    for (key, field), statements in said.items():
        record = plan.find(key)
        if record is not None and len({p.statement.strip() for p in statements}) > 1:
            settlement = settled.get((key, field))
            ordered = tuple(sorted(statements, key=lambda p: (natural(p.source), p.id)))
            found.append(Dispute(record=record, field=field, statements=ordered, settlement=settlement))
    return found
