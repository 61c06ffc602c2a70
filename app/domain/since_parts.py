"""What changed of the parts of a record: what is no news of its own and told with the record that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from . import since_fields
from .figures import counted, figure, listed, short_name
from .kinds import SINCE, told
from .meaning import OTHER, SOURCES, YARDSTICKS, Fact, FieldEdit
from .order import place
from .plan import Plan
from .records import (
    ATTENDED,
    SETS,
    Attendance,
    AuditGrade,
    Benchmark,
    Confidence,
    Control,
    DateChange,
    Dependency,
    Indicator,
    Link,
    Mitigation,
    Override,
    Provenance,
    Reading,
    ReadMark,
    Rebase,
    Record,
    Scoring,
    TargetStep,
    rules,
)
from .risk import scoring_words
from .wording import source_words

PART_OF: Mapping[type[Record], str] = told(SINCE)
"""The kinds that are told with another record, and the field that names it."""

ENDS: Mapping[type[Record], tuple[str, ...]] = {Link: ("item", "serves"), Dependency: ("action", "waits_for")}
"""The kinds that lie between two records: where one of these is new itself, it comes with it."""

NO_CHANGE_OF_THE_PLAN: Mapping[type[Record], str] = {
    ReadMark: "It says what somebody has read, not what the plan says; it is shown to that reader.",
}
"""The kinds of which no change is told, and why."""

NAMED = 3
"""How many of many are named."""


class Part(NamedTuple):
    """One part as it is, and as it was; None where it is not there."""

    now: Record | None
    was: Record | None

    @property
    def record(self) -> Record:
        """It as it is; as it was, where it is gone."""
        found = self.now or self.was
        assert found is not None
        return found


Parts = Sequence[Part]


class Belonging:
    """The records of which something changed, each with its parts of which something did.

    Attributes:
        parts: by the key of the record that they are told with.
        alone: the records that are told themselves, by key; those that are gone, too.
    """

    def __init__(self, plan: Plan, before: Plan, here: Iterable[Record], gone: Iterable[Record]):
        self.plan, self.before = plan, before
        self.parts: dict[str, list[Part]] = defaultdict(list)
        self.alone: dict[str, Record] = {}
        pairs = [Part(record, before.same(record)) for record in here]
        pairs += [Part(None, old) for old in gone if plan.same(old) is None]
        for part in pairs:
            self._place(part)
        for parts in self.parts.values():  # they come in no order, and are told in the same one each time
            if len(parts) > 1:
                parts.sort(key=lambda part: (getattr(part.record, "field", ""), place(part.record)))

    def _place(self, part: Part) -> None:
        if type(part.record) in NO_CHANGE_OF_THE_PLAN:
            return
        for owner in {self._owner(record) for record in part if record is not None}:
            if owner is None:  # it is told itself, or what it belongs to is nowhere
                self.alone[part.record.id] = part.record
                continue
            self.alone.setdefault(owner.id, self.plan.same(owner) or owner)
            if not self._comes_along(part):
                self.parts[owner.id].append(part)

    def _owner(self, record: Record) -> Record | None:
        """The record with which a part is told: of the source of a reading its indicator; None for what is no part."""
        found, seen = record, {record.id}
        while field := PART_OF.get(type(found)):
            above = self._find(getattr(found, field))
            if above is None or above.id in seen:
                return None
            seen.add(above.id)
            found = above
        return found if found is not record else None

    def _comes_along(self, part: Part) -> bool:
        """Whether a part came or went with a record that is new or gone itself, which says so for both."""
        if part.now is not None and part.was is not None:
            return False
        other = self.before if part.now is not None else self.plan
        return any(other.same(record) is None for record in self._above(part.record))

    def _above(self, part: Record) -> list[Record]:
        """All that a part belongs to or lies between, however far up."""
        found: dict[str, Record] = {}
        waiting = [part]
        for record in waiting:
            field = PART_OF.get(type(record))
            for name in ENDS.get(type(record), (field,) if field else ()):
                above = self._find(getattr(record, name))
                if above is not None and above.id not in found and above is not part:
                    found[above.id] = above
                    waiting.append(above)
        return [*found.values()]

    def _find(self, key: str) -> Record | None:
        return self.plan.find(key) or self.before.find(key)


def told_with(plan: Plan, before: Plan, record: Record, parts: Parts, told: Collection[str]) -> Iterator[Fact]:
    """What changed of a record's parts and is told by no sentence yet."""
    open_ = [part for part in parts if part.record.id not in told]
    yield from _marks(plan, before, open_)
    yield from _attendance(open_)
    for part in open_:
        if isinstance(part.record, Scoring) and any(name in told for name in SETS.get(part.record.of, ())):
            continue  # it keeps what is told of the risk itself
        if not isinstance(part.record, Provenance | Attendance) and (part.now is None or part.was is None):
            yield _came_or_went(plan, before, record, part)
    for part in open_:
        if part.now is not None and part.was is not None:
            yield from _edited(plan, before, record, part.now, part.was, told)
    yield from _sources(plan, before, open_)


def _edited(
    plan: Plan, before: Plan, owner: Record, now: Record, was: Record, told: Collection[str]
) -> Iterator[Fact]:  # fmt: skip
    """The fields of a part that were edited; that something is illustrative is told as such."""
    covered = {name.removeprefix(f"{now.id}.") for name in told if name.startswith(f"{now.id}.")}
    if isinstance(now, Provenance):
        covered.add("illustrative")
    if isinstance(now, Attendance):
        covered.add("state")
    names = since_fields.left(now, was, covered)
    if isinstance(now, Reading) and isinstance(was, Reading) and "planned" in names:
        names.remove("planned")
        values = [_planned(owner, each) or "nothing" for each in (now, was)]
        said = f"planned {values[0]} for {now.period}, {values[1]} before"
        yield Fact(said, "target", tells=(f"{now.id}.planned",))
    if names:
        yield since_fields.named(plan, before, now, was, names, part_name(plan, before, now))


def _came_or_went(plan: Plan, before: Plan, owner: Record, part: Part) -> Fact:
    """A part that was added or removed."""
    record, came = part.record, part.now is not None
    if isinstance(record, Reading) and record.value is None and record.gap:
        said = f"no figure for {record.period}: {record.gap}" if came else f"no gap for {record.period} any more"
        return Fact(said, "added" if came else "removed", None, OTHER, (record.id,))
    if isinstance(record, Reading) and record.value is None:
        value = _planned(owner, record)
        said = f"planned {value} for {record.period}" if came else f"no longer planned for {record.period}: {value}"
        return Fact(said, "target", tells=(record.id,))
    if isinstance(record, DateChange):
        dates = f"from {record.was} to {record.now or 'no date'}"
        because = record.reason.strip().removesuffix(".")
        said = f"a change of date {dates} {'noted' if came else 'no longer noted'}: {because}"
        return Fact(said, "added" if came else "removed", None, OTHER, (record.id,))
    if isinstance(record, Scoring) and came and record.reason:
        because = record.reason.strip().removesuffix(".")
        score = scoring_words(plan, record).partition(": ")[0]
        return Fact(f"score of {record.day} added: {score}, {because}", "added", None, OTHER, (record.id,))
    name = part_name(plan, before, record).removeprefix("the ")
    group = YARDSTICKS if isinstance(record, Link | Dependency) else OTHER
    return Fact(f"{name} {'added' if came else 'removed'}", "added" if came else "removed", None, group, (record.id,))


def _planned(owner: Record, reading: Reading) -> str:
    if reading.planned is None:
        return ""
    return figure(reading.planned, owner.unit if isinstance(owner, Indicator) else "")


def part_name(plan: Plan, before: Plan, part: Record) -> str:
    """What a part is called beside the record that it belongs to: "the reading for March 2018"."""

    def name_of(key: str) -> str:
        found = plan.find(key) or before.find(key)
        return f"“{short_name(found)}”" if found else "a record that is gone"

    match part:
        case Reading():
            return f"the reading for {part.period}"
        case Link():
            return f"the link with {name_of(part.item)}"
        case Dependency():
            return f"the wait for {name_of(part.waits_for)}"
        case Mitigation():
            return f"the mitigation “{short_name(part)}”"
        case Control():
            return f"the control “{short_name(part)}”"
        case Scoring():
            return f"the score of {part.day}"
        case TargetStep():
            return f"the target from {part.starts}"
        case Benchmark():
            return f"the figure of {part.who} for {part.period}"
        case Rebase():
            return f"the new limits from {part.starts}"
        case AuditGrade():
            return f"the grade “{part.name}”"
        case Override():
            return "the status set by hand"
        case Confidence():
            return "the confidence"
        case Provenance():
            source = f" ({source_words(part.source)})" if part.source else ""
            return f"the source of {_value_name(plan, before, part)}{source}"
        case DateChange():
            return f"the change of date from {part.was}"
        case Attendance():
            return f"the attendance of {part.role}"
        case _:
            return f"the {part.NAME.lower()}"


def _value_name(plan: Plan, before: Plan, source: Provenance) -> str:
    """The value that a source is about: "Owner", "Value (reading for March 2018)", "the whole record"."""
    about = plan.find(source.record) or before.find(source.record)
    rule = rules(type(about)).get(source.field) if about else None
    value = rule.label if rule else source.field or "the whole record"
    if about is None or type(about) not in PART_OF:
        return value
    return f"{value} ({part_name(plan, before, about).removeprefix('the ')})"


def _marks(plan: Plan, before: Plan, parts: Parts) -> Iterator[Fact]:
    """Which values are illustrative now, and which are no longer."""
    came = [each.record for each in parts if _marked(each.now) and not _marked(each.was)]
    went = [each.record for each in parts if _marked(each.was) and not _marked(each.now)]
    for said, found in (("marked as illustrative", came), ("no longer marked as illustrative", went)):
        if found:
            names = [_value_name(plan, before, mark) for mark in found if isinstance(mark, Provenance)]
            yield Fact(f"{said}: {', '.join(dict.fromkeys(names))}", "mark", None, OTHER)


def _marked(record: Record | None) -> bool:
    return isinstance(record, Provenance) and record.illustrative


def _sources(plan: Plan, before: Plan, parts: Parts) -> Iterator[Fact]:
    """The sources that were given or taken away: one by what it is, of several the values that they are given for."""
    label = rules(Provenance)["source"].label
    for said, came in (("given for", True), ("taken away from", False)):
        edits: list[FieldEdit] = []
        values: list[str] = []
        for source in _those(parts, came=came):
            value, where = _value_name(plan, before, source), source_words(source.source) or "none named"
            told = f"{where}: {source.statement}" if source.statement else where
            words = f"{value}: {where}"
            edits.append(FieldEdit(f"{label} of {value}", "" if came else told, told if came else "", words))
            values.append(value)
        if len(edits) == 1:
            where = edits[0].words.removeprefix(f"{values[0]}: ")
            edits = [edits[0]._replace(words="")]
            yield Fact(f"source {said} {values[0]}: {where}", "source", None, SOURCES, (), tuple(edits))
        elif edits:
            of = listed([*dict.fromkeys(values)])
            yield Fact(f"sources {said} {of}", "source", None, SOURCES, (), tuple(edits))


def _those(parts: Parts, *, came: bool) -> list[Provenance]:
    return [
        part.record
        for part in parts
        if isinstance(part.record, Provenance)
        and (part.was if came else part.now) is None
        and not part.record.illustrative
    ]


def _attendance(parts: Parts) -> Iterator[Fact]:
    """Who is recorded as having attended, and who no longer is."""
    edits: list[FieldEdit] = []
    for now, was in parts:
        role = getattr(now or was, "role", "")
        states = [
            ATTENDED.get(each.state, each.state).lower() if isinstance(each, Attendance) else "" for each in (now, was)
        ]
        if isinstance(now or was, Attendance) and states[0] != states[1]:
            edits.append(FieldEdit(role, states[1], states[0], f"{role}: {states[0] or 'no longer recorded'}"))
    if edits:
        told = [f"{each.label} {each.now or 'no longer recorded'}" for each in edits]
        if more := len(told) - NAMED > 0:
            told = [*told[:NAMED], counted(len(told) - NAMED, "more role")]
        shown = tuple(edits if more else (each._replace(words="") for each in edits))
        yield Fact(f"attendance: {', '.join(told)}", "attendance", edits=shown)
