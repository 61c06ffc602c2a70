"""What of a plan may leave it: without what is exempt, and without what belongs to that."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from .plan import Plan
from .records import KINDS, Programme, Record, references


def exempt(plan: Plan) -> set[str]:
    """The keys of the records that must not reach a public paper."""
    return {record.id for kind in KINDS for record in plan.all(kind) if record.exempt}


def public(plan: Plan, also: Set[str] = frozenset()) -> Plan:
    """The plan without what is exempt or among `also`, and without what belongs to it (readings, links, sources).

    Statuses of such a plan are computed without the exempt records, so that no reason can name one.
    """
    gone = exempt(plan) | also
    if not gone:
        return plan
    kept: dict[type[Record], list[Record]] = {kind: list(plan.all(kind)) for kind in KINDS}
    kept[Programme] = [replace(p, body="") if p.body in gone else p for p in plan.all(Programme)]
    while True:
        lost = {r.id for rows in kept.values() for r in rows if r.id in gone or gone.intersection(_named(r))}
        if not lost:
            return Plan(kept, plan.position, plan.position)
        kept = {kind: [r for r in rows if r.id not in lost] for kind, rows in kept.items()}
        gone |= lost


def _named(record: Record) -> Iterator[str]:
    for name, _rule in references(type(record)):
        if key := getattr(record, name):
            yield key
