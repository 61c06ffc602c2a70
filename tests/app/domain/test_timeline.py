"""The plan in time: order of steps, dates that were moved, what holds up what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.records import Action, DateChange, Dependency, Milestone
from app.domain.schedule import PartialDate
from app.domain.timeline import holds_up, milestones, moved
from tests.app.domain.plans import plan_of

POSTS = Action(id="a", ref="A-01", title="Fill the posts", due=PartialDate("2018-04"))
LOOSE = Action(id="c", ref="A-03", title="Loose", due=PartialDate("2018-03"))
APRIL, MAY = PartialDate("2018-04"), PartialDate("2018-05")


def test_milestones_come_by_date_those_without_one_last():
    steps = [Milestone(id=key, action="a", title=key, due=due) for key, due in (("x", None), ("y", MAY), ("z", APRIL))]
    plan = plan_of(POSTS, *steps, Milestone(id="o", action="c", title="Other", due=APRIL))
    assert [step.id for step in milestones(plan, POSTS)] == ["z", "y", "x"]


def change(was: PartialDate, now: PartialDate, day: date, key: str = "d") -> DateChange:
    return DateChange(id=key, record="a", was=was, now=now, reason="Two bidders withdrew", day=day)


def test_a_date_that_was_moved_keeps_the_first_one_and_says_by_how_much():
    first = change(PartialDate("2018-03-01"), APRIL, date(2018, 1, 5), "z")
    second = change(APRIL, MAY, date(2018, 1, 20), "y")
    late = replace(POSTS, due=MAY)
    assert moved(plan_of(late, second, first), late) == (PartialDate("2018-03-01"), 91, (first, second))


def test_a_date_brought_forward_is_moved_by_less_than_nothing():
    assert moved(plan_of(POSTS, change(MAY, APRIL, date(2018, 1, 5))), POSTS)[:2] == (MAY, -31)


def test_a_date_that_stands_where_it_did_was_not_moved():
    there, back = change(APRIL, MAY, date(2018, 1, 5)), change(MAY, APRIL, date(2018, 1, 9), "e")
    assert moved(plan_of(POSTS, back, there), POSTS) == (None, 0, (there, back))
    assert moved(plan_of(POSTS), POSTS) == (None, 0, ())


def test_a_date_that_was_taken_away_is_told_without_days():
    undated = replace(POSTS, due=None)
    assert moved(plan_of(undated, change(APRIL, MAY, date(2018, 1, 5))), undated)[:2] == (APRIL, 0)


def test_a_milestone_is_moved_like_an_action():
    step = Milestone(id="m", action="a", title="Adverts", due=MAY)
    assert moved(plan_of(step, replace(change(APRIL, MAY, date(2018, 1, 5)), record="m")), step)[1] == 31


def test_an_open_action_holds_up_the_open_ones_that_wait_for_it():
    waits = Dependency(id="d", action="a", waits_for="c")
    assert holds_up(plan_of(POSTS, LOOSE, waits), LOOSE) == (POSTS,)
    assert holds_up(plan_of(POSTS, LOOSE, waits), POSTS) == ()
    done = replace(LOOSE, done=True)
    assert holds_up(plan_of(POSTS, done, waits), done) == ()
    assert holds_up(plan_of(replace(POSTS, done=True), LOOSE, waits), LOOSE) == ()
