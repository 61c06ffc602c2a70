"""What changed around a record: what is linked to it, what it waits for, what people judge of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .fields import rules
from .figures import called, listed
from .meaning import OTHER, Fact
from .plan import Plan
from .records import (
    Action,
    Confidence,
    Dependency,
    Finding,
    Indicator,
    Link,
    NextStep,
    Question,
    Recommendation,
    Record,
    Risk,
    Theme,
)
from .status import Direction, Status
from .thread import LINKS

NAMED = 3
"""How many records are named."""
ANSWERED = (Recommendation, Finding, Risk, Indicator, NextStep, Question)
"""What a board wants somebody to act on: told whenever an action comes to it or leaves it."""


class Strands(NamedTuple):
    """The links and dependencies that came, and those that went, by what they serve or wait."""

    came: Mapping[str, Sequence[str]]
    went: Mapping[str, Sequence[str]]

    @classmethod
    def between(cls, here: Iterable[Record], gone: Iterable[Record]) -> Strands:
        """Of the records of a plan that another does not hold so, and the other way round."""
        made: list[dict[str, list[str]]] = []
        for records in (here, gone):
            found: dict[str, list[str]] = defaultdict(list)
            for record in records:
                if isinstance(record, Link):
                    found[record.serves].append(record.item)
                elif isinstance(record, Dependency):
                    found[record.action].append(record.waits_for)
            made.append(found)
        return cls(*made)


def ties(plan: Plan, before: Plan, record: Record, strands: Strands) -> Iterator[Fact]:
    """Links made and cut: actions of what asks for action; of a theme what both plans hold, as new records are told."""
    came, went = (set(keys.get(record.id, ())) for keys in strands)
    came, went = came - went, went - came  # what only changed its note is in both
    if not (came or went):
        return
    if isinstance(record, ANSWERED):
        yield from _links(plan, before, record, Action, came, went)
    elif isinstance(record, Theme):
        for kind in (Indicator, Action, Risk):
            both = {key for key in came | went if plan.get(kind, key) and before.get(kind, key)}
            yield from _links(plan, before, record, kind, came & both, went & both)
    elif isinstance(record, Action):
        for word, said, keys in (("waits", "now waits for", came), ("freed", "no longer waits for", went)):
            if found := plan.in_order(Action, keys):
                yield Fact(f"{said} {_named(found)}", word)


def _links(
    plan: Plan, before: Plan, record: Record, kind: type[Record], came: set[str], went: set[str]
) -> Iterator[Fact]:  # fmt: skip
    words = LINKS[kind, type(record)].served_by
    good = isinstance(record, ANSWERED)
    if new := plan.in_order(kind, came):
        had = any(before.get(kind, link.item) for link in before.links_to(record))
        also = "also " if had and good else ""
        word = "answered" if isinstance(record, Finding | Question) else "linked"
        direction = Direction.BETTER if good and not had else None
        yield Fact(f"now {also}{words} {_named(new)}", word, direction, OTHER)
    if lost := before.in_order(kind, went):
        has = any(plan.get(kind, link.item) for link in plan.links_to(record))
        yield Fact(f"no longer {words} {_named(lost)}", "unlinked", Direction.WORSE if good and not has else None)


def judged(plan: Plan, before: Plan, record: Record, old: Record) -> Iterator[Fact]:
    """Confidence in the outcome, and a status set by hand that says what the computed one said."""
    now, then = (_confidence(p, r) for p, r in ((plan, record), (before, old)))
    if now and (then is None or now.level != then.level):
        level = rules(Confidence)["level"]
        was = f", {level.show(then.level).lower()} before" if then else ""
        because = f" ({now.reason.strip().removesuffix('.')})" if now.reason.strip() else ""
        ranks = ("low", "medium", "high")
        direction = None
        if then and now.level in ranks and then.level in ranks:
            better = ranks.index(now.level) > ranks.index(then.level)
            direction = Direction.BETTER if better else Direction.WORSE
        yield Fact(f"confidence {level.show(now.level).lower()}{was}, by {now.by}{because}", "confidence", direction)
    elif then and not now:
        yield Fact("nobody stands by a confidence any more", "confidence")
    by_hand, was_by_hand = plan.override(record), before.override(old)
    if by_hand and by_hand.until and by_hand != was_by_hand and plan.position <= by_hand.until:
        reason = by_hand.reason.strip().removesuffix(".")
        yield Fact(f"set to {Status(by_hand.status).word.lower()} by {by_hand.by}: {reason}", "by hand")


def _confidence(plan: Plan, record: Record) -> Confidence | None:
    return next(iter(plan.children(record, Confidence, "record")), None)


def _named(records: Sequence[Record]) -> str:
    names = [called(record) for record in records]
    more = len(names) - NAMED
    return listed([*names[:NAMED], *([f"{more} more"] if more > 0 else [])])
