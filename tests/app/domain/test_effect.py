"""What figures did before and after what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.effect import NOT_BECAUSE, EffectVerdict, FigureEffect, occasions, occasions_of
from app.domain.effect import effect as effect_of
from app.domain.plan import Plan
from app.domain.records import Action, Decision, Indicator, Link, Meeting, Reading, Record, Visit
from app.domain.schedule import PartialDate
from tests.app.domain.plans import illustrative, plan_of, reading

OVERSIGHT = Indicator(id="i", title="Management oversight", target=Decimal(95), better="higher")
FIRST = 2015 * 12  # January 2015
AUDITS = Action(id="a", title="Weekly audits", done=True, done_on=PartialDate("2016-01-01"))
LOW = [50, 52, 51, 49, 50, 51, 50, 49, 51, 50, 52, 51]  # the year 2015


def month(number: int) -> str:
    return f"{(FIRST + number) // 12}-{(FIRST + number) % 12 + 1:02}"


def monthly(values: list[int]) -> list[Reading]:
    return [reading("i", month(number), str(value)) for number, value in enumerate(values)]


def plan(values: list[int], *records: Record, indicator: Indicator = OVERSIGHT, done: Record = AUDITS) -> Plan:
    return plan_of(
        indicator, done, Link(id="l", item=done.id, serves="i"), *monthly(values), *records, on=date(2020, 1, 31)
    )


def effect(
    values: list[int], *records: Record, indicator: Indicator = OVERSIGHT, done: Record = AUDITS
) -> FigureEffect:
    made = plan(values, *records, indicator=indicator, done=done)
    (found,) = occasions(made, [indicator])
    assert occasions_of(made, done) == [found]
    return effect_of(made, found)


def test_a_level_that_is_better_after_it_is_an_improvement_after_it():
    found = effect([*LOW, *(70 + n % 3 for n in range(12))])
    assert found.verdict is EffectVerdict.IMPROVEMENT
    assert found.when == "done 1 Jan 2016"
    assert found.figures == "51 % in December 2015 before, 72 % in December 2016 since."
    assert found.why == "Above the upper process limit from January 2016."
    assert found.rests_on == f"{found.figures} {found.why}"


def test_the_better_direction_says_what_a_change_is():
    values = [*LOW, *(70 + n % 3 for n in range(12))]
    assert effect(values, indicator=replace(OVERSIGHT, better="lower")).verdict is EffectVerdict.CONCERN
    assert effect(values, indicator=replace(OVERSIGHT, better="unknown")).verdict is EffectVerdict.NEUTRAL


def test_seven_usual_figures_since_are_no_change_and_three_cannot_be_judged_yet():
    found = effect([*LOW, 50, 51, 49])
    assert (found.verdict, found.why) == (EffectVerdict.OPEN, "Three figures since.")
    assert effect([*LOW, 50, 51, 49, 50, 52, 51]).verdict is EffectVerdict.OPEN
    found = effect([*LOW, 50, 51, 49, 50, 52, 51, 50])
    assert (found.verdict, found.why) == (EffectVerdict.NONE, "7 figures since, all within the usual variation.")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (LOW, "No figure since."),
        (LOW[:8], "No figure since."),
    ],
)
def test_without_figures_since_nothing_can_be_judged(values, why):
    found = effect(values)
    assert (found.verdict, found.why) == (EffectVerdict.OPEN, why)


def test_without_a_figure_before_nothing_can_be_judged():
    found = effect([70, 71], done=replace(AUDITS, done_on=PartialDate("2014-06")))
    assert (found.verdict, found.why) == (EffectVerdict.OPEN, "No figure before.")


def test_fewer_figures_than_limits_need_cannot_be_judged():
    found = effect(LOW, done=replace(AUDITS, done_on=PartialDate("2015-08-20")))
    assert (found.verdict, found.why) == (EffectVerdict.OPEN, "Limits need 13 figures; there are 12 figures.")


def test_what_was_changing_before_is_not_a_change_after_it():
    rising = [50, 51, 49, 50, 51, 50, 52, 55, 58, 61, 64, 67, 70, 73, 76]
    found = effect(rising)
    assert found.verdict is EffectVerdict.BEFORE
    assert found.why.endswith("on.")


def test_a_trend_may_begin_with_the_last_figure_before():
    flat = [50, 51, 49, 50, 51, 50, 49, 51, 50, 51, 49, 48]
    found = effect([*flat, 50, 52, 54, 56, 58, 60, 62, 64])
    assert found.verdict is EffectVerdict.IMPROVEMENT


def test_a_change_that_did_not_hold_says_so():
    found = effect([*LOW, 50, 51, 75, 50, 53, 50, 53, 50, 53])
    assert found.verdict is EffectVerdict.IMPROVEMENT
    assert found.why == "Above the upper process limit in March 2016. The latest figure is within the usual variation."
    both = effect([*LOW, 51, 50, 80, 51, 50, 51, 20, 50, 51])
    assert both.verdict is EffectVerdict.BOTH
    assert "and below the lower process limit in July 2016" in both.why


def test_the_month_in_which_it_happened_is_neither_before_nor_after():
    found = effect([*LOW, 70, 50], done=replace(AUDITS, done_on=PartialDate("2016-01-12")))
    assert found.figures == "51 % in December 2015 before, 50 % in February 2016 since."
    month_end = effect([*LOW, 70, 50], done=replace(AUDITS, done_on=PartialDate("2016-01-31")))
    assert month_end.figures == "70 % in January 2016 before, 50 % in February 2016 since."


def test_an_action_that_is_not_done_has_no_effect_and_one_without_a_day_cannot_be_judged():
    assert not occasions(plan(LOW, done=replace(AUDITS, done=False)), [OVERSIGHT])
    found = effect(LOW, done=replace(AUDITS, done_on=None))
    assert (found.verdict, found.when, found.figures) == (EffectVerdict.OPEN, "day not given", "")
    assert found.why == "Nobody has said on which day."


def test_decisions_count_from_their_meeting_and_visits_from_their_last_day():
    values = [*LOW, *(70 + n % 3 for n in range(12))]
    met = Meeting(id="m", body="b", day=date(2016, 1, 1))
    decided = Decision(id="d", meeting="m", title="Fund it")
    assert effect(values, met, done=decided).when == "decided 1 Jan 2016"
    assert not occasions(plan(values, replace(met, day=date(2021, 1, 1)), done=decided), [OVERSIGHT])
    seen = Visit(id="v", title="First visit", happened=True, starts=PartialDate("2015-12-30"))
    found = effect(values, done=replace(seen, ends=PartialDate("2016-01-01")))
    assert (found.when, found.verdict) == ("visit 1 Jan 2016", EffectVerdict.IMPROVEMENT)
    assert not occasions(plan(values, done=replace(seen, happened=False)), [OVERSIGHT])


def test_it_rests_on_what_is_illustrative_and_says_so():
    found = effect(LOW, *illustrative(f"i {month(3)}", "value"), done=replace(AUDITS, done_on=PartialDate("2015-08")))
    assert not found.illustrative
    assert effect(LOW, *illustrative("a", "done_on")).illustrative
    assert effect([*LOW, 50], *illustrative(f"i {month(3)}", "value")).illustrative


def test_nothing_is_said_to_be_because_of_it():
    assert "not because" in NOT_BECAUSE
    for verdict in EffectVerdict:
        assert "because" not in verdict


FIGURES = st.lists(st.integers(0, 100), min_size=13, max_size=40)


@given(FIGURES, st.integers(0, 40), st.integers(-300, 300), st.integers(1, 9))
def test_moving_or_stretching_all_figures_changes_no_verdict(values, at, move, times):
    done = replace(AUDITS, done_on=PartialDate(month(at)))
    plain = replace(OVERSIGHT, unit="£")
    found = effect(values, indicator=plain, done=done)
    other = effect([value * times + move for value in values], indicator=plain, done=done)
    assert (found.verdict, found.why) == (other.verdict, other.why)


@given(FIGURES, st.integers(0, 40))
def test_figures_the_other_way_up_are_judged_the_other_way(values, at):
    done = replace(AUDITS, done_on=PartialDate(month(at)))
    found = effect(values, indicator=replace(OVERSIGHT, unit="£"), done=done).verdict
    other = effect([-value for value in values], indicator=replace(OVERSIGHT, unit="£"), done=done).verdict
    turned = {EffectVerdict.IMPROVEMENT: EffectVerdict.CONCERN, EffectVerdict.CONCERN: EffectVerdict.IMPROVEMENT}
    assert other is turned.get(found, found)


@given(FIGURES, st.integers(0, 40))
def test_no_change_is_said_only_where_a_shift_would_have_shown(values, at):
    done = replace(AUDITS, done_on=PartialDate(month(at)))
    found = effect(values, done=done)
    since = len(values) - at - 1
    if found.verdict is EffectVerdict.NONE:
        assert since >= 7
    if since < 1 or at == 0:
        assert found.verdict is EffectVerdict.OPEN
