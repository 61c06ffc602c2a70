"""What the chair's walk says, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain import walk
from app.domain.rating import Ratings, Status
from app.domain.records import Action, Indicator, Milestone, Objective, Programme, Record, Risk, Theme, Thresholds
from app.domain.schedule import PartialDate
from app.domain.walk import (
    OVERVIEW,
    RISKS,
    THEME,
    YOURS,
    appetite_words,
    exceptions,
    in_order,
    items,
    outside_appetite,
    read_here,
    steps,
    title_of,
)
from tests.app.domain.plans import linked, plan_of, reading

FIRST, SECOND = Theme(id="t1", number=1, title="Leadership"), Theme(id="t2", number=2, title="Practice")
PROGRAMME = Programme(id="p", title="Improve")
OVERSIGHT = Indicator(id="i", title="Oversight", target=Decimal(95), unit="%", better="higher", owner="Ann",
                      target_by=PartialDate("2018-03"))  # fmt: skip
KEY = replace(OVERSIGHT, id="k", title="Visits", key=True, target_by=None)
FIGURES = (reading("i", "2017-12", "80"), reading("k", "2017-12", "81"))
LATE = Action(id="a", title="Recruit", due=PartialDate("2018-01-20"), owner="Bo", percent=10)
STEP = Milestone(id="m", action="a", title="Advert out", due=PartialDate("2017-06"))
FINE = Action(id="f", title="Train", due=PartialDate("2019-01"), reported=PartialDate("2018-01"))
HIGH = Risk(id="r", title="Caseloads", likelihood=4, impact=5, review=PartialDate("2018-04"))
LOW = Risk(id="l", title="Paper", likelihood=1, impact=1)
CLOSED = Risk(id="c", title="Over", likelihood=5, impact=5, closed=date(2018, 1, 1))


def plan(*more: Record):
    return plan_of(
        PROGRAMME, FIRST, SECOND, *linked("t1", OVERSIGHT, KEY, LATE, FINE, HIGH, LOW, CLOSED), STEP, *FIGURES, *more
    )


def test_the_walk_goes_from_the_overview_through_each_theme_by_number_to_what_the_reader_did():
    found = steps(plan())
    assert [step.kind for step in found] == [OVERVIEW, THEME, THEME, RISKS, YOURS]
    assert [step.about for step in found] == [PROGRAMME, FIRST, SECOND, None, None]


def test_an_empty_plan_has_a_walk_too_and_nothing_to_mark():
    found = steps(plan_of())
    assert [step.kind for step in found] == [OVERVIEW, RISKS, YOURS]
    assert [read_here(plan_of(), Ratings(plan_of()), step) for step in found] == [(), (), ()]


def test_exceptions_come_red_before_amber_and_key_indicators_first():
    here = plan()
    found = exceptions(here, Ratings(here), items(here, FIRST))
    assert [(p.rating.status, p.record.id) for p in found] == [
        (Status.RED, "k"), (Status.RED, "i"), (Status.RED, "m"), (Status.RED, "r"), (Status.AMBER, "a"),
    ]  # fmt: skip


def test_each_says_what_why_whose_and_by_when():
    here = plan()
    told = {p.record.id: p for p in exceptions(here, Ratings(here), items(here, FIRST))}
    assert (told["i"].what, told["i"].why) == ("15 points below target", "80 % against 95 % in December 2017.")
    assert (told["i"].owner, told["i"].by) == ("Owner: Ann", "target date March 2018")
    assert told["k"].by == "no target date"
    assert (told["a"].what, told["a"].by) == (
        "11 days overdue, 10 % done, milestone “Advert out” 215 days overdue",
        "due 20 Jan 2018",
    )
    assert (told["m"].owner, title_of(here, told["m"])) == ("Owner: Bo", "Advert out (a step of “Recruit”)")
    assert (told["r"].owner, told["r"].by) == ("No owner", "reviewed next April 2018")


def test_what_is_in_order_is_one_line():
    here = plan(Action(id="n", title="No date", objective="o"), Objective(id="o", theme="t1", title="Aim"))
    assert in_order(Ratings(here), items(here, FIRST)) == "In order: 1 action and 1 risk. Not rated: 1 action."


def test_risks_outside_appetite_are_those_above_it_or_without_one_the_high_band():
    without = plan()
    assert [p.record for p in outside_appetite(without, Ratings(without))] == [HIGH]
    assert appetite_words(without) == "1 of 2 open risks in the high band, a score above 12 of 25. No appetite is set."
    strict = plan(Thresholds(id="x", appetite=0))
    assert [p.record for p in outside_appetite(strict, Ratings(strict))] == [HIGH, LOW]
    assert appetite_words(strict) == "2 of 2 open risks above the appetite, a score of 0 of 25."
    assert appetite_words(plan_of()) == "No risk is open."


@pytest.mark.parametrize(
    ("thresholds", "title"),
    [(Thresholds(id="x"), "High risks"), (Thresholds(id="x", appetite=12), "Risks outside appetite")],
)
def test_the_risks_page_is_called_after_an_appetite_only_where_one_is_set(thresholds: Thresholds, title: str):
    assert next(step.title for step in steps(plan(thresholds)) if step.kind == RISKS) == title


def test_the_risks_page_marks_each_risk_on_it():
    here = plan()
    step = next(step for step in steps(here) if step.kind == RISKS)
    assert read_here(here, Ratings(here), step) == (HIGH,)


def test_that_nobody_owns_something_is_said_once_for_all_of_it():
    owned, lonely = Risk(id="a", title="A", owner="Director"), Risk(id="b", title="B", owner=" ")
    assert walk.without_owner([owned, Theme(id="t", title="T")]) == ""
    assert walk.without_owner([lonely]) == "No owner"
    assert walk.without_owner([lonely], "off track") == "No owner: 1 off track"
    assert walk.without_owner([owned, lonely, lonely], "due") == "No owner: 2 of 3 due"
    assert walk.without_owner([lonely, lonely]) == "No owner: all 2"
