"""Figures too small to publish, in what people wrote: in other words where the plan knows them, else told of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan import Plan
from app.domain.public import may_tell_small_numbers, without_small_numbers
from app.domain.records import Action, Indicator, Link, Programme, Reading, Record, Section, Thresholds
from app.domain.schedule import PartialDate

DAY = date(2018, 1, 31)
MISSING = Indicator(id="i", ref="I-07", title="Children missing", unit="", better="lower")
THREE = Reading(id="r1", indicator="i", period=PartialDate("2017-12"), value=Decimal(3))
NINE = Reading(id="r2", indicator="i", period=PartialDate("2017-11"), value=Decimal(9))


def plan_of(*records: Record, least: int | None = 5) -> Plan:
    found: dict[type[Record], list[Record]] = {Programme: [Programme(id="p", title="Plan")]}
    found[Thresholds] = [Thresholds(id="t", small_numbers=least)]
    for record in records:
        found.setdefault(type(record), []).append(record)
    return Plan(found, DAY, DAY)


def note_of(text: str, *more: Record, least: int | None = 5) -> str:
    plan, _ = without_small_numbers(plan_of(MISSING.having({"note": text}), THREE, NINE, *more, least=least))
    return plan.all(Indicator)[0].note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3 children were missing.", "fewer than 5 children were missing."),
        ("Three of them, 9 before.", "fewer than 5 of them, 9 before."),
        ("Only (3).", "Only (fewer than 5)."),
        ("It was 13, then 3.5, then 3,149.", "It was 13, then 3.5, then 3,149."),
        ("Seen on 3 May 2017 in Q3, R-3, 3/4 and 3 %.", "Seen on 3 May 2017 in Q3, R-3, 3/4 and 3 %."),
        ("{indicator:Children missing 3} and 3", "{indicator:Children missing 3} and fewer than 5"),
    ],
)
def test_the_indicator_s_own_words_hold_no_figure_that_is_kept_back(written: str, said: str):
    assert note_of(written) == said
    assert note_of(written, least=None) == written, "nothing is kept back where no threshold is set"


def test_so_do_the_notes_of_its_other_figures():
    later = Reading(id="r3", indicator="i", period=PartialDate("2018-01"), value=Decimal(8), note="Up from three")
    plan, count = without_small_numbers(plan_of(MISSING, THREE, later))
    assert count == 1
    assert next(r for r in plan.all(Reading) if r.id == "r3").note == "Up from fewer than 5"


def test_a_share_of_so_few_is_not_told_either():
    rate = Indicator(id="i", title="Seen in time", unit="%", note="3 of 4, that is 75 %, after 80 %; 75 staff.")
    few = THREE.having({"value": Decimal(75), "numerator": Decimal(3), "denominator": Decimal(4)})
    plan, _ = without_small_numbers(plan_of(rate, few))
    note = plan.all(Indicator)[0].note
    assert note == "fewer than 5 of fewer than 5, that is a share too small to publish, after 80 %; 75 staff."


@pytest.mark.parametrize("name", ["children missing", "I-07"])
def test_elsewhere_a_sentence_that_names_it_is_put_into_other_words_and_others_are_left(name: str):
    body = f"We hold 3 panels. Of {name} there were 3 in December.\nThree workshops were held."
    section = Section(id="s", title="Details", body=body)
    whole = plan_of(MISSING, THREE, section)
    plan, _ = without_small_numbers(whole)
    said = plan.all(Section)[0].body
    assert said == f"We hold 3 panels. Of {name} there were fewer than 5 in December.\nThree workshops were held."
    assert may_tell_small_numbers(whole, plan) == [plan.all(Section)[0]], "who looks at it can tell what is meant"


def test_what_is_tied_to_it_is_named_where_nobody_can_judge():
    tied = Action(id="a", ref="A-01", title="Call back", progress="3 were called.")
    other = Action(id="b", ref="A-02", title="Train", progress="3 were trained.")
    whole = plan_of(MISSING, THREE, tied, other, Link(id="l", item="a", serves="i"))
    plan, _ = without_small_numbers(whole)
    assert [each.progress for each in plan.all(Action)] == ["3 were called.", "3 were trained."]
    assert [each.id for each in may_tell_small_numbers(whole, plan)] == ["a"]
    assert may_tell_small_numbers(plan_of(MISSING, NINE, tied), plan_of(MISSING, NINE, tied)) == []


@given(st.text(max_size=60), st.integers(1, 4))
def test_no_figure_that_is_kept_back_stands_alone_in_its_words(text: str, value: int):
    reading = THREE.having({"value": Decimal(value)})
    written = "".join(c for c in text if c.isprintable() and c not in "{}") + f" {value} children"
    plan, _ = without_small_numbers(plan_of(MISSING.having({"note": written}), reading))
    assert f" {value} " not in f" {plan.all(Indicator)[0].note} "
