"""Where sources disagree about a value, and what a person settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

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
