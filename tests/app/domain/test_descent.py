"""Whether mitigation works: what is said of a score over time, and when nothing can be said yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.descent import Descent, Effect, descent, effect, planned_by, span_of
from app.domain.plan import Plan
from app.domain.records import Action, Link, Mitigation, Record, Risk, Scoring
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, plan_of, usual_score

TWELVE: dict[str, Any] = {"likelihood": 3, "impact": 4}


def scoring(day: str, likelihood: int, impact: int, of: str = "current", reason: str = "") -> Scoring:
    return Scoring(
        id=f"{of} {day} {likelihood}", risk="r", of=of, day=PartialDate(day), likelihood=likelihood, impact=impact,
        reason=reason,
    )  # fmt: skip


def done(day: str | None, key: str = "m") -> Mitigation:
    when = PartialDate(day) if day else None
    return Mitigation(id=key, risk="r", title=f"Measure {key}", done=True, done_on=when)


def told(*others: Record, **fields: Any) -> Descent:
    risk = Risk(id="r", title="Staff leave", **({**TWELVE} | fields))
    return descent(plan_of(risk, *others), risk)


BEFORE, AFTER = scoring("2017-06-30", 4, 4), scoring("2018-01-10", 3, 4)


def test_a_score_that_fell_after_something_was_finished_is_told_with_both_figures():
    found = told(BEFORE, AFTER, done("2017-12-01"))
    assert found.verdict is Effect.LOWER
    assert found.why == "Score 16 before the first mitigation was finished, 12 now; 1 mitigation is finished."
    assert [(str(each.day), each.score) for each in found.scored] == [("30 Jun 2017", 16), ("10 Jan 2018", 12)]


def test_a_score_that_stayed_or_rose_is_told_so():
    same = told(scoring("2017-06-30", 3, 4), done("2017-12-01"), reviewed=PartialDate("2018-01-10"))
    assert (same.verdict, same.why) == (
        Effect.SAME, "1 mitigation is finished since 1 Dec 2017; score 12 before, 12 now."
    )  # fmt: skip
    risen = told(scoring("2017-06-30", 2, 4), AFTER, done("2017-12-01"))
    assert risen.verdict is Effect.HIGHER


@pytest.mark.parametrize(
    ("others", "fields", "why"),
    [
        ((), {"likelihood": None, "impact": None}, "The risk is not scored."),
        ((BEFORE, AFTER), {}, "No mitigation is finished."),
        ((BEFORE, AFTER, done(None)), {}, "Nobody says when 1 mitigation was finished."),
        ((BEFORE, done("2017-12-01")), {}, "Nobody says when it was scored 12."),
        (
            (AFTER, done("2017-12-01")), {},
            "No score is known from before 1 Dec 2017, when the first mitigation was finished.",
        ),
        (
            (scoring("2017-06-30", 3, 4), done("2017-12-01")), {},
            "Nobody has scored or reviewed it since 1 Dec 2017, when the first mitigation was finished.",
        ),
        (
            (BEFORE, AFTER, done("2018-01")), {},
            "Nobody has scored or reviewed it since January 2018, when the first mitigation was finished.",
        ),
    ],
)  # fmt: skip
def test_it_cannot_be_judged_yet_while_something_is_not_known(
    others: tuple[Record, ...], fields: dict[str, Any], why: str
):
    found = told(*others, **fields)
    assert (found.verdict, found.why) == (Effect.UNKNOWN, why)


def test_linked_actions_count_and_of_one_day_the_score_that_holds():
    risk = Risk(id="r", title="Staff leave", **TWELVE)
    action = Action(id="a", title="Recruit", done=True, done_on=PartialDate("2017-12-01"))
    slip = scoring("2018-01-10", 5, 4)
    plan = plan_of(risk, BEFORE, slip, AFTER, action, Link(id="l", item="a", serves="r"))
    found = descent(plan, risk)
    assert [each.title for each in found.finished] == ["Recruit"]
    assert [each.score for each in found.scored] == [16, 12]
    assert found.verdict is Effect.LOWER


def test_a_score_that_is_confirmed_is_the_same_score():
    found = told(scoring("2017-06-30", 3, 4), scoring("2018-01-10", 3, 4, reason="No money"))
    assert [(str(each.day), each.score) for each in found.scored] == [("30 Jun 2017", 12)]


TARGET: dict[str, Any] = {"target_likelihood": 2, "target_impact": 3}


@pytest.mark.parametrize(
    ("fields", "planned"),
    [
        ({}, "No target is set."),
        (TARGET, "Target 6, score 12 now; nobody says by when."),
        ({**TARGET, "target_by": PartialDate("2018-04-30")}, "Target 6 by 30 Apr 2018: score 12 now, 89 days left."),
        (
            {**TARGET, "target_by": PartialDate("2018-01-01")},
            "Target 6 by 1 Jan 2018: not reached, score 12, 30 days late.",
        ),
        ({"target_likelihood": 3, "target_impact": 4}, "The target of 12 is reached, score 12 since 10 Jan 2018."),
        ({**TARGET, "likelihood": None, "impact": None}, "Target 6; the risk is not scored."),
    ],
)  # fmt: skip
def test_the_way_to_the_target_is_told_against_what_was_planned(fields: dict[str, Any], planned: str):
    assert told(BEFORE, AFTER, **fields).planned == planned


def test_without_a_day_of_its_own_the_target_is_due_with_the_last_mitigation():
    risk = Risk(id="r", title="Staff leave", **TWELVE, **TARGET)
    open_one = Mitigation(id="m", risk="r", title="Bonus", due=PartialDate("2018-03-31"))
    ended = Mitigation(id="e", risk="r", title="No", due=PartialDate("2019-03-31"), ended_why="No money")
    plan = plan_of(risk, BEFORE, AFTER, open_one, ended)
    assert planned_by(plan, risk) == (PartialDate("2018-03-31"), False)
    found = descent(plan, risk)
    assert found.planned == "Target 6 by 31 Mar 2018, when the last mitigation is due: score 12 now, 59 days left."
    assert found.way is not None
    assert (found.way.starts, found.way.score, found.way.target) == (date(2017, 6, 30), 16, 6)
    assert span_of(found) == (date(2017, 6, 30), date(2018, 3, 31))


def test_where_nobody_says_since_when_the_score_holds_no_way_is_drawn_from_it():
    found = told(BEFORE, **TARGET, target_by=PartialDate("2018-06-30"))
    assert found.is_open_ended
    assert found.way is None
    assert found.alt.startswith("Score 16 since 30 Jun 2017 and 12 now, since when is not known. Target 6")


def test_the_way_begins_where_the_score_stood_when_the_target_was_set():
    set_then = scoring("2018-01-20", 2, 3, "target")
    found = told(BEFORE, AFTER, set_then, **TARGET, target_by=PartialDate("2018-06-30"))
    assert found.way is not None
    assert (found.way.starts, found.way.score) == (date(2018, 1, 20), 12)


days_before = st.integers(min_value=0, max_value=900).map(lambda back: DAY - timedelta(days=back))
cells = st.tuples(st.integers(1, 5), st.integers(1, 5))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Plan, Risk]:
    """A risk scored and reviewed on any days, with anything finished on any."""
    given_scores = draw(st.dictionaries(days_before, cells, max_size=5))
    finished = draw(st.lists(st.none() | days_before, max_size=4))
    now = draw(st.none() | cells | st.sampled_from([*given_scores.values()] or [(1, 1)]))
    reviewed = draw(st.none() | days_before)
    risk = Risk(
        id="r", title="Staff leave", likelihood=now[0] if now else None, impact=now[1] if now else None,
        reviewed=PartialDate.of(reviewed) if reviewed else None,
    )  # fmt: skip
    kept = [scoring(day.isoformat(), *cell) for day, cell in given_scores.items()]
    measures = [done(day.isoformat() if day else None, str(n)) for n, day in enumerate(finished)]
    return plan_of(risk, *kept, *measures), risk


@given(histories())
def test_it_is_judged_if_and_only_if_the_score_is_known_before_something_was_finished_and_was_looked_at_after(
    history: tuple[Plan, Risk],
):
    plan, risk = history
    found = descent(plan, risk)
    scored = [(each.day.first, (each.likelihood or 0, each.impact or 0)) for each in plan.all(Scoring) if each.day]
    ends = [each.done_on.first for each in plan.all(Mitigation) if each.done_on]
    first = min(ends, default=date.max)
    known = usual_score(risk) is not None and (risk.likelihood, risk.impact) in [cell for _day, cell in scored]
    before = [day for day, _cell in scored if day < first]
    looked = [day for day, _cell in scored if day >= first]
    looked += [risk.reviewed.first] if risk.reviewed and risk.reviewed.first >= first else []
    judged = bool(known and ends and before and looked)
    assert (found.verdict is not Effect.UNKNOWN) == judged
    assert effect(plan, risk) is found.verdict
    if judged:
        was = dict(scored)[max(before)]
        now = usual_score(risk)
        assert now is not None
        word = {-1: Effect.LOWER, 0: Effect.SAME, 1: Effect.HIGHER}
        assert found.verdict is word[(now > was[0] * was[1]) - (now < was[0] * was[1])]


@given(histories())
def test_nothing_is_said_of_a_day_that_lies_ahead_but_what_was_planned(history: tuple[Plan, Risk]):
    plan, risk = history
    found = descent(plan, risk)
    assert all(each.day.last <= plan.position for each in (*found.scored, *found.finished))
    assert found.way is None, "nobody planned anything"
    if (span := span_of(found)) is not None:
        assert span[1] == plan.position
