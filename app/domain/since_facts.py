"""What changed in one record between two moments of a plan, fact by fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from . import since_meeting
from .fields import rules
from .figures import called, counted, during, figure, listed, opening, recently, span
from .meaning import FIGURES, RESCORED, RESTATED, Fact
from .plan import Plan
from .records import (
    Action,
    Audit,
    BudgetLine,
    DateChange,
    Decision,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    NextStep,
    Programme,
    Question,
    Reading,
    Recommendation,
    Record,
    Risk,
    Settlement,
    Stage,
    Thresholds,
    Visit,
)
from .schedule import show_date
from .since_ties import Strands, judged, ties
from .status import Direction


def facts_of(plan: Plan, before: Plan, record: Record, old: Record | None, strands: Strands) -> Iterator[Fact]:
    """What changed in a record and around it, the most telling first."""
    yield from _own(plan, before, record, old)
    if old is not None:
        yield from ties(plan, before, record, strands)
        yield from judged(plan, before, record, old)


def _own(plan: Plan, before: Plan, record: Record, old: Record | None) -> Iterator[Fact]:
    match record:
        case Indicator():
            yield from _indicator(plan, before, record, old if isinstance(old, Indicator) else None)
        case Visit():
            yield from _visit(plan, record, old if isinstance(old, Visit) else None)
        case Audit() if old is None:
            yield _found(plan, record, span(record.starts, record.ends))
        case Finding() if old is None:
            yield from _finding(plan, before, record)
        case Risk():
            yield from _risk(record, old if isinstance(old, Risk) else None)
        case Action() | Milestone():
            yield from _step(plan, before, record, old if isinstance(old, Action | Milestone) else None)
        case Recommendation() if isinstance(old, Recommendation):
            yield from _recommendation(record, old)
        case BudgetLine():
            yield from _money(record, old if isinstance(old, BudgetLine) else None)
        case NextStep() if old is None:
            yield from _next_steps(plan, before, record)
        case Settlement():
            yield from _settlement(record, old if isinstance(old, Settlement) else None)
        case Decision():
            yield from since_meeting.decision(plan, record, old)
        case Question():
            yield from since_meeting.question(plan, record, old)
        case Meeting():
            yield from since_meeting.moved(plan, record, old)
        case Stage() if isinstance(old, Stage):
            yield from _stage(record, old)
        case Thresholds() if old is None:
            pass
        case Programme() | Thresholds() if old is not None:
            yield from _terms(record, old)
        case _ if old is None:
            yield Fact(f"new {record.NAME.lower()}", "new", Direction.NEW)
        case _:
            pass


def _indicator(plan: Plan, before: Plan, record: Indicator, old: Indicator | None) -> Iterator[Fact]:
    now, then = plan.latest(record), before.latest(record)
    if old is None:
        figures = f", {_shown(record, now)} {during(now.period)}" if now and now.period else ""
        yield Fact(f"new indicator{figures}", "new", Direction.NEW)
        return
    if record == old and plan.readings(record) == before.readings(record):
        return
    earlier = {r.period: r for r in before.readings(record)}
    fresh = [r for r in plan.readings(record) if r.value is not None and _value(earlier.get(r.period)) is None]
    if now and now in fresh:
        yield _newest(record, now, then)
    others = [str(r.period) for r in fresh if r is not now]
    if others:
        yield Fact(f"{counted(len(others), 'other reading')} added, for {listed(others)}", "added", None, FIGURES)
    kept = {r.period: r for r in plan.readings(record)}
    for period, was in earlier.items():
        if was.value is None or period is None:
            continue
        value = _value(kept.get(period))
        if value is None:
            yield Fact(f"reading for {period}, {figure(was.value, record.unit)}, removed", "removed", None, RESTATED)
        elif value != was.value:
            change = f"{period} restated as {figure(value, record.unit)}, {figure(was.value, record.unit)} before"
            yield Fact(change, "restated", _towards(record, value > was.value))
    if record.target != old.target:
        now_, was_ = (None if r.target is None else figure(r.target, record.unit) for r in (record, old))
        yield Fact(f"target {now_ or 'removed'}, {was_ or 'none'} before", "target")
    yield from _owner(record.owner, old.owner)


def _newest(record: Indicator, now: Reading, then: Reading | None) -> Fact:
    assert now.period is not None
    assert now.value is not None
    shown = _shown(record, now)
    if then is None or then.period is None or then.value is None:
        return Fact(f"{shown} {during(now.period)}, the first reading", "new", Direction.NEW, FIGURES)
    said = f"{shown}, was {_shown(record, then)} {recently(then.period, now.period)}"
    if now.value == then.value:
        return Fact(said, "same", Direction.SAME, FIGURES)
    direction = _towards(record, now.value > then.value)
    return Fact(said, direction.value if direction else "changed", direction, FIGURES)


def _visit(plan: Plan, record: Visit, old: Visit | None) -> Iterator[Fact]:
    when = span(record.starts, record.ends)
    if record.happened and not (old and old.happened):
        yield _found(plan, record, when)
    elif old is None:
        yield Fact(f"planned for {when}" if when else "planned, no date yet", "new", Direction.NEW)
    elif (record.starts, record.ends) != (old.starts, old.ends):
        was = span(old.starts, old.ends)
        yield Fact(f"now {when or 'without a date'}, {was or 'without a date'} before", "moved")
    if old and record.letter and not old.letter:
        yield Fact("the letter is there", "new", Direction.NEW)


def _found(plan: Plan, record: Visit | Audit, when: str) -> Fact:
    """What a visit or a check that has just taken place found."""
    kinds = [finding.kind for finding in plan.children(record, Finding, "of")]
    progress, needed, seen = (kinds.count(kind) for kind in ("progress", "further", "observed"))
    if isinstance(record, Visit):  # plans written before findings had records of their own
        progress += _lines(record.progress_found)
        needed += _lines(record.progress_needed)
    said = [
        counted(progress, "area") + " of progress" if progress else "",
        f"{needed} to go" if needed else "",
        counted(seen, "thing") + " observed" if seen else "",
    ]
    findings = ", ".join(filter(None, said)) or "it has taken place"
    return Fact(f", {when}: {findings}" if when else findings, "new", Direction.NEW)


def _lines(text: str) -> int:
    return len(text.strip().split("\n")) if text.strip() else 0


def _finding(plan: Plan, before: Plan, record: Finding) -> Iterator[Fact]:
    """A new finding on its own; those of a visit or check that is new itself are told with it."""
    source, then = plan.find(record.of), before.find(record.of)
    if source and then is not None and (not isinstance(then, Visit) or then.happened):
        kind = rules(Finding)["kind"].show(record.kind).lower()
        yield Fact(f"{kind} ({called(source)})", "new", Direction.NEW)


def _stage(record: Stage, old: Stage) -> Iterator[Fact]:
    if record.ends != old.ends:
        later = record.ends and old.ends and record.ends.last > old.ends.last
        said = f"ends {record.ends or 'without a date'}, {old.ends or 'without a date'} before"
        yield Fact(said, "slipped" if later else "due date", Direction.WORSE if later else None)


_TERMS = {Programme: ("judgement", "wanted", "goal"), Thresholds: tuple(rules(Thresholds))}
"""Of the programme and of the rules for statuses, the fields that a board wants to hear of."""


def _terms(record: Programme | Thresholds, old: Record) -> Iterator[Fact]:
    for name in _TERMS[type(record)]:
        rule, now, was = rules(type(record))[name], getattr(record, name), getattr(old, name)
        if now != was and name not in ("exempt", "deleted"):
            shown, before = rule.show(now) or "none", rule.show(was) or "none"
            yield Fact(f"{rule.label[0].lower()}{rule.label[1:]} {shown}, {before} before", "changed")


def _recommendation(record: Recommendation, old: Recommendation) -> Iterator[Fact]:
    if record.met and not old.met:
        evidence = opening(record.evidence).removesuffix(".")
        yield Fact(f"accepted as met on {show_date(record.met)}: {evidence}", "met", Direction.BETTER)
    elif old.met and not record.met:
        yield Fact("no longer accepted as met", "reopened", Direction.WORSE)
    yield from _owner(record.owner, old.owner)


def _money(record: BudgetLine, old: BudgetLine | None) -> Iterator[Fact]:
    if old is None:
        amount = "" if record.amount is None else f", {figure(record.amount, '£')}"
        yield Fact(f"new budget line{amount}", "new", Direction.NEW)
    elif record.amount != old.amount:
        now, was = ("no amount" if r.amount is None else figure(r.amount, "£") for r in (record, old))
        yield Fact(f"{now}, {was} before", "amount")


def _next_steps(plan: Plan, before: Plan, record: NextStep) -> Iterator[Fact]:
    """The new next steps, all told with the first of them."""
    new = [step for step in plan.all(NextStep) if before.find(step.id) is None]
    if new and new[0] == record:
        yield Fact("new next step", "new", Direction.NEW)
        if len(new) > 1:
            more = [called(step) for step in new[1:]]
            yield Fact(f"{len(more)} more: {'; '.join(more)}", "new", Direction.NEW)


def _settlement(record: Settlement, old: Settlement | None) -> Iterator[Fact]:
    if old is None or record.holds_true != old.holds_true:
        because = record.reason.strip().removesuffix(".")
        yield Fact(f"settled by {record.by} as “{record.holds_true}”", "settled")
        yield Fact(because, "settled")


def about(plan: Plan, settlement: Settlement) -> str:
    """What a settlement is about: "Early Help, phase 1 (due)"."""
    record = plan.find(settlement.record)
    if record is None:
        return settlement.NAME
    rule = rules(type(record)).get(settlement.field)
    return f"{called(record)} ({rule.label.lower()})" if rule else called(record)


def _risk(record: Risk, old: Risk | None) -> Iterator[Fact]:
    if old is None:
        scored = f", score {record.score}" if record.score else ", not scored yet"
        yield Fact(f"new risk{scored}", "new", Direction.NEW)
        return
    if record.closed and not old.closed:
        why = record.closed_why.strip().removesuffix(".")
        yield Fact(f"closed{', ' + why if why else ''}", "closed", Direction.BETTER)
    elif old.closed and not record.closed:
        yield Fact("reopened", "reopened", Direction.WORSE)
    if record.score != old.score:
        if record.score is None:
            yield Fact(f"no longer scored, score {old.score} before", "worse", Direction.WORSE, RESCORED)
        elif old.score is None:
            yield Fact(f"score {record.score}, not scored before", "scored", Direction.NEW)
        else:
            direction = Direction.BETTER if record.score < old.score else Direction.WORSE
            yield Fact(f"score {record.score}, {old.score} before", direction.value, direction, RESCORED)
    elif record.score and (record.likelihood, record.impact) != (old.likelihood, old.impact):
        parts = [
            f"{name} {now}, {was} before"
            for name, now, was in (
                ("likelihood", record.likelihood, old.likelihood),
                ("impact", record.impact, old.impact),
            )
        ]
        yield Fact("; ".join(parts), "re-scored")
    if record.target_score != old.target_score:
        yield Fact(f"target {record.target_score or 'removed'}, {old.target_score or 'none'} before", "target")
    if record.review != old.review and not record.closed:
        now, was = (f"{r.review}" if r.review else "none" for r in (record, old))
        yield Fact(f"next review {now}, {was} before", "review")
    yield from _owner(record.owner, old.owner)


def _step(plan: Plan, before: Plan, record: Action | Milestone, old: Action | Milestone | None) -> Iterator[Fact]:
    done = f"done {during(record.done_on)}" if record.done_on else "done, date not given"
    if old is None:
        what = done if record.done else f"due {record.due}" if record.due else ""
        said = f"new {record.NAME.lower()}" + (f", {what}" if what else "")
        yield Fact(said, "new", Direction.NEW)
        return
    if record.done and not old.done:
        yield Fact(done, "done", Direction.BETTER)
    elif old.done and not record.done:
        yield Fact("no longer done", "reopened", Direction.WORSE)
    if record.due != old.due:
        yield _moved(plan, before, record, old)
    if isinstance(record, Action) and isinstance(old, Action):
        if record.blocked and not old.blocked:
            yield Fact(f"blocked by {record.blocked.strip().removesuffix('.')}", "blocked", Direction.WORSE)
        elif old.blocked and not record.blocked and not record.done:
            yield Fact("no longer blocked", "freed", Direction.BETTER)
        if record.percent != old.percent and record.percent is not None and not record.done:
            was = "not given" if old.percent is None else f"{old.percent} %"
            direction = Direction.BETTER if record.percent > (old.percent or 0) else Direction.WORSE
            yield Fact(f"{record.percent} % done, {was} before", direction.value, direction)
        yield from _owner(record.owner, old.owner)


def _moved(plan: Plan, before: Plan, record: Action | Milestone, old: Action | Milestone) -> Fact:
    """Another due date, with the reason that was given for it."""
    reasons = [change.reason.strip().removesuffix(".") for change in plan.children(record, DateChange, "record")
               if change.now == record.due and before.find(change.id) is None]  # fmt: skip
    because = f" ({reasons[-1]})" if reasons else ""
    if record.due is None or old.due is None:
        said = f"due {record.due}, no due date before" if record.due else f"no due date, {old.due} before"
        return Fact(f"{said}{because}", "due date")
    said = f"due {record.due}, {old.due} before{because}"
    if record.due.last > old.due.last:
        return Fact(said, "slipped", Direction.WORSE)
    if record.due.last < old.due.last:
        return Fact(said, "sooner", Direction.BETTER)
    return Fact(said, "due date")


def _owner(now: str, was: str) -> Iterator[Fact]:
    if now != was:
        yield Fact(f"owner {now or 'removed'}, {was or 'none'} before", "reassigned")


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
