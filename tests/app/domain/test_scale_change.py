"""What another scale would move is said before it is saved, and nothing is lost by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.attention import needs_attention
from app.domain.rating import Ratings, Status
from app.domain.records import Category, Record, Risk, ScaleCell, ScaleLevel, Thresholds
from app.domain.risk import band_of, is_outside, score_of
from app.domain.scale import BANDS
from app.domain.scale_change import ScaleDraft, moves
from app.domain.since import changes
from tests.app.domain.plans import plan_of
from tests.app.domain.test_scale import levels, scales

RISKS = (
    Risk(id="a", ref="R-1", title="Staff leave", likelihood=5, impact=4, target_likelihood=5, target_impact=2),
    Risk(id="b", ref="R-2", title="Money runs out", likelihood=3, impact=4),
    Risk(id="c", ref="R-3", title="Records are lost", likelihood=2, impact=2),
    Risk(id="d", ref="R-4", title="Nobody looks"),
)
PLAN = plan_of(*RISKS, Thresholds(id="t"))


def draft(**limits: Any) -> ScaleDraft:
    found = ScaleDraft.of(PLAN)
    return replace(found, thresholds=replace(found.thresholds, **limits))


def said(made: ScaleDraft) -> list[str]:
    return [move.said for move in moves(PLAN, made.made(PLAN))]


def test_a_scale_that_is_as_it_was_moves_nothing_and_writes_nothing():
    assert said(draft()) == []
    assert draft().records(PLAN) == []
    assert draft().made(PLAN) is PLAN


def test_other_words_move_nothing():
    named = replace(draft(), words={("likelihood", 4): "Probable"})
    assert said(named) == []
    (record,) = named.records(PLAN)
    assert isinstance(record, ScaleLevel)
    assert (record.axis, record.number, record.word) == ("likelihood", 4, "Probable")


def test_a_smaller_scale_says_which_scores_it_does_not_hold_and_keeps_them():
    smaller = draft(likelihood_levels=4)
    words, *found = said(smaller)
    assert words == (
        "Levels of likelihood that stay have other words: 1 is unlikely, rare before, 2 is possible, unlikely before,"
        " 3 is likely, possible before and 4 is almost certain, likely before"
    )
    assert found[0] == (
        "1 risk has a score outside the new scale, which stays as it is and is not rated until it is scored anew:"
        " R-1 5 x 4"
    )
    assert found[1] == "1 risk has a target outside the new scale, which stays as it is: R-1 5 x 2"
    assert "1 risk changes from off track to not rated: R-1" in found
    after = smaller.made(PLAN)
    assert after.all(Risk) == PLAN.all(Risk), "no score is touched"
    what = [each.what for each in needs_attention(after, Ratings(after))]
    assert "1 risk has a score outside the plan’s scale" in what


def test_bands_by_cell_say_who_moves():
    harsher = replace(draft(), bands={(2, 2): "high"})
    assert said(harsher) == ["1 risk goes from low to high: R-3", "1 risk changes from on track to off track: R-3"]


def test_another_rule_says_that_the_limits_may_mean_something_else():
    found = said(draft(score_rule="sum"))
    assert "2 risks have another score in figures: R-1, R-2" in found
    assert any(line.startswith("The highest score becomes 10, 25 before; look at low up to 6") for line in found)
    assert "No score is high by its figure: medium goes up to the highest score" in found


def test_an_appetite_that_a_risk_now_exceeds_is_said():
    plan = plan_of(*RISKS, Thresholds(id="t", appetite=12), Category(id="k", title="Money", appetite=4))
    found = ScaleDraft.of(plan)
    own = replace(found, thresholds=replace(found.thresholds, score_rule="matrix"), scores={(3, 4): 13})
    assert "1 risk is above its appetite: R-2" in [move.said for move in moves(plan, own.made(plan))]


def test_since_the_meeting_a_risk_that_only_the_scale_moved_is_measured_differently():
    after = replace(draft(), bands={(2, 2): "high"}).made(PLAN)
    ratings = Ratings(after, PLAN)
    risk = after.get(Risk, "c")
    assert risk is not None
    assert str(ratings.of(risk).direction) == "measured differently"
    told = {change.name: change for change in changes(after, PLAN, ratings)}
    assert any("band" in change.said for change in told.values())


def test_a_risk_that_was_scored_anew_is_compared_by_one_scale():
    before = PLAN
    summed = draft(score_rule="sum").made(PLAN)
    anew = replace(RISKS[1], likelihood=2)
    after = summed.changed({Risk: (RISKS[0], anew, *RISKS[2:])})
    told = {change.record.id: change for change in changes(after, before, Ratings(after, before))}
    assert told["b"].said == "score 6, 7 before", "not 12 before, which was on another scale"


@given(scales(), scales(), st.lists(st.tuples(levels, levels), max_size=8))
def test_what_is_said_is_what_happens_and_going_back_restores_all(first: Any, second: Any, at: list[tuple[int, int]]):
    risks = [Risk(id=f"r{n}", ref=f"R-{n}", title="A", likelihood=a, impact=b) for n, (a, b) in enumerate(at)]
    plan = plan_of(*risks, first[0], *_keyed(first[1]), *_keyed(first[2]))
    other = ScaleDraft.of(plan_of(second[0], *_keyed(second[1]), *_keyed(second[2])))
    after = other.made(plan)
    assert after.scale == other.scale
    assert after.all(Risk) == plan.all(Risk)
    found = moves(plan, after)
    told = {risk.id for move in found for risk in move.risks}
    for risk in risks:
        was, now = band_of(plan, risk), band_of(after, risk)
        stood, stands = Ratings(plan).of(risk).status, Ratings(after).of(risk).status
        if was != now or stood is not stands or (score_of(plan, risk) or 0) != (score_of(after, risk) or 0):
            assert risk.id in told
        else:
            assert risk.id not in told
        if is_outside(after, risk):
            assert stands is Status.NOT_RATED
    back = ScaleDraft.of(plan).made(after)
    assert back.scale == plan.scale
    assert [Ratings(back).of(risk).reason for risk in risks] == [Ratings(plan).of(risk).reason for risk in risks]
    assert set(BANDS) >= set(after.scale.bands.values())


def _keyed(records: list[Any]) -> list[Record]:
    """Each with the key that the program gives it."""
    from app.domain.keys import key_of

    return [replace(each, id=key_of(each)) for each in records if isinstance(each, ScaleLevel | ScaleCell)]


def test_a_level_of_likelihood_and_one_of_impact_are_not_numbered_alike_by_mistake():
    named = replace(draft(), words={("likelihood", 4): "Probable", ("impact", 4): "Grave"}).made(PLAN)
    assert not any("numbered" in each.what for each in needs_attention(named, Ratings(named)))
