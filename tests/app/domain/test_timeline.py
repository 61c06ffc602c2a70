"""The plan in time: the tree, and what its rows say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.records import Action, DateChange, Dependency, Link, Milestone, Objective, Record, Theme
from app.domain.schedule import PartialDate
from app.domain.timeline import Branch, Row, row, tree
from tests.app.domain.plans import linked, plan_of

ONE = Theme(id="t1", number=1, title="Leadership")
TWO = Theme(id="t2", number=2, title="Practice")
REACH = Objective(id="o", ref="O-01", theme="t2", title="Early help")
POSTS = Action(id="a", ref="A-01", title="Fill the posts", starts=PartialDate("2017-10"), due=PartialDate("2018-04"))
PHASE = Action(id="b", ref="A-02", title="Phase 1", objective="o", due=PartialDate("2018-05"), done=True)
LOOSE = Action(id="c", ref="A-03", title="Loose", due=PartialDate("2018-03"))
APRIL, MAY = PartialDate("2018-04"), PartialDate("2018-05")


def shape(branches: tuple[Branch, ...]) -> list[object]:
    """The keys of a tree, nested as it is."""
    return [
        [branch.record.id if branch.record else "", *shape(branch.branches)] if branch.branches
        else branch.record.id if branch.record else ""
        for branch in branches
    ]  # fmt: skip


def row_of(action: Record, *records: Record) -> Row:
    return row(plan_of(action, *records), Branch(record=action))


def test_actions_stand_under_their_objective_or_else_under_their_first_theme_or_last_under_none():
    plan = plan_of(ONE, TWO, REACH, PHASE, LOOSE, *linked("t2", POSTS), Link(id="a t1", item="a", serves="t1"))
    assert shape(tree(plan)) == [["t1", "a"], ["t2", ["o", "b"]], ["", "c"]]


def test_without_loose_actions_there_is_no_branch_for_them():
    assert shape(tree(plan_of(ONE, TWO))) == ["t1", "t2"]
    assert tree(plan_of()) == ()


def test_one_theme_has_all_that_serves_it_even_what_stands_elsewhere():
    plan = plan_of(ONE, TWO, REACH, *linked("t1", PHASE, POSTS), LOOSE)
    assert shape(tree(plan, ONE)) == ["a", "b"]
    assert shape(tree(plan, TWO)) == [["o", "b"]]


def test_milestones_stand_under_their_action_by_date_those_without_one_last():
    steps = [Milestone(id=key, action="a", title=key, due=due) for key, due in (("x", None), ("y", MAY), ("z", APRIL))]
    plan = plan_of(ONE, *linked("t1", POSTS), *steps)
    assert shape(tree(plan)) == [["t1", ["a", "z", "y", "x"]]]


def test_an_objective_that_lost_its_theme_does_not_hide_its_actions():
    assert shape(tree(plan_of(ONE, REACH, PHASE))) == ["t1", ["", "b"]]


def test_a_theme_or_objective_spans_its_actions_and_counts_what_is_done():
    plan = plan_of(TWO, REACH, PHASE, *linked("t2", POSTS))
    (branch,) = tree(plan)
    found = row(plan, branch)
    assert (found.record, found.starts, found.due) == (TWO, PartialDate("2017-10"), MAY)
    assert (found.finished, found.total, found.done) == (1, 2, False)
    assert row(plan, branch.branches[0]).done
    empty = row(plan_of(ONE), Branch(record=ONE))
    assert (empty.starts, empty.due, empty.done, empty.total) == (None, None, False, 0)


def test_an_action_counts_its_milestones():
    steps = [Milestone(id="x", action="a", title="X", done=True), Milestone(id="y", action="a", title="Y")]
    plan = plan_of(ONE, *linked("t1", POSTS), *steps)
    found = row(plan, tree(plan)[0].branches[0])
    assert (found.finished, found.total) == (1, 2)
    assert row(plan, tree(plan)[0].branches[0].branches[0]).done


def moved(was: PartialDate, now: PartialDate, day: date, key: str = "d") -> DateChange:
    return DateChange(id=key, record="a", was=was, now=now, reason="Two bidders withdrew", day=day)


def test_a_date_that_was_moved_keeps_the_first_one_and_says_by_how_much():
    first = moved(PartialDate("2018-03-01"), APRIL, date(2018, 1, 5), "z")
    second = moved(APRIL, MAY, date(2018, 1, 20), "y")
    found = row_of(replace(POSTS, due=MAY), second, first)
    assert (found.original, found.slipped, found.changes) == (PartialDate("2018-03-01"), 91, (first, second))


def test_a_date_brought_forward_slips_by_less_than_nothing_and_one_that_is_back_by_nothing():
    assert row_of(POSTS, moved(MAY, APRIL, date(2018, 1, 5))).slipped == -31
    back = row_of(POSTS, moved(APRIL, MAY, date(2018, 1, 5)), moved(MAY, APRIL, date(2018, 1, 9), "e"))
    assert (back.original, back.slipped, len(back.changes)) == (None, 0, 2)
    assert row_of(POSTS).original is None
    gone = row_of(replace(POSTS, due=None), moved(APRIL, MAY, date(2018, 1, 5)))
    assert (gone.original, gone.slipped) == (APRIL, 0)


def test_a_milestone_slips_too():
    step = Milestone(id="m", action="a", title="Adverts", due=MAY)
    change = replace(moved(APRIL, MAY, date(2018, 1, 5)), record="m")
    assert row_of(step, change).slipped == 31


def test_what_an_action_waits_for_and_what_it_holds_up():
    waits = Dependency(id="d", action="a", waits_for="c")
    late = replace(LOOSE, due=PartialDate("2018-01-22"), percent=95)
    plan = plan_of(POSTS, late, waits)
    waiting, holding = row(plan, Branch(record=POSTS)), row(plan, Branch(record=late))
    assert (waiting.waits_for, waiting.holds_up) == ((late,), ())
    assert waiting.blocked == "A-03, 9 days overdue"
    assert (holding.holds_up, holding.waits_for, holding.blocked) == ((POSTS,), (), "")


def test_what_is_done_holds_nothing_up():
    waits = Dependency(id="d", action="a", waits_for="c")
    done = replace(LOOSE, done=True)
    assert row_of(done, POSTS, waits).holds_up == ()
    assert row_of(POSTS, done, waits).waits_for == (done,)
    assert row_of(POSTS, done, waits).blocked == ""
    assert row_of(LOOSE, replace(POSTS, done=True), waits).holds_up == ()


def test_actions_that_wait_for_each_other_in_a_circle_still_have_rows():
    circle = [Dependency(id="d", action="a", waits_for="c"), Dependency(id="e", action="c", waits_for="a")]
    found = row_of(POSTS, LOOSE, *circle)
    assert (found.waits_for, found.holds_up) == ((LOOSE,), (LOOSE,))
