"""What changed between two moments of a plan, a sentence for each record that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .figures import called, capital
from .frozen import Frozen
from .plan import Plan
from .rating import Direction, Rating, Ratings
from .records import (
    Action,
    Audit,
    BudgetLine,
    Finding,
    Indicator,
    Milestone,
    NextStep,
    PartnerReport,
    Programme,
    Recommendation,
    Record,
    Risk,
    Settlement,
    Theme,
    Visit,
)
from .since_facts import Fact, about, facts_of

RATED = (Indicator, Risk, Action, Milestone, Recommendation, Theme, Programme)
KINDS = (
    *(Indicator, Visit, Audit, Finding, PartnerReport, Risk, Action, Milestone, Recommendation),
    *(BudgetLine, NextStep, Settlement, Theme, Programme),
)
"""The kinds whose changes are told, in this order: what happened, then what follows from it."""

ALONE = (Risk, Action, Milestone, Recommendation)
"""The kinds of which nothing is told but what changed in the record itself, or in its status."""

_ORDER = (Direction.WORSE, Direction.BETTER, Direction.NEW, Direction.SAME, None)


class Change(Frozen):
    """One record's change since the moment before.

    Attributes:
        record: as it is now; as it was, when it is gone.
        text: what changed: "Contacts with an initial decision within 1 day: 74 %, 49 % in July".
        word: one word for it: "better", "worse", "new", "done", "closed", "slipped", "reassigned", ...
        detail: what else changed, how the status moved and why; or empty.
        direction: None where the change is neither good nor bad.
        illustrative: without illustrative values this would not be said, or not so.
    """

    record: Record
    text: str
    word: str
    detail: str = ""
    direction: Direction | None = None
    illustrative: bool = False


def changes(plan: Plan, before: Plan | None, ratings: Ratings) -> list[Change]:
    """What changed from `before` to `plan`; nothing when there is no moment before.

    `ratings` are those of `plan` against `before`. One change for each record: its most telling fact is the text,
    the others are in the detail. A status that moved although nothing of the record did is told with its cause:
    time passed, a status set by hand, other thresholds, or the items under it.
    """
    if before is None:
        return []
    found = list(_changes(plan, before, ratings))
    if ratings.alone is not ratings and ratings.alone.before:
        alone = ratings.alone
        facts = {(c.record.id, c.text, c.detail) for c in _changes(alone.plan, ratings.alone.before, alone)}
        found = [replace(c, illustrative=(c.record.id, c.text, c.detail) not in facts) for c in found]
    return sorted(found, key=lambda c: (KINDS.index(type(c.record)), _ORDER.index(c.direction)))


def _changes(plan: Plan, before: Plan, ratings: Ratings) -> Iterator[Change]:
    aged = Ratings(before.at(plan.position))
    for kind in KINDS:
        for record in plan.all(kind):
            old = before.same(record)
            same = isinstance(record, ALONE) and record == old
            facts = [] if same else list(facts_of(plan, before, record, old))
            moved = ""
            if isinstance(record, RATED) and old is not None:
                other = plan.thresholds != before.thresholds
                moved = _moved(ratings.of(record), aged, old, facts, other_thresholds=other)
                if moved and not facts:
                    now, then = ratings.of(record), ratings.of(record).before
                    if then is None:
                        continue
                    said = f"{now.status.word.lower()}, {then.status.word.lower()} before"
                    direction = now.direction or Direction.SAME
                    yield Change(
                        record=record, text=f"{_name(plan, record)}: {said}", word=direction.value,
                        detail=moved, direction=direction,
                    )  # fmt: skip
                    continue
            if facts:
                first, *others = facts
                details = [capital(fact.said) for fact in others] + [moved]
                yield Change(
                    record=record,
                    text=f"{_name(plan, record)}{first.said if first.said[0] == ',' else ': ' + first.said}",
                    word=first.word,
                    detail=". ".join(filter(None, details)),
                    direction=first.direction,
                )
        for old in before.all(kind):
            if plan.same(old) is None:
                gone = ("no longer settled", "reopened") if kind is Settlement else ("removed from the plan", "removed")
                yield Change(record=old, text=f"{_name(before, old)}: {gone[0]}", word=gone[1])


def _moved(now: Rating, aged: Ratings, old: Record, facts: list[Fact], *, other_thresholds: bool) -> str:
    """How the status moved and why, or empty. `aged` tells of the record before how it would stand today."""
    then = now.before
    if then is None or now.status is then.status:
        return ""
    if facts:
        return f"Now {now.status.word.lower()}, {then.status.word.lower()} before"
    cause = now.short or now.reason.removesuffix(".")
    if now.override != then.override:
        if now.override:
            return f"Set by {now.override.by}: {now.override.reason.strip().removesuffix('.')}"
        return f"The status set by hand no longer stands: {cause}"
    if now.known:
        return cause
    if aged.of(old).computed is now.computed:
        return f"Time passed: {cause}"
    return f"The thresholds changed: {cause}" if other_thresholds else capital(cause)


def _name(plan: Plan, record: Record) -> str:
    if isinstance(record, Settlement):
        return capital(about(plan, record))
    return record.name if isinstance(record, Theme | Recommendation) else capital(called(record))
