"""The rules for one record, cell by cell of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import rules
from app.domain.records import Action, Dependency, Indicator, Milestone, Record, Risk, Thresholds
from app.domain.schedule import PartialDate
from app.domain.status import Status, Verdict
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
        ("0", "lower", G, "95 points below target"),
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
        ({}, [("2017-10", "87.9")], "87.9 % in October 2017, older than 2 months"),
        ({"cadence": "quarter"}, [("2017-Q1", "87.9")], "87.9 % in Jan to Mar 2017, older than 2 quarters"),
        ({"cadence": "year"}, [("2014", "87.9")], "87.9 % in 2014, older than 2 years"),
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


def action(**values) -> Verdict:
    texts = {"starts", "due", "done_on"}
    held: dict[str, Any] = {k: PartialDate(v) if k in texts else v for k, v in values.items()}
    record = Action(id="a", title="Roll out the new thresholds", **held)
    return rules.action(plan_of(record), record)


@pytest.mark.parametrize(
    ("values", "status", "distance"),
    [
        ({"done": True}, C, ""),
        ({"done": True, "due": "2017-01-01", "blocked": "money"}, C, ""),
        ({}, N, ""),
        ({"percent": 10}, N, ""),
        ({"blocked": "recruitment"}, A, ""),
        ({"due": "2018-02-15"}, G, "due in 15 days"),
        ({"due": "2018-02-14"}, A, "due in 14 days"),
        ({"due": "2018-02-14", "percent": 80}, G, "due in 14 days"),
        ({"due": "2018-02-14", "percent": 79}, A, "due in 14 days"),
        ({"due": "2018-01"}, A, "due today"),
        ({"due": "2018-01-31", "percent": 100}, G, "due today"),
        ({"due": "2018-01-30", "percent": 100}, A, "1 day overdue"),
        ({"due": "2018-01-17"}, A, "14 days overdue"),
        ({"due": "2018-01-16"}, R, "15 days overdue"),
        ({"due": "2018-04", "blocked": "recruitment"}, A, "due in 89 days"),
        ({"due": "2017-12", "blocked": "recruitment"}, R, "31 days overdue"),
        # 100 of 200 days are gone: green from 45 % done, amber from 35 %
        ({"starts": "2017-10-23", "due": "2018-05-11", "percent": 45}, G, "due in 100 days"),
        ({"starts": "2017-10-23", "due": "2018-05-11", "percent": 44}, A, "due in 100 days"),
        ({"starts": "2017-10-23", "due": "2018-05-11", "percent": 35}, A, "due in 100 days"),
        ({"starts": "2017-10-23", "due": "2018-05-11", "percent": 34}, R, "due in 100 days"),
        ({"starts": "2018-03", "due": "2018-05-11", "percent": 0}, G, "due in 100 days"),
        ({"starts": "2017-12-01", "due": "2018-01-30", "percent": 69}, R, "1 day overdue"),
        ({"starts": "2017-12-01", "due": "2018-01-30", "percent": 70}, A, "1 day overdue"),
        ({"starts": "2018-01-31", "due": "2018-01-31", "percent": 50}, R, "due today"),
        ({"starts": "2018-02-01", "due": "2018-02-01", "percent": 0}, A, "due in 1 day"),
    ],
)
def test_an_action_is_judged_by_its_date_its_pace_and_what_blocks_it(values, status, distance):
    verdict = action(**values)
    assert (verdict.status, verdict.distance) == (status, distance)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"done": True}, "done, date not given, complete"),
        ({"done": True, "done_on": "2017-12"}, "done in December 2017, complete"),
        ({"due": "2018-01"}, "due by January 2018, today, per cent done not given, at risk"),
        ({"due": "2018-04-30"}, "due 30 Apr 2018, in 89 days, on track"),
        ({"due": "2018-01-16", "percent": 80}, "due 16 Jan 2018, 15 days overdue, 80 % done, off track"),
        ({"blocked": "a vacancy."}, "blocked by a vacancy, no due date, at risk"),
        ({}, "no due date, not rated"),
        (
            {"starts": "2017-10-23", "due": "2018-05-11", "percent": 34},
            "due 11 May 2018, in 100 days, 34 % done with 50 % of the time gone, off track",
        ),
    ],
)
def test_an_action_s_reason_reads_as_a_sentence(values, said):
    assert action(**values).reason == f"Roll out the new thresholds: {said}."


def test_what_is_not_yet_due_is_a_forecast_and_what_is_overdue_is_not():
    assert action(due="2018-01-31").forecast
    assert not action(due="2018-01-30").forecast
    assert not action(done=True).forecast


def test_the_plan_s_own_thresholds_count():
    late = Action(id="a", title="Late", due=PartialDate("2018-01-01"))
    limits = Thresholds(id="t", overdue_days=30, due_soon_days=0)
    assert rules.action(plan_of(late, limits), late).status is A
    soon = Action(id="b", title="Soon", due=PartialDate("2018-02-01"))
    assert rules.action(plan_of(soon, limits), soon).status is G


@given(st.integers(-400, 400), st.integers(0, 100), st.integers(1, 400))
def test_more_done_is_never_worse_and_later_is_never_better(left, percent, length):
    due = DAY + timedelta(days=left)
    starts = PartialDate.of(due - timedelta(days=length))
    held = Action(id="a", title="A", starts=starts, due=PartialDate.of(due), percent=percent)
    more = replace(held, percent=min(100, percent + 10))
    now = rules.action(plan_of(held), held).status.rank
    assert rules.action(plan_of(more), more).status.rank >= now
    assert rules.action(plan_of(held, on=DAY + timedelta(days=5)), held).status.rank <= now


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"done": True}, C, "done, date not given, complete"),
        ({}, N, "no due date, not rated"),
        ({"due": "2018-03-01"}, G, "due 1 Mar 2018, in 29 days, on track"),
        ({"due": "2018-02-14"}, A, "due 14 Feb 2018, in 14 days, at risk"),
        ({"due": "2018-01-01"}, R, "due 1 Jan 2018, 30 days overdue, off track"),
    ],
)
def test_a_milestone_is_judged_by_its_date(values, status, said):
    held: dict[str, Any] = {k: PartialDate(v) if k == "due" else v for k, v in values.items()}
    record = Milestone(id="m", action="a", title="Board adopts them", **held)
    verdict = rules.milestone(plan_of(record), record)
    assert (verdict.status, verdict.reason) == (status, f"Board adopts them: {said}.")


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
        ((2, 4), (3, 4), None, G),
        ((3, 4), (3, 4), 11, R),
        ((3, 4), (3, 4), 12, G),
        ((3, 5), None, None, R),
        ((3, 5), (3, 5), None, R),
        ((5, 5), None, 25, R),
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
        (risk((4, 4), closed=date(2018, 1, 9)), "closed on 9 Jan 2018, complete", ""),
    ],
)
def test_a_risk_s_reason_has_its_figures(verdict, reason, distance):
    assert verdict.reason == f"Staff culture does not change: {reason}."
    assert verdict.distance == distance


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "On track at 95 % or more, at risk down to 90 %, off track below that."),
        (
            {"better": "lower", "target": Decimal(30)},
            "On track at 30 % or less, at risk up to 35 %, off track above that.",
        ),
        ({"tolerance": Decimal(0)}, "On track at 95 % or more, off track below that."),
        (
            {"unit": "days", "better": "lower", "target": Decimal(20)},
            "On track at 20 days or less, at risk up to 21 days, off track above that.",
        ),
        ({"target": None}, "Not judged: there is no target."),
        ({"better": ""}, "Not judged: neither direction is better."),
    ],
)
def test_how_a_reading_will_be_judged_is_told_beforehand(values, said):
    assert rules.judged(oversight(**values), Thresholds(id="t")) == said


@given(
    target=st.decimals(1, 99, places=1), off=st.decimals(-20, 20, places=1), better=st.sampled_from(["higher", "lower"])
)
def test_what_is_told_beforehand_is_what_is_judged(target: Decimal, off: Decimal, better: str):
    indicator = oversight(target=target, better=better)
    verdict = judged(indicator, reading("i", "2017-12", str(target + off)))
    room, worse = rules.tolerance(indicator, target, Thresholds(id="t")), -off if better == "higher" else off
    assert verdict.status is (G if worse <= 0 else A if worse <= room else R)


WAITING = Action(id="w", title="Wait", due=PartialDate("2018-09"), percent=50)
WAITS = Dependency(id="d", action="w", waits_for="l")


@pytest.mark.parametrize(
    ("other", "held"),
    [
        (Action(id="l", ref="A-04", title="Late", due=PartialDate("2018-01-30")), "A-04, 1 day overdue"),
        (Action(id="l", title="Late", due=PartialDate("2018-01-01"), percent=99), "Late, 30 days overdue"),
        (Action(id="l", title="Slow", starts=PartialDate("2017-01"), due=PartialDate("2018-06"), percent=10),
         "Slow, behind its pace"),
        (Action(id="l", title="Today", due=PartialDate("2018-01-31"), percent=10), ""),
        (Action(id="l", title="Done late", due=PartialDate("2018-01-01"), done=True), ""),
        (Action(id="l", title="Undated"), ""),
        (Action(id="l", title="Held up itself", due=PartialDate("2018-09"), percent=90, blocked="a vacancy"), ""),
    ],
)  # fmt: skip
def test_an_action_is_held_up_by_one_it_waits_for_that_is_overdue_or_off_track(other: Action, held: str):
    plan = plan_of(WAITING, other, WAITS)
    assert rules.held_up(plan, WAITING) == held
    verdict = rules.action(plan, WAITING)
    assert verdict.status is (A if held else G)
    blocked = f"blocked by {held}, " if held else ""
    assert (
        verdict.reason
        == f"Wait: {blocked}due by September 2018, in 242 days, 50 % done, {verdict.status.word.lower()}."
    )


def test_what_people_say_and_what_it_waits_for_are_both_named_and_what_is_done_is_held_up_by_nothing():
    late = Action(id="l", ref="A-04", title="Late", due=PartialDate("2018-01-22"))
    vacancy = replace(WAITING, blocked="A vacancy.", due=None)
    plan = plan_of(vacancy, late, WAITS)
    assert rules.held_up(plan, vacancy) == "A vacancy and by A-04, 9 days overdue"
    assert rules.action(plan, vacancy).reason == (
        "Wait: blocked by A vacancy and by A-04, 9 days overdue, no due date, at risk."
    )
    assert rules.held_up(plan, replace(vacancy, done=True)) == ""


def test_actions_that_wait_for_each_other_are_judged_all_the_same():
    one = Action(id="w", ref="A-01", title="One", due=PartialDate("2018-01-22"))
    two = Action(id="l", ref="A-02", title="Two", due=PartialDate("2018-01-22"))
    plan = plan_of(one, two, WAITS, Dependency(id="e", action="l", waits_for="w"))
    assert [rules.held_up(plan, action) for action in (one, two)] == ["A-02, 9 days overdue", "A-01, 9 days overdue"]
    assert rules.waits_for(plan, one) == (two,)
