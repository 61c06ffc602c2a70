"""The value that a statement carries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields import Rule, rules
from app.domain.records import Action, Body, BudgetLine, Indicator, Meeting, Programme, Risk
from app.domain.schedule import PartialDate
from app.domain.settling import carried

AMOUNT, YEARS = rules(BudgetLine)["amount"], rules(BudgetLine)["years"]
DUE, DAY, NAME = rules(Action)["due"], rules(Meeting)["day"], rules(Body)["title"]


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
        (DAY, "It met on 23 November 2017.", date(2017, 11, 23)),
        (DAY, "It met in November 2017.", None),
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


@given(st.sampled_from([AMOUNT, YEARS, DUE, DAY, NAME]), st.text())
def test_whatever_is_said_the_field_may_hold_what_it_carries(rule: Rule, statement: str):
    value = carried(rule, statement)
    if value != rule.empty:
        rule.check(value)
