"""What changed in one record between two moments of a plan, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from . import since_fields, since_meeting, since_parts, since_risk
from .figures import counted, during, figure, listed, opening, recently, short_name, span
from .meaning import FIGURES, FOLDED, MOVED, RESTATED, SLIPPED, Fact
from .plan import Plan
from .records import (
    Action,
    Attachment,
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
    ScaleCell,
    ScaleLevel,
    Settlement,
    Stage,
    Thresholds,
    Visit,
    rules,
)
from .schedule import show_date
from .since_fields import owner
from .since_parts import Parts
from .since_ties import Strands, judged, ties
from .status import Direction


def facts_of(
    plan: Plan, before: Plan, record: Record, old: Record | None, strands: Strands, parts: Parts
) -> list[Fact]:
    """What changed in a record and around it, the most telling first, and last what moves nothing.

    Sentences are written for what a board asks about; under them, whatever else changed is told by the names of its
    fields, and so is what changed of the parts that are told with the record.
    """
    found = list(_own(plan, before, record, old))
    if old is not None:
        found += since_fields.fields(plan, before, record, old, _told(found))
        found += ties(plan, before, record, strands)
        found += judged(plan, before, record, old)
        found += since_parts.told_with(plan, before, record, parts, _told(found))
    return sorted(found, key=lambda fact: fact.means in FOLDED)


def _told(facts: Iterable[Fact]) -> set[str]:
    return {name for fact in facts for name in fact.tells}


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
            yield from since_risk.risk(plan, record, old if isinstance(old, Risk) else None)
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
            yield from since_meeting.meeting(plan, before, record, old)
        case Stage() if isinstance(old, Stage):
            yield from _stage(record, old)
        case Programme() if isinstance(old, Programme):
            yield from _programme(record, old)
        case Thresholds() | ScaleLevel() | ScaleCell() if old is None:
            yield from _first_terms(plan, before, record)
        case Attachment() if isinstance(old, Attachment):
            yield from _file(plan, before, record, old)
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
    kept = {r.period: r for r in plan.readings(record)}
    fresh = [r for r in plan.readings(record) if r.value is not None and _value(earlier.get(r.period)) is None]
    if now and now in fresh:
        yield _newest(record, now, then)._replace(tells=_reading(now, earlier.get(now.period)))
    others = [r for r in fresh if r is not now]
    if others:
        periods = [str(r.period) for r in others]
        said = f"{counted(len(others), 'other reading')} added, for {listed(periods)}"
        tells = [name for r in others for name in _reading(r, earlier.get(r.period))]
        yield Fact(said, "added", None, FIGURES, tuple(tells))
    for period, was in earlier.items():
        if was.value is None or period is None:
            continue
        reading = kept.get(period)
        value, tells = _value(reading), _reading(reading, was)
        if value is None:
            said = f"reading for {period}, {figure(was.value, record.unit)}, removed"
            yield Fact(said, "removed", None, RESTATED, tells)
        elif was.provisional and reading is not None and (value != was.value or not reading.provisional):
            yield _settled(record, reading, was)
        elif value != was.value:
            why = reading.restated.strip().removesuffix(".") if reading and reading.restated != was.restated else ""
            change = f"{period} restated as {figure(value, record.unit)}, {figure(was.value, record.unit)} before"
            change += f": {why}" if why else ""
            tells = (*tells, *([f"{reading.id}.restated"] if reading and why else []))
            yield Fact(change, "restated", _towards(record, value > was.value), tells=tells)
    yield from owner(record, old)


def _settled(record: Indicator, reading: Reading, was: Reading) -> Fact:
    """What became of a provisional figure: it was never said to stand, so that another one restates nothing."""
    assert reading.value is not None
    assert was.value is not None
    value, before = figure(reading.value, record.unit), figure(was.value, record.unit)
    tells = (f"{reading.id}.value", f"{reading.id}.provisional")
    if reading.value == was.value:
        return Fact(f"{reading.period} is final at {value}", "final", None, FIGURES, tells)
    word, towards = "provisional" if reading.provisional else "final", _towards(record, reading.value > was.value)
    still = f"still {word}" if reading.provisional else word
    return Fact(f"{reading.period} is {still} at {value}, {before} before", word, towards, FIGURES, tells)


def _reading(now: Reading | None, was: Reading | None) -> tuple[str, ...]:
    """What a sentence about the value of a reading tells: all of one that came or went, otherwise the value alone."""
    if now is not None and was is not None and now.id == was.id:
        return (f"{now.id}.value",)
    return tuple(reading.id for reading in (now, was) if reading is not None)


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
        yield _found(plan, record, when)._replace(tells=("happened", "starts", "ends"))
    elif old is None:
        yield Fact(f"planned for {when}" if when else "planned, no date yet", "new", Direction.NEW)
    elif (record.starts, record.ends) != (old.starts, old.ends):
        was = span(old.starts, old.ends)
        said = f"now {when or 'without a date'}, {was or 'without a date'} before"
        yield Fact(said, "moved", tells=("starts", "ends"))
    if old and record.letter and not old.letter:
        yield Fact("the letter is there", "new", Direction.NEW, tells=("letter",))


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
    counted_there = source is not None and (
        then is None
        or (isinstance(source, Visit) and isinstance(then, Visit) and source.happened and not then.happened)
    )
    if not counted_there:
        kind = rules(Finding)["kind"].show(record.kind).lower()
        of = f" ({short_name(source)})" if source else ""
        yield Fact(f"{kind}{of}", "new", Direction.NEW)


def _stage(record: Stage, old: Stage) -> Iterator[Fact]:
    if record.ends != old.ends:
        later = record.ends and old.ends and record.ends.last > old.ends.last
        said = f"ends {record.ends or 'without a date'}, {old.ends or 'without a date'} before"
        direction = Direction.WORSE if later else None
        yield Fact(said, "slipped" if later else "due date", direction, tells=("ends",))


def _programme(record: Programme, old: Programme) -> Iterator[Fact]:
    """What inspectors judge, the one status that is not worked out; and the day of which the plan speaks."""
    if record.judgement != old.judgement:
        show = rules(Programme)["judgement"].show
        said = f"judged {show(record.judgement).lower()}, {show(old.judgement).lower()} before"
        yield Fact(said, "judged", None, MOVED, ("judgement",))
    if record.position != old.position:
        now, was = (show_date(r.position) if r.position else "today" for r in (record, old))
        yield Fact(f"position date {now}, {was} before", "position", tells=("position",))


def _first_terms(plan: Plan, before: Plan, record: Record) -> Iterator[Fact]:
    """What is judged by, where it is set for the first time: told against what holds without it."""
    kind = type(record)
    without = kind(id=record.id, **{name: getattr(record, name) for name in kind.NATURAL_KEY})
    if found := list(since_fields.fields(plan, before, record, without, ())):
        yield from found
    else:
        yield Fact("set for the first time, as they were without being set", "set")


def _file(plan: Plan, before: Plan, record: Attachment, old: Attachment) -> Iterator[Fact]:
    """Another file in the place of one; by its digest alone nobody would know it."""
    if record.digest != old.digest:
        names = ("digest", "filename", "size")
        changed = [name for name in since_fields.left(record, old) if name in names[1:]]
        edits = tuple(since_fields.edit(plan, before, record, old, name) for name in changed)
        yield Fact("the file is another one", "replaced", tells=names, edits=edits)


def _recommendation(record: Recommendation, old: Recommendation) -> Iterator[Fact]:
    if record.met and not old.met:
        evidence = opening(record.evidence).removesuffix(".")
        yield Fact(
            f"accepted as met on {show_date(record.met)}: {evidence}",
            "met",
            Direction.BETTER,
            tells=("met", "evidence"),
        )
    elif old.met and not record.met:
        yield Fact("no longer accepted as met", "reopened", Direction.WORSE, tells=("met",))
    yield from owner(record, old)


def _money(record: BudgetLine, old: BudgetLine | None) -> Iterator[Fact]:
    if old is None:
        amount = "" if record.amount is None else f", {figure(record.amount, '£')}"
        yield Fact(f"new budget line{amount}", "new", Direction.NEW)
    elif record.amount != old.amount:
        now, was = ("no amount" if r.amount is None else figure(r.amount, "£") for r in (record, old))
        yield Fact(f"{now}, {was} before", "amount", None, RESTATED, ("amount",))


def _next_steps(plan: Plan, before: Plan, record: NextStep) -> Iterator[Fact]:
    """The new next steps, all told with the first of them."""
    new = [step for step in plan.all(NextStep) if before.find(step.id) is None]
    if new and new[0] == record:
        yield Fact("new next step", "new", Direction.NEW)
        if len(new) > 1:
            more = [short_name(step) for step in new[1:]]
            yield Fact(f"{len(more)} more: {'; '.join(more)}", "new", Direction.NEW)


def _settlement(record: Settlement, old: Settlement | None) -> Iterator[Fact]:
    if old is None or (record.holds_true, record.by) != (old.holds_true, old.by):
        because = record.reason.strip().removesuffix(".")
        tells = ("holds_true", "by", "reason", "day")
        yield Fact(f"settled by {record.by} as “{record.holds_true}”", "settled", tells=tells)
        if old is None or record.reason != old.reason:
            yield Fact(because, "settled")


def about(plan: Plan, settlement: Settlement) -> str:
    """What a settlement is about: "Early Help, phase 1 (due)"."""
    record = plan.find(settlement.record)
    if record is None:
        return settlement.NAME
    rule = rules(type(record)).get(settlement.field)
    return f"{short_name(record)} ({rule.label.lower()})" if rule else short_name(record)


def _step(plan: Plan, before: Plan, record: Action | Milestone, old: Action | Milestone | None) -> Iterator[Fact]:
    done = f"done {during(record.done_on)}" if record.done_on else "done, date not given"
    if old is None:
        what = done if record.done else f"due {record.due}" if record.due else ""
        said = f"new {record.NAME.lower()}" + (f", {what}" if what else "")
        yield Fact(said, "new", Direction.NEW)
        return
    if record.done and not old.done:
        yield Fact(done, "done", Direction.BETTER, tells=("done", "done_on", "percent", "blocked"))
    elif old.done and not record.done:
        yield Fact("no longer done", "reopened", Direction.WORSE, tells=("done", "done_on"))
    if record.due != old.due:
        yield _moved(plan, before, record, old)
    if isinstance(record, Action) and isinstance(old, Action):
        ending = ("ended", "ended_why")
        if record.is_ended and not old.is_ended:
            when = f" {during(record.ended)}" if record.ended else ""
            said = f"ended without being done{when}, {since_risk.why(record.ended_why)}"
            yield Fact(said, "closed", tells=ending)
        elif old.is_ended and not record.is_ended:
            yield Fact("no longer ended", "reopened", tells=ending)
        if record.blocked and not old.blocked:
            said = f"blocked by {record.blocked.strip().removesuffix('.')}"
            yield Fact(said, "blocked", Direction.WORSE, tells=("blocked",))
        elif old.blocked and not record.blocked and record.is_open:
            yield Fact("no longer blocked", "freed", Direction.BETTER, tells=("blocked",))
        if record.percent != old.percent and record.percent is not None and record.is_open:
            was = "not given" if old.percent is None else f"{old.percent} %"
            direction = Direction.BETTER if record.percent > (old.percent or 0) else Direction.WORSE
            said = f"{record.percent} % done, {was} before"
            yield Fact(said, direction.value, direction, FIGURES, ("percent",))
        yield from owner(record, old)


def _moved(plan: Plan, before: Plan, record: Action | Milestone, old: Action | Milestone) -> Fact:
    """Another due date, with the reason that was given for it."""
    given = [change for change in plan.children(record, DateChange, "record")
             if change.now == record.due and before.find(change.id) is None]  # fmt: skip
    because = f" ({given[-1].reason.strip().removesuffix('.')})" if given else ""
    tells = ("due", *(change.id for change in given[-1:]))
    if record.due is None or old.due is None:
        said = f"due {record.due}, no due date before" if record.due else f"no due date, {old.due} before"
        return Fact(f"{said}{because}", "due date", None, SLIPPED, tells)
    said = f"due {record.due}, {old.due} before{because}"
    if record.due.last > old.due.last:
        return Fact(said, "slipped", Direction.WORSE, SLIPPED, tells)
    if record.due.last < old.due.last:
        return Fact(said, "sooner", Direction.BETTER, SLIPPED, tells)
    return Fact(said, "due date", None, SLIPPED, tells)


def _towards(record: Indicator, rising: bool) -> Direction | None:
    if record.better not in ("higher", "lower"):
        return None
    return Direction.BETTER if rising == (record.better == "higher") else Direction.WORSE


def _value(reading: Reading | None) -> Decimal | None:
    return reading.value if reading else None


def _shown(record: Indicator, reading: Reading | None) -> str:
    if reading is None or reading.value is None:
        return ""
    return ("about " if reading.about else "") + figure(reading.value, record.unit)
