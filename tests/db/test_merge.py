"""Copies that come home: in whatever order, nothing is lost, and every disagreement is told."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.edits import Scalar
from db.heads import Head
from db.history import Clash
from db.merge import Arrival
from db.store import Store
from tests.db.copies import Rows, Step, copies, live, one_copy, steps
from tests.db.plans import content
from tests.db.test_history import as_at

CLOCKS = st.lists(st.integers(-20, 20), min_size=4, max_size=4)


def state(store: Store) -> object:
    """All that copies must agree on."""
    log = store.log
    return content(store), log.clashes(), log.baselines(), [e.digest for e in log.edits()], forks(store)


def forks(store: Store) -> list[object]:
    return list(store.db.execute("SELECT * FROM fork ORDER BY 1, 2"))


# -- any history


def check_any_order(done: list[Step], number: int, clocks: list[int]) -> None:
    with copies(number, clocks) as many:
        live(many, done)
        orders = list(itertools.permutations(range(number)))
        found: list[object] = []
        for order in random.Random(len(done)).sample(orders, min(3, len(orders))):
            with one_copy("Z") as home:
                for who in order:
                    home.bring_home(many[who])
                assert home.store.check() == []
                found.append(state(home.store))
                for copy in many:
                    for baseline, then in copy.shown.items():
                        mark = next(m for m in home.store.log.marks() if m.id == baseline)
                        assert as_at(home.store, mark) == then
        assert all(each == found[0] for each in found)


@settings(max_examples=15)
@given(steps(3), st.integers(2, 4), CLOCKS)
def test_in_any_order_the_plan_is_the_same_and_each_baseline_shows_what_was_shown_then(
    done: list[Step], number: int, clocks: list[int]
):
    check_any_order([step for step in done if fits(step, number)], number, clocks)


def fits(step: Step, number: int) -> bool:
    return step[1] < number and not (step[0] == "bring home" and int(str(step[2])) >= number)


@pytest.mark.torture
@settings(max_examples=2500)
@given(steps(4, size=60), st.integers(2, 4), CLOCKS)
def test_in_any_order_the_plan_is_the_same_for_long(done: list[Step], number: int, clocks: list[int]):
    check_any_order([step for step in done if fits(step, number)], number, clocks)


def told(clashes: Iterable[Clash]) -> set[object]:
    return {(clash.record, clash.field, clash.heads) for clash in clashes}


def check_report(done: list[Step], clocks: list[int]) -> None:
    with copies(2, clocks) as (ours, theirs):
        live([ours, theirs], done)
        before = told(ours.store.log.clashes())
        held = {edit.id for edit in ours.store.log.edits()}
        sent = {edit.id: edit for edit in theirs.store.log.edits()}
        arrival = ours.bring_home(theirs)
        assert {edit.id: edit for edit in arrival.edits} == {id_: e for id_, e in sent.items() if id_ not in held}
        assert held | sent.keys() == {edit.id for edit in ours.store.log.edits()}
        after = told(ours.store.log.clashes())
        assert told(arrival.clashes) == after - before
        assert ours.look(theirs) == Arrival()


@settings(max_examples=25)
@given(steps(2), CLOCKS)
def test_what_is_told_before_is_what_happens_and_no_edit_vanishes(done: list[Step], clocks: list[int]):
    check_report(done, clocks[:2])


@pytest.mark.torture
@settings(max_examples=2500)
@given(steps(2, size=50), CLOCKS)
def test_what_is_told_before_is_what_happens_for_long(done: list[Step], clocks: list[int]):
    check_report(done, clocks[:2])


class Register:
    """An independent account of what stands: for each field the values that nobody who knew of them has replaced.

    It is kept beside each copy as people work, and brought together as sets that remember what was removed.
    """

    def __init__(self, other: Register | None = None):
        self.stands: dict[tuple[str, str], set[Head]] = {k: set(v) for k, v in other.stands.items()} if other else {}
        self.seen: set[tuple[str, str, str]] = set(other.seen) if other else set()

    def write(self, edit: str, record: str, fields: dict[str, Scalar], *, settles: bool = False) -> None:
        for name, value in fields.items():
            there = self.stands.setdefault((record, name), set())
            shown = max(there, default=None)
            gone = {head for head in there if settles or (shown and head.value == shown.value)}
            self.stands[record, name] = (there - gone) | {Head(edit, value)}
            self.seen.add((record, name, edit))

    def bring_home(self, other: Register) -> None:
        for key in {*self.stands, *other.stands}:
            ours, theirs = self.stands.get(key, set()), other.stands.get(key, set())
            mine = {head for head in ours if head in theirs or (*key, head.edit) not in other.seen}
            added = {head for head in theirs if head in ours or (*key, head.edit) not in self.seen}
            self.stands[key] = mine | added
        self.seen |= other.seen

    def clashes(self) -> dict[tuple[str, str], set[Head]]:
        return {key: found for key, found in self.stands.items() if len({head.value for head in found}) > 1}


def check_clashes(done: list[Step], clocks: list[int]) -> None:
    with copies(3, clocks) as many:
        start = Register()
        for edit in reversed(list(many[0].store.log.edits())):
            for change in edit.changes:
                start.write(edit.id, change.record, {name: new for name, (_p, _o, new) in change.fields.items()})
        kept = [Register(start) for _ in many]
        for step in done:
            copy, register = many[step[1]], kept[step[1]]
            before = copy.store.log.last()
            settled = copy.carry_out(step, many)
            if step[0] == "bring home":
                register.bring_home(kept[int(str(step[2]))])
                continue
            edit = copy.store.log.edit(copy.store.log.last())
            if edit and edit.id != before:
                for change in edit.changes:
                    values = {name: new for name, (_p, _o, new) in change.fields.items()}
                    register.write(
                        edit.id, change.record, {n: v for n, v in values.items() if n in settled}, settles=True
                    )
                    register.write(edit.id, change.record, {n: v for n, v in values.items() if n not in settled})
        for copy, register in zip(many, kept, strict=True):
            found = {(c.record, c.field): set(c.heads) for c in copy.store.log.clashes()}
            assert found == register.clashes()


@settings(max_examples=25)
@given(steps(3, undo=False), CLOCKS)
def test_no_clash_is_unreported_and_none_is_made_up(done: list[Step], clocks: list[int]):
    check_clashes(done, clocks[:3])


@pytest.mark.torture
@settings(max_examples=2500)
@given(steps(3, undo=False, size=60), CLOCKS)
def test_no_clash_is_unreported_for_long(done: list[Step], clocks: list[int]):
    check_clashes(done, clocks[:3])


def check_undo(done: list[Step], clocks: list[int]) -> None:
    with copies(3, clocks) as many, one_copy("Z") as home:
        start = visible(content(home.store))
        common = {edit.id for edit in home.store.log.edits()}
        live(many, done)
        for copy in many:
            home.bring_home(copy)
        waiting = [edit.id for edit in home.store.log.edits() if edit.id not in common]
        left: list[str] = []
        while waiting != left:  # what was left alone may be undone when the others are
            left, waiting = waiting, [edit for edit in waiting if home.undo(edit)[1]]
        assert visible(content(home.store)) == start
        rivals = {head.edit for clash in home.store.log.clashes() for head in clash.heads[:-1]}
        assert rivals <= set(left)  # what is still disagreed about was named each time
        assert home.store.check() == []


def visible(rows: Rows) -> Rows:
    return {table: [row for row in those if not row["deleted"]] for table, those in rows.items()}


@settings(max_examples=25)
@given(steps(3, undo=False), CLOCKS)
def test_undoing_everything_returns_to_the_start(done: list[Step], clocks: list[int]):
    check_undo(done, clocks[:3])


@pytest.mark.torture
@settings(max_examples=2500)
@given(steps(3, undo=False, size=50), CLOCKS)
def test_undoing_everything_returns_to_the_start_for_long(done: list[Step], clocks: list[int]):
    check_undo(done, clocks[:3])
