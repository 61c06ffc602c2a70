"""A plan as it was: each kind of record is made out only when it is first asked for."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from .order import in_one_place, place
from .plan import Plan
from .records import KINDS, Provenance, Record

R = TypeVar("R", bound=Record)
Rows = tuple[Record, ...]


class Source(Protocol):
    """Where what a plan held then comes from."""

    def read(self, kind: type[Record]) -> Rows:
        """Every record of a kind as it was, none of them deleted; asked once."""
        ...

    def kind_of(self, key: str) -> type[Record] | None:
        """The kind of the record with a key, if it is any record's."""
        ...

    def now(self) -> Plan:
        """The plan as it is now, with which it shares what was not changed since."""
        ...

    def touched(self) -> Collection[str]:
        """The keys of the records that were changed since."""
        ...


class PastPlan(Plan):
    """A plan at an earlier moment.

    Whoever gives it to another thread calls `complete` first.
    """

    def __init__(self, source: Source, position: date | None, day: date):
        """A plan of what `source` gives; `position` is the day that it spoke of, or None: its programme's, or `day`."""
        super().__init__({}, day, position or day)
        self._source = source
        self._records = _ByKind(source.read)
        self._marks: tuple[Plan, set[type[Record]]] | None = None
        if position is None:
            self.position = self.programme.position or day

    def all(self, kind: type[R]) -> tuple[R, ...]:
        if self._same(kind):
            return self._source.now().all(kind)
        if kind not in self._in_order:
            self._in_order[kind] = self._placed(kind)
        return super().all(kind)

    def find(self, key: str) -> Record | None:
        kind = self._source.kind_of(key)
        return self.get(kind, key) if kind else None

    @cached_property
    def _facts_alone(self) -> Plan | None:
        """Each kind is made out when it is asked for."""
        if not self._illustrative:
            return None
        facts = PastPlan(_PastFacts(self, self._source), self.position, self.today)
        facts.log = self.log
        return facts

    def complete(self) -> Plan:
        for kind in KINDS:
            self.unordered(kind)
        return self

    def changed_since(self, now: Plan) -> Collection[str] | None:
        return self._source.touched() if now is self._source.now() else None

    def _placed(self, kind: type[Record]) -> Rows:
        """The records of a kind in the order of now, with those moved that stood elsewhere then."""
        there, here = self._source.now().all(kind), self._keyed(kind)
        pairs = [(then, now) for now in there if (then := here.get(now.id)) is not None]
        moved = [then for then, now in pairs if then is not now and not in_one_place(then, now)]
        gone = {record.id for record in moved}
        found = [then for then, _now in pairs if then.id not in gone]
        if len(pairs) < len(here):
            moved += [here[key] for key in here.keys() - {record.id for record in there}]
        if len(moved) > len(found) // 16:
            return tuple(sorted((*found, *moved), key=place))
        for record in moved:
            insort(found, record, key=place)
        return tuple(found)

    def _same(self, kind: type[Record]) -> bool:
        """Whether nothing of a kind was changed since, so that what was worked out for it now holds."""
        return self.unordered(kind) is self._source.now().unordered(kind)

    def _marked_otherwise(self, other: Plan) -> set[type[Record]]:
        kinds = set(map(self._source.kind_of, self._differently_marked(other)))
        return {kind for kind in kinds if kind is not None}

    def facts_of(self, kind: type[Record], now: Plan) -> Rows:
        """The records of a kind without anything illustrative, those of `now` where they are the same."""
        if self._marks is None or self._marks[0] is not now:
            self._marks = now, self._marked_otherwise(now)
        if self._same(kind) and kind not in self._marks[1]:
            return now.facts_only.unordered(kind)
        return tuple(self._facts((kind,))[kind])


class _PastFacts:
    """What a plan held then without what was illustrative."""

    def __init__(self, plan: PastPlan, source: Source):
        self._plan, self._source = plan, source

    def read(self, kind: type[Record]) -> Rows:
        return self._plan.facts_of(kind, self._source.now())

    def kind_of(self, key: str) -> type[Record] | None:
        return self._source.kind_of(key)

    def now(self) -> Plan:
        return self._source.now().facts_only

    def touched(self) -> Collection[str]:
        keys = self._source.touched()
        both = (plan.get(Provenance, key) for plan in (self._plan, self._source.now()) for key in keys)
        return {*keys, *(mark.record for mark in both if mark)}  # with the mark the value comes or goes


class _ByKind(Mapping[type[Record], Rows]):
    """The records of each kind, read when they are first asked for."""

    def __init__(self, read: Callable[[type[Record]], Rows]):
        self._read = read
        self._found: dict[type[Record], Rows] = {}

    def __getitem__(self, kind: type[Record]) -> Rows:
        if kind not in self._found:
            self._found[kind] = self._read(kind)
        return self._found[kind]

    def __iter__(self) -> Iterator[type[Record]]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)
