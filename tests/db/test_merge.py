"""Copies that come home: in whatever order, nothing is lost, and every disagreement is told."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db import migrations
from db.conflict_heads import FieldClash, Head
from db.edits import Edit, Scalar, hash_of
from db.erasing import compose
from db.errors import Refused
from db.format import FORMAT
from db.ids import id_after
from db.merge import Arrival
from db.store import Store
from tests.db.copies import NATURAL_KEY, Copy, Rows, Step, copies, live, look_at, one_copy, steps
from tests.db.plans import OTHER_RISK, RISK, THEME, altered, content, row, small_plan
from tests.db.test_history import as_at

DATA = Path(__file__).parents[1] / "data"
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
@settings(max_examples=2_500)
@given(steps(4, size=60), st.integers(2, 4), CLOCKS)
def test_in_any_order_the_plan_is_the_same_for_long(done: list[Step], number: int, clocks: list[int]):
    check_any_order([step for step in done if fits(step, number)], number, clocks)


def told(clashes: Iterable[FieldClash]) -> set[object]:
    return {(clash.record, clash.field, clash.heads) for clash in clashes}


def check_report(done: list[Step], clocks: list[int]) -> None:
    with copies(2, clocks) as (ours, theirs):
        live([ours, theirs], done)
        assert ours.store.check() == []
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
@settings(max_examples=2_500)
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
        removals = {head.edit for (_record, name), found in self.stands.items() if name == "deleted"
                    for head in found if head.value}  # fmt: skip
        return {
            key: found
            for key, found in self.stands.items()
            if len({head.value for head in found}) > 1 and not removals.issuperset(head.edit for head in found)
        }


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
            told = copy.store.log.clashes()
            found = {(c.record, c.field): {Head(head.edit, head.value) for head in c.heads} for c in told}
            assert found == register.clashes()


@settings(max_examples=25)
@given(steps(3, undo=False), CLOCKS)
def test_no_clash_is_unreported_and_none_is_made_up(done: list[Step], clocks: list[int]):
    check_clashes(done, clocks[:3])


@pytest.mark.torture
@settings(max_examples=2_500)
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
        left, wrote = list[str](), True
        while wrote:  # what was left alone may be undone when the others are; so may what another had put right
            found = {edit: home.undo(edit) for edit in waiting}
            left = [edit for edit, (_undone, alone) in found.items() if alone]
            waiting = [edit for edit, (undone, alone) in found.items() if alone or undone is None]
            wrote = any(undone for undone, alone in found.values() if not alone)
        named = {change.record for edit in left for change in home.store.log.changes(edit)}
        assert without(named, visible(content(home.store))) == without(
            named, start
        )  # what may stay was named each time
        rivals = {head.edit for clash in home.store.log.clashes() for head in clash.heads[:-1]}
        assert rivals <= set(left)  # what is still disagreed about was named each time
        assert home.store.check() == []


def without(keys: set[str], rows: Rows) -> Rows:
    return {table: [row for row in those if row["id"] not in keys] for table, those in rows.items()}


def visible(rows: Rows) -> Rows:
    return {table: [row for row in those if not row["deleted"]] for table, those in rows.items()}


TWICE_REMOVED: list[Step] = [
    ("write", 0, (THEME, "title", "")),
    ("remove", 0, THEME),
    ("write", 0, (THEME, "title", "")),
    ("write", 1, (THEME, "title", "")),
    ("remove", 1, THEME),
    ("write", 1, (THEME, "title", "a")),
]
"""Undone, one removal is taken together with the title that the other one only touched."""


@settings(max_examples=25)
@given(steps(3, undo=False), CLOCKS)
@example(TWICE_REMOVED, [0, 0, 0, 0])
def test_undoing_everything_returns_to_the_start(done: list[Step], clocks: list[int]):
    check_undo(done, clocks[:3])


@pytest.mark.torture
@settings(max_examples=2_500)
@given(steps(3, undo=False, size=50), CLOCKS)
def test_undoing_everything_returns_to_the_start_for_long(done: list[Step], clocks: list[int]):
    check_undo(done, clocks[:3])


# -- one by one


WRITTEN: tuple[dict[str, Scalar], ...] = (
    {"owner": "A"}, {"owner": "B"}, {"owner": "Ann"}, {"likelihood": 5}, {"impact": 5},
    {"likelihood": 4, "impact": 4}, {"cause": "Pay"}, {"deleted": "removed"},
)  # fmt: skip
LIVES = st.lists(st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=2), min_size=2, max_size=3)
ORDERS = st.permutations([0, 50, 100])


def check_as_if_never(lives: list[list[dict[str, Scalar]]], clocks: list[int], who: int) -> None:
    """To undo the last edit of one copy leaves what would be there without it, whichever edit is the newer.

    Where two copies removed the record, a third one's value is disagreed about by an undo alone, and is not looked at.
    """
    last = who % len(lives)
    if sum(any("deleted" in values for values in life) for life in lives) > 1:
        return

    def brought_together(*, without: bool) -> object:
        with copies(len(lives), clocks[: len(lives)]) as many:
            undone: Edit | None = None
            for number, (copy, life) in enumerate(zip(many, lives, strict=True)):
                done = [
                    copy.write("risk", RISK, **values) for values in (life[:-1] if without and number == last else life)
                ]
                undone = done[-1] if number == last and not without else undone
            for other in many[1:]:
                many[0].bring_home(other)
            if undone:
                many[0].undo(undone.id)
            elif not without:
                return None  # it changed nothing
            assert many[0].store.check() == []
            clashes = {c.field: {str(head.value) for head in c.heads} for c in many[0].store.log.clashes()}
            return {n: v for n, v in row(many[0].store, "risk", RISK).items() if n not in clashes}, clashes

    found = brought_together(without=False)
    assert found in (None, brought_together(without=True))


@settings(max_examples=30)
@given(LIVES, ORDERS, st.integers(0, 2))
def test_to_undo_an_edit_is_as_if_it_had_never_been(lives: list[list[dict[str, Scalar]]], clocks: list[int], who: int):
    check_as_if_never(lives, clocks, who)


@pytest.mark.torture
@settings(max_examples=2_500)
@given(LIVES, ORDERS, st.integers(0, 2))
def test_to_undo_an_edit_is_as_if_it_had_never_been_for_long(
    lives: list[list[dict[str, Scalar]]], clocks: list[int], who: int
):
    check_as_if_never(lives, clocks, who)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Copy, Copy]]:
    with copies(2, [0, 50]) as (ours, theirs):
        yield ours, theirs


def test_of_two_values_the_newer_is_shown_and_the_clash_is_told_until_it_is_settled(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    theirs.write("risk", RISK, owner="Bob")
    ours.write("risk", RISK, owner="Cy")
    arrival = ours.bring_home(theirs)
    (clash,) = ours.store.log.clashes()
    assert arrival.clashes == (clash,)
    assert [head.value for head in clash.heads] == ["Cy", "Bob"]
    assert [arrival.signed[head.edit].author for head in clash.heads] == ["A", "B"]
    ours.write("risk", RISK, owner="Di")
    (clash,) = ours.store.log.clashes()
    assert [head.value for head in clash.heads] == ["Cy", "Di"]
    settled = ours.settle(clash, "Di")
    assert settled
    assert ours.store.log.clashes() == []
    ours.undo(settled.id)
    assert [[h.value for h in c.heads] for c in ours.store.log.clashes()] == [["Cy", "Di"]]
    assert ours.store.check() == []


def test_the_same_value_in_both_is_no_clash_and_one_edit_replaces_both(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    for copy in pair:
        copy.write("risk", RISK, owner="Bob")
    ours.bring_home(theirs)
    assert ours.store.log.clashes() == []
    ours.write("risk", RISK, owner="Di")
    assert ours.store.log.clashes() == []
    assert forks(ours.store) == []


@pytest.mark.parametrize("first", [0, 1])
def test_what_two_copies_made_stays_while_one_of_them_wants_it(pair: tuple[Copy, Copy], first: int):
    ours, theirs = pair
    made = [copy.write("risk", NATURAL_KEY, title="Planned") for copy in pair]
    ours.bring_home(theirs)
    one, other = (edit.id for edit in (made[first], made[1 - first]) if edit)
    ours.undo(one)
    assert row(ours.store, "risk", NATURAL_KEY)["deleted"] == ""
    assert row(ours.store, "risk", NATURAL_KEY)["title"] == "Planned"
    ours.undo(other)
    assert row(ours.store, "risk", NATURAL_KEY)["deleted"] == "undone"
    assert ours.store.check() == []


def test_likelihood_of_one_and_impact_of_another_clash_together(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    ours.write("risk", RISK, likelihood=5)
    theirs.write("risk", RISK, impact=5)
    ours.bring_home(theirs)
    assert {clash.field for clash in ours.store.log.clashes()} == {"likelihood", "impact"}
    ours.settle(ours.store.log.clashes()[0], 4)
    assert ours.store.log.clashes() == []


def test_what_one_removed_and_another_changed_is_told(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    removal = ours.write("risk", RISK, deleted="removed")
    theirs.write("risk", RISK, owner="Bob")
    ours.bring_home(theirs)
    (clash,) = ours.store.log.clashes()
    assert removal
    assert (clash.field, clash.removed_by) == ("owner", (removal.id,))


def test_a_removal_by_an_older_program_touches_a_field_it_did_not_know(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    removal = ours.store.log.compose({"theme": {THEME: {"deleted": "removed"}}}, ours.stamp("Remove"))
    assert removal
    (change,) = removal.changes
    known = {name: told for name, told in change.fields.items() if name != "progress"}
    ours.store.apply([removal._replace(changes=(replace(change, fields=known),)).sealed()])
    theirs.write("theme", THEME, progress="Written on the train")
    ours.bring_home(theirs)
    assert [clash.field for clash in ours.store.log.clashes()] == ["progress"]


@pytest.mark.parametrize("values", [("Bob", "Bob"), ("Bob", "Cy")], ids=["agreed", "disagreed"])
@pytest.mark.parametrize("first", [0, 1])
def test_to_undo_what_one_copy_said_lets_what_the_other_said_stand_alone(
    pair: tuple[Copy, Copy], values: tuple[str, str], first: int
):
    """Whichever of the two edits has the greater id."""
    ours, theirs = pair
    said = [copy.write("risk", RISK, owner=value) for copy, value in zip(pair, values, strict=True)]
    ours.bring_home(theirs)

    def told() -> tuple[object, list[str]]:
        clashes = ours.store.log.clashes()
        return row(ours.store, "risk", RISK)["owner"], [str(head.value) for clash in clashes for head in clash.heads]

    began = told()
    one, other = (edit.id for edit in (said[first], said[1 - first]) if edit)
    undone, left = ours.undo(one)
    assert (told(), left) == ((values[1 - first], []), [])
    again, left = ours.undo(undone.id if undone else "")
    assert (told(), left) == (began, [])
    _undone, left = ours.undo(again.id if again else "")
    assert (told(), left) == ((values[1 - first], []), [])
    _undone, left = ours.undo(other)
    assert (told(), left) == (("Ann", []), [])
    assert ours.store.check() == []


def test_undo_gives_back_ones_own_value_of_before_also_where_another_copy_said_otherwise(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    ours.write("risk", RISK, owner="Cy")
    theirs.write("risk", RISK, owner="Bob")
    mine = ours.write("risk", RISK, owner="Di")
    ours.bring_home(theirs)
    ours.undo(mine.id if mine else "")
    (clash,) = ours.store.log.clashes()
    assert {head.value for head in clash.heads} == {"Cy", "Bob"}


def test_both_of_two_meetings_closed_in_two_copies_come_along_and_the_next_rests_on_both(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    theirs.write("risk", RISK, owner="Bob")
    marks = [copy.close() for copy in pair]
    arrival = ours.bring_home(theirs)
    assert [baseline.id for baseline in arrival.baselines] == [marks[1].id]
    third = ours.close()
    *_, last = ours.store.log.baselines()
    assert (last.id, last.parents) == (third.id, tuple(sorted(mark.id for mark in marks)))
    assert ours.store.check() == []


def test_what_a_copy_attached_comes_along(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    digest = theirs.store.keep(b"A letter")
    theirs.write("attachment", NATURAL_KEY, title="Letter", filename="letter.pdf", digest=digest, size=8)
    assert ours.look(theirs).contents == (b"A letter",)
    altered(theirs.store.path, "UPDATE content SET bytes = X'00'")
    with pytest.raises(Refused, match="damaged"):
        ours.look(theirs)


# -- what is refused


def test_a_copy_is_only_read(tmp_path: Path):
    plan, copy = small_plan(tmp_path / "plan.goldthread"), small_plan(tmp_path / "copy.goldthread")
    before, there = copy.read_bytes(), sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match="another programme"):
        look_at(plan, copy)
    assert copy.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == there


def test_the_plan_itself_is_no_copy(tmp_path: Path):
    plan = small_plan(tmp_path / "plan.goldthread")
    (tmp_path / "link.goldthread").symlink_to(plan)
    for name in ("plan", "link"):
        with pytest.raises(Refused, match="the plan itself"):
            look_at(plan, tmp_path / f"{name}.goldthread")


def test_a_plan_without_any_edit_takes_any(tmp_path: Path):
    copy = small_plan(tmp_path / "copy.goldthread")
    with closing(Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)) as store:
        arrival = look_at(store.path, copy)
        store.apply(arrival.edits, arrival.baselines)
        assert store.check() == []
        assert len(arrival.edits) == 5


@pytest.mark.parametrize("number", range(1, FORMAT))
def test_a_copy_of_an_older_format_is_brought_up_to_date_in_memory(tmp_path: Path, number: int):
    copy = Path(shutil.copy(DATA / f"format-{number}.goldthread", tmp_path / "copy.goldthread"))
    before = copy.read_bytes()
    with closing(Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)) as store:
        arrival = look_at(store.path, copy)
        store.apply(arrival.edits, arrival.baselines)
        assert len(arrival.edits) == store.log.count() > 0
        for content in arrival.contents:
            store.keep(content)
        assert store.check() == []
    assert copy.read_bytes() == before


@pytest.mark.parametrize("kept", [0, 50, 5000, -4096, -1])
def test_a_copy_cut_off_is_refused(pair: tuple[Copy, Copy], tmp_path: Path, kept: int):
    ours, theirs = pair
    theirs.write("risk", RISK, owner="Bob")
    cut = tmp_path / "cut.goldthread"
    cut.write_bytes(theirs.store.path.read_bytes()[:kept])
    with pytest.raises(Refused, match=r"cut off|empty"):
        look_at(ours.store.path, cut)


def test_a_copy_of_a_newer_format_is_refused(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    altered(theirs.store.path, f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(Refused, match="newer version"):
        ours.look(theirs)


NEW = "(SELECT max(id) FROM edit)"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk SET owner = 'Eve'",  # a row without its history
        "UPDATE theme SET title = 'Eve'",  # of a record that nobody changed
        f"DELETE FROM risk WHERE id = '{OTHER_RISK}'",
        "UPDATE edit SET author = 'Eve' WHERE id = (SELECT min(id) FROM edit)",  # an edit that both hold
        "UPDATE change SET fields = replace(fields, 'Ann', 'Eve') WHERE edit = (SELECT min(id) FROM edit)",
        "DELETE FROM change WHERE edit = (SELECT min(id) FROM edit)",
        f"UPDATE edit SET author = 'Eve' WHERE id = {NEW}",  # a new one
        f"UPDATE change SET fields = replace(fields, 'Bob', 'Eve') WHERE edit = {NEW}",
        f"UPDATE change SET fields = '[]' WHERE edit = {NEW}",
        f"UPDATE change SET fields = '{{\"owner\":[[1],2.5,[]]}}' WHERE edit = {NEW}",
        f'UPDATE change SET fields = \'{{"no_such":[[],"",""]}}\' WHERE edit = {NEW}',
        f"UPDATE edit SET at = 'yesterday' WHERE id = {NEW}",
        "UPDATE baseline SET position = 'soon'",
        "UPDATE baseline SET parents = '[\"x\"]'",
        *(f"UPDATE baseline SET parents = '{parents}'" for parents in ("5", "x", "null", "[[]]", "[" * 100_000)),
        "DELETE FROM baseline_edit",
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(pair: tuple[Copy, Copy], statement: str):
    ours, theirs = pair
    theirs.close()
    theirs.write("risk", RISK, owner="Bob")
    before = ours.store.path.read_bytes()
    altered(theirs.store.path, "PRAGMA foreign_keys = OFF", statement)
    with pytest.raises(Refused, match=r"changed by another program|damaged"):
        ours.look(theirs)
    assert ours.store.path.read_bytes() == before


def test_a_baseline_that_both_hold_rests_on_the_same_in_both(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    first, second = ours.close(), ours.close()
    theirs.bring_home(ours)
    assert not ours.look(theirs).edits
    sealed = next(mark for mark in theirs.store.log.baselines() if mark.id == second.id)._replace(parents=())
    assert first.id
    altered(
        theirs.store.path,
        f"UPDATE baseline SET parents = '[]', digest = '{sealed.digest()}' WHERE id = '{second.id}'",
    )
    with pytest.raises(Refused, match="closed differently"):
        ours.look(theirs)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Z" * 26},
        {"undoes": "0"},
        {"at": "yesterday"},
        {"at": "2018-01-31"},
        {"at": "9999-12-31T23:59:59-12:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_an_edit_in_no_form_of_ours_is_refused_however_well_it_is_sealed(
    pair: tuple[Copy, Copy], change: dict[str, str]
):
    ours, theirs = pair
    edit = theirs.store.log.compose({"risk": {RISK: {"owner": "Eve"}}}, theirs.stamp("Change"))
    assert edit
    theirs.store.apply([edit._replace(**change).sealed()])
    with pytest.raises(Refused, match="no form"):
        ours.look(theirs)


@pytest.mark.parametrize("value", ["9" * 20, '"\\ud800"', "true", "1.5", "NaN", "[" * 100_000])
def test_a_value_that_cannot_be_kept_is_refused_also_where_another_replaced_it(pair: tuple[Copy, Copy], value: str):
    ours, theirs = pair
    edit = theirs.write("risk", RISK, cause="Eve")
    theirs.write("risk", RISK, cause="")
    assert edit
    text = edit.changes[0].text.replace('"Eve"', value)
    sealed = hash_of("risk", RISK, text, edit.changes[0].salt)
    altered(
        theirs.store.path,
        f"UPDATE change SET fields = '{text}', hash = '{sealed}' WHERE edit = '{edit.id}'",
        f"UPDATE edit SET digest = '{edit.digest_of([sealed])}' WHERE id = '{edit.id}'",
    )
    with pytest.raises(Refused, match=r"no form|not as it was written|copy is damaged|cannot be read"):
        ours.look(theirs)


@pytest.mark.parametrize("named", ["itself", "a later one"])
@pytest.mark.parametrize("how", ["undoes", "replaces"])
def test_no_edit_names_one_that_did_not_come_before_it(pair: tuple[Copy, Copy], named: str, how: str):
    ours, theirs = pair
    edit = theirs.write("risk", RISK, owner="Eve")
    assert edit
    other = edit.id if named == "itself" else id_after(edit.id, 0)
    if how == "undoes":
        edit = edit._replace(undoes=other).sealed()
    else:
        change = replace(edit.changes[0], fields={"owner": ((other,), "Ann", "Eve")})
        edit = edit._replace(changes=(change,)).sealed()
    (change,) = edit.changes
    with pytest.raises(Refused, match="did not come before"):
        ours.store.apply([edit])
    altered(
        theirs.store.path,
        f"UPDATE change SET fields = '{change.text}', hash = '{change.hash}' WHERE edit = '{edit.id}'",
        f"UPDATE edit SET undoes = '{edit.undoes}', digest = '{edit.digest}' WHERE id = '{edit.id}'",
    )
    with pytest.raises(Refused, match="no form"):
        ours.look(theirs)


def test_of_a_damaged_copy_it_is_said_that_the_plan_is_sound(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    content = bytearray(theirs.store.path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    theirs.store.path.write_bytes(content)
    with pytest.raises(Refused, match=r"^The copy is damaged.*The plan itself is sound\.$"):
        ours.look(theirs)


def test_what_was_erased_here_stays_erased_when_an_old_copy_comes_home(pair: tuple[Copy, Copy]):
    ours, theirs = pair
    theirs.write("risk", RISK, cause="Kezia Umbridge")
    ours.bring_home(theirs)
    erasure = compose(ours.store.log, {("risk", RISK): {"cause": ""}}, ours.stamp("Erase for good"), "Bob", "A child")
    assert erasure
    ours.store.apply([erasure])
    theirs.write("risk", RISK, owner="Bob", cause="Kezia again")
    arrival = ours.look(theirs)
    assert arrival.erased
    assert arrival.clashes == ()
    assert [set(change.fields) for edit in arrival.told for change in edit.changes] == [{"owner"}]
    ours.store.apply((*arrival.edits, *arrival.erased), arrival.baselines)
    assert b"Kezia" not in ours.store.path.read_bytes()
    back = theirs.look(ours)
    theirs.store.apply((*back.edits, *back.erased), back.baselines)
    assert b"Kezia" not in theirs.store.path.read_bytes()
    assert ours.store.check() == theirs.store.check() == []


# -- what an undo withdraws, and nothing else


def differing(store: Store) -> dict[str, set[Scalar]]:
    """What copies say of each field that they disagree about."""
    return {clash.field: {head.value for head in clash.heads} for clash in store.log.clashes()}


@pytest.mark.parametrize("late", [0, 10_000])
def test_undoing_an_edit_lets_what_it_merely_touched_stand_again(late: int):
    """Likelihood 5, then impact 5, the second undone, beside likelihood 1 in a copy that is earlier or later."""
    with copies(2, [10_000 - late, late]) as (ours, theirs):
        ours.write("risk", RISK, likelihood=5)
        impact = ours.write("risk", RISK, impact=5)
        theirs.write("risk", RISK, likelihood=1)
        ours.bring_home(theirs)
        assert impact
        ours.undo(impact.id)
        assert differing(ours.store) == {"likelihood": {5, 1}}
        assert row(ours.store, "risk", RISK)["impact"] == 2
        assert ours.store.check() == []


@pytest.mark.parametrize("late", [0, 10_000])
def test_undoing_a_removal_lets_what_it_covered_stand_again(late: int):
    with copies(2, [10_000 - late, late]) as (ours, theirs):
        ours.write("risk", RISK, owner="Bob")
        removal = ours.write("risk", RISK, deleted="removed")
        theirs.write("risk", RISK, owner="Carol")
        ours.bring_home(theirs)
        assert removal
        ours.undo(removal.id)
        assert differing(ours.store) == {"owner": {"Bob", "Carol"}}
        assert ours.store.check() == []


@pytest.mark.parametrize("late", [0, 10_000])
def test_what_both_removed_is_no_clash(late: int):
    with copies(2, [10_000 - late, late]) as (ours, theirs):
        ours.write("risk", RISK, likelihood=4)
        ours.write("risk", RISK, deleted="removed")
        theirs.write("risk", RISK, deleted="gone with another")
        ours.bring_home(theirs)
        assert differing(ours.store) == {}
        assert ours.store.check() == []


def test_a_file_of_an_earlier_program_lists_anew_what_copies_disagree_about():
    with copies(2) as (ours, theirs):
        ours.write("risk", RISK, owner="Bob")
        removal = ours.write("risk", RISK, deleted="removed")
        theirs.write("risk", RISK, owner="Carol")
        ours.bring_home(theirs)
        assert removal
        ours.undo(removal.id)
        path = ours.store.path
        db = ours.store.db
        db.execute("DELETE FROM fork")
        migrations.what_undo_withdraws(db)
        db.execute(f"PRAGMA user_version = {FORMAT}")
        ours.store.close()
        store = Store.open(path, "Ann", SCHEMA)
        assert differing(store) == {"owner": {"Bob", "Carol"}}
        assert store.check() == []
        store.close()
