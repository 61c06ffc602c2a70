"""What of a plan may leave it: without what is exempt, and without what belongs to that."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from .plan import Plan
from .records import KINDS, Indicator, Programme, Provenance, Reading, Record, Settlement, references


def exempt(plan: Plan) -> set[str]:
    """The keys of the records that must not reach a public paper."""
    return {record.id for kind in KINDS for record in plan.unordered(kind) if record.exempt}


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


def without_small_numbers(plan: Plan, least: int | None = None) -> tuple[Plan, int]:
    """The plan without figures that could tell who is counted, and how many those are.

    Left out is a count above nought and below the smallest that may be published (`least`, else as the plan says), and
    a share of which either count is so small. The period stays, and says why it has no figure: charts, statuses and
    live figures are worked out without it. What people wrote about it says it in other words (`small_words`).
    """
    least = least or plan.thresholds.small_numbers
    small = _too_small(plan, least)
    if not least or not small:
        return plan, 0
    from .small_words import in_other_words, small_figures  # needed by few plans

    plan = plan.changed(in_other_words(plan, small_figures(plan, small, least)))
    why = f"suppressed: fewer than {least}"
    kept = [_silent(r, why) if r.id in small else r for r in plan.unordered(Reading)]
    sources: dict[type[Record], list[Record]] = {  # what a source says of a figure is that figure
        kind: [r for r in plan.unordered(kind) if r.record not in small] for kind in (Provenance, Settlement)
    }
    return plan.changed({Reading: kept, **sources}), len(small)


def may_tell_small_numbers(plan: Plan, shown: Plan) -> list[Record]:
    """The records of `shown`, `plan` without small numbers, whose texts may still tell one: a person has to judge."""
    least = plan.thresholds.small_numbers
    small = _too_small(plan, least)
    if not least or not small:
        return []
    from .small_words import may_tell, small_figures

    return may_tell(shown, small_figures(plan, small, least))


def _too_small(plan: Plan, least: int | None) -> set[str]:
    """The keys of the readings that tell too small a count."""
    if not least:
        return set()
    counts = {indicator.id for indicator in plan.unordered(Indicator) if not indicator.unit}
    return {r.id for r in plan.unordered(Reading) if _tells(r, least, counted=r.indicator in counts)}


def _tells(reading: Reading, least: int, *, counted: bool) -> bool:
    """Whether a figure is small enough to tell who is counted."""
    counts = [reading.numerator, reading.denominator]
    counts += [reading.value, reading.corrected_from] if counted else []
    return any(count is not None and 0 < count < least for count in counts)


def _silent(reading: Reading, why: str) -> Reading:
    bare = replace(reading, value=None, numerator=None, denominator=None, corrected_from=None, restated="", note="")
    return replace(bare, gap=why)


def _named(record: Record) -> Iterator[str]:
    for name, _rule in references(type(record)):
        if key := getattr(record, name):
            yield key
