"""What needs attention, in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.attention import Attention, needs_attention
from app.domain.rating import Ratings, Status
from app.domain.records import (
    Action,
    Body,
    Dependency,
    Finding,
    Indicator,
    Meeting,
    Milestone,
    Override,
    Provenance,
    Recommendation,
    Record,
    Risk,
    Settlement,
    Visit,
)
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, illustrative, linked, plan_of, reading

OVERSIGHT = Indicator(id="i", title="Management oversight", target=Decimal(95), owner="Ann Lee", better="higher")
DECEMBER = reading("i", "2017-12", "87.9")
CULTURE = Risk(
    id="r",
    title="Staff culture",
    likelihood=4,
    impact=4,
    owner="Ann Lee",
    review=PartialDate("2018-03"),
    mitigation="Walk the floor.",
)
MAY, JANUARY = PartialDate("2018-05-02"), PartialDate("2018-01")
POSTS = Action(id="a", title="Fill the posts", due=PartialDate("2018-01"), owner="Bo Roe")


def found(*records: Record, on: date = DAY) -> list[Attention]:
    plan = plan_of(*records, on=on)
    return list(needs_attention(plan, Ratings(plan)))


def said(*records: Record, on: date = DAY) -> list[tuple[str, str]]:
    return [(attention.what, attention.why) for attention in found(*records, on=on)]


def test_an_empty_plan_needs_nothing():
    assert found() == []


def test_an_indicator_off_track_has_its_figures_and_its_owner():
    (attention,) = found(OVERSIGHT, DECEMBER)
    assert attention.what == "Management oversight: 7.1 points below target"
    assert attention.why == "87.9 % against 95 % in December 2017. Owner: Ann Lee"
    assert (attention.status, attention.kind, attention.records) == (Status.RED, "Indicator", (OVERSIGHT,))


def test_a_risk_off_track_says_how_likely_and_how_bad_it_is():
    assert said(CULTURE) == [("Staff culture: score 16, no target", "Likely, with major impact. Owner: Ann Lee")]


def test_what_is_off_track_comes_first_the_key_indicator_and_the_highest_score_before_others():
    key = Indicator(id="k", title="Key", target=Decimal(95), key=True, owner="Ann Lee", better="higher")
    severe = replace(CULTURE, id="s", title="Severe", impact=5)
    late = Action(id="l", title="Late", due=PartialDate("2018-01-01"), owner="Bo Roe")
    order = found(POSTS, OVERSIGHT, DECEMBER, CULTURE, key, reading("k", "2017-12", "60"), severe, late)
    assert [attention.records[0].id for attention in order] == ["k", "i", "l", "s", "r", "a"]


def test_what_is_late_due_or_blocked_follows_the_soonest_first():
    overdue = replace(POSTS, id="o", title="Overdue", due=PartialDate("2018-01-22"), percent=90)
    blocked = replace(POSTS, id="b", title="Blocked", due=PartialDate("2018-09"), blocked="a vacancy")
    step = Milestone(id="m", action="a", title="Adverts out", due=PartialDate("2018-02-05"))
    near = replace(POSTS, id="q", title="Nearly there", percent=80, reported=PartialDate("2018-01"))
    silent = replace(POSTS, id="s", title="Silent", due=PartialDate("2018-10"), reported=PartialDate("2017-11"))
    late = replace(step, id="n", title="Panel agreed", due=PartialDate("2018-01-25"))
    assert said(POSTS, overdue, blocked, step, near, silent, late) == [
        ("Overdue: 9 days overdue", "Due 22 Jan 2018, 9 days overdue, 90 % done. Owner: Bo Roe"),
        ("Panel agreed: 6 days overdue", "Due 25 Jan 2018. Milestone of Fill the posts"),
        ("Fill the posts: due today", "Due by January 2018, today, per cent not given. Owner: Bo Roe"),
        ("Blocked: blocked", "Blocked by a vacancy, due by September 2018, in 242 days. Owner: Bo Roe"),
        ("Silent: at risk", "Due by October 2018, in 273 days, no update for 62 days. Owner: Bo Roe"),
    ]


def test_an_action_behind_its_pace_says_so():
    slow = replace(POSTS, starts=PartialDate("2017-10-23"), due=PartialDate("2018-05-11"), percent=34, reported=JANUARY)
    assert said(slow) == [
        (
            "Fill the posts: behind its pace",
            "Due 11 May 2018, in 100 days, 34 % done with 50 % of the time gone. Owner: Bo Roe",
        )
    ]


def test_a_review_that_is_overdue_is_listed():
    calm = replace(CULTURE, likelihood=1, review=PartialDate("2018-01-01"))
    assert said(calm) == [("Staff culture: review 30 days overdue", "Review was due 1 Jan 2018. Owner: Ann Lee")]
    assert said(replace(calm, closed=DAY, closed_why="It passed.")) == []


def test_a_status_set_by_hand_that_expired_is_listed():
    override = Override(id="o", record="r", status="green", reason="A plan is there.", until=date(2018, 1, 20), by="Bo")
    _, settle = found(CULTURE, override)
    assert settle.what == "Staff culture: the status set by hand expired on 20 Jan 2018"
    assert settle.why == "On track by Bo, A plan is there. Computed: off track"
    assert len(found(replace(CULTURE, likelihood=1), replace(override, until=DAY))) == 0


def test_two_sources_that_disagree_are_to_be_settled():
    phase = Action(id="e", title="Early Help phase 1", due=PartialDate("2018-05"), owner="Bo Roe")

    def says(source: str, statement: str) -> Provenance:
        return Provenance(id=f"p{len(source)}", record="e", field="due", source=source, statement=statement)

    assert said(phase, says("3.5", "May 2018."), says("3.25", "April 2018")) == [
        ("Two sources disagree: Early Help phase 1 (due)", "3.5: May 2018; 3.25: April 2018")
    ]
    assert said(phase, says("3.5", "May 2018"), says("3.25", "May 2018")) == []
    assert said(phase, says("3.5", "May 2018"), says("", "chosen by us")) == []


def test_what_is_missing_is_grouped():
    risks = [Risk(id=str(n), title=f"Risk {n}", likelihood=1, impact=1, mitigation="Some.") for n in range(5)]
    owned = replace(risks[0], id="o", owner="Ann Lee")
    assert said(*risks, owned, replace(risks[0], id="c", closed=DAY, closed_why="Over")) == [
        ("5 risks have no owner and no review date", "Risk 0; Risk 1; Risk 2; and 2 more"),
        ("1 risk has no review date", "Risk 0"),
    ]
    assert said(Risk(id="u", title="New", owner="A", review=PartialDate("2018-03"), mitigation="Some.")) == [
        ("1 risk has no score", "New")
    ]
    assert said(Action(id="x", title="Loose"), Action(id="y", title="Past", done=True)) == [
        ("1 action has no owner and no due date", "Loose")
    ]


def test_indicators_without_target_or_a_recent_reading_are_grouped():
    no_target = replace(OVERSIGHT, target=None)
    assert said(no_target, DECEMBER) == [("1 indicator has no target", "Management oversight")]
    assert said(OVERSIGHT) == [("1 indicator has no reading", "Management oversight")]
    assert said(OVERSIGHT, reading("i", "2017-04", "60")) == [
        ("1 indicator is not reported any more", "Management oversight: not reported since April 2017")
    ]
    on_track = reading("i", "2017-11", "96")
    assert said(OVERSIGHT, on_track) == [("1 indicator is late", "Management oversight: late, as at November 2017")]
    assert said(OVERSIGHT, reading("i", "2017-12", "96"), reading("i", "2017-Q4", "99")) == [
        ("1 indicator has a figure that does not fit the cadence", "Management oversight: Oct to Dec 2017")
    ]


def test_what_is_asked_about_and_what_was_ended_or_closed_without_a_reason_is_listed():
    unknown = replace(OVERSIGHT, better="unknown")
    assert said(unknown, DECEMBER) == [
        ("1 indicator has a target, and nobody has said which way is better", "Management oversight")
    ]
    assert said(replace(unknown, better="", target=None), DECEMBER) == []
    assert said(replace(OVERSIGHT, target=None, context=True), DECEMBER) == []
    assert said(replace(POSTS, ended_why="Not given")) == [
        ("1 action ended, day or reason not given", "Fill the posts")
    ]
    assert said(replace(POSTS, ended=JANUARY, ended_why="Merged")) == []
    assert said(replace(CULTURE, closed=DAY)) == [("1 risk was closed, reason not given", "Staff culture")]
    above = replace(CULTURE, likelihood=2, target_likelihood=4, target_impact=4)
    assert said(above) == [("1 risk has a target above its score", "Staff culture")]


def test_what_is_told_as_over_on_a_day_that_lies_ahead_is_listed_and_its_reason_says_so():
    ahead = PartialDate("2018-12")
    day = DAY.replace(year=2019)
    records = {
        Action(id="a", title="Train", done=True, done_on=ahead): "done in December 2018, a day that lies ahead",
        Action(id="e", title="Build", ended=ahead, ended_why="Merged"): "ended in December 2018, a day that lies ahead",
        Milestone(
            id="m", action="a", title="First", done=True, done_on=ahead
        ): "done in December 2018, a day that lies",
        Risk(id="r", title="Turnover", closed=day, closed_why="Gone"): "closed on 31 Jan 2019, a day that lies ahead",
        Recommendation(
            id="n", number=1, title="Act", met=day, evidence="Audit"
        ): "accepted as met on 31 Jan 2019, a day",
    }
    visit = Visit(id="v", title="Third", starts=ahead, happened=True)
    plan = plan_of(*records, visit)
    told = [a for a in needs_attention(plan, Ratings(plan)) if "told as over" in a.what]
    assert {record for attention in told for record in attention.records} == {*records, visit}
    for record, words in records.items():
        assert words in Ratings(plan).of(record).reason
    assert not any("told as over" in what for what, _why in said(*records, visit, on=date(2019, 2, 1)))


def test_a_trajectory_counts_as_a_target():
    planned = reading("i", "2017-12", "87.9", planned="85")
    assert said(replace(OVERSIGHT, target=None), planned) == []


def test_what_rests_on_illustrative_values_is_marked():
    first, second = found(OVERSIGHT, DECEMBER, CULTURE, *illustrative("r", "likelihood"))
    assert not first.illustrative
    assert second.illustrative


def test_a_waiting_action_is_listed_with_what_it_waits_for():
    late = Action(id="l", ref="A-04", title="Late", due=PartialDate("2018-01-22"), percent=90, owner="Bo Roe")
    quiet = replace(POSTS, due=PartialDate("2018-09"), percent=80)
    waits = Dependency(id="d", action="a", waits_for="l")
    assert said(quiet, late, waits)[1] == (
        "Fill the posts: blocked",
        "Blocked by A-04, 9 days overdue, due by September 2018, in 242 days, 80 % done. Owner: Bo Roe",
    )


def test_only_what_nobody_settled_is_listed_as_a_disagreement():
    two = [Provenance(id=s, record="a", field="due", source=s, statement=f"By {s}.") for s in ("3.5", "3.25")]
    calm = replace(POSTS, due=PartialDate("2018-09"))
    assert said(calm, *two) == [("Two sources disagree: Fill the posts (due)", "3.5: By 3.5; 3.25: By 3.25")]
    settled = Settlement(id="s", record="a", field="due", holds_true="May", reason="The later one.", by="Ann", day=DAY)
    assert said(calm, *two, settled) == []


def test_broken_strands_of_the_golden_thread_are_grouped():
    records = [
        Recommendation(id="1", number=1, title="Standards"),
        Recommendation(id="2", number=2, title="Thresholds"),
        Finding(id="f", of="v", title="Caseloads"),
        replace(CULTURE, likelihood=1, mitigation=""),
        replace(POSTS, due=PartialDate("2018-09")),
    ]
    assert said(*records) == [
        ("1 finding is answered by no action", "Caseloads"),
        ("2 recommendations are served by no action", "Standards; Thresholds"),
        ("1 risk has no mitigation", "Staff culture"),
        ("1 action serves nothing", "Fill the posts"),
    ]


def test_an_indicator_is_listed_as_acted_on_by_nobody_only_where_another_is_acted_on():
    good, other = (
        replace(OVERSIGHT, target=Decimal(80)),
        Indicator(id="o", title="Other", target=Decimal(80), better="higher"),
    )
    figures = [DECEMBER, reading("o", "2017-12", "90")]
    action = replace(POSTS, due=PartialDate("2018-09"))
    assert said(good, other, *figures, action) == []
    assert said(good, other, *figures, *linked("i", action)) == [("1 indicator is acted on by nobody", "Other")]


def test_two_meetings_of_a_body_on_a_day_are_listed_as_two_copies_may_bring_them():
    board, other = Body(id="b", title="Board"), Body(id="c", title="Cabinet")
    meetings = [Meeting(id=key, body="b", day=date(2018, 3, 20)) for key in ("m", "n")]
    apart = [Meeting(id="o", body="b", day=date(2018, 3, 21)), Meeting(id="p", body="c", day=date(2018, 3, 20))]
    (attention,) = found(board, other, *meetings, *apart)
    assert attention.what == "Two meetings on one day: Board, 20 Mar 2018"
    assert attention.records == tuple(meetings)
    assert found(board, other, meetings[0], *apart) == []
