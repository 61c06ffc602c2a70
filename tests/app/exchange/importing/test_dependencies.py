"""References in a cell."""

from __future__ import annotations

import pytest

from app.domain.records import Action, Dependency
from app.exchange.importing.dependencies import is_refs, references

from .sheets import imported, only, plan_of, row


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("A-002;A-006", ["A-002", "A-006"]),
        ("1.1, 1.1a and 2.3", ["1.1", "1.1a", "2.3"]),
        ("1.1 1.2", ["1.1", "1.2"]),
        ("Depends on action 4", ["4"]),
        ("see A 12", ["A 12"]),
        ("A-1\nA-2\nA-1", ["A-1", "A-2"]),
        ("awaiting cabinet", []),
        ("A-1, funding", []),
        ("", []),
    ],
)
def test_references_are_told_from_words(text: str, refs: list[str]):
    assert references(text) == refs
    assert is_refs(text) == bool(refs)


def test_ids_become_dependencies_whichever_row_comes_first():
    found = imported("Ref | Action | Blocked by\nA-1 | First | A-002;A-003\nA-2 | Second |\nA-3 | Third |")
    ids = {a.ref: a.id for a in only(found, Action)}
    waits = {(d.action, d.waits_for) for d in only(found, Dependency)}
    assert waits == {(ids["A-1"], ids["A-2"]), (ids["A-1"], ids["A-3"])}
    assert "It waits for A-002 and A-003." in row(found, 2).message


def test_ids_of_the_plan_count_and_unknown_ones_are_said():
    plan = plan_of(Action(id="old", ref="A-07", title="There already"))
    found = imported("Ref | Action | Blocked by\nB-1 | New | A-7; A-99", plan=plan)
    assert [d.waits_for for d in only(found, Dependency)] == ["old"]
    assert row(found, 2).problem
    assert "“A-99”, which is no action of the file or the plan" in row(found, 2).message


def test_an_action_does_not_wait_for_itself_however_long_the_way():
    found = imported(
        "Ref | Action | Blocked by\nA-1 | First | A-2\nA-2 | Second | A-3\nA-3 | Third | A-1\nA-4 | Last | A-4"
    )
    assert len(only(found, Dependency)) == 2
    assert "would wait for itself" in row(found, 4).message
    assert "It is said to wait for itself." in row(found, 5).message


def test_a_reference_of_several_rows_names_none_of_them():
    found = imported("No | Action | Blocked by\n1 | First |\n1 | Second |\n2 | Third | 1")
    assert not only(found, Dependency)
    assert "stands for several actions" in row(found, 4).message


def test_words_are_kept_as_what_holds_it_up():
    (action,) = only(imported("Ref | Action | Blocked by\n1 | First | awaiting cabinet"), Action)
    assert action.blocked == "awaiting cabinet"


def test_each_reference_may_stand_after_a_word_of_its_own():
    assert references("Action 1.2 and action 1.3") == ["1.2", "1.3"]
