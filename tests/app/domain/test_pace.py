"""How much of the plan is done against how much of its time is gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pace import pace, percent
from app.domain.records import Action, Objective, Programme, Theme
from app.domain.schedule import PartialDate
from tests.app.domain.plans import illustrative, linked, plan_of

PROGRAMME = Programme(id="p", title="Improvement", started=PartialDate("2017-06-27"), goal=date(2019, 4, 30))
HALF = date(2018, 5, 29)


def actions(done: int, total: int) -> list[Action]:
    return [Action(id=str(n), title=f"Action {n}", done=n < done) for n in range(total)]


def test_it_tells_what_is_done_and_what_time_is_gone():
    found = pace(plan_of(PROGRAMME, *actions(6, 30)))
    assert (found.done, found.total, found.share_done, found.days_left) == (6, 30, Decimal("0.2"), 454)
    assert found.time_gone == Decimal(218) / 672
    assert found.sentence == (
        "6 of 30 actions are done, 20 %, with 32 % of the time to 30 Apr 2019 gone: well behind the time."
    )


@pytest.mark.parametrize(
    ("done", "words"),
    [(51, "ahead of the time"), (50, "level with the time"), (45, "about level with the time"),
     (44, "behind the time"), (35, "behind the time"), (34, "well behind the time")],
)  # fmt: skip
def test_the_words_follow_the_plan_s_thresholds_for_pace(done: int, words: str):
    assert pace(plan_of(PROGRAMME, *actions(done, 100), on=HALF)).sentence.endswith(f"gone: {words}.")


def test_it_is_told_in_short_and_of_one_action_alone():
    assert pace(plan_of(PROGRAMME, *actions(6, 30))).short == "6 of 30 actions done, 32 % of the time gone"
    assert pace(plan_of(Programme(id="p", title="x"), *actions(0, 1))).short == "0 of 1 action done"
    assert pace(plan_of(PROGRAMME)).short == "No action yet, 32 % of the time gone"
    assert pace(plan_of(PROGRAMME, *actions(0, 1))).sentence.startswith("0 of 1 action is done, 0 %")


def test_a_theme_has_the_pace_of_its_own_actions():
    theme = Theme(id="t", number=1, title="Practice")
    first, second, third = actions(2, 3)
    working = Action(id="w", title="Works towards it", objective="o", done=True)
    plan = plan_of(PROGRAMME, theme, Objective(id="o", theme="t", title="Reach it"), *linked("t", first, third), second,
                   working)  # fmt: skip
    assert (pace(plan, theme).done, pace(plan, theme).total) == (2, 3)
    assert pace(plan, theme).sentence.startswith("2 of 3 actions are done, 67 %")


def test_what_is_not_known_is_said():
    assert pace(plan_of(PROGRAMME)).sentence == "There are no actions yet."
    assert pace(plan_of(PROGRAMME)).share_done is None
    undated = pace(plan_of(*actions(1, 2)))
    assert (undated.time_gone, undated.days_left) == (None, None)
    assert undated.sentence == "1 of 2 actions is done, 50 %; the programme's start and goal are not both given."


def test_after_the_goal_it_says_how_long_ago_that_was():
    over = pace(plan_of(PROGRAMME, *actions(1, 2), on=date(2019, 5, 3)))
    assert (over.time_gone, over.days_left) == (1, -3)
    assert over.sentence == "1 of 2 actions is done, 50 %; the goal of 30 Apr 2019 passed 3 days ago."
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
