"""Scales, bands and the matrix."""

from __future__ import annotations

import pytest

from app.domain.records import Category, Risk, Thresholds
from app.domain.risk import (
    BANDS,
    appetite_of,
    band_of,
    exceeds,
    illustrative_cells,
    score_words,
)
from tests.app.domain.plans import illustrative, plan_of


def risk(key: str, likelihood: int | None, impact: int | None, **values) -> Risk:
    return Risk(id=key, title=key, likelihood=likelihood, impact=impact, **values)


@pytest.mark.parametrize(
    ("cell", "name"),
    [((1, 1), "low"), ((2, 3), "low"), ((2, 4), "medium"), ((3, 4), "medium"), ((4, 4), "high"), ((1, 5), "medium"),
     ((3, 5), "high")],
)  # fmt: skip
def test_likelihood_and_impact_lie_in_a_band_and_the_highest_impact_is_at_least_medium(cell, name):
    assert band_of(plan_of(), risk("a", *cell)) == name
    assert name in BANDS


def test_a_risk_exceeds_the_appetite_of_its_category_else_of_the_plan_else_the_high_band():
    safe = Category(id="s", title="Safeguarding", appetite=5)
    plan, strict = plan_of(safe), plan_of(safe, Thresholds(id="t", appetite=15))
    there, other = risk("a", 2, 4, category="s"), risk("b", 2, 4)
    assert [appetite_of(strict, each) for each in (there, other)] == [5, 15]
    assert [exceeds(strict, each) for each in (there, other, risk("c", 4, 4))] == [True, False, True]
    assert [exceeds(plan, each) for each in (other, risk("c", 4, 4), risk("d", None, None))] == [False, True, False]
    assert not exceeds(strict, risk("e", 5, 5, closed_why="Gone"))


def test_a_cell_that_rests_on_illustrative_scores_is_marked():
    plan = plan_of(risk("a", 4, 4), risk("b", 3, 3), risk("c", 4, 4), *illustrative("a", "likelihood", "impact"))
    assert illustrative_cells(plan) == {(4, 4)}


def test_a_score_says_how_it_comes_about():
    assert score_words(plan_of(), risk("a", 4, 5)) == "20: likely (4) x severe (5)"
    assert score_words(plan_of(), risk("a", None, None)) == "not scored"
