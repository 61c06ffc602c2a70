"""The scale of the risks: levels, words, scores and bands, as the board sets them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields import FieldError, Level
from app.domain.rating import Ratings, Status
from app.domain.records import LEAST, MOST, SETS, TOP, Risk, ScaleCell, ScaleLevel, Thresholds, rules
from app.domain.risk import band_of, is_outside, score_of, score_words, short_score
from app.domain.scale import BANDS, OUTSIDE, Scale, scale_of
from tests.app.domain.plans import plan_of

sizes, levels = st.integers(LEAST, MOST), st.integers(1, MOST)


@st.composite
def scales(draw: st.DrawFn) -> tuple[Thresholds, list[ScaleLevel], list[ScaleCell]]:
    low = draw(st.integers(1, TOP - 1))
    thresholds = Thresholds(
        id="t", likelihood_levels=draw(sizes), impact_levels=draw(sizes),
        score_rule=draw(st.sampled_from(["product", "sum", "matrix"])),
        risk_low_to=low, risk_medium_to=draw(st.integers(low + 1, TOP)),
    )  # fmt: skip
    words = draw(st.dictionaries(st.tuples(st.sampled_from(["likelihood", "impact"]), levels), st.text(max_size=9)))
    cells = draw(
        st.dictionaries(
            st.tuples(levels, levels), st.tuples(st.sampled_from(["", *BANDS]), st.none() | st.integers(1, TOP))
        )
    )
    return (
        thresholds,
        [ScaleLevel(id=f"{axis}{n}", axis=axis, number=n, word=word) for (axis, n), word in words.items()],
        [
            ScaleCell(id=f"{at}", likelihood=at[0], impact=at[1], band=band, score=score)
            for at, (band, score) in cells.items()
        ],
    )


def scale(**limits: Any) -> Scale:
    return scale_of(Thresholds(id="t", **limits), (), ())


@given(scales())
def test_every_cell_has_a_score_a_band_and_words_and_no_other_cell_has(given_: Any):
    thresholds, words, cells = given_
    made = scale_of(thresholds, words, cells)
    assert len(made.scores) == len(made.bands) == thresholds.likelihood_levels * thresholds.impact_levels
    assert set(made.bands.values()) <= set(BANDS)
    assert all(made.likelihood.values())
    assert all(made.impact.values())
    for likelihood in range(MOST + 2):
        for impact in range(MOST + 2):
            inside = 1 <= likelihood <= thresholds.likelihood_levels and 1 <= impact <= thresholds.impact_levels
            assert (made.score(likelihood, impact) is not None) == inside
            assert (made.band(likelihood, impact) in BANDS) == inside


@given(scales())
def test_a_band_of_its_own_is_stronger_than_the_score_and_without_one_a_higher_score_is_no_lower_band(given_: Any):
    thresholds, words, cells = given_
    made = scale_of(thresholds, words, cells)
    for cell in cells:
        at = cell.likelihood, cell.impact
        if cell.band and at in made.bands:
            assert made.bands[at] == cell.band
    plain = [at for at in made.scores if at not in made.own and at[1] < thresholds.impact_levels]
    ranks = sorted((made.scores[at], BANDS.index(made.bands[at])) for at in plain)
    assert [band for _score, band in ranks] == sorted(band for _score, band in ranks)


@given(scales(), st.tuples(levels, levels))
def test_a_risk_is_rated_where_the_scale_holds_it_and_else_shown_as_it_is(given_: Any, at: tuple[int, int]):
    thresholds, words, cells = given_
    risk = Risk(id="r", ref="R-1", title="Staff leave", likelihood=at[0], impact=at[1])
    plan = plan_of(risk, thresholds, *words, *cells)
    rating = Ratings(plan).of(risk)
    assert is_outside(plan, risk) == (score_of(plan, risk) is None) == (band_of(plan, risk) == OUTSIDE)
    assert (rating.status is Status.NOT_RATED) == is_outside(plan, risk)
    if is_outside(plan, risk):
        assert short_score(plan, risk) == f"{at[0]} x {at[1]}, outside the scale"
        assert f"scored {at[0]} x {at[1]}, outside the scale" in rating.reason
    else:
        assert f"score {score_of(plan, risk)} of {plan.scale.highest}, {band_of(plan, risk)}" in rating.reason


def test_a_plan_that_has_set_nothing_scores_as_ever():
    usual = scale()
    assert {at: usual.scores[at] for at in [(1, 1), (3, 4), (5, 5)]} == {(1, 1): 1, (3, 4): 12, (5, 5): 25}
    assert [usual.band(*at) for at in [(2, 3), (3, 4), (4, 4), (1, 5), (1, 4)]] == [
        *("low", "medium", "high", "medium", "low"),
    ]
    assert usual.likelihood[4] == "Likely"
    assert usual.impact[5] == "Severe"


@pytest.mark.parametrize(("rule", "score"), [("product", 12), ("sum", 7), ("matrix", 9)])
def test_a_score_is_made_by_the_rule(rule: str, score: int):
    own = ScaleCell(id="c", likelihood=3, impact=4, score=9)
    plan = plan_of(Thresholds(id="t", score_rule=rule), own, risk := Risk(id="r", title="A", likelihood=3, impact=4))
    assert score_of(plan, risk) == score
    assert score_words(plan, risk).startswith(f"{score}: ")


def test_a_cell_without_a_figure_of_its_own_counts_likelihood_times_impact():
    assert scale(score_rule="matrix").scores[4, 5] == 20


def test_severe_is_never_low_unless_the_board_says_so_of_the_cell():
    assert scale(risk_low_to=9, likelihood_levels=4, impact_levels=4).bands[1, 4] == "medium"
    own = ScaleCell(id="c", likelihood=1, impact=4, band="low")
    assert scale_of(Thresholds(id="t", impact_levels=4), (), [own]).bands[1, 4] == "low"


def test_a_level_is_read_by_the_words_of_the_plan():
    plan = plan_of(
        Thresholds(id="t", likelihood_levels=3), ScaleLevel(id="l", axis="likelihood", number=2, word="Fair")
    )
    rule = rules(Risk)["likelihood"].within(plan)
    assert isinstance(rule, Level)
    assert [rule.read(text) for text in ("3", "fair", "2 Fair", "likely")] == [3, 2, 2, 3]
    with pytest.raises(FieldError, match="from 1 to 3"):
        rule.read("4")
    assert rules(Risk)["likelihood"].read("6") == 6  # what any scale may hold can be kept


def test_every_score_of_a_risk_is_a_level():
    for names in SETS.values():
        assert [rules(Risk)[name].axis for name in names] == ["likelihood", "impact"]  # type: ignore[attr-defined]
