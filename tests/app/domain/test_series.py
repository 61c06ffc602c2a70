from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.records import Indicator
from app.domain.schedule import PartialDate, period_at
from app.domain.series import fits, in_series, late, stale
from tests.app.domain.plans import plan_of, reading


def series(cadence: str, *periods: str) -> list[str]:
    readings = [reading("i", period, "1") for period in periods]
    readings.sort(key=lambda r: r.period.order if r.period else ())
    return [str(r.period.text) for r in in_series(readings, cadence) if r.period]


@pytest.mark.parametrize(
    ("cadence", "periods", "kept"),
    [
        ("month", ["2017-11", "2017-12", "2017-Q4"], ["2017-11", "2017-12"]),
        ("month", ["2017-12-04", "2017-12-11", "2018-01"], ["2017-12-11", "2018-01"]),
        ("month", ["2017-12-31", "2017-12"], ["2017-12"]),
        ("quarter", ["2017-10", "2017-12", "2017-Q3", "2017"], ["2017-Q3", "2017-12"]),
        ("quarter", ["2017-Q4", "2017-12-31"], ["2017-Q4"]),
        ("year", ["2016", "2017"], ["2016", "2017"]),
        ("year", ["2016-06", "2017-03", "2018-03"], ["2017-03", "2018-03"]),
    ],
)
def test_a_series_has_one_figure_for_each_period_and_none_for_a_longer_one(cadence, periods, kept):
    assert series(cadence, *periods) == kept


def test_what_is_left_out_is_kept_and_known():
    indicator = Indicator(id="i", title="I")
    plan = plan_of(
        indicator, reading("i", "2017-12", "80"), reading("i", "2017-Q4", "99"), reading("i", "2018-03", "1")
    )
    assert [r.value for r in plan.series(indicator)] == [Decimal(80)]
    assert [r.value for r in plan.unfit(indicator)] == [Decimal(99)]


@given(
    st.sampled_from(["month", "quarter", "year"]), st.lists(st.integers(2000 * 12, 2030 * 12), unique=True, max_size=20)
)
def test_figures_of_the_cadence_itself_all_belong(cadence: str, months: list[int]):
    periods = sorted({period_at(month, cadence) for month in months})
    assert all(fits(period, cadence) for period in periods)
    assert series(cadence, *(period.text for period in periods)) == [period.text for period in periods]


@pytest.mark.parametrize(
    ("cadence", "period", "over"),
    [
        ("month", "2017-12", date(2018, 1, 31)),
        ("quarter", "2017-Q3", date(2017, 12, 31)),
        ("year", "2016", date(2017, 12, 31)),
    ],
)
def test_a_figure_is_late_thirty_days_after_the_next_period_is_over(cadence: str, period: str, over: date):
    indicator, latest = Indicator(id="i", title="I", cadence=cadence), reading("i", period, "1")
    assert not late(indicator, latest, over + timedelta(days=29))
    assert late(indicator, latest, over + timedelta(days=30))


@pytest.mark.parametrize(("period", "old"), [("2017-10", True), ("2017-11", False), ("2017-11-02", False)])
def test_a_figure_is_stale_when_more_than_two_periods_have_ended_since(period: str, old: bool):
    assert stale(Indicator(id="i", title="I"), reading("i", period, "1"), date(2018, 1, 31)) is old


def test_the_reading_period_of_a_day_is_the_month_it_lies_in():
    assert fits(PartialDate("2017-12-04"), "month")
    assert not fits(PartialDate("2017"), "quarter")
