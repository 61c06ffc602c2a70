"""Figures that are more than chance: in words, and of which a word is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.rating import Ratings
from app.domain.records import Indicator, Reading
from app.domain.schedule import PartialDate, period_at
from app.domain.spc import Cause, Variation
from app.domain.special import SpecialFigure, latest_special, special_figures
from app.domain.trend import chart
from tests.app.domain.plans import plan_of

CALM = (84, 86, 85, 87, 84, 86, 85, 87, 84, 86, 85, 87)
LAST = 2017 * 12 + 11


def told(
    values: Sequence[int], better: str = "higher", *, cadence: str = "month", without: Sequence[int] = (),
    notes: Sequence[int] = (),
) -> tuple[Plan, Indicator]:  # fmt: skip
    """A plan in which an indicator has these figures, the last for December 2017; some periods are left out."""
    indicator = Indicator(id="i", ref="I-01", title="Oversight", better=better, cadence=cadence)
    readings = [
        Reading(
            id=f"r{at}", indicator="i", period=period_at(LAST - (len(values) - 1 - at), "month"), value=Decimal(value),
            note="Training" if at in notes else "",
        )
        for at, value in enumerate(values) if at not in without
    ]  # fmt: skip
    return plan_of(indicator, *readings), indicator


def latest(values: Sequence[int], better: str = "higher", **more: object) -> SpecialFigure:
    found = latest_special(*told(values, better, **more))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("values", "better", "words"),
    [
        ((*CALM, 60), "higher", "Concern: below the lower limit of 78.5 %"),
        ((*CALM, 60), "lower", "Improvement: below the lower limit of 78.5 %"),
        ((*CALM, 60), "", "Change: below the lower limit of 78.5 %"),
        ((*CALM, 99), "higher", "Improvement: above the upper limit of 91.6 %"),
        ((*CALM, 80, 81, 82, 83, 84, 85, 86), "higher", "Improvement: 7 months rising in a row"),
        ((*CALM, 90, 89, 88, 87, 86, 85, 84), "higher", "Concern: 7 months falling in a row"),
        (
            (*CALM, 82, 83, 82, 83, 82, 83, 82, 83), "higher",
            "Concern: 8 months running below the mean of 84.3 %",
        ),
    ],
)  # fmt: skip
def test_what_is_special_of_the_latest_figure_is_told_in_words(values: Sequence[int], better: str, words: str):
    assert latest(values, better).words == words


def test_two_of_three_close_to_a_limit_are_told():
    values = (*CALM, *CALM, 90, 86, 90)
    found = latest(values)
    assert found.cause.cause is Cause.TWO_OF_THREE
    assert found.why.startswith("one of two in three that lie close to the upper limit of ")


def test_an_earlier_figure_of_a_run_is_told_as_one_of_it():
    values = (*CALM, 82, 83, 82, 83, 82, 83, 82, 83)
    found = special_figures(*told(values))
    assert found["r15"].why == "one of 8 months running below the mean of 84.3 %"


def test_figures_are_counted_where_a_month_between_them_is_missing():
    values = (*CALM, 82, 83, 82, 83, 82, 83, 82, 83)
    assert latest(values, without=(15,)).why == "7 figures running below the mean of 84.4 %"


def test_years_and_unknown_periods_are_counted_as_what_they_are():
    values = (*CALM, 82, 83, 82, 83, 82, 83, 82, 83)
    assert "8 figures running" in latest(values, cadence="unknown").why


def test_of_fewer_than_thirteen_figures_none_is_special():
    assert special_figures(*told((*CALM[:11], 10))) == {}


def test_a_word_is_wanted_of_the_latest_and_of_what_lies_beyond_a_limit_alone():
    values = (*CALM, 60, 86, 85, 87, 84, 86, 85)
    found = special_figures(*told(values))
    assert [key for key, each in found.items() if each.asks] == ["r12"]
    run = (*CALM, 82, 83, 82, 83, 82, 83, 82, 83)
    assert [key for key, each in special_figures(*told(run)).items() if each.asks] == ["r19"]


def test_what_was_explained_asks_for_nothing():
    values = (*CALM, 60)
    assert latest(values).asks
    assert not latest(values, notes=(12,)).asks


@given(st.lists(st.integers(60, 100), min_size=1, max_size=40), st.sampled_from(["higher", "lower", ""]))
def test_the_same_figures_are_special_as_on_the_chart(values: list[int], better: str):
    plan, indicator = told(values, better)
    found = special_figures(plan, indicator)
    drawn = chart(plan, indicator, Ratings(plan, None)).points
    assert {p.reading.id: p.kind for p in drawn if p.kind is not Variation.COMMON} == {
        key: each.kind for key, each in found.items()
    }
    for key, each in found.items():
        at = int(key[1:])
        if each.cause.cause is Cause.TREND:
            count = int(each.why.removeprefix("one of ").split()[0])
            runs = [values[n : n + count] for n in range(max(0, at - count + 1), at + 1)]
            assert any(len(run) == count and is_trend(run, rising=each.cause.rising) for run in runs)


def is_trend(run: list[int], *, rising: bool) -> bool:
    return all((after > before) if rising else (after < before) for before, after in pairwise(run))


@pytest.mark.parametrize(("skipped", "words"), [(0, "7 weeks running"), (7, "7 figures running")])
def test_a_missing_week_is_seen(skipped: int, words: str):
    values = (*CALM, 82, 83, 82, 83, 82, 83, 82)
    indicator = Indicator(id="i", title="Referrals", better="lower", cadence="week", unit="")
    end = date(2017, 12, 31)
    days = [end - timedelta(days=7 * (len(values) - 1 - at) + (skipped if at < 15 else 0)) for at in range(len(values))]
    readings = [
        Reading(id=f"r{at}", indicator="i", period=PartialDate.of(day), value=Decimal(value))
        for at, (day, value) in enumerate(zip(days, values, strict=True))
    ]
    found = latest_special(plan_of(indicator, *readings), indicator)
    assert found is not None
    assert found.why.startswith(words)
