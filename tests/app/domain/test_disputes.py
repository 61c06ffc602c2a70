"""Values about which sources disagree, and the value that a statement carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.disputes import all_disputes, carried, disputes, disputes_of
from app.domain.fields import Rule
from app.domain.records import (
    Action,
    Body,
    BudgetLine,
    Indicator,
    Meeting,
    Programme,
    Provenance,
    Record,
    Risk,
    Settlement,
    rules,
)
from app.domain.schedule import PartialDate
from tests.app.domain.plans import DAY, plan_of

EARLY = Action(id="a", title="Early help, phase 1")
MAY = Provenance(id="1", record="a", field="due", source="3.5", statement="Complete in May 2018")
APRIL = Provenance(id="2", record="a", field="due", source="3.25", statement="In place by April 2018")
SETTLED = Settlement(id="s", record="a", field="due", holds_true="April 2018", reason="Later paper", by="Ann", day=DAY)
AMOUNT, YEARS = rules(BudgetLine)["amount"], rules(BudgetLine)["years"]
DUE, ON, NAME = rules(Action)["due"], rules(Meeting)["day"], rules(Body)["title"]


def found(*records: Record) -> list[tuple[str, int]]:
    return [(dispute.about, len(dispute.statements)) for dispute in disputes(plan_of(*records))]


def test_two_sources_that_say_different_things_disagree():
    (dispute,) = disputes(plan_of(EARLY, MAY, APRIL))
    assert (dispute.record, dispute.field, dispute.label) == (EARLY, "due", "Due")
    assert (dispute.about, dispute.statements) == ("Early help, phase 1 (due)", (MAY, APRIL))


def test_three_sources_of_which_two_agree_still_disagree():
    assert found(EARLY, MAY, APRIL, replace(MAY, id="3", source="3.6")) == [("Early help, phase 1 (due)", 3)]


def test_sources_that_say_the_same_or_nothing_or_speak_of_another_field_do_not():
    assert found(EARLY, MAY, replace(APRIL, statement="Complete in May 2018 ")) == []
    assert found(EARLY, MAY, replace(APRIL, statement=" ")) == []
    assert found(EARLY, MAY, replace(APRIL, source="")) == []
    assert found(EARLY, MAY, replace(APRIL, field="starts")) == []
    assert found(EARLY, MAY, replace(APRIL, illustrative=True)) == []
    assert found(MAY, APRIL) == []


def test_what_a_person_settled_is_over_but_remembered():
    assert found(EARLY, MAY, APRIL, SETTLED) == []
    (dispute,) = all_disputes(plan_of(EARLY, MAY, APRIL, SETTLED))
    assert dispute.settlement == SETTLED
    assert found(EARLY, MAY, APRIL, replace(SETTLED, field="starts")) == [("Early help, phase 1 (due)", 2)]


def test_sources_may_disagree_about_a_record_as_a_whole():
    assert found(EARLY, replace(MAY, field=""), replace(APRIL, field="")) == [("Early help, phase 1", 2)]


def test_one_record_is_asked_about_its_own():
    other = Action(id="b", title="Recruit")
    held = plan_of(EARLY, other, MAY, APRIL, SETTLED, replace(MAY, id="3", record="b"))
    assert [dispute.settlement for dispute in disputes_of(held, EARLY)] == [SETTLED]
    assert disputes_of(held, other) == []


@pytest.mark.parametrize(
    ("rule", "statement", "value"),
    [
        (AMOUNT, "£4.5 million has been identified so far.", Decimal("4500000")),
        (AMOUNT, "An estimated £4.2 million over two years.", Decimal("4200000")),
        (AMOUNT, "£16m in 3 years", Decimal("16000000")),
        (AMOUNT, "£1,250,000", Decimal(1250000)),
        (AMOUNT, "£800k", Decimal(800000)),
        (AMOUNT, "From £1 million to £2 million.", None),
        (AMOUNT, "A considerable sum.", None),
        (rules(Indicator)["target"], "The target is 95 %.", Decimal(95)),
        (rules(Risk)["likelihood"], "Likelihood of 4.", 4),
        (rules(Risk)["likelihood"], "Likelihood of 40.", None),
        (DUE, "Phase 1 will be completed in May 2018.", PartialDate("2018-05")),
        (DUE, "Phase 1 will be in place by April 2018.", PartialDate("2018-04")),
        (DUE, "Due on 20 Mar 2018, not in April 2018.", None),
        (DUE, "Some time in 2018.", PartialDate("2018")),
        (DUE, "Phase 1 has now started.", None),
        (ON, "It met on 23 November 2017.", date(2017, 11, 23)),
        (ON, "It met in November 2017.", None),
        (rules(Programme)["judgement"], "Judged inadequate.", "inadequate"),
        (rules(Programme)["judgement"], "Good or inadequate.", ""),
        (YEARS, "Growth in the budget for 2017/18.", "2017/18"),
        (YEARS, "Growth within the medium-term plan for 2017 to 2020.", "2017 to 2020"),
        (NAME, "It is called the Best Value Programme Board.", "Best Value Programme Board"),
        (NAME, "It meets each quarter.", ""),
        (rules(Action)["detail"], "It is called the plan of 2017/18.", ""),
    ],
)
def test_what_a_statement_carries(rule: Rule, statement: str, value: Any):
    assert carried(rule, statement) == value


@given(st.sampled_from([AMOUNT, YEARS, DUE, ON, NAME]), st.text())
def test_whatever_is_said_the_field_may_hold_what_it_carries(rule: Rule, statement: str):
    value = carried(rule, statement)
    if value != rule.empty:
        rule.check(value)
