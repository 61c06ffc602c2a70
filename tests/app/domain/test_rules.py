"""The rules for one record, cell by cell of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import rules
from app.domain.bar import judged as told_beforehand
from app.domain.bar import tolerance
from app.domain.log_facts import LogFacts, Withdrawn
from app.domain.records import Category, Indicator, Record, Risk, Thresholds
from app.domain.schedule import PartialDate
from app.domain.status import Status, Stood, Verdict
from tests.app.domain.plans import DAY, plan_of, reading

C, G, A, R, N = Status.COMPLETE, Status.GREEN, Status.AMBER, Status.RED, Status.NOT_RATED


def oversight(**values) -> Indicator:
    held: dict[str, Any] = {"target": Decimal(95), **values}
    return Indicator(id="i", title="Management oversight", **{"better": "higher", **held})


def judged(indicator: Indicator, *readings: Record, limits: Thresholds | None = None) -> Verdict:
    return rules.indicator(plan_of(indicator, *readings, *([limits] if limits else [])), indicator)


def test_an_indicator_says_its_figure_its_target_its_month_and_its_distance():
    verdict = judged(oversight(), reading("i", "2017-04", "60"), reading("i", "2017-12", "87.9"))
    assert verdict.status is R
    assert verdict.distance == "7.1 points below target"
    assert verdict.reason == (
        "Management oversight stood at 87.9 % against 95 % in December 2017: 7.1 points below target, off track."
    )


@pytest.mark.parametrize(
    ("value", "better", "status", "distance"),
    [
        ("95", "higher", G, "at target"),
        ("95.0", "higher", G, "at target"),
        ("96", "higher", G, "1 point above target"),
        ("94.999", "higher", A, "0.001 points below target"),
        ("90", "higher", A, "5 points below target"),
        ("89.999", "higher", R, "5.001 points below target"),
        ("95", "lower", G, "at target"),
        ("0", "lower", G, "95 points better than target"),
        ("100", "lower", A, "5 points above target"),
        ("100.1", "lower", R, "5.1 points above target"),
    ],
)
def test_an_indicator_is_judged_to_the_last_digit(value, better, status, distance):
    verdict = judged(oversight(better=better), reading("i", "2017-12", value))
    assert (verdict.status, verdict.distance) == (status, distance)


@pytest.mark.parametrize(
    ("unit", "value", "status", "distance"),
    [
        ("£", "3990", A, "£190 above target"),
        ("£", "3991", R, "£191 above target"),
        ("days", "3801", A, "1 day above target"),
        ("", "3800", G, "at target"),
        ("", "3700", G, "100 better than target"),
    ],
)
def test_another_unit_has_a_tolerance_in_per_cent_of_its_target(unit, value, status, distance):
    cost = oversight(unit=unit, better="lower", target=Decimal(3800))
    verdict = judged(cost, reading("i", "2017-12", value))
    assert (verdict.status, verdict.distance) == (status, distance)


def test_an_indicator_s_own_tolerance_and_the_plan_s_beat_the_default():
    december = reading("i", "2017-12", "87.9")
    assert judged(oversight(tolerance=Decimal("7.1")), december).status is A
    assert judged(oversight(tolerance=Decimal(0)), reading("i", "2017-12", "94.9")).status is R
    assert judged(oversight(), december, limits=Thresholds(id="t", tolerance_points=Decimal(8))).status is A


def test_what_the_trajectory_plans_for_the_period_beats_the_target():
    june = reading("i", "2018-06", None, planned="95")
    verdict = judged(oversight(), reading("i", "2017-12", "87.9", planned="85"), june)
    assert (verdict.status, verdict.distance) == (G, "2.9 points above plan")
    without = oversight(target=None)
    assert judged(without, reading("i", "2017-12", "84", planned="85")).status is A
    assert judged(oversight(), reading("i", "2017-11", "87.9", planned="85"), reading("i", "2017-12", "88")).status is R


@pytest.mark.parametrize(
    ("values", "readings", "why"),
    [
        ({}, [], "no reading up to 31 Jan 2018"),
        ({}, [("2018-02", "96")], "no reading up to 31 Jan 2018"),
        ({}, [("2017-12", None)], "no reading up to 31 Jan 2018"),
        ({"target": None}, [("2017-12", "87.9")], "87.9 % in December 2017, no target"),
        ({"better": ""}, [("2017-12", "87.9")], "87.9 % against 95 % in December 2017, neither direction is better"),
        (
            {"better": "unknown"},
            [("2017-12", "87.9")],
            "87.9 % against 95 % in December 2017, nobody has said which way is better",
        ),
        ({"better": "band"}, [("2017-12", "87.9")], "87.9 % in December 2017, one end of its band is missing"),
        (
            {},
            [("2017-10", "96")],
            "96 % against 95 % in October 2017, 1 point above target, not reported since October 2017",
        ),
        (
            {"cadence": "quarter"},
            [("2017-Q1", "96")],
            "96 % against 95 % in Jan to Mar 2017, 1 point above target, not reported since Jan to Mar 2017",
        ),
        (
            {"cadence": "year"},
            [("2014", "96")],
            "96 % against 95 % in 2014, 1 point above target, not reported since 2014",
        ),
        ({}, [("2017-Q4", "96")], "no reading fits its cadence"),
        ({"context": True}, [("2017-12", "87.9")], "shown for context, no target is meant"),
        ({"better": "", "target": None}, [("2017-12", "87.9")], "shown for context, no target is meant"),
    ],
)
def test_an_indicator_is_not_rated_and_says_what_is_missing(values, readings, why):
    planned = [reading("i", period, value, planned="90" if value is None else None) for period, value in readings]
    verdict = judged(oversight(**values), *planned)
    assert verdict.status is N
    assert verdict.reason == f"Management oversight: {why}, not rated."


@pytest.mark.parametrize("period", ["2017-11", "2017-12", "2018-01", "2018-01-31"])
def test_a_reading_of_up_to_two_periods_ago_still_rates(period):
    assert judged(oversight(), reading("i", period, "96")).status is G


def test_a_rounded_figure_says_so():
    assert "stood at about 92 % against 95 %" in judged(oversight(), reading("i", "2017-12", "92", about=True)).reason


def test_a_figure_that_fits_no_cadence_is_said_and_left_out():
    verdict = judged(oversight(), reading("i", "2017-12", "80"), reading("i", "2017-Q4", "99"))
    assert verdict.status is R
    assert verdict.reason.endswith(
        "off track. The figure for Oct to Dec 2017 does not fit the cadence and is left out."
    )


def test_a_late_figure_says_as_at_when_it_stands():
    late = reading("i", "2017-11", "96")
    verdict = judged(oversight(), late)
    assert verdict.status is G
    assert verdict.reason.endswith("on track, as at November 2017; the next figure is late.")
    assert "late" not in judged(oversight(), reading("i", "2017-12", "96")).reason


@pytest.mark.parametrize(("value", "stood"), [("50", R), ("91", A), ("96", None)])
def test_a_stale_figure_counts_as_it_last_stood_where_that_was_not_well(value, stood):
    verdict = judged(oversight(), reading("i", "2017-10", value))
    assert verdict.status is N
    assert verdict.stood == (Stood(stood, "as at October 2017") if stood else None)


def test_a_stale_figure_that_was_on_its_line_did_not_stand_badly():
    way = oversight(target=Decimal(95), target_by=PartialDate("2018-03"))
    figures = [reading("i", "2017-01", "50"), reading("i", "2017-10", "80")]
    plan = plan_of(way, *figures)
    assert rules.indicator(plan.at(date(2018, 1, 30)), way).status is G
    for day in (DAY, date(2018, 6, 30)):
        verdict = rules.indicator(plan.at(day), way)
        assert (verdict.status, verdict.stood) == (N, None)


def test_a_figure_at_its_line_as_it_is_said_is_on_it():
    way = oversight(target=Decimal(100), target_by=PartialDate("2018-04"), tolerance=Decimal(0))
    verdict = judged(way, reading("i", "2017-01", "0"), reading("i", "2017-12", "73.3"))
    assert (verdict.status, verdict.distance) == (G, "at the line to 100 % by April 2018")
    five = judged(replace(way, tolerance=Decimal(5)), reading("i", "2017-01", "0"), reading("i", "2017-12", "68.3"))
    assert (five.status, five.distance) == (A, "5 points below the line to 100 % by April 2018")


def test_older_figures_brought_in_later_do_not_move_the_line():
    way = oversight(target=Decimal(95), target_by=PartialDate("2018-12"))
    figures = [reading("i", "2016-01", "10"), reading("i", "2017-10", "80"), reading("i", "2017-12", "75")]
    told = LogFacts(started={"i": PartialDate("2017-10")})
    assert rules.indicator(plan_of(way, *figures), way).status is G
    assert rules.indicator(plan_of(way, *figures).recalling(told), way).status is R


def test_what_was_taken_away_of_a_stale_figure_counts_as_it_stood():
    bare = oversight(target=None)
    told = LogFacts(withdrawn={"i": Withdrawn(date(2018, 6, 30), {"target": Decimal(95)})})
    plan = plan_of(bare, reading("i", "2017-12", "50"), on=date(2018, 7, 31)).recalling(told)
    assert rules.indicator(plan, bare).stood == Stood(R, "as at December 2017")


@pytest.mark.parametrize(
    ("taken", "values"),
    [
        ({"target": None}, {"target": Decimal(95)}),
        ({"better": "unknown"}, {"better": "higher"}),
        ({"better": "", "target": None}, {"better": "higher", "target": Decimal(95)}),
        ({"better": "band", "target": Decimal(80)}, {"target_high": Decimal(90)}),
    ],
)
def test_an_indicator_whose_yardstick_was_taken_away_counts_as_it_stood(taken, values):
    indicator = oversight(**taken)
    told = LogFacts(withdrawn={"i": Withdrawn(date(2018, 1, 20), values)})
    plan = plan_of(indicator, reading("i", "2017-12", "50")).recalling(told)
    verdict = rules.indicator(plan, indicator)
    assert (verdict.status, verdict.stood) == (N, Stood(R, "as at 20 Jan 2018"))
    assert verdict.reason.endswith("not rated, off track as at 20 Jan 2018.")


@pytest.mark.parametrize(
    ("value", "status", "distance"),
    [
        ("40", G, "inside the band"),
        ("60", G, "inside the band"),
        ("35", A, "5 points below the band"),
        ("34.9", R, "5.1 points below the band"),
        ("65", A, "5 points above the band"),
        ("66", R, "6 points above the band"),
    ],
)
def test_inside_its_band_is_on_track(value, status, distance):
    posts = oversight(better="band", target=Decimal(40), target_high=Decimal(60))
    verdict = judged(posts, reading("i", "2017-12", value))
    assert (verdict.status, verdict.distance) == (status, distance)


def risk(score: tuple[int, int] | None, target: tuple[int, int] | None = None, appetite: int | None = None, **values):
    likelihood, impact = score or (None, None)
    target_likelihood, target_impact = target or (None, None)
    record = Risk(
        id="r", title="Staff culture does not change", likelihood=likelihood, impact=impact,
        target_likelihood=target_likelihood, target_impact=target_impact, **values,
    )  # fmt: skip
    return rules.risk(plan_of(record, Thresholds(id="t", appetite=appetite)), record)


@pytest.mark.parametrize(
    ("score", "target", "appetite", "status"),
    [
        (None, (2, 2), None, N),
        ((2, 3), None, None, G),
        ((2, 3), (1, 1), None, G),
        ((2, 3), None, 5, R),
        ((2, 4), None, None, A),
        ((3, 4), (2, 4), None, A),
        ((3, 4), (3, 4), None, G),
        ((2, 4), (3, 4), None, A),
        ((2, 4), (1, 4), None, A),
        ((1, 5), None, None, A),
        ((1, 5), (1, 5), None, G),
        ((3, 4), (3, 4), 11, R),
        ((3, 4), (3, 4), 12, G),
        ((3, 5), None, None, R),
        ((3, 5), (3, 5), None, R),
        ((5, 5), None, 25, A),
        ((5, 5), (5, 5), 25, A),
    ],
)
def test_a_risk_is_judged_by_its_score_its_target_and_the_appetite(score, target, appetite, status):
    assert risk(score, target, appetite).status is status


@pytest.mark.parametrize(
    ("verdict", "reason", "distance"),
    [
        (risk((4, 4), (2, 4)), "score 16 of 25, high, target 8, off track", "score 16, target 8"),
        (
            risk((3, 4), None, 10),
            "score 12 of 25, medium, above the appetite of 10, no target, off track",
            "score 12, no target",
        ),
        (risk(None), "not scored, not rated", ""),
        (
            risk((4, 4), closed=date(2018, 1, 9), closed_why="It passed."),
            "closed on 9 Jan 2018, complete",
            "",
        ),
        (risk((4, 4), closed=date(2018, 1, 9)), "closed on 9 Jan 2018, reason not given, complete", ""),
        (risk(None, closed_why="Not given"), "closed, date not given, reason not given, complete", ""),
        (
            risk((2, 4), (3, 4)),
            "score 8 of 25, medium, target 12 lies above the score, which cannot be meant, at risk",
            "score 8, target 12",
        ),
        (
            risk((2, 3), review=PartialDate("2017-12-31")),
            "score 6 of 25, low, no target, review 31 days overdue, at risk",
            "score 6, no target",
        ),
    ],
)
def test_a_risk_s_reason_has_its_figures(verdict, reason, distance):
    assert verdict.reason == f"Staff culture does not change: {reason}."
    assert verdict.distance == distance


@pytest.mark.parametrize(("verdict", "word"), [
    (risk((4, 4)), "High"), (risk((3, 4)), "Medium"), (risk((2, 3)), "Low"), (risk((1, 5)), "Medium"),
    (risk(None), "Not scored"), (risk((4, 4), closed_why="Gone"), "Closed"),
])  # fmt: skip
def test_a_risk_speaks_in_its_own_words(verdict, word):
    assert verdict.word == word


def test_the_appetite_of_its_category_stands_in_place_of_the_plan_s():
    safe, money = Category(id="s", title="Safeguarding", appetite=5), Category(id="m", title="Money")
    limits = Thresholds(id="t", appetite=15)
    record = Risk(id="r", title="Harm", likelihood=2, impact=4, category="s")
    verdict = rules.risk(plan_of(record, safe, money, limits), record)
    assert (verdict.status, "above the appetite of 5 of Safeguarding" in verdict.reason) == (R, True)
    other = Risk(id="o", title="Cost", likelihood=4, impact=4, category="m")
    assert "above the appetite of 15" in rules.risk(plan_of(other, safe, money, limits), other).reason


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "On track at 95 % or more, at risk down to 90 % (the minimum expectation), off track below that."),
        (
            {"better": "lower", "target": Decimal(30)},
            "On track at 30 % or less, at risk up to 35 % (the minimum expectation), off track above that.",
        ),
        ({"tolerance": Decimal(0)}, "On track at 95 % or more, off track below that."),
        (
            {"unit": "days", "better": "lower", "target": Decimal(20)},
            "On track at 20 days or less, at risk up to 21 days (the minimum expectation), off track above that.",
        ),
        ({"target": None}, "Not judged: there is no target."),
        ({"better": ""}, "Not judged: neither direction is better."),
        ({"better": "unknown"}, "Not judged: nobody has said which way is better."),
        ({"better": "band"}, "Not judged: one end of its band is missing."),
        (
            {"better": "band", "target_high": Decimal(99)},
            "On track from 95 % to 99 %, at risk within 5 points of that, off track beyond.",
        ),
        ({"context": True}, "For context only: never judged."),
    ],
)
def test_how_a_reading_will_be_judged_is_told_beforehand(values, said):
    assert told_beforehand(oversight(**values), Thresholds(id="t")) == said


@given(
    target=st.decimals(1, 99, places=1), off=st.decimals(-20, 20, places=1), better=st.sampled_from(["higher", "lower"])
)
def test_what_is_told_beforehand_is_what_is_judged(target: Decimal, off: Decimal, better: str):
    indicator = oversight(target=target, better=better)
    verdict = judged(indicator, reading("i", "2017-12", str(target + off)))
    room, worse = tolerance(indicator, Thresholds(id="t")), -off if better == "higher" else off
    assert verdict.status is (G if worse <= 0 else A if worse <= room else R)
