"""What changed around a record: what is linked to it, what it waits for, what people judge of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .figures import listed, short_name
from .meaning import OTHER, YARDSTICKS, Fact
from .plan import Plan
from .records import (
    STATUSES,
    Action,
    Confidence,
    Dependency,
    Finding,
    Indicator,
    Link,
    NextStep,
    Override,
    Question,
    Recommendation,
    Record,
    Risk,
    rules,
)
from .schedule import show_date
from .status import Direction
from .thread import LINKS

NAMED = 3
"""How many records are named."""
ANSWERED = (Recommendation, Finding, Risk, Indicator, NextStep, Question)
"""What a board wants somebody to act on: told whenever an action comes to it or leaves it."""


class Strands(NamedTuple):
    """The links and dependencies that came, and those that went, by what they serve or wait."""

    came: Mapping[str, Sequence[Link | Dependency]]
    went: Mapping[str, Sequence[Link | Dependency]]

    @classmethod
    def between(cls, here: Iterable[Record], gone: Iterable[Record]) -> Strands:
        """Of the records of a plan that another does not hold so, and the other way round."""
        made: list[dict[str, list[Link | Dependency]]] = []
        for records in (here, gone):
            found: dict[str, list[Link | Dependency]] = defaultdict(list)
            for record in records:
                if isinstance(record, Link | Dependency):
                    found[_served(record)].append(record)
            made.append(found)
        return cls(*made)


def _serving(tie: Link | Dependency) -> str:
    return tie.item if isinstance(tie, Link) else tie.waits_for


def _served(tie: Link | Dependency) -> str:
    return tie.serves if isinstance(tie, Link) else tie.action


def ties(plan: Plan, before: Plan, record: Record, strands: Strands) -> Iterator[Fact]:
    """Links made and cut.

    Told are always the actions of what asks for action, and what an action waits for; of other links those between
    records that both plans hold, as a link of a new record is told with it.
    """
    came, went = ({_serving(tie): tie for tie in found.get(record.id, ())} for found in strands)
    both = came.keys() & went.keys()  # what only changed its note is in both
    came, went = ({key: tie for key, tie in found.items() if key not in both} for found in (came, went))
    if not (came or went):
        return
    waits = [key for key, tie in came.items() if isinstance(tie, Dependency)]
    waited = [key for key, tie in went.items() if isinstance(tie, Dependency)]
    for word, said, keys, there in (
        ("waits", "now waits for", waits, (plan, came)), ("freed", "no longer waits for", waited, (before, went)),
    ):  # fmt: skip
        if found := there[0].in_order(Action, keys):
            yield Fact(f"{said} {_named(found)}", word, None, YARDSTICKS, _keys(there[1], keys))
    for kind, serves in LINKS:
        if isinstance(record, serves):
            yield from _links(plan, before, record, kind, came, went)


def _links(
    plan: Plan, before: Plan, record: Record, kind: type[Record], came: Mapping[str, Link | Dependency],
    went: Mapping[str, Link | Dependency],
) -> Iterator[Fact]:  # fmt: skip
    words = LINKS[kind, type(record)].served_by
    good = isinstance(record, ANSWERED) and kind is Action
    new, lost = (
        [key for key, tie in found.items() if isinstance(tie, Link) and there.get(kind, key)
         and (good or (plan.get(kind, key) and before.get(kind, key)))]
        for found, there in ((came, plan), (went, before))
    )  # fmt: skip
    group = OTHER if good else YARDSTICKS
    if new:
        had = good and any(before.get(kind, link.item) for link in before.links_to(record))
        word = "answered" if isinstance(record, Finding | Question) and good else "linked"
        direction = Direction.BETTER if good and not had else None
        said = f"now {'also ' if had else ''}{words} {_named(plan.in_order(kind, new))}"
        yield Fact(said, word, direction, group, _keys(came, new))
    if lost:
        has = any(plan.get(kind, link.item) for link in plan.links_to(record))
        direction = Direction.WORSE if good and not has else None
        said = f"no longer {words} {_named(before.in_order(kind, lost))}"
        yield Fact(said, "unlinked", direction, group, _keys(went, lost))


def _keys(ties: Mapping[str, Record], of: Iterable[str]) -> tuple[str, ...]:
    return tuple(ties[key].id for key in of)


def judged(plan: Plan, before: Plan, record: Record, old: Record) -> Iterator[Fact]:
    """Confidence in the outcome, and a status set by hand."""
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
        said = f"confidence {level.show(now.level).lower()}{was}, by {now.by}{because}"
        yield Fact(said, "confidence", direction, "", _all_of(Confidence, now, then))
    elif then and not now:
        yield Fact("nobody stands by a confidence any more", "confidence", tells=(then.id,))
    by_hand, was_by_hand = plan.override(record), before.override(old)
    if by_hand and by_hand.until and _said_by_hand(by_hand) != _said_by_hand(was_by_hand):
        reason = by_hand.reason.strip().removesuffix(".")
        over = "" if plan.position <= by_hand.until else f" until {show_date(by_hand.until)}, which has passed"
        said = f"set to {STATUSES[by_hand.status].lower()} by {by_hand.by}{over}: {reason}"
        yield Fact(said, "by hand", tells=_all_of(Override, by_hand, was_by_hand))
    elif was_by_hand and not by_hand:
        yield Fact("the status set by hand was taken away", "by hand", tells=(was_by_hand.id,))


def _said_by_hand(override: Override | None) -> tuple[str, ...]:
    return (override.status, override.by, override.reason) if override else ()


def _all_of(kind: type[Record], now: Record, then: Record | None) -> tuple[str, ...]:
    """What a sentence about a judgement tells: all of one that came, otherwise each of its own fields."""
    if then is None or then.id != now.id:
        return tuple(each.id for each in (now, then) if each is not None)
    return tuple(f"{now.id}.{name}" for name in rules(kind) if name not in rules(Record))


def _confidence(plan: Plan, record: Record) -> Confidence | None:
    return next(iter(plan.children(record, Confidence, "record")), None)


def _named(records: Sequence[Record]) -> str:
    names = [short_name(record) for record in records]
    more = len(names) - NAMED
    return listed([*names[:NAMED], *([f"{more} more"] if more > 0 else [])])
