"""A plan at one moment: an immutable snapshot of all its records. Everything computed is computed from one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Self, TypeVar
from weakref import ref

from .clashes import Clash
from .log_facts import NOTHING, LogFacts
from .order import grouped, place, put_in_place, regrouped
from .records import (
    KINDS,
    Indicator,
    Link,
    Meeting,
    Override,
    Programme,
    Provenance,
    Reading,
    Record,
    Thresholds,
    rules,
)
from .scale import Scale, ScaleCell, ScaleLevel, scale_of
from .series import in_series

R = TypeVar("R", bound=Record)
V = TypeVar("V")
_NONE: frozenset[str] = frozenset()
_MANY = 50  # links of a record from which on it is worth keeping what they lead to


class Plan:
    """The records that are there (nothing deleted), by kind and by key, and the day the plan speaks of.

    Attributes:
        position: all ageing is against this day, never the clock.
        today: the day of the clock when the snapshot was made.
        clashes: what copies that were brought together disagree about, until somebody settles it.
        lost: the keys of the records, each with its field, that name what another copy erased for good.
        log: what only the log of the plan tells.
        by_itself: its ratings with nothing that they are compared with, once somebody asked for them.
    """

    clashes: tuple[Clash, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()
    log: LogFacts = NOTHING
    by_itself: Any = None
    _edited: tuple[Callable[[], Plan | None], Collection[str] | None] = (lambda: None), None  # of what plan, and how

    def __init__(self, records: Mapping[type[Record], Sequence[Record]], today: date, position: date | None = None):
        self._records: Mapping[type[Record], tuple[Record, ...]] = {
            kind: tuple(r for r in rows if not r.deleted) for kind, rows in records.items()
        }
        self.today = today
        self._kinds: dict[str, type[Record]] = {}  # by key, which never changes its own: shared with plans made of this
        self._unlisted = frozenset(self._records)  # the kinds of which it does not hold all keys yet
        self._in_order: dict[type[Record], tuple[Record, ...]] = {}
        self._ranks: dict[type[Record], dict[str, int]] = {}
        self._by_kind: dict[type[Record], dict[str, Record]] = {}
        self._below: dict[tuple[type[Record], str], dict[str, tuple[Record, ...]]] = {}
        self._of_each: dict[str, tuple[type[Record], Callable[[Any], Any], dict[str, Any]]] = {}
        self.position: date = position or self.programme.position or today

    def changed(self, records: Mapping[type[Record], Iterable[Record]], edited: Collection[Record] = ()) -> Plan:
        """The same plan with other records of some kinds; what rests on the rest is not worked out again.

        `edited` are those among them that are otherwise, new or deleted, where that is known: the others are neither
        sorted nor grouped again.
        """
        new = self._copy()
        new._edited = ref(self), frozenset(record.id for record in edited) if edited else None
        there = new._records = dict(self._records)
        new._in_order, new._ranks = self._in_order.copy(), self._ranks.copy()
        new._by_kind, new._below = self._by_kind.copy(), self._below.copy()
        new._of_each = self._of_each.copy()
        for kind, rows in records.items():
            kept = new._in_their_places(kind, [record for record in edited if type(record) is kind])
            if kept is not None:
                there[kind] = kept
            else:
                there[kind] = tuple([r for r in rows if not r.deleted])
                new._unlisted |= {kind}
                for each in (new._in_order, new._ranks, new._by_kind):
                    each.pop(kind, None)
                new._below = {at: groups for at, groups in new._below.items() if at[0] is not kind}
                new._of_each = {name: held for name, held in new._of_each.items() if held[0] is not kind}
            for name in _RESTS_ON.get(kind, ()):
                new.__dict__.pop(name, None)
        made = new.__dict__.pop("_made", None)
        if made and Programme not in records and Thresholds not in records:
            new.__dict__["_made"] = {at: held for at, held in made.items() if held[0].isdisjoint(records)}
        facts: Plan | None = new.__dict__.pop("_facts_alone", None)
        if facts is not None and Programme not in records and new._illustrative:
            touched = {record.id: record for record in edited}
            marked = filter(None, map(new.find, new._differently_marked(self) - touched.keys()))
            touched |= {record.id: record for record in marked}
            kinds = records.keys() | {type(record) for record in touched.values()}
            known = {key: new._as_fact(record) for key, record in touched.items()} if edited else {}
            rows = {kind: _with(facts.unordered(kind), known, kind) for kind in kinds} if edited else new._facts(kinds)
            new.__dict__["_facts_alone"] = facts.changed(rows, known.values())
        if Programme in records:
            new.position = new.programme.position or new.today
        return new

    def _in_their_places(self, kind: type[Record], edited: Sequence[Record]) -> tuple[Record, ...] | None:
        """All records of a kind, the edited put where they stand and those deleted taken away.

        None where nobody knows what was edited, or so many come that all are sorted sooner as a whole. The records that
        stay are not looked at: of thousands that costs more than the edit.
        """
        if not edited:
            return None
        held, stay = self._keyed(kind), True
        if (order := self._in_order.get(kind)) is not None:
            ranks = self._ranks_of(kind) if any(record.id in held for record in edited) else {}
            if (found := put_in_place(order, held, edited, ranks)) is None:
                return None
            rows, stay = found
            if not stay or len(rows) > len(order):
                self._ranks.pop(kind, None)
            self._in_order[kind] = rows
        for at in [at for at in self._below if at[0] is kind]:
            before = [held[record.id] for record in edited if record.id in held]
            self._below[at] = regrouped(self._below[at], at[1], before, edited)
        for name, (of, make, values) in list(self._of_each.items()):
            if of is kind and stay:
                self._of_each[name] = of, make, values | {each.id: make(each) for each in edited if not each.deleted}
            elif of is kind:
                del self._of_each[name]
        now = self._by_kind[kind] = held | {record.id: record for record in edited}
        for record in edited:
            self._kinds[record.id] = kind
            if record.deleted:
                del now[record.id]
        return self._in_order.get(kind) or tuple(now.values())

    def _copy(self) -> Self:
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        new.by_itself = None
        return new

    def noting(self, clashes: Collection[Clash], lost: Collection[tuple[str, str]] = ()) -> Plan:
        """The same plan with what copies disagree about, and what names what is `lost`."""
        new = self._copy()
        new.clashes, new.lost = tuple(clashes), tuple(lost)
        if (facts := new.__dict__.pop("_facts_alone", None)) is not None:
            new.__dict__["_facts_alone"] = facts.noting(new._clashes_of_facts(), new.lost)
        return new

    def recalling(self, log: LogFacts) -> Plan:
        """The same plan with what its log tells."""
        new = self._copy()
        new.log = log
        new.__dict__.pop("_made", None)
        if (facts := new.__dict__.pop("_facts_alone", None)) is not None:
            new.__dict__["_facts_alone"] = facts.recalling(log)
        return new

    def differing(self, other: Plan) -> Iterator[Record]:
        """The records that the other plan does not hold, or holds otherwise; what both share costs nothing."""
        keys = other.changed_since(self)
        keys = self.changed_since(other) if keys is None else keys
        if keys is not None:
            found = (record for key in keys if (record := self.find(key)) is not None)
            yield from (record for record in found if other.same(record) != record)
            return
        for kind, rows in self._records.items():
            if rows is not other.unordered(kind):
                there = other._keyed(kind)
                yield from (r for r in rows if (old := there.get(r.id)) is not r and old != r)

    def changed_since(self, now: Plan) -> Collection[str] | None:
        """The keys of all that may be otherwise in `now`; None where that is not known."""
        before, keys = now._edited
        return keys if before() is self else None

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind, by number, reference, day and title: the same order on every laptop."""
        if kind not in self._in_order:
            self._in_order[kind] = tuple(sorted(self._records.get(kind, ()), key=place))
        return self._in_order[kind]  # type: ignore[return-value]

    def unordered(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind as they come; the very same tuple where another plan shares them all."""
        return self._records.get(kind, ())  # type: ignore[return-value]

    def in_order(self, kind: type[R], keys: Iterable[str]) -> tuple[R, ...]:
        """The records of a kind with these keys, in the order of `all`; keys of nothing are passed over."""
        ranks, rows = self._ranks_of(kind), self.all(kind)
        return tuple(rows[rank] for rank in sorted(ranks[key] for key in keys if key in ranks))

    def _ranks_of(self, kind: type[Record]) -> dict[str, int]:
        if kind not in self._ranks:
            self._ranks[kind] = {record.id: rank for rank, record in enumerate(self.all(kind))}
        return self._ranks[kind]

    def complete(self) -> Plan:
        """The same plan with nothing of it left to be read."""
        return self

    def find(self, key: str) -> Record | None:
        """The record with this key, of whatever kind; None when it is deleted or was never there."""
        kind = self._kinds.get(key)
        if kind is None and self._unlisted:
            for unlisted in self._unlisted:
                self._kinds.update((record.id, unlisted) for record in self._records.get(unlisted, ()))
            self._unlisted = frozenset[type[Record]]()
            kind = self._kinds.get(key)
        return self.get(kind, key) if kind else None

    def get(self, kind: type[R], key: str) -> R | None:
        """The record of a kind with this key."""
        return (self._by_kind.get(kind) or self._keyed(kind)).get(key)  # type: ignore[return-value]

    def same(self, record: R) -> R | None:
        """The record of the same kind and key, as it is in this plan; None when it is not there."""
        kind = type(record)
        return (self._by_kind.get(kind) or self._keyed(kind)).get(record.id)  # type: ignore[return-value]

    def at(self, position: date) -> Plan:
        """The same records on another day."""
        new = self._copy()
        new.position = position
        for name in ("_facts_alone", "_series", "_made"):
            new.__dict__.pop(name, None)
        return new

    @cached_property
    def programme(self) -> Programme:
        return next(iter(self.all(Programme)), Programme(id="", title=""))

    @property
    def quarters(self) -> str:
        """Whose quarter a bare "Q3 2017" is in this plan, as `dates.read_date` asks."""
        return self.programme.quarters

    @cached_property
    def thresholds(self) -> Thresholds:
        return next(iter(self.all(Thresholds)), Thresholds(id=""))

    @cached_property
    def scale(self) -> Scale:
        return scale_of(self.thresholds, self.all(ScaleLevel), self.all(ScaleCell))

    @cached_property
    def last_closed(self) -> date:
        """The latest day on which a meeting was closed; the first of all days where none was."""
        return max((meeting.closed for meeting in self.unordered(Meeting) if meeting.closed), default=date.min)

    def readings(self, indicator: Record) -> tuple[Reading, ...]:
        """An indicator's readings, oldest first."""
        return self._readings.get(indicator.id, ())

    def kept(self, name: str, kinds: Collection[type[Record]], make: Callable[[], V], key: str = "") -> V:
        """What `make` gives, once for all plans that share these kinds, their day and their log.

        `make` asks for no other kinds, but may for programme and thresholds; `key` tells what has the same name apart.
        """
        if (held := self._made.get((name, key))) is None:
            held = self._made[name, key] = frozenset(kinds), make()
        return held[1]

    def of_each(self, name: str, kind: type[R], make: Callable[[R], V]) -> Mapping[str, V]:
        """What `make` gives of each record of a kind, by key, in the order of `all`; it asks for nothing else.

        In a plan made of this one it is asked of those alone that were edited.
        """
        if (held := self._of_each.get(name)) is None:
            held = self._of_each[name] = kind, make, {record.id: make(record) for record in self.all(kind)}
        return held[2]

    def serving(self, record: Record, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind that serve `record`."""
        links = self.links_to(record)

        def found() -> tuple[R, ...]:
            return self.in_order(kind, (link.item for link in links))

        return found() if len(links) < _MANY else self.kept("serving", (kind, Link), found, kind.TABLE + record.id)

    def served(self, record: Record, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind that `record` serves."""
        return self.in_order(kind, (link.serves for link in self.links_from(record)))

    def links_to(self, record: Record) -> Sequence[Link]:
        """The links by which other records serve `record`."""
        return self._serving.get(record.id, ())

    def links_from(self, record: Record) -> Sequence[Link]:
        """The links by which `record` serves others."""
        return self._served.get(record.id, ())

    def series(self, indicator: Indicator) -> tuple[Reading, ...]:
        """The readings that belong to an indicator's series and whose period had begun by the position date.

        A figure for a period after it cannot have been known then, so that nothing is rated by it.
        """
        at = indicator.id, indicator.cadence
        if at not in self._series:
            known = (r for r in self.readings(indicator) if r.period and r.period.first <= self.position)
            self._series[at] = in_series(known, indicator.cadence)
        return self._series[at]

    def latest(self, indicator: Indicator) -> Reading | None:
        """The latest reading of an indicator's series."""
        series = self.series(indicator)
        return series[-1] if series else None

    def parts(self, whole: Indicator) -> tuple[Indicator, ...]:
        """The indicators that are parts of one: of its teams, areas or groups, in the order of `all`."""
        return () if whole.part_of else self.children(whole, Indicator, "part_of")

    def is_part(self, indicator: Indicator) -> bool:
        """Whether it is a part of another that is there and no part itself, so that it does not count twice."""
        whole = self.get(Indicator, indicator.part_of) if indicator.part_of else None
        return whole is not None and not whole.part_of

    @property
    def wholes(self) -> tuple[Indicator, ...]:
        """Every indicator that is no part of another, in the order of `all`."""
        return self.kept("wholes", (Indicator,), lambda: tuple(i for i in self.all(Indicator) if not self.is_part(i)))

    def unfit(self, indicator: Indicator) -> tuple[Reading, ...]:
        """The readings with a value that are kept and shown but belong to no series, oldest first."""
        fitting = {r.id for r in self.series(indicator)}
        known = (r for r in self.readings(indicator) if r.value is not None and r.period)
        return tuple(r for r in known if r.period and r.period.first <= self.position and r.id not in fitting)

    def children(self, record: Record, kind: type[R], field: str) -> tuple[R, ...]:
        """The records of a kind whose `field` refers to `record`, such as an action's milestones."""
        at = (kind, field)
        if at not in self._below:
            found = grouped((key, r) for r in self.all(kind) if (key := getattr(r, field)))
            self._below[at] = {key: tuple(rows) for key, rows in found.items()}
        return self._below[at].get(record.id, ())  # type: ignore[return-value]

    def sources(self, record: Record, field: str | None = None) -> tuple[Provenance, ...]:
        """Where a record's values come from; with `field`, what is said of that field ("" for the whole)."""
        found = self._provenance.get(record.id, ())
        return tuple(p for p in sorted(found, key=place) if field is None or p.field == field)

    def illustrative(self, record: Record, field: str = "") -> bool:
        """Whether no source supports that field of a record, or the whole record."""
        marked = self.illustrative_fields(record)
        return "" in marked or field in marked

    def illustrative_fields(self, record: Record) -> Set[str]:
        """The fields of a record that no source supports, "" for the whole of it."""
        return self._illustrative.get(record.id, _NONE)

    def marked(self, kind: type[R]) -> Iterator[R]:
        """The records of a kind of which anything is illustrative, in no order."""
        return (record for key in self._illustrative if (record := self.get(kind, key)) is not None)

    def override(self, record: Record) -> Override | None:
        """The status set by hand over a record's computed one, expired or not."""
        return self._overrides.get(record.id)

    @property
    def facts_only(self) -> Plan:
        """The plan without anything illustrative: such records left out, such fields emptied."""
        return self._facts_alone or self

    @cached_property
    def _facts_alone(self) -> Plan | None:
        """None for itself: held by itself, a plan of thousands would stay until somebody looks for circles."""
        if not self._illustrative:
            return None
        facts = Plan(self._facts(self._records), self.today, self.position)
        facts._kinds, facts._unlisted = self._kinds, self._unlisted
        return facts.noting(self._clashes_of_facts(), self.lost).recalling(self.log)

    def clashes_of(self, record: Record) -> list[Clash]:
        """What copies disagree about in one record."""
        return [clash for clash in self.clashes if clash.record.id == record.id]

    def given_twice(self) -> list[tuple[str, tuple[Record, ...]]]:
        """The references that several records of a kind have, as when two copies each made an R-14."""
        kinds = [kind for kind in KINDS if kind.PREFIX]
        found = (self.kept("twice", (kind,), lambda kind=kind: self._twice(kind), kind.TABLE) for kind in kinds)
        return [each for twice in found for each in twice]

    def _twice(self, kind: type[Record]) -> list[tuple[str, tuple[Record, ...]]]:
        found = grouped((ref.casefold(), record) for record in self.all(kind) if (ref := getattr(record, "ref", "")))
        return [(getattr(those[0], "ref", ""), tuple(those)) for those in found.values() if len(those) > 1]

    def _clashes_of_facts(self) -> list[Clash]:
        """What is disagreed about of what is not illustrative."""
        return [c for c in self.clashes if not any(self.illustrative(c.record, name) for name in ("", *c.fields))]

    def fact(self, record: R) -> R | None:
        """A record without its illustrative fields; None where all of it is illustrative."""
        marked = self._illustrative.get(record.id)
        if not marked:
            return record
        if "" in marked:
            return None
        defaults = {field.name: field.default for field in fields(record) if field.name in marked}
        return replace(record, **{name: value for name, value in defaults.items() if name in rules(type(record))})

    def _as_fact(self, record: Record) -> Record:
        """A record as the facts have it; deleted where they have none of it."""
        fact = None if isinstance(record, Provenance) and record.illustrative else self.fact(record)
        return fact or record.having({"deleted": "illustrative"})

    def _facts(self, kinds: Iterable[type[Record]]) -> dict[type[Record], Sequence[Record]]:
        """The records of these kinds without anything illustrative."""
        left: dict[type[Record], Sequence[Record]] = {
            kind: [fact for fact in map(self.fact, self.unordered(kind)) if fact] for kind in kinds
        }
        if Provenance in left:
            left[Provenance] = [p for p in self.unordered(Provenance) if not p.illustrative]
        return left

    def _differently_marked(self, other: Plan) -> set[str]:
        """The keys of the records of which two plans say otherwise what is illustrative."""
        here, there = self._illustrative, other._illustrative
        return set() if here is there else {key for key, _names in here.items() ^ there.items()}

    def _keyed(self, kind: type[Record]) -> dict[str, Record]:
        if kind not in self._by_kind:
            self._by_kind[kind] = {r.id: r for r in self._records.get(kind, ())}
        return self._by_kind[kind]

    @cached_property
    def _readings(self) -> dict[str, tuple[Reading, ...]]:
        found = grouped((r.indicator, r) for r in self.unordered(Reading) if r.period)
        return {key: tuple(sorted(rows, key=_period)) for key, rows in found.items()}

    @cached_property
    def _series(self) -> dict[tuple[str, str], tuple[Reading, ...]]:
        return {}

    @cached_property
    def _made(self) -> dict[tuple[str, str], tuple[frozenset[type[Record]], Any]]:
        """What was made of the records of some kinds, by its name and key."""
        return {}

    @cached_property
    def _serving(self) -> dict[str, list[Link]]:
        return grouped((link.serves, link) for link in self.unordered(Link))

    @cached_property
    def _served(self) -> dict[str, list[Link]]:
        return grouped((link.item, link) for link in self.unordered(Link))

    @cached_property
    def _provenance(self) -> dict[str, list[Provenance]]:
        return grouped((p.record, p) for p in self.unordered(Provenance))

    @cached_property
    def _illustrative(self) -> dict[str, frozenset[str]]:
        found = grouped((p.record, p.field) for p in self.unordered(Provenance) if p.illustrative)
        return {key: frozenset(names) for key, names in found.items()}

    @cached_property
    def _overrides(self) -> dict[str, Override]:
        return {o.record: o for o in self.all(Override)}


_RESTS_ON: dict[type[Record], tuple[str, ...]] = {
    Programme: ("programme", "_series"),
    Thresholds: ("thresholds", "scale"),
    ScaleLevel: ("scale",),
    ScaleCell: ("scale",),
    Reading: ("_readings", "_series"),
    Link: ("_serving", "_served"),
    Meeting: ("last_closed",),
    Provenance: ("_provenance", "_illustrative"),
    Override: ("_overrides",),
}
"""What is worked out once, and kept, that rests on a kind of record."""


def _with(rows: Iterable[Record], edited: Mapping[str, Record], kind: type[Record]) -> Iterator[Record]:
    """Records of a kind with those put in that were edited."""
    left = {key: record for key, record in edited.items() if type(record) is kind}
    for record in rows:
        yield left.pop(record.id, record)
    yield from left.values()


def _period(reading: Reading) -> Any:
    assert reading.period is not None
    return reading.period.order
