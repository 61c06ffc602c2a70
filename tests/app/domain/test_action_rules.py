"""The rules for an action and its milestones, cell by cell of the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.action_rules import action as judge
from app.domain.action_rules import held_up, milestone, waits_for
from app.domain.log_facts import LogFacts, Withdrawn
from app.domain.records import (
    Action,
    Body,
    DateChange,
    Dependency,
    Meeting,
    Milestone,
    Programme,
    Record,
    Thresholds,
)
from app.domain.schedule import PartialDate
from app.domain.status import Status, Stood, Verdict
from tests.app.domain.plans import DAY, plan_of

C, G, A, R, N = Status.COMPLETE, Status.GREEN, Status.AMBER, Status.RED, Status.NOT_RATED
TODAY = PartialDate.of(DAY)


def action(**values) -> Verdict:
    return judge(*planned(**values))


def planned(*beside: Record, **values: Any):
    """A plan and an action of which something was reported today, unless it says otherwise."""
    texts = {"starts", "due", "done_on", "reported", "ended"}
    held: dict[str, Any] = {k: PartialDate(v) if k in texts and v else v for k, v in values.items()}
    told = {"reported": TODAY, "progress": "Going on."} if not {"done", "ended", "ended_why"} & values.keys() else {}
    record = Action(id="a", title="Roll out the new thresholds", **{**told, **held})
    return plan_of(record, *beside), record


@pytest.mark.parametrize(
    ("values", "status", "distance"),
    [
        ({"done": True}, C, ""),
        ({"done": True, "due": "2017-01-01", "blocked": "money"}, C, ""),
        ({}, N, ""),
        ({"percent": 10}, N, ""),
        ({"ended": "2018-01-10"}, Status.ENDED, ""),
        ({"ended_why": "Merged with A-03"}, Status.ENDED, ""),
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
        ({"starts": "2018-01-31", "due": "2018-01-31", "percent": 50}, A, "due today"),
        # the pace counts once 14 days and 10 % of the time are gone
        ({"starts": "2018-01-18", "due": "2018-04-28", "percent": 0}, G, "due in 87 days"),
        ({"starts": "2018-01-17", "due": "2018-04-27", "percent": 0}, R, "due in 86 days"),
        ({"starts": "2017-12-26", "due": "2018-12-26", "percent": 0}, G, "due in 329 days"),
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
        ({"due": "2018-01"}, "due by January 2018, today, per cent not given, at risk"),
        (
            {"due": "2018-04-30"},
            "not due until 30 Apr 2018, in 89 days; last reported 31 Jan 2018; per cent not given, on track",
        ),
        (
            {"due": "2019-03", "percent": 40, "reported": "2018-01-12"},
            "not due until March 2019, in 424 days; last reported 12 Jan 2018; 40 % done, on track",
        ),
        (
            {"due": "2018-12", "reported": "2017-12-02"},
            "not due until December 2018, in 334 days; last reported 2 Dec 2017; per cent not given, on track",
        ),
        (
            {"due": "2018-12", "reported": "2017-12-01"},
            "due by December 2018, in 334 days, no update for 61 days, at risk",
        ),
        ({"due": "2018-12", "reported": None, "progress": ""}, "nothing reported yet, not rated"),
        ({"due": "2018-12", "reported": None}, "reported on no known day, and no start given, not rated"),
        (
            {"starts": "2017-02", "due": "2018-12"},
            "how much is done is not said, with 52 % of the time gone, not rated",
        ),
        ({"due": "2018-01-16", "percent": 80}, "due 16 Jan 2018, 15 days overdue, 80 % done, off track"),
        ({"blocked": "a vacancy."}, "blocked by a vacancy, no due date, at risk"),
        ({}, "no due date, not rated"),
        ({"reported": "2017-11-02"}, "no due date, no update for 90 days, at risk"),
        (
            {"starts": "2017-10-23", "due": "2018-05-11", "percent": 34},
            "due 11 May 2018, in 100 days, 34 % done with 50 % of the time gone, off track",
        ),
    ],
)
def test_an_action_s_reason_reads_as_a_sentence(values, said):
    assert action(**values).reason == f"Roll out the new thresholds: {said}."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"ended": "2018-01-10", "ended_why": "Merged with A-03."},
            "ended on 10 Jan 2018 without being done: Merged with A-03",
        ),
        ({"ended": "2018-01"}, "ended in January 2018 without being done: reason not given"),
        ({"ended_why": "Not given"}, "ended on a day not given without being done: reason not given"),
    ],
)
def test_what_ended_without_being_done_says_when_and_why(values, said):
    assert action(**values).reason == f"Roll out the new thresholds: {said}."


def test_what_is_not_yet_due_is_a_forecast_and_what_is_overdue_is_not():
    assert action(due="2018-01-31").forecast
    assert not action(due="2018-01-30").forecast
    assert not action(done=True).forecast


def test_the_plan_s_own_thresholds_count():
    late = Action(id="a", title="Late", due=PartialDate("2018-01-01"))
    limits = Thresholds(id="t", overdue_days=30, due_soon_days=0, silent_days=20)
    assert judge(plan_of(late, limits), late).status is A
    soon = Action(id="b", title="Soon", due=PartialDate("2018-02-01"), reported=TODAY)
    assert judge(plan_of(soon, limits), soon).status is G
    silent = replace(soon, reported=PartialDate("2018-01-10"))
    assert judge(plan_of(silent, limits), silent).status is A


@pytest.mark.parametrize(("every", "after"), [("month", 60), ("two months", 91), ("quarter", 122), ("", 60)])
def test_silence_is_longer_where_the_plan_s_own_body_seldom_meets(every, after):
    beside = Programme(id="p", title="P", body="b"), Body(id="b", title="Board", every=every)
    for days, status in ((after, G), (after + 1, A)):
        day = (DAY - timedelta(days=days)).isoformat()
        assert judge(*planned(*beside, due="2018-12", reported=day, percent=99)).status is status


@pytest.mark.parametrize(
    ("day", "closed", "status"),
    [
        ("2018-01-20", None, A),
        ("2018-01-20", date(2018, 1, 19), A),
        ("2018-01-20", date(2018, 1, 20), G),
        ("2017-12-15", None, G),  # moved before it had passed
    ],
)
def test_a_date_moved_after_it_had_passed_weighs_until_a_meeting_was_closed(day, closed, status):
    change = DateChange(
        id="c",
        record="a",
        was=PartialDate("2017-12"),
        now=PartialDate("2018-06"),
        reason="Time",
        day=date.fromisoformat(day),
    )
    meeting = Meeting(id="m", body="b", day=closed, closed=closed)
    verdict = judge(*planned(change, meeting, due="2018-06"))
    assert verdict.status is status
    assert ("its date of December 2017 was moved after it had passed on 20 Jan 2018" in verdict.reason) is (status is A)


def test_a_date_that_was_taken_away_weighs_and_the_action_counts_as_it_stood():
    change = DateChange(id="c", record="a", was=PartialDate("2018-03"), now=None, reason="Open", day=date(2018, 1, 20))
    assert "was taken away on 20 Jan 2018" in judge(*planned(change)).reason
    meeting = Meeting(id="m", body="b", day=DAY, closed=DAY)
    plan, record = planned(change, meeting)
    told = LogFacts(withdrawn={"a": Withdrawn(date(2018, 1, 20), {"due": PartialDate("2018-01-01")})})
    verdict = judge(plan.recalling(told), record)
    assert (verdict.status, verdict.stood) == (N, Stood(R, "as at 20 Jan 2018"))


def test_a_milestone_overdue_by_more_than_two_weeks_puts_its_action_at_risk():
    def step(due: str) -> Milestone:
        return Milestone(id="m", action="a", title="Panel agreed", due=PartialDate(due))

    assert judge(*planned(step("2018-01-17"), due="2018-12")).status is G
    verdict = judge(*planned(step("2018-01-16"), due="2018-12"))
    assert verdict.status is A
    assert "milestone “Panel agreed” 15 days overdue" in verdict.reason


def test_a_milestone_that_was_reached_says_how_it_goes_where_no_per_cent_does():
    reached = Milestone(id="m", action="a", title="Panel agreed", done=True)
    assert judge(*planned(reached, starts="2017-02", due="2018-12")).status is G
    assert judge(*planned(reached, due="2018-12", reported=None, progress="", starts="2018-01")).status is G


def test_without_a_start_the_time_counts_from_the_edit_that_made_the_action():
    plan, record = planned(due="2018-04-27", percent=0)
    assert judge(plan, record).status is G
    entered = LogFacts(entered={"a": date(2018, 1, 17)})
    assert judge(plan.recalling(entered), record).status is R


def test_in_a_file_that_did_not_keep_reports_silence_counts_from_the_edit_that_made_the_action():
    plan, record = planned(due="2018-12", reported=None, progress="")
    assert judge(plan, record).status is N
    told = LogFacts(silent_from={"a": date(2017, 11, 30)})
    assert "no update for 62 days" in judge(plan.recalling(told), record).reason


@given(st.integers(-400, 400), st.integers(0, 100), st.integers(1, 400))
def test_more_done_is_never_worse_and_later_is_never_better(left, percent, length):
    due = DAY + timedelta(days=left)
    starts = PartialDate.of(due - timedelta(days=length))
    held = Action(id="a", title="A", starts=starts, due=PartialDate.of(due), percent=percent)
    held = replace(held, reported=TODAY)
    more = replace(held, percent=min(100, percent + 10))
    now = judge(plan_of(held), held).status.rank
    assert judge(plan_of(more), more).status.rank >= now
    assert judge(plan_of(held, on=DAY + timedelta(days=5)), held).status.rank <= now


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"done": True}, C, "done, date not given, complete"),
        ({}, N, "no due date, not rated"),
        ({"due": "2018-03-01"}, G, "due 1 Mar 2018, in 29 days, on track"),
        ({"due": "2018-02-14"}, G, "due 14 Feb 2018, in 14 days, on track"),
        ({"due": "2018-01-17"}, A, "due 17 Jan 2018, 14 days overdue, at risk"),
        ({"due": "2018-01-01"}, R, "due 1 Jan 2018, 30 days overdue, off track"),
    ],
)
def test_a_milestone_is_judged_by_its_date(values, status, said):
    held: dict[str, Any] = {k: PartialDate(v) if k == "due" else v for k, v in values.items()}
    record = Milestone(id="m", action="a", title="Board adopts them", **held)
    verdict = milestone(plan_of(record), record)
    assert (verdict.status, verdict.reason) == (status, f"Board adopts them: {said}.")


WAITING = Action(id="w", title="Wait", due=PartialDate("2018-09"), percent=50, reported=TODAY)
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
    assert held_up(plan, WAITING) == held
    verdict = judge(plan, WAITING)
    assert verdict.status is (A if held else G)
    if held:
        assert verdict.reason == f"Wait: blocked by {held}, due by September 2018, in 242 days, 50 % done, at risk."


def test_what_people_say_and_what_it_waits_for_are_both_named_and_what_is_done_is_held_up_by_nothing():
    late = Action(id="l", ref="A-04", title="Late", due=PartialDate("2018-01-22"))
    vacancy = replace(WAITING, blocked="A vacancy.", due=None)
    plan = plan_of(vacancy, late, WAITS)
    assert held_up(plan, vacancy) == "A vacancy and by A-04, 9 days overdue"
    assert judge(plan, vacancy).reason == (
        "Wait: blocked by A vacancy and by A-04, 9 days overdue, no due date, 50 % done, at risk."
    )
    assert held_up(plan, replace(vacancy, done=True)) == ""


def test_actions_that_wait_for_each_other_are_judged_all_the_same():
    one = Action(id="w", ref="A-01", title="One", due=PartialDate("2018-01-22"))
    two = Action(id="l", ref="A-02", title="Two", due=PartialDate("2018-01-22"))
    plan = plan_of(one, two, WAITS, Dependency(id="e", action="l", waits_for="w"))
    assert [held_up(plan, action) for action in (one, two)] == ["A-02, 9 days overdue", "A-01, 9 days overdue"]
    assert waits_for(plan, one) == (two,)
