"""What lies ahead, the soonest first."""

from __future__ import annotations

from datetime import date

from app.domain.coming import coming_up
from app.domain.records import Action, Body, Meeting, Milestone, Override, Programme, Risk, Stage, Visit
from app.domain.schedule import PartialDate
from tests.app.domain.plans import illustrative, plan_of

CULTURE = Risk(id="r", title="Staff culture", owner="Ann Lee", review=PartialDate("2018-03"))
POSTS = Action(id="a", title="Fill the posts", due=PartialDate("2018-04"), owner="Bo Roe")


def test_nothing_lies_ahead_of_an_empty_plan():
    assert list(coming_up(plan_of())) == []


def test_what_lies_ahead_is_listed_by_day():
    plan = plan_of(
        Programme(id="p", title="Improvement", goal=date(2019, 4, 30), wanted="good"),
        Stage(id="s", number=2, title="Embedding", ends=PartialDate("2018-03")),
        Body(id="b", title="Cabinet"),
        Meeting(id="m", body="b", day=date(2018, 3, 20), purpose="Quarterly report"),
        Meeting(id="past", body="b", day=date(2017, 11, 23), closed=date(2017, 11, 23)),
        Visit(
            id="v",
            title="Third visit",
            starts=PartialDate("2018-05-01"),
            ends=PartialDate("2018-05-02"),
            focus="Missing",
        ),
        POSTS,
        Action(id="late", title="Late", due=PartialDate("2018-01-30")),
        Milestone(id="ms", action="a", title="Adverts out", due=PartialDate("2018-01-31")),
        CULTURE,
        Override(id="o", record="r", status="green", reason="Yes", until=date(2018, 2, 28), by="Bo"),
        *illustrative("a", "due"),
    )
    found = coming_up(plan)
    assert [(coming.when, coming.what, coming.detail) for coming in found] == [
        ("31 Jan 2018", "Adverts out", "Milestone of Fill the posts"),
        ("28 Feb 2018", "Staff culture: the status set by hand ends", "On track, set by Bo"),
        ("20 Mar 2018", "Cabinet", "Quarterly report"),
        ("by March 2018", "Staff culture", "Risk review, Ann Lee"),
        ("by March 2018", "Stage 2: Embedding", "Stage ends"),
        ("by April 2018", "Fill the posts", "Action due, Bo Roe"),
        ("1 to 2 May 2018", "Third visit", "Missing"),
        ("30 Apr 2019", "Improvement", "Goal: good"),
    ]
    assert [coming.record.id for coming in found if coming.illustrative] == ["a"]
    third = next(coming for coming in found if coming.record.id == "v")
    assert [third.day_in(2018, 5), third.day_in(2018, 4)] == ["1 to 2 May", "1 to 2 May 2018"]
    assert next(coming for coming in found if coming.record.id == "r").day_in(2018, 3) == ""
