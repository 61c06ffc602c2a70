"""Which changes of a field stand, worked out from the edits alone."""

from __future__ import annotations

import pytest

from db.conflict_heads import Head, RecordEdit, clashing, heads
from db.edits import Scalar

OLD = ("a", "", {"deleted": ((), "", ""), "owner": ((), "", "Ann")})


def step(edit: str, *prevs: str, old: Scalar = "Ann", new: Scalar, undoes: str = "") -> RecordEdit:
    return RecordEdit(edit, undoes, {"owner": (prevs, old, new)})


def standing(*steps: RecordEdit) -> list[str]:
    return [str(head.value) for head in heads([RecordEdit(*OLD), *steps])["owner"]]


def test_a_change_that_another_replaced_does_not_stand():
    assert standing(step("b", "a", new="Bob"), step("c", "b", new="Cy")) == ["Cy"]


def test_two_that_did_not_know_of_each_other_stand_the_newer_last():
    assert standing(step("b", "a", new="Bob"), step("c", "a", new="Cy")) == ["Bob", "Cy"]


def test_what_names_both_settles_and_its_undo_opens_it_again():
    both = [step("b", "a", new="Bob"), step("c", "a", new="Cy")]
    settled = step("d", "b", "c", old="Cy", new="Bob")
    undone = step("e", "d", old="Bob", new="Cy", undoes="d")
    again = step("f", "e", old="Cy", new="Bob", undoes="e")
    assert standing(*both, settled) == ["Bob"]
    assert standing(*both, settled, undone) == ["Bob", "Cy"]
    assert standing(*both, settled, undone, again) == ["Bob"]
    later = step("g", "e", old="Cy", new="Di")
    assert standing(*both, settled, undone, later) == ["Bob", "Di"]


def test_an_undo_that_left_the_field_alone_opens_nothing():
    both = [step("b", "a", new="Bob"), step("c", "a", new="Cy")]
    settled = step("d", "b", "c", old="Cy", new="Bob")
    since = step("e", "d", old="Bob", new="Di")
    touched = step("f", "e", old="Di", new="Di", undoes="d")
    assert standing(*both, settled, since, touched) == ["Di"]


def test_a_removal_stands_against_a_change_of_a_field_that_its_program_did_not_know():
    removal = RecordEdit("b", "", {"deleted": (("a",), "", "removed"), "owner": (("a",), "Ann", "Ann")})
    found = heads([RecordEdit(*OLD), removal, RecordEdit("c", "", {"rhythm": ((), "none", "monthly")})])
    assert found["rhythm"] == [Head("b", "none", "b"), Head("c", "monthly", "c")]
    assert clashing(found) == ["rhythm"]


def test_values_that_agree_are_no_clash():
    assert clashing({"owner": [Head("a", "Bob"), Head("b", "Bob")]}) == []
    assert clashing({"owner": [Head("a", "Bob"), Head("b", "Cy"), Head("c", "Bob")]}) == ["owner"]


@pytest.mark.parametrize("other", ["bb", "z"])
def test_what_is_withdrawn_lets_the_value_stand_again_that_it_covered(other: str):
    """Bob, then Bob merely touched, or Di; another copy says Cy, before or after; then the second is undone."""
    for second in ("Bob", "Di"):
        known = [step("b", "a", new="Bob"), step("c", "b", old="Bob", new=second), step(other, "a", new="Cy")]
        shown = "Cy" if other > "c" else second
        prevs = ("c", other) if shown == "Cy" else ("c",)
        undone = step("zz", *prevs, old=shown, new="Cy" if shown == "Cy" else "Bob", undoes="c")
        assert sorted(standing(*sorted(known), undone)) == ["Bob", "Cy"]


def test_what_both_removed_is_no_clash_whatever_each_had_said_before():
    def removal(edit: str, owner: str, prev: str) -> RecordEdit:
        return RecordEdit(edit, "", {"deleted": (("a",), "", "removed"), "owner": ((prev,), owner, owner)})

    both = [RecordEdit(*OLD), step("b", "a", new="Bob"), removal("c", "Bob", "b"), removal("d", "Ann", "a")]
    assert clashing(heads(both)) == []
    assert clashing(heads([*both[:3], step("d", "a", new="Cy")])) == ["owner"]


def test_a_value_is_said_by_whom_gave_it_first_through_touching_undo_and_redo():
    known = [step("b", "a", new="Bob"), step("c", "b", old="Bob", new="Bob"), step("d", "a", new="Cy")]
    away = step("e", "c", old="Bob", new="Di")
    back = step("f", "e", old="Di", new="Bob", undoes="e")
    forth = step("g", "f", old="Bob", new="Di", undoes="f")
    for more, said in ([], ["b", "d"]), ([away, back], ["d", "b"]), ([away, back, forth], ["d", "e"]):
        found = heads([RecordEdit(*OLD), *sorted([*known, *more])])["owner"]
        assert [head.said for head in found] == said
