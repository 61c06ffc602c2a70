"""What changed between two moments of a plan, a sentence for each record that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .figures import called, capital, counted, during, figure, listed, recently, span
from .frozen import Frozen
from .plan import Plan
from .rating import Direction, Rating, Ratings
from .records import Action, Indicator, Milestone, Programme, Reading, Record, Risk, Theme, Visit

RATED = (Indicator, Risk, Action, Milestone, Theme, Programme)
KINDS = (Indicator, Visit, Risk, Action, Milestone, Theme, Programme)
"""The kinds whose changes are told, in this order: what happened, then what follows from it."""

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


class _Fact(NamedTuple):
    """One thing that changed: what is said after the record's title, and what it amounts to."""

    said: str
    word: str
    direction: Direction | None = None


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
            facts = list(_facts(plan, before, record, old))
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
                        record=record, text=f"{_name(record)}: {said}", word=direction.value,
                        detail=moved, direction=direction,
                    )  # fmt: skip
                    continue
            if facts:
                first, *others = facts
                details = [capital(fact.said) for fact in others] + [moved]
                yield Change(
                    record=record,
                    text=f"{_name(record)}{first.said if first.said[0] == ',' else ': ' + first.said}",
                    word=first.word,
                    detail=". ".join(filter(None, details)),
                    direction=first.direction,
                )
        for old in before.all(kind):
            if plan.same(old) is None:
                yield Change(record=old, text=f"{_name(old)}: removed from the plan", word="removed")


def _moved(now: Rating, aged: Ratings, old: Record, facts: list[_Fact], *, other_thresholds: bool) -> str:
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


def _facts(plan: Plan, before: Plan, record: Record, old: Record | None) -> Iterator[_Fact]:
    """What changed in a record, the most telling first."""
    match record:
        case Indicator():
            yield from _indicator(plan, before, record, old if isinstance(old, Indicator) else None)
        case Visit():
            yield from _visit(record, old if isinstance(old, Visit) else None)
        case Risk():
            yield from _risk(record, old if isinstance(old, Risk) else None)
        case Action() | Milestone():
            yield from _step(record, old if isinstance(old, Action | Milestone) else None)
        case _ if old is None:
            yield _Fact(f"new {record.NAME.lower()}", "new", Direction.NEW)
        case _:
            pass


def _indicator(plan: Plan, before: Plan, record: Indicator, old: Indicator | None) -> Iterator[_Fact]:
    now, then = plan.latest(record), before.latest(record)
    if old is None:
        figures = f", {_shown(record, now)} {during(now.period)}" if now and now.period else ""
        yield _Fact(f"new indicator{figures}", "new", Direction.NEW)
        return
    earlier = {r.period: r for r in before.readings(record)}
    fresh = [r for r in plan.readings(record) if r.value is not None and _value(earlier.get(r.period)) is None]
    if now and now in fresh:
        yield _newest(record, now, then)
    others = [str(r.period) for r in fresh if r is not now]
    if others:
        yield _Fact(f"{counted(len(others), 'other reading')} added, for {listed(others)}", "added")
    kept = {r.period: r for r in plan.readings(record)}
    for period, was in earlier.items():
        if was.value is None or period is None:
            continue
        value = _value(kept.get(period))
        if value is None:
            yield _Fact(f"reading for {period}, {figure(was.value, record.unit)}, removed", "removed")
        elif value != was.value:
            change = f"{period} restated as {figure(value, record.unit)}, {figure(was.value, record.unit)} before"
            yield _Fact(change, "restated", _towards(record, value > was.value))
    if record.target != old.target:
        now_, was_ = (None if r.target is None else figure(r.target, record.unit) for r in (record, old))
        yield _Fact(f"target {now_ or 'removed'}, {was_ or 'none'} before", "target")
    yield from _owner(record.owner, old.owner)


def _newest(record: Indicator, now: Reading, then: Reading | None) -> _Fact:
    assert now.period is not None
    assert now.value is not None
    shown = _shown(record, now)
    if then is None or then.period is None or then.value is None:
        return _Fact(f"{shown} {during(now.period)}, the first reading", "new", Direction.NEW)
    said = f"{shown}, {_shown(record, then)} {recently(then.period, now.period)}"
    if now.value == then.value:
        return _Fact(said, "same", Direction.SAME)
    direction = _towards(record, now.value > then.value)
    return _Fact(said, direction.value if direction else "changed", direction)


def _visit(record: Visit, old: Visit | None) -> Iterator[_Fact]:
    when = span(record.starts, record.ends)
    if record.happened and not (old and old.happened):
        found, needed = (len(text.split("\n")) if text.strip() else 0
                         for text in (record.progress_found.strip(), record.progress_needed.strip()))  # fmt: skip
        said = [f"{counted(found, 'area')} of progress" if found else "", f"{needed} to go" if needed else ""]
        findings = ", ".join(filter(None, said)) or "it has taken place"
        yield _Fact(f", {when}: {findings}" if when else findings, "new", Direction.NEW)
    elif old is None:
        yield _Fact(f"planned for {when}" if when else "planned, no date yet", "new", Direction.NEW)
    elif (record.starts, record.ends) != (old.starts, old.ends):
        was = span(old.starts, old.ends)
        yield _Fact(f"now {when or 'without a date'}, {was or 'without a date'} before", "moved")
    if old and record.letter and not old.letter:
        yield _Fact("the letter is there", "new", Direction.NEW)


def _risk(record: Risk, old: Risk | None) -> Iterator[_Fact]:
    if old is None:
        scored = f", score {record.score}" if record.score else ", not scored yet"
        yield _Fact(f"new risk{scored}", "new", Direction.NEW)
        return
    if record.closed and not old.closed:
        why = record.closed_why.strip().removesuffix(".")
        yield _Fact(f"closed{', ' + why if why else ''}", "closed", Direction.BETTER)
    elif old.closed and not record.closed:
        yield _Fact("reopened", "reopened", Direction.WORSE)
    if record.score != old.score:
        if record.score is None:
            yield _Fact(f"no longer scored, score {old.score} before", "worse", Direction.WORSE)
        elif old.score is None:
            yield _Fact(f"score {record.score}, not scored before", "scored", Direction.NEW)
        else:
            direction = Direction.BETTER if record.score < old.score else Direction.WORSE
            yield _Fact(f"score {record.score}, {old.score} before", direction.value, direction)
    elif record.score and (record.likelihood, record.impact) != (old.likelihood, old.impact):
        parts = [
            f"{name} {now}, {was} before"
            for name, now, was in (
                ("likelihood", record.likelihood, old.likelihood),
                ("impact", record.impact, old.impact),
            )
        ]
        yield _Fact("; ".join(parts), "re-scored")
    if record.target_score != old.target_score:
        yield _Fact(f"target {record.target_score or 'removed'}, {old.target_score or 'none'} before", "target")
    yield from _owner(record.owner, old.owner)


def _step(record: Action | Milestone, old: Action | Milestone | None) -> Iterator[_Fact]:
    done = f"done {during(record.done_on)}" if record.done_on else "done, date not given"
    if old is None:
        what = done if record.done else f"due {record.due}" if record.due else ""
        said = f"new {record.NAME.lower()}" + (f", {what}" if what else "")
        yield _Fact(said, "new", Direction.NEW)
        return
    if record.done and not old.done:
        yield _Fact(done, "done", Direction.BETTER)
    elif old.done and not record.done:
        yield _Fact("no longer done", "reopened", Direction.WORSE)
    if record.due != old.due:
        if record.due is None or old.due is None:
            said = f"due {record.due}, no due date before" if record.due else f"no due date, {old.due} before"
            yield _Fact(said, "due date")
        elif record.due.last > old.due.last:
            yield _Fact(f"due {record.due}, {old.due} before", "slipped", Direction.WORSE)
        elif record.due.last < old.due.last:
            yield _Fact(f"due {record.due}, {old.due} before", "sooner", Direction.BETTER)
        else:
            yield _Fact(f"due {record.due}, {old.due} before", "due date")
    if isinstance(record, Action) and isinstance(old, Action):
        if record.blocked and not old.blocked:
            yield _Fact(f"blocked by {record.blocked.strip().removesuffix('.')}", "blocked", Direction.WORSE)
        elif old.blocked and not record.blocked and not record.done:
            yield _Fact("no longer blocked", "freed", Direction.BETTER)
        if record.percent != old.percent and record.percent is not None and not record.done:
            was = "not given" if old.percent is None else f"{old.percent} %"
            direction = Direction.BETTER if record.percent > (old.percent or 0) else Direction.WORSE
            yield _Fact(f"{record.percent} % done, {was} before", direction.value, direction)
        yield from _owner(record.owner, old.owner)


def _owner(now: str, was: str) -> Iterator[_Fact]:
    if now != was:
        yield _Fact(f"owner {now or 'removed'}, {was or 'none'} before", "reassigned")


def _towards(record: Indicator, rising: bool) -> Direction | None:
    if not record.better:
        return None
    return Direction.BETTER if rising == (record.better == "higher") else Direction.WORSE


def _value(reading: Reading | None) -> Decimal | None:
    return reading.value if reading else None


def _shown(record: Indicator, reading: Reading | None) -> str:
    if reading is None or reading.value is None:
        return ""
    return ("about " if reading.about else "") + figure(reading.value, record.unit)


def _name(record: Record) -> str:
    return record.name if isinstance(record, Theme) else capital(called(record))
