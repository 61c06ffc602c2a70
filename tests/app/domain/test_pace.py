"""How much of the plan is done against how much of its time is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.pace import pace, percent
from app.domain.records import Action, DateChange, Objective, Programme, Stage, Theme
from app.domain.schedule import PartialDate
from tests.app.domain.plans import illustrative, linked, plan_of

PROGRAMME = Programme(id="p", title="Improvement", started=PartialDate("2017-06-27"), goal=date(2019, 4, 30))


def actions(done: int, total: int) -> list[Action]:
    return [Action(id=str(n), title=f"Action {n}", done=n < done) for n in range(total)]


def dated(key: str, due: str | None, *, done: bool = False) -> Action:
    return Action(id=key, title=key, due=PartialDate(due) if due else None, done=done)


def test_it_tells_of_what_should_be_done_by_now_how_much_is_and_beside_it_the_rest():
    found = pace(plan_of(
        PROGRAMME, dated("kept", "2017-12", done=True), dated("kept too", "2018-01-30", done=True),
        dated("late", "2018-01-01"), dated("today", "2018-01-31"), dated("later", "2018-09"),
        dated("early", "2018-09", done=True), dated("loose", None, done=True), dated("undated", None),
        Action(id="x", title="Merged", due=PartialDate("2017-01"), ended_why="Merged"),
    ))  # fmt: skip
    assert (found.passed, found.kept, found.early, found.later, found.undated) == (3, 2, 2, 2, 1)
    assert found.time_gone == Decimal(218) / 672
    assert found.sentence == (
        "2 of the 3 actions whose date has passed are done; 2 more done early or without a date; 2 due later;"
        " 1 has no date. 50 % of all actions done, 32 % of the time to 30 Apr 2019 gone."
    )
    assert found.short == "2 of the 3 actions due by now done, 32 % of the time gone"


def test_a_date_that_was_moved_after_it_had_passed_counts_as_passed():
    late = dated("late", "2018-06")
    change = DateChange(
        id="c", record="late", was=PartialDate("2017-12"), now=late.due, reason="Time", day=date(2018, 1, 30)
    )
    assert pace(plan_of(late, change)).passed == 1
    assert pace(plan_of(late, replace(change, day=date(2017, 12, 30)))).passed == 0


def test_a_date_ahead_that_was_taken_away_is_no_date_that_passed():
    bare = dated("bare", None)
    change = DateChange(
        id="c", record="bare", was=PartialDate("2018-12"), now=None, reason="Open", day=date(2018, 1, 20)
    )
    assert pace(plan_of(bare, change)).sentence.startswith(
        "No action was due yet; 0 are done; 0 due later; 1 has no date."
    )


def test_where_nothing_was_due_yet_that_is_said():
    found = pace(plan_of(PROGRAMME, *actions(6, 6), dated("later", "2018-09")))
    assert found.sentence.startswith("No action was due yet; 6 are done; 1 due later; 0 have no date.")
    assert found.short == "No action due yet, 6 done, 32 % of the time gone"


def test_the_clock_starts_with_the_first_stage_else_when_the_plan_was_agreed():
    stage = Stage(id="s", number=1, title="Foundations", starts=PartialDate("2017-05"))
    assert pace(plan_of(PROGRAMME, stage)).time_gone == Decimal(275) / 729
    assert pace(plan_of(PROGRAMME)).time_gone == Decimal(218) / 672


def test_a_theme_has_the_pace_of_its_own_actions():
    theme = Theme(id="t", number=1, title="Practice")
    first, second, third = actions(2, 3)
    working = Action(id="w", title="Works towards it", objective="o", done=True)
    plan = plan_of(PROGRAMME, theme, Objective(id="o", theme="t", title="Reach it"), *linked("t", first, third), second,
                   working)  # fmt: skip
    assert (pace(plan, theme).done, pace(plan, theme).total) == (2, 3)


def test_what_is_not_known_is_said():
    assert pace(plan_of(PROGRAMME)).sentence == "There are no actions yet."
    assert pace(plan_of(PROGRAMME)).share_done is None
    undated = pace(plan_of(*actions(1, 2)))
    assert (undated.time_gone, undated.days_left) == (None, None)
    assert undated.sentence.endswith("50 % of all actions done; the programme's start and goal are not both given.")


def test_after_the_goal_it_says_how_long_ago_that_was():
    over = pace(plan_of(PROGRAMME, *actions(1, 2), on=date(2019, 5, 3)))
    assert (over.time_gone, over.days_left) == (1, -3)
    assert over.sentence.endswith("50 % of all actions done, the goal of 30 Apr 2019 passed 3 days ago.")
    assert pace(plan_of(PROGRAMME, *actions(1, 2), on=date(2019, 4, 30))).sentence.endswith("is today.")


def test_it_is_illustrative_where_the_facts_alone_say_otherwise():
    one, two = actions(1, 2)
    assert pace(plan_of(PROGRAMME, one, two, *illustrative("0", "done"))).illustrative
    assert not pace(plan_of(PROGRAMME, one, two, *illustrative("1", "due"))).illustrative


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_share_is_never_rounded_to_nothing_or_to_all(part: int, more: int):
    shown = percent(Decimal(part) / (part + more))
    assert shown not in ("0 %", "100 %")
    assert (percent(Decimal(0)), percent(Decimal(1))) == ("0 %", "100 %")
