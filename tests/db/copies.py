"""Copies of one plan on several laptops, and what people do in them."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db.conflict_heads import FieldClash
from db.edits import Baseline, Edit, Scalar
from db.ids import derived_id, time_of
from db.log import Stamp
from db.merge import Arrival, look
from db.store import Store
from tests.db.plans import OTHER_RISK, RISK, START, THEME, content

NATURAL_KEY = "0000000000000000000000RDN1"
MEETING = "0000000000000000000000MEET"
RECORDS = {RISK: "risk", OTHER_RISK: "risk", THEME: "theme", NATURAL_KEY: "risk"}
"""The records that people change: two risks and a theme that all copies know, a slot that several may come to make."""

NEVER = "0" * 26
Rows = dict[str, list[dict[str, object]]]
Step = tuple[str, int, object]
"""What is done, in which copy, and with what."""


def steps(copies: int, *, undo: bool = True, size: int = 25) -> st.SearchStrategy[list[Step]]:
    """Random histories of so many copies."""
    who = st.integers(0, copies - 1)
    record = st.sampled_from(sorted(RECORDS))
    texts = st.tuples(record, st.sampled_from(["title", "progress", "owner", "cause"]), st.sampled_from(["", "a", "b"]))
    scores = st.tuples(record, st.sampled_from(["likelihood", "impact"]), st.integers(1, 3))
    choices = [
        st.tuples(st.just("write"), who, texts | scores),
        st.tuples(st.just("write"), who, texts | scores),
        st.tuples(st.just("remove"), who, record),
        st.tuples(st.just("bring back"), who, record),
        st.tuples(st.just("settle"), who, st.integers(0, 9)),
        st.tuples(st.just("close"), who, st.just(None)),
        st.tuples(st.just("bring home"), who, who),
    ]
    if undo:
        choices += [st.tuples(st.just("undo"), who, st.integers(0, 99))] * 2
    return st.lists(st.one_of(choices), max_size=size)


@cache
def _start() -> bytes:
    """A plan that all copies begin with."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.goldthread"
        store = Store.create(path, "Ann", SCHEMA)
        copy = Copy("Ann", store)
        copy.write("risk", RISK, title="Staff leave", owner="Ann", likelihood=2, impact=2)
        copy.write("risk", OTHER_RISK, title="Cost")
        copy.write("theme", THEME, title="Leadership", number=1)
        store.close()
        return path.read_bytes()


@dataclass
class Copy:
    """One person's copy.

    Attributes:
        shown: what each baseline that was marked here showed then.
    """

    name: str
    store: Store
    clock: int = START
    made: int = 0
    shown: dict[str, Rows] = field(default_factory=dict[str, Rows])

    def stamp(self, label: str) -> Stamp:
        moment = max(self.clock, time_of(self.store.log.last() or NEVER) + 1)
        self.made += 1  # the same history gets the same ids each time it is told
        return Stamp(derived_id(moment, f"{self.name} {self.made}"), "2018-01-31T09:12:00Z", self.name, "Chair", label)

    def write(self, table: str, record: str, **values: Scalar) -> Edit | None:
        edit = self.store.log.compose({table: {record: values}}, self.stamp(f"Change by {self.name}"))
        return self._apply(edit)

    def undo(self, edit: str) -> tuple[Edit | None, list[str]]:
        undone, left = self.store.log.compose_undo(edit, self.stamp("Undo"))
        self._apply(undone)
        return undone, [each.field for each in left]

    def settle(self, clash: FieldClash, value: Scalar) -> Edit | None:
        values = {clash.table: {clash.record: {clash.field: value}}}
        return self._apply(self.store.log.compose_settling(values, self.stamp("Settle")))

    def close(self) -> Baseline:
        edit = self.write("theme", THEME, number=1_000_000 * ord(self.name) + self.made)
        assert edit
        baseline = Baseline(edit.id, MEETING, "2018-01-31")
        self.store.apply([], [baseline])
        self.shown[baseline.id] = content(self.store)
        return baseline

    def look(self, other: Copy) -> Arrival:
        return look_at(self.store.path, other.store.path)

    def bring_home(self, other: Copy) -> Arrival:
        arrival = self.look(other)
        self.store.apply(arrival.edits, arrival.baselines)
        return arrival

    def carry_out(self, step: Step, copies: list[Copy]) -> set[str]:
        """Do what a step says; the fields that were settled."""
        match step:
            case ("write", _, (str(record), str(name), value)) if name in self.store.log.defaults[RECORDS[record]]:
                self.write(RECORDS[record], record, **{name: value})
            case ("remove" | "bring back" as what, _, str(record)) if self.store.log.current(RECORDS[record], record):
                self.write(RECORDS[record], record, deleted="removed" if what == "remove" else "")
            case ("settle", _, int(number)):
                clashes = self.store.log.clashes()
                if clashes:
                    clash = clashes[number % len(clashes)]
                    self.settle(clash, clash.heads[number % len(clash.heads)].value)
                    return SCHEMA.with_groups(clash.table, {clash.field})
            case ("close", *_):
                self.close()
            case ("undo", _, int(number)):
                edits = [edit.id for edit in self.store.log.edits()]
                self.undo(edits[number % len(edits)])
            case ("bring home", who, int(whose)) if who != whose:
                self.bring_home(copies[whose])
            case _:
                pass
        return set()

    def _apply(self, edit: Edit | None) -> Edit | None:
        if edit:
            self.store.apply([edit])
        return edit


def look_at(plan: Path, copy: Path) -> Arrival:
    """What a copy would bring, without its progress."""
    steps = look(plan, copy, SCHEMA)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@contextmanager
def copies(number: int, clocks: list[int] | None = None) -> Generator[list[Copy]]:
    """So many copies of the same plan; their disk is never waited for."""
    with ExitStack() as stack:
        yield [stack.enter_context(one_copy("ABCDEFGH"[n], START + (clocks or [0] * number)[n])) for n in range(number)]


@contextmanager
def one_copy(name: str, clock: int = START) -> Generator[Copy]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.goldthread"
        path.write_bytes(_start())
        store = Store.open(path, name, SCHEMA)
        store.db.execute("PRAGMA synchronous = OFF")
        try:
            yield Copy(name, store, clock)
        finally:
            store.close()


def live(many: list[Copy], done: list[Step]) -> None:
    """Let people do what they do."""
    for step in done:
        many[step[1]].carry_out(step, many)
