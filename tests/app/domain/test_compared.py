"""How a figure compares with those of others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.compared import sentences
from app.domain.rating import Ratings
from app.domain.records import Benchmark, Indicator
from app.domain.schedule import PartialDate
from app.domain.trend import chart
from tests.app.domain.plans import plan_of, reading

VISITS = Indicator(id="i", title="Visits", better="higher")
FIGURES = (reading("i", "2017-03", "81"), reading("i", "2017-12", "88"))


def of(who: str, period: str, value: str) -> Benchmark:
    return Benchmark(id=f"{who} {period}", indicator="i", who=who, period=PartialDate(period), value=Decimal(value))


@pytest.mark.parametrize(
    ("better", "words"),
    [("higher", "3 points worse"), ("lower", "3 points better"), ("", "3 points less"), ("unknown", "3 points less")],
)
def test_one_is_compared_with_the_last_figure_within_the_period(better: str, words: str):
    indicator = replace(VISITS, better=better)
    plan = plan_of(indicator, *FIGURES, of("England", "2016/17", "84"))
    assert sentences(plan, indicator) == [f"England 84 % in 2016/17: here 81 % for March 2017, {words}."]


def test_for_the_same_period_it_is_named_once_and_the_same_is_said():
    plan = plan_of(VISITS, *FIGURES, of("London", "2017-12", "88"), of("London", "2017-03", "70"))
    assert sentences(plan, VISITS) == ["London 88 % in December 2017: here 88 %, the same."]


def test_where_there_is_no_figure_for_the_period_it_says_so():
    plan = plan_of(VISITS, *FIGURES, of("England", "2015/16", "84"))
    assert sentences(plan, VISITS) == ["England 84 % in 2015/16: no figure here for 2015/16."]


def test_the_chart_draws_three_of_them_over_their_periods_and_tells_them_all():
    others = [of(who, "2016/17", str(80 + n)) for n, who in enumerate(("A", "B", "C", "D"))]
    plan = plan_of(VISITS, *FIGURES, *others, of("D", "2017-12", "90"), of("D", "2018-06", "99"))
    found = chart(plan, VISITS, Ratings(plan))
    assert len(found.compared) == 4
    assert [line.label for line in found.benchmarks] == ["D 90 %", "C 82 %", "B 81 %"]
    assert len(found.benchmarks[0].through) == 4
    year = PartialDate("2016/17")
    assert found.benchmarks[1].through == ((year.first, 82), (year.last, 82))
