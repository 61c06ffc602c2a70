"""The log: what was known when, undo, and copies that are brought together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.workspace.schema import SCHEMA
from db.edits import Baseline, Edit, Erasure, Scalar
from db.history import new_salts
from db.ids import new_id, time_of
from db.store import Store
from tests.db.plans import (
    INDICATOR,
    OTHER_RISK,
    RISK,
    START,
    THEME,
    composed,
    content,
    mark,
    new_store,
    row,
    rows_then,
    stamp,
    undo,
    write,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "plan.goldthread", "Ann", SCHEMA)
    yield store
    store.close()


# -- composing


def test_a_new_record_is_born_with_what_differs_from_the_defaults(store: Store):
    edit = write(store, "risk", RISK, title="Staff leave", owner="", likelihood=None)
    assert edit.changes[0].fields == {"deleted": ((), "", ""), "title": ((), "", "Staff leave")}


@pytest.mark.parametrize("there", [5, 100])
def test_of_many_records_those_that_are_new_are_born_and_the_others_changed(store: Store, there: int):
    """Be it that the log knows of fewer records than are asked after, or of more."""
    keys = [f"{number:026}" for number in range(there + 30)]

    def give(keys: list[str], title: str) -> Edit:
        edit = store.log.compose({"risk": {key: {"title": title} for key in keys}}, stamp(store))
        assert edit
        store.apply([edit])
        return edit

    first = give(keys[:there], "Before")
    told = {change.record: change.fields for change in give(keys[there - 5 :], "After").changes}
    assert [told[key] for key in keys[there - 5 : there]] == [{"title": ((first.id,), "Before", "After")}] * 5
    born = {"deleted": ((), "", ""), "title": ((), "", "After")}
    assert [told[key] for key in keys[there:]] == [born] * 30
    assert {row(store, "risk", key)["title"] for key in keys[there - 5 :]} == {"After"}
    assert not store.check()


def test_a_change_names_the_edit_whose_value_it_replaced(store: Store):
    first = write(store, "risk", RISK, title="Staff leave", owner="Ann")
    second = write(store, "risk", RISK, owner="Bob")
    assert second.changes[0].fields == {"owner": ((first.id,), "Ann", "Bob")}


def test_what_changes_nothing_is_no_edit(store: Store):
    write(store, "risk", RISK, title="Staff leave")
    assert composed(store, {"risk": {RISK: {"title": "Staff leave", "owner": ""}}}) is None
    assert composed(store, {}) is None


@pytest.mark.parametrize(("table", "group"), [(t, g) for t, groups in SCHEMA.together.items() for g in groups])
def test_two_fields_that_belong_together_touch_each_other(store: Store, table: str, group: tuple[str, ...]):
    values = {"likelihood": 3, "impact": 3, "target_likelihood": 2, "target_impact": 2, "closed": "2018-01-01",
              "closed_why": "gone", "done": 1, "done_on": "2018", "starts": "2018", "ends": "2019",
              "ended": "2018", "ended_why": "gone", "closing": "0000000000000000000000KEY1",
              "inherent_likelihood": 4, "inherent_impact": 4, "reviewed": "2018-01-01", "reviewed_by": "Ann",
              "escalated_to": "0000000000000000000000KEY2", "escalated": "2018-01-01", "escalated_why": "too high",
              "occurred": "2018", "occurred_what": "it came", "effectiveness": "partly", "assured_by": "Ann",
              "returned": "2018-02-01", "returned_why": "lower", "assured": "2018-01-05", "value": "5",
              "numerator": "1", "denominator": "20", "gap": "not in yet", "restated": "late",
              "corrected_from": "4", "restated_on": "2018-02-03", "takeaway": "It rises.",
              "takeaway_on": "2018-01-31", "takeaway_of": "9f"}  # fmt: skip
    first = write(store, table, RISK, exempt="Not yet", **{name: values[name] for name in group})
    one, other = group[:2]
    new = {"closed": "2018-02-02", "done": 0, "starts": "2017", "reviewed": "2018-02-02", "occurred": "2017",
           "escalated_to": "0000000000000000000000KEY3", "effectiveness": "full", "value": "6"}.get(one, 1)  # fmt: skip
    edit = write(store, table, RISK, **{one: new})
    assert edit.changes[0].fields[other] == ((first.id,), values[other], values[other])
    assert edit.changes[0].fields[one] == ((first.id,), values[one], new)


def test_removing_a_record_touches_every_field(store: Store):
    write(store, "theme", THEME, title="Leadership")
    edit = write(store, "theme", THEME, deleted="removed")
    assert set(edit.changes[0].fields) == set(store.log.defaults["theme"])


def test_an_exact_decimal_survives_in_log_and_row(store: Store):
    write(store, "indicator", INDICATOR, title="Share", target="0.30000000000000004")
    assert store.log.current("indicator", INDICATOR)["target"].value == "0.30000000000000004"
    write(store, "indicator", INDICATOR, target="87.9")
    assert row(store, "indicator", INDICATOR)["target"] == 87.9
    assert store.check() == []


def test_a_clock_set_back_does_not_hide_a_later_edit(store: Store):
    write(store, "risk", RISK, title="Later", at=START + 10_000)
    edit = write(store, "risk", RISK, title="Set back", at=START)
    assert time_of(edit.id) == START + 10_001
    assert row(store, "risk", RISK)["title"] == "Set back"
    assert store.log.current("risk", RISK)["title"].value == "Set back"


# -- reading


def test_the_log_is_read_newest_first_and_by_record(store: Store):
    one = write(store, "risk", RISK, title="One")
    two = write(store, "theme", THEME, title="Two")
    three = write(store, "risk", RISK, owner="Three")
    assert [e.id for e in store.log.edits()] == [three.id, two.id, one.id]
    assert [e.id for e in store.log.edits(RISK)] == [three.id, one.id]
    assert store.log.edit(two.id) == two
    assert store.log.edit(new_id()) is None
    assert store.log.count() == 3
    assert store.log.last() == three.id


def test_a_record_that_was_never_written_has_no_values(store: Store):
    assert store.log.current("risk", RISK) == {}


# -- undo


def test_undo_restores_what_was_changed(store: Store):
    write(store, "risk", RISK, title="Staff leave", owner="Ann")
    edit = write(store, "risk", RISK, owner="Bob", likelihood=3, impact=4)
    undone, left = undo(store, edit)
    assert undone is not None
    assert undone.undoes == edit.id
    assert left == []
    assert row(store, "risk", RISK) | {"owner": "Ann", "likelihood": None, "impact": None} == row(store, "risk", RISK)


def test_undoing_a_first_score_returns_to_unscored(store: Store):
    write(store, "risk", RISK, title="Staff leave")
    edit = write(store, "risk", RISK, likelihood=3, impact=4)
    undo(store, edit)
    assert (row(store, "risk", RISK)["likelihood"], row(store, "risk", RISK)["impact"]) == (None, None)


def test_undoing_the_first_edit_of_a_record_takes_it_away_and_undoing_that_brings_it_back(store: Store):
    born = write(store, "risk", RISK, title="Staff leave")
    undone, _ = undo(store, born)
    assert row(store, "risk", RISK)["deleted"] == "undone"
    assert undone is not None
    undo(store, undone)
    assert row(store, "risk", RISK)["deleted"] == ""
    assert row(store, "risk", RISK)["title"] == "Staff leave"


def test_undo_leaves_alone_what_changed_since_and_names_it(store: Store):
    write(store, "risk", RISK, title="Staff leave", owner="Ann")
    edit = write(store, "risk", RISK, owner="Bob", response="treat")
    write(store, "risk", RISK, owner="Cy")
    _, left = undo(store, edit)
    assert left == ["owner"]
    assert row(store, "risk", RISK)["owner"] == "Cy"
    assert row(store, "risk", RISK)["response"] == ""


def test_undo_does_not_take_away_a_record_that_was_changed_since(store: Store):
    born = write(store, "risk", RISK, title="Staff leave")
    write(store, "risk", RISK, owner="Ann")
    undone, left = undo(store, born)
    assert undone is None
    assert left == ["owner"]
    assert row(store, "risk", RISK)["deleted"] == ""


def test_doing_again_does_not_let_undo_take_away_a_record_that_was_changed_since(store: Store):
    born = write(store, "risk", RISK, title="Staff leave")
    undone, _ = undo(store, born)
    assert undone is not None
    again, _ = undo(store, undone)
    assert again is not None
    write(store, "risk", RISK, owner="Ann")
    assert undo(store, again) == (None, ["owner"])


def test_two_edits_of_one_field_are_undone_one_after_the_other(store: Store):
    edits = [write(store, "risk", RISK, owner=owner, label=owner) for owner in ("Ann", "Bob", "Cy")]
    for edit, owner in zip(reversed(edits[1:]), ("Bob", "Ann"), strict=True):
        assert undo(store, edit)[1] == []
        assert row(store, "risk", RISK)["owner"] == owner
    assert undo(store, edits[0])[1] == []
    assert row(store, "risk", RISK)["deleted"] == "undone"


def test_undo_and_redo_can_go_to_and_fro_for_long(store: Store):
    write(store, "risk", RISK, owner="Ann")
    edit: Edit | None = write(store, "risk", RISK, owner="Bob")
    for owner in ("Ann", "Bob") * 40:
        assert edit is not None
        edit, left = undo(store, edit)
        assert left == []
        assert row(store, "risk", RISK)["owner"] == owner
    assert store.check() == []


def test_the_same_value_entered_again_counts_as_changed_since(store: Store):
    write(store, "risk", RISK, owner="Ann")
    edit = write(store, "risk", RISK, owner="Bob")
    write(store, "risk", RISK, owner="Cy")
    write(store, "risk", RISK, owner="Bob")
    assert undo(store, edit) == (None, ["owner"])


# -- baselines

FIELD = st.sampled_from(["title", "owner", "cause"])
CHANGES = st.lists(
    st.tuples(st.sampled_from([RISK, OTHER_RISK]), FIELD, st.sampled_from(["", "a", "b"])), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(CHANGES, CHANGES)
def test_a_plan_can_be_seen_as_it_was_at_any_baseline(
    before: list[tuple[str, str, str]], since: list[tuple[str, str, str]]
):
    with new_store() as store:
        for record, field, value in before:
            if edit := composed(store, {"risk": {record: {field: value}}}):
                store.apply([edit])
        baseline = mark(store)
        then = content(store)
        for record, field, value in since:
            if edit := composed(store, {"risk": {record: {field: value}}}):
                store.apply([edit])
        assert as_at(store, baseline) == then


def as_at(store: Store, baseline: Baseline) -> dict[str, list[dict[str, object]]]:
    """The rows as they were when the baseline was marked."""
    return rows_then(store, store.log.as_of(baseline.id))


def test_each_baseline_keeps_what_was_known_then(store: Store):
    seen: list[tuple[Baseline, dict[str, list[dict[str, object]]]]] = []
    for owner in ("Ann", "Bob", "Cy"):
        write(store, "risk", RISK, owner=owner)
        seen.append((mark(store), content(store)))
    write(store, "risk", RISK, owner="Di")
    for baseline, then in seen:
        assert as_at(store, baseline) == then
    assert store.check() == []


def test_edits_after_a_baseline_are_outside_it(store: Store):
    write(store, "risk", RISK, owner="Ann")
    baseline = mark(store)
    later = write(store, "risk", RISK, owner="Bob")
    assert store.log.edits_outside(baseline.id) == [later.id]
    assert [mark.position for mark in store.log.marks()] == ["2017-11-23"]


def test_a_baseline_holds_the_edits_since_the_one_before_it(store: Store):
    first = write(store, "risk", RISK, owner="Ann")
    one = mark(store)
    second = write(store, "risk", RISK, owner="Bob")
    two = mark(store)
    older, newer = store.log.baselines()
    assert older.edits == (first.id, one.id)
    assert newer.parents == (one.id,)
    assert newer.edits == (second.id, two.id)


def test_a_late_edit_of_another_copy_is_outside_the_baseline_whatever_its_date(store: Store):
    write(store, "risk", RISK, owner="Ann", at=START)
    with new_store() as other:
        late = write(other, "theme", THEME, title="From the train", at=START - 10_000)
    baseline = mark(store)
    store.apply([late])
    assert store.log.edits_outside(baseline.id) == [late.id]
    assert as_at(store, baseline)["theme"] == [r for r in content(store)["theme"] if r["id"] != THEME]


def test_a_baseline_whose_parent_is_missing_hides_nothing(store: Store):
    edit = write(store, "risk", RISK, owner="Ann")
    one = mark(store)
    stranger = Baseline(edit.id, one.meeting, one.position, parents=(new_id(START),), edits=(edit.id,))
    store.apply([], [stranger])
    assert store.log.edits_outside(stranger.id) == [one.id]


# -- copies

OWNERS = st.tuples(st.sampled_from([RISK, OTHER_RISK]), FIELD, st.sampled_from(["x", "y", "z"]))
STEPS = st.lists(OWNERS | st.just("undo") | st.just("remove"), max_size=5)


def carry_out(store: Store, steps: list[object], at: int) -> list[Edit]:
    """What one person does to their copy; the edits."""
    done: list[Edit] = []
    for step in steps:
        edit: Edit | None
        match step:
            case (str(record), str(field), str(value)):
                values: dict[str, Scalar] = {field: value, "deleted": ""}
                edit = composed(store, {"risk": {record: values}}, at=at)
            case "remove":
                edit = composed(store, {"risk": {RISK: {"deleted": "removed"}}}, at=at)
            case _:
                edit = store.log.compose_undo(done[-1].id, stamp(store, at=at))[0] if done else None
        if edit:
            store.apply([edit])
            done.append(edit)
    return done


@settings(max_examples=20)
@given(st.lists(STEPS, min_size=3, max_size=3), st.lists(st.integers(-5, 5), min_size=3, max_size=3))
def test_copies_brought_together_in_any_order_are_the_same(histories: list[list[object]], clocks: list[int]):
    with ExitStack() as stack:
        start = stack.enter_context(new_store())
        common = [write(start, "risk", RISK, title="Staff leave"), write(start, "risk", OTHER_RISK, title="Cost")]
        edits: list[list[Edit]] = []
        for steps, clock in zip(histories, clocks, strict=True):
            copy = stack.enter_context(new_store())
            copy.apply(common)
            edits.append(carry_out(copy, steps, START + clock))
        results: list[object] = []
        for order in itertools.permutations(range(3)):
            together = stack.enter_context(new_store())
            together.apply(common)
            for number in order:
                together.apply(edits[number])
            assert together.check() == []
            results.append((content(together), [e.digest for e in together.log.edits()]))
        assert all(result == results[0] for result in results)


@settings(max_examples=20)
@given(STEPS)
def test_the_same_edits_applied_twice_change_nothing(steps: list[object]):
    with new_store() as one, new_store() as other:
        edits = carry_out(one, steps, START)
        other.apply(edits)
        before = content(other)
        assert before == content(one)
        assert other.apply(edits) == set()
        assert other.apply(list(reversed(edits))) == set()
        assert content(other) == before
        assert other.log.count() == len(edits)


def test_of_two_values_the_newer_is_shown_and_both_are_kept(store: Store):
    common = write(store, "risk", RISK, owner="Ann")
    with new_store() as other:
        other.apply([common])
        theirs = write(other, "risk", RISK, owner="Bob", at=START + 50)
    ours = write(store, "risk", RISK, owner="Cy", at=START + 10)
    store.apply([theirs])
    assert row(store, "risk", RISK)["owner"] == "Bob"
    assert [e.id for e in store.log.edits(RISK)] == [theirs.id, ours.id, common.id]


def test_salts_are_as_plan_texts_hold_them():
    salts = new_salts(500)
    assert len(set(salts)) == 500
    assert all(re.fullmatch(r"[0-9A-Za-z]{11}", salt) for salt in salts)


def test_the_digest_of_an_edit_of_which_a_damaged_file_holds_less_is_another(store: Store):
    edit = write(store, "risk", RISK, title="Staff leave")._replace(erases=(Erasure("risk", RISK, "", "Bob", "Asked"),))
    hashes = [change.hash for change in edit.changes]
    whole = edit.digest_of(hashes)
    nothing: Any = None
    for damaged, those in (
        (edit._replace(erases=(Erasure("risk", RISK, "", nothing, "Asked"), *edit.erases)), hashes),
        (edit._replace(label=nothing), hashes),
        (edit, [nothing, *hashes]),
    ):
        assert damaged.digest_of(those) != whole
