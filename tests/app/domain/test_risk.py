"""Scales, bands and the matrix."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import Risk, Thresholds
from app.domain.risk import BANDS, CELLS, band, illustrative_cells, matrix, score_words
from tests.app.domain.plans import illustrative, plan_of


def risk(key: str, likelihood: int | None, impact: int | None, **values) -> Risk:
    return Risk(id=key, title=key, likelihood=likelihood, impact=impact, **values)


@pytest.mark.parametrize(("score", "name"), [(1, "low"), (6, "low"), (7, "medium"), (12, "medium"), (13, "high")])
def test_a_score_lies_in_a_band(score, name):
    assert band(score, Thresholds(id="t")) == name
    assert name in BANDS


def test_the_matrix_counts_open_scored_risks():
    found = matrix([risk("a", 4, 4), risk("b", 4, 4), risk("c", None, None), risk("d", 1, 1, closed=date(2018, 1, 1))])
    assert len(found) == len(CELLS) == 25
    assert {cell: count for cell, count in found.items() if count} == {(4, 4): 2}


def test_a_cell_that_rests_on_illustrative_scores_is_marked():
    plan = plan_of(risk("a", 4, 4), risk("b", 3, 3), risk("c", 4, 4), *illustrative("a", "likelihood", "impact"))
    assert illustrative_cells(plan) == {(4, 4)}


def test_a_score_says_how_it_comes_about():
    assert score_words(risk("a", 4, 5)) == "20: likely (4) x severe (5)"
    assert score_words(risk("a", None, None)) == "not scored"
