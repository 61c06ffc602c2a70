"""A plan as it was: each kind of record is made out only when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from .plan import Plan
from .records import KINDS, Record

Rows = tuple[Record, ...]
Read = Callable[[type[Record]], Rows]
KindOf = Callable[[str], type[Record] | None]


class PastPlan(Plan):
    """A plan at an earlier moment.

    Whoever gives it to another thread calls `complete` first.
    """

    def __init__(self, read: Read, kind_of: KindOf, position: date | None, day: date):
        """A plan of what `read` gives for each kind, nothing deleted among it.

        Args:
            read: called once for each kind that is asked for.
            kind_of: the kind of the record with a key, if it is any record's.
            position: the day that the plan spoke of; None: its programme's own, or `day`.
            day: the day of the moment itself.
        """
        super().__init__({}, day, position or day)
        self._read, self._kind_of = read, kind_of
        self._records = _ByKind(read)
        if position is None:
            self.position = self.programme.position or day

    def find(self, key: str) -> Record | None:
        kind = self._kind_of(key)
        return self.get(kind, key) if kind else None

    @cached_property
    def facts_only(self) -> Plan:
        """The plan without anything illustrative, each kind made out when it is asked for."""
        return PastPlan(self._facts_of, self._kind_of, self.position, self.today) if self._illustrative else self

    def complete(self) -> Plan:
        for kind in KINDS:
            self.unordered(kind)
        return self

    def _facts_of(self, kind: type[Record]) -> Rows:
        return tuple(self._facts((kind,))[kind])


class _ByKind(Mapping[type[Record], Rows]):
    """The records of each kind, read when they are first asked for."""

    def __init__(self, read: Read):
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
