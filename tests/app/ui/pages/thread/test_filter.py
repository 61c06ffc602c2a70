"""What of a matrix is shown."""

from __future__ import annotations

import pytest

from app.domain.plan import Plan
from app.domain.records import Action, Component, Finding, Link, Recommendation, Record, Theme
from app.domain.thread import matrix
from app.ui.pages.thread.filter import ALL, GAPS, LINKED, MANY, PAIRS, narrow, usual_scope
from tests.app.domain.plans import linked, plan_of

GOALS = (
    Recommendation(id="g1", number=1, title="Oversight"),
    Recommendation(id="g2", number=2, title="Private fostering"),
)
TRAIN = Action(id="a1", ref="A-01", title="Train managers", owner="Bo Chair")
VISIT = Action(id="a2", ref="A-02", title="Visit every carer")
THEME = Theme(id="t", number=1, title="Practice")
PLAN = plan_of(*GOALS, *linked("g1", TRAIN), VISIT, THEME, Link(id="v t", item="a2", serves="t"))


def shown(plan: Plan, **how: object) -> tuple[list[str], list[str]]:
    found = narrow(plan, matrix(plan, Recommendation, Action), **how)  # type: ignore[arg-type]
    return [r.id for r in found.rows], [c.id for c in found.columns]


@pytest.mark.parametrize(
    ("how", "rows", "columns"),
    [
        ({}, ["g1", "g2"], ["a1", "a2"]),
        ({"scope": LINKED}, ["g1", "g2"], ["a1"]),
        ({"scope": GAPS}, ["g1", "g2"], ["a2"]),
        ({"theme": THEME}, ["g1", "g2"], ["a2"]),
        ({"text": "oversight"}, ["g1"], ["a1"]),
        ({"text": "train"}, ["g1", "g2"], ["a1"]),
        ({"text": "bo chair"}, ["g1", "g2"], ["a1"]),
        ({"text": "a-02"}, ["g1", "g2"], ["a2"]),
        ({"text": "a-02", "scope": LINKED}, ["g1", "g2"], ["a2"]),
        ({"text": "fostering"}, ["g2"], ["a1", "a2"]),
        ({"text": "zebra"}, [], []),
        ({"text": "train", "theme": THEME}, [], []),
    ],
)
def test_scope_theme_and_words_narrow(how: dict[str, object], rows: list[str], columns: list[str]) -> None:
    assert shown(PLAN, **how) == (rows, columns)


def test_words_show_whole_what_they_hold_and_what_that_is_tied_to() -> None:
    """A row and a column that both hold the word are shown with their own ties."""
    both = Action(id="a3", ref="A-03", title="Oversight of fostering")
    plan = plan_of(*GOALS, *linked("g2", both), *linked("g1", TRAIN))
    assert shown(plan, text="oversight") == (["g1", "g2"], ["a1", "a3"])


def test_rows_that_may_serve_a_theme_are_narrowed_by_it_too() -> None:
    findings = (Finding(id="f1", title="Caseloads"), Finding(id="f2", title="Recording"))
    plan = plan_of(*findings, TRAIN, THEME, Link(id="l", item="f2", serves="t"))
    found = narrow(plan, matrix(plan, Finding, Action), theme=THEME)
    assert [r.id for r in found.rows] == ["f2"]
    assert found.columns == ()


@pytest.mark.parametrize(("count", "scope"), [(MANY, ALL), (MANY + 1, LINKED)])
def test_of_many_columns_those_with_something_to_show_come_first(count: int, scope: str) -> None:
    actions: list[Record] = [Action(id=f"x{n}", ref=f"X-{n}", title="Do it") for n in range(count - 1)]
    plan = plan_of(*GOALS, *actions, *linked("g1", TRAIN))
    assert usual_scope(matrix(plan, Recommendation, Action)) == scope


def test_where_nothing_is_linked_yet_all_are_shown() -> None:
    actions = [Action(id=f"x{n}", ref=f"X-{n}", title="Do it") for n in range(MANY + 5)]
    assert usual_scope(matrix(plan_of(*GOALS, *actions), Recommendation, Action)) == ALL


def test_each_matrix_is_called_by_what_it_shows() -> None:
    assert [(pair.title, pair.what, pair.many) for pair in PAIRS[:2]] == [
        ("Vision by themes", "components", "themes"),
        ("Recommendations by actions", "recommendations", "actions"),
    ]
    assert len({pair.title for pair in PAIRS}) == len(PAIRS)
    assert PAIRS[0].rows is Component
