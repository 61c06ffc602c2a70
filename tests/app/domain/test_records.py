"""What two fields of a record say against each other, and how records are called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.domain.records import (
    KINDS,
    Action,
    Indicator,
    Link,
    Meeting,
    Milestone,
    Programme,
    Reading,
    Record,
    Risk,
    Section,
    Stage,
    Theme,
    Thresholds,
    Visit,
    problems,
)
from app.domain.risk import score_of
from app.domain.schedule import PartialDate
from tests.app.domain.plans import plan_of

APRIL, MAY = PartialDate("2018-04"), PartialDate("2018-05")


@pytest.mark.parametrize(
    ("record", "field", "sentence"),
    [
        (Programme(id="", title="P", goal=date(2017, 1, 1), started=APRIL), "goal", "before the plan was agreed"),
        (Thresholds(id="", pace_amber=95), "pace_amber", "below on track"),
        (Thresholds(id="", risk_low_to=12), "risk_medium_to", "end above low"),
        (Stage(id="", number=1, title="S", starts=MAY, ends=APRIL), "ends", "ends before it starts"),
        (Indicator(id="", title="I", target=Decimal(101), better="higher"), "target", "between 0 and 100"),
        (Indicator(id="", title="I", context=True, key=True), "key", "cannot decide its theme"),
        (Indicator(id="", title="I", target=Decimal(9), target_high=Decimal(8)), "target_high", "below its lower end"),
        (Reading(id="", indicator="i", period=APRIL), "value", "Give a value"),
        (Risk(id="", title="R", likelihood=3), "impact", "scored together"),
        (Risk(id="", title="R", target_impact=3), "target_likelihood", "scored together"),
        (Risk(id="", title="R", raised=MAY, closed=date(2018, 4, 1), closed_why="x"), "closed", "before it was raised"),
        (Action(id="", title="A", done_on=APRIL), "done_on", "not marked done"),
        (Action(id="", title="A", done=True, ended_why="Merged"), "ended", "did not end without being done"),
        (Action(id="", title="A", done=True, percent=90), "percent", "less than 100"),
        (Action(id="", title="A", starts=MAY, due=APRIL), "due", "before it starts"),
        (Milestone(id="", action="a", title="M", done_on=APRIL), "done_on", "not marked done"),
        (Visit(id="", title="V", starts=MAY, ends=APRIL), "ends", "before it begins"),
        (Link(id="", item="a", serves="a"), "serves", "cannot serve itself"),
    ],
)
def test_a_contradiction_is_said_beside_its_field(record: Record, field, sentence):
    found = problems(record)
    assert list(found) == [field]
    assert sentence in found[field]


def test_scores_are_likelihood_times_impact_and_need_both():
    plan = plan_of()
    assert score_of(plan, Risk(id="", title="R", likelihood=4, impact=5)) == 20
    assert score_of(plan, Risk(id="", title="R", target_likelihood=2, target_impact=3), "target") == 6
    assert score_of(plan, Risk(id="", title="R", likelihood=4)) is None
    assert score_of(plan, Risk(id="", title="R"), "target") is None


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Risk(id="", ref="R-04", title="Volume"), "R-04 Volume"),
        (Theme(id="", number=3, title="Workforce"), "Theme 3: Workforce"),
        (Stage(id="", number=2, title="Embedding"), "Stage 2: Embedding"),
        (Section(id="", number=4, title="Money"), "4. Money"),
        (Section(id="", title="Summary"), "Summary"),
        (Reading(id="", indicator="i", period=APRIL), "Reading for April 2018"),
        (Meeting(id="", body="b", day=date(2018, 3, 20)), "Meeting of 20 Mar 2018"),
        (Meeting(id="", body="b"), "Meeting"),
        (Link(id="", item="a", serves="b"), "Link"),
    ],
)
def test_a_record_has_a_name(record: Record, name):
    assert record.name == name


def test_tables_are_named_once():
    assert len({kind.TABLE for kind in KINDS}) == len(KINDS)
    assert all(kind.TABLE and kind.NAME and kind.PLURAL for kind in KINDS)


def test_the_plan_s_own_thresholds_start_without_contradiction():
    assert problems(Thresholds(id="t")) == {}
